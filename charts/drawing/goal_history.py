"""A goal's weeks: a sign for each day, and below them what they made of the habit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from matplotlib.figure import Figure

from charts.days import GoalHistory
from charts.drawing.axis import write_days
from charts.drawing.marks import draw_changes, draw_marks, write_marks
from charts.drawing.paper import BELOW_HEADING, EDGE, SMALL, SQUARE, TALL, WIDTH, Box, Paper, Place
from charts.drawing.typeface import width
from charts.values import Theme

WEEK: Final = 7
WEEKS: Final = 13
"""Of a quarter; fewer are drawn no larger."""

GAP: Final = 8
TO_AXIS: Final = 26
"""From the signs to the axis: the ticks of changes stand between."""

TO_STRENGTH: Final = 92
"""From the axis, with its words, to those of the strength."""

LINE: Final = 5
DIGIT: Final = 26
SHARES: Final = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Where the weeks are on the paper, and the axis below them."""

    left: float
    step: float

    @property
    def bottom(self) -> float:
        """The axis."""
        return BELOW_HEADING + WEEK * self.step - GAP + TO_AXIS

    def x(self, place: float) -> float:
        """The middle of a day, as if the seven of a week stood side by side."""
        return self.left + (place + 0.5) / WEEK * self.step

    def box(self, place: int) -> Box:
        """A day's cell."""
        column, row = divmod(place, WEEK)
        size = self.step - GAP
        return (self.left + column * self.step, BELOW_HEADING + row * self.step, size, size)


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the strength is on the paper."""

    weeks: Weeks
    top: float
    bottom: float

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)


def goal_history(chart: GoalHistory, theme: Theme) -> Figure:
    """Tall with the line of strength, a square without."""
    paper = Paper(chart.heading, theme, TALL if chart.strength else SQUARE)
    weeks = _weeks(chart)
    _weekdays(paper, weeks, chart.weekdays)
    draw_marks(paper, [(weeks.box(place), mark) for place, mark in enumerate(chart.marks)])
    write_days(paper, weeks, chart.ticks)
    draw_changes(paper, [(weeks.x(place), weeks.bottom) for place in chart.changes])
    end = write_marks(paper, chart.legend, chart.change_label if chart.changes else "")
    if chart.strength:
        top = weeks.bottom + TO_STRENGTH
        paper.write((EDGE, top), chart.strength_label, size=SMALL, room=WIDTH - 2 * EDGE)
        _strength(paper, Plot(weeks, top + 46, end - 40), chart)
    return paper.figure


def _weeks(chart: GoalHistory) -> Weeks:
    """As wide as the paper leaves them beside the words at their left."""
    words = [width(word, SMALL) for word in (*chart.weekdays, str(100))]
    left = EDGE + max(words) + 20
    columns = max(WEEKS, -(-len(chart.marks) // WEEK))
    return Weeks(left, (WIDTH - EDGE - left + GAP) / columns)


def _weekdays(paper: Paper, weeks: Weeks, weekdays: Sequence[str]) -> None:
    for row, weekday in enumerate(weekdays):
        _, top, _, height = weeks.box(row)
        paper.write((EDGE, top + height / 2), weekday, size=SMALL, colour=paper.ink.quiet)


def _strength(paper: Paper, plot: Plot, chart: GoalHistory) -> None:
    """From nought to whole, whatever it was; a change of the schedule goes down through it."""
    ink, left, right = paper.ink, plot.weeks.left, WIDTH - EDGE
    across = [[(left, plot.y(share)), (right, plot.y(share))] for share in SHARES]
    down = [
        [(plot.weeks.x(place), plot.top), (plot.weeks.x(place), plot.bottom)]
        for place in chart.changes
    ]
    paper.lines([*across, *down], ink.faint, 2, name="grid")
    numbers = [((EDGE + 24, plot.y(share)), f"{share * 100:.0f}") for share in SHARES]
    paper.figures(numbers, DIGIT, [ink.quiet] * len(numbers), name="shares")
    runs = list(_runs(plot, chart.strength))
    paper.lines([run for run in runs if len(run) > 1], ink.done, LINE, name="strength")
    paper.dots([run[0] for run in runs if len(run) == 1], ink.done, LINE * 2, name="lone days")
    paper.dots([run[-1] for run in runs[-1:]], ink.done, LINE * 3, name="strength at the end")


def _runs(plot: Plot, strength: Sequence[float | None]) -> Iterator[list[Place]]:
    """The line, which ends where nothing is known and begins anew after it."""
    for known, days in groupby(enumerate(strength), lambda day: day[1] is not None):
        if known:
            yield [(plot.weeks.x(place), plot.y(share or 0.0)) for place, share in days]
