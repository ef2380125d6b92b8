"""Expected strengths are closed forms of the recurrence, worked out by hand.

With `k` the part kept each day (`2 ** (-sqrt(f) / 13)`), n days of the same value v take a score s
to `v + (s - v) * k ** n`; starting from nothing, that is `v * (1 - k ** n)`.
"""

from math import sqrt

import pytest

from domain.days import ONE_DAY
from domain.entries import State
from domain.kinds import (
    LAST,
    AfterDone,
    Daily,
    EveryDays,
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
from domain.schedules import Plan, Version
from domain.strength import frequency_of, history, strength
from tests.domain.plans import MONDAY, answers, day, plan, rest

MONDAYS = Weekdays(frozenset({0}))


def kept(times: int, days: int) -> float:
    return 2 ** -(sqrt(times / days) / 13)


def after(n: int, value: float, score: float = 0, k: float = kept(1, 1)) -> float:
    """The score after n days of that value."""
    return value + (score - value) * k**n


def strength_of(a_plan: Plan, letters: str) -> float | None:
    """Rounded to 4 decimals, on the day after the last letter."""
    reached = strength(a_plan, answers(letters), day(len(letters)))
    return None if reached is None else round(reached, 4)


@pytest.mark.parametrize(
    ("letters", "expected", "rule"),
    [
        ("d", 0.0519, after(1, 1)),
        ("d" * 13, 0.5000, after(13, 1)),
        ("d" * 30, 0.7980, after(30, 1)),
        ("d" * 60, 0.9592, after(60, 1)),
        ("d" * 43 + ".", 0.8523, after(1, 0, after(43, 1))),
        ("d" * 43 + "." + "d" * 13, 0.9262, after(13, 1, after(1, 0, after(43, 1)))),
        ("d" * 13 + "." * 13, 0.2500, after(13, 0, after(13, 1))),
        ("." * 13, 0.0000, 0),
        # A part is worth a half.
        ("p" * 13, 0.2500, after(13, 0.5)),
        ("p" * 400, 0.5000, 0.5),
        # Skips leave it as it was.
        ("d" * 13 + "s" * 9, 0.5000, after(13, 1)),
        ("d" * 13 + "s" * 9 + "d" * 17, 0.7980, after(30, 1)),
    ],
)
def test_the_strength_of_a_daily_goal(letters: str, expected: float, rule: float):
    assert strength_of(plan(Daily()), letters) == expected == round(rule, 4)


def test_one_miss_at_nine_tenths_costs_about_five_points_and_half_heals_in_thirteen_days():
    before, missed, healed = (
        after(43, 1),
        after(1, 0, after(43, 1)),
        after(14, 1, after(43, 1)),
    )
    days = dict(history(plan(Daily()), answers("d" * 43 + "." + "d" * 13), day(57)))
    assert days[day(42)] == pytest.approx(before)
    assert days[day(43)] == pytest.approx(missed)
    assert days[day(42)] - days[day(43)] == pytest.approx(0.047, abs=0.001)
    assert healed - days[day(56)] == pytest.approx((after(1, 1, before) - missed) / 2)


WEEK = "d......"
WEEKLY = kept(1, 7)
# Once in seven days is asked for as twice in fourteen: the first week is worth a half.
FIRST_WEEK = after(7, 0.5, k=WEEKLY)
TEN_WEEKS = after(63, 1, FIRST_WEEK, WEEKLY)
# Of a fortnight of nothing the first week still sees one of the two.
ONE_MISSED = after(7, 0.5, TEN_WEEKS, WEEKLY)


@pytest.mark.parametrize(
    ("letters", "expected", "rule"),
    [
        (WEEK, 0.0658, FIRST_WEEK),
        (WEEK * 2, 0.1887, after(7, 1, FIRST_WEEK, WEEKLY)),
        (WEEK * 10, 0.7375, TEN_WEEKS),
        (WEEK * 10 + "." * 7, 0.7063, ONE_MISSED),
        (WEEK * 10 + "." * 14, 0.6134, after(7, 0, ONE_MISSED, WEEKLY)),
    ],
)
def test_the_strength_of_a_weekly_goal(letters: str, expected: float, rule: float):
    assert strength_of(plan(MONDAYS), letters) == expected == round(rule, 4)
    assert strength_of(plan(TimesPer(1, Period.WEEK)), letters) == expected
    assert strength_of(plan(TimesIn(1, 7)), letters) == expected
    assert strength_of(plan(AfterDone(7)), letters) == expected


def test_two_of_three_a_week_settle_at_two_thirds():
    assert strength_of(plan(TimesPer(3, Period.WEEK)), "d..d..." * 200) == 0.6667
    assert strength_of(plan(TimesPer(3, Period.WEEK)), "d.d.d.." * 200) == 1.0
    assert strength_of(plan(TimesPer(3, Period.WEEK)), "ddddd.." * 200) == 1.0


def test_a_rest_freezes_the_strength_and_is_no_part_of_a_window():
    daily = plan(Daily(), rests=(rest(13, 29),))
    assert strength_of(daily, "d" * 13 + "." * 17) == 0.5
    assert strength_of(daily, "d" * 13 + "." * 17 + "d" * 17) == 0.7980 == round(after(30, 1), 4)
    weekly = plan(MONDAYS, rests=(rest(70, 90),))
    assert strength_of(weekly, WEEK * 10 + "." * 21) == round(TEN_WEEKS, 4)
    assert strength_of(weekly, WEEK * 10 + "." * 21 + WEEK) == round(
        after(7, 1, TEN_WEEKS, WEEKLY), 4
    )


def test_what_is_done_within_a_rest_counts_all_the_same():
    paused = plan(Daily(), rests=(rest(0, 12),))
    assert strength_of(paused, "d" * 13) == 0.5
    assert strength_of(paused, "dd.....p.....") == round(after(1, 0.5, after(2, 1)), 4)


def test_today_counts_once_it_is_answered():
    days = "d" * 13
    assert strength(plan(Daily()), answers(days), day(13)) == pytest.approx(0.5)
    assert strength(plan(Daily()), answers(days), day(12)) == pytest.approx(0.5)
    assert strength(plan(Daily()), answers(days[:-1]), day(12)) == pytest.approx(after(12, 1))
    assert strength(plan(Daily()), answers(days + "d"), day(12)) == pytest.approx(0.5)


def test_there_is_no_strength_before_the_first_day_that_counts():
    assert strength(plan(Daily()), {}, MONDAY) is None
    assert strength(plan(Daily(), start=9), {}, MONDAY) is None
    assert strength(plan(Daily()), answers("s"), day(1)) is None
    assert strength(plan(Daily(), rests=(rest(0),)), {}, day(9)) is None
    assert strength(plan(Daily()), {}, day(1)) == 0


def test_silence_before_the_start_and_after_the_end_counts_against_nobody():
    backfilled = answers("d.........d", -20)
    assert strength(plan(Daily()), backfilled, MONDAY) == pytest.approx(after(2, 1))
    ended = plan(Daily(), target=12)
    assert strength(ended, answers("d" * 13), day(400)) == pytest.approx(0.5)


def test_a_one_time_goal_has_no_strength_and_a_goal_made_one_time_keeps_none():
    assert strength(plan(Once(), target=0), answers("d"), day(3)) is None
    versions = (Version(day(0), Daily()), Version(day(5), Once()))
    a_plan = Plan(day(0), None, versions)
    assert strength(a_plan, answers("ddddd"), day(9)) is None
    assert [score for _, score in history(a_plan, answers("ddddd"), day(9))][4:] == [
        pytest.approx(after(5, 1))
    ] * 5


def test_a_changed_schedule_goes_on_from_the_score_it_had():
    versions = (Version(day(0), Daily()), Version(day(13), Weekdays(frozenset({0, 1}))))
    a_plan = Plan(day(0), None, versions)
    assert strength(a_plan, answers("d" * 13), day(14)) == pytest.approx(
        after(1, 1, 0.5, k=kept(2, 7))
    )


def test_the_history_has_each_day_from_the_first_that_counts():
    days = history(plan(Daily(), rests=(rest(0, 1), rest(4, 5))), answers("...ds"), day(8))
    assert [each for each, _ in days] == [day(n) for n in range(2, 8)]
    scores = [score for _, score in days]
    assert scores[:2] == [0, pytest.approx(after(1, 1))]
    assert scores[2] == scores[3] == scores[1]
    assert scores[4:] == [pytest.approx(after(n, 0, after(1, 1))) for n in (1, 2)]
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("schedule", "times", "days"),
    [
        (Daily(), 1, 1),
        (Weekdays(frozenset({0, 2, 4})), 3, 7),
        (EveryDays(4, MONDAY), 1, 4),
        (MonthDays(frozenset({1, 31})), 2, 30),
        (MonthDays(frozenset(range(1, 32))), 30, 30),
        (MonthWeekday(LAST, 4), 1, 30),
        (Yearly(2, 29), 1, 365),
        (TimesPer(3, Period.WEEK), 3, 7),
        (TimesPer(10, Period.MONTH), 10, 30),
        (TimesPer(31, Period.MONTH), 30, 30),
        (TimesIn(2, 9), 2, 9),
        (AfterDone(5), 1, 5),
        (Slotted(Weekdays(frozenset({0})), (1, 2)), 1, 7),
    ],
)
def test_how_often_in_how_many_days(schedule: Schedule, times: int, days: int):
    assert frequency_of(schedule) == (times, days)


def test_a_one_time_goal_has_no_frequency():
    assert frequency_of(Once()) is None


def test_weeks_of_full_practice_reach_full_strength_whatever_the_schedule():
    states = {day(n): State.DONE for n in range(4000)}
    for schedule in (Daily(), MONDAYS, Yearly(1, 1), TimesPer(31, Period.MONTH), TimesIn(9, 10)):
        reached = strength(plan(schedule), states, MONDAY + 4000 * ONE_DAY)
        assert reached == pytest.approx(1, abs=1e-4)
