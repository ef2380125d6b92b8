"""One emulator process per test run, wiped before each test."""

from collections.abc import Iterator

import pytest

from tests.emulator_process import Bot, Emulator, Person


@pytest.fixture(scope="session")
def running() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running: Emulator) -> Emulator:
    running.reset()
    return running


@pytest.fixture
def alice(emulator: Emulator) -> Person:
    """Alice, who has written to the bot."""
    person = emulator.person("Alice")
    person.say("hello")
    return person


@pytest.fixture
def bob(emulator: Emulator) -> Person:
    """Bob, who has written to the bot too."""
    person = emulator.person("Bob")
    person.say("hello")
    return person


@pytest.fixture
def charlie(emulator: Emulator) -> Person:
    """Charlie, who never wrote to the bot."""
    return emulator.person("Charlie")


@pytest.fixture
def bot(emulator: Emulator, alice: Person) -> Bot:
    """A bot that has read everything said so far."""
    bot = emulator.bot()
    bot.skip_updates()
    return bot
