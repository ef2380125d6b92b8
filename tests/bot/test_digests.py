"""The weekly text in the chat: asked for with /week, and what its buttons lead to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.digests import ShowMissing, ShowMonth, ShowWeek
from bot.lang import lang
from bot.texts.digests import MOST, week_text
from charts.days import WeekStrip
from domain.digest import Kept
from domain.entries import State
from domain.insight.change import Change
from domain.insight.findings import Standing, Together
from domain.kinds import Period, TimesPer
from domain.spans import Span
from storage import entries, moods, people, reviews
from storage.digests import Ending, GoalKept, Week
from storage.retests import Found, Subject
from tests.bot.desk import Desk
from tests.bot.homes import a_goal
from tests.bot.looked import feel, full, paired

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY
SUNDAY_AT_SIX = datetime(2026, 3, 8, 17, tzinfo=UTC)
"""In Berlin."""


def a_week(home: Desk) -> None:
    """Two goals, three moods, and it is Sunday evening."""
    home.clock.set(SUNDAY_AT_SIX)
    me = home.alice.me
    a_goal(home, "Read")
    a_goal(home, "Run", schedule=TimesPer(3, Period.WEEK), start=MONDAY)
    for day in (2, 3, 5):
        home.do(entries.tick, me, 1, MONDAY + day * DAY, State.DONE)
    home.do(entries.tick, me, 2, MONDAY + 2 * DAY, State.DONE)
    home.do(entries.tick, me, 1, MONDAY + 4 * DAY, State.SKIPPED)
    for day, level in ((2, 4), (3, 4), (5, 2)):
        home.do(reviews.say_mood, me, MONDAY + day * DAY, level, 5)
    mood = home.do(moods.log, me, "now", 3)
    home.do(moods.set_note, me, mood.id, "A quiet day.")


def test_week_tells_what_was_recorded(home: Desk) -> None:
    a_week(home)
    home.alice.says("/week")
    assert home.alice.last.words == (
        "Week 10, Mon 2 to Sun 8\n"
        "5 of 5 days recorded.\n\n"
        "Mood from 1 to 5, Mon to Sun: – – 4 4 – 2 3\n"
        "From memory: Wed 4, Thu 5, Sat 7\n\n"
        "Read 3 of 4 (1 skipped)\n"
        "Run 1 of 3\n\n"
        "A quiet day."
    )
    assert home.alice.last.labels[0] == "Month"


def test_a_day_of_several_moods_is_told_as_its_cell_is_drawn(home: Desk) -> None:
    a_week(home)
    home.do(moods.log, home.alice.me, "later", 5)
    home.alice.says("/week")
    assert isinstance(home.alice.chart, WeekStrip)
    sunday = home.alice.chart.days[-1].cell
    assert (sunday.low, sunday.high) == (3, 5)
    assert "Mon to Sun: – – 4 4 – 2 3–5\n" in home.alice.last.words


def test_who_agreed_to_moods_alone_is_told_of_them(home: Desk) -> None:
    a_week(home)
    home.do(people.agree, home.alice.me, frozenset({"moods"}))
    home.alice.says("/week")
    assert "– – 4 4 – 2 3" in home.alice.last.words
    assert "Read" not in home.alice.last.words
    home.alice.taps("Every week by itself")
    assert "Weekly overview: Sunday" in home.alice.last.words


def test_its_picture_is_the_strip_of_its_moods(home: Desk) -> None:
    a_week(home)
    home.alice.says("/week")
    strip = home.alice.chart
    assert isinstance(strip, WeekStrip)
    assert [day.cell.low for day in strip.days] == [None, None, 4, 4, None, 2, 3]
    assert strip.heading.count == "4 of 5 days recorded"


def test_a_week_without_moods_has_no_picture(home: Desk) -> None:
    a_goal(home)
    home.clock.set(SUNDAY_AT_SIX)
    home.do(entries.tick, home.alice.me, 1, SUNDAY, State.DONE)
    home.alice.says("/week")
    assert home.alice.last.picture is None
    assert home.easel.drawn == []


def test_a_strip_that_cannot_be_drawn_costs_no_words(home: Desk) -> None:
    a_week(home)
    home.easel.fails = True
    home.alice.says("/week")
    assert home.alice.last.picture is None
    assert "Mood from 1 to 5, Mon to Sun: – – 4 4 – 2 3" in home.alice.last.words


def test_missing_days_stand_below_the_same_picture_and_lead_back(home: Desk) -> None:
    a_week(home)
    home.clock.set(SUNDAY_AT_SIX + 7 * DAY)
    home.do(reviews.say_mood, home.alice.me, SUNDAY + 2 * DAY, 4, 5)
    home.alice.says("/week")
    strip = home.alice.chart
    home.alice.taps("Add missing days")
    assert "These days have no entry." in home.alice.last.words
    home.alice.taps("← Back")
    assert home.alice.last.words.startswith("Week 11")
    assert home.alice.chart == strip
    assert len(home.alice.chat) == 1


def test_where_the_picture_is_lost_missing_days_are_told_beside_it(home: Desk) -> None:
    a_week(home)
    home.clock.set(SUNDAY_AT_SIX + 7 * DAY)
    home.do(reviews.say_mood, home.alice.me, SUNDAY + 2 * DAY, 4, 5)
    home.alice.says("/week")
    home.restart()
    home.easel.fails = True
    home.alice.taps("Add missing days")
    assert len(home.alice.chat) == 2
    assert "These days have no entry." in home.alice.last.words
    home.alice.taps("← Back")
    assert len(home.alice.chat) == 2
    assert home.alice.last.words.startswith("Week 11")


def test_before_its_last_day_the_week_before_is_told(home: Desk) -> None:
    home.alice.says("/week")
    assert home.alice.last.words.startswith("Week 9, Mon 23 to Sun 1")
    assert "Nothing is recorded." in home.alice.last.words


def test_missing_days_are_filled_in_one_by_one(home: Desk) -> None:
    a_goal(home)
    home.clock.set(SUNDAY_AT_SIX)
    home.alice.says("/week")
    home.alice.taps("Add missing days")
    assert home.alice.last.labels == ["Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8", "← Back"]
    home.alice.taps("Thu 5")
    home.alice.taps("▫️ Read")
    assert "Thursday 5 March" in home.alice.last.words
    home.alice.says("/week")
    assert "1 of 5 days recorded." in home.alice.last.words
    home.alice.taps("Add missing days")
    home.alice.taps("← Back")
    assert "1 of 5 days recorded." in home.alice.last.words


def test_the_month_is_shown_beside_the_text(home: Desk) -> None:
    a_week(home)
    home.alice.says("/week")
    home.alice.taps("Month")
    assert len(home.alice.chat) == 2
    assert "Sunday 1 March to Sunday 8 March" in home.alice.last.words


@pytest.mark.parametrize("language", ["en", "de"])
def test_whatever_goals_are_called_it_stays_short(home: Desk, language: str) -> None:
    long = Kept(22, 31, 22, 22, TimesPer(31, Period.MONTH))
    title = "🏳️‍🌈" * 80
    everything = Week(
        first=date(2026, 9, 21),
        last=date(2026, 9, 27),
        today=date(2026, 9, 27),
        number=39,
        days=(SUNDAY,) * 7,
        recorded=frozenset({SUNDAY}),
        look=full(Span(date(2026, 9, 21), date(2026, 9, 27)), late=True),
        middle=(4, 5),
        change=Change.A_LITTLE_HIGHER,
        goals=(GoalKept(title, long),) * 20,
        note="ä" * 2000,
        ending=(Ending(title, SUNDAY, once=True),) * 9,
        finding=Found(
            Subject(title, 1),
            Together(199, 166, -1.23, -2.34, -0.12, clear=True, either_way=False),
            Standing.TOLD,
        ),
    )
    view = week_text(lang(language), home.alice.me, everything, SUNDAY, ())
    assert len(view.text.plain.encode("utf-16-le")) // 2 <= MOST
    assert "!" not in view.text.plain


def test_what_goes_with_the_mood_is_told_in_one_week_of_the_month(home: Desk) -> None:
    """And it is tested for it, where nobody asked before."""
    paired(home, 100)
    home.alice.says("/week")
    assert "Walk: on the " in home.alice.last.words
    home.clock.advance(timedelta(days=7))
    feel(home, 3)
    home.alice.says("/week")
    assert "your mood was about" not in home.alice.last.words


def test_charlie_sees_nothing_of_alices_week(home: Desk) -> None:
    a_week(home)
    home.charlie.settles_in()
    for code in (ShowWeek(SUNDAY), ShowMissing(SUNDAY), ShowMonth(SUNDAY)):
        home.charlie.makes_up(code)
        assert "Read" not in home.charlie.last.words
