"""Several things said at once: carried out one by one, each wholly or not at all, in one act."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import DomainError
from domain.quick import Done
from domain.said_mood import MoodSaid
from storage import goals, said
from storage.goal_views import GoalView
from storage.goals import Wish
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from storage.said import Told

Meant = Done | MoodSaid | Wish
"""What one line asks for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the line with this number: what it made or changed, or why it did not."""

    number: int
    result: Told | MoodView | GoalView | DomainError


def carry_out(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    request: str,
    items: Iterable[tuple[int, Meant]],
) -> tuple[Outcome, ...]:
    """Do what each line says. ``request`` names the message, so that its moods are never doubled.

    A line that is refused changes nothing, and the others go on.
    """
    return tuple(_one(session, clock, me, request, number, meant) for number, meant in items)


def try_out(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    request: str,
    items: Iterable[tuple[int, Meant]],
) -> tuple[Outcome, ...]:
    """What ``carry_out`` would do; nothing of it stays."""
    with session.begin_nested() as tried:
        outcomes = carry_out(session, clock, me, request, items)
        tried.rollback()
    return outcomes


def _one(
    session: Session, clock: Clock, me: Acquaintance, request: str, number: int, meant: Meant
) -> Outcome:
    try:
        with session.begin_nested():
            return Outcome(number, _do(session, clock, me, f"{request} {number}", meant))
    except DomainError as no:
        return Outcome(number, no)


def _do(
    session: Session, clock: Clock, me: Acquaintance, request: str, meant: Meant
) -> Told | MoodView | GoalView:
    match meant:
        case Done():
            return said.answer(session, clock, me, meant)
        case MoodSaid():
            return said.mood(session, clock, me, request, meant)
        case Wish():
            return goals.create(session, clock, me, meant)
