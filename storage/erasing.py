"""Erasing a person: asked for, thought over for a day, and then nothing is left of them.

What remains is a row in ``erased``: a date, and a hash of the person's Telegram number that is salted
with something the database does not hold. Whoever knows both number and salt can prove by it that
the person was erased; whoever only has the database can prove, and find out, nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import newer_rules
from storage.inbox import Receipt
from storage.people import Acquaintance
from storage.tables import Act, ActChange, Base, Erased, Goal, Person, Received, ScheduleVersion

SECOND_THOUGHTS: Final = timedelta(hours=24)
"""So long an erasure can be stopped, unless the person waives it."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """Somebody who is gone, and how to say goodbye. ``dropped`` are updates of theirs that were still
    to be handled: they came before the end, and nobody answers them any more."""

    telegram_id: int
    chat_id: int
    language: str
    dropped: tuple[Receipt, ...]


def ask_for(session: Session, clock: Clock, me: Acquaintance) -> datetime:
    """Set the time at which everything goes. Asking twice does not put it off."""
    at = erases_at(session, clock, me) or clock.now() + SECOND_THOUGHTS
    session.execute(update(Person).where(Person.id == me.id).values(erase_at=at))
    return at


def stop(session: Session, clock: Clock, me: Acquaintance) -> None:
    """Keep everything. Stopping what was not asked for changes nothing."""
    session.execute(update(Person).where(Person.id == me.id).values(erase_at=None))


def erases_at(session: Session, clock: Clock, me: Acquaintance) -> datetime | None:
    """When everything goes; None when that was not asked for."""
    return session.scalar(select(Person.erase_at).where(Person.id == me.id))


def due(session: Session, clock: Clock) -> tuple[int, ...]:
    """The Telegram numbers of those whose time has come."""
    over = Person.erase_at.is_not(None) & (Person.erase_at <= clock.now())
    return tuple(session.scalars(select(Person.telegram_id).where(over).order_by(Person.id)))


def erase_due(session: Session, clock: Clock, telegram_id: int, salt: bytes) -> Farewell | None:
    """Erase somebody whose time has come; None when they stopped it at the last moment."""
    at = session.scalar(select(Person.erase_at).where(Person.telegram_id == telegram_id))
    if at is None or at > clock.now():
        return None
    return erase(session, clock, telegram_id, salt)


def erase(session: Session, clock: Clock, telegram_id: int, salt: bytes) -> Farewell | None:
    """Delete every row of a person; None when there is no such person, as the second time.

    It cannot be undone, so it has to be run as no act.
    """
    # Locked first: whoever writes a row of theirs at this moment is waited for, or fails after.
    person = session.execute(
        select(Person.id, Person.chat_id, Person.language)
        .where(Person.telegram_id == telegram_id)
        .with_for_update()
    ).one_or_none()
    if person is None:
        return None
    _delete_rows(session, person.id)
    newer_rules.forget_offsets(session, clock)  # their zone may have been nobody else's
    dropped = tuple(_clear_inbox(session, telegram_id))
    session.add(Erased(proof=proof_of(telegram_id, salt), erased_at=clock.now()))
    session.flush()
    return Farewell(telegram_id, person.chat_id, person.language, dropped)


def erased(session: Session, clock: Clock, telegram_id: int, salt: bytes) -> bool:
    """Whether somebody was erased, be it that they came back since."""
    found = select(Erased.id).where(Erased.proof == proof_of(telegram_id, salt)).limit(1)
    return session.scalar(found) is not None


def proof_of(telegram_id: int, salt: bytes) -> str:
    """What ``erased`` keeps of somebody, 64 hexadecimal digits."""
    return hmac.new(salt, str(telegram_id).encode(), hashlib.sha256).hexdigest()


def _delete_rows(session: Session, person_id: int) -> None:
    """From every table with an owner, those first that name others."""
    goals = select(Goal.id).where(Goal.person_id == person_id)
    acts = select(Act.id).where(Act.person_id == person_id)
    session.execute(delete(ScheduleVersion).where(ScheduleVersion.goal_id.in_(goals)))
    session.execute(delete(ActChange).where(ActChange.act_id.in_(acts)))
    for table in reversed(Base.metadata.sorted_tables):
        if "person_id" in table.c:
            session.execute(table.delete().where(table.c.person_id == person_id))
    session.execute(delete(Person).where(Person.id == person_id))


def _clear_inbox(session: Session, telegram_id: int) -> Iterator[Receipt]:
    """Take their words out of the inbox, parked ones too. Only the numbers of the updates stay, so
    that one which comes twice is known. Gives those that were still to be handled."""
    rows = session.scalars(select(Received).where(Received.payload.is_not(None))).all()
    for row in rows:
        if _speaks_of(json.loads(row.payload or "null"), telegram_id):
            if row.state != "parked":
                yield Receipt(row.bot_id, row.update_id)
                row.state = "answered"
            row.payload = row.shows = row.error = None


def _speaks_of(value: object, telegram_id: int) -> bool:
    """Whether a number of theirs is anywhere in an update: as sender, as chat, in a contact."""
    match value:
        case dict():
            return any(_speaks_of(each, telegram_id) for each in value.values())
        case list():
            return any(_speaks_of(each, telegram_id) for each in value)
        case bool():
            return False
        case int():
            return value == telegram_id
    return False
