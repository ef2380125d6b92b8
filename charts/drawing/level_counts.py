"""How often each level was: a bar for each, with what was named most on those days below it."""

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
WITH_REASONS: Final = 146
WITHOUT: Final = 108
MOST: Final = 162
NAME: Final = 46
"""What the words above a bar need."""

BAR: Final = 40


def level_counts(chart: LevelCounts, theme: Theme) -> Figure:
    """Levels that never were have a row, too."""
    least = WITH_REASONS if any(row.reasons for row in chart.rows) else WITHOUT
    paper = Paper(chart.heading, theme, height_of(len(chart.rows), least))
    pitch = pitch_of(paper, len(chart.rows), MOST)
    cells = Cells(paper, chart.top, LABEL)
    scale = _scale(chart)
    boxes = []
    for nth, row in enumerate(chart.rows):
        top = FIRST + nth * pitch
        cells.add((EDGE, top, CHIP, NAME + BAR), Cell(row.level, row.level))
        boxes.append((LEFT, top + NAME, row.count * scale, float(BAR)))
        _words(paper, row, top, row.count * scale)
    colours = [paper.ink.level(row.level, chart.top) for row in chart.rows]
    paper.boxes(boxes, colours, name="bars")
    cells.draw()
    return paper.figure


def _scale(chart: LevelCounts) -> float:
    """Pixels for one, so that the longest bar leaves room for what stands at its end."""
    room = WIDTH - EDGE - LEFT - 16
    labels = max((width(row.label, SMALL) for row in chart.rows), default=0)
    return (room - labels) / max([1, *(row.count for row in chart.rows)])


def _words(paper: Paper, row: CountRow, top: float, bar: float) -> None:
    """The name above the bar, the count at its end, and below it the reasons that can be written."""
    room, quiet = WIDTH - EDGE - LEFT, paper.ink.quiet
    paper.write((LEFT, top + 18), name_of(row.name), room=room)
    paper.write((LEFT + bar + 16, top + NAME + BAR / 2), row.label, size=SMALL)
    reasons = " · ".join(filter(None, map(written, row.reasons)))
    if reasons:
        paper.write((LEFT, top + NAME + BAR + 24), reasons, size=SMALL, colour=quiet, room=room)
