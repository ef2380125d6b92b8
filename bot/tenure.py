"""Tenure: the time in which this process, and no other, asks Telegram for updates and answers them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar
from uuid import uuid4

import structlog

from bot.signs import Sign
from domain.clock import Clock
from storage import leases
from storage.database import Database, Session, UseCase
from storage.engine import is_postgres, sqlite_path
from storage.errors import Busy, DatabaseUnusable
from storage.filelock import FileLock

log = structlog.get_logger()

UPDATES = "updates"
"""The name of the lease."""

GLANCE = 0.5
"""So often, in seconds, who waits looks whether it may begin."""

RENEW = 3.0
"""So often, in seconds, the lease is renewed; and so long before its end it counts as lost."""

PARTING = 1.0
"""Seconds to let go in. A database that is gone must not hold up the end of the process."""

P = ParamSpec("P")
T = TypeVar("T")


class Tenure(Protocol):
    """Begins, lasts and ends, maybe several times in the life of a process."""

    async def begin(self) -> None:
        """Wait until it is this process's turn."""
        ...

    async def last(self) -> None:
        """Return when the tenure is over; as long as it lasts, keep it."""
        ...

    async def end(self) -> None:
        """Let others have it at once."""
        ...

    def is_ours(self) -> bool:
        """Whether it surely lasts. After a pause of the whole process this knows it first."""
        ...

    def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """As `Database.run`, and only while it lasts: else LeaseLost."""
        ...


def tenure_of(db: Database) -> Tenure:
    """How it is settled whose turn it is depends on who can reach the database."""
    return TenureByLease(db) if is_postgres(db.url) else TenureByFile(db)


class TenureByFile:
    """Of an SQLite file all processes are on its machine, whose kernel knows which of them live. A
    lease would write to the disk every three seconds, and end whenever that is full."""

    def __init__(self, db: Database) -> None:
        file = sqlite_path(db.url).resolve()
        self._lock = FileLock(file.with_name(f"{file.name}-lock"))
        self._name = file.name
        self.run = db.run

    async def begin(self) -> None:
        if self._locked():
            return
        log.info("waiting: another process uses this database", file=self._name)
        while True:
            await asyncio.sleep(GLANCE)
            if self._locked():
                return

    async def last(self) -> None:
        await asyncio.Event().wait()

    async def end(self) -> None:
        self._lock.release()

    def is_ours(self) -> bool:
        return True

    def _locked(self) -> bool:
        try:
            return self._lock.take()
        except OSError as error:
            raise DatabaseUnusable(
                f"The database's lock {self._name}-lock cannot be used: {error.strerror}."
            ) from None


def _awake() -> float:
    """Seconds that also pass while the machine is suspended, where the system can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class TenureByLease:
    """On PostgreSQL the processes may be on any machine, so the holder has to show again and again
    that it lives; who does not for ten seconds is succeeded.

    It counts its own lease as lost before others can: they judge by the database, which may be out of
    its reach, and it must have stopped by then. ``now`` counts seconds; ``folder`` is where processes
    of this machine find out about each other, so that one started anew need not wait for itself.
    """

    def __init__(
        self,
        db: Database,
        now: Callable[[], float] = _awake,
        folder: Path | None = None,
    ) -> None:
        self._db = db
        self._now = now
        self._holder = uuid4().hex
        self._sign = Sign(self._holder, folder)
        self._renewed_at: float | None = None

    async def begin(self) -> None:
        self._sign.show()
        told = False
        while (holder := await self._holder_now()) != self._holder:
            if holder is not None and not told:
                log.info("waiting: another process answers the updates")
                told = True
            await asyncio.sleep(GLANCE)

    async def last(self) -> None:
        while self.is_ours():
            await asyncio.sleep(RENEW)
            await self._renew()
        log.warning("the updates are left to another process: the lease could not be renewed")

    async def end(self) -> None:
        self._renewed_at = None
        with suppress(Busy, TimeoutError):  # then it runs out
            async with asyncio.timeout(PARTING):
                await self._db.run(leases.release, UPDATES, self._holder)
        self._sign.hide()

    def is_ours(self) -> bool:
        return self._left() > 0

    def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        def plainly(session: Session, clock: Clock) -> T:
            return use_case(session, clock, *args, **kwargs)

        return self._db.run(leases.as_holder, UPDATES, self._holder, plainly)

    async def _holder_now(self) -> str | None:
        """Whose turn it is: ours, if it is nobody's. None while the database cannot tell."""
        with suppress(Busy):
            holder = await self._ask()
            if holder is not None and self._sign.is_of_the_dead(holder):
                await self._db.run(leases.release, UPDATES, holder)
                self._sign.clear_away(holder)  # not before: we may be killed, too
                holder = await self._ask()
            return holder
        return None

    async def _ask(self) -> str | None:
        began = self._now()
        holder = await self._db.run(leases.take, UPDATES, self._holder)
        self._renewed_at = began if holder == self._holder else None
        return holder

    async def _renew(self) -> None:
        """Try, and as long as the lease lasts try again."""
        while (left := self._left()) > 0:
            began = self._now()
            try:
                async with asyncio.timeout(left):
                    renewed = await self._db.run(leases.renew, UPDATES, self._holder)
            except (Busy, TimeoutError):
                await asyncio.sleep(GLANCE)
            else:
                self._renewed_at = began if renewed else None
                return

    def _left(self) -> float:
        if self._renewed_at is None:
            return 0.0
        return self._renewed_at + leases.LEASE.total_seconds() - RENEW - self._now()
