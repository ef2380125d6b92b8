"""The weekly text: which week, and what is counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import FIRST_DAY, LAST_DAY, ONE_DAY
from domain.digest import (
    Kept,
    kept,
    kept_over,
    may_return,
    week_number,
    week_told,
)
from domain.entries import State
from domain.kinds import AfterDone, Daily, Once, Period, Schedule, TimesIn, TimesPer, Weekdays
from tests.domain.plans import answers, day, plan, rest

SUNDAY = day(6)
DAYS = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("told_on", "first_weekday", "first"),
    [
        (day(6), 0, day(0)),  # on its last day it is told
        (day(5), 0, day(-7)),
        (day(7), 0, day(0)),
        (day(12), 0, day(0)),
        (day(5), 6, day(-1)),
        (day(6), 6, day(-1)),
    ],
)
def test_told_is_the_latest_week_that_is_over_or_on_its_last_day(
    told_on: date, first_weekday: int, first: date
) -> None:
    assert week_told(told_on, first_weekday) == (first, first + 6 * ONE_DAY)


@given(DAYS)
def test_weeks_from_monday_are_numbered_as_everybody_numbers_them(any_day: date) -> None:
    monday = any_day - any_day.weekday() * ONE_DAY
    assert week_number(monday) == monday.isocalendar().week


@given(DAYS)
def test_other_weeks_are_numbered_by_the_year_that_has_most_of_their_days(first: date) -> None:
    years = [(first + n * ONE_DAY).year for n in range(7)]
    following = week_number(first + 7 * ONE_DAY)
    assert following in (week_number(first) + 1, 1)
    assert (following == 1) is (sum(each == years[0] for each in years) >= 4 and _last_of(first))


def _last_of(first: date) -> bool:
    """Whether the middle of the next week is in another year than the middle of this one."""
    return (first + 10 * ONE_DAY).year != (first + 3 * ONE_DAY).year


WEEKLY, MONTHLY = TimesPer(3, Period.WEEK), TimesPer(8, Period.MONTH)


@pytest.mark.parametrize(
    ("schedule", "letters", "today", "expected"),
    [
        (Daily(), "ddspdd.", 9, Kept(4, 7, 1, 1)),
        (Daily(), "dddddd", 6, Kept(6, 6, 0, 0)),  # the day under way counts once it is answered
        (Daily(), "ddddddd", 6, Kept(7, 7, 0, 0)),
        (Daily(), "", 9, Kept(0, 7, 0, 0)),
        (Weekdays(frozenset({0, 2})), "..d..d", 9, Kept(2, 3, 0, 0)),  # an extra day is one, too
        (Once(), "......d", 9, Kept(1, 1, 0, 0)),
        (WEEKLY, "d.d", 6, Kept(2, 3, 0, 0)),
        (WEEKLY, "dddd", 9, Kept(4, 3, 0, 0)),
        (MONTHLY, "d.s", 6, Kept(1, 4, 0, 1, MONTHLY)),
        (TimesIn(2, 3), "d....d.", 9, Kept(1, 2, 0, 0, TimesIn(2, 3))),
        (AfterDone(2), "d..d", 9, Kept(2, 3, 0, 0)),
    ],
)
def test_a_goal_is_counted_in_what_it_asks_for(
    schedule: Schedule, letters: str, today: int, expected: Kept
) -> None:
    target = 6 if isinstance(schedule, Once) else None
    found = kept(plan(schedule, 0, target), answers(letters), day(0), SUNDAY, day(today))
    assert found == expected


def test_what_asked_for_nothing_is_not_told() -> None:
    assert kept(plan(Daily(), 7), {}, day(0), SUNDAY, day(9)) is None
    resting = plan(Daily(), 0, None, (rest(0, 6),))
    assert kept(resting, {}, day(0), SUNDAY, day(9)) is None
    begins_later = plan(WEEKLY, 9)
    assert kept(begins_later, {}, day(0), SUNDAY, day(9)) is None


def test_the_most_regular_comes_first_and_skips_count_against_nobody() -> None:
    never, skipped = Kept(0, 7, 0, 0), Kept(0, 2, 0, 2)
    every = [skipped, never, Kept(2, 3, 0, 0), Kept(5, 7, 0, 2), Kept(7, 7, 0, 0)]
    ordered = sorted(every, key=lambda one: -one.regularity)
    assert ordered == [Kept(5, 7, 0, 2), Kept(7, 7, 0, 0), Kept(2, 3, 0, 0), never, skipped]


def test_a_note_of_a_bad_day_does_not_come_back() -> None:
    assert [level for level in range(1, 6) if may_return(level)] == [3, 4, 5]


def test_over_a_month_in_which_no_week_ended_nothing_was_asked() -> None:
    late = plan(TimesPer(3, Period.WEEK), 28)
    assert kept_over(late, {}, day(0), day(30), day(31)) is None
    assert kept_over(plan(Daily(), 0), {day(0): State.DONE}, day(0), day(1), day(9)) == Kept(
        1, 2, 0, 0
    )
