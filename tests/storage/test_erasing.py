"""After an erasure nothing in the database knows the person any more."""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from domain.clock import FakeClock
from domain.errors import DomainError
from storage import entries, erasing, export, goals, inbox, moods, people
from storage.database import Database
from storage.erasing import SECOND_THOUGHTS, proof_of
from storage.people import Acquaintance
from storage.tables import Base
from tests.databases import NOON, acquaint, dump_of, rows_of
from tests.storage import belongings
from tests.storage.belongings import BOT
from tests.storage.test_goals import RUN, TODAY

SALT = b"salt"
NUMBER = 7_310_101
"""Alice's at Telegram: long enough to be nobody else's by accident."""

WORD = "Zaphira"


@pytest.fixture
def alice(database: Database) -> Acquaintance:
    me = acquaint(database, NUMBER, "Europe/Berlin")
    belongings.live(database, me, WORD)
    belongings.talk(database, me, WORD)
    return me


def everywhere(url: str) -> list[str]:
    """Every value of every column of every table there is, also of one we know nothing of."""
    engine: Engine = create_engine(make_url(url), poolclass=NullPool)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return [
            f"{table.name}.{column}={value}"
            for table in tables.tables.values()
            for row in connection.execute(select(table)).mappings()
            for column, value in row.items()
        ]


def spoken_of(url: str) -> list[str]:
    return [found for found in everywhere(url) if re.search(rf"{WORD}|\b{NUMBER}\b", found, re.I)]


def test_nothing_of_alice_is_left_in_any_column(
    database: Database, url: str, alice: Acquaintance, clock: FakeClock
) -> None:
    assert len(spoken_of(url)) > 30
    gone = database.run_now(erasing.erase, NUMBER, SALT)
    assert gone is not None
    assert (gone.telegram_id, gone.chat_id, gone.language) == (NUMBER, NUMBER, "en")
    assert spoken_of(url) == []
    owners = {
        table.name
        for table in Base.metadata.sorted_tables
        if "person_id" in table.c and rows_of(url, f"SELECT 1 FROM {table.name}")
    }
    assert owners == set()
    assert rows_of(url, "SELECT 1 FROM schedule_versions") == []
    assert rows_of(url, "SELECT 1 FROM act_changes") == []
    assert rows_of(url, "SELECT proof FROM erased") == [(proof_of(NUMBER, SALT),)]


def test_nobody_elses_things_are_touched(database: Database, url: str, bob: Acquaintance) -> None:
    belongings.live(database, bob, "Bob")
    belongings.talk(database, bob, "Bob")
    before = dump_of(url)
    me = acquaint(database, NUMBER, "Europe/Berlin")
    belongings.live(database, me, WORD)
    belongings.talk(database, me, WORD)
    database.run_now(erasing.erase, NUMBER, SALT)
    after = dump_of(url)
    assert after["inbox"][:4] == before["inbox"]
    apart = {"inbox", "erased", "numbering"}
    assert {name: rows for name, rows in after.items() if name not in apart} == {
        name: rows for name, rows in before.items() if name not in apart
    }


def test_updates_of_theirs_are_known_as_handled_and_say_nothing(
    database: Database, url: str, alice: Acquaintance
) -> None:
    gone = database.run_now(erasing.erase, NUMBER, SALT)
    assert gone is not None
    first = NUMBER * 10
    assert {one.update_id for one in gone.dropped} == {first, first + 1}
    states = rows_of(url, "SELECT update_id, state, payload, shows, error FROM inbox ORDER BY 1")
    assert [(number - first, state) for number, state, *_ in states] == [
        (0, "answered"),
        (1, "answered"),
        (2, "answered"),
        (3, "parked"),
    ]
    assert {word for row in states for word in row[2:]} == {None}
    assert database.read_now(inbox.unfinished, BOT) == []


def test_another_whose_number_contains_hers_is_not_taken_for_her(
    database: Database, url: str, alice: Acquaintance
) -> None:
    longer = f'{{"message": {{"from": {{"id": {NUMBER}1}}, "text": "{NUMBER}"}}}}'
    database.run_now(inbox.store, BOT, [(5, longer)])
    database.run_now(erasing.erase, NUMBER, SALT)
    (payload,) = rows_of(url, "SELECT payload FROM inbox WHERE update_id = 5")
    assert payload == (longer,)


def test_twice_is_once(database: Database, url: str, alice: Acquaintance) -> None:
    database.run_now(erasing.erase, NUMBER, SALT)
    before = dump_of(url)
    assert database.run_now(erasing.erase, NUMBER, SALT) is None
    assert dump_of(url) == before


def test_a_proof_needs_the_salt() -> None:
    assert proof_of(NUMBER, SALT) == proof_of(NUMBER, SALT)
    assert proof_of(NUMBER, SALT) != proof_of(NUMBER, b"another")
    assert proof_of(NUMBER, SALT) != proof_of(NUMBER + 1, SALT)


def test_it_waits_a_day_and_asking_again_does_not_put_it_off(
    database: Database, alice: Acquaintance, clock: FakeClock
) -> None:
    at = database.run_now(erasing.ask_for, alice)
    assert at == clock.now() + SECOND_THOUGHTS
    clock.advance(timedelta(hours=23))
    assert database.run_now(erasing.ask_for, alice) == at
    assert database.read_now(erasing.due) == ()
    assert database.run_now(erasing.erase_due, NUMBER, SALT) is None
    clock.advance(timedelta(hours=1))
    assert database.read_now(erasing.due) == (NUMBER,)
    assert database.run_now(erasing.erase_due, NUMBER, SALT) is not None
    assert database.read_now(erasing.due) == ()


def test_it_can_be_stopped_until_the_last_moment(
    database: Database, alice: Acquaintance, clock: FakeClock
) -> None:
    database.run_now(erasing.ask_for, alice)
    clock.advance(SECOND_THOUGHTS)
    database.run_now(erasing.stop, alice)
    database.run_now(erasing.stop, alice)
    assert database.read_now(erasing.erases_at, alice) is None
    assert database.run_now(erasing.erase_due, NUMBER, SALT) is None
    assert database.read_now(export.holds, alice)["goals"] == 5


def test_charlie_cannot_put_off_or_hasten_alices(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    at = database.run_now(erasing.ask_for, alice)
    database.run_now(erasing.stop, charlie)
    database.run_now(erasing.erase, charlie.telegram_id, SALT)
    assert database.read_now(erasing.erases_at, alice) == at


@pytest.mark.parametrize("last_word", ["goal", "mood", "tick", "look", "settings"])
def test_what_was_under_way_leaves_no_row_behind(
    database: Database, url: str, alice: Acquaintance, last_word: str
) -> None:
    """A turn that knew her before the erasure goes on after it."""
    (number,) = rows_of(url, "SELECT min(id) FROM goals")[0]
    database.run_now(erasing.erase, NUMBER, SALT)
    before = dump_of(url)
    attempts: dict[str, Callable[[], object]] = {
        "goal": lambda: database.run_now(goals.create, alice, RUN),
        "mood": lambda: database.run_now(moods.log, alice, "9", 3),
        "tick": lambda: database.run_now(entries.annotate, alice, (number, TODAY, 0), "x"),
        "look": lambda: database.run_now(entries.open_day, alice, TODAY),
        "settings": lambda: database.run_now(people.set_zone, alice, "UTC"),
    }
    with suppress(DomainError, IntegrityError):
        attempts[last_word]()
    after = dump_of(url)
    assert {**after, "numbering": []} == {**before, "numbering": []}


def test_who_writes_at_that_moment_is_waited_for(
    database: Database, url: str, alice: Acquaintance
) -> None:
    """Side by side, again and again: each either came before and is gone, or came too late."""

    async def story() -> None:
        writing = [
            asyncio.gather(
                *(database.run(moods.log, alice, f"late {n}", 3) for n in range(20)),
                return_exceptions=True,
            ),
            database.run(erasing.erase, NUMBER, SALT),
        ]
        await asyncio.gather(*writing)

    asyncio.run(story())
    assert spoken_of(url) == []
    assert rows_of(url, "SELECT 1 FROM mood_logs") == []


def test_the_bytes_are_gone_from_the_file_too(new_sqlite: Callable[[], str]) -> None:
    url = new_sqlite()
    path = Path(url.removeprefix("sqlite:///"))
    database = Database(url, FakeClock(NOON))
    me = acquaint(database, NUMBER, None)
    belongings.live(database, me, WORD)
    belongings.talk(database, me, WORD)
    database.run_now(erasing.erase, NUMBER, SALT)
    database.close()
    assert WORD.encode() not in path.read_bytes()
    assert not path.with_name(path.name + "-wal").exists()
