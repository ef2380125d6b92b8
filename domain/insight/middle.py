"""The middle of some days, and how far they spread (docs/decisions/017)."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, quantiles

from domain.insight.limits import MIDDLE_FROM


@dataclass(frozen=True, slots=True)
class Middle:
    """Of `n` day values, in levels: the median, the two values it lies between (the same one twice
    where their number is odd), the quartiles around it, and the mean, which is shown beside n only.

    Quartiles are the inclusive ones: the day values are all there are, not drawn from others, so that
    the lowest and the highest are the 0th and 100th percentile.
    """

    n: int
    median: float
    between: tuple[float, float]
    lower: float
    upper: float
    mean: float


def middle(values: Iterable[float]) -> Middle | None:
    """None from fewer than MIDDLE_FROM days."""
    ordered = sorted(values)
    count = len(ordered)
    if count < MIDDLE_FROM:
        return None
    lower, median, upper = quantiles(ordered, n=4, method="inclusive")
    between = ordered[(count - 1) // 2], ordered[count // 2]
    return Middle(count, median, between, lower, upper, fmean(ordered))
