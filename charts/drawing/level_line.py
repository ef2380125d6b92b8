"""The level line: a dot for each recorded day, and the middle of seven days between the gaps."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.axis import write_days
from charts.drawing.cells import LATE, Cells
from charts.drawing.ink import mixed
from charts.drawing.legend import write_legend
from charts.drawing.paper import BELOW_HEADING, EDGE, SMALL, WIDTH, Box, Paper, Place
from charts.drawing.typeface import width, written
from charts.drawing.wrapping import wrapped
from charts.levels import Dot, LevelLine
from charts.values import Cell, Theme

CHIP: Final = 44
NAMES: Final = 190
"""As wide as the words of the levels may be: what they take is lost to the days."""

LEADING: Final = 32
TWO_LINES: Final = 7
"""With up to so many levels there is room for two lines of words at each."""

LINE: Final = 5
LONG: Final = 180
THIN: Final = 3
"""Over more days than LONG a line that turns each day would else be a blot."""

ABOVE: Final = 84
"""From the upper edge of the plot to the highest level: here stands the remark."""

REMARK: Final = 50
BELOW: Final = 44
DAYS: Final = 70
"""What the dates below the plot need."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days and levels are on the paper."""

    left: float
    bottom: float
    days: int
    levels: int

    @property
    def step(self) -> float:
        return (WIDTH - EDGE - self.left) / self.days

    def x(self, place: float) -> float:
        return self.left + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        lowest, highest = self.bottom - BELOW, BELOW_HEADING + ABOVE
        return lowest - (value - 1) / (self.levels - 1) * (lowest - highest)


def level_line(chart: LevelLine, theme: Theme) -> Figure:
    """All levels from the lowest to the highest, whatever was recorded."""
    paper = Paper(chart.heading, theme)
    most = 2 if len(chart.names) <= TWO_LINES else 1
    names = [wrapped(written(name) or "", NAMES, SMALL, most) for name in chart.names]
    bottom = write_legend(paper, chart.legend) - DAYS
    plot = Plot(_left(names), bottom, chart.days, len(names))
    _rests(paper, plot, chart)
    _levels(paper, plot, names)
    _dots(paper, plot, chart)
    strokes = [[(plot.x(place), plot.y(value)) for place, value in line] for line in chart.lines]
    thick = LINE if chart.days <= LONG else THIN
    paper.lines(strokes, paper.ink.line, thick, name="middle")
    write_days(paper, plot, chart.ticks)
    _remark(paper, plot, chart.remark)
    return paper.figure


def _left(names: list[list[str]]) -> float:
    """Where the plot begins: short words leave more of the paper to it."""
    widest = max((width(line, SMALL) for lines in names for line in lines), default=0)
    return EDGE + CHIP + 14 + widest + 20


def _rests(paper: Paper, plot: Plot, chart: LevelLine) -> None:
    boxes: list[Box] = [
        (
            plot.left + first * plot.step,
            BELOW_HEADING + REMARK,
            (last - first + 1) * plot.step,
            plot.bottom - BELOW_HEADING - REMARK,
        )
        for first, last in chart.rests
    ]
    shade = mixed(paper.ink.paper, paper.ink.faint, 0.6)
    paper.boxes(boxes, [shade] * len(boxes), name="rests")


def _levels(paper: Paper, plot: Plot, names: list[list[str]]) -> None:
    """A fine line for each level, with its digit and its words."""
    cells = Cells(paper, len(names), SMALL)
    for level, lines in enumerate(names, 1):
        y = plot.y(level)
        cells.add((EDGE, y - CHIP / 2, CHIP, CHIP), Cell(level, level))
        for nth, line in enumerate(lines):
            middle = y + (nth - (len(lines) - 1) / 2) * LEADING
            paper.write((EDGE + CHIP + 14, middle), line, size=SMALL)
    levels = range(1, len(names) + 1)
    across = [((plot.left, plot.y(n)), (WIDTH - EDGE, plot.y(n))) for n in levels]
    paper.lines(across, paper.ink.faint, 2, name="grid")
    cells.draw()


def _dots(paper: Paper, plot: Plot, chart: LevelLine) -> None:
    """A day felt more than once has a thin bar; one said from memory is hollow."""
    size = max(11.0 if plot.days <= LONG else 8.0, min(22.0, plot.step * 0.8))
    bars = [_bar(plot, dot) for dot in chart.dots if dot.low < dot.high]
    paper.lines(bars, paper.ink.hatch, max(1.5, min(4.0, plot.step / 4)), name="range")
    for late in (False, True):
        dots = [dot for dot in chart.dots if dot.late == late]
        places = [(plot.x(dot.place), plot.y(dot.value)) for dot in dots]
        colours = [paper.ink.level(dot.value, plot.levels) for dot in dots]
        # Pale levels would hardly be seen on white, and the violet one on the dark paper.
        rims = [mixed(colour, paper.ink.words, 0.3) for colour in colours]
        paper.dots(places, rims, size + 3, name="rims")
        if late:
            paper.dots(places, paper.ink.paper, size * 0.6, name=LATE)
        else:
            paper.dots(places, colours, size - 1, name="dots")


def _bar(plot: Plot, dot: Dot) -> tuple[Place, Place]:
    x = plot.x(dot.place)
    return (x, plot.y(dot.low)), (x, plot.y(dot.high))


def _remark(paper: Paper, plot: Plot, remark: str) -> None:
    if remark:
        right, room = WIDTH - EDGE, WIDTH - EDGE - plot.left
        place = (right, BELOW_HEADING + REMARK / 2)
        paper.write(place, remark, size=SMALL, colour=paper.ink.quiet, across="right", room=room)
