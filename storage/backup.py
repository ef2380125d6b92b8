"""Backups: one SQLite file with Daymark's own tables, whichever database it was taken from.

A file has its name only once it is whole and on the disk, here and in what is restored; until then it
is called ``.part`` or ``.restoring``, and the next try clears away what a crash left of it.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from storage.copying import check_counts, copy_rows, counts, holds_anything
from storage.crash import crash_point
from storage.engine import (
    is_postgres,
    looking_engine,
    parse_url,
    reader_engine,
    sqlite_path,
    writer_engine,
)
from storage.errors import DatabaseUnusable
from storage.migrate import check_place, migrate, opened, revision
from storage.migrations import HEAD
from storage.tables import Base

_SIDES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file. Left beside another file, it would be replayed into that one."""


def backup(url: str, file: Path) -> None:
    """Write the database as it is at one moment to ``file``; everybody may go on working.

    Raises DatabaseUnusable, and leaves no file, when ``file`` exists, cannot be written, or there is
    nothing to back up.
    """
    source = parse_url(url)
    _refuse_overwriting(file)
    found = revision(source)
    if found is None:
        raise DatabaseUnusable("There is nothing to back up: the database is empty.")
    with _scratch(file.with_name(f"{file.name}.part")) as part:
        if is_postgres(source):
            _read_out(source, found, part)
        else:
            _vacuum(source, part)
        _check_sound(part)
        _sync(part)
        crash_point("backup-written")
        _refuse_overwriting(file)
        part.rename(file)
        _sync(file.parent)


def restore(file: Path, url: str, replace: bool = False) -> Path | None:
    """Put a backup in the place of the database, brought to this version's revision on the way.

    Returns where an SQLite file that was there before is kept now. Raises DatabaseUnusable, and leaves
    everything as it was, when the backup is not sound, the database is in use, or it holds anything
    and ``replace`` is not given.
    """
    target = parse_url(url)
    check_place(target)
    found = _check_backup(file)
    if not replace:
        _refuse_full(target)
    if not is_postgres(target):
        path = sqlite_path(target)
        with _scratch(path.with_name(f"{path.name}.restoring")) as fresh:
            _renew(file, found, fresh)
            return _put_in_place(fresh, path)
    with (
        tempfile.TemporaryDirectory(prefix="daymark-") as folder,
        _scratch(Path(folder) / "daymark.db") as fresh,
    ):
        _renew(file, found, fresh)
        _read_in(fresh, target)
    return None


def _read_out(source: URL, found: str, part: Path) -> None:
    if found != HEAD:
        raise DatabaseUnusable("The database is of another version; run 'daymark migrate' first.")
    migrate(_at(part))
    with (
        opened(reader_engine, source) as reading,
        reading.connect() as old,
        opened(writer_engine, _at(part)) as writing,
        writing.begin() as new,
    ):
        copy_rows(old, new)
    _leave_wal(part)


def _read_in(fresh: Path, target: URL) -> None:
    """All or nothing, in one transaction that everybody else waits for."""
    migrate(target)
    names = ", ".join(each.name for each in Base.metadata.sorted_tables)
    with (
        opened(looking_engine, _at(fresh)) as reading,
        reading.connect() as old,
        opened(writer_engine, target) as writing,
        writing.begin() as new,
    ):
        new.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        for each in reversed(Base.metadata.sorted_tables):
            new.execute(each.delete())
        copy_rows(old, new)
        crash_point("restore-ready")


def _vacuum(source: URL, copy: Path) -> None:
    """SQLite's own way: one moment, while others write, and without what was deleted."""
    with opened(looking_engine, source) as engine, engine.connect() as connection:
        before = _changes(connection)
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
        there = counts(connection)
        nobody_wrote = _changes(connection) == before
    with opened(looking_engine, _at(copy)) as engine, engine.connect() as connection:
        check_counts(there if nobody_wrote else counts(connection), counts(connection))


def _changes(connection: Connection) -> int:
    """A number that differs once another connection has committed."""
    version: int = connection.scalars(text("PRAGMA data_version")).one()
    return version


def _renew(file: Path, found: str, fresh: Path) -> None:
    """A copy of the backup at this version's revision; the backup itself is never written to."""
    _vacuum(_at(file), fresh)
    if found != HEAD:
        migrate(_at(fresh))
        _leave_wal(fresh)
    _check_sound(fresh)
    _sync(fresh)


def _put_in_place(fresh: Path, path: Path) -> Path | None:
    """One rename: at every moment there is a whole database under the name."""
    was_there, kept = path.exists(), _free_name(path)
    if was_there:
        _settle(path)
        shutil.copy2(path, kept)
        _sync(kept)
    for side in _SIDES:
        if _beside(path, side).exists():  # of a damaged database, or left by a crash
            _beside(path, side).rename(_beside(kept, side))
    crash_point("restore-ready")
    fresh.replace(path)
    _sync(path.parent)
    return kept if was_there else None


def _settle(path: Path) -> None:
    """Bring what still lies in the log into the file. That takes having the database for oneself;
    a damaged one is kept as it is, with its log."""
    with opened(looking_engine, _at(path)) as engine, suppress(DatabaseError):
        try:
            with engine.connect() as connection:
                connection.execute(_ONE_FILE)
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise DatabaseUnusable("The database is in use; stop Daymark first.") from None


def _leave_wal(file: Path) -> None:
    """A WAL file needs others beside it; a backup has to be one file."""
    with opened(looking_engine, _at(file)) as engine, engine.connect() as connection:
        connection.execute(_ONE_FILE)


_ONE_FILE = text("PRAGMA journal_mode=DELETE")


def _check_backup(file: Path) -> str:
    """The revision of a backup."""
    if not file.is_file():
        raise DatabaseUnusable(f"There is no backup {file}.")
    try:
        found = revision(_at(file))
    except DatabaseUnusable as error:
        raise DatabaseUnusable(f"{file} is no sound backup: {error}") from None
    if found is None:
        raise DatabaseUnusable(f"{file} is no backup: it is empty.")
    return found


def _check_sound(file: Path) -> None:
    revision(_at(file))
    with opened(looking_engine, _at(file)) as engine, engine.connect() as connection:
        if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
            raise DatabaseUnusable("The copy is not sound: a row refers to one that is not there.")


def _refuse_overwriting(file: Path) -> None:
    if file.exists():
        raise DatabaseUnusable(f"{file} is there already; a backup never overwrites a file.")


def _refuse_full(target: URL) -> None:
    try:
        full = revision(target) is not None and _is_full(target)
    except DatabaseUnusable:
        if is_postgres(target):
            raise
        full = True  # a damaged file may hold the only copy of something
    if full:
        raise DatabaseUnusable("The database is not empty; restore with --replace to replace it.")


def _is_full(target: URL) -> bool:
    with opened(looking_engine, target) as engine, engine.connect() as connection:
        return holds_anything(connection)


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """An empty file that only its owner may read; unless it was renamed, it goes at the end."""
    try:
        _clear(path)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            yield path
        finally:
            _clear(path)
    except OSError as error:
        raise DatabaseUnusable(f"{error.filename or path}: {error.strerror}.") from None


def _clear(path: Path) -> None:
    for each in (path, *(_beside(path, side) for side in _SIDES)):
        each.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-restore-{n}") for n in count(1))
    return next(
        name for name in names if not any(_beside(name, side).exists() for side in ("", *_SIDES))
    )


def _beside(path: Path, side: str) -> Path:
    return path.with_name(path.name + side)


def _at(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))
