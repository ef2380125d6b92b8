"""What was: the calendar of a goal, and the tracker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.wire import Code, Word


@dataclass(frozen=True, slots=True)
class ShowHistory(Code, family="y"):
    """The calendar of a goal. ``month`` counts from year 0; 0 is the present one."""

    goal: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class ChooseHistory(Code, family="yc"):
    """Choose the goal whose calendar to show."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTracker(Code, family="k"):
    """A range of days, as days of a zone; ``zone`` is the person's own when empty."""

    first: date
    last: date
    zone: Word = Word()
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskTracker(Code, family="kq"):
    """The tracker, over whatever range the command names."""
