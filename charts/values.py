"""What all charts have in common: what stands above them, and one day's level.

Every word on a chart comes from outside, in the language of whoever looks at it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOOD_TOP: Final = 5


class Theme(StrEnum):
    """Which of two sets of colours: a chat's background cannot be known from here."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody may have named themselves, and what stands for it where no font has its letters."""

    name: str
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a chart: what it shows, of which days in which zone, and from how many."""

    title: Named
    period: str
    count: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One day's lowest and highest level, from 1 to the scale's top; both None where nothing is
    recorded. ``late``: said from memory. ``outside``: a day that could not have been recorded."""

    low: int | None = None
    high: int | None = None
    late: bool = False
    outside: bool = False

    @property
    def is_recorded(self) -> bool:
        return self.low is not None and not self.outside


@dataclass(frozen=True, slots=True)
class Tick:
    """A word at a place along an axis; the place counts days from the first one shown."""

    place: int
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as PNG, and the names for which something else stands on it."""

    content: bytes
    stood_in: tuple[Named, ...] = ()
