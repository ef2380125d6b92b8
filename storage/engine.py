"""Opening a database so that a commit means it: WAL, FULL, foreign keys, BEGIN IMMEDIATE."""

import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnusable

BUSY_TIMEOUT_MS = 5000
POSTGRES_POOL = 8
READERS = 2
Isolation = Literal["READ COMMITTED", "REPEATABLE READ"]


def parse_url(url: str | URL) -> URL:
    """The URL, or one clear sentence about what is wrong with it (never with the password in it)."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise DatabaseUnusable(
            "The database address cannot be read. It looks like sqlite:////path/to/daymark.db "
            "or postgresql://user:password@host/name."
        ) from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseUnusable(
            f"Daymark keeps its data in SQLite or PostgreSQL, not in {parsed.get_backend_name()!r}."
        )
    return parsed.set(drivername="postgresql+psycopg" if is_postgres(parsed) else "sqlite")


def is_postgres(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def sqlite_path(url: URL) -> Path:
    """The file behind an SQLite URL; one in memory would forget everything, so it is refused."""
    if not url.database or url.database == ":memory:":
        raise DatabaseUnusable("An SQLite database in memory forgets everything; name a file.")
    return Path(url.database)


def writer_engine(url: URL) -> Engine:
    """Where changes are made. On SQLite it holds the one connection that writes."""
    if is_postgres(url):
        return _postgres_engine(url)
    engine = create_engine(
        url, pool_size=1, max_overflow=0, connect_args=_sqlite_arguments(), hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(url: URL) -> Engine:
    """Where things are looked up. Readers of an SQLite file in WAL mode never wait for the writer."""
    if is_postgres(url):
        # Under READ COMMITTED two looks of one use case would see two moments.
        engine = _postgres_engine(url, isolation_level="REPEATABLE READ")
        return engine.execution_options(postgresql_readonly=True)
    engine = create_engine(
        url,
        pool_size=READERS,
        max_overflow=0,
        connect_args=_sqlite_arguments(),
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "connect", _only_look)
    event.listen(engine, "begin", _begin_plain)
    return engine


def looking_engine(url: URL) -> Engine:
    """For a first look at a database that may be anybody's: opening it changes nothing, while the
    other engines turn an SQLite file to WAL."""
    if is_postgres(url):
        return _postgres_engine(url)
    return create_engine(url, connect_args=_sqlite_arguments(), hide_parameters=True)


def _postgres_engine(url: URL, isolation_level: Isolation = "READ COMMITTED") -> Engine:
    return create_engine(
        url,
        pool_size=POSTGRES_POOL,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level=isolation_level,
        # Left to the system, a server that vanished is waited for as long as a quarter of an hour.
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 10_000},
    )


def _sqlite_arguments() -> dict[str, Any]:
    # The driver's own transactions begin late and lose updates; ours begin when we say so.
    return {"isolation_level": None, "check_same_thread": False}


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL may forget the last commits at a power cut
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "secure_delete=ON",  # or what was deleted can still be read from the file
    ):
        connection.execute(f"PRAGMA {pragma}")


def _only_look(connection: sqlite3.Connection, _record: object) -> None:
    # A use case that writes, run by ``read``, would lose its change without a word.
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Connection) -> None:
    # A plain BEGIN that turns into a write fails with "locked" in spite of the busy timeout, and the
    # driver's default lost 846 of 1000 concurrent increments without a word.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_plain(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
