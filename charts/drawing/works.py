"""What the process that draws can do, by name. It also reckons what takes long: the month's re-test."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from charts.drawing.render import figure_of, png, stood_in
from charts.drawing.summary import summary_pdf
from charts.drawing.typeface import written
from charts.summary import Summary
from charts.values import Drawn, Theme
from domain.insight.together import retest
from domain.insight.weekdays import weekday_pattern


def draw(chart: Any, theme: Theme) -> Drawn:  # noqa: ANN401 - any of the charts
    """A chart as PNG, and the names that could not be written on it."""
    return Drawn(png(figure_of(chart, theme)), stood_in(chart))


def summary(given: Summary) -> bytes:
    """A summary as PDF. A remark may name a goal, whose letters not every machine has."""
    remarks = (_legible(remark, given.unwritable) for remark in given.remarks)
    return summary_pdf(replace(given, remarks=tuple(remarks)))


def _legible(remark: str, unwritable: str) -> str:
    """What can be written of it: a count is worth reading even where its name is not legible."""
    words = (written(word) or unwritable for word in remark.split())
    return written(remark) or " ".join(words)


WORKS: Final[dict[str, Callable[..., Any]]] = {
    "draw": draw,
    "retest": retest,
    "weekdays": weekday_pattern,
    "summary": summary,
}
