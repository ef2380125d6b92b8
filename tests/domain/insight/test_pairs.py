"""Which days a goal, or a reason, is held against the mood."""

import pytest

from domain.days import Day
from domain.entries import Reading
from domain.insight.pairs import Paired, goal_pairs, looked_at, reason_pairs
from domain.insight.values import Log
from tests.domain.plans import day


def test_done_days_stand_against_missed_ones() -> None:
    logs = [Log(day(0), None, 4), Log(day(1), None, 2), Log(day(1), None, 5), Log(day(3), None, 1)]
    readings = {day(1): Reading.MISSED, day(0): Reading.DONE, day(3): Reading.DONE}
    assert goal_pairs(readings, logs) == (
        Paired(day(0), True, 4, None),
        Paired(day(1), False, 3.5, 4),
        Paired(day(3), True, 1, None),
    )


@pytest.mark.parametrize("reading", [Reading.PART, Reading.SKIPPED, Reading.OPEN, Reading.NOT_DUE])
def test_what_was_neither_done_nor_missed_is_of_neither_side(reading: Reading) -> None:
    assert goal_pairs({day(0): reading}, [Log(day(0), None, 4)]) == ()


def test_days_without_a_mood_and_moods_of_other_days_make_no_pair() -> None:
    assert goal_pairs({day(0): Reading.DONE}, [Log(day(1), None, 4)]) == ()


def test_moods_told_late_are_left_out_today_and_yesterday() -> None:
    late = [Log(day(0), 600, 1, late=True), Log(day(1), 600, 1, late=True)]
    readings = {day(0): Reading.DONE, day(1): Reading.DONE}
    assert goal_pairs(readings, late) == ()
    (pair,) = goal_pairs(readings, [*late, Log(day(1), 700, 5)])
    assert pair == Paired(day(1), True, 5, None)


def test_a_reason_is_done_on_the_days_that_name_it_in_any_case() -> None:
    logs = [
        Log(day(0), 600, 2, reasons=("Rain",)),
        Log(day(0), 900, 4),
        Log(day(1), 600, 5, reasons=("sun",)),
        Log(day(2), 600, 1, late=True, reasons=("rain",)),
        Log(day(3), 600, 3),
        Log(day(3), 900, 1, late=True, reasons=("rain",)),
    ]
    assert reason_pairs("rain", logs) == (
        Paired(day(0), True, 3, None),
        Paired(day(1), False, 5, 3),
        Paired(day(3), False, 3, None),
    )


@pytest.mark.parametrize("told_in", [Day(2026, 11, 1), Day(2026, 11, 30)])
def test_a_re_test_looks_at_the_year_before_its_month(told_in: Day) -> None:
    assert looked_at(told_in) == (Day(2025, 11, 1), Day(2026, 10, 31))
