"""Real processes: the emulator, and bots on SQLite files against it."""

from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.databases import new_postgres, postgres  # noqa: F401
from tests.emulator_process import Emulator, Person
from tests.processes import alice, bob, bot, bot_on, emulator, running  # noqa: F401


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the bot of the test keeps its database."""
    return tmp_path / "daymark.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def at_home(
    emulator: Emulator,  # noqa: F811
    bot: BotProcess,  # noqa: F811
    alice: Person,  # noqa: F811
) -> Conversation:
    """Alice has agreed, lives in Berlin and has the goal ``run-Alice``; the bot runs."""
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO + GOAL)
    return conversation
