"""The part "burst": reminders for many at one moment, held to Telegram's rate, while people tap."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from scheduling.pacer import ALL_PER_SECOND
from tests.bench import at_once
from tests.bench.alarms import APART
from tests.bench.at_once import Busy
from tests.bench.processes import Bot, Control
from tests.bench.rounds import alternated, offer, percentile
from tests.bench.table import Line
from tests.bench.traffic import ALLOWED_A_SECOND

ROUNDS = 2
REMINDED = 750
"""50 000 would take 28 minutes at the rate that Telegram allows; these take half of one."""

A_SECOND = 5
"""So often somebody taps meanwhile, or writes to the stock bot."""

MEANWHILE, STOCK_MEANWHILE = 30.0, 6.0
"""Seconds of that. The stock bot sends all at once and is soon through."""

QUIET_SECONDS = 3.0
"""When nothing was sent for so long, nothing will be."""

PATIENCE = 5.0
"""Seconds after which a reply is lost."""

SLOW = 0.04


@dataclass(frozen=True)
class Sent:
    """What came of one burst: messages in all and reminders among them, in so many seconds; calls
    that were refused for coming too fast; how long people waited, in seconds, and how many in vain."""

    messages: int
    reminders: int
    seconds: float
    refused: int
    waits: list[float]
    unanswered: int

    @property
    def rate(self) -> float:
        return self.messages / self.seconds


def burst(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. Over two minutes."""
    sides = ((at_once.ours, MEANWHILE), (at_once.stock, STOCK_MEANWHILE))
    bursts = (partial(_sent, control, folder, *side) for side in sides)
    ours, stock = zip(*alternated(ROUNDS, *bursts), strict=True)
    yield from _lines(ours, stock)


def _lines(ours: tuple[Sent, ...], stock: tuple[Sent, ...]) -> Iterator[Line]:
    rate = median(one.rate for one in ours)
    name = f"P12 {REMINDED} reminders at once: messages and edits ÷ allowed"
    yield Line(name, rate, "/s", ALLOWED_A_SECOND, rate / ALLOWED_A_SECOND)
    yield Line(
        "   the same ÷ the pacer's own limit", rate, "/s", ALL_PER_SECOND, rate / ALL_PER_SECOND
    )
    name = f"   reminders arrived of {ROUNDS * REMINDED}; beside jobs"
    yield _summed(name, ours, stock, lambda one: one.reminders)
    yield _summed(
        "P12 calls refused as too many; beside jobs", ours, stock, lambda one: one.refused
    )
    yield _summed(
        "   people left without a reply; beside jobs", ours, stock, lambda one: one.unanswered
    )
    waits, longer = ([wait for one in side for wait in one.waits] for side in (ours, stock))
    p99 = percentile(waits, 0.99) * 1e3
    other = percentile(longer, 0.99) * 1e3 if longer else None
    yield Line("P12 replies meanwhile, p99; beside jobs", p99, "ms", other)


def _summed(
    name: str, ours: tuple[Sent, ...], stock: tuple[Sent, ...], count: Callable[[Sent], int]
) -> Line:
    return Line(name, sum(map(count, ours)), "", sum(map(count, stock)))


Begin = Callable[[Control, Path, int], AbstractContextManager[Busy]]


def _sent(control: Control, folder: Path, begin: Begin, meanwhile: float) -> Sent:
    updates = round(meanwhile * A_SECOND)
    with (
        TemporaryDirectory(dir=folder) as name,
        begin(control, Path(name), REMINDED) as busy,
        _as_telegram(control, busy.bot),
    ):
        busy.wait(0.0)
        answers = offer(control, busy.bot, updates, A_SECOND, PATIENCE)
        sent, refused = _ended(control, busy.bot)
    reminded = [at for at, chat in sent if chat > APART]
    # Of the stock bot's not one may arrive: its pool is full, and its calls wait in it for too long.
    first, last = min(reminded, default=0.0), max(reminded, default=1.0)
    messages = sum(first <= at <= last for at, _ in sent)
    waits = answers.get(busy.bot.calls[-1], [])
    return Sent(messages, len(reminded), last - first, refused, waits, updates - len(waits))


@contextmanager
def _as_telegram(control: Control, bot: Bot) -> Iterator[None]:
    """With its rate and as far away, from now on: the start is not what is measured."""
    control.ask("hold", token=bot.token, held=True)
    control.ask("delay", seconds=SLOW)
    yield
    control.ask("delay", seconds=0.0)
    control.ask("hold", token=bot.token, held=False)


def _ended(control: Control, bot: Bot) -> tuple[list[tuple[float, int]], int]:
    """All that was sent, by moment and chat, and how much was refused, once no more comes."""
    before = -1
    while len((traffic := control.ask("traffic", token=bot.token))["sent"]) > before:
        before = len(traffic["sent"])
        time.sleep(QUIET_SECONDS)
    return traffic["sent"], traffic["refused"]
