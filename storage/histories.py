"""A goal's past: one day with all that was said of it, and a month as a calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.asking import is_offered, may_answer
from domain.clock import Clock
from domain.days import days_between, in_range
from domain.entries import Reading, State, read
from domain.errors import NotFound
from domain.kinds import slots_of
from domain.schedules import due_days, is_due, schedule_on
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
    due, days = set(due_days(plan, first, last)), tuple(days_between(first, last))
    return MonthView(
        goal_id=goal_id,
        title=goal.title,
        first=first,
        readings={day: read(states.get(day), day in due, day, today) for day in days},
        first_slots={day: slot_numbers(plan, day)[0] for day in days},
        today=today,
    )
