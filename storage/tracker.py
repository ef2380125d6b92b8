"""The tracker: any range of days, with what is due on each and how it stands.

Carries out the range query of the goals-and-moods API: entries grouped by due date, each with its
goal, status, reminder time and tracking id.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import Day, instant_at, local_day
from domain.entries import Reading, State, read
from domain.kinds import Once, Schedule, slots_of
from domain.ranges import Range
from domain.schedules import Plan, due_days, schedule_on
from storage.entries import keep_entries
from storage.goal_views import A_WALL_TIME
from storage.people import Acquaintance
from storage.plans import plans_of, slot_numbers
from storage.tables import Entry, Goal, Reminder


@dataclass(frozen=True, slots=True)
class Track:
    """One entry: ``id`` is its tracking id, None for a day ahead, which has none yet; ``minutes`` are
    the times it is due or reminded at."""

    id: int | None
    goal_id: int
    title: str
    day: date
    slot: int
    reading: Reading
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrackedDay:
    """A day in the zone asked for, with its entries."""

    day: date
    tracks: tuple[Track, ...]


Row = tuple[int, State]
Place = tuple[int, Day, int]


def track(
    session: Session, clock: Clock, me: Acquaintance, wanted: Range
) -> tuple[TrackedDay, ...]:
    """The days of a range that have entries; none when it is empty.

    Entries of days that are over or today are made, so that each has its tracking id. In another zone
    than the person's own, an entry stands under the day it has there at its first time, or at noon.
    """
    # A zone may be most of a day apart on either side.
    first, last = wanted.first - timedelta(days=2), wanted.last + timedelta(days=2)
    today = me.day_of(clock.now())
    goals = session.scalars(
        select(Goal).where(Goal.person_id == me.id, Goal.deleted_at.is_(None)).order_by(Goal.id)
    ).all()
    plans = plans_of(session, me, goals)
    due = {goal.id: _due(me, goal, plans[goal.id], first, last) for goal in goals}
    _make_those_past(session, clock, me, plans, due, today)
    rows = _entries(session, me, first, last)
    minutes = _reminders(session, me)
    days: dict[Day, list[Track]] = defaultdict(list)
    for goal in goals:
        for one in _tracks(goal, plans[goal.id], due[goal.id], rows, minutes[goal.id], today):
            days[_day_in(wanted.zone, me, one)].append(one)
    return tuple(
        TrackedDay(day, tuple(days[day]))
        for day in sorted(days)
        if wanted.first <= day <= wanted.last
    )


def _due(me: Acquaintance, goal: Goal, plan: Plan, first: Day, last: Day) -> set[Day]:
    """A date of one's own outlives rests, but not the archive."""
    due = set(due_days(plan, first, last))
    if goal.archived_at is None:
        return due
    away = me.day_of(goal.archived_at)
    return {day for day in due if day < away}


def _tracks(
    goal: Goal,
    plan: Plan,
    due: set[Day],
    rows: Mapping[Place, Row],
    reminders: tuple[int, ...],
    today: Day,
) -> Iterator[Track]:
    answered: dict[Day, set[int]] = defaultdict(set)
    for (goal_id, day, slot), (_, state) in rows.items():
        if goal_id == goal.id and state is not State.OPEN:
            answered[day].add(slot)
    for day in sorted({*due, *answered}):
        for slot in sorted({*slot_numbers(plan, day), *answered[day]}):
            row = rows.get((goal.id, day, slot))
            times = _times(schedule_on(plan, day), slot) or reminders
            reading = read(row[1] if row else None, day in due, day, today)
            # Of a day that rests only what was answered is told: its other slots never asked.
            if reading is not Reading.NOT_DUE:
                yield Track(row[0] if row else None, goal.id, goal.title, day, slot, reading, times)


def _times(schedule: Schedule, slot: int) -> tuple[int, ...]:
    """When the schedule itself says it is due; a slot it has no more has no time."""
    if isinstance(schedule, Once):
        return () if schedule.at is None else (schedule.at,)
    return slots_of(schedule)[slot - 1 : slot] if slot else ()


def _make_those_past(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    plans: Mapping[int, Plan],
    due: Mapping[int, Iterable[Day]],
    today: Day,
) -> None:
    places = [
        (goal_id, day, slot)
        for goal_id, days in due.items()
        for day in days
        if day <= today
        for slot in slot_numbers(plans[goal_id], day)
    ]
    keep_entries(session, clock, me, places)


def _entries(session: Session, me: Acquaintance, first: Day, last: Day) -> dict[Place, Row]:
    rows = session.execute(
        select(Entry.goal_id, Entry.day, Entry.slot, Entry.id, Entry.state).where(
            Entry.person_id == me.id, Entry.day.between(first, last)
        )
    )
    return {(goal, day, slot): (id, State(state)) for goal, day, slot, id, state in rows}


def _reminders(session: Session, me: Acquaintance) -> dict[int, tuple[int, ...]]:
    rows = session.execute(
        select(Reminder.goal_id, Reminder.minute)
        .where(Reminder.person_id == me.id, Reminder.enabled, *A_WALL_TIME)
        .order_by(Reminder.minute)
    )
    minutes: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for goal_id, minute in rows:
        if goal_id is not None and minute is not None:
            minutes[goal_id] += (minute,)
    return minutes


def _day_in(zone: str, me: Acquaintance, one: Track) -> Day:
    if zone == me.zone_or_utc:
        return one.day
    minute = one.minutes[0] if one.minutes else 12 * 60
    instant = instant_at(one.day, minute, me.zone_or_utc)
    return one.day if instant is None else local_day(instant, zone, 0)
