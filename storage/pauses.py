"""Pauses: days on which a goal, the goals of a tag, or everything rests. They end by themselves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import ONE_DAY, in_range
from domain.errors import NotFound, Reason, Refused
from storage.people import Acquaintance
from storage.plans import mask_of, weekdays_in
from storage.tables import Goal, Pause, Tag

PAUSES_MAX = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """What rests: one goal, the goals of one tag, or everything when both are None."""

    goal_id: int | None = None
    tag_id: int | None = None


@dataclass(frozen=True, slots=True)
class PauseView:
    """A pause that is under way or ahead. ``of`` is the name of its goal or tag."""

    id: int
    scope: Scope
    of: str | None
    first: date
    last: date | None
    weekdays: frozenset[int] | None
    begun: bool


def begin(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    scope: Scope,
    first: date,
    last: date | None,
    weekdays: frozenset[int] | None = None,
) -> PauseView:
    """Let something rest from ``first`` to ``last``, both included, or until further notice.

    ``weekdays`` (0 = Monday) makes it a weekly rest. Single pauses stay beside one of everything.
    Raises NotFound for another's goal or tag, Refused for an end before the beginning.
    """
    if last is not None and in_range(last) < in_range(first):
        raise Refused("target", Reason.BEFORE_START, start=first, target=last)
    if weekdays is not None and not weekdays:
        raise Refused("weekdays", Reason.NO_WEEKDAY)
    if len(session.scalars(select(Pause.id).where(Pause.person_id == me.id)).all()) >= PAUSES_MAX:
        raise Refused("pauses", Reason.TOO_MANY, count=PAUSES_MAX + 1, limit=PAUSES_MAX)
    _name(session, me, scope)
    row = Pause(
        person_id=me.id,
        goal_id=scope.goal_id,
        tag_id=scope.tag_id,
        from_day=in_range(first),
        to_day=last,
        weekdays=mask_of(weekdays),
        made_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return _view(session, me, row, me.day_of(clock.now()))


def set_rest(session: Session, clock: Clock, me: Acquaintance, weekday: int, on: bool) -> None:
    """From today on, let everything rest each week on ``weekday`` (0 = Monday), or no longer."""
    for pause in standing(session, clock, me):
        if pause.scope == Scope() and pause.weekdays == frozenset({weekday}):
            if not on:
                end(session, clock, me, pause.id)
            return
    if on:
        begin(session, clock, me, Scope(), me.day_of(clock.now()), None, frozenset({weekday}))


def end(session: Session, clock: Clock, me: Acquaintance, pause_id: int) -> PauseView:
    """Go on from today: the days that were paused before stay so. Ending an ended one changes nothing.

    Raises NotFound.
    """
    row = _own(session, me, pause_id)
    today = me.day_of(clock.now())
    view = _view(session, me, row, today)
    if row.from_day >= today:
        session.delete(row)
    elif row.to_day is None or row.to_day >= today:
        row.to_day = today - ONE_DAY
    session.flush()
    return view


def find(session: Session, clock: Clock, me: Acquaintance, pause_id: int) -> PauseView:
    """One pause, over or not. Raises NotFound."""
    return _view(session, me, _own(session, me, pause_id), me.day_of(clock.now()))


def standing(session: Session, clock: Clock, me: Acquaintance) -> tuple[PauseView, ...]:
    """Every pause that is under way or ahead, the next to begin first."""
    today = me.day_of(clock.now())
    rows = session.scalars(
        select(Pause)
        .where(Pause.person_id == me.id, or_(Pause.to_day.is_(None), Pause.to_day >= today))
        .order_by(Pause.from_day, Pause.id)
    )
    return tuple(_view(session, me, row, today) for row in rows)


def _own(session: Session, me: Acquaintance, pause_id: int) -> Pause:
    row = session.scalars(
        select(Pause).where(Pause.id == pause_id, Pause.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("pause")
    return row


def _view(session: Session, me: Acquaintance, row: Pause, today: date) -> PauseView:
    scope = Scope(row.goal_id, row.tag_id)
    return PauseView(
        id=row.id,
        scope=scope,
        of=_name(session, me, scope),
        first=row.from_day,
        last=row.to_day,
        weekdays=weekdays_in(row.weekdays),
        begun=row.from_day <= today,
    )


def _name(session: Session, me: Acquaintance, scope: Scope) -> str | None:
    if scope.goal_id is not None:
        query = select(Goal.title).where(Goal.id == scope.goal_id, Goal.person_id == me.id)
    elif scope.tag_id is not None:
        query = select(Tag.name).where(Tag.id == scope.tag_id, Tag.person_id == me.id)
    else:
        return None
    name = session.scalar(query)
    if name is None:
        raise NotFound("pause")
    return name
