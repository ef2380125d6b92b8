"""Sheets: what stands where on each page, before it is known how many pages there are. In points."""

from dataclasses import dataclass, field
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.pdf import HEIGHT, WIDTH

MARGIN: Final = 48.0
ROOM: Final = WIDTH - 2 * MARGIN
TOP: Final = MARGIN
BOTTOM: Final = HEIGHT - MARGIN - 16
"""Below it stands the number of the page."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text that stands on ``foot``."""

    left: float
    foot: float
    text: str
    size: float
    colour: str
    bold: bool = False


@dataclass(slots=True)
class Sheet:
    """One page: words, heights of lines across it with their colours, and charts with their places
    and scales."""

    words: list[Words] = field(default_factory=list)
    rules: list[tuple[float, str]] = field(default_factory=list)
    charts: list[tuple[Figure, float, float, float]] = field(default_factory=list)
