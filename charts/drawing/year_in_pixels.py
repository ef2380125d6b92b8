"""The year in pixels: a column for each month, a row for each day, and the digit in every cell."""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from charts.days import YearInPixels
from charts.drawing.cells import Cells
from charts.drawing.legend import write_legend
from charts.drawing.paper import BELOW_HEADING, EDGE, SMALL, TALL, WIDTH, Paper
from charts.values import Theme

ROWS: Final = 31
MONTHS: Final = 12
GAP: Final = 4
LEFT: Final = EDGE + 48
"""Where the first month begins: the days' numbers stand before it."""

TOP: Final = BELOW_HEADING + 44
COLUMN: Final = (WIDTH - EDGE - LEFT + GAP) / MONTHS
DIGIT: Final = 26
ASIDE: Final = 1.5
"""Leaves the corner of a late day to its ring, and the half of a cell to a "10"."""

HATCH: Final = 12
"""Between its strokes: as far apart as in large cells, few of them would be seen."""


def year_in_pixels(chart: YearInPixels, theme: Theme) -> Figure:
    """A year that has begun lately keeps the columns of a whole one, so that it fills from the left."""
    paper = Paper(chart.heading, theme, TALL)
    bottom = write_legend(paper, chart.legend) - 12 if chart.legend else TALL - EDGE
    pitch = (bottom - TOP + GAP) / ROWS
    _months(paper, chart.months)
    _days(paper, pitch)
    cells = Cells(paper, chart.top, DIGIT, gap=HATCH, aside=ASIDE)
    for column, days in enumerate(chart.days):
        for row, cell in enumerate(days):
            box = (LEFT + column * COLUMN, TOP + row * pitch, COLUMN - GAP, pitch - GAP)
            cells.add(box, cell)
    cells.draw()
    return paper.figure


def _months(paper: Paper, months: Sequence[str]) -> None:
    for nth, month in enumerate(months):
        place = (LEFT + nth * COLUMN + (COLUMN - GAP) / 2, TOP - 22)
        room = COLUMN - GAP
        paper.write(place, month, size=SMALL, colour=paper.ink.quiet, across="center", room=room)


def _days(paper: Paper, pitch: float) -> None:
    """The number of each day, as far left as the title."""
    numbers = [
        ((LEFT - 30, TOP + row * pitch + (pitch - GAP) / 2), str(row + 1)) for row in range(ROWS)
    ]
    paper.figures(numbers, DIGIT, [paper.ink.quiet] * ROWS, name="days")
