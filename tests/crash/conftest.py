"""Real processes on both databases, killed without warning."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot_process import RUN, BotProcess
from tests.crash.forked import MortalBot
from tests.crash.soak import SEED, Fate, Soak, crowd_of
from tests.databases import (  # noqa: F401
    new_database,
    new_postgres,
    new_sqlite,
    postgres,
    sqlite_template,
    url,
)
from tests.emulator_process import Emulator, Person
from tests.processes import alice, bob, bot, bot_on, emulator, running  # noqa: F401


@pytest.fixture
def people(alice: Person, bob: Person) -> list[Person]:  # noqa: F811
    return [alice, bob]


@pytest.fixture
def mortal(emulator: Emulator, url: str, tmp_path: Path) -> Iterator[MortalBot]:  # noqa: F811
    """A bot that has started, and can be told when to die."""
    with MortalBot(emulator, url, folder=tmp_path) as bot:  # noqa: F811
        yield bot


@pytest.fixture
def soaked(
    emulator: Emulator,  # noqa: F811
    bot_on: Callable[..., BotProcess],  # noqa: F811
    url: str,  # noqa: F811
    tmp_path: Path,
) -> Callable[..., Soak]:
    """Makes households that have settled in, with a bot that is run by a command."""

    def settled(command: tuple[str, ...] = RUN, *, crowd: int, strikes: bool = True) -> Soak:
        clock_file = tmp_path / "clock.json"
        bot = bot_on(url, command=command, settings={"DAYMARK_CLOCK_FILE": str(clock_file)})  # noqa: F811
        fate = Fate(random.Random(SEED), strikes)
        soak = Soak(emulator, bot, clock_file, fate, crowd_of(emulator, crowd))
        soak.begin()
        return soak

    return settled
