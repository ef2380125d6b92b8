"""When each reminder goes off next: counted whenever a reminder, its goal or the person's clock changes.

Somebody without a zone, who stopped the bot or took their yes back has none, nor has a goal in the bin
or the archive. That the day is due at all is looked at when it goes off, since until then much may
change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from domain.bells import Bell, Ringing, not_before
from domain.clock import Clock
from domain.kinds import MINUTES, Once, Slotted, from_plain
from storage.consents import holds
from storage.tables import Alarm, Consent, Goal, Person, Reminder, ScheduleVersion


def _agreed(subject: str) -> ColumnElement[bool]:
    return exists().where(Consent.person_id == Person.id, Consent.subject == subject, holds())


BELL = (
    Reminder.minute,
    Reminder.until_minute,
    Reminder.before,
    Reminder.day,
    Reminder.weekdays,
)
_RINGING = (
    select(
        Reminder.id,
        Reminder.person_id,
        Reminder.goal_id,
        *BELL,
        Person.zone,
        Person.day_start_minute,
        Goal.target_day,
        Goal.lead_days,
        Goal.alert_start,
    )
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


@dataclass(frozen=True, slots=True)
class Due:
    """What a goal's bells need to know of it: the minutes at which it is due, and, of a one-time goal
    with a date, that date."""

    minutes: frozenset[int] = frozenset()
    day: date | None = None


def bell_of(row: Mapping[Any, Any]) -> Bell:
    """How a reminder is set, from its columns."""
    return Bell(**{column.key: row[column.key] for column in BELL})


def key_of(what: str, bell: Bell) -> str:
    """What tells a reminder from the others of its goal. Those of no goal are of several kinds, which
    may well go off at the same time."""
    return bell.key if what == "goal" else f"{what}.{bell.key}"


def count_anew(session: Session, clock: Clock, person_id: int, goal_id: int | None = None) -> None:
    """Set the alarms of a person, or of one goal of theirs, to the first firing after now."""
    session.flush()
    theirs: list[ColumnElement[bool]] = [Reminder.person_id == person_id]
    if goal_id is not None:
        theirs.append(Reminder.goal_id == goal_id)
    mine = select(Reminder.id).where(*theirs)
    session.execute(delete(Alarm).where(Alarm.reminder_id.in_(mine)))
    _set(session, _RINGING.where(*theirs), clock.now())


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
    rows = list(_alarms(found, _dues(session, found), now))
    if rows:
        session.execute(insert(Alarm), rows)
    return len(rows)


def _alarms(
    found: Iterable[Row[Any]], dues: Mapping[int, Due], now: datetime
) -> Iterator[dict[str, object]]:
    for row in found:
        for ringing in _ringings(row, dues.get(row.goal_id, Due())):
            firing = ringing.next(row.zone, now)
            if firing is not None:
                yield {
                    "reminder_id": row.id,
                    "moment": ringing.moment,
                    "person_id": row.person_id,
                    "fires_at": firing.at,
                }


def _ringings(row: Row[Any], due: Due) -> Iterator[Ringing]:
    """One for each moment; and, where it leads up to a date, one for each day before."""
    bell = bell_of(row._mapping)
    for moment in bell.moments(row.day_start_minute, due.minutes):
        at = not_before(moment, row.alert_start, row.day_start_minute)
        if bell.day is not None or not row.lead_days or due.day is None:
            yield ringing_of(bell, at, row.id)
            continue
        for ahead in range(row.lead_days + 1):
            yield Ringing(at - ahead * MINUTES, due.day)


def ringing_of(bell: Bell, moment: int, seed: int) -> Ringing:
    """How a bell rings at one of its moments."""
    return Ringing(moment, bell.day, bell.weekdays, bell.spread, seed if bell.spread else 0)


def _dues(session: Session, found: Iterable[Row[Any]]) -> dict[int, Due]:
    """Of the goals whose bells depend on when they are due; few do."""
    asked = {row.goal_id: row for row in found if row.before is not None or row.lead_days}
    if not asked:
        return {}
    rules = defaultdict(list)
    query = select(ScheduleVersion.goal_id, ScheduleVersion.rule)
    for goal_id, rule in session.execute(query.where(ScheduleVersion.goal_id.in_(asked))):
        rules[goal_id].append(from_plain(rule))
    return {
        goal_id: Due(
            frozenset(minute for rule in of_goal for minute in _minutes(rule)),
            asked[goal_id].target_day if isinstance(of_goal[-1], Once) else None,
        )
        for goal_id, of_goal in rules.items()
    }


def _minutes(schedule: object) -> tuple[int, ...]:
    match schedule:
        case Once(at) if at is not None:
            return (at,)
        case Slotted(_, times):
            return times
    return ()
