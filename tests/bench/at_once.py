"""A bot whose reminders all fall due at one moment while people go on using it: ours, and the stock
one with its jobs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from domain.clock import SystemClock
from tests.bench import alarms
from tests.bench.crowd import PEOPLE
from tests.bench.fleet import ONE_MESSAGE, with_cards
from tests.bench.processes import Bot, Control, start, start_daymark, stop
from tests.bench.rounds import deal
from tests.bench.seed import seed

LEAD_SECONDS = 4.0
"""From setting the reminders to their moment."""

STOCK_LEAD_SECONDS = 10.0
"""The stock bot has to start and add its jobs first."""


@dataclass(frozen=True)
class Busy:
    """A bot, the moment (of the monotonic clock) at which its reminders are due, and where it writes
    how late its loop was, once it has ended."""

    bot: Bot
    due: float
    lag_file: Path

    def wait(self, seconds: float) -> None:
        """Until so long after the moment; before it where that is negative."""
        time.sleep(max(0.0, self.due + seconds - time.monotonic()))


@contextmanager
def ours(control: Control, folder: Path, count: int) -> Iterator[Busy]:
    """Daymark, with so many people who are to be reminded beside those who tap."""
    database = seed(folder / "daymark.db")
    alarms.add_people(database, count)
    lag_file = folder / "daymark.lag"
    module = ("-m", "tests.bench.watched_bot", str(lag_file))
    process = start_daymark(control, "12:ours", database, *module)
    try:
        bot = with_cards(control, Bot("Daymark", "12:ours", "tap", (), process))
        due = time.monotonic() + LEAD_SECONDS
        moment = SystemClock().now() + timedelta(seconds=LEAD_SECONDS)
        alarms.add_alarms(database, count, count, moment)
        yield Busy(bot, due, lag_file)
    finally:
        stop(process)


@contextmanager
def stock(control: Control, folder: Path, count: int) -> Iterator[Busy]:
    """The stock echo with so many jobs."""
    lag_file = folder / "stock.lag"
    due = time.monotonic() + STOCK_LEAD_SECONDS
    at = SystemClock().now().timestamp() + STOCK_LEAD_SECONDS
    module = ("-m", "tests.bench.stock_jobs", control.url, "13:stock")
    process = start(*module, str(lag_file), str(count), str(at))
    try:
        bot = Bot("stock jobs", "13:stock", "hello", ONE_MESSAGE, process)
        deal(control, bot, PEOPLE)
        yield Busy(bot, due, lag_file)
    finally:
        stop(process)
