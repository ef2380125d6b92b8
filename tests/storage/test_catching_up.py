"""Coming back: told once, after days on which something was due and nothing was answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound
from domain.kinds import Once, TimesPer, Weekdays
from domain.kinds import Period as Per
from storage import cards, catching_up, entries, goals, pauses, people
from storage.catching_up import MissedDay
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import dump_of, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY


@pytest.fixture(autouse=True)
def seen_today(database: Database, alice: Acquaintance) -> None:
    """Alice, who runs every day, has looked at her card today, and ran."""
    database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, 1, TODAY, State.DONE)
    database.run_now(cards.hang, alice, 5)


def come_back(
    database: Database, clock: FakeClock, me: Acquaintance, days: int
) -> list[tuple[date, tuple[str, ...]]]:
    """What somebody is told who comes back after so many days."""
    clock.advance(timedelta(days=days))
    told = database.run_now(catching_up.come_back, me)
    return [(missed.day, missed.titles) for missed in told]


def test_two_days_away_are_told_with_what_was_due(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    fridays = replace(RUN, title="Read", schedule=Weekdays(frozenset({4})))
    database.run_now(goals.create, alice, fridays)
    assert come_back(database, clock, alice, 3) == [
        (TODAY + DAY, ("Run",)),
        (TODAY + 2 * DAY, ("Run", "Read")),
    ]


@pytest.mark.parametrize("days", [0, 1, 2])
def test_one_day_is_no_absence(
    database: Database, clock: FakeClock, alice: Acquaintance, days: int
) -> None:
    assert come_back(database, clock, alice, days) == []


def test_an_absence_is_told_once(database: Database, clock: FakeClock, alice: Acquaintance) -> None:
    assert len(come_back(database, clock, alice, 5)) == 4
    assert come_back(database, clock, alice, 0) == []
    assert come_back(database, clock, alice, 1) == []
    assert come_back(database, clock, alice, 1) == []
    assert len(come_back(database, clock, alice, 3)) == 3  # away once more


@pytest.mark.parametrize(("days", "told"), [(1, 0), (2, 0), (3, 3), (4, 4)])
def test_the_day_of_the_last_visit_is_told_too_where_it_was_left_open(
    database: Database, clock: FakeClock, alice: Acquaintance, days: int, told: int
) -> None:
    """Once it was left out, and the list looked as if that day had an entry."""
    database.run_now(entries.tick, alice, 1, TODAY, State.OPEN)
    empty = [day for day, _ in come_back(database, clock, alice, days)]
    assert empty == [TODAY + n * DAY for n in range(told)]


def test_no_more_than_two_weeks_are_told(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    told = come_back(database, clock, alice, 200)
    assert [day for day, _ in told] == [TODAY + n * DAY for n in range(186, 200)]


def test_whoever_answered_was_there(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.advance(timedelta(days=3))
    database.run_now(entries.tick, alice, 1, TODAY + 2 * DAY, State.SKIPPED)
    assert [day for day, _ in come_back(database, clock, alice, 2)] == [
        TODAY + 3 * DAY,
        TODAY + 4 * DAY,
    ]


def test_days_on_which_nothing_was_due_are_no_absence(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    database.run_now(goals.archive, alice, 1)
    for title, schedule, target in (
        ("Sundays", Weekdays(frozenset({6})), None),
        ("Thrice", TimesPer(3, Per.WEEK), None),
        ("Tax", Once(), TODAY + DAY),
    ):
        wish = replace(RUN, title=title, schedule=schedule, target=target)
        database.run_now(goals.create, alice, wish)
    assert come_back(database, clock, alice, 8) == []


def test_who_rested_was_not_away(database: Database, clock: FakeClock, alice: Acquaintance) -> None:
    database.run_now(pauses.begin, alice, Scope(), TODAY, None)
    assert come_back(database, clock, alice, 8) == []


def test_who_never_had_a_card_was_never_away(
    database: Database, clock: FakeClock, bob: Acquaintance
) -> None:
    database.run_now(goals.create, bob, RUN)
    assert come_back(database, clock, bob, 8) == []


def test_days_are_those_of_the_person(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    """With days from 04:00, one o'clock at night still belongs to the day before."""
    me = database.run_now(people.set_day_start, alice, 240)
    clock.advance(timedelta(hours=12))
    assert come_back(database, clock, me, 2) == []
    assert come_back(database, clock, me, 0) == []


def test_all_of_these_days_can_rest_and_twice_is_once(
    database: Database, clock: FakeClock, url: str, alice: Acquaintance
) -> None:
    told = come_back(database, clock, alice, 4)
    first, last = told[0][0], told[-1][0]
    for _ in range(2):
        database.run_now(catching_up.rest, alice, first, last)
        assert len(rows_of(url, "SELECT id FROM pauses")) == 1
    assert database.run_now(entries.open_day, alice, first).items == ()
    assert len(database.run_now(entries.open_day, alice, last + DAY).items) == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY - DAY, TODAY),
        (TODAY + DAY, TODAY + 2 * DAY),
        (TODAY - DAY, TODAY - 2 * DAY),
        (TODAY - 15 * DAY, TODAY - DAY),
    ],
    ids=["today", "ahead", "backwards", "too many"],
)
def test_days_that_no_absence_could_be_of_do_not_rest(
    database: Database, url: str, alice: Acquaintance, first: date, last: date
) -> None:
    before = dump_of(url)
    with pytest.raises(NotFound):
        database.run_now(catching_up.rest, alice, first, last)
    assert dump_of(url) == before


def test_charlie_is_told_nothing_of_alice_and_changes_nothing_of_hers(
    database: Database, clock: FakeClock, alice: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(cards.hang, charlie, 6)
    assert come_back(database, clock, charlie, 4) == []
    database.run_now(catching_up.rest, charlie, TODAY + DAY, TODAY + 3 * DAY)
    told = database.run_now(catching_up.come_back, alice)
    assert told[0] == MissedDay(TODAY + DAY, ("Run",))
    assert len(told) == 3
