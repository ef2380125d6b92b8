"""Which reminders there are, and how each is set: the API's "set reminder" and its listing.

Beeminder's words on time have their place here: leadtime and alertstart are a goal's, and its deadline
is where the person's day ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.bells import LEAD_MAX, NAG_MINUTES, NAG_TIMES, Bell
from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from domain.kinds import MINUTES
from domain.schedules import is_once
from storage import alarms
from storage.goal_views import is_not_over, live_goal
from storage.pages import leaf
from storage.people import Acquaintance
from storage.plans import plan_of
from storage.ringing import BELL, bell_of
from storage.tables import Alarm, Goal, Reminder

MOST = 12
"""Of one goal: more would be a list that nobody reads."""


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A reminder, with the goal it is about. ``fires_at`` is the next time it goes off, None while it
    cannot; ``halved`` that it speaks every other time only, as nobody answered."""

    id: int
    goal_id: int | None
    what: str
    title: str | None
    bell: Bell
    speaks: bool
    exact: bool
    nag_every: int | None
    nag_times: int | None
    halved: bool
    fires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """One page of reminders, by goal and time."""

    reminders: tuple[ReminderView, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class OfGoal:
    """The reminders of one goal, and what holds for all of them: from how many days before the target
    day they speak, and before which minute they never do."""

    goal_id: int
    title: str
    reminders: tuple[ReminderView, ...]
    has_target: bool
    is_once: bool
    lead_days: int | None
    alert_start: int | None


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> ReminderPage:
    """The reminders of goals that are neither in the bin nor in the archive."""
    found, number, pages = leaf(
        session, _of(me).where(is_not_over(me.day_of(clock.now()))), number, size
    )
    rows = session.execute(found).all()
    return ReminderPage(tuple(_view(row) for row in rows), number, pages)


def of_goal(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> OfGoal:
    """All of one goal. Raises NotFound, and Gone for a goal in the bin."""
    goal = live_goal(session, me, goal_id)
    mine = _of(me).where(Reminder.goal_id == goal_id, is_not_over(me.day_of(clock.now())))
    rows = session.execute(mine).all()
    return OfGoal(
        goal.id,
        goal.title,
        tuple(_view(row) for row in rows),
        goal.target_day is not None,
        is_once(plan_of(session, me, goal)),
        goal.lead_days,
        goal.alert_start,
    )


def one(session: Session, clock: Clock, me: Acquaintance, reminder_id: int) -> ReminderView:
    """Raises NotFound, also for another's."""
    row = session.execute(_of(me).where(Reminder.id == reminder_id)).one_or_none()
    if row is None:
        raise NotFound("reminder")
    return _view(row)


def add(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    goal_id: int,
    bells: Iterable[Bell],
    instead: int | None = None,
) -> OfGoal:
    """Let a goal ring in more ways, in place of the reminder ``instead`` if one is named; a way that
    it has already speaks again. What takes another's place comes as that did: on its weekdays,
    alone, and again, in so far as nothing else is set for it. Raises NotFound, and Gone for a goal in
    the bin; Refused(too_many)."""
    live_goal(session, me, goal_id)
    before = None if instead is None else _mine(session, me, instead)
    if before is not None:
        session.delete(before)
        session.flush()
    there = {row.key: row for row in _rows(session, me, goal_id)}
    wanted = {bell.key: bell for bell in bells}
    today = me.day_of(clock.now())
    speaking = {key for key, row in there.items() if row.day is None or row.day >= today}
    if len(speaking | wanted.keys()) > MOST:
        raise Refused("reminders", Reason.TOO_MANY, limit=MOST)
    for key, bell in wanted.items():
        row = there.get(key)
        if row is None:
            session.add(_new(me, goal_id, bell, before))
            continue
        row.enabled = True
        if before is not None:
            _take_over(row, before)
            _share_weekdays(row, before)
    alarms.count_anew(session, clock, me.id, goal_id)
    return of_goal(session, clock, me, goal_id)


def _new(me: Acquaintance, goal_id: int, bell: Bell, before: Reminder | None) -> Reminder:
    """On the weekdays of the one it takes the place of, unless it says its own or is on a date."""
    columns = {column.key: getattr(bell, column.key) for column in BELL}
    if before is not None and bell.weekdays is None and bell.day is None:
        columns["weekdays"] = before.weekdays
    row = Reminder(
        person_id=me.id, goal_id=goal_id, key=bell.key, exact=False, enabled=True, **columns
    )
    if before is not None:
        _take_over(row, before)
    return row


def _take_over(row: Reminder, before: Reminder) -> None:
    """What the one that goes was set to, where the one that stays is not."""
    row.exact = row.exact or before.exact
    if row.nag_every is None:
        row.nag_every, row.nag_times = before.nag_every, before.nag_times


def _share_weekdays(row: Reminder, before: Reminder) -> None:
    """The one that stays speaks on the weekdays of both."""
    if row.day is None and row.weekdays is not None:
        row.weekdays = None if before.weekdays is None else row.weekdays | before.weekdays


def remove(session: Session, clock: Clock, me: Acquaintance, reminder_id: int) -> int | None:
    """Away with a reminder. Returns the goal it was about. Raises NotFound."""
    row = _mine(session, me, reminder_id)
    session.delete(row)
    alarms.count_anew(session, clock, me.id, row.goal_id)
    return row.goal_id


def switch(
    session: Session, clock: Clock, me: Acquaintance, reminder_id: int, speaks: bool
) -> None:
    """Let a reminder speak, or be silent. Raises NotFound."""
    row = _mine(session, me, reminder_id)
    row.enabled = speaks
    alarms.count_anew(session, clock, me.id, row.goal_id)


def nag(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    reminder_id: int,
    every: int | None,
    times: int,
) -> None:
    """Let it say itself again every so many minutes, so often at most; None for not at all. Raises
    NotFound, and Refused(out_of_range)."""
    if every is not None and (every not in NAG_MINUTES or times not in NAG_TIMES):
        raise Refused("nag", Reason.OUT_OF_RANGE)
    row = _mine(session, me, reminder_id)
    row.nag_every, row.nag_times = every, None if every is None else times


def be_exact(
    session: Session, clock: Clock, me: Acquaintance, reminder_id: int, exact: bool
) -> None:
    """Let it come alone and at its own time, or together with others. Raises NotFound."""
    _mine(session, me, reminder_id).exact = exact


def keep(session: Session, clock: Clock, me: Acquaintance, reminder_id: int) -> None:
    """It is wanted as it is: it speaks each time, and is not asked about before three more without an
    answer. Raises NotFound."""
    row = _mine(session, me, reminder_id)
    row.asked_at, row.kept_at = None, clock.now()


def stop(session: Session, clock: Clock, me: Acquaintance, reminder_id: int) -> None:
    """Not wanted any more, now that it was asked about: silent. Raises NotFound."""
    keep(session, clock, me, reminder_id)
    switch(session, clock, me, reminder_id, False)


def make_weekly(
    session: Session, clock: Clock, me: Acquaintance, reminder_id: int, weekday: int | None
) -> None:
    """From now on only on that weekday (0 = Monday), or on any for None. Raises NotFound."""
    keep(session, clock, me, reminder_id)
    row = _mine(session, me, reminder_id)
    row.weekdays = None if weekday is None else 1 << weekday
    alarms.count_anew(session, clock, me.id, row.goal_id)


def lead(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, days: int | None
) -> OfGoal:
    """From how many days before its target day a goal is spoken of: Beeminder's leadtime. Raises
    NotFound, Gone, and Refused(out_of_range)."""
    if days is not None and not 0 <= days <= LEAD_MAX:
        raise Refused("lead", Reason.OUT_OF_RANGE, first=0, last=LEAD_MAX)
    live_goal(session, me, goal_id).lead_days = days
    alarms.count_anew(session, clock, me.id, goal_id)
    return of_goal(session, clock, me, goal_id)


def start_alerts(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, minute: int | None
) -> OfGoal:
    """Before which minute of a day a goal is never spoken of: Beeminder's alertstart. Raises NotFound,
    Gone, and Refused(not_a_time)."""
    if minute is not None and not 0 <= minute < MINUTES:
        raise Refused("time", Reason.NOT_A_TIME)
    live_goal(session, me, goal_id).alert_start = minute
    alarms.count_anew(session, clock, me.id, goal_id)
    return of_goal(session, clock, me, goal_id)


_NEXT = (
    select(func.min(Alarm.fires_at))
    .where(Alarm.reminder_id == Reminder.id)
    .scalar_subquery()
    .label("fires_at")
)


def _of(me: Acquaintance) -> Any:  # noqa: ANN401 - a Select
    return (
        select(
            Reminder.id,
            Reminder.goal_id,
            Reminder.what,
            Goal.title,
            Reminder.enabled,
            Reminder.exact,
            Reminder.nag_every,
            Reminder.nag_times,
            Reminder.asked_at,
            *BELL,
            _NEXT,
        )
        .outerjoin(Goal, Goal.id == Reminder.goal_id)
        .where(Reminder.person_id == me.id, Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
        .order_by(Goal.id.is_(None), Goal.id, Reminder.day, Reminder.minute, Reminder.id)
    )


def _view(row: Any) -> ReminderView:  # noqa: ANN401 - a Row
    return ReminderView(
        row.id,
        row.goal_id,
        row.what,
        row.title,
        bell_of(row._mapping),
        row.enabled,
        row.exact,
        row.nag_every,
        row.nag_times,
        row.asked_at is not None,
        row.fires_at,
    )


def _rows(session: Session, me: Acquaintance, goal_id: int) -> Iterable[Reminder]:
    return session.scalars(
        select(Reminder).where(Reminder.goal_id == goal_id, Reminder.person_id == me.id)
    )


def _mine(session: Session, me: Acquaintance, reminder_id: int) -> Reminder:
    row = session.scalars(
        select(Reminder).where(Reminder.id == reminder_id, Reminder.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("reminder")
    return row
