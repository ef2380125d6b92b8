"""A person's own scales: what they want to note beside the mood, such as sleep from 1 to 10."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from domain.moods import SCALES_MAX, TOPS
from domain.written import fold
from storage.people import Acquaintance
from storage.tables import Scale


@dataclass(frozen=True, slots=True)
class ScaleView:
    """One scale, from 1 to ``top``. A hidden one is offered no more; what was noted on it stays."""

    id: int
    name: str
    top: int
    hidden: bool


def make(session: Session, clock: Clock, me: Acquaintance, name: str, top: int) -> ScaleView:
    """A new scale. One of that name comes back into sight instead, with the top it had: what was noted
    on it would mean something else on another. Refused(too_many) over SCALES_MAX in sight."""
    if top not in TOPS:
        raise NotFound("top")
    row = session.scalars(
        select(Scale).where(Scale.person_id == me.id, Scale.name_key == fold(name))
    ).one_or_none()
    if row is None:
        row = Scale(person_id=me.id, name=name, name_key=fold(name), top=top, made_at=clock.now())
        session.add(row)
    row.hidden_at = None
    session.flush()
    _not_too_many(session, me)
    return _view(row)


def hide(
    session: Session, clock: Clock, me: Acquaintance, scale_id: int, hidden: bool
) -> ScaleView:
    """Offer a scale no more, or again."""
    row = _own(session, me, scale_id)
    row.hidden_at = (row.hidden_at or clock.now()) if hidden else None
    session.flush()
    _not_too_many(session, me)
    return _view(row)


def find(session: Session, clock: Clock, me: Acquaintance, scale_id: int) -> ScaleView:
    """Raises NotFound."""
    return _view(_own(session, me, scale_id))


def named(session: Session, clock: Clock, me: Acquaintance, name: str) -> ScaleView | None:
    """The scale of that name, whatever its case, in sight or not."""
    found = _listed(session, me, Scale.name_key == fold(name))
    return found[0] if found else None


def every(session: Session, clock: Clock, me: Acquaintance) -> tuple[ScaleView, ...]:
    """The person's scales, oldest first, those out of sight included."""
    return _listed(session, me)


def in_sight(session: Session, me: Acquaintance, scale_id: int) -> Scale:
    """A scale that can be noted on. Raises NotFound."""
    row = _own(session, me, scale_id)
    if row.hidden_at is not None:
        raise NotFound("scale")
    return row


def _own(session: Session, me: Acquaintance, scale_id: int) -> Scale:
    row = session.scalars(
        select(Scale).where(Scale.id == scale_id, Scale.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("scale")
    return row


def _not_too_many(session: Session, me: Acquaintance) -> None:
    """Refused once it is done: the use case is taken back whole."""
    count = session.scalar(
        select(func.count()).where(Scale.person_id == me.id, Scale.hidden_at.is_(None))
    )
    if (count or 0) > SCALES_MAX:
        raise Refused("scales", Reason.TOO_MANY, count=count, limit=SCALES_MAX)


def _view(row: Scale) -> ScaleView:
    return ScaleView(row.id, row.name, row.top, row.hidden_at is not None)


def _listed(
    session: Session, me: Acquaintance, *which: ColumnElement[bool]
) -> tuple[ScaleView, ...]:
    rows = session.scalars(select(Scale).where(Scale.person_id == me.id, *which).order_by(Scale.id))
    return tuple(map(_view, rows))
