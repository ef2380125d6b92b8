"""A desk with nobody at it, and one at which Alice has settled in. City names are looked up in a
table here: the real list and map are asked in test_places.py."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.desk import Desk
from tests.databases import sqlite_template  # noqa: F401 - a fixture

CITIES = {
    "berlin": ("Europe/Berlin",),
    "munich": ("Europe/Berlin",),
    "paris": ("Europe/Paris", "America/Chicago"),
    "atlantis": ("Atlantic/Atlantis",),
}


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    async def zones_of_city(name: str) -> tuple[str, ...]:
        return CITIES.get(name.casefold(), ())

    async def zones_at(latitude: float, _longitude: float) -> tuple[str, ...]:
        return ("Asia/Tokyo",) if latitude > 0 else ()

    monkeypatch.setattr("bot.dialogs.zone.zones_of_city", zones_of_city)
    monkeypatch.setattr("bot.handlers.history.zones_of_city", zones_of_city)
    monkeypatch.setattr("bot.dialogs.zone.zones_at", zones_at)


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:  # noqa: F811
    """Nobody has ever talked with this bot."""
    path = tmp_path / "desk.db"
    shutil.copy(sqlite_template, path)
    with Desk(path) as desk:
        yield desk


@pytest.fixture
def home(desk: Desk) -> Desk:
    """Alice lives in Berlin and agreed to everything; it is Wednesday 4 March 2026, 13:00."""
    desk.alice.settles_in()
    return desk
