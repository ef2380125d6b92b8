"""Taking an act back: every row it changed is again as it was before.

The journal (``storage.journal``) kept the rows; here they are put back, last change first, unless
something later stands on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from storage import alarms, moves
from storage.drafts import forget_about
from storage.goal_views import GoalView
from storage.journal import lasting, under_way
from storage.later import beside, laid_aside, refuse_later
from storage.people import Acquaintance
from storage.reverting import Change, changes_of, revert
from storage.sweep import catch_up
from storage.tables import Act, ActChange
from storage.undone import Sight, Undone, seen, subject_of, undone

KEPT = 20
"""So many acts of a person can be taken back, and none that is older than ``KEPT_FOR``."""

KEPT_FOR = timedelta(days=30)
"""No longer than the bins keep: an act of a goal never outlives the goal."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An act that can be taken back. ``shows`` is the address of what it led to."""

    id: int
    shows: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An act that is gone. ``of_me``: it had changed the person themselves, who have to be looked up
    anew. What ``shows`` names may be gone with it. ``what`` is None where it cannot be told."""

    id: int
    shows: str
    made_at: datetime
    of_me: bool
    what: Undone | None


def last(session: Session, clock: Clock, me: Acquaintance) -> Standing | None:
    """The latest act that can be taken back."""
    return next(iter(_standing(session, clock, me)), None)


def of_message(session: Session, clock: Clock, me: Acquaintance, message_id: int) -> int | None:
    """The latest act that a typed message led to, while it can be taken back."""
    said = set(
        session.scalars(select(Act.id).where(Act.person_id == me.id, Act.message_id == message_id))
    )
    return next((one.id for one in _standing(session, clock, me) if one.id in said), None)


def take_back(
    session: Session, clock: Clock, me: Acquaintance, act_id: int | None = None
) -> TakenBack:
    """Undo an act, by default the latest, as if it had never been. This is itself no act.

    Raises NotFound for one that is taken back already, too old, or another person's; Refused with
    LATER when a later act stands on what it did, with TAKEN when a name it gives back is in use.
    """
    act = _pick(session, clock, me, act_id)
    changes = changes_of(session, Act.id == act.id)
    later = changes_of(session, Act.person_id == me.id, Act.id > act.id)
    refuse_later(session, changes, later)
    subject = subject_of(session, changes)
    left = seen(session, clock, me, subject)
    catch_up(session, clock, me.id)
    reckoning = alarms.reckoning_of(session, me.id)
    try:
        with lasting(session):
            with laid_aside(session, clock, me, beside(changes, later)):
                for change in reversed(changes):
                    revert(session, change)
            session.execute(delete(ActChange).where(ActChange.act_id == act.id))
            session.execute(delete(Act).where(Act.id == act.id))
    except IntegrityError as error:
        if _is_of_a_name(error):
            raise Refused("act", Reason.TAKEN, title=_name_in(changes, left)) from error
        raise Refused("act", Reason.LATER) from error
    session.expire_all()  # what was loaded before is no longer so
    _forget_drafts(session, me, changes)
    moves.forget_past(session, clock, me.id)
    alarms.follow(session, clock, me.id, reckoning)
    of_me = any(change.table.name == "people" for change in changes)
    what = undone(subject, left, seen(session, clock, me, subject))
    return TakenBack(act.id, act.shows, act.made_at, of_me, what)


def tidy(session: Session, clock: Clock) -> None:
    """Forget what can no longer be taken back, with the words that it kept."""
    newest_first = func.row_number().over(partition_by=Act.person_id, order_by=Act.id.desc())
    ranked = select(Act.id, Act.made_at, newest_first.label("place")).subquery()
    over = select(ranked.c.id).where(
        or_(ranked.c.place > KEPT, ranked.c.made_at < clock.now() - KEPT_FOR)
    )
    session.execute(delete(ActChange).where(ActChange.act_id.in_(over)))
    session.execute(delete(Act).where(Act.id.in_(over)))


def _standing(session: Session, clock: Clock, me: Acquaintance) -> list[Standing]:
    """Latest first, without the act that asks."""
    kept = (
        Act.person_id == me.id,
        Act.made_at >= clock.now() - KEPT_FOR,
        Act.id != (under_way() or 0),
    )
    rows = session.execute(
        select(Act.id, Act.shows, Act.made_at).where(*kept).order_by(Act.id.desc()).limit(KEPT)
    )
    return [Standing(*row) for row in rows]


def _pick(session: Session, clock: Clock, me: Acquaintance, act_id: int | None) -> Standing:
    for one in _standing(session, clock, me):
        if act_id in (None, one.id):
            # Whoever takes it back at this moment, too, waits here and then finds it gone.
            if session.scalar(select(Act.id).where(Act.id == one.id).with_for_update()):
                return one
            break
    raise NotFound("act")


def _name_in(changes: Iterable[Change], left: Sight | None) -> str | None:
    """The name that an act gives back: one that it changed, or that of a goal that was out of the way."""
    for change in changes:
        for column in ("title", "name", "label"):
            if column in change.columns:
                return str(change.columns[column])
    return left.title if isinstance(left, GoalView) else None


def _is_of_a_name(error: IntegrityError) -> bool:
    """Whether a row that came back met one with the same name, and not a reference to nothing."""
    unique = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
    names = {getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate")}
    return not unique.isdisjoint(names)


def _forget_drafts(session: Session, me: Acquaintance, changes: Iterable[Change]) -> None:
    """Nothing of what is gone may outlive it in a half-said sentence."""
    for change in changes:
        if change.op == "I" and change.is_of_the_thing:
            kind, _, number = change.thing.partition(":")
            forget_about(session, me, kind, int(number))
