"""The axis of days: a tick for each place that was asked for, and its word where there is room."""

from collections.abc import Sequence
from itertools import count, pairwise
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
    """Ticks below a plot, and as many of their words as have room."""
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


def _with_room(days: Days, ticks: Sequence[Tick]) -> Sequence[tuple[float, str]]:
    """The middle of each word: of every second or third one where all would run into each other, so
    that those which are left are evenly apart."""
    spans = [_span(days, tick) for tick in ticks]
    every = next(n for n in count(1) if _are_apart(spans[::n]))
    placed = zip(spans[::every], ticks[::every], strict=True)
    return [((left + right) / 2, tick.label) for (left, right), tick in placed]


def _are_apart(spans: Sequence[tuple[float, float]]) -> bool:
    return all(one[1] + APART <= other[0] for one, other in pairwise(spans))


def _span(days: Days, tick: Tick) -> tuple[float, float]:
    """From where to where a word goes: in the middle of its tick, as far as the edges leave room."""
    wide = width(tick.label, SMALL)
    left = min(max(days.x(tick.place) - wide / 2, EDGE), WIDTH - EDGE - wide)
    return left, left + wide
