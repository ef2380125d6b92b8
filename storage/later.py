"""What was done later than an act that is taken back: whether it stands on it, or only beside it.

Days of a goal stand beside each other: each has its own answer. Only whether the goal is complete
follows from all of them, so later answers are laid aside and given again on what is then.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Reason, Refused
from storage.goals import settle_status
from storage.journal import recorded_as
from storage.people import Acquaintance
from storage.reverting import Change, changes_of, revert
from storage.tables import Act, ActChange, Entry, Goal


def refuse_later(session: Session, changes: Sequence[Change], later: Iterable[Change]) -> None:
    """Refuse to pull something away from under a later act: the same thing was changed again, or what
    was made then is named now. What was named then and is gone now, the database itself refuses.

    Raises Refused(later) with the ``title`` of the goal and the ``day`` it is about, where it is.
    """
    touched = {change.thing for change in changes}
    wholly = {change.thing for change in changes if not change.is_an_answer}
    days = {change.columns["id"] for change in changes if change.is_of_a_day}
    made = {change.thing for change in changes if change.op == "I" and change.is_of_the_thing}
    for change in later:
        if change.thing in touched:
            apart = change.is_an_answer and change.thing not in wholly
            again = not apart or (change.is_of_a_day and change.columns["id"] in days)
        else:
            again = not made.isdisjoint(change.refers_to())
        if again:
            raise Refused("act", Reason.LATER, **_about(session, change))


def beside(changes: Iterable[Change], later: Iterable[Change]) -> list[Change]:
    """Of what was done later, the answers on other days of the same goals."""
    touched = {change.thing for change in changes}
    return [change for change in later if change.thing in touched]


@contextmanager
def laid_aside(
    session: Session, clock: Clock, me: Acquaintance, answers: Sequence[Change]
) -> Iterator[None]:
    """Take later answers back, latest first, and give them again afterwards, each as part of the act
    it was part of. What is recorded of that act then is what it changes now: a goal that an act
    completed may be short of a day."""
    acts = sorted({change.act_id for change in answers})
    last = session.scalar(select(func.max(ActChange.id))) or 0
    for act_id in reversed(acts):
        _revert(session, act_id, [one for one in answers if one.act_id == act_id])
    yield
    for act_id in acts:
        taken = changes_of(session, Act.id == act_id, ActChange.id > last)
        _revert(session, act_id, taken)
        _settle(session, clock, me, act_id, {one.thing for one in taken})
        _forget(session, taken)
    _forget(session, answers)


def _revert(session: Session, act_id: int, changes: Sequence[Change]) -> None:
    with recorded_as(session, act_id):
        for change in reversed(changes):
            revert(session, change)


def _settle(
    session: Session, clock: Clock, me: Acquaintance, act_id: int, goals: Iterable[str]
) -> None:
    session.expire_all()  # the rows were changed past what the session remembers
    with recorded_as(session, act_id):
        for goal in sorted(goals):
            settle_status(session, clock, me, int(goal.partition(":")[2]))


def _forget(session: Session, changes: Iterable[Change]) -> None:
    """One by one: an import may have answered more days than one statement can list."""
    ids = [{"change": change.id} for change in changes]
    if ids:
        session.connection().execute(_FORGET, ids)


_FORGET = delete(ActChange).where(ActChange.id == bindparam("change"))


def _about(session: Session, change: Change) -> dict[str, object]:
    """The goal of a change and, of an answer, the day."""
    kind, _, number = change.thing.partition(":")
    if kind != "goal":
        return {}
    title = session.scalar(select(Goal.title).where(Goal.id == int(number)))
    if not change.is_of_a_day:
        return {"title": title}
    day = session.scalar(select(Entry.day).where(Entry.id == change.columns["id"]))
    return {"title": title, "day": day}
