"""Looking back: figures in words, charts, and what else they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.wire import Code, Small, Word

MOOD = Word("mood")
ENERGY = Word("energy")


class Kind(StrEnum):
    """The charts of a span; what of a goal is drawn has a code of its own."""

    STRIP = "strip"
    CALENDAR = "month"
    YEAR = "year"
    LINE = "line"
    COUNTS = "counts"
    REASONS = "why"
    RHYTHM = "when"


@dataclass(frozen=True, slots=True)
class AskStats(Code, family="iq"):
    """Figures over whatever range the command names, or of the present month."""


@dataclass(frozen=True, slots=True)
class ShowStats(Code, family="i"):
    """Figures of a span. ``of`` is the mood, the energy, or the number of a scale."""

    first: date
    last: date
    of: Word = MOOD


@dataclass(frozen=True, slots=True)
class ShowDays(Code, family="id"):
    """The days of a span, each with its moods; ``zone`` is the person's own when empty."""

    first: date
    last: date
    zone: Word = Word()
    page: Small = 0


@dataclass(frozen=True, slots=True)
class ShowChart(Code, family="ic"):
    """A chart of a span."""

    kind: Kind
    first: date
    last: date
    of: Word = MOOD


@dataclass(frozen=True, slots=True)
class SendChart(Code, family="if"):
    """The same chart as a file, as fine as it was drawn."""

    kind: Kind
    first: date
    last: date
    of: Word = MOOD


@dataclass(frozen=True, slots=True)
class ChooseGoalChart(Code, family="ig"):
    """Choose the goal whose last weeks to draw."""

    page: Small = 0


@dataclass(frozen=True, slots=True)
class ShowGoalChart(Code, family="iw"):
    """The weeks of a goal up to a day."""

    goal: int
    last: date


@dataclass(frozen=True, slots=True)
class SendGoalChart(Code, family="ih"):
    """The same weeks as a file."""

    goal: int
    last: date


@dataclass(frozen=True, slots=True)
class AskSpan(Code, family="it"):
    """Type the days to look back on."""

    of: Word = MOOD


@dataclass(frozen=True, slots=True)
class ShowFindings(Code, family="ix"):
    """What goes together with moods, as this month's test has it."""

    page: Small = 0


@dataclass(frozen=True, slots=True)
class SendFindings(Code, family="iy"):
    """The same as a file."""

    page: Small = 0
