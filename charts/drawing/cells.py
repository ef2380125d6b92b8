"""Cells of days: coloured by their level, with its digit; split where a day had two; hatched without."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from charts.drawing.paper import Box, Paper, Place
from charts.values import Cell

LATE: Final = "late"
DIGITS: Final = "digits"
LEVELS: Final = "levels"
NOTHING: Final = "nothing"
_DASH: Final = "–"


@dataclass(slots=True)
class Cells:
    """Collects the cells of a chart, which are then drawn in few strokes. ``size`` is that of digits,
    ``gap`` that between the strokes of a hatch, ``aside`` how far right of the middle digits stand.
    ``dashed`` cells say with a dash that they are empty."""

    paper: Paper
    top: int
    size: float
    gap: float = 14
    aside: float = 0
    dashed: bool = False
    _boxes: list[Box] = field(default_factory=list)
    _colours: list[str] = field(default_factory=list)
    _empty: list[Box] = field(default_factory=list)
    _late: dict[str, list[Place]] = field(default_factory=dict)
    _figures: list[tuple[Place, str]] = field(default_factory=list)
    _figure_colours: list[str] = field(default_factory=list)

    def add(self, box: Box, cell: Cell) -> None:
        """Place a day. One that could not have been recorded leaves its place blank."""
        if cell.outside:
            return
        if cell.low is None or cell.high is None:
            self._empty.append(box)
            return
        for part, level in _parts(box, cell.low, cell.high):
            self._add_level(part, level)
        if cell.late:
            self._add_late(box, cell.low, cell.high)

    def draw(self) -> None:
        """All that was added."""
        self.paper.boxes(self._boxes, self._colours, name=LEVELS)
        self.paper.hatched(self._empty, gap=self.gap)
        if self.dashed:
            self._dash()
        self.paper.figures(self._figures, self.size, self._figure_colours, name=DIGITS)
        for colour, places in self._late.items():
            self.paper.dots(places, colour, self._ring, hollow=True, name=LATE)

    @property
    def _ring(self) -> float:
        """How far across the ring of a late day is."""
        return self.size * 0.28

    def _add_level(self, box: Box, level: int) -> None:
        colour = self.paper.ink.level(level, self.top)
        x, y = middle(box)
        self._boxes.append(box)
        self._colours.append(colour)
        self._figures.append(((x + self.aside, y), str(level)))
        self._figure_colours.append(self.paper.ink.on(colour))

    def _add_late(self, box: Box, low: int, high: int) -> None:
        """A small ring in an upper corner, where no "10" can be: said from memory."""
        left, top, width, _ = box
        flat, inset = _is_flat(box), self._ring * 0.8
        colour = self.paper.ink.on(self.paper.ink.level(low if flat else high, self.top))
        x = left + inset if flat else left + width - inset
        self._late.setdefault(colour, []).append((x, top + inset))

    def _dash(self) -> None:
        """On a piece of plain paper, as nothing can be read on a hatch."""
        ink, half = self.paper.ink, self.size / 2
        patches = [(x - half, y - half, self.size, self.size) for x, y in map(middle, self._empty)]
        self.paper.boxes(patches, [ink.paper] * len(patches), name="patches")
        dashes = [(middle(box), _DASH) for box in self._empty]
        self.paper.figures(dashes, self.size, [ink.quiet] * len(dashes), name=NOTHING)


def middle(box: Box) -> Place:
    """The centre of a box."""
    left, top, width, height = box
    return left + width / 2, top + height / 2


def _parts(box: Box, low: int, high: int) -> Sequence[tuple[Box, int]]:
    """The box whole, or in two: the highest level above the lowest, or to the right of it."""
    if low == high:
        return [(box, low)]
    left, top, width, height = box
    if _is_flat(box):
        half = width / 2
        return [((left, top, half, height), low), ((left + half, top, half, height), high)]
    half = height / 2
    return [((left, top, width, half), high), ((left, top + half, width, half), low)]


def _is_flat(box: Box) -> bool:
    """Too low for two digits above each other."""
    return box[2] > box[3] * 2
