"""What stands under a tag, done together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.errors import NotFound
from storage.board import Item, answers_on, board_of, standing
from storage.entries import answer
from storage.people import Acquaintance
from storage.tables import GoalTag
from storage.tags import TagView, view


@dataclass(frozen=True, slots=True)
class Together:
    """A tag and what is due or offered under it on a day and still open."""

    tag: TagView
    day: date
    open: tuple[Item, ...]


def on_day(session: Session, clock: Clock, me: Acquaintance, tag_id: int, day: date) -> Together:
    """What "tick all" would tick. Raises NotFound for another's tag, or a day that lies ahead."""
    today = me.day_of(clock.now())
    if day > today:
        raise NotFound("day")
    tag = view(session, clock, me, tag_id)
    return Together(tag, day, tuple(_under(session, me, tag_id, day, today)))


def tick_all(session: Session, clock: Clock, me: Acquaintance, tag_id: int, day: date) -> Together:
    """Set done what is still open under a tag, as one act; ``open`` then lists what that was.

    Twice is once: the second time nothing is open. Raises as ``on_day`` does.
    """
    found = on_day(session, clock, me, tag_id, day)
    places = [(item.goal_id, item.day, item.slot) for item in found.open]
    answer(session, clock, me, places, State.DONE)
    return found


def _under(
    session: Session, me: Acquaintance, tag_id: int, day: date, today: date
) -> Iterable[Item]:
    goals = standing(session, me, day)
    board = board_of(session, me, goals, answers_on(session, me, day), day, today)
    tagged = set(session.scalars(select(GoalTag.goal_id).where(GoalTag.tag_id == tag_id)))
    return (item for item in board.items if item.goal_id in tagged and item.reading.is_unanswered)
