"""Which reminders there are, and whether they speak: the API's "set reminder" and its listing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound
from storage import alarms
from storage.pages import leaf
from storage.people import Acquaintance
from storage.tables import Alarm, Goal, Reminder


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A wall time of a goal. ``fires_at`` is the next time it goes off, None while it cannot."""

    id: int
    title: str
    minute: int
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
        select(Reminder.id, Goal.title, Reminder.minute, Reminder.enabled, Alarm.fires_at)
        .join(Goal, Goal.id == Reminder.goal_id)
        .outerjoin(Alarm, Alarm.reminder_id == Reminder.id)
        .where(Reminder.person_id == me.id, Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
    )
    found, number, pages = leaf(session, query.order_by(Goal.id, Reminder.minute), number, size)
    return ReminderPage(tuple(ReminderView(*row) for row in session.execute(found)), number, pages)


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
