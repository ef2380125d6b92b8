"""The part "loop": how late the event loop is while 50 updates a second come and a sweep is due."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import at_once
from tests.bench.alarms import DUE
from tests.bench.at_once import Busy
from tests.bench.lag import lags
from tests.bench.processes import Control
from tests.bench.rounds import alternated, offer, percentile
from tests.bench.table import Line

ROUNDS = 2
A_SECOND = 50
BEFORE, AFTER = 1.0, 9.0
"""Seconds before and after the moment in which updates come and the loop is watched."""

STOCK_JOBS = 5_000
"""A tenth of ours: adding 50 000 would take half a minute, and their moment another."""


def loop(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. Over a minute."""
    rounds = alternated(ROUNDS, partial(_ours, control, folder), partial(_stock, control, folder))
    ours, stock = (sum(side, []) for side in zip(*rounds, strict=True))
    beside = f"{A_SECOND}/s, {DUE:,} due; stock: {STOCK_JOBS:,}"
    p99, longest = percentile(ours, 0.99) * 1e3, max(ours) * 1e3
    yield Line(f"P5 loop late, p99, {beside}", p99, "ms", percentile(stock, 0.99) * 1e3)
    yield Line(f"P5 loop late, longest, {beside}", longest, "ms", max(stock) * 1e3)


def _ours(control: Control, folder: Path) -> list[float]:
    with TemporaryDirectory(dir=folder) as name:
        with at_once.ours(control, Path(name), DUE) as busy:
            _used(control, busy)
        return _late(busy)


def _stock(control: Control, folder: Path) -> list[float]:
    with TemporaryDirectory(dir=folder) as name:
        with at_once.stock(control, Path(name), STOCK_JOBS) as busy:
            _used(control, busy)
        return _late(busy)


def _used(control: Control, busy: Busy) -> None:
    busy.wait(-BEFORE)
    offer(control, busy.bot, round(A_SECOND * (BEFORE + AFTER)), A_SECOND)
    busy.wait(AFTER)


def _late(busy: Busy) -> list[float]:
    return lags(busy.lag_file, busy.due - BEFORE, busy.due + AFTER)
