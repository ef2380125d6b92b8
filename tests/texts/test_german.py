"""Every shipped language is whole; and German as it reads on a phone."""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.commands import COMMANDS
from bot.lang import LOCALES, lang, shipped
from bot.texts.day import MARKS
from bot.texts.refusals import refused
from bot.texts.schedules import rhythm
from bot.view import LABEL
from domain.errors import Reason, Refused
from domain.kinds import (
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from domain.looking_back import parse_days
from domain.oneline import parse_goal
from domain.typed import parse_day, parse_time, parse_times, parse_weekdays
from domain.typed_nags import parse_nag
from tests.bot.conftest import places  # noqa: F401 - cities without a map
from tests.bot.desk import Desk
from tests.bot.telegram_html import read
from tests.bot.touring import OWN, TYPED, tour
from tests.databases import sqlite_template  # noqa: F401 - a fixture
from tests.texts.test_extraction import BOT, KEYWORDS, SPEAKING, calls

LANGUAGES = [code for code in shipped() if code != "en"]
TODAY = date(2026, 3, 4)
SAME = {"Name", "LLLL y"}
"""What reads alike in German and English."""


def catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(code: str) -> list[Message]:
    return [message for message in catalog(LOCALES / f"{code}.po") if message.id]


def spoken() -> set[str]:
    """Every sentence in the sources."""
    return {forms(found[2])[0] for found in extract_from_dir(BOT, keywords=KEYWORDS)}


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else (words,)


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def tags(sentence: str) -> Counter[str]:
    return Counter(re.findall(r"</?\w+>", sentence))


def commands(sentence: str) -> set[str]:
    return set(re.findall(r"(?<![\w<])/([a-z]+)", sentence)) & set(COMMANDS)


# --- The catalog --------------------------------------------------------------------------------


def test_the_template_has_every_sentence_of_today() -> None:
    """If not: make texts."""
    template = {forms(message.id)[0] for message in catalog(LOCALES / "daymark.pot") if message.id}
    assert template == spoken()


def test_every_plural_is_one_in_the_template_too() -> None:
    """Babel loses the second form where a name among the values is called like a keyword."""
    template = {forms(message.id) for message in catalog(LOCALES / "daymark.pot")}
    for path in SPEAKING:
        for name, call in calls(path):
            match call.args[:2]:
                case [ast.Constant(value=str(one)), ast.Constant(value=str(more))] if (
                    name == "count"
                ):
                    assert (one, more) in template, f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(code: str) -> None:
    written = {forms(message.id)[0] for message in messages(code)}
    assert spoken() - written == set()
    assert written - spoken() == set()
    assert [message.id for message in messages(code) if not all(forms(message.string))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_to_be_looked_over(code: str) -> None:
    whole = catalog(LOCALES / f"{code}.po")
    assert [message.id for message in whole if message.id and message.fuzzy] == []
    assert list(whole.obsolete) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_fills_in_the_same_and_is_marked_up_alike(code: str) -> None:
    for message in messages(code):
        english = forms(message.id)[-1]
        for form in forms(message.string):
            wanted = placeholders(english)
            assert wanted - {"n"} <= placeholders(form) <= wanted, form
            assert tags(form) == tags(english), form
            assert commands(form) == commands(english), form
            assert (form[:1].isspace(), form[-1:].isspace()) == (
                english[:1].isspace(),
                english[-1:].isspace(),
            ), form


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_of_a_plural_is_there(code: str) -> None:
    whole = catalog(LOCALES / f"{code}.po")
    for message in messages(code):
        if message.pluralizable:
            assert len(message.string) == whole.num_plurals
            assert all(message.string)


def test_english_is_not_left_standing_in_german() -> None:
    for message in messages("de"):
        english, german = forms(message.id)[0], forms(message.string)[0]
        words = re.sub(r"\{\w+\}", "", english)
        if english == german and any(map(str.isalpha, words)):
            assert english in SAME or english.startswith("•"), english


# --- How it reads -------------------------------------------------------------------------------


def test_dates_are_read_as_germans_write_them() -> None:
    de = lang("de")
    assert de.day(TODAY, TODAY) == "Mittwoch, 4. März"
    assert de.day(date(2027, 3, 4), TODAY) == "Donnerstag, 4. März 2027"
    assert de.short_day(TODAY) == "Mi 4."
    assert de.month(TODAY) == "März 2026"
    assert de.yearly(date(2000, 2, 29)) == "29. Februar"


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Daily(), "Wiederholt sich jeden Tag"),
        (Weekdays(frozenset({0})), "Wiederholt sich jeden Montag"),
        (Weekdays(frozenset({0, 2, 4})), "Wiederholt sich jeden Mo, Mi, Fr"),
        (Weekdays(frozenset(range(5))), "Wiederholt sich montags bis freitags"),
        (Weekdays(frozenset({5, 6})), "Wiederholt sich am Wochenende"),
        (EveryDays(3, TODAY), "Wiederholt sich alle 3 Tage"),
        (MonthDays(frozenset({1, 15})), "Wiederholt sich jeden Monat am 1., 15."),
        (MonthDays(frozenset({31})), "Wiederholt sich am letzten Tag jedes Monats"),
        (MonthWeekday(-1, 4), "Wiederholt sich am letzten Freitag jedes Monats"),
        (MonthWeekday(2, 0), "Wiederholt sich am zweiten Montag jedes Monats"),
        (
            Yearly(2, 29, Leap.BEFORE),
            "Wiederholt sich jedes Jahr am 29. Februar, sonst am Tag davor",
        ),
        (Yearly(12, 5), "Wiederholt sich jedes Jahr am 5. Dezember"),
        (TimesPer(1, Period.WEEK), "Wiederholt sich einmal pro Woche"),
        (TimesPer(3, Period.MONTH), "Wiederholt sich 3-mal im Monat"),
        (TimesIn(2, 10), "Wiederholt sich 2-mal in je 10 Tagen"),
        (AfterDone(1), "Wiederholt sich einen Tag nach dem letzten Mal"),
        (AfterDone(5), "Wiederholt sich 5 Tage nach dem letzten Mal"),
        (Slotted(Daily(), (480, 1200)), "Wiederholt sich jeden Tag, um 08:00, 20:00"),
        (Once(), "Einmalig, an einem beliebigen Tag"),
    ],
)
def test_rhythms_are_whole_german_sentences(schedule: Schedule, words: str) -> None:
    assert read(rhythm(lang("de"), schedule, None, TODAY).html).translate(ISOLATES) == words


ISOLATES = dict.fromkeys((0x2068, 0x2069))


def test_an_end_and_a_due_day_are_said_with_their_weekday() -> None:
    de = lang("de")
    until = read(rhythm(de, Daily(), date(2026, 12, 5), TODAY).html).translate(ISOLATES)
    assert until == "Wiederholt sich jeden Tag bis Samstag, 5. Dezember"
    due = read(rhythm(de, Once(8 * 60), date(2026, 3, 5), TODAY).html).translate(ISOLATES)
    assert due == "Einmalig, fällig: morgen um 08:00"


@pytest.mark.parametrize(
    ("n", "words"), [(0, "0 Ziele"), (1, "1 Ziel"), (2, "2 Ziele"), (21, "21 Ziele")]
)
def test_a_number_chooses_the_form_of_the_word(n: int, words: str) -> None:
    assert lang("de").count("{n} goal", "{n} goals", n).plain == words


def test_examples_in_german_sentences_can_be_typed_as_they_stand() -> None:
    """Whoever types what the bot proposes must be understood."""
    de = "de"
    assert parse_weekdays("mo mi fr", language=de) == {0, 2, 4}
    assert parse_times("8, 16 und 22", language=de) == (480, 960, 1320)
    assert parse_times("8, 14, 20", language=de) == (480, 840, 1200)
    assert parse_times("10:00 und 20:00", language=de) == (600, 1200)
    assert parse_day("5. Dez", TODAY, language=de) == date(2026, 12, 5)
    assert parse_time("8:20", language=de) == 500
    assert parse_nag("20 Min", language=de) == (20, 3)
    assert parse_nag("20 Min, 4-mal", language=de) == (20, 4)
    pills = parse_goal("tabletten 2x täglich um 8 und 20 uhr", TODAY, language=de)
    assert pills.schedule == Slotted(Daily(), (480, 1200))
    run = parse_goal("laufen mo mi fr", TODAY, language=de)
    assert run.schedule == Weekdays(frozenset({0, 2, 4}))
    for typed, first in (("März", 1), ("1. März – 15. März", 1), ("2025", 1)):
        assert parse_days(typed, TODAY, "UTC", language=de).first.day == first
    quoted = {
        example
        for message in messages(de)
        for form in forms(message.string)
        for example in re.findall("„([^“]+)“", form)
    }
    known = {
        "mo mi fr",
        "8, 16 und 22",
        "8, 14, 20",
        "10:00 und 20:00",
        "5. Dez",
        "8:20",
        "20 Min",
        "20 Min, 4-mal",
        "tabletten 2x täglich um 8 und 20 uhr",
        "laufen mo mi fr",
        "März",
        "2025",
        "1. März – 15. März",
        *OTHER_EXAMPLES,
    }
    assert quoted - known == set()


OTHER_EXAMPLES = {"Lesen", "1, 15", "14:30", "gestern 21 Uhr", "3. März"} | {
    "Als Vorlage sichern",
    "Schlagwörter",
    "20:30",
    "in 2 Stunden",
    "morgen 9",
    "45 Min vorher",
    "24. Dez 18:00",
}
"""Names, numbers, what test_languages types, and labels of buttons."""


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_is_a_german_sentence(reason: Reason) -> None:
    sentence = read(refused(lang("de"), TODAY, Refused("field", reason, title="Lesen")).html)
    sentence = sentence.translate(ISOLATES)
    assert sentence[0].isupper()
    assert sentence.rstrip()[-1] in ".?"
    assert sentence != read(refused(lang("en"), TODAY, Refused("field", reason)).html)


def test_german_says_du() -> None:
    for message in messages("de"):
        for form in forms(message.string):
            assert not re.search(r"\b(Ihr|Ihre|Ihnen|Ihrer)\b", form), form
            assert "!" not in form, form


# --- On the phone -------------------------------------------------------------------------------


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:  # noqa: F811
    path = tmp_path / "desk.db"
    shutil.copy(sqlite_template, path)
    with Desk(path) as desk:
        yield desk


def test_buttons_of_one_german_message_can_be_told_apart_and_none_is_cut(desk: Desk) -> None:
    steps = 0
    for seen in tour(desk, "de"):
        steps += 1
        ours = [label for row in seen.rows if not any(map(_of_a_person, row)) for label in row]
        twice = [label for label, times in Counter(ours).items() if times > 1]
        assert twice == [], (seen.step, seen.rows)
        assert [label for label in ours if label.endswith("…") and len(label) >= LABEL] == []
    assert steps > 400


def _of_a_person(label: str) -> bool:
    """Called by somebody's own words, or by none: what stands beside it in a row belongs to it."""
    named = label.startswith(tuple(MARKS.values())) or any(own in label for own in (*OWN, *TYPED))
    return named or not any(map(str.isalpha, label))


def test_labels_in_german_are_short_where_the_english_ones_are() -> None:
    """Several of them stand in one row. What ends in a full stop is no label but a toast."""
    labels = {forms(found[2])[0] for found in extract_from_dir(BOT, keywords={"label": None})}
    long = {}
    for english in (label for label in labels if len(label) <= LABEL and label[-1] != "."):
        german = lang("de").label(english, **_any(english))
        if len(german) > (FITS if len(english) <= SHORT else LABEL):
            long[english] = german
    assert long == {}


SHORT, FITS = 16, 20


def _any(template: str) -> dict[str, str]:
    return dict.fromkeys(placeholders(template), "1")
