"""The part "latency": how long people wait while 50 updates a second come, each call taking 40 ms."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.fleet import ANSWER_AND_EDIT, ONE_MESSAGE, fleet, warmed
from tests.bench.processes import Bot, Control
from tests.bench.rounds import alternated, offer, percentile
from tests.bench.seed import seed
from tests.bench.table import Line

ROUNDS = 3
UPDATES = 150
A_SECOND = 50
SLOW = 0.04

Waits = tuple[dict[str, list[float]], ...]
"""Seconds by method, round by round."""


def latency(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. Over a minute, as the stock bots fall behind."""
    database = seed(folder / "latency.db")
    with fleet(control, folder, database) as started:
        bots = warmed(control, started)
        echo = _waits(control, bots.our_echo, bots.stock_echo)
        tap = _waits(control, bots.daymark, bots.stock_tick)
    (message,), (toast, card) = ONE_MESSAGE, ANSWER_AND_EDIT
    yield from _compared("P4 an echo", message, *echo)
    yield from _compared("P4 the answer to a tap", toast, *tap)
    yield from _compared("   the card after a tap", card, *tap)


def _waits(control: Control, ours: Bot, stock: Bot) -> tuple[Waits, Waits]:
    control.ask("delay", seconds=SLOW)
    offers = (partial(offer, control, bot, UPDATES, A_SECOND) for bot in (ours, stock))
    mine, theirs = zip(*alternated(ROUNDS, *offers), strict=True)
    control.ask("delay", seconds=0.0)
    return mine, theirs


def _compared(name: str, method: str, ours: Waits, stock: Waits) -> Iterator[Line]:
    for share, called in ((0.5, "p50"), (0.99, "p99")):
        rounds = [
            tuple(percentile(side[method], share) * 1e3 for side in pair)
            for pair in zip(ours, stock, strict=True)
        ]
        mine, theirs = (median(side) for side in zip(*rounds, strict=True))
        ratio = median(one / other for one, other in rounds)
        title = f"{name}, {A_SECOND}/s offered, {SLOW * 1e3:.0f} ms, {called}"
        yield Line(title, mine, "ms", theirs, ratio)
