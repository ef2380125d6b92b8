"""Baseline: APScheduler with one job for each reminder, kept in its own SQLite job store.

A job only counts: it decides nothing and writes nothing down but the scheduler's own next time.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import create_engine, event

from tests.bench.alarms import ZONES

JOBS = 2_000
DUE = 1_000
"""Fewer than ours, or it would take minutes: what is compared is how many a second."""


@dataclass(frozen=True)
class Burst:
    """Reminders a second: added, and let go when all were due at once."""

    added: float
    fired: float


def burst(file: Path) -> Burst:
    """Add JOBS, of which DUE are due, and let them go."""
    return asyncio.run(_burst(f"sqlite:///{file}"))


class _Bell:
    """Rings until it has rung for everybody."""

    def __init__(self) -> None:
        self._rung = count(1)
        self.done = asyncio.Event()

    def ring(self) -> None:
        if next(self._rung) == DUE:
            self.done.set()


_bells: list[_Bell] = []
"""A stored job is found by its name in a module, so what it rings has to lie in one."""


async def ring() -> None:
    """What a job does."""
    _bells[-1].ring()


async def _burst(url: str) -> Burst:
    engine = create_engine(url)
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA journal_mode=WAL"))
    # With the default grace of a second nearly all of them would be dropped as missed.
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None},
        timezone="UTC",
    )
    _bells.append(_Bell())
    scheduler.start(paused=True)
    begun = time.perf_counter()
    _add(scheduler)
    added = time.perf_counter()
    scheduler.resume()
    await _bells[-1].done.wait()
    fired = time.perf_counter()
    scheduler.shutdown(wait=False)
    engine.dispose()
    return Burst(JOBS / (added - begun), DUE / (fired - added))


def _add(scheduler: AsyncIOScheduler) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the scheduler knows no clock but the machine's
    for number in range(JOBS):
        daily = CronTrigger(hour=8, minute=number % 60, timezone=ZONES[number % len(ZONES)])
        at = now if number < DUE else now + timedelta(hours=1)
        scheduler.add_job(ring, daily, next_run_time=at)
