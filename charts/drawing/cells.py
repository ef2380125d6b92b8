"""Cells of days: coloured by their level, with its digit; split where a day had two; hatched without."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from charts.drawing.paper import Box, Paper, Place
from charts.values import Cell

LATE = "late"


@dataclass(slots=True)
class Cells:
    """Collects the cells of a chart, which are then drawn in few strokes. ``size`` is that of digits."""

    paper: Paper
    top: int
    size: float
    digits: bool = True
    _boxes: list[Box] = field(default_factory=list)
    _colours: list[str] = field(default_factory=list)
    _empty: list[Box] = field(default_factory=list)
    _late: list[Place] = field(default_factory=list)
    _late_colours: list[str] = field(default_factory=list)
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
            self._add_late(box, cell.high)

    def draw(self) -> None:
        """All that was added."""
        self.paper.boxes(self._boxes, self._colours, name="levels")
        self.paper.hatched(self._empty)
        self.paper.figures(self._figures, self.size, self._figure_colours, name="digits")
        for colour in dict.fromkeys(self._late_colours):
            places = _of(colour, self._late, self._late_colours)
            self.paper.dots(places, colour, self.size / 3, hollow=True, name=LATE)

    def _add_level(self, box: Box, level: int) -> None:
        left, top, width, height = box
        colour = self.paper.ink.level(level, self.top)
        self._boxes.append(box)
        self._colours.append(colour)
        if self.digits:
            self._figures.append(((left + width / 2, top + height / 2), str(level)))
            self._figure_colours.append(self.paper.ink.on(colour))

    def _add_late(self, box: Box, level: int) -> None:
        """A small ring in the upper right corner: said from memory."""
        left, top, width, _ = box
        inset = self.size / 3
        self._late.append((left + width - inset, top + inset))
        self._late_colours.append(self.paper.ink.on(self.paper.ink.level(level, self.top)))


def _parts(box: Box, low: int, high: int) -> list[tuple[Box, int]]:
    """The box whole, or its upper half for the highest and its lower half for the lowest level."""
    if low == high:
        return [(box, low)]
    left, top, width, height = box
    half = height / 2
    return [((left, top, width, half), high), ((left, top + half, width, half), low)]


def _of(colour: str, places: Sequence[Place], colours: Sequence[str]) -> list[Place]:
    return [place for place, own in zip(places, colours, strict=True) if own == colour]
