"""Tags: words that goals are grouped under."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Gone, NotFound, Reason, Refused
from domain.written import clean_line, fold
from storage.people import Acquaintance
from storage.tables import Goal, GoalTag, Pause, Tag

NAME_MAX = 64
TAGS_MAX = 50
PER_GOAL = 12


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag and how many goals stand under it, without those in the bin or the archive."""

    id: int
    name: str
    goals: int


def every(session: Session, clock: Clock, me: Acquaintance) -> tuple[TagView, ...]:
    """The person's tags by name."""
    rows = session.execute(
        select(Tag.id, Tag.name, func.count(Goal.id))
        .outerjoin(GoalTag, GoalTag.tag_id == Tag.id)
        .outerjoin(
            Goal,
            (Goal.id == GoalTag.goal_id) & Goal.deleted_at.is_(None) & Goal.archived_at.is_(None),
        )
        .where(Tag.person_id == me.id)
        .group_by(Tag.id, Tag.name, Tag.name_key)
        .order_by(Tag.name_key)
    )
    return tuple(TagView(*row) for row in rows)


def view(session: Session, clock: Clock, me: Acquaintance, tag_id: int) -> TagView:
    """One tag. Raises NotFound."""
    for tag in every(session, clock, me):
        if tag.id == tag_id:
            return tag
    raise NotFound("tag")


def of_goal(session: Session, goal_id: int) -> tuple[str, ...]:
    """The names of the tags that a goal stands under."""
    return tuple(
        session.scalars(
            select(Tag.name)
            .join(GoalTag, GoalTag.tag_id == Tag.id)
            .where(GoalTag.goal_id == goal_id)
            .order_by(Tag.name_key)
        )
    )


def set_of_goal(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, names: Iterable[str]
) -> None:
    """Put a goal under exactly these tags, making those that are new. A tag that nothing stands under
    any more, and that rests nothing, goes.

    Raises NotFound, Gone for a goal in the bin, Refused for too many or unfit names.
    """
    _check_live(session, me, goal_id)
    wanted = {fold(name): name for name in (clean_tag(name) for name in names)}
    if len(wanted) > PER_GOAL:
        raise Refused("tags", Reason.TOO_MANY, count=len(wanted), limit=PER_GOAL)
    ids = {_id_of(session, me, key, name) for key, name in wanted.items()}
    there = set(session.scalars(select(GoalTag.tag_id).where(GoalTag.goal_id == goal_id)))
    session.execute(
        delete(GoalTag).where(GoalTag.goal_id == goal_id, GoalTag.tag_id.in_(there - ids))
    )
    session.add_all(
        GoalTag(goal_id=goal_id, tag_id=tag_id, person_id=me.id) for tag_id in sorted(ids - there)
    )
    session.flush()
    _drop_unused(session, me)


def add_to_goal(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, names: Iterable[str]
) -> None:
    """Put a goal under further tags; raises as ``set_of_goal`` does."""
    _check_live(session, me, goal_id)
    set_of_goal(session, clock, me, goal_id, (*of_goal(session, goal_id), *names))


def set_on_goal(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, tag_id: int, on: bool
) -> None:
    """Put a goal under one of the person's tags, or take it from there.

    Raises as ``set_of_goal`` does. Taken twice from a tag that went with the first time is taken once.
    """
    _check_live(session, me, goal_id)
    name = session.scalar(select(Tag.name).where(Tag.id == tag_id, Tag.person_id == me.id))
    if on:
        if name is None:
            raise NotFound("tag")
        add_to_goal(session, clock, me, goal_id, [name])
    elif name is not None:
        kept = [each for each in of_goal(session, goal_id) if fold(each) != fold(name)]
        set_of_goal(session, clock, me, goal_id, kept)


def rename(session: Session, clock: Clock, me: Acquaintance, tag_id: int, name: str) -> TagView:
    """Give a tag another name. Raises NotFound, Refused(taken) when another tag has it."""
    row = _own(session, me, tag_id)
    name = clean_tag(name)
    other = session.scalar(
        select(Tag.id).where(Tag.person_id == me.id, Tag.name_key == fold(name), Tag.id != tag_id)
    )
    if other is not None:
        raise Refused("tag", Reason.TAKEN)
    row.name, row.name_key = name, fold(name)
    session.flush()
    return view(session, clock, me, tag_id)


def remove(session: Session, clock: Clock, me: Acquaintance, tag_id: int) -> None:
    """Take a tag off all its goals; they stay. Its pauses go with it. Raises NotFound."""
    row = _own(session, me, tag_id)
    session.execute(delete(GoalTag).where(GoalTag.tag_id == tag_id))
    session.execute(delete(Pause).where(Pause.tag_id == tag_id))
    session.delete(row)
    session.flush()


def clean_tag(text: str) -> str:
    """A tag as it is kept, without the # that people type; Refused when empty or over NAME_MAX."""
    return clean_line(text.strip().lstrip("#"), NAME_MAX, "tag")


def _id_of(session: Session, me: Acquaintance, key: str, name: str) -> int:
    mine = select(Tag.id).where(Tag.person_id == me.id)
    found = session.scalar(mine.where(Tag.name_key == key))
    if found is not None:
        return found
    if len(session.scalars(mine).all()) >= TAGS_MAX:
        raise Refused("tags", Reason.TOO_MANY, count=TAGS_MAX + 1, limit=TAGS_MAX)
    row = Tag(person_id=me.id, name=name, name_key=key)
    session.add(row)
    session.flush()
    return row.id


def _drop_unused(session: Session, me: Acquaintance) -> None:
    """Goals in the bin keep theirs: they may come back."""
    used = select(GoalTag.tag_id).where(GoalTag.person_id == me.id)
    paused = select(Pause.tag_id).where(Pause.person_id == me.id, Pause.tag_id.is_not(None))
    session.execute(
        delete(Tag).where(Tag.person_id == me.id, Tag.id.not_in(used), Tag.id.not_in(paused))
    )


def _own(session: Session, me: Acquaintance, tag_id: int) -> Tag:
    row = session.scalars(select(Tag).where(Tag.id == tag_id, Tag.person_id == me.id)).one_or_none()
    if row is None:
        raise NotFound("tag")
    return row


def _check_live(session: Session, me: Acquaintance, goal_id: int) -> None:
    goal = session.scalars(
        select(Goal).where(Goal.id == goal_id, Goal.person_id == me.id)
    ).one_or_none()
    if goal is None:
        raise NotFound("goal")
    if goal.deleted_at is not None:
        raise Gone("goal", goal_id)
