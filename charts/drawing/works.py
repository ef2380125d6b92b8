"""What the process that draws can do, by name. It also reckons what takes long: the month's re-test."""

from collections.abc import Callable
from typing import Any, Final

from charts.drawing.render import figure_of, png, stood_in
from charts.values import Drawn, Theme
from domain.insight.together import retest


def draw(chart: Any, theme: Theme) -> Drawn:  # noqa: ANN401 - any of the charts
    """A chart as PNG, and the names that could not be written on it."""
    return Drawn(png(figure_of(chart, theme)), stood_in(chart))


WORKS: Final[dict[str, Callable[..., Any]]] = {
    "draw": draw,
    "retest": retest,
}
