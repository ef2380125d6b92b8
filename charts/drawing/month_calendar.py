"""The month: a cell for each day with its date and digit, and below it how many of its goals were done."""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from charts.days import CalendarDay, MonthCalendar
from charts.drawing.cells import Cells
from charts.drawing.legend import write_legend
from charts.drawing.paper import BELOW_HEADING, EDGE, SMALL, TALL, WIDTH, Box, Paper
from charts.values import Theme

COLUMNS: Final = 7
GAP: Final = 10
HEAD: Final = 48
"""What the row of weekdays takes."""

FOOT: Final = 36
"""What a row has below its cells: the bar, and the line of a pause."""

BAR: Final = 10
TO_BAR: Final = 6
TO_REST: Final = 21
TALLEST: Final = 178
"""Of a row; higher ones would leave a month of four weeks with cells like towers."""

DIGIT: Final = 48
ASIDE: Final = 10
"""A "10" beside a date of two digits needs it."""

CORNER: Final = (24, 26)
"""The middle of a day's date, from the upper left corner of its cell."""

Placed = Sequence[tuple[Box, CalendarDay]]


def month_calendar(chart: MonthCalendar, theme: Theme) -> Figure:
    """Weekdays as columns, weeks as rows."""
    paper = Paper(chart.heading, theme, TALL)
    bottom = write_legend(paper, chart.legend) if chart.legend else TALL - EDGE
    placed = _placed(chart, bottom - 12)
    _weekdays(paper, chart.weekdays)
    _cells(paper, placed, chart.top)
    _dates(paper, placed, chart.top)
    _goals(paper, [(box, day) for box, day in placed if day.due])
    _rests(paper, [box for box, day in placed if day.rests])
    today = [_wider(box, 2) for box, day in placed if day.is_today]
    paper.frames(today, paper.ink.words, 5, name="today")
    return paper.figure


def _placed(chart: MonthCalendar, bottom: float) -> Placed:
    """Each day with its cell, which leaves room for what stands below it."""
    rows = -(-(chart.lead + len(chart.days)) // COLUMNS)
    top = BELOW_HEADING + HEAD
    height = min(TALLEST, (bottom - top) / max(rows, 1))
    return [(_box(chart.lead + nth, top, height), day) for nth, day in enumerate(chart.days)]


def _box(nth: int, top: float, height: float) -> Box:
    row, column = divmod(nth, COLUMNS)
    step = (WIDTH - 2 * EDGE + GAP) / COLUMNS
    return (EDGE + column * step, top + row * height, step - GAP, height - FOOT)


def _weekdays(paper: Paper, weekdays: Sequence[str]) -> None:
    for nth, weekday in enumerate(weekdays):
        left, top, width, _ = _box(nth, BELOW_HEADING, HEAD)
        place = (left + width / 2, top + HEAD / 2 - 4)
        colour = paper.ink.quiet
        paper.write(place, weekday, size=SMALL, colour=colour, across="center", room=width)


def _cells(paper: Paper, placed: Placed, top: int) -> None:
    cells = Cells(paper, top, DIGIT, aside=ASIDE)
    for box, day in placed:
        cells.add(box, day.cell)
    cells.draw()


def _dates(paper: Paper, placed: Placed, top: int) -> None:
    """On a hatch each stands on a piece of plain paper, as nothing can be read on the strokes."""
    x, y = CORNER
    empty = [box for box, day in placed if day.cell.high is None and not day.cell.outside]
    patches = [(left + 2, above + 2, 2 * x - 4, 2 * y - 4) for left, above, _, _ in empty]
    paper.boxes(patches, [paper.ink.paper] * len(patches), name="patches")
    dates = [((left + x, above + y), str(day.number)) for (left, above, _, _), day in placed]
    paper.figures(dates, SMALL, [_colour(paper, day, top) for _, day in placed], name="dates")


def _colour(paper: Paper, day: CalendarDay, top: int) -> str:
    if day.cell.high is None or day.cell.outside:
        return paper.ink.quiet
    return paper.ink.on(paper.ink.level(day.cell.high, top))


def _goals(paper: Paper, placed: Placed) -> None:
    """A bar as long as the cell is wide where all that was due was done."""
    tracks = [(left, top + height + TO_BAR, width, BAR) for (left, top, width, height), _ in placed]
    shares = [min(1.0, day.done / day.due) for _, day in placed]
    done = [
        (left, top, width * share, high)
        for (left, top, width, high), share in zip(tracks, shares, strict=True)
        if share
    ]
    paper.boxes(tracks, [paper.ink.faint] * len(tracks), name="due")
    paper.boxes(done, [paper.ink.done] * len(done), name="done")


def _rests(paper: Paper, boxes: Sequence[Box]) -> None:
    """A line below each day of a pause, which goes on to the next one's."""
    strokes = [
        [(left, top + height + TO_REST), (left + width + GAP / 2, top + height + TO_REST)]
        for left, top, width, height in boxes
    ]
    paper.lines(strokes, paper.ink.quiet, 4, name="rests")


def _wider(box: Box, by: float) -> Box:
    left, top, width, height = box
    return (left - by, top - by, width + 2 * by, height + 2 * by)
