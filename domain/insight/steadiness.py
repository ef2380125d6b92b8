"""How steady some days were: how far they spread, and how much changes from one to the next.

Where the middle is near either end of the scale, less spread is possible at all; whoever shows these
figures says so. Change from day to day uses the order of the days, which a spread does not (Jahng, Wood
and Trull 2008; docs/decisions/017).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev

from domain.days import ONE_DAY, Day
from domain.insight.limits import ACUTE, CONSECUTIVE_SHARE, MIDDLE_FROM, SPREAD_FROM
from domain.insight.values import is_at_least


@dataclass(frozen=True, slots=True)
class Instability:
    """Over `pairs` of adjacent days: the share with an acute change, from 0 to 1, and the mean squared
    successive difference, in levels squared."""

    pairs: int
    acute: float
    mssd: float


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Of `n` days, in levels: from where to where they went; the standard deviation and the change
    from day to day are None where there are too few days for them."""

    n: int
    low: float
    high: float
    sd: float | None
    instability: Instability | None


def steadiness(days: Mapping[Day, float]) -> Steadiness | None:
    """Of one value a day; None from fewer than MIDDLE_FROM days."""
    if len(days) < MIDDLE_FROM:
        return None
    values = list(days.values())
    enough = len(values) >= SPREAD_FROM
    return Steadiness(
        n=len(values),
        low=min(values),
        high=max(values),
        sd=stdev(values) if enough else None,
        instability=_instability(days) if enough else None,
    )


def _instability(days: Mapping[Day, float]) -> Instability | None:
    """None where too many of the steps from one recorded day to the next lead over a gap."""
    adjacent = [
        days[day] - days[before]
        for before, day in pairwise(sorted(days))
        if day - before == ONE_DAY
    ]
    if len(adjacent) < CONSECUTIVE_SHARE * (len(days) - 1):
        return None
    return Instability(
        pairs=len(adjacent),
        acute=fmean(is_at_least(abs(step), ACUTE) for step in adjacent),
        mssd=fmean(step**2 for step in adjacent),
    )
