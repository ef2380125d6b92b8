"""Rendering: any chart to a figure, and a figure to the bytes of a picture."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from matplotlib.figure import Figure

from charts.days import WeekStrip
from charts.drawing.level_counts import level_counts
from charts.drawing.level_line import level_line
from charts.drawing.reasons import reasons
from charts.drawing.rhythm import rhythm
from charts.drawing.together import together
from charts.drawing.week_strip import week_strip
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm, Together
from charts.values import Theme

FORMS: Final[dict[type, Callable[[Any, Theme], Figure]]] = {
    WeekStrip: week_strip,
    LevelLine: level_line,
    LevelCounts: level_counts,
    Reasons: reasons,
    Rhythm: rhythm,
    Together: together,
}


def figure_of(chart: object, theme: Theme) -> Figure:
    """The figure of one of the charts in ``charts.days`` and ``charts.levels``."""
    return FORMS[type(chart)](chart, theme)


def png(figure: Figure) -> bytes:
    """The same bytes for the same figure: neither a date nor a version is written into them."""
    into = BytesIO()
    figure.savefig(into, format="png", metadata={"Software": None})
    return into.getvalue()
