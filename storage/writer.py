"""Group commit: one thread writes, and the use cases that wait at one moment share one commit."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from storage.crash import crash_point
from storage.patience import is_trouble, patiently

T = TypeVar("T")

GROUP = 64
"""At most this many use cases in one commit: a longer one would only make its first member wait."""


@dataclass
class Job:
    """One use case on its way to the disk."""

    unit: Callable[[Connection], Any]
    future: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: Exception | None = None

    def attempt(self, connection: Connection) -> None:
        """Run in a savepoint of its own. A lost uniqueness race is tried once more: the second try
        sees the row that won."""
        for last in (False, True):
            try:
                self.result, self.error = self.unit(connection), None
                return
            except Exception as error:
                if is_trouble(error):
                    raise  # the database itself: the whole group is tried again
                self.error = error
                if last or not isinstance(error, IntegrityError):
                    return

    def settle(self) -> None:
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class Writer:
    """Owns the thread. ``submit`` returns a future that is done only after the commit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._gate = Lock()
        self._closed = False
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, unit: Callable[[Connection], T]) -> Future[T]:
        job = Job(unit)
        # From here on nobody can cancel it: a change that was begun is made, whoever went away.
        job.future.set_running_or_notify_cancel()
        with self._gate:
            if self._closed:
                raise RuntimeError("the database is closed")  # nobody would ever run it
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Write what was submitted before this call, then end."""
        with self._gate:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        going_on = True
        while going_on:
            jobs, going_on = self._take()
            if jobs:
                self._commit(jobs)

    def _take(self) -> tuple[list[Job], bool]:
        """Wait for one job, then take what else is already there; False after the last one."""
        waiting = [self._jobs.get()]
        with suppress(Empty):
            while waiting[-1] is not None and len(waiting) < GROUP:
                waiting.append(self._jobs.get_nowait())
        return [job for job in waiting if job is not None], waiting[-1] is not None

    def _commit(self, jobs: list[Job]) -> None:
        try:
            patiently(lambda: self._commit_once(jobs))
        except Exception as error:
            for job in jobs:
                job.error = error
        for job in jobs:
            job.settle()

    def _commit_once(self, jobs: list[Job]) -> None:
        with self._engine.begin() as connection:
            for job in jobs:
                job.attempt(connection)
            crash_point("before-commit")
        crash_point("after-commit")
