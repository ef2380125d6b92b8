"""A look back: what a person recorded in a span, of their mood or on a scale of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.days import Day
from domain.insight.values import DayValue, Log
from domain.spans import Span


class What(StrEnum):
    """What can be looked back on."""

    MOOD = "mood"
    ENERGY = "energy"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Subject:
    """A mood, the energy beside it, or a scale of the person's own by its ``id`` and ``name``; from 1 to
    ``top``."""

    what: What
    top: int
    id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What there is of a subject in a span. ``since`` is the first day that could have been recorded,
    ``rests`` are the days on which everything rested, ``days`` the values of those that have any."""

    subject: Subject
    span: Span
    today: Day
    zone: str
    since: Day
    logs: tuple[Log, ...]
    days: Mapping[Day, DayValue]
    rests: frozenset[Day]

    @property
    def possible(self) -> int:
        """On how many days something could have been recorded."""
        recordable = Span(max(self.span.first, self.since), min(self.span.last, self.today))
        return max(len(recordable), 0)
