"""The metronome: what has to happen again and again, whoever is or is not talking to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.clock import SystemClock
from storage import drafts, goals, inbox, moods, newer_rules, outbox, undo
from storage.database import Database
from storage.errors import Busy

log = structlog.get_logger()

TIDY_SECONDS = 3600
BEAT_SECONDS = 1
"""So often it is looked whether something is due: an idle look costs next to nothing."""


Work = Callable[[], Awaitable[object]]


class Metronome:
    """Tidies at once and every hour from then on, and beats every second, as far as it is asked to:
    of several processes only one tidies.

    ``further`` is what else is due hourly and takes more than the database, such as a goodbye.
    """

    def __init__(self, db: Database, *further: Work) -> None:
        self._db = db
        self._further = further
        # The default grace is one second: a beat that comes later than that would be dropped.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start_tidying(self) -> None:
        self._every(TIDY_SECONDS, self.tidy)

    def start_beating(self, beat: Callable[[], None]) -> None:
        """``beat`` only wakes whoever works: a job that took long would be cut off at a stop."""

        async def in_the_loop() -> None:  # the scheduler would call a plain function in a thread
            beat()

        self._every(BEAT_SECONDS, in_the_loop)

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tidy(self) -> None:
        """Forget what need not be known any more, and note what will be, each in a commit of its own."""
        try:
            for work in self._further:
                await work()
            await self._db.run(inbox.tidy)
            await self._db.run(drafts.tidy)
            await self._db.run(undo.tidy)
            await self._db.run(outbox.tidy)
            await self._db.run(newer_rules.note_offsets)
            gone = await self._db.run(goals.empty_bins) + await self._db.run(moods.empty_bins)
        except Busy:
            log.warning("tidying waits for the next hour: the database is busy")
            return
        except asyncio.CancelledError:
            return  # the process ends; the next start tidies first of all
        if gone:
            log.info("emptied bins", gone=gone)

    def _every(self, seconds: int, work: Work) -> None:
        # Without it a bot restarted every hour would never come to its first beat. The machine's
        # time, not our clock's: the scheduler would wait out what a sandbox has been moved ahead.
        now = SystemClock().now()
        self._scheduler.add_job(work, "interval", seconds=seconds, next_run_time=now)
        if not self._scheduler.running:
            self._scheduler.start()
