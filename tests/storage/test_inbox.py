"""The inbox: an update comes in once, takes effect once, and is remembered as long as it may repeat."""

from concurrent.futures import Future
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from storage import inbox, people
from storage.database import Database
from storage.errors import AlreadyEffected
from storage.inbox import Kept, Receipt, Unfinished
from storage.people import Acquaintance
from tests.databases import dump_of, rows_of

BOT = 7_000_000_000
FIRST = Receipt(BOT, 1)


def store(database: Database, *update_ids: int) -> list[int]:
    return database.run_now(inbox.store, BOT, [(n, f'{{"n": {n}}}') for n in update_ids])


def effect(database: Database, receipt: Receipt = FIRST, telegram_id: int = 101) -> Acquaintance:
    def shows(me: Acquaintance) -> str:
        return f"person:{me.telegram_id}"

    return database.run_now(
        inbox.effected, receipt, shows, people.meet, telegram_id, telegram_id, "en"
    )


def unfinished(database: Database) -> list[Unfinished]:
    return database.read_now(inbox.unfinished, BOT)


def kept(database: Database, *update_ids: int) -> list[Kept]:
    return database.read_now(inbox.kept, [Receipt(BOT, n) for n in update_ids])


def test_a_batch_is_kept_and_told_in_order(database: Database) -> None:
    assert store(database, 3, 1, 2) == [1, 2, 3]
    assert [one.receipt.update_id for one in unfinished(database)] == [1, 2, 3]
    assert kept(database, 1) == [Kept(FIRST, '{"n": 1}', False, None)]


def test_an_empty_batch_is_nothing(database: Database) -> None:
    assert store(database) == []
    database.run_now(inbox.answered, [])


def test_repeats_are_kept_once_and_told_again_while_nothing_came_of_them(
    database: Database,
) -> None:
    """We may have been told that a commit failed although it had not."""
    assert store(database, 1, 2, 1) == [1, 2]
    assert store(database, 2, 3, 3) == [2, 3]
    assert [one.receipt.update_id for one in unfinished(database)] == [1, 2, 3]


@pytest.mark.parametrize("state", ["effected", "answered", "parked"])
def test_a_repeat_of_what_is_further_than_stored_is_not_told(
    database: Database, state: str
) -> None:
    store(database, 1)
    if state == "effected":
        effect(database)
    if state == "answered":
        database.run_now(inbox.answered, [FIRST])
    if state == "parked":
        database.run_now(inbox.park, FIRST, "Traceback")
    assert store(database, 1, 2) == [2]


def test_a_big_batch_fits(database: Database) -> None:
    assert len(store(database, *range(3000))) == 3000


def test_two_bots_number_for_themselves(database: Database) -> None:
    store(database, 1)
    assert database.run_now(inbox.store, BOT + 1, [(1, "{}")]) == [1]
    assert len(unfinished(database)) == 1


def test_a_repeat_does_not_bring_back_what_was_answered(database: Database) -> None:
    store(database, 1)
    effect(database)
    database.run_now(inbox.answered, [FIRST])
    assert store(database, 1) == []
    assert unfinished(database) == []


def test_the_effect_and_its_mark_come_together(database: Database) -> None:
    store(database, 1)
    assert effect(database).telegram_id == 101
    assert unfinished(database) == [Unfinished(FIRST, 0)]
    assert kept(database, 1) == [Kept(FIRST, '{"n": 1}', True, "person:101")]
    assert database.read_now(inbox.shown, FIRST) == "person:101"


def test_an_update_takes_effect_only_once(database: Database, url: str) -> None:
    store(database, 1)
    effect(database)
    before = dump_of(url)
    with pytest.raises(AlreadyEffected):
        effect(database, telegram_id=102)
    after = dump_of(url)
    # PostgreSQL counts numbers that were handed out and then undone.
    assert {**after, "numbering": []} == {**before, "numbering": []}


def test_of_two_effects_at_once_one_is_made(database: Database, url: str) -> None:
    store(database, 1)

    def effect_of(n: int) -> Future[Acquaintance]:
        return database._submit(inbox.effected, FIRST, lambda _: "day", people.meet, n, n, "en")

    jobs = [effect_of(n) for n in range(8)]
    errors = [job.exception(20) for job in jobs]
    assert errors.count(None) == 1
    assert all(isinstance(error, AlreadyEffected) for error in errors if error)
    assert rows_of(url, "SELECT count(*) FROM people") == [(1,)]


@pytest.mark.parametrize("state", ["answered", "parked", "absent"])
def test_what_is_over_takes_no_effect(database: Database, state: str) -> None:
    if state != "absent":
        store(database, 1)
    if state == "answered":
        database.run_now(inbox.answered, [FIRST])
    if state == "parked":
        database.run_now(inbox.park, FIRST, "Traceback")
    with pytest.raises(AlreadyEffected):
        effect(database)
    assert database.read_now(people.find, 101) is None


def test_an_effect_that_fails_leaves_the_update_to_be_tried_again(database: Database) -> None:
    def fail(session: Session, clock: Clock) -> str:
        people.meet(session, clock, 101, 101, "en")
        raise ValueError("a bug")

    store(database, 1)
    with pytest.raises(ValueError, match="a bug"):
        database.run_now(inbox.effected, FIRST, str, fail)
    assert database.read_now(people.find, 101) is None
    assert effect(database).telegram_id == 101


def test_an_answered_update_is_forgotten_but_that_it_came(database: Database, url: str) -> None:
    store(database, 1, 2, 3)
    database.run_now(inbox.answered, [FIRST, Receipt(BOT, 3)])
    database.run_now(inbox.answered, [FIRST])
    kept = rows_of(url, "SELECT update_id, state, payload, shows FROM inbox ORDER BY update_id")
    assert kept == [
        (1, "answered", None, None),
        (2, "stored", '{"n": 2}', None),
        (3, "answered", None, None),
    ]
    assert database.read_now(inbox.shown, FIRST) is None


def test_attempts_are_counted_one_by_one(database: Database) -> None:
    store(database, 1, 2)
    assert [database.run_now(inbox.count_attempt, FIRST) for _ in range(3)] == [1, 2, 3]
    assert [one.attempts for one in unfinished(database)] == [3, 0]
    assert database.run_now(inbox.count_attempt, Receipt(BOT, 404)) == 0


def test_a_parked_update_waits_for_a_developer_and_blocks_nobody(
    database: Database, url: str
) -> None:
    store(database, 1, 2)
    database.run_now(inbox.park, FIRST, "Traceback")
    assert [one.receipt.update_id for one in unfinished(database)] == [2]
    kept = rows_of(url, "SELECT state, payload, error FROM inbox WHERE update_id = 1")
    assert kept == [("parked", '{"n": 1}', "Traceback")]


def test_what_is_unfinished_comes_oldest_first(database: Database, clock: FakeClock) -> None:
    store(database, 9)
    clock.advance(timedelta(microseconds=1))
    store(database, 3, 5)  # Telegram may begin anew with a lower number
    assert [one.receipt.update_id for one in unfinished(database)] == [9, 3, 5]


def test_what_is_unfinished_says_again_what_it_said_in_the_order_that_is_asked_for(
    database: Database,
) -> None:
    """A flood waits in the inbox, and is taken up from there."""
    store(database, *range(1, 6))
    effect(database, Receipt(BOT, 2))
    database.run_now(inbox.answered, [Receipt(BOT, 3)])
    database.run_now(inbox.park, Receipt(BOT, 4), "Traceback")
    found = kept(database, 5, 4, 3, 2, 1, 404)
    assert [one.receipt.update_id for one in found] == [5, 2, 1]
    assert [one.effected for one in found] == [False, True, False]
    assert database.read_now(inbox.kept, [Receipt(BOT + 1, 1)]) == []


@pytest.mark.parametrize(
    ("state", "kept_for"), [("answered", inbox.REMEMBERED), ("parked", inbox.PARKED_FOR)]
)
def test_updates_are_remembered_for_their_time(
    database: Database, url: str, clock: FakeClock, state: str, kept_for: timedelta
) -> None:
    store(database, 1, 2, 3)
    effect(database, Receipt(BOT, 2))
    rows_of(url, f"UPDATE inbox SET state = '{state}' WHERE update_id = 1")
    clock.advance(kept_for)
    database.run_now(inbox.tidy)
    assert rows_of(url, "SELECT count(*) FROM inbox") == [(3,)]
    clock.advance(timedelta(microseconds=1))
    database.run_now(inbox.tidy)
    assert rows_of(url, "SELECT update_id FROM inbox ORDER BY update_id") == [(2,), (3,)]
