"""The pattern of a week, and whether it is more than the luck of some weekdays.

The days of each week are shuffled among themselves. That keeps what a week has as a whole, good weeks
and bad ones, and takes only the names of its days away, which is what a pattern of the week is about.
(Shuffling whole weeks would leave every weekday as it is.) Streaks inside a week are torn, which here
errs on the safe side: they make the weekdays of a real week alike, so that its gaps are smaller than
those of the shuffled ones (docs/decisions/017).
"""

from collections.abc import Mapping
from statistics import fmean, median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.days import Day, week_start_of
from domain.insight.limits import SHUFFLE_CHANCE
from domain.insight.progress import NotYet
from domain.insight.rhythm import WeekdayPattern, lacking_of_weeks
from domain.insight.rotation import Numbers

SHUFFLES: Final = 999


def weekday_pattern(days: Mapping[Day, float], seed: int) -> WeekdayPattern | NotYet:
    """Of one value a day, in levels. The same seed shuffles alike."""
    lacking = lacking_of_weeks(days.keys())
    if lacking:
        return lacking
    values = tuple(
        tuple(days[day] for day in sorted(days) if day.weekday() == weekday) for weekday in range(7)
    )
    means = [fmean(each) for each in values]
    return WeekdayPattern(
        values=values,
        medians=tuple(map(median, values)),
        highest=means.index(max(means)),
        lowest=means.index(min(means)),
        clear=_chance(days, seed) <= SHUFFLE_CHANCE,
    )


def _chance(days: Mapping[Day, float], seed: int) -> float:
    """The share of the shuffles, the real weeks being one, with as large a gap between weekdays."""
    ordered = sorted(days)
    values = np.array([days[day] for day in ordered])
    weekday = np.array([[day.weekday() == each for each in range(7)] for day in ordered])
    shuffled = values[_shuffles(ordered, np.random.default_rng(seed))]
    real, gaps = _gaps(values, weekday), _gaps(shuffled, weekday)
    return float(1 + np.count_nonzero(gaps >= real - 1e-9)) / (SHUFFLES + 1)


def _shuffles(ordered: list[Day], random: np.random.Generator) -> NDArray[np.int64]:
    """SHUFFLES orders of the days, in each of which every day stays within its week: they are sorted
    by the number of their week, and a fraction drawn anew."""
    first = week_start_of(ordered[0], 0)
    weeks = np.array([(day - first).days // 7 for day in ordered])
    return np.argsort(weeks + random.random((SHUFFLES, len(ordered))), axis=-1)


def _gaps(values: Numbers, weekday: NDArray[np.bool_]) -> Numbers:
    """From the lowest weekday's mean to the highest one's."""
    means = values @ weekday / weekday.sum(axis=0)
    gaps: Numbers = np.ptp(means, axis=-1)
    return gaps
