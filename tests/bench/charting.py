"""The part "charting": how long people wait after a tap while one chart after the other is drawn."""

import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

from bot.codes.stats import Kind, ShowChart
from domain.spans import Unit, span_of
from tests.bench.crowd import PEOPLE
from tests.bench.fleet import ANSWER_AND_EDIT, with_cards
from tests.bench.lag import lags
from tests.bench.processes import Bot, Control, start_daymark, stop
from tests.bench.rounds import alternated, offer, percentile
from tests.bench.seed import seed
from tests.bench.table import Line
from tests.bench.ten_years import TEN_YEARS, add_moods

ROUNDS = 3
TAPS = 300
A_SECOND = 30
TAPPING = 8
LOOKING = PEOPLE
"""Who has the charts drawn: somebody with ten years of moods, who taps no card."""

KINDS = (Kind.CALENDAR, Kind.LINE, Kind.COUNTS, Kind.REASONS)
Times = tuple[float, float]


def charting(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. Over a minute."""
    database, lag_file = seed(folder / "charting.db"), folder / "charting.lag"
    add_moods(database, str(LOOKING))
    module = ("-m", "tests.bench.watched_bot", str(lag_file))
    process = start_daymark(control, "14:charts", database, *module)
    try:
        bot = with_cards(control, Bot("Daymark", "14:charts", "tap", ANSWER_AND_EDIT, process))
        measured = _Charting(control, bot)
        rounds = list(alternated(ROUNDS, measured.with_charts, measured.without))
    finally:
        stop(process)
    yield from measured.lines(rounds, lag_file)


class _Charting:
    """Taps at a fixed rate, with charts and without; what is drawn is another chart each time."""

    def __init__(self, control: Control, bot: Bot) -> None:
        self._control = control
        self._bot = bot
        self._taps = _taps()
        self._drawn: list[float] = []
        self._spans: list[Times] = []

    def with_charts(self) -> list[float]:
        """Seconds until the answer to each tap."""
        self._look(self._taps)
        begun = time.monotonic()
        seconds = self.without()
        self._spans.append((begun, time.monotonic()))
        pictures = self._look([])
        self._drawn.append(pictures / (self._spans[-1][1] - begun))
        self._taps = self._taps[pictures:]  # remembered by now
        return seconds

    def without(self) -> list[float]:
        waits = offer(self._control, self._bot, TAPS, A_SECOND, people=TAPPING)
        return waits[ANSWER_AND_EDIT[0]]

    def lines(self, rounds: list[tuple[list[float], ...]], lag_file: Path) -> Iterator[Line]:
        for share, called in ((0.5, "p50"), (0.99, "p99")):
            pairs = [tuple(percentile(side, share) * 1e3 for side in pair) for pair in rounds]
            drawn, without = (median(side) for side in zip(*pairs, strict=True))
            ratio = median(one / other for one, other in pairs)
            title = f"P5 a tap, {TAPPING} people, {called}, charts ÷ none"
            yield Line(title, drawn, "ms", without, ratio)
        late = [each for span in self._spans for each in lags(lag_file, *span)]
        yield Line("P5 loop late, p99, while charts are drawn", percentile(late, 0.99) * 1e3, "ms")
        yield Line("P5 loop late, longest, while charts are drawn", max(late) * 1e3, "ms")
        yield Line("   charts drawn meanwhile", median(self._drawn), "/s")

    def _look(self, taps: list[str]) -> int:
        return int(self._control.ask("look", token=self._bot.token, person=LOOKING, taps=taps))


def _taps() -> list[str]:
    """A button for each kind of chart of each month of ten years."""
    spans = dict.fromkeys(span_of(day, Unit.MONTH, 0) for day in TEN_YEARS.days())
    return [ShowChart(kind, span.first, span.last).wire for span, kind in product(spans, KINDS)]
