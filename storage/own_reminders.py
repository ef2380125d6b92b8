"""What goes off by itself about no goal: the overviews of a week, a month, a year and a day, and the
question how somebody is. There is at most one of each; switched off, it keeps its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock
from domain.errors import NotFound
from domain.kinds import MINUTES
from storage import alarms
from storage.people import Acquaintance
from storage.ringing import BELL, FIRSTS, bell_of, key_of
from storage.tables import Alarm, Reminder

WEEK, MONTH, YEAR, DAY, MOOD = "week", "month", "year", "day", "mood"
KINDS = (WEEK, MONTH, YEAR, DAY, MOOD)
EVENING = 18 * 60


@dataclass(frozen=True, slots=True)
class OwnReminder:
    """One of them. ``fires_at`` is the next time it goes off, None while it cannot."""

    bell: Bell
    speaks: bool
    fires_at: datetime | None


def every(session: Session, clock: Clock, me: Acquaintance) -> Mapping[str, OwnReminder]:
    """Those that were ever set, by what they are."""
    following = select(func.min(Alarm.fires_at)).where(Alarm.reminder_id == Reminder.id)
    rows = session.execute(
        select(Reminder.what, Reminder.enabled, *BELL, following.scalar_subquery().label("at"))
        .where(Reminder.person_id == me.id, Reminder.goal_id.is_(None))
        .order_by(Reminder.id)
    )
    return {row.what: OwnReminder(bell_of(row._mapping), row.enabled, row.at) for row in rows}


def set_week(
    session: Session, clock: Clock, me: Acquaintance, weekday: int, minute: int
) -> OwnReminder:
    """Send the weekly text on this weekday (0 = Monday). Raises NotFound for what there is not."""
    if weekday not in range(7):
        raise NotFound("weekday")
    return _set(session, clock, me, WEEK, Bell(_checked(minute), weekdays=1 << weekday))


def set_long(
    session: Session, clock: Clock, me: Acquaintance, what: str, minute: int
) -> OwnReminder:
    """Tell of the month, or of the year, at this time of the first day after it. Raises NotFound for
    what there is not."""
    if what not in FIRSTS:
        raise NotFound("what")
    return _set(session, clock, me, what, Bell(_checked(minute)))


def set_day(session: Session, clock: Clock, me: Acquaintance, minute: int) -> OwnReminder:
    """Send the daily overview at this time. Raises NotFound for what there is not."""
    return _set(session, clock, me, DAY, Bell(_checked(minute)))


def set_mood(
    session: Session, clock: Clock, me: Acquaintance, minute: int, until_minute: int
) -> OwnReminder:
    """Ask how somebody is at a random moment between two times, or at one where both are the same.

    Raises NotFound for what there is not.
    """
    until = None if until_minute == minute else _checked(until_minute)
    return _set(session, clock, me, MOOD, Bell(_checked(minute), until))


def set_time(
    session: Session, clock: Clock, me: Acquaintance, what: str, minute: int, until_minute: int
) -> OwnReminder:
    """The same at another time: the weekly text stays on its weekday.

    Raises NotFound for what there is not.
    """
    match what:
        case "week":
            there = every(session, clock, me).get(WEEK)
            return set_week(
                session, clock, me, weekday_of(there.bell if there else usual_week(me)), minute
            )
        case "month" | "year":
            return set_long(session, clock, me, what, minute)
        case "day":
            return set_day(session, clock, me, minute)
        case "mood":
            return set_mood(session, clock, me, minute, until_minute)
        case _:
            raise NotFound("what")


def usual_week(me: Acquaintance) -> Bell:
    """What is offered before anything is chosen: the evening of the week's last day."""
    return Bell(EVENING, weekdays=1 << (me.first_weekday - 1) % 7)


def weekday_of(bell: Bell) -> int:
    """The weekday of a weekly bell, 0 for Monday."""
    return (bell.weekdays or 1).bit_length() - 1


def stop(session: Session, clock: Clock, me: Acquaintance, what: str) -> None:
    """Send one of them no more. Stopping what was never set changes nothing."""
    for row in session.scalars(select(Reminder).where(*_mine(me, what))):
        row.enabled = False
    alarms.count_anew(session, clock, me.id)


def _set(session: Session, clock: Clock, me: Acquaintance, what: str, bell: Bell) -> OwnReminder:
    """At another time it is another one, since what went off today may then go off today again."""
    key = key_of(what, bell)
    session.execute(delete(Reminder).where(*_mine(me, what), Reminder.key != key))
    row = session.scalars(select(Reminder).where(*_mine(me, what))).one_or_none()
    if row is None:
        row = Reminder(
            person_id=me.id, what=what, key=key, minute=bell.minute, until_minute=bell.until_minute
        )
        session.add(row)
    row.weekdays, row.enabled = bell.weekdays, True
    alarms.count_anew(session, clock, me.id)
    return every(session, clock, me)[what]


def _mine(me: Acquaintance, what: str) -> tuple[ColumnElement[bool], ...]:
    return Reminder.person_id == me.id, Reminder.goal_id.is_(None), Reminder.what == what


def _checked(minute: int) -> int:
    if minute not in range(MINUTES):
        raise NotFound("minute")
    return minute
