"""Baselines: the figures of our charts as one gets them from matplotlib with the least code: plain axes
with their own ticks, and the library's own bars, lines and images. No words but those of the axes."""

from collections.abc import Callable, Sequence
from math import nan
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts.days import GoalHistory, Mark, MonthCalendar, WeekStrip, YearInPixels
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm, Together
from charts.values import Cell

DPI: Final = 100
MARKS: Final = tuple(Mark)
WEEK: Final = 7
DAYS: Final = 31
Grid = list[list[float]]


def bare(chart: object, width: int, height: int) -> Figure:
    """The same data in a figure of so many pixels."""
    figure, axes = _empty(width, height)
    _FORMS[type(chart)](axes, chart)
    return figure


def bare_year_with_digits(chart: YearInPixels, width: int, height: int) -> Figure:
    """A text in each cell, as one would write them there without further thought."""
    figure, axes = _empty(width, height)
    _year(axes, chart)
    for column, days in enumerate(chart.days):
        for row, cell in enumerate(days):
            words = "" if cell.low is None else str(cell.low)
            axes.text(column, row, words, ha="center", va="center")
    return figure


def _empty(width: int, height: int) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    return figure, figure.add_subplot()


def _image(axes: Axes, grid: Grid) -> None:
    axes.imshow(grid, aspect="auto")


def _week(axes: Axes, chart: WeekStrip) -> None:
    _image(axes, [[_level(day.cell) for day in chart.days]])


def _month(axes: Axes, chart: MonthCalendar) -> None:
    days = [nan] * chart.lead + [_level(day.cell) for day in chart.days]
    _image(axes, _rows(days, WEEK))


def _year(axes: Axes, chart: YearInPixels) -> None:
    months = [_padded([_level(cell) for cell in month], DAYS) for month in chart.days]
    _image(axes, [list(row) for row in zip(*months, strict=True)])


def _history(axes: Axes, chart: GoalHistory) -> None:
    weeks = _rows([float(MARKS.index(mark)) for mark in chart.marks], WEEK)
    _image(axes, [list(row) for row in zip(*weeks, strict=True)])
    below = axes.inset_axes((0, -0.4, 1, 0.3))
    below.plot([nan if value is None else value for value in chart.strength])


def _line(axes: Axes, chart: LevelLine) -> None:
    places = [dot.place for dot in chart.dots]
    axes.vlines(places, [dot.low for dot in chart.dots], [dot.high for dot in chart.dots])
    axes.plot(places, [dot.value for dot in chart.dots], "o")
    for line in chart.lines:
        axes.plot(*zip(*line, strict=True))


def _counts(axes: Axes, chart: LevelCounts) -> None:
    axes.barh(range(len(chart.rows)), [row.count for row in chart.rows])
    _named(axes, [row.name.name for row in chart.rows])


def _reasons(axes: Axes, chart: Reasons) -> None:
    """A bar for each, in parts of its levels."""
    places = range(len(chart.rows))
    counts = [_padded([float(n) for n in row.counts], chart.top, 0) for row in chart.rows]
    left = [0.0] * len(places)
    for level in zip(*counts, strict=True):
        axes.barh(places, level, left=left)
        left = [at + width for at, width in zip(left, level, strict=True)]
    _named(axes, [row.name.name for row in chart.rows])


def _rhythm(axes: Axes, chart: Rhythm) -> None:
    _image(
        axes, [[nan if cell.middle is None else cell.middle for cell in row] for row in chart.cells]
    )


def _together(axes: Axes, chart: Together) -> None:
    for at, row in enumerate(chart.rows):
        if row.difference is not None and row.low is not None and row.high is not None:
            around = [[row.difference - row.low], [row.high - row.difference]]
            axes.errorbar([row.difference], [at], xerr=around, fmt="o")
    _named(axes, [row.name.name for row in chart.rows])


def _named(axes: Axes, names: list[str]) -> None:
    """The library takes two dollar signs for a formula, and does not draw the figure if it is none."""
    plain = ["".join(filter(str.isascii, name)).replace("$", "") for name in names]
    axes.set_yticks(range(len(names)), plain)


def _level(cell: Cell) -> float:
    return nan if cell.low is None else cell.low


def _rows(values: Sequence[float], width: int) -> Grid:
    return [_padded(values[at : at + width], width) for at in range(0, len(values), width)]


def _padded(values: Sequence[float], length: int, value: float = nan) -> list[float]:
    return [*values, *[value] * (length - len(values))]


_FORMS: Final[dict[type, Callable[[Axes, Any], None]]] = {
    WeekStrip: _week,
    MonthCalendar: _month,
    YearInPixels: _year,
    GoalHistory: _history,
    LevelLine: _line,
    LevelCounts: _counts,
    Reasons: _reasons,
    Rhythm: _rhythm,
    Together: _together,
}
