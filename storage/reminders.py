"""Which reminders there are, and whether they speak: the API's "set reminder" and its listing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock
from domain.errors import NotFound
from storage import alarms
from storage.pages import leaf
from storage.people import Acquaintance
from storage.ringing import BELL, bell_of
from storage.tables import Alarm, Goal, Reminder


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A reminder, with the title of the goal it is about. ``fires_at`` is the next time it goes off,
    None while it cannot."""

    id: int
    what: str
    title: str | None
    bell: Bell
    speaks: bool
    fires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """One page of reminders, by goal and time."""

    reminders: tuple[ReminderView, ...]
    number: int
    pages: int


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> ReminderPage:
    """The reminders of goals that are neither in the bin nor in the archive."""
    query = (
        select(Reminder.id, Reminder.what, Goal.title, Reminder.enabled, *BELL, _NEXT)
        .outerjoin(Goal, Goal.id == Reminder.goal_id)
        .where(Reminder.person_id == me.id, Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
        .order_by(Goal.id.is_(None), Goal.id, Reminder.minute, Reminder.id)
    )
    found, number, pages = leaf(session, query, number, size)
    rows = session.execute(found).all()
    return ReminderPage(tuple(_view(row) for row in rows), number, pages)


_NEXT = (
    select(func.min(Alarm.fires_at))
    .where(Alarm.reminder_id == Reminder.id)
    .scalar_subquery()
    .label("fires_at")
)


def _view(row: Any) -> ReminderView:  # noqa: ANN401 - a Row
    bell = bell_of(row._mapping)
    return ReminderView(row.id, row.what, row.title, bell, row.enabled, row.fires_at)


def switch(
    session: Session, clock: Clock, me: Acquaintance, reminder_id: int, speaks: bool
) -> None:
    """Let a reminder speak, or be silent. Raises NotFound."""
    row = session.scalars(
        select(Reminder).where(Reminder.id == reminder_id, Reminder.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("reminder")
    row.enabled = speaks
    alarms.count_anew(session, clock, me.id, row.goal_id)
