"""An easel in the place of the studio: keeps what it was asked to draw, and hands out a mark for it."""

from collections.abc import Callable
from typing import Any

from charts.studio import NotDrawn
from charts.summary import Summary
from charts.values import Drawn, Named, Theme
from domain.insight.together import retest
from domain.insight.weekdays import weekday_pattern


class Easel:
    """``fails`` makes it draw nothing; ``unwritable`` are names that it has no letters for."""

    def __init__(self) -> None:
        self.drawn: list[tuple[object, Theme]] = []
        self.summaries: list[Summary] = []
        self.prepared = 0
        self.asked = 0
        self.fails = False
        self.unwritable: tuple[Named, ...] = ()

    async def draw(self, chart: object, theme: Theme) -> Drawn:
        self.asked += 1
        if self.fails:
            raise NotDrawn("it took too long")
        self.drawn.append((chart, theme))
        return Drawn(b"chart %d" % (len(self.drawn) - 1), self.unwritable)

    async def work(self, name: str, *arguments: object, seconds: float | None = None) -> Any:
        """The same sums, here; of a summary a mark."""
        if self.fails:
            raise NotDrawn("it took too long")
        works: dict[str, Callable[..., object]] = {
            "retest": retest,
            "weekdays": weekday_pattern,
            "summary": self._summary,
        }
        return works[name](*arguments)

    def _summary(self, summary: Summary) -> bytes:
        self.summaries.append(summary)
        return b"summary %d" % (len(self.summaries) - 1)

    async def prepare(self) -> None:
        self.prepared += 1

    def shows(self, content: bytes) -> object:
        """The chart that a picture is of."""
        chart, _ = self.drawn[int(content.removeprefix(b"chart "))]
        return chart
