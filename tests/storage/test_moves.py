"""Another zone: nothing is said twice, no day is left out, and none closes before its person says so."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.days import ONE_DAY
from domain.errors import NotFound
from storage import entries, goals, moves, outbox, people, sweep, undo
from storage.database import Database
from storage.people import Acquaintance
from storage.tables import Person
from tests.databases import acquaint, rows_of
from tests.storage.acts import act
from tests.storage.test_goals import RUN

SUNDAY = date(2026, 11, 22)
EVENING = datetime(2026, 11, 22, 20, tzinfo=UTC)
"""Sunday, nine in the evening in Berlin; in Tokyo it is five on Monday morning."""

MIDNIGHT = datetime(2026, 11, 22, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    clock.set(EVENING - 12 * HOUR)
    berlin = database.run_now(people.agree, alice, frozenset({"goals"}))
    clock.set(EVENING)
    return berlin


def remind(database: Database, me: Acquaintance, *hours: int) -> None:
    for hour in hours:
        wish = replace(RUN, title=f"At {hour}", start=SUNDAY, reminders=(hour * 60,))
        database.run_now(goals.create, me, wish)


def live_until(database: Database, clock: FakeClock, end: datetime) -> None:
    """From one instant at which something happens to the next; who moves does so first."""
    while (at := database.read_now(_next)) and at <= end:
        clock.set(max(at, clock.now()))
        if not database.run_now(moves.carry_out):
            database.run_now(sweep.sweep)
    clock.set(max(end, clock.now()))


def _next(session: Session, clock: Clock) -> datetime | None:
    move = session.scalar(select(func.min(Person.next_zone_at)))
    return min((at for at in (sweep.next_due(session, clock), move) if at), default=None)


def told(url: str) -> list[tuple[str, str]]:
    """Of which goal, and for which day, in the order in which it went off."""
    found = rows_of(
        url,
        "SELECT g.title, CAST(o.day AS TEXT) FROM outbox o JOIN goals g ON g.id = o.goal_id"
        " ORDER BY o.due_at, o.id",
    )
    return [(str(title), str(day)) for title, day in found]


def test_later_is_when_the_day_is_over_where_it_was_begun(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    later = database.run_now(people.set_next_zone, me, TOKYO)
    assert (later.zone, later.next_zone, later.next_zone_at) == ("Europe/Berlin", TOKYO, MIDNIGHT)
    clock.set(MIDNIGHT - timedelta(microseconds=1))
    assert database.run_now(moves.carry_out) == 0
    assert later.day_of(clock.now()) == SUNDAY


@pytest.mark.parametrize("carried_out", [False, True])
def test_from_that_instant_on_the_person_is_there_whether_it_is_written_down_or_not(
    database: Database, clock: FakeClock, me: Acquaintance, carried_out: bool
) -> None:
    later = database.run_now(people.set_next_zone, me, TOKYO)
    clock.set(MIDNIGHT)
    if carried_out:
        assert database.read_now(moves.is_one_due)
        assert database.run_now(moves.carry_out) == 1
        assert database.run_now(moves.carry_out) == 0
    found = database.read_now(people.by_id, me.id)
    assert found == later.as_of(MIDNIGHT) == replace(me, zone=TOKYO)
    assert found.day_of(MIDNIGHT) == SUNDAY + ONE_DAY


def test_a_day_that_begins_at_four_ends_at_four(database: Database, me: Acquaintance) -> None:
    late = database.run_now(people.set_day_start, me, 240)
    later = database.run_now(people.set_next_zone, late, TOKYO)
    assert later.next_zone_at == MIDNIGHT + 4 * HOUR


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("zone", [TOKYO, NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_each_day_is_told_once_on_the_way(
    database: Database, url: str, clock: FakeClock, me: Acquaintance, zone: str, later: bool
) -> None:
    remind(database, me, 3, 12, 22)
    clock.set(EVENING - 12 * HOUR)
    live_until(database, clock, EVENING)
    change = people.set_next_zone if later else people.set_zone
    database.run_now(change, me, zone)
    live_until(database, clock, EVENING + 3 * ONE_DAY)
    heard = told(url)
    assert len(heard) == len(set(heard))
    for hour in (3, 12, 22):
        days = sorted(date.fromisoformat(day) for title, day in heard if title == f"At {hour}")
        assert days == [days[0] + n * ONE_DAY for n in range(len(days))]
        assert days[0] <= SUNDAY + ONE_DAY
        assert days[-1] >= SUNDAY + 2 * ONE_DAY


def test_what_the_clock_jumps_over_goes_off_at_once_and_is_not_called_late(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    remind(database, me, 22)
    database.run_now(people.set_zone, me, TOKYO)
    [card] = database.run_now(outbox.take, 9)
    assert [(line.item.title, line.item.day) for line in card.lines] == [("At 22", SUNDAY)]
    assert not card.late
    assert told(url) == [("At 22", str(SUNDAY))]


def test_an_entry_keeps_the_day_it_was_made_for(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    remind(database, me, 22)
    database.run_now(entries.open_day, me, SUNDAY)
    before = rows_of(url, "SELECT CAST(day AS TEXT), zone FROM entries")
    database.run_now(people.set_next_zone, me, TOKYO)
    clock.set(MIDNIGHT)
    database.run_now(moves.carry_out)
    assert rows_of(url, "SELECT CAST(day AS TEXT), zone FROM entries") == before


def test_another_zone_or_the_one_there_is_takes_the_place_of_the_next(
    database: Database, me: Acquaintance
) -> None:
    later = database.run_now(people.set_next_zone, me, TOKYO)
    assert database.run_now(people.set_next_zone, later, None) == me
    database.run_now(people.set_next_zone, me, TOKYO)
    assert database.run_now(people.set_zone, me, NEW_YORK) == replace(me, zone=NEW_YORK)


@pytest.mark.parametrize("change", [people.set_next_zone, people.set_zone])
def test_both_ways_can_be_taken_back(
    database: Database, url: str, me: Acquaintance, change: object
) -> None:
    before = rows_of(url, "SELECT zone, next_zone, next_zone_at FROM people")
    act(database, me, change, TOKYO)  # type: ignore[arg-type]
    assert rows_of(url, "SELECT zone, next_zone, next_zone_at FROM people") != before
    database.run_now(undo.take_back, me)
    assert rows_of(url, "SELECT zone, next_zone, next_zone_at FROM people") == before


def test_a_move_that_happened_can_be_taken_back_and_does_not_happen_again(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    remind(database, me, 22)
    act(database, me, people.set_next_zone, TOKYO)
    clock.set(MIDNIGHT + HOUR)
    database.run_now(moves.carry_out)
    there = database.read_now(people.by_id, me.id)
    taken = database.run_now(undo.take_back, there)
    assert taken.of_me
    assert database.read_now(people.by_id, me.id) == me
    assert database.run_now(moves.carry_out) == 0
    assert database.read_now(sweep.next_due) == MIDNIGHT + 22 * HOUR


def test_taking_back_a_zone_leaves_no_day_out(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    """In New York it was afternoon; back in Berlin ten in the evening is over, and was never said."""
    remind(database, me, 22)
    act(database, me, people.set_zone, NEW_YORK)
    live_until(database, clock, EVENING + 2 * HOUR)
    assert told(url) == []
    database.run_now(undo.take_back, database.read_now(people.by_id, me.id))
    live_until(database, clock, EVENING + 12 * HOUR)
    assert told(url) == [("At 22", str(SUNDAY))]


def test_only_who_wanted_to_move_moves(
    database: Database, clock: FakeClock, me: Acquaintance, bob: Acquaintance
) -> None:
    database.run_now(people.set_next_zone, me, TOKYO)
    clock.set(MIDNIGHT + ONE_DAY)
    assert database.run_now(moves.carry_out) == 1
    assert database.read_now(people.by_id, bob.id) == bob


ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Cairo",
    "Australia/Lord_Howe",
)
BEGINS = {
    "an autumn": datetime(2026, 10, 23, 6, tzinfo=UTC),
    "a spring": datetime(2026, 3, 26, 6, tzinfo=UTC),
}
CHANGES = st.one_of(
    st.tuples(st.just(people.set_zone), st.sampled_from(ZONES)),
    st.tuples(st.just(people.set_next_zone), st.sampled_from(ZONES)),
    st.tuples(st.just(people.set_day_start), st.sampled_from((0, 180, 540, 1200))),
    st.just((undo.take_back, None)),
)


@pytest.mark.parametrize("begin", BEGINS.values(), ids=BEGINS.keys())
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.integers(0, 40), CHANGES), max_size=6))
def test_13_whoever_travels_while_reminders_are_due_hears_of_each_day_once(
    new_sqlite: Callable[[], str],
    begin: datetime,
    changes: list[tuple[int, tuple[Callable[..., Any], Any]]],
) -> None:
    clock, url = FakeClock(begin), new_sqlite()
    database = Database(url, clock)
    try:
        _travel(database, clock, changes)
    finally:
        database.close()
    heard = told(url)
    assert len(heard) == len(set(heard))
    for hour in HOURS:
        days = sorted(date.fromisoformat(day) for title, day in heard if title == f"At {hour}")
        assert days == [days[0] + n * ONE_DAY for n in range(len(days))]


HOURS = (1, 8, 13, 23)


def _travel(
    database: Database,
    clock: FakeClock,
    changes: list[tuple[int, tuple[Callable[..., Any], Any]]],
) -> None:
    """Two days at home, then each change after so many hours, and three days to come to rest."""
    alice = acquaint(database, 101, "Europe/Berlin")
    me = database.run_now(people.agree, alice, frozenset({"goals"}))
    for hour in HOURS:
        wish = replace(RUN, title=f"At {hour}", start=date(2026, 1, 1), reminders=(hour * 60,))
        database.run_now(goals.create, me, wish)
    live_until(database, clock, clock.now() + 2 * ONE_DAY)
    for hours, (change, value) in changes:
        live_until(database, clock, clock.now() + hours * HOUR)
        me = database.read_now(people.by_id, me.id)
        if change is undo.take_back:
            with suppress(NotFound):
                database.run_now(undo.take_back, me)
        else:
            act(database, me, change, value)
    live_until(database, clock, clock.now() + 3 * ONE_DAY)
