"""Migration, backup and restore, killed where they are about to be done: all or nothing."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot_process import BotProcess, daymark
from tests.crash.conversation import GOAL, HELLO, Conversation, Say
from tests.databases import Postgres, dump_of, rows_of
from tests.emulator_process import Emulator, Person

pytestmark = pytest.mark.crash
KILLED = -signal.SIGKILL


@pytest.fixture(params=["sqlite", "postgres"])
def nothing_yet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create("template0")
    yield url
    server.drop(url)


@pytest.fixture
def lived_in(emulator: Emulator, people: list[Person], bot: BotProcess, url: str) -> str:
    """A database that a bot has written, and has left in order."""
    conversation = Conversation(emulator, bot.start(), people)
    conversation.go(HELLO + GOAL)
    conversation.finish()
    return url


def test_a_bot_killed_while_it_migrates_starts_the_next_time(
    emulator: Emulator, bot_on: Callable[..., BotProcess], nothing_yet: str
) -> None:
    bot = bot_on(nothing_yet, crash_at="migrated")
    assert bot.launch().wait() == KILLED
    assert tables_of(nothing_yet) == []
    bot.crash_at = ""
    bot.start()
    alice = emulator.person("Alice")
    Conversation(emulator, bot, [alice]).go([Say("/start", "I am Daymark")])
    assert "new, empty database was made" in bot.text


def test_a_backup_killed_before_it_has_its_name_leaves_none_and_can_be_made_again(
    lived_in: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    command = ("backup", str(file))
    killed = daymark(*command, DAYMARK_DATABASE=lived_in, DAYMARK_CRASH_AT="backup-written")
    assert killed.returncode == KILLED
    assert not file.exists()
    made = daymark(*command, DAYMARK_DATABASE=lived_in)
    assert made.returncode == 0, made.stdout
    assert dump_of(f"sqlite:///{file}") == dump_of(lived_in)


def test_a_restore_killed_before_its_end_changes_nothing_and_can_be_done_again(
    lived_in: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    daymark("backup", str(file), DAYMARK_DATABASE=lived_in)
    kept = dump_of(lived_in)
    rows_of(lived_in, "UPDATE people SET zone = 'Asia/Tokyo'")
    changed = dump_of(lived_in)
    command = ("restore", str(file), "--replace")
    killed = daymark(*command, DAYMARK_DATABASE=lived_in, DAYMARK_CRASH_AT="restore-ready")
    assert killed.returncode == KILLED
    assert dump_of(lived_in) == changed
    restored = daymark(*command, DAYMARK_DATABASE=lived_in)
    assert restored.returncode == 0, restored.stdout
    assert dump_of(lived_in) == kept


def tables_of(url: str) -> list[tuple[str]]:
    names = (
        "SELECT name FROM sqlite_master"
        if url.startswith("sqlite")
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    return rows_of(url, names)
