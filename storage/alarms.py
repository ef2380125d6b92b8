"""When each reminder goes off next: counted whenever a reminder, its goal or the person's clock changes.

Somebody without a zone, who stopped the bot or took their yes back has none, nor has a goal in the bin
or the archive. That the day is due at all is looked at when it goes off, since until then much may
change.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import same_wall_time
from domain.zones import known
from storage.consents import holds
from storage.ringing import RINGING, Terms, ringings, terms_of
from storage.sweep import catch_up, ring_jumped
from storage.tables import Alarm, Consent, Goal, Person, Reminder


def _agreed(subject: str) -> ColumnElement[bool]:
    return exists().where(Consent.person_id == Person.id, Consent.subject == subject, holds())


_RINGING = (
    select(*RINGING)
    .join(Person, Person.id == Reminder.person_id)
    .outerjoin(Goal, Goal.id == Reminder.goal_id)
    .where(
        Reminder.enabled,
        Goal.deleted_at.is_(None),
        Goal.archived_at.is_(None),
        Person.zone.is_not(None),
        Person.blocked_at.is_(None),
        or_(
            and_(Reminder.what == "goal", _agreed("goals")),
            and_(Reminder.what == "mood", _agreed("moods")),
            and_(Reminder.what.in_(("week", "day")), or_(_agreed("goals"), _agreed("moods"))),
        ),
    )
)


def count_anew(
    session: Session,
    clock: Clock,
    person_id: int,
    goal_id: int | None = None,
    since: datetime | None = None,
) -> None:
    """Set the alarms of a person, or of one goal of theirs, to the first firing after now, or after
    an instant before that.

    Before the person's clock is moved, let them catch up: by the new one what is due would be another
    day's, or be lost.
    """
    session.flush()
    catch_up(session, clock, person_id)
    theirs: list[ColumnElement[bool]] = [Reminder.person_id == person_id]
    if goal_id is not None:
        theirs.append(Reminder.goal_id == goal_id)
    mine = select(Reminder.id).where(*theirs)
    session.execute(delete(Alarm).where(Alarm.reminder_id.in_(mine)))
    _set(session, _RINGING.where(*theirs), since or clock.now())


def follow(session: Session, clock: Clock, person_id: int, before: str | None) -> None:
    """Count anew after a person's zone was another one ``before``. A wall clock that is put forward
    jumps over what was to be said in between: that goes off now."""
    now, zone = clock.now(), zone_of(session, person_id)
    since = now
    if before and zone and known(before) and known(zone):
        since = min(now, same_wall_time(now, before, zone))
    count_anew(session, clock, person_id, since=since)
    ring_jumped(session, clock, person_id)


def zone_of(session: Session, person_id: int) -> str | None:
    """The zone that a person's alarms are counted in."""
    return session.scalar(select(Person.zone).where(Person.id == person_id))


def are_missing(session: Session, clock: Clock) -> bool:
    """Whether there are reminders and no alarm at all: after an upgrade from a version that counted
    them otherwise."""
    one = select(Alarm.reminder_id).limit(1)
    return session.scalar(one) is None and session.execute(_RINGING.limit(1)).first() is not None


def count_all(session: Session, clock: Clock) -> int:
    """Give every reminder its alarms where none has any. Returns how many there are."""
    return _set(session, _RINGING, clock.now()) if are_missing(session, clock) else 0


def _set(session: Session, which: Any, now: datetime) -> int:  # noqa: ANN401 - a Select
    found = session.execute(which).all()
    rows = list(_alarms(found, terms_of(session, found), now))
    if rows:
        session.execute(insert(Alarm), rows)
    return len(rows)


def _alarms(found: Iterable[Row[Any]], terms: Terms, now: datetime) -> Iterator[dict[str, object]]:
    for row in found:
        for ringing in ringings(row, terms).values():
            firing = ringing.next(row.zone, now)
            if firing is not None:
                yield {
                    "reminder_id": row.id,
                    "moment": ringing.moment,
                    "person_id": row.person_id,
                    "fires_at": firing.at,
                }
