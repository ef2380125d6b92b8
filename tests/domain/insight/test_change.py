"""How two spans compare, and from how many days."""

import pytest

from domain.insight.change import Change, change
from domain.insight.limits import COMPARISON_FROM
from domain.insight.values import mood_value


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (24, Change.SAME),
        (-24, Change.SAME),
        (25, Change.A_LITTLE_HIGHER),
        (-49, Change.A_LITTLE_LOWER),
        (50, Change.HIGHER),
        (-50, Change.LOWER),
    ],
)
def test_a_change_is_told_in_half_levels(by: int, expected: Change) -> None:
    now, before = [mood_value(by)] * COMPARISON_FROM, [mood_value(0)] * COMPARISON_FROM
    assert change(now, before) is expected


@pytest.mark.parametrize(("now", "before"), [(13, 14), (14, 13), (0, 28)])
def test_a_change_is_told_only_where_both_spans_have_enough_days(now: int, before: int) -> None:
    assert change([5.0] * now, [1.0] * before) is None
