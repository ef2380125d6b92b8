"""Leases: what only one process may do at a time, by name.

The holder renews; whoever else asks gets it once the holder let go, or has not renewed for so long.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage.errors import LeaseLost
from storage.tables import Lease
from storage.upsert import upsert

T = TypeVar("T")

LEASE = timedelta(seconds=10)


def take(session: Session, clock: Clock, name: str, holder: str) -> str | None:
    """Hold it if it is free, and for longer if it is ours already. Returns whose it is now: None when
    it was let go at this moment, and has to be asked for again."""
    row = {"name": name, "holder": holder, "until": clock.now() + LEASE}
    session.execute(upsert(session, Lease, ("name",)), row)
    ours_or_free = or_(Lease.holder == holder, Lease.until <= clock.now())
    session.execute(update(Lease).where(Lease.name == name, ours_or_free).values(**row))
    return session.scalar(select(Lease.holder).where(Lease.name == name))


def renew(session: Session, clock: Clock, name: str, holder: str) -> bool:
    """Hold it for longer, also when it had run out and nobody wanted it. False when it is another's."""
    renewed = session.execute(
        update(Lease).where(*_held(name, holder)).values(until=clock.now() + LEASE)
    )
    return cast("CursorResult[Any]", renewed).rowcount == 1


def release(session: Session, clock: Clock, name: str, holder: str) -> None:
    """Let go, for others to take it at once. What is another's stays as it is."""
    session.execute(delete(Lease).where(*_held(name, holder)))


def as_holder(
    session: Session,
    clock: Clock,
    name: str,
    holder: str,
    use_case: Callable[[Session, Clock], T],
) -> T:
    """Carry out a use case while nobody else can take the lease over. Raises LeaseLost."""
    ours = select(Lease.name).where(*_held(name, holder)).with_for_update(read=True)
    if session.scalar(ours) is None:
        raise LeaseLost(name)
    return use_case(session, clock)


def _held(name: str, holder: str) -> tuple[ColumnElement[bool], ...]:
    return Lease.name == name, Lease.holder == holder
