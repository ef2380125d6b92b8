"""One use case, one transaction: nothing is lost, nothing is half done, readers see one moment."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from storage import engine, people
from storage.database import Database
from storage.errors import Busy
from storage.people import Acquaintance
from storage.tables import Person
from tests.databases import NOON, acquaint, rows_of

INCREMENTS = 125


class Upset(Exception):
    """What a use case raises in these tests."""


def increment(session: Session, clock: Clock, person_id: int) -> None:
    """Read, then write: what loses updates where the isolation is not real."""
    person = session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one()
    person.first_weekday += 1


def meet_and_fail(session: Session, clock: Clock, telegram_id: int) -> None:
    people.meet(session, clock, telegram_id, telegram_id, "en")
    raise Upset


def count_people(session: Session, clock: Clock) -> int:
    return len(session.scalars(select(Person.id)).all())


def sum_of(url: str) -> int:
    [(total,)] = rows_of(url, "SELECT sum(first_weekday) FROM people")
    return int(total)


def test_eight_threads_lose_no_increment(database: Database, url: str, alice: Acquaintance) -> None:
    def many() -> None:
        for _ in range(INCREMENTS):
            database.run_now(increment, alice.id)

    threads = [threading.Thread(target=many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum_of(url) == 8 * INCREMENTS


INCREMENTING = """
import sys
from domain.clock import SystemClock
from storage.database import Database
from tests.storage.test_database import INCREMENTS, increment

database = Database(sys.argv[1], SystemClock())
for _ in range(INCREMENTS):
    database.run_now(increment, int(sys.argv[2]))
database.close()
"""


def test_two_processes_lose_no_increment(database: Database, url: str, alice: Acquaintance) -> None:
    command = [sys.executable, "-W", "error", "-c", INCREMENTING, url, str(alice.id)]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert sum_of(url) == 2 * INCREMENTS


def test_a_failing_use_case_is_wholly_undone(database: Database) -> None:
    with pytest.raises(Upset):
        database.run_now(meet_and_fail, 101)
    assert database.read_now(count_people) == 0


async def _gathered(database: Database, failing: set[int], number: int) -> list[object]:
    jobs = [
        database.run(meet_and_fail, n) if n in failing else database.run(people.meet, n, n, "en")
        for n in range(number)
    ]
    return await asyncio.gather(*jobs, return_exceptions=True)


def test_one_failing_use_case_in_a_crowd_undoes_only_itself(database: Database) -> None:
    results = asyncio.run(_gathered(database, {3, 17}, 30))
    assert [n for n, result in enumerate(results) if isinstance(result, Upset)] == [3, 17]
    assert database.read_now(count_people) == 28


def test_a_statement_that_cannot_be_carried_out_fails_alone(database: Database) -> None:
    def misspelled(session: Session, clock: Clock) -> None:
        session.execute(text("SELECT nothing FROM nowhere"))

    async def crowd() -> list[object]:
        jobs = [database.run(people.meet, 1, 1, "en"), database.run(misspelled)]
        return await asyncio.gather(*jobs, return_exceptions=True)

    met, failed = asyncio.run(crowd())
    assert isinstance(met, Acquaintance)
    assert isinstance(failed, SQLAlchemyError)


def test_a_look_that_cannot_be_carried_out_is_no_trouble_of_the_database(
    database: Database,
) -> None:
    """Called Busy it would be tried for ever."""

    def misspelled(session: Session, clock: Clock) -> None:
        session.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(SQLAlchemyError):
        database.read_now(misspelled)


def test_a_constraint_that_stays_broken_is_told(database: Database) -> None:
    tries = []

    def twice(session: Session, clock: Clock) -> None:
        tries.append(1)
        for _ in range(2):
            session.add(Person(telegram_id=1, chat_id=1, language="en", joined_at=clock.now()))
        session.flush()

    with pytest.raises(IntegrityError):
        database.run_now(twice)
    assert len(tries) > 1  # a lost race would have been won now
    assert database.read_now(count_people) == 0


def test_who_goes_away_loses_only_the_answer(database: Database) -> None:
    async def impatient() -> None:
        jobs = [asyncio.ensure_future(database.run(people.meet, n, n, "en")) for n in range(40)]
        await asyncio.sleep(0)
        for job in jobs[::2]:
            job.cancel()
        results = await asyncio.gather(*jobs, return_exceptions=True)
        # One or another may have been through before it was given up.
        assert any(isinstance(result, asyncio.CancelledError) for result in results[::2])
        assert all(isinstance(result, Acquaintance) for result in results[1::2])

    asyncio.run(impatient())
    database.close()
    after = Database(database.url.render_as_string(hide_password=False), database.clock)
    assert after.read_now(count_people) == 40
    after.close()


def test_closing_waits_for_what_was_begun_and_then_takes_no_more(
    database: Database, url: str
) -> None:
    jobs = [database._submit(people.meet, n, n, "en") for n in range(20)]
    database.close()
    assert all(job.done() for job in jobs)
    assert rows_of(url, "SELECT count(*) FROM people") == [(20,)]
    with pytest.raises(RuntimeError):
        database.run_now(people.meet, 99, 99, "en")
    database.close()


def test_a_reader_sees_one_moment(database: Database, alice: Acquaintance) -> None:
    def look_twice(session: Session, clock: Clock) -> tuple[int, int]:
        before = count_people(session, clock)
        database.run_now(people.meet, 555, 555, "en")
        session.expire_all()
        return before, count_people(session, clock)

    assert database.read_now(look_twice) == (1, 1)
    assert database.read_now(count_people) == 2


def test_a_reader_that_writes_is_told_so(database: Database) -> None:
    with pytest.raises((SQLAlchemyError, Busy)):
        database.read_now(people.meet, 1, 1, "en")


def test_reading_and_writing_may_be_awaited(database: Database) -> None:
    async def both() -> int:
        await database.run(people.meet, 1, 1, "en")
        return await database.read(count_people)

    assert asyncio.run(both()) == 1


def test_context_variables_reach_the_use_case(database: Database) -> None:
    import contextvars

    update = contextvars.ContextVar[int]("update")

    def told(session: Session, clock: Clock) -> int:
        return update.get()

    async def ask() -> tuple[int, int]:
        update.set(7)
        return await database.run(told), await database.read(told)

    assert asyncio.run(ask()) == (7, 7)


@pytest.fixture
def file(new_sqlite: Callable[[], str]) -> Path:
    return Path(str(make_url(new_sqlite()).database))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is waited for 200 ms instead of 5 s."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)


@contextmanager
def held(file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else is writing."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@contextmanager
def opened(file: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{file}", FakeClock(NOON))
    yield database
    database.close()


def commits_of(database: Database) -> list[object]:
    commits: list[object] = []
    event.listen(database._writing, "commit", commits.append)
    return commits


def test_those_who_wait_at_one_moment_share_a_commit(file: Path) -> None:
    with opened(file) as database:
        going_on = threading.Event()

        def linger(session: Session, clock: Clock) -> None:
            going_on.wait(10)

        commits = commits_of(database)
        first = database._submit(linger)
        jobs = [database._submit(people.meet, n, n, "en") for n in range(100)]
        going_on.set()
        assert {job.result(10).telegram_id for job in jobs} == set(range(100))
        first.result(10)
        # The lingering one, then groups of at most 64; its own group may have caught some already.
        assert 2 <= len(commits) <= 3


def test_a_database_locked_for_a_second_is_waited_for(file: Path) -> None:
    with opened(file) as database, held(file) as other:
        timer = threading.Timer(1, other.rollback)
        timer.start()
        assert database.run_now(people.meet, 1, 1, "en").telegram_id == 1
        timer.join()


@pytest.mark.usefixtures("impatient")
def test_a_database_locked_for_long_is_told_and_works_again_later(file: Path) -> None:
    with opened(file) as database:
        with held(file):
            jobs = [database._submit(people.meet, n, n, "en") for n in range(3)]
            for job in jobs:
                with pytest.raises(Busy):
                    job.result(30)
            assert database.read_now(count_people) == 0  # readers never wait
        assert database.run_now(people.meet, 1, 1, "en").telegram_id == 1


@pytest.mark.usefixtures("impatient")
def test_a_group_that_failed_to_begin_is_tried_again_as_a_whole(file: Path) -> None:
    with opened(file) as database, held(file) as other:
        jobs = [database._submit(people.meet, n, n, "en") for n in range(5)]
        timer = threading.Timer(0.3, other.rollback)
        timer.start()
        assert [job.result(30).telegram_id for job in jobs] == [0, 1, 2, 3, 4]
        timer.join()


def test_a_full_disk_is_told_to_the_whole_group_and_works_again_later(file: Path) -> None:
    """``max_page_count`` gives SQLite the same error as a disk without space."""

    def write_much(session: Session, clock: Clock) -> None:
        people.meet(session, clock, 1, 1, "en")
        session.execute(text("UPDATE people SET language = hex(zeroblob(1000000))"))

    def limit(pages: int) -> None:
        with database._writing.begin() as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    with opened(file) as database:
        limit(1)
        with pytest.raises(Busy, match="full"):
            database.run_now(write_much)
        limit(1_000_000)
        assert database.read_now(count_people) == 0
        database.run_now(write_much)
        assert database.read_now(count_people) == 1


def test_the_event_loop_is_never_blocked_by_a_locked_database(file: Path) -> None:
    async def beat_while_waiting(database: Database, other: sqlite3.Connection) -> int:
        job = asyncio.ensure_future(database.run(people.meet, 1, 1, "en"))
        for beats in range(20):
            await asyncio.sleep(0.01)
            assert not job.done(), f"finished after {beats} beats under a lock"
        other.rollback()
        return (await job).telegram_id

    with opened(file) as database, held(file) as other:
        assert asyncio.run(beat_while_waiting(database, other)) == 1


def test_every_connection_is_durable_and_checks_references(file: Path) -> None:
    def pragmas(session: Session, clock: Clock) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [session.scalar(text(f"PRAGMA {name}")) for name in names]

    with opened(file) as database:
        for run in (database.run_now, database.read_now):
            assert run(pragmas) == ["wal", 2, 1, engine.BUSY_TIMEOUT_MS]


def test_ids_of_deleted_rows_are_never_given_out_again(database: Database, url: str) -> None:
    ids = []
    for n in range(3):
        ids.append(acquaint(database, n, None).id)
        rows_of(url, "DELETE FROM people")
    assert ids == sorted(set(ids))
