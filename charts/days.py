"""Charts of days: each day is a cell, in the order of a calendar."""

from dataclasses import dataclass
from enum import StrEnum

from charts.values import MOOD_TOP, Cell, Heading, Tick


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day of the week strip: "Mon", "3 June", and its cell."""

    weekday: str
    date: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """Seven days side by side, from the person's first weekday on. ``legend`` says what a ring means."""

    heading: Heading
    days: tuple[StripDay, ...]
    top: int = MOOD_TOP
    legend: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the month: its number, its cell, and how many of the goals due were done."""

    number: int
    cell: Cell
    done: int = 0
    due: int = 0
    is_today: bool = False
    rests: bool = False


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """Weekdays as columns, weeks as rows. ``lead`` columns of the first row come before the first day.
    ``legend`` says what the bar below a day's level means."""

    heading: Heading
    weekdays: tuple[str, ...]
    lead: int
    days: tuple[CalendarDay, ...]
    legend: str
    top: int = MOOD_TOP


@dataclass(frozen=True, slots=True)
class YearInPixels:
    """Months as columns, the days 1 to 31 as rows. Each month has as many cells as it has days.
    ``legend`` says what a ring means."""

    heading: Heading
    months: tuple[str, ...]
    days: tuple[tuple[Cell, ...], ...]
    top: int = MOOD_TOP
    legend: str = ""


class Mark(StrEnum):
    """How a goal's day reads. ``BLANK``: nothing was due, or the day is outside the goal."""

    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"
    MISSED = "missed"
    OPEN = "open"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """Weeks as columns and weekdays as rows, and the goal's strength, 0 to 1, below them.

    ``marks`` are whole weeks. ``strength`` has one value a day, None before the first that counts, and
    is empty where there are too few days for a line. ``changes`` are the places at which the schedule
    changed, ``legend`` the words of the marks, ``strength_label`` and ``change_label`` those of the rest.
    """

    heading: Heading
    weekdays: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    legend: tuple[tuple[Mark, str], ...]
    strength: tuple[float | None, ...] = ()
    changes: tuple[int, ...] = ()
    strength_label: str = ""
    change_label: str = ""
