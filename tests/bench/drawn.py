"""In a process of its own, as charts are drawn: how long ours and the bare ones take, as JSON.

A process that does nothing else, since the bench's own memory and threads are not those of who draws.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any, Final, cast

from matplotlib.figure import Figure

from charts.days import YearInPixels
from charts.drawing.render import figure_of, png
from charts.values import Theme
from tests.bench.bare_charts import bare, bare_year_with_digits
from tests.bench.rounds import alternated
from tests.charts.samples import SAMPLES

ROUNDS: Final = 9
KINDS: Final = (
    "week strip, rich",
    "month, rich",
    "year, rich",
    "goal history, rich",
    "level line, 90 days",
    "level counts",
    "reasons",
    "rhythm",
    "together",
)
"""One sample of each kind, of somebody with plenty of data."""

DIGITS: Final = "year, rich, a text in each cell"


def main() -> None:
    """Print for each kind its seconds, those of the bare one, their ratio and the bytes of both."""
    found = {name: _beside(SAMPLES[name], bare) for name in KINDS}
    year = cast("YearInPixels", SAMPLES["year, rich"])
    found[DIGITS] = _beside(year, bare_year_with_digits)
    json.dump(found, sys.stdout)


def _beside(chart: object, other: Callable[[Any, int, int], Figure]) -> list[float]:
    width, height = (round(pixels) for pixels in figure_of(chart, Theme.LIGHT).bbox.size)

    def ours() -> bytes:
        return png(figure_of(chart, Theme.LIGHT))

    def theirs() -> bytes:
        return png(other(chart, width, height))

    sizes = [len(side()) for side in (ours, theirs)]  # the first one of each also fills caches
    rounds = list(alternated(ROUNDS, partial(_timed, ours), partial(_timed, theirs)))
    seconds = (median(side) for side in zip(*rounds, strict=True))
    return [*seconds, median(one / two for one, two in rounds), *sizes]


def _timed(side: Callable[[], bytes]) -> float:
    gc.collect()
    begun = time.perf_counter()
    side()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
