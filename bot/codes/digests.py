"""The weekly text, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.wire import Code
from domain.spans import Unit


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


@dataclass(frozen=True, slots=True)
class ShowLookback(Code, family="vr"):
    """The month or the year that is told of on this day: the latest that is over."""

    unit: Unit
    day: date


@dataclass(frozen=True, slots=True)
class ShowMissingOf(Code, family="ve"):
    """The days without an entry of the month or the year that this is the last day of."""

    unit: Unit
    last: date
