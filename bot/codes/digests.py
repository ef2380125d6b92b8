"""The weekly text, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.wire import Code


@dataclass(frozen=True, slots=True)
class AskWeek(Code, family="vq"):
    """The weekly text of whatever day it is when this is asked."""


@dataclass(frozen=True, slots=True)
class ShowWeek(Code, family="v"):
    """The weekly text as it is told on this day."""

    day: date


@dataclass(frozen=True, slots=True)
class ShowMissing(Code, family="vd"):
    """The days of that week without an entry, to be filled in."""

    day: date


@dataclass(frozen=True, slots=True)
class ShowMonth(Code, family="vm"):
    """What was due in the month of this day, beside the text it is tapped on."""

    day: date
