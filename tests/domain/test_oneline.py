from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dates import Order
from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.goals import TITLE_MAX
from domain.kinds import EveryDays, Period, TimesPer
from domain.oneline import LINE_MAX, TAGS_MAX, Sketchy, parse_goal
from domain.words import LANGUAGES
from tests.domain.told import told

TODAY = date(2026, 11, 22)  # a Sunday
PIECES = [
    "run",
    "mon",
    "wed",
    "sun",
    "sat",
    "so",
    "mo",
    "freitag",
    "fridays",
    "and",
    "und",
    "-",
    "daily",
    "täglich",
    "every",
    "alle",
    "jeden",
    "zweiten",
    "other",
    "3",
    "x",
    "3x",
    "2x/week",
    "twice",
    "week",
    "woche",
    "monat",
    "month",
    "year",
    "days",
    "after",
    "done",
    "nach",
    "erledigung",
    "monthly",
    "monatlich",
    "31",
    "31.",
    "15th",
    "1",
    "0",
    "99999",
    "first",
    "letzten",
    "last",
    "day",
    "of",
    "the",
    "month",
    "5",
    "dec",
    "december",
    "may",
    "5.12.",
    "3/4",
    "24/7",
    "31/2",
    "2026-12-05",
    "31 feb",
    "at",
    "um",
    "8",
    "8:00",
    "25:00",
    "7pm",
    "halb",
    "acht",
    "uhr",
    "19.30",
    "morning",
    "from",
    "ab",
    "von",
    "until",
    "bis",
    "to",
    "except",
    "außer",
    "in",
    "next",
    "tomorrow",
    "morgen",
    "!",
    "#tag",
    "important",
    "wichtig",
    "yearly",
    "jährlich",
    '"mon"',
    "weekend",
    "werktags",
    "noon",
]
lines = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
any_line = st.text(st.characters(codec=None), max_size=80) | lines
languages = st.sampled_from(["en", "de", "xx"])


def outcome(line: str, *, language: str = "en", order: Order | None = None) -> object:
    """What a line says, or why not, its title aside."""
    try:
        sketch = parse_goal(line, TODAY, language=language, order=order)
    except Refused as refused:
        return refused.field, refused.reason, str(refused.data.get("candidates", "")).casefold()
    return told(sketch).casefold()


def test_a_date_that_can_be_read_two_ways_is_asked_until_the_order_is_known():
    with pytest.raises(Refused) as refused:
        parse_goal("dentist 3/4", TODAY, language="en")
    assert refused.value.data == {"candidates": (date(2027, 4, 3), date(2027, 3, 4))}
    assert parse_goal("dentist 3/4", TODAY, language="en", order="day").target == date(2027, 4, 3)
    assert parse_goal("dentist 3/4", TODAY, language="en", order="month").target == date(2027, 3, 4)
    assert parse_goal("arzt 3/4", TODAY, language="de", order="month").target == date(2027, 4, 3)


def test_weeks_begin_as_the_persons_do():
    sketch = parse_goal("gym 3x week", TODAY, language="en", week_start=6)
    assert sketch == Sketchy("gym", TimesPer(3, Period.WEEK, 6))


def test_a_grid_is_counted_from_today_or_from_the_first_day_named():
    grid = parse_goal("run every 3 days", TODAY, language="en").schedule
    assert grid == EveryDays(3, TODAY)
    later = parse_goal("run every 3 days from 5 dec", TODAY, language="en").schedule
    assert later == EveryDays(3, date(2026, 12, 5))


def test_a_count_a_day_without_its_times_says_how_many_are_missing():
    with pytest.raises(Refused) as refused:
        parse_goal("pushups 3x daily", TODAY, language="en")
    assert refused.value.data == {"count": 3}


def test_an_endless_line_is_refused_before_it_is_read():
    with pytest.raises(Refused) as refused:
        parse_goal("mon " * 2500, TODAY, language="en")
    assert refused.value.reason is Reason.TOO_LONG
    assert refused.value.data["limit"] == LINE_MAX


def test_what_is_left_must_be_a_title():
    with pytest.raises(Refused) as refused:
        parse_goal("x" * (TITLE_MAX + 1), TODAY, language="en")
    assert (refused.value.field, refused.value.reason) == ("title", Reason.TOO_LONG)


def test_tags_are_counted_once_whatever_their_case_and_are_not_endless():
    assert parse_goal("run #A #a #b-c, #1", TODAY, language="en").tags == ("A", "b-c")
    many = " ".join(f"#tag{n}" for n in range(TAGS_MAX + 1))
    with pytest.raises(Refused) as refused:
        parse_goal(f"run {many}", TODAY, language="en")
    assert refused.value.data == {"count": TAGS_MAX + 1, "limit": TAGS_MAX}


def test_more_times_than_a_day_takes_are_refused():
    times = " ".join(f"{hour}:00" for hour in range(13))
    with pytest.raises(Refused) as refused:
        parse_goal(f"run daily {times}", TODAY, language="en")
    assert (refused.value.field, refused.value.reason) == ("time", Reason.TOO_MANY)


@pytest.mark.parametrize(
    "quotes", ['""', "\u201c\u201d", "\u201e\u201c", "\u00ab\u00bb", "\u00bb\u00ab"]
)
def test_what_is_quoted_is_never_read_as_time(quotes: str):
    line = f"{quotes[0]}every mon 7:00{quotes[1]} daily"
    assert told(parse_goal(line, TODAY, language="en")) == "every mon 7:00: daily"


def test_a_line_full_of_doubts_is_refused_after_a_few_readings():
    with pytest.raises(Refused) as refused:
        parse_goal("get sun daily mo daily tu daily we daily th daily", TODAY, language="en")
    assert refused.value.reason is Reason.CONTRADICTS


@pytest.mark.parametrize(
    ("line", "sketch"),
    [
        ("run " + "mon wed " * 20, "run: weekdays 0 2"),
        ("run daily " + "7:00 " * 40, "run: daily, reminded 7:00"),
        ("run monthly 1st " + "1st " * 29 + "15th monthly", "run: month_days 1 15"),
    ],
)
def test_a_list_longer_than_any_is_read_in_pieces(line: str, sketch: str):
    assert told(parse_goal(line, TODAY, language="en")) == sketch


def test_a_language_without_words_of_its_own_reads_english():
    assert told(parse_goal("run daily", TODAY, language="xx")) == "run: daily"


def test_every_pattern_of_every_language_has_slots_that_can_be_read():
    for language in LANGUAGES:
        assert outcome("a b c d e f", language=language) == "a b c d e f: "


@settings(deadline=None)
@given(any_line, st.dates(FIRST_DAY, LAST_DAY), languages, st.sampled_from([None, "day", "month"]))
def test_no_line_does_worse_than_a_refusal(
    line: str, today: date, language: str, order: Order | None
):
    with suppress(Refused):
        parse_goal(line, today, language=language, order=order)


@settings(deadline=None)  # how long a slow machine takes says nothing
@given(st.integers(400, 10_000), st.sampled_from(PIECES), languages)
def test_long_lines_are_bounded(length: int, piece: str, language: str):
    line = (f"{piece} " * length)[:length]
    with suppress(Refused):
        parse_goal(line, TODAY, language=language)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8), st.data(), languages)
def test_more_spaces_and_capitals_say_nothing_else(
    words: list[str], data: st.DataObject, language: str
):
    spaces = st.sampled_from([" ", "  ", "\t", "\n ", "\u00a0"])
    cases = st.sampled_from([str, str.upper, str.title])
    shaken = "".join(data.draw(cases)(word) + data.draw(spaces) for word in words)
    assert outcome(shaken, language=language) == outcome(" ".join(words), language=language)
