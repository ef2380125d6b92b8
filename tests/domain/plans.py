"""Plans and answers in few words: days are distances from a Monday."""

from collections.abc import Mapping
from datetime import date

from domain.days import ONE_DAY
from domain.entries import State
from domain.kinds import Schedule
from domain.rests import Rest
from domain.schedules import Plan, Version

MONDAY = date(2026, 11, 16)
LETTERS: Mapping[str, State] = {
    "d": State.DONE,
    "p": State.PART,
    "s": State.SKIPPED,
    "o": State.OPEN,
}


def day(n: int) -> date:
    """The n-th day after the Monday."""
    return MONDAY + n * ONE_DAY


def distance(each: date | None) -> int | None:
    """The other way round."""
    return None if each is None else (each - MONDAY).days


def plan(
    schedule: Schedule, start: int = 0, target: int | None = None, rests: tuple[Rest, ...] = ()
) -> Plan:
    """A plan with one schedule."""
    end = None if target is None else day(target)
    return Plan(day(start), end, (Version(day(start), schedule),), rests)


def rest(first: int, last: int | None = None, weekdays: frozenset[int] | None = None) -> Rest:
    """Days off."""
    return Rest(day(first), None if last is None else day(last), weekdays)


def answers(letters: str, first: int = 0) -> dict[date, State]:
    """One letter a day from `first` on; "." was never opened."""
    return {day(n): LETTERS[each] for n, each in enumerate(letters, first) if each in LETTERS}
