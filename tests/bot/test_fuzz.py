"""Whatever anybody taps or types: nothing of another's, nothing lost, and always an answer.

New families of buttons are tried by being there.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.codes.day import ShowEntry, WriteDayNote, WriteEntryNote
from bot.codes.goals import EditGoal, RestoreGoal, ShowGoal
from bot.codes.moods import (
    RenameLabel,
    ShowLabel,
    ShowMood,
    ShowScale,
    WriteEmotion,
    WriteLabel,
    WriteNote,
    WriteReason,
    WriteScale,
)
from bot.codes.settings import Agree
from bot.codes.tags import RenameTag, ShowTag, WriteTag
from bot.codes.templates import NameTemplate, ShowTemplates
from bot.commands import COMMANDS
from bot.handlers.dialogs import DIALOGS
from bot.wire import Code, Word
from domain.errors import Refused
from domain.goals import clean_description, clean_title
from domain.moods import clean_emotion, clean_label, clean_note, clean_reason, clean_scale_name
from storage import goal_views, goals, mood_labels, moods, reviews, scales, tags
from storage.tags import clean_tag
from storage.templates import clean_name
from tests.bot.desk import Desk, Saved, Tap
from tests.bot.foreign import (
    ALICES,
    PLAIN,
    THINGS,
    foreign,
    harmless,
    number_of,
    numbers_in,
    rows_about,
    settle_side_by_side,
)
from tests.bot.homes import TODAY, a_goal, titles
from tests.databases import rows_of
from tests.databases import sqlite_template as sqlite_template  # noqa: PLC0414 - a fixture

Answer = tuple[str, list[tuple[str, str, list[str]]]]


@pytest.fixture(scope="module")
def together(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """A desk at which Alice and Charlie live, put away."""
    folder = tmp_path_factory.mktemp("together")
    path = folder / "desk.db"
    shutil.copy(sqlite_template, path)
    with Desk(path) as desk:
        settle_side_by_side(desk)
        return desk.save(folder / "saved.db")


@pytest.fixture
def two(together: Saved, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "two.db"
    shutil.copy(together.database, path)
    desk = Desk(path)
    desk.resume(together)
    with desk:
        yield desk


def answer_to(desk: Desk, code: Code | str) -> Answer:
    """All that Charlie gets to see for a tap."""
    before = len(desk.telegram.calls)
    desk.charlie.makes_up(code)
    shown = [
        (call.method, str(call.payload["text"]), _labels(call.payload))
        for call in desk.telegram.calls[before:]
        if "text" in call.payload and call.method != "answerCallbackQuery"
    ]
    return desk.charlie.toast, shown


def _labels(payload: Any) -> list[str]:
    rows = (payload.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def shown_to_charlie(desk: Desk) -> str:
    """Every word he was ever shown, on messages, buttons, toasts and in files."""
    of_his = (call.payload for call in desk.telegram.calls if call.payload.get("chat_id") == 103)
    return "\n".join([*map(str, of_his), *desk.telegram.toasts.values()])


def test_33_every_number_in_a_button_is_known_to_name_something_or_nothing() -> None:
    """Row 33: a new field has to be told apart before it can be tried."""
    numbers = {name for family in Code.families.values() for name in numbers_in(family)}
    assert numbers <= THINGS.keys() | PLAIN
    assert THINGS.keys().isdisjoint(PLAIN)


@pytest.mark.parametrize("thing", THINGS)
def test_33_alice_has_what_is_tried_and_her_words_are_in_it(two: Desk, thing: str) -> None:
    """Row 33: the tests below would pass in an empty home."""
    assert number_of(two, two.alice, thing) != number_of(two, two.charlie, thing)
    assert ALICES in str(rows_about(two, two.alice)[THINGS[thing]]) or thing in {
        *("pause", "act", "reminder", "card")
    }


FOREIGN = [
    name
    for name, family in sorted(Code.families.items())
    if THINGS.keys() & {each.name for each in fields(family)}  # type: ignore[arg-type]
]


@pytest.mark.parametrize("family", FOREIGN)
def test_33_what_is_alices_answers_charlie_like_what_is_nobodys(two: Desk, family: str) -> None:
    """Rows 33 and 34: not found, in the same words, and no row of hers is another."""
    before = rows_about(two, two.alice)
    tried = 0
    for hers, nobodys in foreign(two, Code.families[family]):
        expected = answer_to(two, nobodys)
        assert answer_to(two, hers) == expected, hers
        tried += 1
    assert tried
    assert rows_about(two, two.alice) == before
    assert ALICES not in shown_to_charlie(two)


@pytest.mark.parametrize("family", sorted(Code.families.keys() - {Agree.family}))
def test_34_no_button_of_any_family_shows_or_changes_what_is_alices(two: Desk, family: str) -> None:
    """Row 34: made up, on a message of his own. His consent is his to give, so that is left out."""
    before = rows_about(two, two.alice)
    for code in harmless(two, Code.families[family]):
        two.charlie.makes_up(code)
    assert rows_about(two, two.alice) == before
    assert ALICES not in shown_to_charlie(two)


RANDOM = ["0", "1", "2", "zik0zj", "1y2p0ij32e8e7", "zzzzzzzzzzzzz", "-1", "1.5", "1e9", "٣", " 7"]
RANDOM += ["19700101", "21991231", "20260230", "00000000", "20260304", "d", "x", "", "all", "\0"]


@pytest.mark.parametrize("seed", range(6))
def test_34_37_buttons_of_random_fields_are_answered(two: Desk, seed: int) -> None:
    """Rows 34 and 37: numbers of 2^52 and 2^63 - 1, negative ones, digits of other scripts."""
    dice, before = Random(seed), rows_about(two, two.alice)
    for _ in range(60):
        family = dice.choice(sorted(Code.families.keys() - {Agree.family}))
        count = len(fields(Code.families[family])) + dice.choice([0, 0, 0, -1, 1])  # type: ignore[arg-type]
        words = [dice.choice(RANDOM) for _ in range(max(count, 0))]
        two.charlie.makes_up(".".join(["1", family, *words])[:64])
    assert rows_about(two, two.alice) == before
    assert ALICES not in shown_to_charlie(two)


def test_34_a_tap_of_charlies_on_alices_message_is_his_own(two: Desk) -> None:
    """Row 34: the chat and message of a tap say nothing about whose things it may name."""
    before = rows_about(two, two.alice)
    two.charlie.presses(Tap(ShowGoal(number_of(two, two.alice, "goal")).wire, 1), chat=101)
    assert rows_about(two, two.alice) == before
    assert ALICES not in shown_to_charlie(two)
    assert two.telegram.chats[101] == {}


# --- Words ---------------------------------------------------------------------------------------

HOSTILE = {
    "html": "<b>R&D</b> _x_ $a_{$ &amp; &lt;",
    "unclosed": "</b></i><a href='javascript:alert(1)'>x",
    "sql": "'; DROP TABLE goals; --",
    "format": "{title} {} %s %(n)d {0.__class__}",
    "joined": "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
    "arabic": "مرحبا بالعالم ٣",
    "override": "safe\u202etxt.exe\u2066 \u2069\u2069",
    "nul": "a\0b\0",
    "surrogate": "a\ud800b\udfff",
    "nonchar": "a\ufdd0\uffff\U0010ffff",
    "units": "x" * 4096,
    "emoji": "🏳️‍🌈" * 680,
    "masses": "e" + "\u0301\u0316" * 2000,
    "stacked": "e" + "\u0301\u0316" * 25,
    "blank": "\u200b\u2800\u3164",
    "lines": "one\n\n\n\n\ntwo\r\n\tthree",
}
hostile = pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)


@dataclass(frozen=True)
class Field:
    """Where words can be said: what begins it, how they are kept, in which column, and what then shows
    them; ``then`` is tapped after the words."""

    begins: Code
    clean: Callable[[str], str | None]
    kept: str
    shows: Code
    then: str = ""


FIELDS = {
    "title": Field(
        EditGoal(1, Word("title")), clean_title, "SELECT title FROM goals WHERE id = 1", ShowGoal(1)
    ),
    "description": Field(
        EditGoal(1, Word("description")),
        clean_description,
        "SELECT description FROM goals WHERE id = 1",
        ShowGoal(1),
    ),
    "name of the restored": Field(
        RestoreGoal(2), clean_title, "SELECT title FROM goals WHERE id = 2", ShowGoal(2)
    ),
    "note": Field(WriteNote(1), clean_note, "SELECT note FROM mood_logs WHERE id = 1", ShowMood(1)),
    "reason": Field(WriteReason(1), clean_reason, "SELECT reason FROM mood_reasons", ShowMood(1)),
    "emotion": Field(
        WriteEmotion(1),
        clean_emotion,
        "SELECT json_extract(emotions, '$[0]') FROM mood_logs WHERE id = 1",
        ShowMood(1),
    ),
    "label": Field(
        WriteLabel(mood=1),
        clean_label,
        "SELECT label FROM mood_logs WHERE id = 1",
        ShowMood(1),
        "🙁 2",
    ),
    "label anew": Field(
        RenameLabel(1), clean_label, "SELECT label FROM mood_labels WHERE id = 1", ShowLabel(1)
    ),
    "scale": Field(
        WriteScale(), clean_scale_name, "SELECT name FROM scales WHERE id = 2", ShowScale(2), "1–5"
    ),
    "tag": Field(RenameTag(1), clean_tag, "SELECT name FROM tags WHERE id = 1", ShowTag(1)),
    "template": Field(
        NameTemplate(goal=1, words=1), clean_name, "SELECT name FROM templates", ShowTemplates()
    ),
    "note of a day": Field(
        WriteEntryNote(1, TODAY), clean_note, "SELECT note FROM entries", ShowEntry(1, TODAY)
    ),
    "note of a whole day": Field(
        WriteDayNote(TODAY),
        clean_note,
        "SELECT note FROM mood_logs WHERE kind = 'day'",
        ShowMood(2),
    ),
}
"""Every field of words, by what it is called in the chat."""

NOT_WORDS = {
    "zone",
    "goal",
    "pause",
    "said",
    "tag",
    "adopt",
    "felt",
    "import",
    "erase",
    "several",
    "until",
    "bell",
    "nag",
    "not_before",
    "lead",
    "own_time",
    "span",
}
"""Dialogs that keep no words as they are, or only such as other dialogs keep, too."""


@pytest.fixture(scope="module")
def furnished_once(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Alice has one of each thing that words are said about."""
    folder = tmp_path_factory.mktemp("furnished")
    path = folder / "desk.db"
    shutil.copy(sqlite_template, path)
    with Desk(path) as desk:
        me = desk.alice.settles_in()
        a_goal(desk, "Walk")
        desk.do(goals.remove, me, a_goal(desk, "Read").id)
        a_goal(desk, "Read")
        desk.do(moods.log, me, "1", 3)
        desk.do(mood_labels.add, me, "fine", 4)
        desk.do(scales.make, me, "Sleep", 5)
        desk.do(tags.set_of_goal, me, 1, ["home"])
        desk.do(reviews.say_mood, me, TODAY, 4, 5)
        desk.alice.says("/help")
        return desk.save(folder / "saved.db")


@pytest.fixture
def furnished(furnished_once: Saved, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "furnished.db"
    shutil.copy(furnished_once.database, path)
    desk = Desk(path)
    desk.resume(furnished_once)
    with desk:
        yield desk


def cleaned(field: Field, words: str) -> str | None:
    """What is to be kept of words; None where they are to be refused."""
    try:
        return field.clean(words)
    except Refused:
        return None


def check_sendable(desk: Desk) -> None:
    """Half a pair of surrogates, escaped in JSON, would come to nobody."""
    for call in desk.telegram.calls:
        json.dumps(call.payload, ensure_ascii=False, default=str).encode()


def within_a_button(words: str) -> str:
    """What of it even the narrowest place shows."""
    return words.strip() if len(words) <= 32 else words[:16]


def undressed(words: str) -> str:
    """Without the marks of direction, which would turn what stands around them."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", words)


@pytest.mark.parametrize("name", FIELDS)
@hostile
def test_31_32_38_words_come_back_as_they_were_kept(furnished: Desk, name: str, words: str) -> None:
    """Rows 31, 32 and 38: kept clean or refused, and the strict reader of HTML reads what was kept."""
    field = FIELDS[name]
    before = rows_of(furnished.url, field.kept)
    furnished.alice.makes_up(field.begins)
    furnished.alice.says(words)
    wanted = cleaned(field, words)
    if wanted is None:
        assert rows_of(furnished.url, field.kept) == before
        # An empty description is none, and nothing to ask again about.
        assert "Cancel" in furnished.alice.last.labels or name == "description"
        return
    if field.then:
        furnished.alice.taps(field.then)
    assert (wanted,) in rows_of(furnished.url, field.kept)
    check_sendable(furnished)
    furnished.alice.makes_up(field.shows)
    shown = undressed("\n".join([furnished.alice.last.text, *furnished.alice.last.labels]))
    assert within_a_button(undressed(wanted)) in shown


def test_31_every_dialog_that_keeps_words_is_tried() -> None:
    """Row 31: a new dialog has to be listed here or there."""
    begun = {
        *("edit", "retitle", "note", "reason", "emotion", "label", "relabel", "scale"),
        *("retag", "template", "entry_note", "day_note"),
    }
    assert begun | NOT_WORDS == set(DIALOGS)
    assert begun.isdisjoint(NOT_WORDS)


@hostile
def test_31_32_38_tags_come_back_as_they_were_kept(furnished: Desk, words: str) -> None:
    """Rows 31, 32 and 38: several at once, a word each."""
    furnished.alice.makes_up(WriteTag(1))
    furnished.alice.says(words)
    [(title,)] = rows_of(furnished.url, "SELECT title FROM goals WHERE id = 1")
    assert title == "Walk"
    furnished.alice.makes_up(ShowGoal(1))
    for (tag,) in rows_of(furnished.url, "SELECT name FROM tags"):
        assert undressed(tag)[:24] in undressed(furnished.alice.last.text)


@hostile
def test_31_32_38_words_alone_or_behind_any_command_are_answered(
    furnished: Desk, words: str
) -> None:
    """Rows 31, 32 and 38: the desk itself asserts that nothing is put aside and all can be parsed."""
    for before in ("", *(f"/{name} " for name in COMMANDS), "mood 4 work: ", "walk ", "yesterday "):
        sent = len(furnished.telegram.calls)
        furnished.alice.says((before + words)[:4096])
        assert len(furnished.telegram.calls) > sent, before
    assert furnished.look(goal_views.view, furnished.alice.me, 1).title == "Walk"
    check_sendable(furnished)


@hostile
def test_31_32_38_several_lines_are_kept_as_they_were_typed(furnished: Desk, words: str) -> None:
    """Rows 31, 32 and 38: a name among several lines, in the preview and as a goal."""
    known = titles(furnished)
    line = " ".join(words.split())
    furnished.alice.says(f"/new {line}\nplain daily")
    check_sendable(furnished)
    furnished.alice.taps("Do that")
    check_sendable(furnished)
    made = [title for title in titles(furnished) if title not in known]
    assert made[-1] == "plain"
    assert all("\x00" not in title and title == clean_title(title) for title in made)


@hostile
def test_31_32_38_words_become_a_goal_as_they_were_kept(furnished: Desk, words: str) -> None:
    """Rows 31, 32 and 38: a name typed to /new, and seen on its review and its card."""
    furnished.alice.says("/new")
    furnished.alice.says(words)
    wanted = cleaned(FIELDS["title"], words)
    drafts_of = rows_of(furnished.url, "SELECT json_extract(data, '$.title') FROM drafts")
    assert drafts_of == [(wanted,)]
