"""A database that is locked, full, damaged or not ours: one honest line, and nothing lost."""

import ctypes
import resource
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrations import HEAD
from tests.bot_process import BotProcess, NotRunning
from tests.crash.conversation import Conversation
from tests.emulator_process import Person
from tests.history import facts_of
from tests.storage.test_migrate import damage

pytestmark = pytest.mark.e2e
BAD_DATABASE = 3
LOCKED_SECONDS = 8.0
"""Longer than the bot waits for a lock before it says so."""


def test_a_tap_while_the_database_is_locked_is_told_of_and_then_done_once(
    at_home: Conversation, alice: Person, file: Path
) -> None:
    alice.say("/today")
    alice.wait_for_text("Today, ")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        alice.press("⬜ run-Alice")
        held_since = time.monotonic()
        toast = alice.wait_for_toast(after=latest_toast(alice), seconds=30)
        assert "I cannot write just now" in toast["text"]
        time.sleep(max(0.0, LOCKED_SECONDS - (time.monotonic() - held_since)))
        other.execute("ROLLBACK")
    alice.wait_for_text("– done", seconds=40)
    at_home.finish()
    assert [fact.what for fact in facts_of(at_home.bot.database)].count(done_today(at_home)) == 1


def test_a_full_disk_is_told_of_and_recovered_from_without_a_restart(
    at_home: Conversation, alice: Person, file: Path
) -> None:
    alice.say("/today")
    alice.wait_for_text("Today, ")
    before = latest_toast(alice)
    log = file.with_name("daymark.db-wal")
    allow_files_of(at_home.bot, log.stat().st_size)
    alice.press("⬜ run-Alice")
    toast = alice.wait_for_toast(after=before, seconds=30)
    assert "I cannot write just now" in toast["text"]
    allow_files_of(at_home.bot, resource.RLIM_INFINITY)
    alice.wait_for_text("– done", seconds=40)
    at_home.finish()
    assert [fact.what for fact in facts_of(at_home.bot.database)].count(done_today(at_home)) == 1


def test_a_damaged_database_is_left_alone(bot: BotProcess, file: Path) -> None:
    bot.start().terminate()
    damage(file)
    assert "is damaged" in refusal(bot, file)


def test_a_database_of_a_newer_version_is_left_alone(bot: BotProcess, file: Path) -> None:
    bot.start().terminate()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"9{HEAD}",))
    assert "written by a newer Daymark" in refusal(bot, file)


def test_a_database_of_something_else_is_left_alone(bot: BotProcess, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    assert "belongs to something else" in refusal(bot, file)


def test_a_file_that_is_no_database_is_left_alone(bot: BotProcess, file: Path) -> None:
    file.write_text("Dear diary, today I kept no backup." * 100)
    assert "cannot be used" in refusal(bot, file)


def test_a_folder_is_no_database(bot: BotProcess, file: Path) -> None:
    file.mkdir()
    assert "is a folder" in refusal(bot, file)


def test_a_missing_folder_is_not_made(bot_on: Callable[..., BotProcess], tmp_path: Path) -> None:
    absent = tmp_path / "absent" / "daymark.db"
    assert "There is no folder" in refusal(bot_on(f"sqlite:///{absent}"), absent)
    assert not absent.parent.exists()


def test_a_database_that_may_not_be_written_is_left_alone(bot: BotProcess, file: Path) -> None:
    bot.start().terminate()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("DELETE FROM alembic_version")
    file.chmod(0o444)
    file.parent.chmod(0o555)
    bot.limit = without_overriding_modes
    try:
        assert "readonly" in refusal(bot, file)
    finally:
        file.parent.chmod(0o755)


def refusal(bot: BotProcess, file: Path) -> str:
    """What a bot says that will not start; its exit code, and that it touched nothing, are checked."""
    before, so_far = contents(file), len(bot.said)
    with pytest.raises(NotRunning):
        bot.start()
    assert bot.wait() == BAD_DATABASE
    assert contents(file) == before
    (line,) = bot.said[so_far:]
    return line


def contents(file: Path) -> dict[str, bytes | None]:
    """Everything beside the file, with the file itself."""
    if not file.parent.exists():
        return {}
    return {
        path.name: path.read_bytes() if path.is_file() else None for path in file.parent.iterdir()
    }


def allow_files_of(bot: BotProcess, size: int) -> None:
    """From now on the bot can write no file beyond ``size`` bytes, as on a disk that is full."""
    assert bot.process is not None
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def without_overriding_modes() -> None:
    """Root too has to respect the modes of files in what is executed next."""
    drop_from_bounding_set, override_modes = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, override_modes, 0, 0, 0)


def latest_toast(person: Person) -> int:
    return max((int(toast["seq"]) for toast in person.toasts()), default=0)


def done_today(conversation: Conversation) -> str:
    (what,) = [
        fact.what
        for fact in facts_of(conversation.bot.database)
        if fact.what.startswith("done run-Alice")
    ]
    return what
