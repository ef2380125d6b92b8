"""The journal: what an update changed is recorded, exactly that, and as that person's one act."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from threading import Event

import pytest
from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.entries import State
from storage import drafts, entries, goals, inbox, journal, moods, people, triggers, undo
from storage.database import Database
from storage.inbox import Receipt
from storage.journal import Doer
from storage.migrate import migrate
from storage.people import Acquaintance
from storage.tables import Base, Goal, Person
from tests.databases import NOON, rows_of
from tests.storage.acts import SHOWS, act, lead_a_life, state_of
from tests.storage.test_goals import RUN, TODAY

RECEIPT = Receipt(7, 1)


class Upset(Exception):
    """What a use case raises in these tests."""


def acts(url: str) -> list[tuple[int, str]]:
    return [(person, shows) for person, shows in rows_of(url, "SELECT person_id, shows FROM acts")]


def changes(url: str, act_id: int | None) -> list[tuple[str, str, str]]:
    found = rows_of(
        url,
        f"SELECT thing, table_name, op FROM act_changes WHERE act_id = {act_id} ORDER BY id",
    )
    return [(thing, table, op) for thing, table, op in found]


def test_every_table_can_be_undone_or_is_named_as_one_that_cannot() -> None:
    assert Base.metadata.tables.keys() == triggers.UNDOABLE.keys() | triggers.NEVER_UNDONE
    assert triggers.UNDOABLE.keys().isdisjoint(triggers.NEVER_UNDONE)


def test_a_thing_is_named_by_a_column_of_the_row() -> None:
    for name, (_, of) in triggers.UNDOABLE.items():
        assert of in triggers.landmarks(triggers.table_of(name))


def test_an_act_is_the_persons_and_says_where_it_led(
    database: Database, url: str, alice: Acquaintance
) -> None:
    done = act(database, alice, goals.create, RUN)
    assert acts(url) == [(alice.id, SHOWS)]
    goal = f"goal:{done.result.id}"
    assert changes(url, done.act_id) == [
        (goal, "goals", "I"),
        (goal, "schedule_versions", "I"),
    ]


def test_what_changes_nothing_that_can_be_undone_is_no_act(
    database: Database, url: str, alice: Acquaintance
) -> None:
    its = lead_a_life(database, alice)
    database.run_now(entries.tick, alice, its.goal, TODAY, State.DONE)
    for done in (
        act(database, alice, entries.tick, its.goal, TODAY, State.DONE),
        act(database, alice, drafts.begin, "goal", "title", {}),
        act(database, alice, people.agree, frozenset({"goals"})),
        act(database, alice, goals.wish_of, its.goal),
    ):
        assert done.act_id is None
    assert acts(url) == []


def test_what_is_not_flushed_when_a_use_case_ends_belongs_to_its_act(
    database: Database, url: str, alice: Acquaintance
) -> None:
    def rename(session: Session, clock: Clock, me: Acquaintance) -> None:
        session.get_one(Person, me.id).language = "de"

    done = act(database, alice, rename)
    assert changes(url, done.act_id) == [(f"person:{alice.id}", "people", "U")]


def test_nothing_is_recorded_without_an_act(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    act(database, alice, goals.create, RUN)
    before = rows_of(url, "SELECT count(*) FROM act_changes")
    lead_a_life(database, bob)
    assert rows_of(url, "SELECT count(*) FROM act_changes") == before


def test_an_act_that_fails_leaves_nothing_and_does_not_act_on(
    database: Database, url: str, alice: Acquaintance
) -> None:
    def create_and_fail(session: Session, clock: Clock, me: Acquaintance) -> None:
        goals.create(session, clock, me, RUN)
        raise Upset

    with pytest.raises(Upset):
        act(database, alice, create_and_fail)
    database.run_now(goals.create, alice, RUN)
    assert acts(url) == []
    assert rows_of(url, "SELECT * FROM act_changes") == []


def test_acts_that_share_a_commit_keep_apart(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    gate = Event()

    def wait(session: Session, clock: Clock) -> None:
        assert gate.wait(20)

    def fail(session: Session, clock: Clock, me: Acquaintance) -> None:
        people.set_day_start(session, clock, me, 5)
        raise Upset

    held = database._submit(wait)
    jobs = [
        database._submit(journal.act, Doer(alice.id), lambda _: "a", goals.create, alice, RUN),
        database._submit(journal.act, Doer(bob.id), lambda _: "f", fail, bob),
        database._submit(journal.act, Doer(bob.id), lambda _: "b", goals.create, bob, RUN),
    ]
    plain = database._submit(moods.log, alice, "m1", 3)
    gate.set()
    held.result(20)
    assert [type(job.exception(20)) for job in jobs] == [type(None), Upset, type(None)]
    plain.result(20)
    assert sorted(acts(url)) == sorted([(alice.id, "a"), (bob.id, "b")])
    owners = rows_of(
        url,
        "SELECT DISTINCT acts.person_id, goals.person_id FROM act_changes JOIN acts"
        " ON acts.id = act_id JOIN goals ON thing = 'goal:' || goals.id ORDER BY 1",
    )
    assert owners == [(alice.id, alice.id), (bob.id, bob.id)]
    assert rows_of(url, "SELECT count(*) FROM act_changes WHERE thing NOT LIKE 'goal:%'") == [(0,)]


def test_what_is_to_last_is_no_part_of_an_act(
    database: Database, url: str, alice: Acquaintance
) -> None:
    def change_and_fail(session: Session, clock: Clock, me: Acquaintance) -> None:
        with journal.lasting(session):
            moods.log(session, clock, me, "m2", 3)
            raise Upset

    def both(session: Session, clock: Clock, me: Acquaintance) -> None:
        people.set_day_start(session, clock, me, 60)
        with journal.lasting(session):
            moods.log(session, clock, me, "m1", 3)
        with pytest.raises(Upset):
            change_and_fail(session, clock, me)
        people.set_first_weekday(session, clock, me, 6)

    done = act(database, alice, both)
    assert changes(url, done.act_id) == [(f"person:{alice.id}", "people", "U")] * 2
    assert rows_of(url, "SELECT request FROM mood_logs") == [("m1",)]


def test_only_what_changed_is_kept_of_a_changed_row(
    database: Database, url: str, alice: Acquaintance
) -> None:
    act(database, alice, people.set_language, "de")
    [(image,)] = rows_of(url, "SELECT image FROM act_changes")
    spelled = image.replace(" ", "")
    assert spelled in (
        f'{{"id":{alice.id},"language":"en"}}',
        f'{{"language":"en","id":{alice.id}}}',
    )


ACTING = """
import sys
from domain.clock import FakeClock
from storage import goals, inbox, journal, people
from storage.database import Database
from tests.databases import NOON
from tests.storage.test_journal import RECEIPT, RUN

database = Database(sys.argv[1], FakeClock(NOON))
me = database.read_now(people.find, 101)
database.run_now(
    inbox.effected, RECEIPT, lambda done: "a", journal.act,
    journal.Doer(me.id), lambda _: "a", goals.create, me, RUN,
)
"""


@pytest.mark.parametrize(
    ("point", "is_there"), [("effected", 0), ("before-commit", 0), ("after-commit", 1)]
)
def test_a_crash_leaves_an_effect_with_its_act_or_neither(
    database: Database, url: str, alice: Acquaintance, point: str, is_there: int
) -> None:
    database.run_now(inbox.store, RECEIPT.bot_id, [(RECEIPT.update_id, "{}")])
    before = state_of(url)
    command = [sys.executable, "-W", "error", "-c", ACTING, url]
    process = subprocess.run(
        command, env={**os.environ, "DAYMARK_CRASH_AT": point}, timeout=60, check=False
    )
    assert process.returncode == -9
    for query in (
        "SELECT count(*) FROM goals",
        "SELECT count(*) FROM acts WHERE shows = 'a'",
        "SELECT count(*) FROM inbox WHERE state = 'effected'",
        "SELECT count(DISTINCT act_id) FROM act_changes",
    ):
        assert rows_of(url, query) == [(is_there,)]
    if is_there:
        database.run_now(undo.take_back, alice)
    after = state_of(url)
    assert {**after, "inbox": []} == {**before, "inbox": []}


def test_an_sqlite_file_has_no_trigger_of_ours_and_others_can_write_it(
    new_sqlite: Callable[[], str],
) -> None:
    url = new_sqlite()
    database = Database(url, FakeClock(NOON))
    me = database.run_now(people.meet, 1, 1, "en")
    assert act(database, me, people.set_zone, "UTC").act_id is not None
    with closing(sqlite3.connect(str(make_url(url).database))) as other, other:
        assert other.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'").fetchall() == []
        other.execute("UPDATE people SET zone = 'Asia/Tokyo'")
    database.close()


def test_postgresql_makes_its_triggers_once_and_anew_when_they_are_not_as_wanted(
    new_postgres: Callable[[], str],
) -> None:
    url = new_postgres()
    made = "SELECT min(oid), count(*) FROM pg_trigger WHERE tgname = 'record_change'"
    [(first, number)] = rows_of(url, made)
    assert number == len(triggers.UNDOABLE)
    migrate(url)
    assert rows_of(url, made) == [(first, number)]
    rows_of(url, "COMMENT ON FUNCTION record_change() IS 'of another version'")
    migrate(url)
    [(again, number)] = rows_of(url, made)
    assert again != first
    assert number == len(triggers.UNDOABLE)


def test_a_statement_of_many_rows_is_recorded_row_by_row(
    database: Database, url: str, alice: Acquaintance
) -> None:
    lead_a_life(database, alice)

    def archive_all(session: Session, clock: Clock, me: Acquaintance) -> None:
        session.execute(update(Goal).values(archived_at=clock.now()))

    done = act(database, alice, archive_all)
    assert [op for _, _, op in changes(url, done.act_id)] == ["U"] * 4
