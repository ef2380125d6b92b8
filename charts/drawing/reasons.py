"""Reasons: how often each was named, and the levels of those days as a small picture beside it."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.cells import Cells
from charts.drawing.paper import EDGE, LABEL, SMALL, WIDTH, Box, Paper
from charts.drawing.rows import FIRST, height_of, pitch_of
from charts.drawing.typeface import name_of, width
from charts.drawing.wrapping import wrapped
from charts.levels import Reasons
from charts.values import Cell, Theme

LEADING: Final = 36
CHIP: Final = 44
BETWEEN: Final = 44
"""Between the two columns."""

NAME: Final = 46
BAR: Final = 34
LEAST: Final = NAME + BAR + 26
MOST: Final = 130


@dataclass(frozen=True, slots=True)
class Columns:
    """The words above the two columns, and how wide each level of the right one is."""

    uses: list[str]
    counts: list[str]
    slot: float
    top: int

    @property
    def left(self) -> float:
        """Where the right column begins."""
        return WIDTH - EDGE - self.slot * self.top

    @property
    def height(self) -> float:
        return LEADING * max(len(self.uses) - 1, len(self.counts)) + CHIP + 30


def reasons(chart: Reasons, theme: Theme) -> Figure:
    """In the order in which they come, which is that of use and of nothing else."""
    columns = _columns(chart)
    paper = Paper(chart.heading, theme, height_of(len(chart.rows), LEAST, columns.height))
    pitch = pitch_of(paper, len(chart.rows), MOST, columns.height)
    tops = [FIRST + columns.height + nth * pitch for nth in range(len(chart.rows))]
    _head(paper, columns)
    _uses(paper, columns, chart, tops)
    _counts(paper, columns, chart, tops)
    return paper.figure


def _columns(chart: Reasons) -> Columns:
    slot = 56.0 if chart.top <= 5 else 42.0
    room = slot * chart.top
    uses = wrapped(chart.uses_label, WIDTH - 2 * EDGE - room - BETWEEN, SMALL, 2)
    return Columns(uses, wrapped(chart.counts_label, room, SMALL, 2), slot, chart.top)


def _head(paper: Paper, columns: Columns) -> None:
    """The digit of each level stands once, above the small pictures."""
    cells = Cells(paper, columns.top, SMALL)
    top = FIRST + columns.height - CHIP - 18
    _write_up(paper, columns.uses, EDGE, top + CHIP)
    _write_up(paper, columns.counts, columns.left, top - 6)
    for level in range(1, columns.top + 1):
        left = columns.left + (level - 1) * columns.slot
        cells.add((left + 2, top, columns.slot - 4, CHIP), Cell(level, level))
    cells.draw()


def _write_up(paper: Paper, lines: list[str], left: float, bottom: float) -> None:
    for nth, line in enumerate(reversed(lines)):
        place = (left, bottom - (nth + 0.5) * LEADING)
        paper.write(place, line, size=SMALL, colour=paper.ink.quiet)


def _uses(paper: Paper, columns: Columns, chart: Reasons, tops: list[float]) -> None:
    room = columns.left - BETWEEN - EDGE
    labels = max((width(row.label, SMALL) for row in chart.rows), default=0)
    scale = (room - labels - 14) / max([1, *(row.uses for row in chart.rows)])
    bars: list[Box] = []
    for row, top in zip(chart.rows, tops, strict=True):
        end = EDGE + row.uses * scale
        bars.append((EDGE, top + NAME, end - EDGE, BAR))
        paper.write((EDGE, top + 20), name_of(row.name), size=LABEL - 2, room=room)
        paper.write((end + 14, top + NAME + BAR / 2), row.label, size=SMALL)
    paper.boxes(bars, [paper.ink.done] * len(bars), name="bars")


def _counts(paper: Paper, columns: Columns, chart: Reasons, tops: list[float]) -> None:
    """Each reason on a measure of its own: it is the shape that is looked for, and how many days it
    is of stands at the bar."""
    bars: list[Box] = []
    colours, feet = [], []
    for row, top in zip(chart.rows, tops, strict=True):
        foot, scale = top + NAME + BAR, (NAME + BAR - 8) / max([1, *row.counts])
        for level, count in enumerate(row.counts, 1):
            left = columns.left + (level - 1) * columns.slot
            bars.append((left + 4, foot - count * scale, columns.slot - 8, count * scale))
            colours.append(paper.ink.level(level, columns.top))
        if row.counts:
            feet.append(((columns.left, foot), (WIDTH - EDGE, foot)))
    paper.boxes(bars, colours, name="counts")
    paper.lines(feet, paper.ink.quiet, 2, name="feet")
