"""The outbox: what is to be said unasked, decided at the moment of saying it.

A row goes waiting → leased → sent, or is dropped with a reason: answered meanwhile, not due that day,
switched off. An attempt is counted when its turn has come, before it is made, so that one which ends the
process is found out too; what only waited for its turn may be leased again without end. A lease that ran
out after an attempt means that nobody knows whether the message arrived: it is sent once more, and both
copies act as one, since their buttons name the same card.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import (
    ColumnElement,
    CursorResult,
    and_,
    bindparam,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import mood_questions, nagging, people, saying
from storage.crash import crash_point
from storage.entries import open_day
from storage.locking import first_in_line, is_line_open
from storage.parcels import GRACE, Card, Look, items_of, lines_of
from storage.people import Acquaintance
from storage.ringing import DIGESTS
from storage.saying import ATTEMPTS, COPIES
from storage.tables import Alarm, Parcel
from storage.types import Instant

log = structlog.get_logger()

AT_ONCE = timedelta(0)
LEASE = timedelta(seconds=30)
ASIDE = timedelta(hours=1)
"""So long something waits that could not be put together."""

UNSURE = ATTEMPTS // COPIES
"""What an attempt counts of which it is never known whether it arrived."""

FAILURES = 3
"""After so many times what cannot be put together is given up."""

REMEMBERED = timedelta(days=28)
"""Decided rows are kept so long: their messages have buttons, and who answers none is asked."""


def take(session: Session, clock: Clock, limit: int) -> list[Card]:
    """The next cards to be sent, at most one a person at a time, leased to whoever asks.

    What need not be said any more is dropped on the way, in the same commit. What cannot be put
    together waits, and is given up after a while: it must not stop what others are to hear.
    """
    now, cards = clock.now(), []
    for person_id in first_in_line(session, _waits(now), now, limit):
        try:
            with session.begin_nested():
                card = _card_of(session, clock, person_id, now)
        except SQLAlchemyError:
            raise  # the database is in trouble, and nobody's row
        except Exception as error:
            _put_aside(session, person_id, now, error)
        else:
            cards += [card] if card else []
    return cards


def is_something_due(session: Session, clock: Clock) -> bool:
    """Whether an alarm goes off, or something is to be said."""
    return bool(session.connection().scalar(_SOMETHING_DUE, {"now": clock.now()}))


def is_anybody_in_line(session: Session, clock: Clock) -> bool:
    """Whether there is something to be said to somebody of whom no card is on its way."""
    now = clock.now()
    return is_line_open(session, _waits(now), now)


def begin(session: Session, clock: Clock, card: Card) -> bool:
    """Count an attempt that is about to be made, and lease the card from now on: it may have waited
    for its turn. False where it is not to be made: the person was erased meanwhile, or the lease ran
    out and somebody else has it by now, be it only a part of it."""
    still_ours = Parcel.try_at == card.leased_until
    until = clock.now() + LEASE
    ours = select(Parcel.id).where(*_there(card), still_ours).with_for_update()
    if len(session.scalars(ours).all()) < len(card.rows):
        return False
    return _settle(session, card, attempts=Parcel.attempts + 1, try_at=until) > 0


def give_back(session: Session, clock: Clock, card: Card, rest: timedelta = AT_ONCE) -> None:
    """No attempt was made; anybody may make it, after that rest."""
    still_ours = Parcel.try_at == card.leased_until
    wait = clock.now() + rest
    _settle(session, card, still_ours, state="waiting", card_id=None, try_at=wait)


def sent(session: Session, clock: Clock, card: Card, message_id: int) -> tuple[int, ...]:
    """The card arrived, whoever has it by now. Returns the messages that were put off and are said
    again by it."""
    _settle(session, card, state="sent", message_id=message_id, decided_at=clock.now())
    crash_point("sent-marked")
    nagging.go_on(session, clock, card.id)
    return _replaced(session, card.id)


def _replaced(session: Session, card_id: int) -> tuple[int, ...]:
    put_off_before = select(Parcel.key).where(Parcel.card_id == card_id, Parcel.kind == "snooze")
    cards = {int(key[1:].partition(".")[0]) for key in session.scalars(put_off_before)}
    messages = select(Parcel.message_id).where(
        Parcel.card_id.in_(cards), Parcel.message_id.is_not(None)
    )
    return tuple(message for message in session.scalars(messages.distinct()) if message)


def not_sent(session: Session, clock: Clock, card: Card, wait: timedelta) -> None:
    """It surely did not arrive: the attempt does not count, and is made again."""
    _settle(
        session,
        card,
        state="waiting",
        card_id=None,
        attempts=Parcel.attempts - 1,
        try_at=clock.now() + wait,
    )


def unknown(session: Session, clock: Clock, card: Card) -> None:
    """Nobody will ever know whether it arrived, which weighs more than an attempt that was cut off:
    of these many may come to nothing where a machine keeps failing."""
    _settle(session, card, attempts=Parcel.attempts + UNSURE - 1)


def refused(session: Session, clock: Clock, card: Card) -> None:
    """It can never arrive."""
    _settle(session, card, state="dropped", why="refused", decided_at=clock.now())


def card(
    session: Session, clock: Clock, me: Acquaintance, card_id: int, look: Look = open_day
) -> Card:
    """A card that was sent, as things stand now. Goals that are gone are not on it any more."""
    rows = session.scalars(
        select(Parcel)
        .where(Parcel.person_id == me.id, Parcel.card_id == card_id)
        .order_by(Parcel.due_at, Parcel.id)
    ).all()
    if not rows:
        return Card(card_id, me, me.day_of(clock.now()))
    late = any(row.decided_at and row.decided_at - row.due_at > GRACE for row in rows)
    return _put_together(session, clock, me, rows, late=late, card_id=card_id, look=look)


def tidy(session: Session, clock: Clock) -> None:
    """Forget what was decided long ago."""
    session.execute(delete(Parcel).where(Parcel.decided_at < clock.now() - REMEMBERED))


def _waits(now: datetime) -> ColumnElement[bool]:
    return and_(saying.UNDECIDED, Parcel.try_at <= now)


def _card_of(session: Session, clock: Clock, person_id: int, now: datetime) -> Card | None:
    me = people.by_id(session, clock, person_id)
    rows = saying.to_be_said(session, clock, me)
    if not rows:
        return None
    first = rows[0]
    for row in rows:
        row.state, row.card_id, row.try_at = "leased", first.id, now + LEASE
    late = first.due_at < now - GRACE and first.kind in saying.OF_GOALS
    if not late:
        saying.ask_about(session, clock, rows)
    session.flush()
    return _put_together(session, clock, me, rows, late=late, card_id=first.id)


def _put_together(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    rows: Sequence[Parcel],
    *,
    late: bool,
    card_id: int,
    look: Look = open_day,
) -> Card:
    kinds = {row.kind for row in rows}
    items = items_of(session, clock, me, rows, look)
    return Card(
        card_id,
        me,
        rows[0].day,
        tuple(lines_of(session, me, rows, items)),
        late,
        digest=next((kind for kind in DIGESTS if kind in kinds), None),
        mood=mood_questions.find(session, clock, me, card_id)
        if "mood" in kinds and "moods" in me.agreed
        else None,
        unsure_of=saying.asked_about(session, clock, rows),
        rows=tuple(row.id for row in rows),
        leased_until=rows[0].try_at,
    )


def _put_aside(session: Session, person_id: int, now: datetime, error: Exception) -> None:
    """A bug of ours about one person's rows: later, and not for ever. ``why`` says what it was."""
    kind = type(error).__name__
    log.error("a row could not be dealt with", about=f"what person {person_id} hears", kind=kind)
    ready = (Parcel.person_id == person_id, saying.UNDECIDED, Parcel.try_at <= now)
    for row in session.scalars(select(Parcel).where(*ready)):
        # Not leased any more, or what is due meanwhile would wait behind it.
        row.state, row.why, row.try_at = "waiting", kind[:16], now + ASIDE
        row.attempts += ATTEMPTS // FAILURES
        if row.attempts >= ATTEMPTS:
            row.state, row.decided_at = "dropped", now
    session.flush()


def _there(card: Card) -> tuple[ColumnElement[bool], ...]:
    """The rows of a card that are on their way. Of those only that are on it: when a lease is over, the
    card is made anew under its name, with what came due meanwhile and without what is late by now, and
    nothing may pass for said with a message it is not on."""
    return Parcel.id.in_(card.rows), Parcel.card_id == card.id, Parcel.state == "leased"


def _settle(session: Session, card: Card, *which: ColumnElement[bool], **values: object) -> int:
    """Returns how many rows of the card there still were."""
    settled = session.execute(
        update(Parcel)
        .where(*_there(card), *which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", settled).rowcount


# By Core and made once, as it is asked each second for as long as the bot runs.
_ALARMS, _ROWS = Alarm.__table__.c, Parcel.__table__.c
_NOW = bindparam("now", type_=Instant())
_SOMETHING_DUE = select(
    or_(
        exists().where(_ALARMS.fires_at <= _NOW),
        *(
            exists().where(_ROWS.state == state, _ROWS.try_at <= _NOW)
            for state in ("waiting", "leased")
        ),
    )
)
