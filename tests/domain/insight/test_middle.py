"""Median and quartiles, found a second time by counting ranks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import MIDDLE_FROM
from domain.insight.middle import Middle, middle

LEVELS = st.lists(st.sampled_from([1, 1.66, 2, 2.34, 3, 3.5, 4, 5]), min_size=5, max_size=60)


def test_the_middle_takes_five_days() -> None:
    assert middle([4.0] * (MIDDLE_FROM - 1)) is None
    assert middle([4.0] * MIDDLE_FROM) == Middle(5, 4, (4, 4), 4, 4, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 1, 4, 4, 2], Middle(5, 4, (4, 4), 2, 4, 3.2)),
        ([1, 2, 3, 4, 5, 5], Middle(6, 3.5, (3, 4), 2.25, 4.75, 20 / 6)),
        ([2, 2, 2, 5, 5, 5], Middle(6, 3.5, (2, 5), 2, 5, 3.5)),
    ],
)
def test_the_middle_of_some_days(values: list[float], expected: Middle) -> None:
    assert middle(values) == expected


@given(LEVELS)
def test_quartiles_are_where_their_share_of_the_way_from_lowest_to_highest_ends(
    values: list[float],
) -> None:
    found = middle(values)
    assert found is not None
    ranks = [_at(values, Fraction(share, 4)) for share in (1, 2, 3)]
    assert [found.lower, found.median, found.upper] == pytest.approx(ranks)
    assert found.mean == pytest.approx(float(sum(map(Fraction, values)) / len(values)))
    assert found.n == len(values)


@given(LEVELS)
def test_as_many_days_lie_below_the_middle_as_above(values: list[float]) -> None:
    found = middle(values)
    assert found is not None
    assert found.median == pytest.approx(sum(found.between) / 2)
    assert 2 * sum(value < found.between[0] for value in values) < len(values)
    assert 2 * sum(value > found.between[1] for value in values) < len(values)


def _at(values: list[float], share: Fraction) -> float:
    """Walking from the lowest value to the highest, one step between neighbours."""
    ordered = sorted(values)
    steps = share * (len(ordered) - 1)
    whole = int(steps)
    further = ordered[min(whole + 1, len(ordered) - 1)] - ordered[whole]
    return ordered[whole] + further * float(steps - whole)
