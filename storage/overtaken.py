"""Messages about an earlier day that nobody answered, found when a newer one has gone out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import outbox, people
from storage.entries import glance
from storage.parcels import Card
from storage.people import Acquaintance
from storage.saying import OF_GOALS, UNDECIDED
from storage.tables import Draft, Parcel


class Before(NamedTuple):
    """A message of before, as it stands now."""

    card: Card
    message_id: int


def overtaken_by(
    session: Session, clock: Clock, person_id: int, card_id: int
) -> tuple[Before, ...]:
    """Of each goal on a message the one of before, where that is of an earlier day and still asks.

    Whoever is reminded discreetly keeps what they opened, and what they did not. Raises NotFound.
    """
    me = people.by_id(session, clock, person_id)
    if me.discreet or me.blocked_at is not None:
        return ()
    talks = set(session.scalars(select(Draft.message_id).where(Draft.person_id == me.id)))
    found: dict[int, Before] = {}
    for goal_id, before_id, message_id in _before(session, me, card_id):
        card = outbox.card(session, clock, me, before_id, glance)
        # Where something is just being asked, the question stays.
        if message_id not in talks and _asks_of(card, goal_id):
            found[before_id] = Before(card, message_id)
    return tuple(found.values())


def _before(session: Session, me: Acquaintance, card_id: int) -> Iterator[Sequence[Any]]:
    """Of which goal, on which card and message."""
    for goal_id, day, at in session.execute(
        select(Parcel.goal_id, func.min(Parcel.day), func.min(Parcel.decided_at))
        .where(Parcel.person_id == me.id, Parcel.card_id == card_id, *_SAID)
        .group_by(Parcel.goal_id)
    ).all():
        before = session.execute(
            select(Parcel.card_id, Parcel.message_id, Parcel.day)
            .where(
                Parcel.person_id == me.id,
                Parcel.goal_id == goal_id,
                Parcel.card_id != card_id,
                Parcel.decided_at <= at,
                *_SAID,
            )
            .order_by(Parcel.decided_at.desc(), Parcel.id.desc())
            .limit(1)
        ).one_or_none()
        # Once a day: what comes again today has told it already. What was put off comes again itself.
        if before is None or before.day >= day or _is_put_off(session, me, goal_id, before.day):
            continue
        yield goal_id, before.card_id, before.message_id


def _is_put_off(session: Session, me: Acquaintance, goal_id: int | None, day: date) -> bool:
    there = exists().where(
        Parcel.person_id == me.id,
        Parcel.goal_id == goal_id,
        Parcel.day == day,
        Parcel.kind == "snooze",
        UNDECIDED,
    )
    return bool(session.scalar(select(there)))


def _asks_of(card: Card, goal_id: int) -> bool:
    lines = (line for line in card.lines if line.item.goal_id == goal_id)
    return any(line.item.reading.is_unanswered for line in lines)


_SAID = (
    Parcel.kind.in_(OF_GOALS),
    Parcel.state == "sent",
    Parcel.card_id.is_not(None),
    Parcel.message_id.is_not(None),
)
