"""When each reminder goes off next: counted whenever a reminder, its goal or the person's clock changes.

Somebody without a zone, who stopped the bot or took their yes back has none, nor has a goal in the bin
or the archive. That the day is due at all is looked at when it goes off, since until then much may
change.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, insert, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.firing import next_firing
from storage.consents import holds
from storage.tables import Alarm, Consent, Goal, Person, Reminder

_AGREED = exists().where(
    Consent.person_id == Person.id,
    Consent.subject == "goals",
    holds(),
)
_RINGING = (
    select(Reminder.id, Reminder.person_id, Reminder.minute, Person.zone, Person.day_start_minute)
    .join(Goal, Goal.id == Reminder.goal_id)
    .join(Person, Person.id == Reminder.person_id)
    .where(
        Reminder.enabled,
        Goal.deleted_at.is_(None),
        Goal.archived_at.is_(None),
        Person.zone.is_not(None),
        Person.blocked_at.is_(None),
        _AGREED,
    )
)


def count_anew(session: Session, clock: Clock, person_id: int, goal_id: int | None = None) -> None:
    """Set the alarms of a person, or of one goal of theirs, to the first firing after now."""
    session.flush()
    theirs: list[ColumnElement[bool]] = [Reminder.person_id == person_id]
    if goal_id is not None:
        theirs.append(Reminder.goal_id == goal_id)
    mine = select(Reminder.id).where(*theirs)
    session.execute(delete(Alarm).where(Alarm.reminder_id.in_(mine)))
    rows = list(_alarms(session.execute(_RINGING.where(*theirs)), clock.now()))
    if rows:
        session.execute(insert(Alarm), rows)


def are_missing(session: Session, clock: Clock) -> bool:
    """Whether there are reminders and no alarm at all: after an upgrade from a version that did not
    remind."""
    one = select(Alarm.reminder_id).limit(1)
    return session.scalar(one) is None and session.execute(_RINGING.limit(1)).first() is not None


def count_all(session: Session, clock: Clock) -> int:
    """Give every reminder its alarm where none has one. Returns how many there are."""
    if not are_missing(session, clock):
        return 0
    rows = list(_alarms(session.execute(_RINGING), clock.now()))
    if rows:
        session.execute(insert(Alarm), rows)
    return len(rows)


def _alarms(found: Any, now: datetime) -> Iterator[dict[str, object]]:  # noqa: ANN401 - a Result
    row: Row[Any]
    for row in found:
        firing = next_firing(row.minute, row.zone, row.day_start_minute, now)
        yield {"reminder_id": row.id, "person_id": row.person_id, "fires_at": firing.at}
