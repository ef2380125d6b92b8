"""How often each level was: a bar for each, with what was named most on those days below it."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from charts.drawing.cells import Cells
from charts.drawing.paper import EDGE, LABEL, SMALL, WIDTH, Paper
from charts.drawing.rows import FIRST, height_of, pitch_of
from charts.drawing.typeface import name_of, width, written
from charts.levels import CountRow, LevelCounts
from charts.values import Cell, Theme

CHIP: Final = 56
LEFT: Final = EDGE + CHIP + 20
ROOM: Final = WIDTH - EDGE - LEFT
BESIDE: Final = 16
"""Between a bar and what stands at its end."""

REASONS: Final = 38
GAP: Final = 22
MOST: Final = 162


@dataclass(frozen=True, slots=True)
class Measures:
    """How high the words above a bar are, and the bar, and how long a bar is for each one counted."""

    above: float
    bar: float
    one: float


def level_counts(chart: LevelCounts, theme: Theme) -> Figure:
    """Levels that never were have a row, too."""
    measures = _measures(chart)
    reasons = REASONS if any(row.reasons for row in chart.rows) else 0
    least = measures.above + measures.bar + reasons + GAP
    paper = Paper(chart.heading, theme, height_of(len(chart.rows), least))
    pitch = pitch_of(paper, len(chart.rows), MOST)
    cells = Cells(paper, chart.top, LABEL)
    boxes = []
    for nth, row in enumerate(chart.rows):
        top, long = FIRST + nth * pitch, row.count * measures.one
        cells.add((EDGE, top, CHIP, measures.above + measures.bar), Cell(row.level, row.level))
        boxes.append((LEFT, top + measures.above, long, measures.bar))
        _words(paper, row, top, measures)
    colours = [paper.ink.level(row.level, chart.top) for row in chart.rows]
    paper.boxes(boxes, colours, name="bars")
    cells.draw()
    return paper.figure


def _measures(chart: LevelCounts) -> Measures:
    """The longest bar leaves room for what stands at its end. What people measure themselves has
    digits and no words: its bars need no room above them."""
    labels = max((width(row.label, SMALL) for row in chart.rows), default=0)
    one = (ROOM - BESIDE - labels) / max([1, *(row.count for row in chart.rows)])
    named = any(name_of(row.name) for row in chart.rows)
    return Measures(46, 40, one) if named else Measures(0, 56, one)


def _words(paper: Paper, row: CountRow, top: float, measures: Measures) -> None:
    """The name above the bar, the count at its end, and below it the reasons that can be written."""
    name, bottom = name_of(row.name), top + measures.above + measures.bar
    if name:
        paper.write((LEFT, top + 18), name, room=ROOM)
    end = LEFT + row.count * measures.one + BESIDE
    paper.write((end, bottom - measures.bar / 2), row.label, size=SMALL)
    reasons = " · ".join(filter(None, map(written, row.reasons)))
    if reasons:
        quiet = paper.ink.quiet
        paper.write((LEFT, bottom + 24), reasons, size=SMALL, colour=quiet, room=ROOM)
