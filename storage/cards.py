"""Where each person's one living card hangs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage.people import Acquaintance
from storage.tables import DayCard
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Hanging:
    """The message that is the living card."""

    message_id: int
    sent_at: datetime


def hang(session: Session, clock: Clock, me: Acquaintance, message_id: int) -> None:
    """From now on this message is the card."""
    place = {"chat_id": me.chat_id, "message_id": message_id, "sent_at": clock.now()}
    session.execute(
        upsert(session, DayCard, ("person_id",), renewed=tuple(place)),
        {"person_id": me.id, **place},
    )


def hanging(session: Session, clock: Clock, me: Acquaintance) -> Hanging | None:
    row = session.execute(
        select(DayCard.message_id, DayCard.sent_at).where(DayCard.person_id == me.id)
    ).one_or_none()
    return Hanging(*row) if row else None
