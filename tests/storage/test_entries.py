"""The day: what it shows, what a tick does, and what a tick twice does not do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import Reading, State
from domain.errors import NotFound, Reason, Refused
from domain.goals import Criticality, Status
from domain.kinds import Once, Weekdays
from storage import entries, goal_views, goals, people
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import acquaint, dump_of, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY

STATES = [State.DONE, State.PART, State.SKIPPED]


def readings(board: entries.Board) -> dict[str, Reading]:
    return {item.title: item.reading for item in board.items}


def test_a_day_without_goals_is_empty(database: Database, alice: Acquaintance) -> None:
    board = database.run_now(entries.open_day, alice, TODAY)
    assert board == entries.Board(TODAY, TODAY, (), False)


def test_a_day_shows_the_urgent_first_then_as_made_and_any_day_last(
    database: Database, alice: Acquaintance
) -> None:
    for title, criticality, schedule in (
        ("low", Criticality.LOW, RUN.schedule),
        ("someday", Criticality.NORMAL, Once()),
        ("normal", Criticality.NORMAL, RUN.schedule),
        ("high", Criticality.HIGH, RUN.schedule),
        ("sundays", Criticality.HIGH, Weekdays(frozenset({6}))),
    ):
        wish = replace(RUN, title=title, criticality=criticality, schedule=schedule)
        database.run_now(goals.create, alice, wish)
    board = database.run_now(entries.open_day, alice, TODAY)
    assert [item.title for item in board.items] == ["high", "normal", "low", "someday"]
    assert [item.any_day for item in board.items] == [False, False, False, True]


def test_any_day_is_one_group_at_the_end_with_the_urgent_first(
    database: Database, alice: Acquaintance
) -> None:
    for title, criticality, schedule in (
        ("low someday", Criticality.LOW, Once()),
        ("high someday", Criticality.HIGH, Once()),
        ("low", Criticality.LOW, RUN.schedule),
    ):
        wish = replace(RUN, title=title, criticality=criticality, schedule=schedule)
        database.run_now(goals.create, alice, wish)
    board = database.run_now(entries.open_day, alice, TODAY)
    assert [item.title for item in board.items] == ["low", "high someday", "low someday"]


def test_entries_are_made_for_what_is_due_and_never_ahead(
    database: Database, url: str, alice: Acquaintance
) -> None:
    database.run_now(goals.create, alice, RUN)
    database.run_now(goals.create, alice, replace(RUN, title="Someday", schedule=Once()))
    for day in (TODAY, TODAY, TODAY + DAY, TODAY - DAY):
        database.run_now(entries.open_day, alice, day)
    assert rows_of(url, "SELECT CAST(day AS TEXT) FROM entries") == [("2026-03-04",)]


def test_a_day_ahead_shows_what_the_schedule_says(database: Database, alice: Acquaintance) -> None:
    database.run_now(goals.create, alice, RUN)
    board = database.run_now(entries.open_day, alice, TODAY + DAY)
    assert readings(board) == {"Run": Reading.OPEN}


def test_two_looks_at_once_make_one_entry(
    database: Database, url: str, alice: Acquaintance
) -> None:
    database.run_now(goals.create, alice, RUN)
    for job in [database._submit(entries.open_day, alice, TODAY) for _ in range(8)]:
        job.result(20)
    assert rows_of(url, "SELECT count(*) FROM entries") == [(1,)]


@pytest.mark.parametrize("state", STATES)
def test_a_tick_is_shown_and_kept(database: Database, alice: Acquaintance, state: State) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    ticked = database.run_now(entries.tick, alice, goal.id, TODAY, state)
    assert (ticked.title, ticked.before, ticked.after) == ("Run", State.OPEN, state)
    assert (ticked.was_completed, ticked.completed) == (False, False)
    assert readings(ticked.board) == {"Run": Reading(state)}
    assert database.run_now(entries.open_day, alice, TODAY) == ticked.board


@pytest.mark.parametrize("state", [*STATES, State.OPEN])
def test_a_tick_twice_is_once(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, state: State
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY, state)
    before = dump_of(url)
    clock.advance(timedelta(hours=1))
    again = database.run_now(entries.tick, alice, goal.id, TODAY, state)
    assert (again.before, again.after) == (state, state)
    assert dump_of(url) == before


def test_clearing_a_tick_forgets_when_it_was_answered(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    cleared = database.run_now(entries.tick, alice, goal.id, TODAY, State.OPEN)
    assert (cleared.before, cleared.after) == (State.DONE, State.OPEN)
    assert rows_of(url, "SELECT state, answered_at FROM entries") == [("open", None)]


def test_a_day_before_the_goal_was_made_can_be_filled_in(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    seen = database.read_now(goal_views.view, alice, goal.id)
    assert (seen.recent.done, seen.recent.due) == (1, 1)


@pytest.mark.parametrize(
    ("schedule", "day"),
    [
        (Weekdays(frozenset({0})), TODAY),
        (Once(), TODAY + DAY),
    ],
    ids=["another weekday", "someday, but tomorrow"],
)
def test_a_day_that_is_not_due_cannot_be_ticked(
    database: Database, url: str, alice: Acquaintance, schedule: Once | Weekdays, day: date
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=schedule))
    with pytest.raises(Refused) as refused:
        database.run_now(entries.tick, alice, goal.id, day, State.DONE)
    assert refused.value.reason is Reason.NOT_DUE
    assert refused.value.data == {"title": "Run", "day": day}
    assert rows_of(url, "SELECT * FROM entries") == []


def test_an_answer_on_a_day_no_longer_due_can_still_be_changed(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY + DAY, State.DONE)
    database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=Weekdays(frozenset({6}))))
    ticked = database.run_now(entries.tick, alice, goal.id, TODAY + DAY, State.PART)
    assert readings(ticked.board) == {"Run": Reading.PART}


def test_an_open_day_that_is_over_reads_as_missed_and_can_be_backfilled(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    clock.advance(DAY)
    board = database.run_now(entries.open_day, alice, TODAY)
    assert readings(board) == {"Run": Reading.MISSED}
    ticked = database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    assert readings(ticked.board) == {"Run": Reading.DONE}


def test_a_goal_is_completed_by_its_last_day_and_opened_by_any_undone(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, target=TODAY + 2 * DAY))
    days = [TODAY + n * DAY for n in range(3)]
    steps = [
        (days[0], State.DONE, False),
        (days[1], State.SKIPPED, False),
        (days[2], State.PART, False),
        (days[2], State.DONE, True),
        (days[2], State.DONE, True),
        (days[0], State.OPEN, False),
        (days[0], State.DONE, True),
        (days[0], State.PART, False),
    ]
    was = False
    for day, state, completed in steps:
        ticked = database.run_now(entries.tick, alice, goal.id, day, state)
        assert (ticked.was_completed, ticked.completed) == (was, completed)
        stored = rows_of(url, "SELECT completed_at IS NOT NULL FROM goals")
        assert bool(stored[0][0]) is completed
        was = completed


def test_a_one_time_goal_without_a_date_is_offered_until_it_is_done(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=Once()))
    clock.advance(3 * DAY)
    today = TODAY + 3 * DAY
    assert readings(database.run_now(entries.open_day, alice, today)) == {"Run": Reading.OPEN}
    ticked = database.run_now(entries.tick, alice, goal.id, today, State.DONE)
    assert ticked.completed
    assert readings(ticked.board) == {"Run": Reading.DONE}
    assert database.read_now(goal_views.view, alice, goal.id).status is Status.COMPLETED
    clock.advance(DAY)
    assert readings(database.run_now(entries.open_day, alice, today + DAY)) == {}
    undone = database.run_now(entries.tick, alice, goal.id, today, State.OPEN)
    assert not undone.completed
    assert readings(database.run_now(entries.open_day, alice, today + DAY)) == {"Run": Reading.OPEN}


def test_a_goal_that_is_nowhere_cannot_be_ticked(database: Database, alice: Acquaintance) -> None:
    with pytest.raises(NotFound):
        database.run_now(entries.tick, alice, 404, TODAY, State.DONE)


def test_entries_keep_the_day_they_were_made_for_when_the_zone_changes(
    database: Database, url: str, clock: FakeClock
) -> None:
    clock.set(datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    me = acquaint(database, 7, "Asia/Tokyo")  # where it is the 5th already
    tokyo = date(2026, 3, 5)
    goal = database.run_now(goals.create, me, replace(RUN, start=tokyo))
    board = database.run_now(entries.tick, me, goal.id, tokyo, State.DONE).board
    assert board.today == tokyo
    moved = database.run_now(people.set_zone, me, "America/New_York")
    board = database.run_now(entries.open_day, moved, tokyo)
    assert (board.today, readings(board)) == (TODAY, {"Run": Reading.DONE})
    assert rows_of(url, "SELECT CAST(day AS TEXT), zone FROM entries") == [
        ("2026-03-05", "Asia/Tokyo")
    ]
