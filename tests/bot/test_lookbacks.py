"""The overviews of a month and of a year: when they come, what they say, and what hangs on them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.digests import ShowLookback, ShowMissingOf
from bot.lang import lang
from bot.texts.captions import MOST
from bot.texts.lookbacks import lookback_text
from charts.days import MonthCalendar, YearInPixels
from domain.digest import Kept
from domain.entries import State
from domain.insight.change import Change
from domain.kinds import TimesIn
from domain.spans import Unit, span_of
from storage import entries, moods, own_reminders, pauses, people, reviews
from storage.digests import GoalKept
from storage.lookbacks import Lookback
from storage.pauses import Scope
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.bot.looked import full
from tests.databases import rows_of

DAY = timedelta(days=1)
APRIL = date(2026, 4, 1)
FIRST_AT_SIX = datetime(2026, 4, 1, 16, tzinfo=UTC)
NEW_YEAR_AT_SIX = datetime(2027, 1, 1, 17, tzinfo=UTC)
"""In Berlin."""


@pytest.fixture
def march(home: Desk) -> Desk:
    """Alice wants both overviews; she read and noted how she was on six days from 4 March on."""
    me = home.alice.me
    for what in ("month", "year"):
        home.do(own_reminders.set_long, me, what, 18 * 60)
    a_goal(home)
    home.clock.set(FIRST_AT_SIX - timedelta(minutes=1))
    for n, level in enumerate((4, 4, 2, 5, 3, 4)):
        home.do(reviews.say_mood, me, TODAY + n * DAY, level, 5)
        home.do(entries.tick, me, 1, TODAY + n * DAY, State.DONE)
    return home


def at(home: Desk, instant: datetime) -> None:
    home.clock.set(instant)
    home.beats()


def fates(home: Desk) -> Sequence[tuple[object, ...]]:
    return rows_of(home.url, "SELECT kind, state, why FROM outbox ORDER BY due_at, id")


def test_the_month_comes_on_the_first_without_a_sound(march: Desk) -> None:
    march.beats()
    assert march.alice.id not in march.telegram.chats
    at(march, FIRST_AT_SIX)
    assert march.alice.last.words == (
        "March 2026\n6 of 28 days recorded.\n\n"
        "Mood: 6 of 28 days recorded, 6 of them from memory.\nMiddle 4 (half of the days from 3.2 to 4)\n\n"
        "Read 6 of 28\n\n"
        "Week by week, by its first day; – is not recorded:\n"
        "4: 4 4 2 5 3\n9: 4 – – – – – –\n16: – – – – – – –\n23: – – – – – – –\n30: – –\n\n"
        "5 very pleasant: 1 · 17 %\n4 pleasant: 3 · 50 %\n3 in between: 1 · 17 %\n"
        "2 unpleasant: 1 · 17 %\n1 very unpleasant: 0 · 0 %"
    )
    assert march.alice.last.labels == ["Add missing days", "In figures", "Change time", "Stop"]
    (sent,) = march.telegram.made("sendPhoto")
    assert sent.payload["disable_notification"]


def test_its_picture_is_the_calendar_with_the_goals_of_each_day(march: Desk) -> None:
    at(march, FIRST_AT_SIX)
    calendar = march.alice.chart
    assert isinstance(calendar, MonthCalendar)
    assert [(day.cell.low, day.done, day.due) for day in calendar.days[3:5]] == [(4, 1, 1)] * 2
    assert (calendar.days[30].cell.low, calendar.days[30].done, calendar.days[30].due) == (
        None,
        0,
        1,
    )


def test_the_year_comes_on_new_years_day_in_pixels(march: Desk) -> None:
    at(march, NEW_YEAR_AT_SIX)
    assert march.alice.last.words.startswith(
        "2026\n6 of 303 days recorded.\n\nMood: 6 of 303 days recorded, 6 of them from memory.\nMiddle 4"
    )
    assert "Mar: 4 (6 days)" in march.alice.last.words
    assert march.alice.last.labels == ["In figures", "Change time", "Stop"]
    year = march.alice.chart
    assert isinstance(year, YearInPixels)
    assert year.days[2][3].low == 4


def test_a_change_is_told_against_the_month_before(march: Desk) -> None:
    march.clock.set(datetime(2026, 5, 1, 15, 59, tzinfo=UTC))
    for n in range(14):
        march.do(reviews.say_mood, march.alice.me, APRIL - (n + 1) * DAY, 2, 5)
        march.do(reviews.say_mood, march.alice.me, APRIL + n * DAY, 3, 5)
    at(march, datetime(2026, 5, 1, 16, tzinfo=UTC))
    assert "April was a little higher than March." in march.alice.last.words


def test_of_an_empty_month_nothing_is_said(march: Desk) -> None:
    at(march, datetime(2026, 5, 1, 16, tzinfo=UTC))
    assert fates(march) == [("month", "dropped", "empty")]
    assert march.easel.drawn == []


def test_it_does_not_come_while_everything_rests(march: Desk) -> None:
    march.do(pauses.begin, march.alice.me, Scope(), APRIL, None)
    at(march, FIRST_AT_SIX)
    assert fates(march) == [("month", "dropped", "paused")]


@pytest.mark.parametrize(("days", "comes"), [(13, True), (15, False)])
def test_after_an_absence_it_is_told_once_within_a_fortnight(
    march: Desk, days: int, comes: bool
) -> None:
    for hours in (0, 1):
        at(march, FIRST_AT_SIX + days * DAY + timedelta(hours=hours))
    told = march.telegram.made("sendPhoto", "sendMessage")
    assert len(told) == (1 if comes else 0)
    assert fates(march) == [("month", "sent", None) if comes else ("month", "dropped", "late")]


def test_without_moods_it_is_words_alone(march: Desk) -> None:
    march.do(people.agree, march.alice.me, frozenset({"goals"}))
    at(march, FIRST_AT_SIX)
    assert march.alice.last.words == "March 2026\n6 of 28 days recorded.\n\nRead 6 of 28"
    assert march.alice.last.labels == ["Add missing days", "Change time", "Stop"]
    assert march.alice.last.picture is None


def test_a_studio_that_fails_costs_the_picture_only(march: Desk) -> None:
    march.easel.fails = True
    at(march, FIRST_AT_SIX)
    assert march.alice.last.words.startswith("March 2026")
    assert march.alice.last.picture is None


def test_stopped_on_the_message_the_other_goes_on(march: Desk) -> None:
    at(march, FIRST_AT_SIX)
    march.alice.taps("Stop")
    assert march.alice.last.words.startswith("I send it no more. A tap on a time has it back.")
    march.do(moods.log, march.alice.me, "x", 3)
    at(march, datetime(2026, 5, 1, 16, tzinfo=UTC))
    assert len(march.alice.chat) == 2
    at(march, NEW_YEAR_AT_SIX)
    assert march.alice.last.words.startswith("2026\n")


def test_its_missing_days_are_filled_in_below_the_picture(march: Desk) -> None:
    at(march, FIRST_AT_SIX)
    march.alice.taps("Add missing days")
    assert len(march.alice.chat) == 1
    assert march.alice.last.labels[0] == "Tue 10"
    assert len(march.alice.last.labels) == 22 + 1
    march.do(entries.tick, march.alice.me, 1, TODAY + 6 * DAY, State.DONE)
    march.alice.taps("← Back")
    assert len(march.alice.chat) == 1
    assert "7 of 28 days recorded." in march.alice.last.words


def test_its_figures_are_told_beside_it(march: Desk) -> None:
    at(march, FIRST_AT_SIX)
    march.alice.taps("In figures")
    assert len(march.alice.chat) == 2
    assert "March 2026" in march.alice.last.words


@pytest.mark.parametrize("unit", [Unit.MONTH, Unit.YEAR])
@pytest.mark.parametrize("language", ["en", "de"])
def test_whatever_goals_are_called_it_is_a_caption(home: Desk, language: str, unit: Unit) -> None:
    span = span_of(date(2026, 9, 1), unit, 0)
    title = "🏳️‍🌈" * 80
    everything = Lookback(
        unit=unit,
        span=span,
        today=span.last + DAY,
        days=span.days(),
        recorded=frozenset(span.days()),
        goals=(GoalKept(title, Kept(222, 331, 222, 222, TimesIn(31, 99))),) * 20,
        look=full(span),
        change=Change.A_LITTLE_HIGHER,
        note="ä" * 2000,
    )
    view = lookback_text(lang(language), home.alice.me, everything, ())
    assert len(view.text.plain.encode("utf-16-le")) // 2 <= MOST
    assert "!" not in view.text.plain
    assert ("28: 3–4 3–4 3–4" in view.text.plain) is (unit is Unit.MONTH)


def test_charlie_sees_nothing_of_alices_month(march: Desk) -> None:
    march.charlie.settles_in()
    for code in (
        ShowLookback(Unit.MONTH, APRIL),
        ShowMissingOf(Unit.MONTH, APRIL - DAY),
        ShowLookback(Unit.DAYS, APRIL),
    ):
        march.charlie.makes_up(code)
        assert "Read" not in march.charlie.last.words
        assert march.charlie.last.picture is None
