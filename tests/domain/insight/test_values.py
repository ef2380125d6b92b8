"""The value of a day, and what a pleasantness is in levels."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.values import DayValue, Log, by_day, is_at_least, mood_value, nearest
from domain.moods import Degree, level_of
from tests.domain.plans import day

PLEASANT = st.sampled_from(
    [Degree(step, steps).pleasant for steps in (5, 7) for step in range(1, 6)]
)
LOGS = st.lists(
    st.builds(
        Log,
        day=st.integers(0, 3).map(day),
        minute=st.none() | st.integers(0, 2000),
        value=PLEASANT.map(mood_value),
        whole_day=st.booleans(),
        late=st.booleans(),
    ),
    max_size=20,
)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_five_buttons_are_whole_levels(level: int) -> None:
    assert mood_value(Degree(level).pleasant) == level


@given(st.integers(-100, 100))
def test_the_nearest_level_is_that_of_the_pleasantness(pleasant: int) -> None:
    assert nearest(mood_value(pleasant)) == level_of(pleasant)


def test_half_way_is_the_lower_level_of_means_too() -> None:
    thirds = [Log(day(0), None, value) for value in (3.66, 3.34)]
    assert by_day(thirds)[day(0)].level == 3
    assert [nearest(value) for value in (2.5, 2.51, 7.5)] == [2, 3, 7]


@pytest.mark.parametrize(("distance", "reached"), [(4.34 - 2.34, True), (1.99, False), (2.0, True)])
def test_a_distance_reaches_a_limit_by_its_decimals(distance: float, reached: bool) -> None:
    assert is_at_least(distance, 2) is reached


def test_the_whole_day_log_is_the_value_of_the_day() -> None:
    logs = [Log(day(0), 600, 5), Log(day(0), None, 2, whole_day=True), Log(day(0), 900, 1)]
    assert by_day(logs) == {day(0): DayValue(2, 1, 5, 3, whole=True, is_late=False)}


def test_a_day_is_late_when_nothing_in_it_was_told_in_time() -> None:
    from_memory = Log(day(0), 600, 4, late=True)
    assert by_day([from_memory])[day(0)].is_late
    assert not by_day([from_memory, Log(day(0), 700, 4)])[day(0)].is_late


@given(LOGS)
def test_days_are_as_counting_by_hand_finds_them(logs: list[Log]) -> None:
    found = by_day(logs)
    assert list(found) == sorted({log.day for log in logs})
    for each, value in found.items():
        assert value.value == pytest.approx(float(_by_hand(logs, each)))
        own = sorted(log.value for log in logs if log.day == each)
        assert (value.low, value.high, value.count) == (own[0], own[-1], len(own))


def _by_hand(logs: list[Log], of: date) -> Fraction:
    """In exact fractions."""
    own = [log for log in logs if log.day == of]
    said = [log for log in own if log.whole_day] or own
    return sum((Fraction(log.value) for log in said), Fraction(0)) / len(said)


@given(LOGS)
def test_the_order_of_the_logs_changes_nothing(logs: list[Log]) -> None:
    found = by_day(logs[::-1])
    for each, value in by_day(logs).items():
        assert found[each].value == pytest.approx(value.value)
