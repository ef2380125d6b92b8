"""Leases: one process holds, the others get it when it lets go or is not heard of any more."""

from datetime import timedelta

import pytest

from domain.clock import FakeClock
from storage import inbox, leases
from storage.database import Database
from storage.errors import LeaseLost
from storage.leases import LEASE
from tests.databases import rows_of

FIRST, SECOND = "the first process", "the second process"
MOMENT = timedelta(seconds=1)


def take(database: Database, holder: str, name: str = "updates") -> str | None:
    return database.run_now(leases.take, name, holder)


def renew(database: Database, holder: str) -> bool:
    return database.run_now(leases.renew, "updates", holder)


def release(database: Database, holder: str) -> None:
    database.run_now(leases.release, "updates", holder)


def test_the_first_to_ask_has_it_and_the_second_is_told_who(database: Database) -> None:
    assert take(database, FIRST) == FIRST
    assert take(database, SECOND) == FIRST
    assert take(database, FIRST) == FIRST


def test_leases_of_different_names_are_different_things(database: Database) -> None:
    assert take(database, FIRST) == FIRST
    assert take(database, SECOND, "something else") == SECOND


def test_who_renews_keeps_it(database: Database, clock: FakeClock) -> None:
    take(database, FIRST)
    for _ in range(5):
        clock.advance(LEASE - MOMENT)
        assert renew(database, FIRST)
        assert take(database, SECOND) == FIRST


def test_who_is_not_heard_of_for_as_long_as_a_lease_is_succeeded(
    database: Database, clock: FakeClock
) -> None:
    take(database, FIRST)
    clock.advance(LEASE - MOMENT)
    assert take(database, SECOND) == FIRST
    clock.advance(MOMENT)
    assert take(database, SECOND) == SECOND
    assert not renew(database, FIRST)
    assert take(database, FIRST) == SECOND


def test_a_lease_that_ran_out_and_was_wanted_by_nobody_is_renewed(
    database: Database, clock: FakeClock
) -> None:
    take(database, FIRST)
    clock.advance(10 * LEASE)
    assert renew(database, FIRST)
    assert take(database, SECOND) == FIRST


def test_who_lets_go_is_succeeded_at_once(database: Database) -> None:
    take(database, FIRST)
    release(database, FIRST)
    assert not renew(database, FIRST)
    assert take(database, SECOND) == SECOND


def test_nobody_lets_go_of_what_is_another_s(database: Database) -> None:
    take(database, FIRST)
    release(database, SECOND)
    assert not renew(database, SECOND)
    assert take(database, SECOND) == FIRST


def test_only_the_holder_takes_updates_in(database: Database, url: str, clock: FakeClock) -> None:
    def store(holder: str, number: int) -> list[int]:
        return database.run_now(
            leases.as_holder,
            "updates",
            holder,
            lambda session, clock: inbox.store(session, clock, 7, [(number, "{}")]),
        )

    take(database, FIRST)
    assert store(FIRST, 1) == [1]
    clock.advance(LEASE)
    take(database, SECOND)
    with pytest.raises(LeaseLost):
        store(FIRST, 2)
    assert store(SECOND, 3) == [3]
    assert rows_of(url, "SELECT update_id FROM inbox ORDER BY update_id") == [(1,), (3,)]
