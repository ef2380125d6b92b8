"""The days on which a goal, or a reason, is held against the mood of the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.days import ONE_DAY, Day, month_of
from domain.entries import Reading
from domain.insight.limits import LOOK_BACK
from domain.insight.values import Log, by_day
from domain.written import fold

_SIDES: Final[Mapping[Reading, bool]] = {Reading.DONE: True, Reading.MISSED: False}


@dataclass(frozen=True, slots=True)
class Paired:
    """A day on which it was done, or was not; its mood, and the mood of the day before where that is
    known, in levels."""

    day: Day
    done: bool
    mood: float
    yesterday: float | None


def goal_pairs(readings: Mapping[Day, Reading], logs: Iterable[Log]) -> tuple[Paired, ...]:
    """The due days that were done or missed, and have a mood that was told in time; in their order.

    `readings` has the due days alone: not doing what nobody asked for says nothing. Skips and what is
    open are left out, and so is what was done in part: such a day is of neither side, and on either it
    would make the two more alike than they are. Moods told late are coloured by what came after.
    """
    sides = {day: _SIDES[reading] for day, reading in readings.items() if reading in _SIDES}
    return _pairs(sides, logs)


def reason_pairs(reason: str, logs: Sequence[Log]) -> tuple[Paired, ...]:
    """The days with a mood that was told in time: done are those whose logs name the reason, in
    whatever case; in their order."""
    key = fold(reason)
    named = {log.day for log in _timely(logs) if key in map(fold, log.reasons)}
    return _pairs({log.day: log.day in named for log in logs}, logs)


def looked_at(told_in: Day) -> tuple[Day, Day]:
    """The first and the last day that the re-test of a month looks at: a year, up to the end of the
    month before the one that `told_in` lies in."""
    last = month_of(told_in)[0] - ONE_DAY
    return last - timedelta(days=LOOK_BACK - 1), last


def _pairs(sides: Mapping[Day, bool], logs: Iterable[Log]) -> tuple[Paired, ...]:
    moods = {day: each.value for day, each in by_day(_timely(logs)).items()}
    return tuple(
        Paired(day, sides[day], moods[day], moods.get(day - ONE_DAY))
        for day in sorted(sides.keys() & moods.keys())
    )


def _timely(logs: Iterable[Log]) -> Iterable[Log]:
    return (log for log in logs if not log.late)
