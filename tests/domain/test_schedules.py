from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import LAST_DAY, ONE_DAY, days_between
from domain.errors import Reason, Refused
from domain.kinds import AfterDone, Daily, Once, Period, Schedule, TimesPer, Weekdays, Yearly
from domain.rests import is_resting
from domain.schedules import (
    Plan,
    Version,
    amended,
    due_days,
    due_days_back,
    is_any_day,
    is_due,
    is_late,
    is_once,
    last_due,
    next_due,
    schedule_on,
)
from tests.domain.plans import MONDAY, day, plan, rest

MON_WED_FRI = Weekdays(frozenset({0, 2, 4}))


def due(a_plan: Plan, first: int = -7, last: int = 21) -> list[int]:
    """The due days as distances from the Monday."""
    return [(each - MONDAY).days for each in due_days(a_plan, day(first), day(last))]


schedules = st.one_of(
    st.just(Once()),
    st.just(Daily()),
    st.frozensets(st.integers(0, 6), min_size=1).map(Weekdays),
    st.just(TimesPer(2, Period.WEEK)),
)
offsets = st.integers(-30, 60)
breaks = st.tuples(
    offsets,
    st.none() | st.integers(0, 30),
    st.none() | st.frozensets(st.integers(0, 6), min_size=1, max_size=6),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    start = draw(offsets)
    target = draw(st.none() | st.integers(start, start + 60))
    froms = sorted(draw(st.sets(offsets, min_size=1, max_size=4)))
    versions = tuple(Version(day(n), draw(schedules)) for n in froms)
    rests = tuple(
        rest(n, None if m is None else n + m, weekdays) for n, m, weekdays in draw(st.lists(breaks))
    )
    return Plan(day(start), None if target is None else day(target), versions, rests)


@pytest.mark.parametrize(
    ("a_plan", "days"),
    [
        (plan(Daily(), target=3), [0, 1, 2, 3]),
        (plan(MON_WED_FRI), [0, 2, 4, 7, 9, 11, 14, 16, 18, 21]),
        (plan(MON_WED_FRI, start=1, target=9), [2, 4, 7, 9]),
        (plan(Weekdays(frozenset({6})), target=5), []),
        (plan(Once(), target=5), [5]),
        (plan(Once(), start=5, target=5), [5]),
        (plan(Once()), []),
    ],
)
def test_a_goal_is_due_on_the_days_of_its_schedule(a_plan: Plan, days: list[int]):
    assert due(a_plan) == days


def test_a_later_version_rules_from_its_day_on_and_the_first_one_before_all():
    versions = (Version(day(2), Daily()), Version(day(5), MON_WED_FRI), Version(day(9), Once()))
    a_plan = Plan(day(0), day(12), versions)
    assert due(a_plan) == [0, 1, 2, 3, 4, 7, 12]
    assert [schedule_on(a_plan, day(n)) for n in (0, 2, 4, 5, 8, 9, 30)] == [
        *[Daily()] * 3,
        *[MON_WED_FRI] * 2,
        *[Once()] * 2,
    ]


def test_of_two_versions_of_one_day_the_later_made_rules():
    a_plan = Plan(day(0), None, (Version(day(0), Daily()), Version(day(0), MON_WED_FRI)))
    assert due(a_plan, 0, 4) == [0, 2, 4]
    assert schedule_on(a_plan, day(1)) == MON_WED_FRI


@given(plans(), offsets, offsets)
def test_every_question_about_due_days_has_the_same_answer(a_plan: Plan, first: int, last: int):
    listed = list(due_days(a_plan, day(first), day(last)))
    assert listed == [each for each in days_between(day(first), day(last)) if is_due(a_plan, each)]
    back = [each for each in due_days_back(a_plan, day(last)) if each >= day(first)]
    assert back == listed[::-1]
    if listed:
        assert next_due(a_plan, day(first)) == listed[0]


@given(plans(), offsets)
def test_a_day_is_due_when_the_schedule_of_that_day_says_so(a_plan: Plan, n: int):
    each = day(n)
    inside = a_plan.start <= each <= (a_plan.target or LAST_DAY)
    match schedule_on(a_plan, each):
        case Daily():
            says = True
        case Weekdays(days):
            says = each.weekday() in days
        case Once():
            says = each == a_plan.target
        case _:
            says = False
    outlives = isinstance(schedule_on(a_plan, each), Once)
    says = says and (outlives or not is_resting(a_plan.rests, each))
    assert is_due(a_plan, each) == (inside and says)


@pytest.mark.parametrize(
    ("a_plan", "last"),
    [
        (plan(Daily()), None),
        (plan(Once()), None),
        (plan(Daily(), target=3), 3),
        (plan(MON_WED_FRI, target=8), 7),
        (plan(Weekdays(frozenset({6})), target=5), None),
        (plan(Once(), target=5), 5),
        (Plan(day(0), day(9), (Version(day(0), Daily()), Version(day(20), Once()))), 9),
    ],
)
def test_only_a_goal_with_an_end_has_a_last_due_day(a_plan: Plan, last: int | None):
    assert last_due(a_plan) == (None if last is None else day(last))


def test_nothing_is_due_after_the_end_or_after_the_calendar():
    assert next_due(plan(Daily(), target=3), day(4)) is None
    assert next_due(plan(Once(), target=3), day(4)) is None
    assert next_due(plan(Daily()), LAST_DAY) == LAST_DAY
    assert next_due(plan(MON_WED_FRI), LAST_DAY - 7 * ONE_DAY) == date(2199, 12, 25)
    assert next_due(plan(MON_WED_FRI), date.max) is None


def test_a_far_start_is_found_at_once():
    assert next_due(plan(MON_WED_FRI, start=50_000), day(0)) == day(50_001)


def test_only_a_one_time_goal_without_a_date_stands_under_any_day():
    assert is_any_day(plan(Once()))
    assert not is_any_day(plan(Once(), target=5))
    assert not is_any_day(plan(Daily()))


def test_a_new_schedule_starts_tomorrow_or_today_if_it_may():
    a_plan = plan(Daily())
    assert due(amended(a_plan, MON_WED_FRI, day(1), may_start_today=False), 0, 7) == [0, 1, 2, 4, 7]
    assert due(amended(a_plan, MON_WED_FRI, day(1), may_start_today=True), 0, 7) == [0, 2, 4, 7]


def test_a_new_schedule_replaces_later_versions_and_no_earlier_one():
    first, second, third = (Version(day(n), Daily()) for n in (0, 5, 9))
    a_plan = Plan(day(0), None, (first, second, third))
    again = amended(a_plan, MON_WED_FRI, day(6), may_start_today=False)
    assert again.versions == (first, second, Version(day(7), MON_WED_FRI))
    assert amended(again, Daily(), day(4), may_start_today=False).versions == (first, second)


def test_a_goal_of_the_future_simply_gets_the_new_schedule():
    again = amended(plan(Daily(), start=10), MON_WED_FRI, day(0), may_start_today=False)
    assert again.versions == (Version(day(10), MON_WED_FRI),)


@given(plans(), schedules, offsets, st.booleans())
def test_an_amendment_never_rewrites_the_past(
    a_plan: Plan, schedule: Schedule, n: int, may_start_today: bool
):
    today = day(n)
    from_day = max(today + (not may_start_today) * ONE_DAY, a_plan.start)
    again = amended(a_plan, schedule, today, may_start_today=may_start_today)
    past = list(days_between(day(-40), from_day - ONE_DAY))
    assert [is_due(again, each) for each in past] == [is_due(a_plan, each) for each in past]
    assert {schedule_on(again, from_day + n * ONE_DAY) for n in range(40)} == {schedule}
    froms = [version.from_day for version in again.versions]
    assert froms == sorted(set(froms))


def test_a_plan_without_a_schedule_is_refused():
    with pytest.raises(Refused) as refused:
        Plan(day(0), None, ())
    assert refused.value.reason is Reason.EMPTY


def test_ten_years_of_history_are_walked_lazily_from_their_end():
    back = due_days_back(plan(Daily(), start=-3650), day(0))
    assert [next(back), next(back)] == [day(0), day(0) - timedelta(days=1)]


def test_a_resting_day_is_not_due_and_the_rhythm_goes_on_after_it():
    assert due(plan(Daily(), target=9, rests=(rest(2, 4), rest(4, 6)))) == [0, 1, 7, 8, 9]
    assert due(plan(MON_WED_FRI, target=9, rests=(rest(1, 3),))) == [0, 4, 7, 9]
    assert due(plan(Daily(), target=9, rests=(rest(0, None, frozenset({5, 6})),))) == [
        *range(5),
        *range(7, 10),
    ]


def test_a_date_of_ones_own_outlives_a_holiday():
    assert due(plan(Once(), target=5, rests=(rest(0),))) == [5]
    assert last_due(plan(Once(), target=5, rests=(rest(0),))) == day(5)


def test_a_goal_paused_for_good_is_never_due_again():
    paused = plan(Daily(), rests=(rest(5),))
    assert next_due(paused, day(4)) == day(4)
    assert next_due(paused, day(5)) is None
    far = plan(Yearly(6, 1), target=60_000, rests=(rest(300),))
    assert last_due(far) == date(2027, 6, 1)


def test_a_free_schedule_makes_no_day_due():
    assert due(plan(TimesPer(3, Period.WEEK))) == []
    assert due(plan(AfterDone(3))) == []
    assert last_due(plan(AfterDone(3), target=20)) is None


def test_a_one_time_goal_past_its_date_is_late():
    assert is_late(plan(Once(), target=3), day(4))
    assert not is_late(plan(Once(), target=3), day(3))
    assert not is_late(plan(Once()), day(400))
    assert not is_late(plan(Daily(), target=3), day(4))
    assert is_once(plan(Once()))
    assert not is_once(plan(Daily()))


def test_a_new_schedule_keeps_the_rests():
    paused = plan(Daily(), rests=(rest(2, 3),))
    assert due(amended(paused, Daily(), day(0), may_start_today=False), 0, 5) == [0, 1, 4, 5]
