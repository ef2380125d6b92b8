"""Goals and moods together: how far apart the days with and without are, and how sure that is."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.legend import LEADING, write_legend
from charts.drawing.paper import EDGE, LABEL, SMALL, WIDTH, Across, Paper, Place
from charts.drawing.rows import FIRST, height_of, pitch_of
from charts.drawing.typeface import name_of, width
from charts.drawing.wrapping import wrapped
from charts.levels import Together, TogetherRow
from charts.values import Theme

REACH: Final = 2
"""The axis goes so many levels to each side."""

NAMES: Final = 330
LABELS: Final = 250
HEAD: Final = 132
BELOW: Final = 16 + 3 * LEADING
LEAST: Final = 78
MOST: Final = 110
CLEAR: Final = (10.0, 28.0)
"""How wide the bar and the dot of a clear difference are, so that it is told without its colour."""

UNCLEAR: Final = (4.0, 16.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """Where differences are on the paper, and rows."""

    left: float
    right: float
    pitch: float

    def x(self, difference: float) -> float:
        """What lies beyond the axis is at its end."""
        held = max(-REACH, min(REACH, difference))
        return self.left + (held + REACH) / (2 * REACH) * (self.right - self.left)

    def y(self, row: int) -> float:
        return FIRST + HEAD + (row + 0.5) * self.pitch


def together(chart: Together, theme: Theme) -> Figure:
    """One line for each goal, in the order in which they come."""
    beside = HEAD + BELOW
    paper = Paper(chart.heading, theme, height_of(len(chart.rows), LEAST, beside))
    pitch = pitch_of(paper, len(chart.rows), MOST, beside)
    axis = Axis(EDGE + NAMES + 40, WIDTH - EDGE - _labels(chart) - 40, pitch)
    _axis(paper, axis, len(chart.rows))
    _ends(paper, axis, chart)
    for nth, row in enumerate(chart.rows):
        _words(paper, axis.y(nth), row, axis)
    for clear in (False, True):
        _marks(paper, axis, chart, clear=clear)
    write_legend(paper, chart.legend)
    return paper.figure


def _labels(chart: Together) -> float:
    """How wide the words at the right are, of which those above the numbers may take two lines."""
    above = width(chart.n_label, SMALL) * 0.7
    return min(LABELS, max([above, *(width(row.label, SMALL) for row in chart.rows)]))


def _axis(paper: Paper, axis: Axis, rows: int) -> None:
    top, bottom = FIRST + HEAD, FIRST + HEAD + rows * axis.pitch
    steps = range(-REACH, REACH + 1)
    down = [((axis.x(step), top), (axis.x(step), bottom)) for step in steps if step]
    between = [(EDGE, top + nth * axis.pitch) for nth in range(rows + 1)]
    across = [(place, (WIDTH - EDGE, place[1])) for place in between]
    paper.lines([*down, *across], paper.ink.faint, 2, name="grid")
    paper.lines([((axis.x(0), top), (axis.x(0), bottom))], paper.ink.line, 3, name="nought")
    digits = [((axis.x(step), top - 26), _signed(step)) for step in steps]
    paper.figures(digits, SMALL, [paper.ink.quiet] * len(digits), name="digits")


def _ends(paper: Paper, axis: Axis, chart: Together) -> None:
    """What the two directions mean, in up to two lines each that end above the digits."""
    room = (axis.right - axis.left) / 2
    _above(paper, chart.lower, axis.x(0) - 12, room, left=False)
    _above(paper, chart.higher, axis.x(0) + 12, room, left=True)
    _above(paper, chart.n_label, WIDTH - EDGE, WIDTH - EDGE - axis.right - 16, left=False)


def _above(paper: Paper, text: str, x: float, room: float, *, left: bool) -> None:
    lines = wrapped(text, room, SMALL, 2)
    for nth, line in enumerate(lines):
        place = (x, FIRST + HEAD - 68 - (len(lines) - 1 - nth) * 34)
        across: Across = "left" if left else "right"
        paper.write(place, line, size=SMALL, colour=paper.ink.quiet, across=across)


def _words(paper: Paper, y: float, row: TogetherRow, axis: Axis) -> None:
    lines = wrapped(name_of(row.name), NAMES, LABEL - 3, 2)
    for nth, line in enumerate(lines):
        place = (EDGE, y + (nth - (len(lines) - 1) / 2) * 36)
        paper.write(place, line, size=LABEL - 3)
    colour = paper.ink.words if row.clear else paper.ink.quiet
    room = WIDTH - EDGE - axis.right - 24
    paper.write((WIDTH - EDGE, y), row.label, size=SMALL, colour=colour, across="right", room=room)


def _marks(paper: Paper, axis: Axis, chart: Together, *, clear: bool) -> None:
    """Bars and dots of one kind; an arrowhead where the bar goes on beyond the axis."""
    rows = [(nth, row) for nth, row in enumerate(chart.rows) if row.clear is clear]
    kind, colour = ("clear", paper.ink.done) if clear else ("unclear", paper.ink.quiet)
    bar, dot = CLEAR if clear else UNCLEAR
    bars: list[list[Place]] = []
    heads: list[list[Place]] = []
    dots: list[Place] = []
    for nth, row in rows:
        if row.difference is None or row.low is None or row.high is None:
            continue
        y = axis.y(nth)
        bars.append([(axis.x(row.low), y), (axis.x(row.high), y)])
        heads += _heads(axis, row.low, row.high, y)
        dots.append((axis.x(row.difference), y))
    paper.lines(bars, colour, bar, name=f"{kind} bars")
    paper.lines(heads, colour, 4, name=f"{kind} heads")
    paper.dots(dots, colour, dot, name=f"{kind} dots")


def _heads(axis: Axis, low: float, high: float, y: float) -> list[list[Place]]:
    ends = [(axis.left, 14)] * (low < -REACH) + [(axis.right, -14)] * (high > REACH)
    return [[(x + back, y - 14), (x, y), (x + back, y + 14)] for x, back in ends]


def _signed(step: int) -> str:
    return f"+{step}" if step > 0 else str(step).replace("-", "−")
