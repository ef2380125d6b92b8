"""Patterns: goals without a life. They say how a goal goes, and nothing of whose it was or how it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.days import Day
from domain.goals import Criticality
from domain.kinds import EveryDays, Once, Schedule, Slotted, TimesPer, from_plain, to_plain

NO_DAY: Final = date(1970, 1, 1)
"""Stands in for the day that a rhythm was counted from, which is nobody else's business."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a goal shall be when somebody makes it theirs. `reminders` are minutes after midnight."""

    title: str
    schedule: Schedule
    description: str | None = None
    criticality: Criticality = Criticality.NORMAL
    reminders: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()


def counted_from(schedule: Schedule, day: Day, week_start: int) -> Schedule:
    """The same rhythm in another life: its days are counted from `day`, its weeks from `week_start`
    (0 = Monday). The time of a one-time goal goes with its date."""
    match schedule:
        case Once():
            return Once()
        case EveryDays(every):
            return EveryDays(every, day)
        case Slotted(EveryDays(every), times):
            return Slotted(EveryDays(every, day), times)
        case TimesPer(times, period):
            return TimesPer(times, period, week_start)
        case _:
            return schedule


def without_days(schedule: Schedule) -> Schedule:
    """A rhythm as a pattern keeps it."""
    return counted_from(schedule, NO_DAY, 0)


def written(pattern: Pattern) -> dict[str, Any]:
    """A pattern as JSON keeps it."""
    return {
        "title": pattern.title,
        "description": pattern.description,
        "schedule": to_plain(without_days(pattern.schedule)),
        "criticality": pattern.criticality.value,
        "reminders": list(pattern.reminders),
        "tags": list(pattern.tags),
    }


def read(plain: Mapping[str, Any]) -> Pattern:
    """The pattern that `written` wrote down; Refused for a schedule that it did not."""
    return Pattern(
        title=plain["title"],
        schedule=from_plain(plain["schedule"]),
        description=plain["description"],
        criticality=Criticality(plain["criticality"]),
        reminders=tuple(plain["reminders"]),
        tags=tuple(plain["tags"]),
    )
