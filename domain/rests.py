"""Rests: days off, from a day to another or without end, on which nothing is due."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.days import LAST_DAY, ONE_DAY, Day
from domain.kinds import WEEK


@dataclass(frozen=True, slots=True)
class Rest:
    """Days off from `first` to `last` (None: without end), on `weekdays` (0 = Monday) or on all."""

    first: Day
    last: Day | None = None
    weekdays: frozenset[int] | None = None

    def covers(self, day: Day) -> bool:
        """Whether `day` is a day off."""
        within = self.first <= day and (self.last is None or day <= self.last)
        return within and (self.weekdays is None or day.weekday() in self.weekdays)

    @property
    def every_week_day(self) -> frozenset[int]:
        """The days of the week it takes."""
        return WEEK if self.weekdays is None else self.weekdays


Rests = tuple[Rest, ...]


def is_resting(rests: Rests, day: Day) -> bool:
    """Whether any of the rests covers `day`."""
    return any(rest.covers(day) for rest in rests)


def awake_from(rests: Rests, day: Day) -> Day | None:
    """The first day from `day` on without rest; None when the calendar has no such day.

    Jumps over whole rests: a goal paused for good must not cost a walk to the calendar's end.
    """
    while day <= LAST_DAY:
        covering = [rest for rest in rests if rest.covers(day)]
        if not covering:
            return day
        if _never_end(rests, day):
            return None
        day = max([day, *(_end(rest) or day for rest in covering)]) + ONE_DAY
    return None


def awake_until(rests: Rests, day: Day) -> Day:
    """The last day up to `day` without rest."""
    while covering := [rest for rest in rests if rest.covers(day)]:
        whole = [rest.first for rest in covering if rest.every_week_day == WEEK]
        day = min([day, *whole]) - ONE_DAY
    return day


def awake_days(rests: Rests, first: Day, last: Day) -> Iterator[Day]:
    """The days without rest from `first` to `last`, both included."""
    day = awake_from(rests, first)
    while day is not None and day <= last:
        yield day
        day = awake_from(rests, day + ONE_DAY)


def _end(rest: Rest) -> Day | None:
    """The last day of a rest that takes every day of the week."""
    return rest.last if rest.every_week_day == WEEK else None


def _never_end(rests: Rests, day: Day) -> bool:
    """Whether the rests without end that have begun take every day of the week between them."""
    endless = (rest.every_week_day for rest in rests if rest.last is None and rest.first <= day)
    return frozenset[int]().union(*endless) == WEEK
