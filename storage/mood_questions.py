"""The question how somebody is, asked by a message that came by itself."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound
from storage import moods
from storage.mood_details import set_felt_at
from storage.mood_rows import MoodView, steps_of, view_of
from storage.people import Acquaintance
from storage.tables import MoodLog, Parcel


@dataclass(frozen=True, slots=True)
class MoodQuestion:
    """From how many levels one is chosen, and what was said already."""

    steps: int
    noted: MoodView | None


def find(session: Session, clock: Clock, me: Acquaintance, card_id: int) -> MoodQuestion:
    """The question of one message, as things stand now."""
    row = session.scalars(
        select(MoodLog).where(
            MoodLog.person_id == me.id,
            MoodLog.request == _request(card_id),
            MoodLog.deleted_at.is_(None),
        )
    ).one_or_none()
    noted = view_of(session, clock, me, row) if row else None
    return MoodQuestion(steps_of(session, clock, me), noted)


def answer(
    session: Session, clock: Clock, me: Acquaintance, card_id: int, level: int, steps: int
) -> MoodView:
    """Note a level as the answer. It counts for the day on the message, however late it is given; a
    second thought corrects the first.

    Raises NotFound for a message that asks nothing or a level nobody offers, Gone when the log is in
    the bin.
    """
    asked = session.scalars(
        select(Parcel).where(
            Parcel.person_id == me.id, Parcel.card_id == card_id, Parcel.kind == "mood"
        )
    ).first()
    if asked is None:
        raise NotFound("card")
    mood = moods.log(session, clock, me, _request(card_id), level, steps)
    if mood.day <= asked.day:  # with another's message it may be asked a little before its day
        return mood
    return set_felt_at(session, clock, me, mood.id, asked.due_at)


def _request(card_id: int) -> str:
    """One message, one log, so that a double tap is one."""
    return f"card-{card_id}"
