"""Spread and change from day to day, each found a second time in exact fractions."""

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import MIDDLE_FROM, SPREAD_FROM
from domain.insight.steadiness import steadiness
from tests.domain.plans import day

DAYS = st.dictionaries(st.integers(0, 75).map(day), st.integers(1, 5).map(float), max_size=75)


def days_in_a_row(values: list[float], gaps: int = 0) -> dict[date, float]:
    """One a day, with a day left out before each of the last `gaps` of them."""
    days, on = {}, 0
    for index, value in enumerate(values):
        on += 2 if index >= len(values) - gaps else 1
        days[day(on)] = value
    return days


def test_from_where_to_where_is_told_from_five_days() -> None:
    assert steadiness(days_in_a_row([2.0] * (MIDDLE_FROM - 1))) is None
    found = steadiness(days_in_a_row([2, 5, 3, 3, 3]))
    assert found is not None
    assert (found.n, found.low, found.high, found.sd, found.instability) == (5, 2, 5, None, None)


@pytest.mark.parametrize("n", [SPREAD_FROM - 1, SPREAD_FROM])
def test_a_spread_takes_forty_two_days(n: int) -> None:
    found = steadiness(days_in_a_row([1.0, 4.0] * (n // 2) + [4.0] * (n % 2)))
    assert found is not None
    assert (found.sd is not None) is (n >= SPREAD_FROM)
    assert (found.instability is not None) is (n >= SPREAD_FROM)


@pytest.mark.parametrize(("gaps", "told"), [(11, True), (12, False)])
def test_change_from_day_to_day_takes_three_of_four_steps_of_one_day(gaps: int, told: bool) -> None:
    """Of 45 days there are 44 steps: 33 of them are three quarters."""
    found = steadiness(days_in_a_row([1.0, 4.0] * 22 + [1.0], gaps))
    assert found is not None
    assert found.sd is not None
    assert (found.instability is not None) is told


def test_a_change_of_two_levels_is_acute_and_gaps_are_no_change() -> None:
    found = steadiness(days_in_a_row([4.34, 2.34, *[2.34] * 42, 5.0, 1.0], gaps=2))
    assert found is not None
    assert found.instability is not None
    assert found.instability.pairs == 43
    assert found.instability.acute == pytest.approx(1 / 43)
    assert found.instability.mssd == pytest.approx(4 / 43)


@given(DAYS)
def test_both_are_as_exact_fractions_find_them(days: dict[date, float]) -> None:
    found = steadiness(days)
    if found is None or found.sd is None:
        assert len(days) < SPREAD_FROM
        return
    values = [Fraction(value) for value in days.values()]
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    assert found.sd == pytest.approx(sqrt(variance))
    steps = [days[day(n + 1)] - days[day(n)] for n in range(76) if {day(n), day(n + 1)} <= {*days}]
    assert (found.instability is None) is (4 * len(steps) < 3 * (len(days) - 1))
    if found.instability:
        acute = sum(abs(step) >= 2 for step in steps)
        assert found.instability.acute == pytest.approx(acute / len(steps))
        assert found.instability.mssd == pytest.approx(sum(s * s for s in steps) / len(steps))
