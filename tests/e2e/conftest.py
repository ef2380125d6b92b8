"""One emulator process per test run, wiped before each test, and bots on SQLite files against it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.emulator_process import Emulator, Person


@pytest.fixture(scope="session")
def running() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running: Emulator) -> Emulator:
    running.reset()
    running.post("delay", seconds=0)
    return running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the bot of the test keeps its database."""
    return tmp_path / "daymark.db"


@pytest.fixture
def bot_on(emulator: Emulator) -> Iterator[Callable[..., BotProcess]]:
    """Makes bots, not yet started, and ends them with the test."""
    made: list[BotProcess] = []

    def make(database: str, **details: Any) -> BotProcess:  # noqa: ANN401 - its settings
        made.append(BotProcess(emulator, database, **details))
        return made[-1]

    yield make
    for bot in made:
        bot.close()


@pytest.fixture
def bot(bot_on: Callable[..., BotProcess], file: Path) -> BotProcess:
    """A bot that is not started yet."""
    return bot_on(f"sqlite:///{file}")


@pytest.fixture
def alice(emulator: Emulator) -> Person:
    return emulator.person("Alice")


@pytest.fixture
def bob(emulator: Emulator) -> Person:
    return emulator.person("Bob")


@pytest.fixture
def at_home(emulator: Emulator, bot: BotProcess, alice: Person) -> Conversation:
    """Alice has agreed, lives in Berlin and has the goal ``run-Alice``; the bot runs."""
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO + GOAL)
    return conversation
