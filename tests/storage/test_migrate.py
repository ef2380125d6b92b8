"""Bringing a database up to date, or saying in one line why not, and then leaving it as it was."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url

from storage.engine import looking_engine, parse_url
from storage.errors import DatabaseUnusable
from storage.migrate import migrate, revision
from storage.migrations import HEAD
from storage.tables import Base
from tests.databases import Postgres, dump_of, rows_of


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'daymark.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create("template0")
    yield url
    postgres.drop(url)


@pytest.fixture
def file(new_sqlite: Callable[[], str]) -> Path:
    return Path(str(make_url(new_sqlite()).database))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(url: str) -> str:
    with pytest.raises(DatabaseUnusable) as refusal:
        migrate(url)
    line = str(refusal.value)
    assert "\n" not in line
    assert line.endswith(".")
    return line


def test_an_empty_database_becomes_the_newest(empty: str) -> None:
    assert revision(empty) is None
    assert migrate(empty) is None
    assert revision(empty) == HEAD


def test_migrating_again_changes_nothing(empty: str) -> None:
    migrate(empty)
    before = dump_of(empty)
    assert migrate(empty) == HEAD
    assert dump_of(empty) == before


def test_the_newest_revision_is_what_the_tables_say(url: str) -> None:
    engine = looking_engine(parse_url(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_head_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_looking_for_the_revision_makes_no_file(tmp_path: Path) -> None:
    assert revision(f"sqlite:///{tmp_path / 'daymark.db'}") is None
    assert contents(tmp_path) == {}


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    rows_of(url, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in refused(url)
    assert rows_of(url, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize(
    "tables",
    [
        ("CREATE TABLE songs (id INTEGER)",),
        (
            "CREATE TABLE songs (id INTEGER)",
            "CREATE TABLE alembic_version (version_num VARCHAR(32))",
            f"INSERT INTO alembic_version VALUES ('{HEAD}')",
        ),
    ],
    ids=["without a revision", "with our revision's number"],
)
def test_somebody_elses_database_is_left_alone(empty: str, tables: tuple[str, ...]) -> None:
    for statement in tables:
        rows_of(empty, statement)
    assert "something else" in refused(empty)
    assert rows_of(empty, "SELECT * FROM songs") == []
    with pytest.raises(Exception, match="people"):
        rows_of(empty, "SELECT * FROM people")


def test_somebody_elses_file_keeps_every_byte(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "songs.db")) as other:
        other.execute("CREATE TABLE songs (id INTEGER)")
        other.commit()
    before = contents(tmp_path)
    refused(f"sqlite:///{tmp_path / 'songs.db'}")
    assert contents(tmp_path) == before


def test_a_file_of_garbage_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "daymark.db").write_bytes(os.urandom(5000))
    before = contents(tmp_path)
    refused(f"sqlite:///{tmp_path / 'daymark.db'}")
    assert contents(tmp_path) == before


def damage(file: Path) -> None:
    """Flip bytes in the page that holds a table's first rows."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'goals'")
        [(size,)] = connection.execute("PRAGMA page_size")
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xff" * 64)


def test_a_damaged_file_is_refused_and_kept(file: Path) -> None:
    damage(file)
    before = contents(file.parent)
    assert "daymark restore" in refused(f"sqlite:///{file}")
    assert contents(file.parent) == before


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder of files that may not be written; root may write everything, so nobody looks."""
    folder = Path(tempfile.mkdtemp(prefix="daymark-readonly-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def lock_out(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)


def test_a_read_only_file_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")
    with unprivileged() as folder:
        shutil.copy(file, folder / "daymark.db")
        before = contents(folder)
        lock_out(folder)
        line = refused(f"sqlite:///{folder / 'daymark.db'}")
        assert contents(folder) == before
    assert "readonly" in line


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "folder" in refused(f"sqlite:///{tmp_path}")


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    assert "nowhere" in refused(f"sqlite:///{tmp_path}/nowhere/daymark.db")
    assert contents(tmp_path) == {}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "cannot be read"),
        ("daymark.db", "cannot be read"),
        ("postgresql://bob:secret@host:port/daymark", "cannot be read"),
        ("mysql://bob:secret@host/daymark", "SQLite or PostgreSQL"),
        ("nonsense://bob:secret@host/daymark", "SQLite or PostgreSQL"),
        ("sqlite://", "memory"),
        ("sqlite:///:memory:", "memory"),
        ("postgresql://bob:secret@127.0.0.1:1/daymark", "cannot be used"),
    ],
)
def test_a_wrong_address_is_told_in_one_line_without_the_password(url: str, says: str) -> None:
    line = refused(url)
    assert says in line
    assert "secret" not in line


def test_postgresql_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "extra 'postgres'" in refused("postgresql://host/daymark")


MIGRATING = """
import sys
from storage.migrate import migrate
sys.stdin.readline()
migrate(sys.argv[1])
"""


def test_processes_that_migrate_at_once_take_turns(empty: str) -> None:
    command = [sys.executable, "-W", "error", "-c", MIGRATING, empty]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=60)[1] for process in processes]
    assert errors == [""] * len(processes)
    assert revision(empty) == HEAD


def test_a_word_that_no_state_knows_is_refused_by_the_database(url: str) -> None:
    with pytest.raises(Exception, match=re.compile("check constraint", re.I)):
        rows_of(url, "INSERT INTO inbox VALUES (1, 1, 'lost', NULL, NULL, 0, NULL, 0)")
