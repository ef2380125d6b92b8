"""When each reminder goes off next: counted whenever a reminder, its goal or the person's clock changes.

Somebody without a zone, who stopped the bot or took their yes back has none, nor has a goal in the bin
or the archive. That the day is due at all is looked at when it goes off, since until then much may
change.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound
from domain.reckoning import Jump, Reckoning, jump, no_jump
from domain.zones import known
from storage.apart import apart
from storage.consents import holds
from storage.ringing import DIGESTS, RINGING, Terms, ringings, terms_of
from storage.sweep import MOVED, catch_up, ring_jumped
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
            and_(Reminder.what.in_(DIGESTS), or_(_agreed("goals"), _agreed("moods"))),
        ),
    )
)


def count_anew(
    session: Session,
    clock: Clock,
    person_id: int,
    goal_id: int | None = None,
    over: Jump | None = None,
) -> None:
    """Set the alarms of a person, or of one goal of theirs, to the first firing after now, or to what
    was jumped over.

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
    over = over or no_jump(clock.now())
    _set(session, _RINGING.where(*theirs), lambda _, __, due: over.since_of(due))


def follow(session: Session, clock: Clock, person_id: int, before: Reckoning) -> None:
    """Count anew after a person's days were reckoned otherwise. What was jumped over goes off now."""
    after = reckoning_of(session, person_id)
    now, known_ones = clock.now(), all(each.zone and known(each.zone) for each in (before, after))
    count_anew(session, clock, person_id, over=jump(now, before, after) if known_ones else None)
    ring_jumped(session, clock, person_id)


def reckoning_of(session: Session, person_id: int) -> Reckoning:
    """What a person's alarms are counted by. Raises NotFound: they may have been erased meanwhile."""
    row = session.execute(
        select(Person.zone, Person.day_start_minute).where(Person.id == person_id)
    ).one_or_none()
    if row is None:
        raise NotFound("person")
    return Reckoning(*row)


def are_missing(session: Session, clock: Clock) -> bool:
    """Whether there are reminders and no alarm at all: after an upgrade from a version that counted
    them otherwise."""
    one = select(Alarm.reminder_id).limit(1)
    return session.scalar(one) is None and session.execute(_RINGING.limit(1)).first() is not None


def count_all(session: Session, clock: Clock) -> int:
    """Give every reminder its alarms where none has any. Returns how many there are.

    Of whom a reminder cannot be read, there are none until their reminders change.
    """
    if not are_missing(session, clock):
        return 0
    now = clock.now()

    def count(*whose: ColumnElement[bool]) -> None:
        _set(session, _RINGING.where(*whose), lambda *_: now)

    if not apart(session, count):
        for one in session.scalars(select(Person.id)).all():
            act = partial(count, Reminder.person_id == one)
            apart(session, act, f"the alarms of person {one}")
    return session.scalar(select(func.count()).select_from(Alarm)) or 0


def count_by_new_rules(session: Session, clock: Clock, people: Sequence[int]) -> None:
    """Count anew for people whose zone has other rules than those they were counted by.

    What these put off, or pull forward over now, goes off once all the same: what went off already is
    known by its day.
    """
    now, theirs = clock.now(), Alarm.person_id.in_(people)
    columns = select(Alarm.reminder_id, Alarm.moment, Alarm.fires_at)
    before = {(of, moment): at for of, moment, at in session.execute(columns.where(theirs))}
    session.execute(delete(Alarm).where(theirs))

    def since(reminder_id: int, moment: int, _due: int) -> datetime:
        return min(now, before.get((reminder_id, moment), now + MOVED) - MOVED)

    _set(session, _RINGING.where(Reminder.person_id.in_(people)), since)


Since = Callable[[int, int, int], datetime]
"""After which instant to count, of a reminder, its moment, and the moment at which something is due."""


def _set(session: Session, which: Any, since: Since) -> int:  # noqa: ANN401 - a Select
    found = session.execute(which).all()
    rows = list(_alarms(found, terms_of(session, found), since))
    if rows:
        session.execute(insert(Alarm), rows)
    return len(rows)


def _alarms(found: Iterable[Row[Any]], terms: Terms, since: Since) -> Iterator[dict[str, object]]:
    for row in found:
        for ringing in ringings(row, terms).values():
            due = ringing.moment + (row.before or 0)
            firing = ringing.next(row.zone, since(row.id, ringing.moment, due))
            if firing is not None:
                yield {
                    "reminder_id": row.id,
                    "moment": ringing.moment,
                    "person_id": row.person_id,
                    "fires_at": firing.at,
                }
