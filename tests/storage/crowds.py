"""Somebody with many goals of all kinds and two years of answers."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import case, insert, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.kinds import (
    AfterDone,
    Daily,
    EveryDays,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
    to_plain,
)
from storage.people import Acquaintance
from storage.tables import Entry, Goal, ScheduleVersion

YEARS = 730
EVERY = 3
STATES = (State.DONE, State.DONE, State.PART, State.SKIPPED)
SCHEDULES: tuple[Schedule, ...] = (
    Daily(),
    Weekdays(frozenset({0, 2, 4})),
    EveryDays(3, date(2026, 1, 1)),
    MonthDays(frozenset({1, 31})),
    MonthWeekday(-1, 4),
    Yearly(3, 4),
    Once(),
    TimesPer(3, Period.WEEK),
    TimesPer(8, Period.MONTH),
    TimesIn(2, 5),
    AfterDone(4),
    Slotted(Daily(), (480, 1200)),
)


def crowd(session: Session, clock: Clock, me: Acquaintance, count: int) -> None:
    """So many goals, every third of them with an end, and two years of answers. Past the use cases,
    which would take an hour for what is only there to be looked at."""
    now, today = clock.now(), me.day_of(clock.now())
    start = today - timedelta(days=YEARS)
    kinds = [SCHEDULES[number % len(SCHEDULES)] for number in range(count)]
    made = {"created_at": now, "updated_at": now, "person_id": me.id, "criticality": "normal"}
    goals = [
        {
            **made,
            "title": f"Goal {number}",
            "title_key": f"goal {number}",
            "start_day": start,
            "target_day": today + timedelta(days=30) if number % 3 == 0 else None,
        }
        for number in range(count)
    ]
    ids = session.scalars(insert(Goal).returning(Goal.id, sort_by_parameter_order=True), goals)
    whose = list(zip(ids.all(), kinds, strict=True))
    session.execute(
        insert(ScheduleVersion),
        [
            {"goal_id": id, "from_day": start, "rule": to_plain(kind), "made_at": now}
            for id, kind in whose
        ],
    )
    _answer_like_each_other(session, me, start, whose)


def _answer_like_each_other(
    session: Session, me: Acquaintance, start: date, whose: list[tuple[int, Schedule]]
) -> None:
    """The first goal is answered day by day, the others by the database itself as that one was."""
    first, _ = whose[0]
    at = datetime.combine(start, time(12), UTC)
    answer = {"person_id": me.id, "made_at": at, "answered_at": at, "zone": me.zone, "slot": 0}
    days = (start + timedelta(days=n) for n in range(0, YEARS, EVERY))
    rows = [
        {**answer, "goal_id": first, "day": day, "state": state}
        for day, state in zip(days, cycle(STATES), strict=False)
    ]
    session.execute(insert(Entry), rows)
    slotted = [id for id, kind in whose if isinstance(kind, Slotted)]
    slot = case((Goal.id.in_(slotted), 1), else_=0)
    copied = (Entry.person_id, Goal.id, Entry.day, slot, Entry.state, Entry.zone, Entry.made_at)
    like_it = select(*copied, Entry.answered_at).join_from(Goal, Entry, Entry.goal_id == first)
    others = like_it.where(Goal.person_id == me.id, Goal.id != first)
    columns = ["person_id", "goal_id", "day", "slot", "state", "zone", "made_at", "answered_at"]
    session.execute(insert(Entry).from_select(columns, others))
