"""How goals were kept on the days that asked for them: what is held against the mood."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from domain.clock import FakeClock
from domain.entries import Reading, State
from domain.kinds import Daily, Once, Period, Slotted, TimesPer, Weekdays
from domain.spans import Span
from storage import entries, goals, pauses
from storage.asked_days import AskedDays, asked
from storage.database import Database
from storage.looks import Done, goals_done
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.storage.crowds import crowd
from tests.storage.explained import plans_of
from tests.storage.test_goals import DAY, RUN, TODAY

START = TODAY - 9 * DAY
WEEK = Span(TODAY - 6 * DAY, TODAY)


def days_of(
    database: Database, me: Acquaintance, span: Span = WEEK
) -> dict[str, dict[date, Reading]]:
    return {one.title: dict(one.readings) for one in database.read_now(asked, me, span)}


def test_the_days_that_asked_are_told_with_how_each_was_kept(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=START))
    states = (State.DONE, State.PART, State.SKIPPED)
    for n, state in enumerate(states):
        database.run_now(entries.tick, alice, goal.id, WEEK.first + n * DAY, state)
    database.run_now(pauses.begin, alice, Scope(), WEEK.first + 4 * DAY, WEEK.first + 4 * DAY)
    kept = (Reading.DONE, Reading.PART, Reading.SKIPPED, Reading.MISSED, None, Reading.MISSED)
    expected = {
        WEEK.first + n * DAY: reading
        for n, reading in enumerate((*kept, Reading.OPEN))
        if reading is not None
    }
    (one,) = database.read_now(asked, alice, WEEK)
    assert one == AskedDays(goal.id, "Run", expected)
    assert list(one.readings) == sorted(one.readings)


def test_what_was_done_unasked_is_left_out(database: Database, alice: Acquaintance) -> None:
    """On a day that did not ask nobody could have missed it, nor on one of rest."""
    resting, due = date(2026, 2, 23), date(2026, 3, 2)
    mondays = replace(RUN, start=START, schedule=Weekdays(frozenset({0})))
    goal = database.run_now(goals.create, alice, mondays)
    database.run_now(pauses.begin, alice, Scope(), resting, resting)
    for day in (START - DAY, resting, resting + DAY, due):
        database.run_now(entries.tick, alice, goal.id, day, State.DONE)
    span = Span(START - 9 * DAY, TODAY)
    assert days_of(database, alice, span) == {"Run": {due: Reading.DONE}}


def test_what_one_does_on_days_of_ones_choice_asks_on_each(
    database: Database, alice: Acquaintance
) -> None:
    thrice = replace(RUN, start=TODAY - 2 * DAY, schedule=TimesPer(3, Period.WEEK))
    goal = database.run_now(goals.create, alice, thrice)
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    (one,) = database.read_now(asked, alice, WEEK)
    assert list(one.readings.values()) == [Reading.MISSED, Reading.DONE, Reading.OPEN]
    assert one.by_choice == set(one.readings)


def test_what_was_not_done_on_a_day_of_ones_choice_is_not_counted_as_due(
    database: Database, alice: Acquaintance
) -> None:
    start = replace(RUN, start=TODAY - 2 * DAY)
    thrice = replace(start, title="Swim", schedule=TimesPer(3, Period.WEEK))
    ids = [database.run_now(goals.create, alice, wish).id for wish in (start, thrice)]
    for day, goal_id in ((TODAY - DAY, ids[1]), (TODAY, ids[0])):
        database.run_now(entries.tick, alice, goal_id, day, State.DONE)
    assert database.read_now(goals_done, alice, WEEK) == {
        TODAY - 2 * DAY: Done(0, 1),
        TODAY - DAY: Done(1, 2),
        TODAY: Done(1, 1),
    }


def test_a_day_with_slots_is_one_day(database: Database, alice: Acquaintance) -> None:
    pills = replace(RUN, start=TODAY - DAY, schedule=Slotted(Daily(), (480, 1200)))
    goal = database.run_now(goals.create, alice, pills)
    for day, slot in ((TODAY - DAY, 1), (TODAY - DAY, 2), (TODAY, 2)):
        database.run_now(entries.tick, alice, goal.id, day, State.DONE, None, slot)
    assert days_of(database, alice)["Run"] == {TODAY - DAY: Reading.DONE, TODAY: Reading.PART}


def test_goals_that_did_not_ask_or_lie_in_the_bin_are_left_out(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    wishes = (
        replace(RUN, title="ahead", start=TODAY + DAY),
        replace(RUN, title="any day", schedule=Once()),
        replace(RUN, title="binned", start=START),
        replace(RUN, title="put away", start=START),
    )
    ids = [database.run_now(goals.create, alice, wish).id for wish in wishes]
    database.run_now(goals.remove, alice, ids[2])
    database.run_now(goals.archive, alice, ids[3])
    found = days_of(database, alice)
    assert list(found) == ["put away"]
    assert max(found["put away"]) == TODAY - DAY, "an archived goal asks no more"
    clock.advance(timedelta(days=2))
    assert list(days_of(database, alice, Span(TODAY, TODAY + 2 * DAY))) == ["ahead"]


def test_charlie_gets_nothing_of_alices(
    database: Database, alice: Acquaintance, bob: Acquaintance, charlie: Acquaintance
) -> None:
    for me in (alice, bob):
        goal = database.run_now(goals.create, me, replace(RUN, title=f"of {me.id}"))
        database.run_now(entries.tick, me, goal.id, TODAY, State.DONE)
    assert database.read_now(asked, charlie, WEEK) == ()
    assert list(days_of(database, bob)) == [f"of {bob.id}"]


def test_a_hundred_goals_take_as_many_statements_as_ten_and_none_reads_a_table_through(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    asked_for = []
    for me, count in ((alice, 12), (bob, 120)):
        database.run_now(crowd, me, count)
        plans = plans_of(url, partial(database.read_now, asked, me, WEEK))
        asked_for.append(len(plans))
        assert not any(
            "SCAN" in line or "Seq Scan" in line for line in "\n".join(plans).split("\n")
        )
        assert any("ix_entries_person_day" in plan for plan in plans)
    assert asked_for[0] == asked_for[1]
