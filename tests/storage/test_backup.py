"""Backup: every row of one moment in one sound file, or no file."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import copying, people
from storage.backup import backup
from storage.database import Database
from tests.databases import acquaint, dump_of, rows_of
from tests.storage.backups import names_in, path_of, refused
from tests.storage.test_migrate import damage


def test_a_backup_holds_every_row_and_the_numbering(filled: str, file: Path) -> None:
    backup(filled, file)
    assert dump_of(f"sqlite:///{file}") == dump_of(filled)


def test_a_backup_is_one_file_that_only_its_owner_may_read(filled: str, file: Path) -> None:
    backup(filled, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {name for name in names_in(file.parent) if name.startswith("backup")} == {"backup.db"}
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_backup_never_overwrites_a_file(filled: str, file: Path) -> None:
    file.write_text("precious")
    assert "there already" in refused(backup, filled, file)
    assert file.read_text() == "precious"
    assert "backup.db.part" not in names_in(file.parent)


def test_what_a_crash_left_of_a_backup_is_cleared_away(filled: str, file: Path) -> None:
    for side in ("", "-wal", "-shm"):
        file.with_name(f"backup.db.part{side}").write_bytes(os.urandom(5000))
    backup(filled, file)
    assert dump_of(f"sqlite:///{file}") == dump_of(filled)
    assert not any(".part" in name for name in names_in(file.parent))


def test_a_backup_into_a_missing_folder_is_told(filled: str, tmp_path: Path) -> None:
    assert "nowhere" in refused(backup, filled, tmp_path / "nowhere" / "backup.db")


def test_an_absent_database_is_not_backed_up(tmp_path: Path, file: Path) -> None:
    absent = tmp_path / "absent.db"
    assert "nothing to back up" in refused(backup, f"sqlite:///{absent}", file)
    assert names_in(tmp_path) == set()


def test_postgresql_of_another_version_is_migrated_first(
    new_postgres: Callable[[], str], file: Path
) -> None:
    url = new_postgres()
    rows_of(url, "UPDATE alembic_version SET version_num = '0000'")
    assert "daymark migrate" in refused(backup, url, file)
    assert not file.exists()


def test_a_damaged_database_gives_no_backup(new_sqlite: Callable[[], str], file: Path) -> None:
    url = new_sqlite()
    damage(path_of(url))
    refused(backup, url, file)
    assert not any(name.startswith("backup") for name in names_in(file.parent))


def test_a_copy_that_lacks_a_row_is_not_taken_for_a_backup(
    filled: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(1000))

    def miscounted(_: object) -> dict[str, int]:
        return {"goals": next(numbers)}

    monkeypatch.setattr(copying, "counts", miscounted)
    monkeypatch.setattr("storage.backup.counts", miscounted)
    assert "not complete" in refused(backup, filled, file)
    assert not file.exists()


def test_a_row_without_its_owner_is_not_taken_for_sound(
    new_sqlite: Callable[[], str], file: Path
) -> None:
    url = new_sqlite()
    rows_of(url, "INSERT INTO day_cards VALUES (404, 1, 1, 1)")  # references are not checked here
    assert "not sound" in refused(backup, url, file)
    assert not file.exists()


def test_a_backup_under_load_is_one_moment(database: Database, url: str, file: Path) -> None:
    """Each use case adds a person and a card; a copy of two moments would have them differ."""
    stop = threading.Event()
    alice = acquaint(database, 1, None)

    def pair(session: Session, clock: Clock, number: int) -> None:
        people.meet(session, clock, number, number, "en")
        people.agree(session, clock, alice, frozenset({"goals"} if number % 2 else set()))

    def write() -> None:
        number = 2
        while not stop.is_set():
            database.run_now(pair, number)
            number += 1

    writers = threading.Thread(target=write)
    writers.start()
    try:
        for n in range(3):
            backup(url, file.with_name(f"{n}.db"))
    finally:
        stop.set()
        writers.join()
    for n in range(3):
        copy = f"sqlite:///{file.with_name(f'{n}.db')}"
        [(met, consents)] = rows_of(
            copy, "SELECT max(telegram_id), (SELECT count(*) FROM consents) FROM people"
        )
        assert consents == (met - 1) // 2
        assert rows_of(copy, "SELECT count(*) FROM people") == [(met,)]
