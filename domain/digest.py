"""The overviews: which week it tells of, and how goals were kept in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.days import Day, days_between, week_of
from domain.entries import Reading, State, read
from domain.kinds import AfterDone, Schedule, TimesIn, TimesPer
from domain.schedules import Plan, due_days, schedule_on
from domain.units import under_way, units

CHANGE_OVER: Final = timedelta(days=28)
"""The weeks that are compared with as many before."""

NOTE_FROM: Final = 3
"""The level of a day from which on a note of it may come back to its writer unasked."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How often a goal was done, of how often it was asked. Where that is not counted in days of the
    week alone, `beyond` is the schedule it is counted by, as for a month."""

    done: int
    of: int
    part: int
    skipped: int
    beyond: Schedule | None = None

    @property
    def regularity(self) -> float:
        """Skips are left out; what was skipped throughout comes after what was never done."""
        asked = self.of - self.skipped
        return self.done / asked if asked > 0 else -1


def week_told(day: Day, first_weekday: int) -> tuple[Day, Day]:
    """The first and the last day of the latest week that is over on `day`, or on its last day."""
    return week_of(day - timedelta(days=6), first_weekday)


def week_number(first: Day) -> int:
    """The number of the week that begins with `first`, in the year that has most of its days: of
    weeks from Monday on it is that of ISO 8601."""
    middle = first + timedelta(days=3)
    return (middle.timetuple().tm_yday - 1) // 7 + 1


def kept(plan: Plan, states: Mapping[Day, State], first: Day, last: Day, today: Day) -> Kept | None:
    """How a goal was kept in the week from `first` to `last`; None where it asked for nothing. A day
    that is under way counts once it is answered."""
    schedule, end = schedule_on(plan, last), min(last, today)
    match schedule:
        case TimesPer() | TimesIn():
            unit = under_way(plan, states, end, today)
            if unit is not None:
                within = isinstance(schedule, TimesPer) and first <= unit.first <= unit.last <= last
                beyond = None if within else schedule
                return Kept(unit.done, unit.need, unit.part, unit.skipped, beyond)
        case AfterDone():
            turns = units(plan, states, today)
            return _counted(unit.reading for unit in turns if first <= unit.last <= last)
    due = set(due_days(plan, first, end))
    days = days_between(first, end)
    return _counted(read(states.get(day), day in due, day, today) for day in days)


def kept_over(
    plan: Plan, states: Mapping[Day, State], first: Day, last: Day, today: Day
) -> Kept | None:
    """The same over a month or a year that is over. Of a goal for so many times a week it is what its
    weeks came to that ended by then, none of them making up for another."""
    if not isinstance(schedule_on(plan, last), TimesPer):
        return kept(plan, states, first, last, today)
    ended = [unit for unit in units(plan, states, today) if first <= unit.last <= last]
    if not ended:
        return None
    return Kept(
        done=sum(min(unit.done, unit.need) for unit in ended),
        of=sum(unit.need for unit in ended),
        part=sum(unit.part for unit in ended),
        skipped=sum(unit.skipped for unit in ended),
    )


def _counted(readings: Iterable[Reading]) -> Kept | None:
    closed = [one for one in readings if one not in (Reading.OPEN, Reading.NOT_DUE)]
    if not closed:
        return None
    return Kept(
        done=closed.count(Reading.DONE),
        of=len(closed),
        part=closed.count(Reading.PART),
        skipped=closed.count(Reading.SKIPPED),
    )


def may_return(level: int) -> bool:
    """Whether a note of a day of that level may be shown unasked: a worst day comes back to nobody."""
    return level >= NOTE_FROM
