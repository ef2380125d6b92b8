"""What the tests of backup and of restore share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.errors import DatabaseUnusable
from tests.databases import dump_of
from tests.storage.full import fill


@pytest.fixture
def filled(database: Database, url: str) -> str:
    """A database with rows in every table."""
    fill(database)
    assert all(rows for rows in dump_of(url).values())
    return url


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup goes."""
    return tmp_path / "backup.db"


@pytest.fixture
def emptied(new_database: Callable[[], str]) -> str:
    """Another database of the same kind, without a row."""
    return new_database()


def refused(call: Callable[..., Any], *arguments: object, **options: bool) -> str:
    with pytest.raises(DatabaseUnusable) as refusal:
        call(*arguments, **options)
    line = str(refusal.value)
    assert "\n" not in line
    return line


def path_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
