"""The processes of a test: one emulator for the whole run, wiped before each test, and bots against it.

A conftest imports these fixtures, and says with one of its own, ``url``, where ``bot`` keeps its data.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.bot_process import BotProcess
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
def bot(bot_on: Callable[..., BotProcess], url: str) -> BotProcess:
    """A bot that is not started yet."""
    return bot_on(url)


@pytest.fixture
def alice(emulator: Emulator) -> Person:
    return emulator.person("Alice")


@pytest.fixture
def bob(emulator: Emulator) -> Person:
    return emulator.person("Bob")
