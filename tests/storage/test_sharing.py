"""Several processes share the outbox of one PostgreSQL: nobody's rows are taken twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from storage import goals, moods, outbox, people, sweep
from storage.database import Database
from storage.outbox import LEASE
from storage.parcels import Card
from tests.databases import NOON, acquaint
from tests.storage.test_goals import RUN

PEOPLE = 6
AT_ONE = replace(RUN, reminders=(13 * 60,))


@pytest.fixture
def processes(new_postgres: Callable[[], str]) -> Iterator[tuple[Database, Database]]:
    """Two, with a clock in common; it is one o'clock, at which six people want to be reminded."""
    url, clock = new_postgres(), FakeClock(NOON)
    both = Database(url, clock), Database(url, clock)
    for number in range(PEOPLE):
        me = acquaint(both[0], 101 + number, "UTC")
        me = both[0].run_now(people.agree, me, frozenset({"goals"}))
        both[0].run_now(goals.create, me, AT_ONE)
    clock.advance(timedelta(hours=1))
    both[0].run_now(sweep.sweep)
    yield both
    for database in both:
        database.close()


def of_whom(cards: list[Card]) -> list[int]:
    return [card.me.telegram_id for card in cards]


def beside(
    mine: Database, other: Callable[[], list[Card]], limit: int
) -> tuple[list[Card], list[Card]]:
    """What one takes, and what another process does before that is committed."""

    def meanwhile(session: Session, clock: Clock) -> tuple[list[Card], list[Card]]:
        return outbox.take(session, clock, limit), other()

    return mine.run_now(meanwhile)


def test_two_that_take_at_the_same_time_take_different_people(
    processes: tuple[Database, Database],
) -> None:
    one, other = processes
    first, second = beside(one, lambda: other.run_now(outbox.take, 3), 3)
    assert of_whom(first) == [101, 102, 103]
    assert of_whom(second) == [104, 105, 106]
    assert one.run_now(outbox.take, 3) == other.run_now(outbox.take, 3) == []


def test_what_one_has_leased_the_other_gets_when_the_lease_is_over(
    processes: tuple[Database, Database],
) -> None:
    one, other = processes
    assert len(one.run_now(outbox.take, 3)) == 3
    assert of_whom(other.run_now(outbox.take, 9)) == [104, 105, 106]
    assert isinstance(one.clock, FakeClock)
    one.clock.advance(LEASE)
    assert of_whom(other.run_now(outbox.take, 9)) == [101, 102, 103, 104, 105, 106]


def test_of_one_person_no_second_card_goes_on_its_way_beside_the_first(
    processes: tuple[Database, Database],
) -> None:
    one, other = processes
    clock, alice = one.clock, one.read_now(people.by_id, 1)
    assert isinstance(clock, FakeClock)
    one.run_now(goals.create, alice, replace(AT_ONE, title="Later", reminders=(14 * 60,)))
    clock.advance(timedelta(hours=1) - LEASE / 2)
    first = next(card for card in one.run_now(outbox.take, 9) if card.me.id == alice.id)
    clock.advance(LEASE / 2)
    one.run_now(sweep.sweep)
    assert other.run_now(outbox.take, 9) == []
    one.run_now(outbox.sent, first, 7)
    assert of_whom(other.run_now(outbox.take, 9)) == [101]


def test_who_is_about_to_be_reminded_can_still_have_something_noted(
    processes: tuple[Database, Database],
) -> None:
    """What refers to a person asks for their row; a lock too strong would let all of it wait."""
    one, other = processes
    alice = one.read_now(people.by_id, 1)
    pool = ThreadPoolExecutor(1)

    def note() -> list[Card]:
        pool.submit(other.run_now, moods.log, alice, "1", 4).result(timeout=20)
        return []

    first, _ = beside(one, note, 9)
    assert len(first) == PEOPLE
    pool.shutdown()
