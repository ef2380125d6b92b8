"""The axis of days: a tick for each place that was asked for, and its word where there is room."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from charts.drawing.paper import EDGE, SMALL, WIDTH, Paper
from charts.drawing.typeface import width
from charts.values import Tick

APART: Final = 24
"""Words that are nearer to each other than this read as one."""


class Days(Protocol):
    """Where days are on the paper."""

    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    def x(self, place: float) -> float: ...


def write_days(paper: Paper, days: Days, ticks: Sequence[Tick]) -> None:
    """Ticks below a plot, each with its word in the middle as far as the edges leave room."""
    right = (WIDTH - EDGE, days.bottom)
    paper.lines([[(days.left, days.bottom), right]], paper.ink.quiet, 2, name="axis")
    marks = [
        ((days.x(tick.place), days.bottom), (days.x(tick.place), days.bottom + 12))
        for tick in ticks
    ]
    paper.lines(marks, paper.ink.quiet, 2, name="ticks")
    for middle, label in _with_room(days, ticks):
        place = (middle, days.bottom + 34)
        paper.write(place, label, size=SMALL, colour=paper.ink.quiet, across="center")


def _with_room(days: Days, ticks: Sequence[Tick]) -> Iterator[tuple[float, str]]:
    """The words that do not run into the one before, each with its middle."""
    free = -float(APART)
    for tick in ticks:
        half = width(tick.label, SMALL) / 2
        middle = min(max(days.x(tick.place), EDGE + half), WIDTH - EDGE - half)
        if middle - half >= free + APART:
            yield middle, tick.label
            free = middle + half
