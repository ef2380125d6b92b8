"""Real processes on both databases, killed without warning."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.forked import MortalBot
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
