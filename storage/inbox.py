"""The inbox: what Telegram handed over, kept until it was handled and answered.

A row goes stored → effected → answered. ``effected`` is written in the same commit as the change an
update makes, so that a crash can leave a change without its answer but never make it twice.
``parked`` are those that could not be handled; they wait for a developer and block nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import CursorResult, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage.crash import crash_point
from storage.errors import AlreadyEffected
from storage.tables import Received
from storage.upsert import upsert

P = ParamSpec("P")
T = TypeVar("T")

REMEMBERED = timedelta(hours=48)
"""Telegram repeats an update for 24 hours at most; twice that is remembered against repeats."""

PARKED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which row of the inbox an update is."""

    bot_id: int
    update_id: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An update that was received and not yet answered, without what it says: there may be very many."""

    receipt: Receipt
    attempts: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What the inbox holds of an unfinished update. ``shows`` is set once it took effect."""

    receipt: Receipt
    payload: str
    effected: bool
    shows: str | None


def store(
    session: Session, clock: Clock, bot_id: int, updates: Iterable[tuple[int, str]]
) -> list[int]:
    """Keep a batch of ``(update id, JSON)``. Returns the ids that still have to be handled, in order.

    A repeat of one that took effect is dropped. One that is merely stored is named again: a commit may
    have gone through although we were told that it had not.
    """
    rows = [
        {
            "bot_id": bot_id,
            "update_id": update_id,
            "state": "stored",
            "payload": payload,
            "attempts": 0,
            "received_at": clock.now(),
        }
        for update_id, payload in updates
    ]
    if not rows:
        return []
    crash_point("inbox-store")
    session.execute(upsert(session, Received, ("bot_id", "update_id")), rows)
    batch = {"this_bot": bot_id, "these_updates": [row["update_id"] for row in rows]}
    return sorted(session.scalars(_STILL_STORED, batch))


def effected(
    session: Session,
    clock: Clock,
    receipt: Receipt,
    shows: Callable[[T], str],
    use_case: Callable[Concatenate[Session, Clock, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a use case as the one effect of an update, marked in the same commit.

    ``shows`` gives, from the result, the address of what to show if the answer is lost. Raises
    AlreadyEffected when the update took effect before.
    """
    result = use_case(session, clock, *args, **kwargs)
    marked = session.execute(_MARK_EFFECTED, {**_where(receipt), "new_shows": shows(result)})
    if cast("CursorResult[Any]", marked).rowcount == 0:
        raise AlreadyEffected(f"update {receipt.update_id} took effect before")
    crash_point("effected")
    return result


def answered(session: Session, clock: Clock, receipts: Iterable[Receipt]) -> None:
    """Nothing is owed any more: what the update said is forgotten, that it came is remembered."""
    crash_point("inbox-answered")
    rows = [_where(receipt) for receipt in receipts]
    if rows:
        session.execute(_MARK_ANSWERED, rows)


def count_attempt(session: Session, clock: Clock, receipt: Receipt) -> int:
    """Counted *before* the attempt, so that an update which kills the process is found out too."""
    session.execute(_COUNT_ATTEMPT, _where(receipt))
    return session.scalar(_ATTEMPTS, _where(receipt)) or 0


def forgive_attempt(session: Session, clock: Clock, receipt: Receipt) -> None:
    """Take a counted attempt back: the process was told to stop, and did not die of the update."""
    session.execute(_FORGIVE_ATTEMPT, _where(receipt))


def park(session: Session, clock: Clock, receipt: Receipt, error: str) -> None:
    """Put an update aside for good. ``error`` is a traceback without any text of the person's."""
    session.execute(_PARK, {**_where(receipt), "new_error": error})


def unfinished(session: Session, clock: Clock, bot_id: int) -> list[Unfinished]:
    """What an earlier life of the process left behind, oldest first."""
    rows = session.execute(
        select(Received.update_id, Received.attempts)
        .where(Received.bot_id == bot_id, Received.state.in_(_UNFINISHED))
        .order_by(Received.received_at, Received.update_id)
    )
    return [Unfinished(Receipt(bot_id, update_id), attempts) for update_id, attempts in rows]


def kept(session: Session, clock: Clock, receipts: Iterable[Receipt]) -> list[Kept]:
    """What these say that are still unfinished, in the same order."""
    found = []
    for receipt in receipts:
        row = session.execute(_KEPT, _where(receipt)).first()
        if row:
            payload, state, shows = row
            found.append(Kept(receipt, payload, state == "effected", shows))
    return found


def shown(session: Session, clock: Clock, receipt: Receipt) -> str | None:
    """The address of what an update that took effect leads to."""
    return session.scalar(_SHOWS, _where(receipt))


def tidy(session: Session, clock: Clock) -> None:
    """Forget updates that can no longer be repeated."""
    for state, kept_for in (("answered", REMEMBERED), ("parked", PARKED_FOR)):
        session.execute(
            delete(Received).where(
                Received.state == state, Received.received_at < clock.now() - kept_for
            )
        )


# By Core and made once, as these run for every update.
_INBOX = cast("Table", Received.__table__)
_ROWS = _INBOX.c
_THIS = (_ROWS.bot_id == bindparam("this_bot"), _ROWS.update_id == bindparam("this_update"))
_STILL_STORED = select(_ROWS.update_id).where(
    _ROWS.bot_id == bindparam("this_bot"),
    _ROWS.update_id.in_(bindparam("these_updates", expanding=True)),
    _ROWS.state == "stored",
)
_ATTEMPTS = select(_ROWS.attempts).where(*_THIS)
_SHOWS = select(_ROWS.shows).where(*_THIS)
_UNFINISHED = ("stored", "effected")
_KEPT = select(_ROWS.payload, _ROWS.state, _ROWS.shows).where(*_THIS, _ROWS.state.in_(_UNFINISHED))
_UPDATE = update(_INBOX).where(*_THIS)
_MARK_EFFECTED = _UPDATE.where(_ROWS.state == "stored").values(
    state="effected", shows=bindparam("new_shows")
)
_MARK_ANSWERED = _UPDATE.values(state="answered", payload=None, shows=None)
_COUNT_ATTEMPT = _UPDATE.values(attempts=_ROWS.attempts + 1)
_FORGIVE_ATTEMPT = _UPDATE.values(attempts=_ROWS.attempts - 1)
_PARK = _UPDATE.values(state="parked", error=bindparam("new_error"))


def _where(receipt: Receipt) -> dict[str, int]:
    return {"this_bot": receipt.bot_id, "this_update": receipt.update_id}
