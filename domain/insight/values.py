"""The value of a day: one a day, however much was logged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean
from typing import Final

from domain.days import Day
from domain.moods import LEVELS, MOST_PLEASANT

NEUTRAL: Final = (LEVELS[0] + LEVELS[-1]) / 2
_PER_LEVEL: Final = MOST_PLEASANT / (LEVELS[-1] - NEUTRAL)
_DIGITS: Final = 6
"""4.34 is not quite two levels above 2.34 in binary; to so many digits it is."""


@dataclass(frozen=True, slots=True)
class Log:
    """One mood, or one mark on a person's own scale, in levels. `minute` counts from 00:00 of the own
    day (1500 is 01:00 in the night after it) and is None where no time was said; `late` was told from
    memory."""

    day: Day
    minute: int | None
    value: float
    whole_day: bool = False
    late: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayValue:
    """A day in levels: its whole-day log (`whole`), or else the mean of its `count` logs, which lie
    from `low` to `high`. It is late when nothing in it was told in time."""

    value: float
    low: float
    high: float
    count: int
    whole: bool
    is_late: bool

    @property
    def level(self) -> int:
        return nearest(self.value)


def mood_value(pleasant: int) -> float:
    """A pleasantness from -100 to 100 in levels, 1.0 to 5.0."""
    return NEUTRAL + pleasant / _PER_LEVEL


def nearest(value: float) -> int:
    """The nearest whole level; exactly between two it is the lower one."""
    return ceil(value - 0.5)


def is_at_least(levels: float, limit: float) -> bool:
    """Whether a distance reaches a limit, whatever binary fractions made of it."""
    return round(levels, _DIGITS) >= limit


def by_day(logs: Iterable[Log]) -> dict[Day, DayValue]:
    """The value of each day that has any, in their order. A day without a log is missing, never 0."""
    days: dict[Day, list[Log]] = defaultdict(list)
    for log in logs:
        days[log.day].append(log)
    return {day: _day_value(days[day]) for day in sorted(days)}


def _day_value(logs: Sequence[Log]) -> DayValue:
    values = [log.value for log in logs]
    whole = [log.value for log in logs if log.whole_day]
    return DayValue(
        value=fmean(whole or values),
        low=min(values),
        high=max(values),
        count=len(values),
        whole=bool(whole),
        is_late=all(log.late for log in logs),
    )
