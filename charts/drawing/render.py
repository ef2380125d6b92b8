"""Rendering: any chart to a figure, and a figure to the bytes of a picture."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, Final

from matplotlib.figure import Figure

from charts.days import GoalHistory, MonthCalendar, WeekStrip, YearInPixels
from charts.drawing.goal_history import goal_history
from charts.drawing.level_counts import level_counts
from charts.drawing.level_line import level_line
from charts.drawing.month_calendar import month_calendar
from charts.drawing.reasons import reasons
from charts.drawing.rhythm import rhythm
from charts.drawing.together import together
from charts.drawing.typeface import written
from charts.drawing.week_strip import week_strip
from charts.drawing.year_in_pixels import year_in_pixels
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm, Together
from charts.values import Named, Theme

FORMS: Final[dict[type, Callable[[Any, Theme], Figure]]] = {
    WeekStrip: week_strip,
    MonthCalendar: month_calendar,
    YearInPixels: year_in_pixels,
    GoalHistory: goal_history,
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


def stood_in(value: object) -> tuple[Named, ...]:
    """The names in a chart that no font here can write; they have to be told in words."""
    match value:
        case Named(name, stand_in):
            return (value,) if stand_in and not written(name) else ()
        case tuple():
            return tuple(each for part in value for each in stood_in(part))
        case _ if is_dataclass(value):
            parts = (getattr(value, field.name) for field in fields(value))
            return tuple(dict.fromkeys(each for part in parts for each in stood_in(part)))
        case _:
            return ()
