"""Baseline: APScheduler with one job for each reminder, kept in its own SQLite job store.

A job only counts: it decides nothing and writes nothing down but the scheduler's own next time.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import create_engine, event

from tests.bench.alarms import DUE, ZONES
from tests.bench.processes import memory_mib, start, stop

LATER = timedelta(hours=12)
"""When the jobs that are not due would go off."""


@dataclass(frozen=True)
class Burst:
    """Of the process: seconds to its start, what it held then, and the most it ever held, in MiB.
    Seconds until all that was due had gone off."""

    started: float
    idle_mib: float
    peak_mib: float
    seconds: float


def fill(file: Path, jobs: int) -> float:
    """Make a store with so many jobs, the first DUE of them due by now. Returns how many a second."""

    async def filled() -> float:
        with _scheduler(file) as scheduler:
            begun = time.perf_counter()
            _add(scheduler, jobs)
            return jobs / (time.perf_counter() - begun)

    return asyncio.run(filled())


def burst(file: Path, due: int = DUE) -> Burst:
    """Start a process on the store, and let go off what is due."""
    begun = time.monotonic()
    code = f"from tests.bench.stock_reminders import serve; serve({str(file)!r}, {due})"
    process = start("-c", code, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        started, idle = time.monotonic() - begun, memory_mib(process.pid, "VmRSS")
        process.stdin.write(b"go\n")
        process.stdin.flush()
        seconds = float(process.stdout.readline())
        return Burst(started, idle, memory_mib(process.pid, "VmHWM"), seconds)
    finally:
        stop(process)


def serve(file: str, due: int) -> None:
    """What the process does: start, say so, wait for a word, let go what is due, say how long it took."""
    asyncio.run(_serve(Path(file), due))


class _Bell:
    """Rings until it has rung for everybody."""

    def __init__(self, people: int) -> None:
        self._left = people
        self.done = asyncio.Event()
        self._look()

    def ring(self) -> None:
        self._left -= 1
        self._look()

    def _look(self) -> None:
        if not self._left:
            self.done.set()


_bells: list[_Bell] = []
"""A stored job is found by its name in a module, so what it rings has to lie in one."""


async def ring() -> None:
    """What a job does."""
    _bells[-1].ring()


async def _serve(file: Path, due: int) -> None:
    _bells.append(_Bell(due))
    with _scheduler(file) as scheduler:
        _say("started")
        await asyncio.to_thread(sys.stdin.readline)
        begun = time.perf_counter()
        scheduler.resume()
        await _bells[-1].done.wait()
        _say(str(time.perf_counter() - begun))
        await asyncio.to_thread(sys.stdin.readline)  # until it was looked at


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@contextmanager
def _scheduler(file: Path) -> Iterator[AsyncIOScheduler]:
    """On the store in that file, started and not let go."""
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA journal_mode=WAL"))
    # With the default grace of a second nearly all of them would be dropped as missed.
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None},
        timezone="UTC",
    )
    scheduler.start(paused=True)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)
        engine.dispose()


def _add(scheduler: AsyncIOScheduler, jobs: int) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the scheduler knows no clock but the machine's
    for number in range(jobs):
        daily = CronTrigger(hour=8, minute=number % 60, timezone=ZONES[number % len(ZONES)])
        at = now if number < DUE else now + LATER
        scheduler.add_job(ring, daily, next_run_time=at)
