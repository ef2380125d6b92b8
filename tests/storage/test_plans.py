"""Plans: schedules and rests put together from their rows, and slots folded into days."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.kinds import Daily, Once, Slotted, Weekdays
from domain.rests import Rest
from domain.schedules import Plan, Version, is_due
from storage import entries, goals, pauses, tags
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from storage.plans import (
    mask_of,
    plans_of,
    slot_numbers,
    states_of,
    weekdays_in,
    whole_day,
    whole_days,
)
from storage.tables import Goal
from tests.storage.test_goals import DAY, RUN, TODAY

TIMES = Slotted(Daily(), (480, 1200))
WHOLE = Plan(TODAY, None, (Version(TODAY, Daily()),))
SLOTTED = Plan(TODAY, None, (Version(TODAY, TIMES),))


def plans(database: Database, me: Acquaintance) -> dict[int, Plan]:
    return database.read_now(_plans, me)


def _plans(session: Session, _clock: Clock, me: Acquaintance) -> dict[int, Plan]:
    mine = session.scalars(select(Goal).where(Goal.person_id == me.id)).all()
    return plans_of(session, me, mine)


def make(database: Database, me: Acquaintance, *titles: str) -> list[int]:
    return [database.run_now(goals.create, me, replace(RUN, title=title)).id for title in titles]


def test_a_plan_has_every_version_in_order(database: Database, alice: Acquaintance) -> None:
    (goal,) = make(database, alice, "Run")
    database.run_now(entries.tick, alice, goal, TODAY, State.DONE)
    changed = replace(RUN, schedule=Weekdays(frozenset({6})))
    database.run_now(goals.rewrite, alice, goal, changed)
    assert plans(database, alice)[goal].versions == (
        Version(TODAY, Daily()),
        Version(TODAY + DAY, Weekdays(frozenset({6}))),
    )


def test_no_goals_have_no_plans(database: Database, alice: Acquaintance) -> None:
    assert plans(database, alice) == {}


def test_a_pause_reaches_exactly_what_it_is_of(database: Database, alice: Acquaintance) -> None:
    one, tagged, other = make(database, alice, "One", "Tagged", "Other")
    database.run_now(tags.set_of_goal, alice, tagged, ("body",))
    tag = database.run_now(tags.every, alice)[0].id
    database.run_now(pauses.begin, alice, Scope(goal_id=one), TODAY, TODAY + DAY)
    database.run_now(pauses.begin, alice, Scope(tag_id=tag), TODAY, None)
    database.run_now(pauses.begin, alice, Scope(), TODAY + 9 * DAY, None, frozenset({5, 6}))
    weekends = Rest(TODAY + 9 * DAY, None, frozenset({5, 6}))
    assert {goal: plan.rests for goal, plan in plans(database, alice).items()} == {
        one: (weekends, Rest(TODAY, TODAY + DAY)),
        tagged: (weekends, Rest(TODAY)),
        other: (weekends,),
    }


def test_a_tag_without_goals_pauses_nothing(database: Database, alice: Acquaintance) -> None:
    (goal,) = make(database, alice, "One")
    database.run_now(tags.set_of_goal, alice, goal, ("body",))
    tag = database.run_now(tags.every, alice)[0].id
    database.run_now(pauses.begin, alice, Scope(tag_id=tag), TODAY, None)
    database.run_now(tags.set_of_goal, alice, goal, ())
    assert plans(database, alice)[goal].rests == ()


def test_charlies_pauses_are_charlies(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    (goal,) = make(database, alice, "One")
    database.run_now(pauses.begin, charlie, Scope(), TODAY, None)
    assert plans(database, alice)[goal].rests == ()


def test_an_archived_goal_rests_from_that_day_on(database: Database, alice: Acquaintance) -> None:
    (goal,) = make(database, alice, "One")
    database.run_now(goals.archive, alice, goal)
    plan = plans(database, alice)[goal]
    assert plan.rests == (Rest(TODAY),)
    assert not is_due(plan, TODAY)


def test_a_one_time_goal_s_date_outlives_a_pause(database: Database, alice: Acquaintance) -> None:
    wish = replace(RUN, schedule=Once(), target=TODAY)
    goal = database.run_now(goals.create, alice, wish).id
    database.run_now(pauses.begin, alice, Scope(), TODAY, None)
    assert is_due(plans(database, alice)[goal], TODAY)


def test_the_states_of_a_goal_are_those_of_whole_days(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TIMES)).id
    for day, slot, state in (
        (TODAY, 1, State.DONE),
        (TODAY, 2, State.SKIPPED),
        (TODAY + DAY, 2, State.DONE),
        (TODAY + 2 * DAY, 1, State.SKIPPED),
    ):
        database.run_now(entries.tick, alice, goal, day, state, None, slot)
    found = database.read_now(
        lambda session, _clock: states_of(session, goal, plans_of_one(session, alice, goal))
    )
    assert found == {
        TODAY: State.DONE,
        TODAY + DAY: State.PART,
        TODAY + 2 * DAY: State.OPEN,
    }


def plans_of_one(session: Session, me: Acquaintance, goal: int) -> Plan:
    return plans_of(session, me, [session.get_one(Goal, goal)])[goal]


@pytest.mark.parametrize(
    ("plan", "given", "state"),
    [
        (WHOLE, {0: State.DONE}, State.DONE),
        (WHOLE, {}, State.OPEN),
        (WHOLE, {1: State.DONE}, State.OPEN),
        (SLOTTED, {1: State.DONE}, State.PART),
        (SLOTTED, {1: State.DONE, 2: State.DONE}, State.DONE),
        (SLOTTED, {1: State.SKIPPED, 2: State.DONE}, State.DONE),
        (SLOTTED, {1: State.SKIPPED, 2: State.SKIPPED}, State.SKIPPED),
        (SLOTTED, {1: State.SKIPPED}, State.OPEN),
        (SLOTTED, {0: State.DONE, 1: State.SKIPPED}, State.DONE),
        (SLOTTED, {0: State.OPEN, 1: State.PART}, State.PART),
        (SLOTTED, {1: State.DONE, 2: State.DONE, 3: State.OPEN}, State.DONE),
    ],
)
def test_slots_are_folded_into_their_day(plan: Plan, given: dict[int, State], state: State) -> None:
    assert whole_day(plan, TODAY, given) is state
    assert whole_days(plan, [(TODAY, slot, each) for slot, each in given.items()]) == (
        {TODAY: state} if given else {}
    )


def test_a_day_has_the_slots_of_the_schedule_that_ruled_it() -> None:
    plan = replace(WHOLE, versions=(Version(TODAY, Daily()), Version(TODAY + DAY, TIMES)))
    assert list(slot_numbers(plan, TODAY)) == [0]
    assert list(slot_numbers(plan, TODAY + DAY)) == [1, 2]


@pytest.mark.parametrize("days", [None, frozenset({0}), frozenset({5, 6}), frozenset(range(7))])
def test_weekdays_come_back_from_their_column_as_they_went(days: frozenset[int] | None) -> None:
    assert weekdays_in(mask_of(days)) == days
