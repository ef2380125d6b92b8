"""The sweep: what is due goes to the outbox, and its alarm to the next time, in one commit."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast

from sqlalchemy import Executable, Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import daystamp
from domain.firing import Firing, latest_firing, next_firing
from storage.crash import crash_point
from storage.people import Acquaintance
from storage.tables import Alarm, Parcel, Person, Reminder
from storage.upsert import upsert

BATCH = 200
"""So many at most in one commit: whoever taps meanwhile waits for no longer than that takes."""


@dataclass(frozen=True, slots=True)
class Due:
    """An alarm, with all it takes to count the next one."""

    reminder_id: int
    person_id: int
    goal_id: int
    minute: int
    fires_at: datetime
    zone: str
    day_start: int


def sweep(session: Session, clock: Clock, limit: int = BATCH) -> int:
    """Claim what is due. Returns how many alarms went off; a full batch means that there may be more.

    After an absence one row stands for all the firings of a reminder that were missed: the latest,
    which says since when.
    """
    now = clock.now()
    due = _found(session, _DUE, now=now, batch=limit)
    if not due:
        return 0
    session.execute(
        upsert(session, Parcel, ("person_id", "key")), [_parcel(one, now) for one in due]
    )
    crash_point("swept")
    session.execute(_MOVE, [_moved(one, now) for one in due])
    return len(due)


def ring_ahead(session: Session, me: Acquaintance, until: datetime) -> None:
    """Let what goes off by then go off now, each for its own time."""
    soon = _found(session, _SOON, person=me.id, until=until)
    if soon:
        rows = [_parcel(one, one.fires_at) for one in soon]
        session.execute(upsert(session, Parcel, ("person_id", "key")), rows)
        session.execute(_MOVE, [_moved(one, one.fires_at) for one in soon])


def next_due(session: Session, clock: Clock) -> datetime | None:
    """When the first alarm goes off."""
    return session.scalar(select(func.min(Alarm.fires_at)))


def _found(session: Session, which: Executable, **values: object) -> list[Due]:
    return [Due(*row) for row in session.execute(which, values)]


# In a batch, hundreds are reminded at the same minute of the same zone.
@lru_cache(maxsize=BATCH)
def _around(minute: int, zone: str, day_start: int, now: datetime) -> tuple[Firing, datetime]:
    """The latest firing until now, and when the next one is."""
    latest = latest_firing(minute, zone, day_start, now)
    return latest, next_firing(minute, zone, day_start, now).at


def _parcel(due: Due, now: datetime) -> dict[str, object]:
    latest, _ = _around(due.minute, due.zone, due.day_start, now)
    return {
        "person_id": due.person_id,
        "kind": "reminder",
        "key": f"r{due.reminder_id}.{daystamp(latest.day)}",
        "reminder_id": due.reminder_id,
        "goal_id": due.goal_id,
        "day": latest.day,
        "slot": 0,
        "due_at": latest.at,
        "since": due.fires_at if due.fires_at < latest.at else None,
        "state": "waiting",
        "attempts": 0,
        "try_at": latest.at,
    }


def _moved(due: Due, now: datetime) -> dict[str, object]:
    _, following = _around(due.minute, due.zone, due.day_start, now)
    return {"this": due.reminder_id, "at": following}


_ALARMS = cast("Table", Alarm.__table__)
# In no order among those of one instant: PostgreSQL would sort all 50 000 of them for every batch.
_RINGING = (
    select(
        Reminder.id,
        Reminder.person_id,
        Reminder.goal_id,
        Reminder.minute,
        Alarm.fires_at,
        Person.zone,
        Person.day_start_minute,
    )
    .select_from(Alarm)
    .join(Reminder, Reminder.id == Alarm.reminder_id)
    .join(Person, Person.id == Alarm.person_id)
    .order_by(Alarm.fires_at)
    .with_for_update(of=Alarm, skip_locked=True)
)
_DUE = _RINGING.where(Alarm.fires_at <= bindparam("now")).limit(bindparam("batch"))
_SOON = _RINGING.where(Alarm.person_id == bindparam("person"), Alarm.fires_at <= bindparam("until"))
_MOVE = (
    update(_ALARMS)
    .where(_ALARMS.c.reminder_id == bindparam("this"))
    .values(fires_at=bindparam("at"))
)
