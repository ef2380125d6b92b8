"""Drafts: what somebody is in the middle of saying. The row is the only truth about a dialog's step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Stale
from storage.people import Acquaintance
from storage.tables import Draft, Person

KEPT = timedelta(days=30)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A draft as the dialogs see it. ``data`` holds what was answered so far, as plain JSON values."""

    id: int
    kind: str
    step: str
    data: Mapping[str, Any]
    waiting: bool
    message_id: int | None


def begin(
    session: Session, clock: Clock, me: Acquaintance, kind: str, step: str, data: Mapping[str, Any]
) -> Sketch:
    """Open a dialog afresh. It replaces an older draft of its kind and is the one that waits."""
    session.execute(delete(Draft).where(Draft.person_id == me.id, Draft.kind == kind))
    _let_none_wait(session, me)
    row = Draft(
        person_id=me.id,
        kind=kind,
        step=step,
        data=dict(data),
        waiting=True,
        updated_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return _sketch(row)


def advance(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    draft_id: int,
    step: str,
    data: Mapping[str, Any],
) -> Sketch:
    """Write one answer down and stand at the next question. Raises Stale when the draft is closed."""
    _let_none_wait(session, me)
    row = _own(session, me, draft_id)
    row.step, row.data, row.waiting, row.updated_at = step, dict(data), True, clock.now()
    session.flush()
    return _sketch(row)


def finish(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    draft_id: int,
    use_case: Callable[Concatenate[Session, Clock, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Do what a draft was for and close it, in one commit. Raises Stale when it is closed already."""
    session.delete(_own(session, me, draft_id))
    return use_case(session, clock, *args, **kwargs)


def close(session: Session, clock: Clock, me: Acquaintance, draft_id: int) -> None:
    """End a dialog. Closing a closed one changes nothing."""
    session.execute(delete(Draft).where(Draft.person_id == me.id, Draft.id == draft_id))


def asked(session: Session, clock: Clock, me: Acquaintance, draft_id: int, message_id: int) -> None:
    """Remember which message asks the question, so that its buttons can go when it is answered."""
    session.execute(
        update(Draft)
        .where(Draft.person_id == me.id, Draft.id == draft_id)
        .values(message_id=message_id)
    )


def forget_about(session: Session, me: Acquaintance, what: str, id: int) -> None:
    """Drop the drafts that speak of one thing: nothing of it may outlive it in a half-said sentence."""
    for row in session.scalars(select(Draft).where(Draft.person_id == me.id)):
        if row.data.get(what) == id:
            session.delete(row)


def tidy(session: Session, clock: Clock) -> None:
    """Drop what nobody went on with for a month."""
    session.execute(delete(Draft).where(Draft.updated_at < clock.now() - KEPT))


def waiting(session: Session, clock: Clock, me: Acquaintance) -> Sketch | None:
    """The draft that a typed text belongs to."""
    row = session.scalars(
        select(Draft).where(Draft.person_id == me.id, Draft.waiting)
    ).one_or_none()
    return _sketch(row) if row else None


def find(session: Session, clock: Clock, me: Acquaintance, draft_id: int) -> Sketch:
    """Raises Stale when the draft is closed, or was never this person's."""
    return _sketch(_own(session, me, draft_id))


def of_kind(session: Session, clock: Clock, me: Acquaintance, kind: str) -> Sketch | None:
    row = session.scalars(
        select(Draft).where(Draft.person_id == me.id, Draft.kind == kind)
    ).one_or_none()
    return _sketch(row) if row else None


def open_steps(session: Session, clock: Clock, kind: str) -> list[tuple[int, str]]:
    """Everybody's open question of one kind, as ``(telegram id, step)``: what a restart goes on with."""
    rows = session.execute(
        select(Person.telegram_id, Draft.step)
        .join(Person, Person.id == Draft.person_id)
        .where(Draft.kind == kind, Draft.waiting)
    )
    return [(telegram_id, step) for telegram_id, step in rows]


def _let_none_wait(session: Session, me: Acquaintance) -> None:
    session.execute(
        update(Draft).where(Draft.person_id == me.id, Draft.waiting).values(waiting=False)
    )


def _own(session: Session, me: Acquaintance, draft_id: int) -> Draft:
    row = session.scalars(
        select(Draft).where(Draft.id == draft_id, Draft.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise Stale
    return row


def _sketch(row: Draft) -> Sketch:
    return Sketch(row.id, row.kind, row.step, dict(row.data), row.waiting, row.message_id)
