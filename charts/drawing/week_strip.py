"""The week strip: seven cells, each with its digit, and the days below them."""

from typing import Final

from matplotlib.figure import Figure

from charts.days import WeekStrip
from charts.drawing.cells import Cells
from charts.drawing.legend import LEADING, write_legend
from charts.drawing.paper import BELOW_HEADING, EDGE, SMALL, WIDTH, Paper, Place
from charts.values import Theme

HEIGHT: Final = 620
GAP: Final = 12
CELL_HEIGHT: Final = 256
DIGIT: Final = 64
FOOT: Final = LEADING + 12
"""What a legend takes."""


def week_strip(chart: WeekStrip, theme: Theme) -> Figure:
    """As wide as the phone; lower than a square, since it stands above a text."""
    paper = Paper(chart.heading, theme, HEIGHT + (FOOT if chart.legend else 0))
    if chart.legend:
        write_legend(paper, chart.legend)
    cells = Cells(paper, chart.top, DIGIT, dashed=True)
    step = (WIDTH - 2 * EDGE + GAP) / len(chart.days)
    for nth, day in enumerate(chart.days):
        left = EDGE + nth * step
        cells.add((left, BELOW_HEADING, step - GAP, CELL_HEIGHT), day.cell)
        middle, below = left + (step - GAP) / 2, BELOW_HEADING + CELL_HEIGHT
        paper.write((middle, below + 34), day.weekday, across="center", room=step)
        _date(paper, (middle, below + 76), day.date, step)
    cells.draw()
    return paper.figure


def _date(paper: Paper, place: Place, text: str, room: float) -> None:
    quiet = paper.ink.quiet
    paper.write(place, text, size=SMALL, colour=quiet, across="center", room=room)
