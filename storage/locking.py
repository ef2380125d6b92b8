"""Locking: several processes share the outbox, and no two of them the same person at one time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from storage.tables import Parcel, Person

WINDOW = 2
"""So many times as many people are looked at as are wanted: those at the head may be another's."""


def first_in_line(
    session: Session, waits: ColumnElement[bool], now: datetime, limit: int
) -> Sequence[int]:
    """The people of whom a row ``waits``, whoever has waited longest first; ours until the commit.

    Left out is of whom a card is on its way, or being put together by another process.
    """
    waiting = select(Parcel.person_id).where(waits, Parcel.person_id.not_in(_on_their_way(now)))
    longest = waiting.group_by(Parcel.person_id).order_by(func.min(Parcel.due_at))
    line = session.scalars(longest.limit(WINDOW * limit)).all()
    if not line:
        return ()
    ours = _locked(session, line, limit)
    # Once more: between our look and the lock another process may have sent one on its way.
    theirs = set(session.scalars(_on_their_way(now)))
    return [person_id for person_id in ours if person_id not in theirs]


def is_line_open(session: Session, waits: ColumnElement[bool], now: datetime) -> bool:
    """Whether anybody is in that line."""
    waiting = select(Parcel.id).where(waits, Parcel.person_id.not_in(_on_their_way(now)))
    return session.scalar(waiting.limit(1)) is not None


def _locked(session: Session, line: Sequence[int], limit: int) -> Sequence[int]:
    place = {person_id: number for number, person_id in enumerate(line)}
    return session.scalars(
        select(Person.id)
        .where(Person.id.in_(line))
        .order_by(case(place, value=Person.id))
        .limit(limit)
        # Not FOR UPDATE: that would hold up every tick, whose row refers to its person.
        .with_for_update(key_share=True, skip_locked=True)
    ).all()


def _on_their_way(now: datetime) -> Select[int]:
    return select(Parcel.person_id).where(Parcel.state == "leased", Parcel.try_at > now)
