"""Real processes on both databases, killed without warning."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.bot_process import BotProcess
from tests.databases import (  # noqa: F401
    new_database,
    new_postgres,
    new_sqlite,
    postgres,
    sqlite_template,
    url,
)
from tests.emulator_process import Emulator, Person


@pytest.fixture(scope="session")
def running() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running: Emulator) -> Emulator:
    running.reset()
    return running


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
def bot(bot_on: Callable[..., BotProcess], url: str) -> BotProcess:  # noqa: F811
    """A bot that is not started yet."""
    return bot_on(url)


@pytest.fixture
def people(emulator: Emulator) -> list[Person]:
    return [emulator.person("Alice"), emulator.person("Bob")]
