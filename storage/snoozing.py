"""Snoozing: what is open on a card is said once more, later."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import daystamp
from storage import nagging
from storage.outbox import card
from storage.people import Acquaintance
from storage.tables import Parcel


def put_off(session: Session, clock: Clock, me: Acquaintance, card_id: int, until: datetime) -> int:
    """Say what is open on a card once more. Twice is once; another time moves it. Returns how many."""
    still_open = [
        line.item
        for line in card(session, clock, me, card_id).lines
        if line.item.reading.is_unanswered
    ]
    for item in still_open:
        # With the day: around midnight a card may have a goal of two of them.
        key = f"s{card_id}.{item.goal_id}.{daystamp(item.day)}.{item.slot}"
        mine = (Parcel.person_id == me.id, Parcel.key == key)
        values = {"due_at": until, "try_at": until, "state": "waiting", "card_id": None}
        # What was said before and is put off once more is said anew, with copies of its own.
        values |= {"attempts": 0, "message_id": None, "decided_at": None}
        moved = session.execute(update(Parcel).where(*mine).values(**values))
        if not cast("CursorResult[Any]", moved).rowcount:
            session.add(
                Parcel(
                    person_id=me.id,
                    kind="snooze",
                    key=key,
                    goal_id=item.goal_id,
                    day=item.day,
                    slot=item.slot,
                    **values,
                )
            )
        nagging.move(session, item, me, until)
    session.flush()
    return len(still_open)
