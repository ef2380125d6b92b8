"""Bringing a database to the schema of this version, or saying in one line why that cannot be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, InterfaceError, NoSuchModuleError

from storage import triggers
from storage.crash import crash_point
from storage.engine import is_postgres, looking_engine, parse_url, sqlite_path, writer_engine
from storage.errors import DatabaseUnusable
from storage.migrations import HEAD

_LOCK = 0x6461796D61726B
"""The advisory lock that makes two starting processes take turns on PostgreSQL ("daymark")."""

_LANDMARKS = {"alembic_version", "people", "goals"}
"""What every revision has. A revision alone proves nothing: others number theirs 0001 too."""


def migrate(url: str | URL) -> str | None:
    """Upgrade the database, in one transaction under a lock. Returns the revision it had before.

    A new SQLite file is made where there was none. Raises DatabaseUnusable, and leaves everything as
    it was, when the file is corrupt, read-only, not Daymark's, or from a newer version.
    """
    parsed = parse_url(url)
    check_place(parsed)
    _make_private(parsed)
    revision(url)  # refuses what is not ours before the writer's engine could turn it to WAL
    with opened(writer_engine, parsed) as engine, engine.begin() as connection:
        if is_postgres(parsed):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = _revision(connection)
        if before != HEAD:
            _upgrade(connection, before)
            crash_point("migrated")
        if is_postgres(parsed):
            triggers.install(connection)
        return before


def revision(url: str | URL) -> str | None:
    """The revision of a database as it is; None for an empty or absent one. Changes nothing.

    Raises DatabaseUnusable when it is damaged or not Daymark's.
    """
    parsed = parse_url(url)
    if not is_postgres(parsed) and not sqlite_path(parsed).exists():
        return None  # opening it would make an empty file
    with opened(looking_engine, parsed) as engine, engine.connect() as connection:
        if not is_postgres(parsed):
            _check_health(connection)
        return _revision(connection)


@contextmanager
def opened(make: Callable[[URL], Engine], url: URL) -> Iterator[Engine]:
    """An engine for a moment; what goes wrong in it is told as DatabaseUnusable."""
    try:
        engine = make(url)
    except (ImportError, NoSuchModuleError):
        raise DatabaseUnusable(
            "PostgreSQL needs its driver: install Daymark with the extra 'postgres'."
        ) from None
    try:
        with explained(url):
            yield engine
    finally:
        engine.dispose()


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """One line instead of a stack trace, without the password and without a word of anybody's data."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
        where = url.render_as_string(hide_password=True)
        raise DatabaseUnusable(f"The database {where} cannot be used: {reason}.") from None


def check_place(url: URL) -> None:
    if is_postgres(url):
        return
    path = sqlite_path(url)
    if not path.parent.is_dir():
        raise DatabaseUnusable(f"There is no folder {path.parent} for the database; make it first.")
    if path.is_dir():
        raise DatabaseUnusable(f"{path} is a folder; the database has to be a file.")


def _make_private(url: URL) -> None:
    """A new file is for its owner alone from the first byte: it will hold health data."""
    if not is_postgres(url) and not sqlite_path(url).exists():
        sqlite_path(url).touch(mode=0o600)


def _check_health(connection: Connection) -> None:
    # The rules of columns held when their rows were written. Tried again on each row they take twice as
    # long as the pages.
    connection.execute(text("PRAGMA ignore_check_constraints=ON"))
    connection.execute(text("PRAGMA cache_size=-128"))  # KiB: no page is looked at twice
    problem = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    if problem != "ok":
        raise DatabaseUnusable(
            "The database file is damaged. Nothing was changed in it; stop here, keep a copy, and "
            "bring back a backup with 'daymark restore FILE'."
        )


def _revision(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not tables >= _LANDMARKS:
        raise DatabaseUnusable("This database belongs to something else; Daymark leaves it alone.")
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
