"""Messages about an earlier day that nobody answered, found when a newer one has gone out."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import outbox, people
from storage.entries import glance
from storage.parcels import Card, Place
from storage.people import Acquaintance
from storage.saying import OF_GOALS, UNDECIDED
from storage.tables import Parcel

OPENED = "opened"
LATELY = 10
"""So many messages of a goal are looked at: several of a day, and some that came days ahead."""


class Before(NamedTuple):
    """A message of before, as it stands now."""

    card: Card
    message_id: int


def overtaken_by(
    session: Session, clock: Clock, person_id: int, card_id: int
) -> tuple[Before, ...]:
    """Of each goal on a message the latest before it whose day is over, if that still asks and nothing
    has told it yet.

    Whoever is reminded discreetly keeps what they opened, and what they did not. Raises NotFound.
    """
    me = people.by_id(session, clock, person_id)
    if me.discreet or me.blocked_at is not None:
        return ()
    found: dict[int, Before] = {}
    for place, row in _before(session, clock, me, card_id):
        card = outbox.card(session, clock, me, row.card_id, glance)
        # What came late names its day, and is no everyday message to be taken for another.
        if not card.late and _asks_of(card, place):
            found[row.card_id] = Before(card, row.message_id)
    return tuple(found.values())


def leave(session: Session, clock: Clock, me: Acquaintance, message_id: int) -> None:
    """Somebody goes on from a message to something else, which then stands in its place: it is theirs
    now, and nothing rewrites it by itself."""
    mine = (Parcel.person_id == me.id, Parcel.message_id == message_id, *_SAID)
    session.execute(update(Parcel).where(*mine).values(why=OPENED))


def _before(
    session: Session, clock: Clock, me: Acquaintance, card_id: int
) -> Iterator[tuple[Place, Any]]:
    today = me.day_of(clock.now())
    for goal_id, slot, at in session.execute(
        select(Parcel.goal_id, Parcel.slot, func.min(Parcel.decided_at))
        .where(Parcel.person_id == me.id, Parcel.card_id == card_id, *_SENT)
        .group_by(Parcel.goal_id, Parcel.slot)
    ).all():
        lately = _lately(session, me, card_id, (goal_id, slot), at)
        over = [row for row in lately if row.day < today]
        latest = max(over, key=lambda row: row.day, default=None)
        # Whatever came since that day was over has told it, be it that message itself.
        if latest is None or me.day_of(lately[0].decided_at) > latest.day:
            continue
        place = Place(goal_id or 0, latest.day, slot)
        if latest.why is None and not _is_put_off(session, me, place):
            yield place, latest


def _lately(
    session: Session, me: Acquaintance, card_id: int, what: tuple[int | None, int], at: object
) -> Sequence[Any]:
    """The messages about a slot of a goal before this one, the latest first."""
    goal_id, slot = what
    return session.execute(
        select(Parcel.card_id, Parcel.message_id, Parcel.day, Parcel.decided_at, Parcel.why)
        .where(
            Parcel.person_id == me.id,
            Parcel.goal_id == goal_id,
            Parcel.slot == slot,
            Parcel.card_id != card_id,
            Parcel.decided_at <= at,
            *_SENT,
        )
        .order_by(Parcel.decided_at.desc(), Parcel.id.desc())
        .limit(LATELY)
    ).all()


def _is_put_off(session: Session, me: Acquaintance, place: Place) -> bool:
    """What was put off comes again by itself, and its message says when."""
    goal_id, day, slot = place
    there = exists().where(
        Parcel.person_id == me.id,
        Parcel.goal_id == goal_id,
        Parcel.day == day,
        Parcel.slot == slot,
        Parcel.kind == "snooze",
        UNDECIDED,
    )
    return bool(session.scalar(select(there)))


def _asks_of(card: Card, place: Place) -> bool:
    return any(
        line.item.reading.is_unanswered
        for line in card.lines
        if (line.item.goal_id, line.item.day, line.item.slot) == place
    )


_SAID = (Parcel.state == "sent", Parcel.card_id.is_not(None), Parcel.message_id.is_not(None))
_SENT = (Parcel.kind.in_(OF_GOALS), *_SAID)
