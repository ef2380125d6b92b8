"""How two spans of days compare, in words instead of decimals."""

from collections.abc import Sequence
from enum import StrEnum
from statistics import fmean

from domain.insight.limits import COMPARISON_FROM
from domain.insight.values import is_at_least


class Change(StrEnum):
    """How a span compares with the one before, in half levels and whole ones."""

    SAME = "same"
    A_LITTLE_HIGHER = "a_little_higher"
    HIGHER = "higher"
    A_LITTLE_LOWER = "a_little_lower"
    LOWER = "lower"


def change(now: Sequence[float], before: Sequence[float]) -> Change | None:
    """How the day values of two spans compare; None unless both have COMPARISON_FROM days."""
    if min(len(now), len(before)) < COMPARISON_FROM:
        return None
    levels = fmean(now) - fmean(before)
    if not is_at_least(abs(levels), 0.5):
        return Change.SAME
    if not is_at_least(abs(levels), 1):
        return Change.A_LITTLE_HIGHER if levels > 0 else Change.A_LITTLE_LOWER
    return Change.HIGHER if levels > 0 else Change.LOWER
