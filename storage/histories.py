"""A goal's past: one day with all that was said of it, a month as a calendar, and any span as it is drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.asking import is_offered, may_answer
from domain.clock import Clock
from domain.days import days_between, in_range
from domain.entries import Reading, State, read
from domain.errors import NotFound
from domain.kinds import slots_of
from domain.rests import is_resting
from domain.schedules import Plan, due_days, is_due, is_once, schedule_on
from domain.spans import Span
from domain.strength import history
from storage.board import skips_left
from storage.goal_views import own_goal
from storage.people import Acquaintance
from storage.plans import plan_of, slot_numbers, states_of
from storage.tables import Entry


@dataclass(frozen=True, slots=True)
class EntryView:
    """One day of a goal, or one slot of it. ``others`` are the slots of that day."""

    id: int | None
    goal_id: int
    title: str
    day: date
    slot: int
    slots: tuple[int, ...]
    reading: Reading
    note: str | None
    skip_reason: str | None
    may_answer: bool
    skips_left: int | None
    today: date


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a goal: how each of its days reads, by day, and the slot to look at first of each."""

    goal_id: int
    title: str
    first: date
    readings: Mapping[date, Reading]
    first_slots: Mapping[date, int]
    today: date


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """A span of a goal, day by day. ``resting`` are the days on which a rest kept it from asking.
    ``strength``, from 0 to 1, is told at the end of each day from the first that counted on; a
    one-time goal has none. From the days in ``changed`` on it had another schedule."""

    goal_id: int
    title: str
    readings: Mapping[date, Reading]
    resting: frozenset[date]
    strength: tuple[tuple[date, float], ...]
    changed: tuple[date, ...]
    today: date


def entry(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, day: date, slot: int = 0
) -> EntryView:
    """One day of a goal, whether it was due or not. Raises NotFound."""
    goal = own_goal(session, me, goal_id)
    plan, today = plan_of(session, me, goal), me.day_of(clock.now())
    states = states_of(session, goal_id, plan)
    row = session.execute(
        select(Entry.id, Entry.state, Entry.note, Entry.skip_reason).where(
            Entry.goal_id == goal_id, Entry.day == in_range(day), Entry.slot == slot
        )
    ).one_or_none()
    if row is None and slot not in slot_numbers(plan, day):
        raise NotFound("slot")
    state = State(row.state) if row else None
    reading = read(state, is_due(plan, day), day, today)
    if reading is Reading.NOT_DUE and is_offered(plan, day, states):
        reading = Reading.OPEN
    return EntryView(
        id=row.id if row else None,
        goal_id=goal_id,
        title=goal.title,
        day=day,
        slot=slot,
        slots=slots_of(schedule_on(plan, day)),
        reading=reading,
        note=row.note if row else None,
        skip_reason=row.skip_reason if row else None,
        may_answer=goal.deleted_at is None and may_answer(plan, day, today, states),
        skips_left=skips_left(session, me, day),
        today=today,
    )


def month(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, first: date, last: date
) -> MonthView:
    """How each day from ``first`` to ``last`` reads. Raises NotFound."""
    goal = own_goal(session, me, goal_id)
    plan, today = plan_of(session, me, goal), me.day_of(clock.now())
    states = states_of(session, goal_id, plan)
    return MonthView(
        goal_id=goal_id,
        title=goal.title,
        first=first,
        readings=_readings(plan, states, first, last, today),
        first_slots={day: slot_numbers(plan, day)[0] for day in days_between(first, last)},
        today=today,
    )


def drawn(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, span: Span
) -> GoalHistory:
    """How the days of a span read, and what they made of the habit. Raises NotFound."""
    goal = own_goal(session, me, goal_id)
    plan, today = plan_of(session, me, goal), me.day_of(clock.now())
    states = states_of(session, goal_id, plan)
    readings = _readings(plan, states, span.first, span.last, today)
    told = () if is_once(plan) else history(plan, states, today)
    return GoalHistory(
        goal_id=goal_id,
        title=goal.title,
        readings=readings,
        resting=frozenset(day for day in readings if _rests(plan, day, readings[day])),
        strength=tuple((day, score) for day, score in told if day in span),
        changed=tuple(day for day in _changes(plan) if day in span),
        today=today,
    )


def _readings(
    plan: Plan, states: Mapping[date, State], first: date, last: date, today: date
) -> dict[date, Reading]:
    due = set(due_days(plan, first, last))
    return {day: read(states.get(day), day in due, day, today) for day in days_between(first, last)}


def _rests(plan: Plan, day: date, reading: Reading) -> bool:
    alive = plan.start <= day <= plan.end
    return alive and reading is Reading.NOT_DUE and is_resting(plan.rests, day)


def _changes(plan: Plan) -> Iterator[date]:
    """The days from which on another schedule ruled than before."""
    for before, version in pairwise(plan.versions):
        if version.schedule != before.schedule:
            yield version.from_day
