"""Bringing a database to the schema of this version, or saying in one line why that cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, InterfaceError, NoSuchModuleError

from storage.engine import is_postgres, parse_url, sqlite_path, writer_engine
from storage.errors import DatabaseUnusable
from storage.migrations import HEAD

_LOCK = 0x6461796D61726B
"""The advisory lock that makes two starting processes take turns on PostgreSQL ("daymark")."""


def migrate(url: str) -> str | None:
    """Upgrade the database, in one transaction under a lock. Returns the revision it had before.

    A new SQLite file is made where there was none. Raises DatabaseUnusable, and leaves everything as
    it was, when the file is corrupt, read-only, not Daymark's, or from a newer version.
    """
    parsed = parse_url(url)
    _check_place(parsed)
    with _engine(parsed) as engine, _explained(parsed), engine.begin() as connection:
        if is_postgres(parsed):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        else:
            _check_health(connection)
        before = _revision(connection)
        if before != HEAD:
            _upgrade(connection, before)
        return before


def revision(url: str) -> str | None:
    """The revision of a database as it is; None for an empty one. Changes nothing."""
    parsed = parse_url(url)
    with _engine(parsed) as engine, _explained(parsed), engine.connect() as connection:
        return _revision(connection)


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    try:
        engine = writer_engine(url)
    except (ImportError, NoSuchModuleError):
        raise DatabaseUnusable(
            "PostgreSQL needs its driver: install Daymark with the extra 'postgres'."
        ) from None
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _explained(url: URL) -> Iterator[None]:
    """One line instead of a stack trace, without the password and without a word of anybody's data."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
        where = url.render_as_string(hide_password=True)
        raise DatabaseUnusable(f"The database {where} cannot be used: {reason}.") from None


def _check_place(url: URL) -> None:
    if is_postgres(url):
        return
    path = sqlite_path(url)
    if not path.parent.is_dir():
        raise DatabaseUnusable(f"There is no folder {path.parent} for the database; make it first.")
    if path.is_dir():
        raise DatabaseUnusable(f"{path} is a folder; the database has to be a file.")


def _check_health(connection: Connection) -> None:
    problem = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    if problem != "ok":
        raise DatabaseUnusable(
            "The database file is damaged. Nothing was changed in it; stop here, keep a copy, and "
            "bring back a backup with 'daymark restore FILE'."
        )


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise DatabaseUnusable(
                "This database belongs to something else; Daymark leaves it alone."
            )
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection, before: str | None) -> None:
    # Alembic is imported only when there is something to do: most starts need not pay for it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if before is not None and before not in known:
        raise DatabaseUnusable(
            "This database was written by a newer Daymark. Install that version, or bring back a "
            "backup that this one made; nothing was changed."
        )
    command.upgrade(config, "head")
