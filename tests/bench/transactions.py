"""The part "transactions": a tick-off without Telegram, alone, many at once, and on a slow disk."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Engine, event

from domain.clock import SystemClock
from storage import entries, journal
from storage.database import Database, in_session
from storage.engine import parse_url, writer_engine
from storage.journal import Doer
from storage.writer import Writer
from tests.bench.histories import with_histories
from tests.bench.processes import Control
from tests.bench.raw_tick import RawTicks
from tests.bench.table import Line
from tests.bench.ticking import How, Tick, Ticked, Ticks, in_turns, plainly

ROUNDS = 5
PEOPLE = 1_000
COUNT = 320
MANY = 64
MANY_COUNT = 12 * MANY
SLOW_ROUNDS = 3
SLOW_COUNT = 6 * MANY
SYNC_SECONDS = 0.005
"""So much longer a commit takes on a slow disk: as a consumer's SSD that says the truth."""


def transactions(_control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. About half a minute."""
    url = with_histories(f"sqlite:///{folder / 'ticks.db'}", PEOPLE)
    ticks = Ticks(PEOPLE)
    db, raw = Database(url, SystemClock()), RawTicks(folder / "ticks.db")
    how = (partial(plainly, db), partial(_act, db), partial(_raw, raw))
    yield from _alone(ticks, *how)
    yield from _many(ticks, how[0], how[2])
    raw.close()
    db.close()
    yield from _on_a_slow_disk(ticks, url)


def _alone(ticks: Ticks, *how: How) -> Iterator[Line]:
    plain, act, raw = in_turns(ROUNDS, COUNT, 1, *((ticks, one) for one in how))
    yield _compared("P6 tick-off transaction ÷ raw sqlite3, one at a time", plain, raw)
    yield _compared("   the same as an act that can be taken back ÷ raw", act, raw)


def _many(ticks: Ticks, *how: How) -> Iterator[Line]:
    ours, raw = in_turns(ROUNDS, MANY_COUNT, MANY, *((ticks, one) for one in how))
    yield _compared(f"   {MANY} in flight ÷ raw sqlite3", ours, raw)
    for name, side in (
        (f"P8 {MANY} in flight, p99 ÷ p50", ours),
        ("   raw sqlite3, the same", raw),
    ):
        p99, p50 = (
            median(each) * 1e3 for each in zip(*((t.p99, t.typical) for t in side), strict=True)
        )
        yield Line(name, p99, "ms", p50, median(one.p99 / one.typical for one in side))


def _on_a_slow_disk(ticks: Ticks, url: str) -> Iterator[Line]:
    grouped, single = _slow(url), _slow(url)
    writer, thread = Writer(grouped), ThreadPoolExecutor(1)
    how = (partial(_grouped, writer), partial(_one_by_one, single, thread))
    ours, other = in_turns(SLOW_ROUNDS, SLOW_COUNT, MANY, *((ticks, one) for one in how))
    writer.close()
    thread.shutdown()
    grouped.dispose()
    single.dispose()
    name = f"P7 group commit ÷ one each, sync +{SYNC_SECONDS * 1e3:.0f} ms, {MANY} in flight"
    yield _compared(name, ours, other)


def _slow(url: str) -> Engine:
    engine = writer_engine(parse_url(url))
    journal.watch(engine)
    event.listen(engine, "commit", lambda _connection: time.sleep(SYNC_SECONDS))
    return engine


def _compared(name: str, ours: tuple[Ticked, ...], other: tuple[Ticked, ...]) -> Line:
    rate, beside = (median(one.rate for one in side) for side in (ours, other))
    ratio = median(one.rate / two.rate for one, two in zip(ours, other, strict=True))
    return Line(name, rate, "/s", beside, ratio)


async def _act(db: Database, tick: Tick) -> None:
    doer = Doer(tick.person)
    await db.run(journal.act, doer, _shows, entries.tick, tick.me, tick.goal, tick.day, tick.state)


def _shows(_ticked: entries.Ticked) -> str:
    return "1.d.20260101.0"


async def _raw(raw: RawTicks, tick: Tick) -> None:
    await raw.tick(tick.person, tick.goal, str(tick.day), tick.state)


async def _grouped(writer: Writer, tick: Tick) -> None:
    await asyncio.wrap_future(writer.submit(partial(_in_one, tick=tick)))


async def _one_by_one(engine: Engine, thread: ThreadPoolExecutor, tick: Tick) -> None:
    def transact() -> None:
        with engine.begin() as connection:
            _in_one(connection, tick)

    await asyncio.get_running_loop().run_in_executor(thread, transact)


def _in_one(connection: Connection, tick: Tick) -> None:
    use_case = entries.tick
    in_session(connection, use_case, SystemClock(), tick.me, tick.goal, tick.day, tick.state)
