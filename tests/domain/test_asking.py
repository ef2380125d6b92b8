from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.asking import (
    asked_days,
    decided_since,
    is_offered,
    may_answer,
    next_asked,
    next_open,
    was_done_once,
)
from domain.days import LAST_DAY, days_between
from domain.entries import State
from domain.kinds import AfterDone, Daily, Once, Period, Schedule, TimesIn, TimesPer, Weekdays
from domain.rests import Rest
from domain.schedules import Plan, Version, is_due
from domain.tally import SETTLING
from tests.domain.plans import answers, day, distance, plan, rest

THREE_A_WEEK = TimesPer(3, Period.WEEK)
SUNDAYS = Weekdays(frozenset({6}))


def offered(a_plan: Plan, letters: str = "", first: int = 0) -> list[int]:
    """The days of the three weeks from the day before the Monday on that it is offered."""
    states = answers(letters, first)
    return [n for n in range(-1, 20) if is_offered(a_plan, day(n), states)]


@pytest.mark.parametrize(
    ("a_plan", "letters", "days"),
    [
        (plan(THREE_A_WEEK, target=8), "", [*range(9)]),
        (plan(THREE_A_WEEK, target=9), "dd..d", [7, 8, 9]),
        (plan(THREE_A_WEEK, target=9), "dsd", [7, 8, 9]),
        (plan(THREE_A_WEEK, target=9), "dpd", [*range(10)]),
        (plan(THREE_A_WEEK, target=8, rests=(rest(2, 7),)), "", [0, 1, 8]),
        (plan(TimesIn(2, 3), target=8), "d.d", [0, 1, *range(3, 9)]),
        (plan(TimesIn(2, 3), target=8), "dd", [0, *range(3, 9)]),
        (plan(AfterDone(3), target=8), "", [*range(9)]),
        (plan(AfterDone(3), target=8), ".d", [0, 4, 5, 6, 7, 8]),
        (plan(AfterDone(3), target=8), ".p", [*range(9)]),
        (plan(AfterDone(3), target=8, rests=(rest(4, 6),)), ".d", [0, 7, 8]),
        (plan(Once()), "", [*range(20)]),
        (plan(Once()), "sp", [*range(20)]),
        (plan(Once()), "..d", []),
        (plan(Once(), rests=(rest(1),)), "", [0]),
        (plan(Once(), target=5), "", []),
        (plan(Daily()), "", []),
    ],
)
def test_what_has_no_due_day_is_offered_until_it_is_met(
    a_plan: Plan, letters: str, days: list[int]
):
    assert offered(a_plan, letters) == days


def test_a_window_is_met_by_what_lies_before_a_rest():
    paused = plan(TimesIn(2, 3), target=20, rests=(rest(2, 11),))
    assert offered(paused, "dd")[:3] == [0, 13, 14]


def test_an_answer_before_the_goal_was_made_puts_off_its_first_turn():
    assert offered(plan(AfterDone(5)), "d", -2)[0] == 3


def asked(a_plan: Plan, n: int, letters: str = "") -> int | None:
    """The distance of the next day it asks."""
    return distance(next_asked(a_plan, day(n), answers(letters)))


def test_the_next_day_asked_is_due_or_offered():
    assert asked(plan(SUNDAYS), 0) == 6
    assert asked(plan(SUNDAYS, target=5), 0) is None
    assert asked(plan(THREE_A_WEEK, start=4), 0) == 4
    assert asked(plan(THREE_A_WEEK), 3, "ddd") == 7
    assert asked(plan(THREE_A_WEEK, target=6), 3, "ddd") is None
    assert asked(plan(THREE_A_WEEK, rests=(rest(7, 30),)), 3, "ddd") == 31
    assert asked(plan(THREE_A_WEEK, rests=(rest(4, 6),)), 4) == 7
    assert asked(plan(THREE_A_WEEK, rests=(rest(3),)), 3) is None
    assert asked(plan(TimesIn(1, 30)), 5, "...d") == 33
    assert asked(plan(TimesIn(2, 3), rests=(rest(3),)), 3) is None
    assert asked(plan(AfterDone(10)), 5, "...d") == 13
    assert asked(plan(AfterDone(10)), 3, "...d") == 13
    assert asked(plan(AfterDone(10), rests=(rest(9),)), 5, "...d") is None
    assert asked(plan(Once()), 5) == 5
    assert asked(plan(Once()), 5, "d") is None
    assert asked(plan(Once(), target=9), 5) == 9
    assert asked(plan(Once(), target=9), 10) is None


def test_a_later_schedule_asks_where_the_former_has_ended():
    versions = (Version(day(0), SUNDAYS), Version(day(4), AfterDone(3)))
    assert asked(Plan(day(0), None, versions), 0) == 4
    assert asked(Plan(day(0), None, versions), 9) == 9


schedules: st.SearchStrategy[Schedule] = st.sampled_from(
    [Daily(), SUNDAYS, Once(), THREE_A_WEEK, TimesPer(9, Period.MONTH), TimesIn(2, 5), AfterDone(4)]
)
breaks = st.lists(
    st.builds(rest, st.integers(-3, 20), st.integers(10, 40)),
    max_size=2,
).map(tuple)


@given(
    schedules,
    st.none() | st.integers(0, 50),
    breaks,
    st.dictionaries(st.integers(-9, 30), st.sampled_from(State)),
    st.integers(-5, 40),
)
def test_the_next_day_asked_is_the_first_that_is_due_or_offered(
    schedule: Schedule,
    target: int | None,
    rests: tuple[Rest, ...],
    said: dict[int, State],
    now: int,
):
    a_plan = plan(schedule, target=target, rests=rests)
    states = {day(n): state for n, state in said.items() if n <= now}
    asked_days = [
        each
        for each in days_between(day(now), day(120))
        if is_due(a_plan, each) or is_offered(a_plan, each, states)
    ]
    assert next_asked(a_plan, day(now), states) == next(iter(asked_days), None)
    unsettled = [each for each in asked_days if states.get(each) not in SETTLING]
    assert next_open(a_plan, day(now), states) == next(iter(unsettled), None)


def test_of_a_fixed_kind_no_day_before_decides():
    assert decided_since(plan(Daily(), start=-3), day(5)) == day(5)


@pytest.mark.parametrize(
    ("a_plan", "days"),
    [
        # Each past day, and of those to come what is due.
        (plan(Daily(), start=-3, target=9), [*range(-9, 10)]),
        (plan(SUNDAYS, start=-3), [*range(-9, 0), 6, 13]),
        (plan(Once(), target=5), [*range(-9, 0), 5]),
        (plan(Daily(), rests=(rest(0, 11),)), [*range(-9, 0), *range(12, 14)]),
        # What one does on days of one's choice is done today, not ahead.
        (plan(THREE_A_WEEK), [*range(-9, 1)]),
        (plan(THREE_A_WEEK, rests=(rest(-1),)), [*range(-9, 1)]),
        (plan(AfterDone(3), start=-20, target=-1), [*range(-9, 0)]),
        (plan(TimesIn(2, 3), start=1), [*range(-9, 0)]),
        (plan(Once()), [*range(-9, 1)]),
        (plan(Once(), start=1), [*range(-9, 0)]),
    ],
)
def test_any_past_day_may_be_answered_and_what_is_due_also_ahead(a_plan: Plan, days: list[int]):
    allowed = [n for n in range(-9, 14) if may_answer(a_plan, day(n), day(0), {})]
    assert allowed == days


def test_what_has_an_answer_may_have_another():
    assert may_answer(plan(THREE_A_WEEK), day(1), day(0), answers(".d"))
    assert not may_answer(plan(THREE_A_WEEK), day(1), day(0), answers(".o"))


def test_only_a_day_that_was_one_time_completes_a_goal_made_one_time():
    versions = (Version(day(0), Daily()), Version(day(3), Once()))
    a_plan = Plan(day(0), None, versions)
    assert not was_done_once(a_plan, answers("ddd"))
    assert not was_done_once(a_plan, answers("sp", 3))
    assert was_done_once(a_plan, answers("d", 4))


def test_a_goal_paused_for_good_never_asks_again_and_a_far_one_not_before_its_time():
    for schedule in (Daily(), THREE_A_WEEK, TimesIn(2, 3), AfterDone(3), Once()):
        assert asked(plan(schedule, rests=(rest(0),)), 0) is None
        assert next_asked(plan(schedule, start=50_000), day(0), {}) == day(50_000)
        assert next_asked(plan(schedule), date.max, {}) is None
        assert next_asked(plan(schedule), LAST_DAY, {}) == LAST_DAY


@pytest.mark.parametrize(
    ("a_plan", "days"),
    [
        (plan(Daily(), target=5), [0, 1, 2, 3, 4, 5]),
        (plan(SUNDAYS), [6, 13]),
        (plan(Daily(), rests=(rest(1, 11),)), [0, 12, 13, 14]),
        (plan(THREE_A_WEEK, target=3), [0, 1, 2, 3]),
        (plan(TimesIn(2, 3), rests=(rest(1, 12),)), [0, 13, 14]),
        (plan(AfterDone(3), rests=(rest(2),)), [0, 1]),
        (plan(Once(), target=5), [5]),
        (plan(Once()), []),
        (
            Plan(day(0), day(9), (Version(day(0), SUNDAYS), Version(day(7), THREE_A_WEEK))),
            [6, 7, 8, 9],
        ),
    ],
)
def test_a_fixed_kind_asks_when_it_is_due_and_a_free_one_any_day(a_plan: Plan, days: list[int]):
    found = list(asked_days(a_plan, day(-3), day(14)))
    assert [distance(each) for each in found] == days
    inner = asked_days(a_plan, day(2), day(8))
    assert [distance(each) for each in inner] == [n for n in days if 2 <= n <= 8]
