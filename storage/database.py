"""The only bridge between the event loop and the database: one use case, one transaction."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import journal
from storage.crash import crash_point
from storage.engine import (
    POSTGRES_POOL,
    READERS,
    is_postgres,
    parse_url,
    reader_engine,
    writer_engine,
)
from storage.patience import patiently
from storage.writer import Job, Writer

__all__ = ["Database", "Session", "UseCase", "in_session"]

P = ParamSpec("P")
T = TypeVar("T")
UseCase = Callable[Concatenate[Session, Clock, P], T]


class Database:
    """Runs use cases: plain functions ``(session, clock, …) -> frozen result``.

    ``run`` gives a use case one write transaction and returns when it is durable; ``read`` gives it
    one moment of the database. Both may be awaited from any number of tasks. ``run_now`` and
    ``read_now`` are the same without an event loop, for the command line and for tests.
    """

    def __init__(self, url: str, clock: Clock) -> None:
        self.url = parse_url(url)
        self.clock = clock
        self._writing = writer_engine(self.url)
        journal.watch(self._writing)
        self._reading = reader_engine(self.url)
        threads = POSTGRES_POOL if is_postgres(self.url) else READERS
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")
        self._writer = None if is_postgres(self.url) else Writer(self._writing)

    def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run a use case that may write. Durable when it returns; wholly undone when it raises.

        Raises what the use case raises, or Busy when the database would not take it.
        """
        return asyncio.wrap_future(self._submit(use_case, *args, **kwargs))

    def run_now(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._submit(use_case, *args, **kwargs).result()

    def read(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run a use case that only looks."""
        context = contextvars.copy_context()

        def looking() -> T:
            return self.read_now(use_case, *args, **kwargs)

        return asyncio.wrap_future(self._threads.submit(context.run, looking))

    def read_now(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        def look() -> T:
            with self._reading.connect() as connection, Session(connection) as session:
                return use_case(session, self.clock, *args, **kwargs)

        return patiently(look)

    def close(self) -> None:
        """Let everything that was begun end, then close the connections."""
        if self._writer:
            self._writer.close()
        self._threads.shutdown()
        self._writing.dispose()
        self._reading.dispose()

    def _submit(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        context = contextvars.copy_context()

        def in_context(connection: Connection) -> T:
            return in_session(connection, use_case, self.clock, *args, **kwargs)

        def unit(connection: Connection) -> T:
            return context.run(in_context, connection)

        if self._writer:
            return self._writer.submit(unit)
        job = Job(unit)
        job.future.set_running_or_notify_cancel()  # as the writer does: who goes away undoes nothing
        self._threads.submit(self._transact, job)
        return job.future

    def _transact(self, job: Job) -> None:
        try:
            job.result = patiently(lambda: self._once(job.unit))
        except Exception as error:
            job.error = error
        job.settle()

    def _once(self, unit: Callable[[Connection], T]) -> T:
        with self._writing.begin() as connection:
            result = unit(connection)
            crash_point("before-commit")
        crash_point("after-commit")
        return result


def in_session(
    connection: Connection,
    use_case: UseCase[P, T],
    clock: Clock,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """One use case in a savepoint of the transaction that ``connection`` is in."""
    with (
        Session(connection, join_transaction_mode="create_savepoint") as session,
        session.begin(),
    ):
        return use_case(session, clock, *args, **kwargs)
