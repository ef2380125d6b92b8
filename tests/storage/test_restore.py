"""Restore: the same rows into either database, whole or not at all."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from domain.clock import FakeClock
from storage import copying, people
from storage.backup import backup, restore
from storage.database import Database
from storage.migrate import migrate, revision
from storage.migrations import HEAD
from tests.databases import NOON, acquaint, dump_of, rows_of
from tests.storage.backups import names_in, path_of, refused
from tests.storage.test_migrate import damage


def test_a_restored_backup_is_the_same_and_runs(filled: str, emptied: str, file: Path) -> None:
    before = dump_of(filled)
    backup(filled, file)
    restore(file, emptied)
    assert dump_of(emptied) == before
    database = Database(emptied, FakeClock(NOON))
    ids = {row[0] for row in before["people"]}
    assert acquaint(database, 999, None).id > max(ids) + 1  # the deleted last one's id stays used
    database.close()


def test_from_one_database_to_the_other_and_back_nothing_changes(
    filled: str, new_postgres: Callable[[], str], new_sqlite: Callable[[], str], tmp_path: Path
) -> None:
    before, here = dump_of(filled), filled
    for n, there in enumerate((new_postgres(), new_sqlite(), new_postgres())):
        backup(here, tmp_path / f"{n}.backup")
        restore(tmp_path / f"{n}.backup", there)
        assert dump_of(there) == before
        here = there


def test_a_restore_refuses_a_database_that_holds_anything(
    filled: str, emptied: str, file: Path
) -> None:
    backup(emptied, file)
    before = dump_of(filled)
    assert "--replace" in refused(restore, file, filled)
    assert dump_of(filled) == before


def test_a_restore_that_may_replace_gives_exactly_the_backup(
    database: Database, filled: str, file: Path
) -> None:
    backup(filled, file)
    before = dump_of(filled)
    acquaint(database, 77, None)
    database.close()
    numbers = dump_of(filled)["numbering"]
    kept = restore(file, filled, replace=True)
    after = dump_of(filled)
    if kept:  # SQLite: the file that was there lies beside
        assert after == before
        assert len(dump_of(f"sqlite:///{kept}")["people"]) == len(before["people"]) + 1
    else:  # PostgreSQL: a number once given out is never given out again
        assert after == {**before, "numbering": numbers}


def test_a_restore_makes_a_database_where_there_was_none(filled: str, file: Path) -> None:
    backup(filled, file)
    fresh = file.with_name("fresh.db")
    assert restore(file, f"sqlite:///{fresh}") is None
    assert dump_of(f"sqlite:///{fresh}") == dump_of(filled)


def test_a_restore_leaves_the_backup_as_it_is(filled: str, emptied: str, file: Path) -> None:
    backup(filled, file)
    before = file.read_bytes()
    restore(file, emptied)
    assert file.read_bytes() == before


def test_what_was_there_is_kept_under_a_new_name_each_time(
    new_sqlite: Callable[[], str], file: Path
) -> None:
    url = new_sqlite()
    backup(url, file)
    kept = [restore(file, url) for _ in range(2)]
    name = path_of(url).name
    assert [path.name for path in kept if path] == [
        f"{name}.before-restore-1",
        f"{name}.before-restore-2",
    ]


def test_a_database_in_use_is_not_replaced(
    new_sqlite: Callable[[], str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_sqlite()
    backup(url, file)
    database = Database(url, FakeClock(NOON))
    acquaint(database, 1, None)
    before = names_in(file.parent)
    monkeypatch.setattr("storage.engine.BUSY_TIMEOUT_MS", 100)
    assert "stop Daymark" in refused(restore, file, url, replace=True)
    assert database.read_now(people.find, 1) is not None
    assert names_in(file.parent) == before
    database.close()


def test_what_a_killed_process_left_in_the_log_is_kept_too(
    new_sqlite: Callable[[], str], file: Path
) -> None:
    url = new_sqlite()
    backup(url, file)
    die = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    script = (
        "import sys; from domain.clock import SystemClock; from storage.database import Database;"
        "from tests.databases import acquaint; acquaint(Database(sys.argv[1], SystemClock()), 1, None);"
    )
    subprocess.run([sys.executable, "-c", script + die, url], check=False)
    assert path_of(url).with_name(path_of(url).name + "-wal").stat().st_size > 0
    kept = restore(file, url, replace=True)
    assert rows_of(url, "SELECT * FROM people") == []
    assert rows_of(f"sqlite:///{kept}", "SELECT telegram_id FROM people") == [(1,)]


def test_a_damaged_database_is_replaced_and_kept(new_sqlite: Callable[[], str], file: Path) -> None:
    url = new_sqlite()
    backup(url, file)
    path, garbage = path_of(url), os.urandom(5000)
    path.write_bytes(garbage)
    assert "--replace" in refused(restore, file, url)
    kept = restore(file, url, replace=True)
    assert kept
    assert kept.read_bytes() == garbage
    assert dump_of(url) == dump_of(f"sqlite:///{file}")


def test_a_log_without_its_database_is_put_aside_and_never_replayed(
    filled: str, new_sqlite: Callable[[], str], file: Path
) -> None:
    backup(filled, file)
    other = new_sqlite()
    database = Database(other, FakeClock(NOON))
    acquaint(database, 1, None)
    log = path_of(other).with_name(path_of(other).name + "-wal")
    fresh = file.with_name("fresh.db")
    shutil.copy(log, fresh.with_name("fresh.db-wal"))
    assert restore(file, f"sqlite:///{fresh}") is None
    assert dump_of(f"sqlite:///{fresh}") == dump_of(filled)
    assert fresh.with_name("fresh.db.before-restore-1-wal").read_bytes() == log.read_bytes()
    database.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough" * 200])
def test_a_file_that_is_no_backup_is_refused(url: str, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    before = dump_of(url)
    assert "backup.db" in refused(restore, file, url, replace=True)
    assert dump_of(url) == before


def test_a_missing_backup_is_refused(url: str, file: Path) -> None:
    assert "no backup" in refused(restore, file, url)


def test_a_damaged_backup_is_refused(filled: str, emptied: str, file: Path) -> None:
    backup(filled, file)
    damage(file)
    assert "sound" in refused(restore, file, emptied)
    assert all(not rows for name, rows in dump_of(emptied).items() if name != "numbering")


def test_a_backup_of_a_newer_version_is_refused(filled: str, emptied: str, file: Path) -> None:
    backup(filled, file)
    rows_of(f"sqlite:///{file}", "UPDATE alembic_version SET version_num = '9999'")
    before = dump_of(emptied)
    assert "newer" in refused(restore, file, emptied)
    assert dump_of(emptied) == before


def test_a_backup_of_an_older_version_is_migrated_on_a_copy(
    filled: str, emptied: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(filled, file)
    before = file.read_bytes()
    migrated: list[object] = []

    def migrating(url: str | URL) -> str | None:
        migrated.append(url)
        return migrate(url)

    monkeypatch.setattr("storage.backup.migrate", migrating)
    monkeypatch.setattr("storage.backup.HEAD", "9999")  # so that the file counts as older
    restore(file, emptied)
    assert migrated
    assert str(file) not in map(str, migrated)
    assert file.read_bytes() == before
    assert dump_of(emptied) == dump_of(f"sqlite:///{file}")


def test_a_restore_that_fails_changes_nothing(
    database: Database, filled: str, emptied: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(emptied, file)
    database.close()
    before, names = dump_of(filled), names_in(file.parent)

    def full(name: str) -> None:
        raise OSError(28, "No space left on device", name)

    monkeypatch.setattr("storage.backup.crash_point", full)
    assert "No space left" in refused(restore, file, filled, replace=True)
    after = dump_of(filled)
    assert after == before
    assert not any(name.endswith(".restoring") for name in names_in(file.parent) - names)


def test_an_unreachable_postgresql_is_told(new_sqlite: Callable[[], str], file: Path) -> None:
    backup(new_sqlite(), file)
    line = refused(restore, file, "postgresql://bob:secret@127.0.0.1:1/daymark")
    assert "cannot be used" in line
    assert "secret" not in line


@pytest.mark.parametrize("point", ["backup-written", "restore-ready"])
def test_a_kill_at_any_point_leaves_a_whole_database_and_the_next_try_works(
    filled: str, new_database: Callable[[], str], file: Path, point: str
) -> None:
    before = dump_of(filled)
    target = new_database()
    script = (
        "import sys; from pathlib import Path; from storage.backup import backup, restore;"
        "backup(sys.argv[1], Path(sys.argv[3])); restore(Path(sys.argv[3]), sys.argv[2])"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, filled, target, str(file)],
        env={**os.environ, "DAYMARK_CRASH_AT": point, "TMPDIR": str(file.parent)},
        check=False,
    )
    assert killed.returncode == -9
    assert dump_of(filled) == before
    assert revision(target) == HEAD
    assert rows_of(target, "SELECT * FROM people") == []
    if point == "backup-written":
        assert not file.exists()
        backup(filled, file)
    restore(file, target)
    assert dump_of(target) == before


def test_many_rows_are_copied_in_chunks(
    new_postgres: Callable[[], str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 3)
    url = new_postgres()
    database = Database(url, FakeClock(NOON))
    for n in range(10):
        acquaint(database, n, None)
    database.close()
    backup(url, file)
    assert dump_of(f"sqlite:///{file}") == dump_of(url)
    restored = file.with_name("restored.db")
    shutil.copy(file, restored)
    restore(restored, url, replace=True)
    assert dump_of(url) == dump_of(f"sqlite:///{file}")
