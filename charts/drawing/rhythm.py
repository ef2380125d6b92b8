"""The rhythm: the middle level of each weekday and part of the day, faint where it rests on little."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.ink import mixed
from charts.drawing.legend import write_legend
from charts.drawing.paper import BELOW_HEADING, EDGE, LABEL, SMALL, WIDTH, Box, Paper, Place
from charts.drawing.typeface import width
from charts.levels import Rhythm, RhythmCell
from charts.values import Theme

GAP: Final = 8
HEAD: Final = 56
"""What the words above the columns need."""

DIGIT: Final = 44
FAINTEST: Final = 0.4
"""Of its colour a cell keeps so much: it still has to be told from its neighbours."""

NAMES: Final = 200


@dataclass(frozen=True, slots=True)
class Grid:
    """Where cells are on the paper."""

    left: float
    bottom: float
    rows: int
    columns: int

    @property
    def across(self) -> float:
        return (WIDTH - EDGE - self.left + GAP) / self.columns

    @property
    def down(self) -> float:
        return (self.bottom - BELOW_HEADING - HEAD) / self.rows

    def box(self, row: int, column: int) -> Box:
        left = self.left + column * self.across
        return left, BELOW_HEADING + HEAD + row * self.down, self.across - GAP, self.down - GAP


def rhythm(chart: Rhythm, theme: Theme) -> Figure:
    """A cell that has no middle is hatched, and says all the same how many entries it has."""
    paper = Paper(chart.heading, theme)
    bottom = write_legend(paper, chart.legend) - 12
    names = max(width(name, LABEL) for name in chart.weekdays)
    left = EDGE + min(NAMES, names) + 20
    grid = Grid(left, bottom, len(chart.weekdays), len(chart.parts))
    _names(paper, grid, chart)
    _cells(paper, grid, chart)
    return paper.figure


def _names(paper: Paper, grid: Grid, chart: Rhythm) -> None:
    for row, name in enumerate(chart.weekdays):
        _, top, _, height = grid.box(row, 0)
        paper.write((EDGE, top + height / 2), name, room=NAMES)
    for column, part in enumerate(chart.parts):
        left, top, across, _ = grid.box(0, column)
        place = (left + across / 2, top - 28)
        paper.write(place, part, size=SMALL, across="center", room=across, colour=paper.ink.quiet)


def _cells(paper: Paper, grid: Grid, chart: Rhythm) -> None:
    known, unknown = _sorted(grid, chart)
    colours = [_colour(paper, cell, chart) for _, cell in known]
    paper.boxes([box for box, _ in known], colours, name="levels")
    paper.hatched([box for box, _ in unknown], name="too few")
    on = [paper.ink.on(colour) for colour in colours]
    middles = [(_place(box, 0.36), _half(cell.middle or 0)) for box, cell in known]
    paper.figures(middles, DIGIT, on, name="digits")
    paper.figures([(_place(box, 0.79), str(cell.n)) for box, cell in known], SMALL, on, name="n")
    _few(paper, unknown)


def _few(paper: Paper, cells: list[tuple[Box, RhythmCell]]) -> None:
    """The n of hatched cells, on a plate: between the strokes it could not be read."""
    figures = [(_place(box, 0.5), str(cell.n)) for box, cell in cells]
    plates = [_plate(place, text) for place, text in figures]
    paper.boxes(plates, [paper.ink.paper] * len(plates), name="plates")
    paper.figures(figures, SMALL, [paper.ink.quiet] * len(figures), name="n of too few")


def _plate(place: Place, text: str) -> Box:
    across = width(text, SMALL) + 20
    return place[0] - across / 2, place[1] - 21, across, 42


def _sorted(
    grid: Grid, chart: Rhythm
) -> tuple[list[tuple[Box, RhythmCell]], list[tuple[Box, RhythmCell]]]:
    """The cells that have a middle, and those that have none, each with its box."""
    cells = [
        (grid.box(row, column), cell)
        for row, line in enumerate(chart.cells)
        for column, cell in enumerate(line)
    ]
    known = [(box, cell) for box, cell in cells if cell.middle is not None]
    return known, [(box, cell) for box, cell in cells if cell.middle is None]


def _colour(paper: Paper, cell: RhythmCell, chart: Rhythm) -> str:
    full = paper.ink.level(cell.middle or 1, chart.top)
    share = FAINTEST + (1 - FAINTEST) * min(1.0, cell.n / chart.full)
    return mixed(paper.ink.paper, full, share)


def _half(middle: float) -> str:
    """A middle of whole levels is whole or a half, and "3½" is read in every language."""
    whole, rest = divmod(round(middle * 2), 2)
    return f"{whole}½" if rest else str(whole)


def _place(box: Box, share: float) -> Place:
    left, top, across, down = box
    return left + across / 2, top + down * share
