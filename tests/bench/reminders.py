"""The part "reminders": 50 000 due at once, what a batch holds up, and what a million alarms cost."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median

from domain.clock import Clock
from domain.days import day_exists
from domain.firing import firing_of, next_firing
from domain.zones import ZONES as ALL_ZONES
from domain.zones import zone_info
from storage.database import Database, Session
from storage.migrate import migrate
from storage.outbox import is_something_due
from storage.sweep import sweep
from tests.bench import alarms, stock_reminders
from tests.bench.driver_sweep import drive
from tests.bench.postgres import new_database, server
from tests.bench.processes import Bot, Control, start_daymark, stop
from tests.bench.rounds import alternated
from tests.bench.table import Line

ROUNDS = 3
MANY = 100_000
MOST = 1_000_000
IDLE_LOOKS = 500
SETTLED_SECONDS = 3.0


@dataclass(frozen=True)
class Swept:
    """All that was due, decided: how long it took, and each batch of it."""

    seconds: float
    batches: list[float]

    @property
    def rate(self) -> float:
        return alarms.DUE / self.seconds


@dataclass(frozen=True)
class Started:
    """A start of the bot: seconds to its first poll, and what it held a while later."""

    seconds: float
    mib: float


def reminders(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. About seven minutes, of which APScheduler's jobs take four."""
    yield from _counted()
    for count in (MANY, MOST):
        url = alarms.with_alarms(f"sqlite:///{folder / f'{count}.db'}", count)
        yield from _on_sqlite(folder, url, count)
    yield from _at_start(control, folder, url)
    yield from _on_postgres()


def _on_sqlite(folder: Path, url: str, count: int) -> Iterator[Line]:
    file = Path(url.removeprefix("sqlite:///"))

    def ours() -> Swept:
        return _swept(url)

    def driven() -> Swept:
        alarms.due_again(url)
        begun = time.perf_counter()
        drive(file, alarms.INSTANT)
        return Swept(time.perf_counter() - begun, [])

    pairs = list(alternated(ROUNDS, ours, driven))
    mine, theirs = (median(side.rate for side in sides) for sides in zip(*pairs, strict=True))
    ratio = median(one.rate / other.rate for one, other in pairs)
    yield Line(f"P9 decided, {count:,} alarms, SQLite ÷ driver", mine, "/s", theirs, ratio)
    if count == MANY:
        yield from _beside_stock(folder, mine)
    else:
        yield from _locks([one for one, _ in pairs], url)


def _beside_stock(folder: Path, ours: float) -> Iterator[Line]:
    file, none = folder / "apscheduler.db", folder / "no_jobs.db"
    added = stock_reminders.fill(file, MANY)
    stock_reminders.fill(none, 0)
    bare, stock = stock_reminders.burst(none, due=0), stock_reminders.burst(file)
    rate = alarms.DUE / stock.seconds
    yield Line(f"   the same ÷ APScheduler, {MANY:,} jobs", ours, "/s", rate, ours / rate)
    yield Line("   APScheduler: jobs added to its store", added, "/s")
    yield Line("   APScheduler, start; beside no jobs", stock.started, "s", bare.started)
    yield Line("   APScheduler, memory, idle; beside no jobs", stock.idle_mib, "MiB", bare.idle_mib)
    yield Line(f"   APScheduler, most memory, {alarms.DUE:,} going off", stock.peak_mib, "MiB")


def _locks(rounds: list[Swept], url: str) -> Iterator[Line]:
    """From asking for a batch until it is durable: a little longer than it holds the lock."""
    batches = [batch for one in rounds for batch in one.batches]
    yield Line("P10 a batch, median", median(batches) * 1e3, "ms")
    yield Line("P10 a batch, longest", max(batches) * 1e3, "ms")
    yield from _idle(url)


def _idle(url: str) -> Iterator[Line]:
    """What each second costs; beside it the same way to the database and back for nothing."""
    db = alarms.opened(url, alarms.before())
    look, nothing = partial(db.read_now, is_something_due), partial(db.read_now, _nothing)
    pairs = list(alternated(IDLE_LOOKS, partial(_timed, look), partial(_timed, nothing)))
    db.close()
    idle, bare = (median(side) * 1e6 for side in zip(*pairs, strict=True))
    yield Line("P10 a look when nothing is due; beside no look", idle, "µs", bare)


def _nothing(_session: Session, _clock: Clock) -> None:
    """A use case that does not even look."""


def _on_postgres() -> Iterator[Line]:
    with server() as address:
        for count in (MANY, MOST):
            url = alarms.with_alarms(new_database(address, f"with_{count}"), count)
            turns = alternated(ROUNDS, partial(_swept, url), partial(_swept, url, workers=2))
            alone, together = zip(*turns, strict=True)
            name = f"P9 decided, {count:,} alarms, PostgreSQL"
            yield Line(name, median(one.rate for one in alone), "/s")
            name = "   by two threads ÷ by one"
            ratio = median(two.rate / one.rate for one, two in zip(alone, together, strict=True))
            yield Line(name, median(two.rate for two in together), "/s", ratio=ratio)


def _swept(url: str, workers: int = 1) -> Swept:
    alarms.due_again(url)
    db = alarms.opened(url)
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as threads:
        batches = list(threads.map(_until_done, [db] * workers))
    seconds = time.perf_counter() - begun
    db.close()
    assert alarms.decided(url) == alarms.DUE
    return Swept(seconds, [batch for each in batches for batch in each])


def _until_done(db: Database) -> list[float]:
    batches, going_on = [], True
    while going_on:
        begun = time.perf_counter()
        going_on = bool(db.run_now(sweep))
        batches.append(time.perf_counter() - begun)
    return batches


def _at_start(control: Control, folder: Path, url: str) -> Iterator[Line]:
    alarms.due_again(url)
    empty = f"sqlite:///{folder / 'empty.db'}"
    migrate(empty)
    pairs = list(
        alternated(ROUNDS, partial(_started, control, empty), partial(_started, control, url))
    )
    yield from _added("start to first poll", "s", [(a.seconds, b.seconds) for a, b in pairs])
    yield from _added("resident memory, idle", "MiB", [(a.mib, b.mib) for a, b in pairs])


def _added(name: str, unit: str, pairs: list[tuple[float, float]]) -> Iterator[Line]:
    without, having = (median(side) for side in zip(*pairs, strict=True))
    yield Line(f"P11 {name}, {MOST:,} alarms; beside none", having, unit, without)
    yield Line("   that is more by", median(full - bare for bare, full in pairs), unit)


def _started(control: Control, database: str) -> Started:
    token = "11:alarms"
    begun = time.monotonic()
    process = start_daymark(control, token, database)
    try:
        seconds = float(control.ask("first_poll", token=token, since=begun)) - begun
        time.sleep(SETTLED_SECONDS)
        return Started(seconds, Bot("Daymark", token, "", (), process).resident_mib)
    finally:
        stop(process)


def _counted() -> Iterator[Line]:
    """What next_firing takes when everybody is reminded at once, and when nobody shares a time."""
    shared = [(480, zone) for zone in alarms.ZONES] * 1000
    apart = list(product(range(0, 1440, 60), ALL_ZONES))
    for zone in ALL_ZONES:
        zone_info(zone)  # read from its file once in a process, whatever is counted
    yield Line("P13 next_firing, a minute shared by many", _micros_each(shared), "µs")
    yield Line("P13 next_firing, every hour of every zone", _micros_each(apart), "µs")


def _micros_each(asked: list[tuple[int, str]]) -> float:
    firing_of.cache_clear()
    day_exists.cache_clear()
    seconds = _timed(lambda: [next_firing(at, zone, alarms.INSTANT) for at, zone in asked])
    return seconds / len(asked) * 1e6


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
