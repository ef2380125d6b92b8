"""Sketches in words, for tables that are read at a glance."""

from domain.goals import Criticality
from domain.kinds import Once, Schedule, Slotted
from domain.oneline import Sketchy


def told(sketch: Sketchy) -> str:
    """`run: weekdays 0 2 4, reminded 7:00`"""
    parts = [_schedule(sketch.schedule)] if sketch.schedule else []
    if sketch.reminders:
        parts.append(f"reminded {_clocks(sketch.reminders)}")
    borders = (("from", sketch.start), ("to", sketch.target))
    parts += [f"{word} {day}" for word, day in borders if day]
    parts += [f"#{tag}" for tag in sketch.tags]
    if sketch.criticality is Criticality.HIGH:
        parts.append("important")
    return f"{sketch.title}: {', '.join(parts)}"


def _schedule(schedule: Schedule) -> str:
    if isinstance(schedule, Slotted):
        return f"{_schedule(schedule.of)} in slots {_clocks(schedule.times)}"
    if isinstance(schedule, Once):
        return "once" if schedule.at is None else f"once at {_clocks((schedule.at,))}"
    return " ".join([schedule.kind, *map(_field, schedule.plain().values())])


def _field(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _clocks(minutes: tuple[int, ...]) -> str:
    return " ".join(f"{minute // 60}:{minute % 60:02}" for minute in minutes)
