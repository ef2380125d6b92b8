"""Templates: goals written down to be made again, by their maker or by whoever has the link.

What is kept says how a goal goes and nothing of how it went: no person, no day of anybody's life.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Gone, NotFound, Reason, Refused
from domain.goals import Criticality
from domain.patterns import Pattern, counted_from, read, without_days, written
from domain.written import clean_line
from storage.goal_views import own_goal, reminders_of
from storage.goals import Wish, create, refuse_taken
from storage.people import Acquaintance
from storage.plans import plan_of
from storage.tables import Goal, GoalTag, Template
from storage.tags import add_to_goal, of_goal, view

NAME_MAX = 64
GOALS_MAX = 20
TEMPLATES_MAX = 50
TOKEN_BYTES = 16
"""22 signs of A-Z, a-z, 0-9, - and _: what a link may carry, and nobody can guess."""


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as its maker, or whoever has the link, sees it. ``mine`` is for who looks."""

    id: int
    name: str
    token: str
    patterns: tuple[Pattern, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A goal that came of a template."""

    id: int
    title: str


def patterns_of(
    session: Session, clock: Clock, me: Acquaintance, goal_ids: Iterable[int], words: bool
) -> tuple[Pattern, ...]:
    """Goals of the person as patterns, with their descriptions only where ``words`` says so.

    Raises NotFound for another's, Gone for one in the bin, and Refused when there are none or more
    than GOALS_MAX.
    """
    patterns = tuple(_pattern(session, me, goal_id, words) for goal_id in goal_ids)
    if not patterns:
        raise Refused("goals", Reason.EMPTY)
    if len(patterns) > GOALS_MAX:
        raise Refused("goals", Reason.TOO_MANY, count=len(patterns), limit=GOALS_MAX)
    return patterns


def goals_under(session: Session, clock: Clock, me: Acquaintance, tag_id: int) -> tuple[int, ...]:
    """The goals that a template of a tag would hold. Raises NotFound for another's tag."""
    view(session, clock, me, tag_id)
    query = (
        select(Goal.id)
        .join(GoalTag, GoalTag.goal_id == Goal.id)
        .where(GoalTag.tag_id == tag_id, Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
    )
    return tuple(session.scalars(query.order_by(Goal.id)))


def save(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    name: str,
    goal_ids: Iterable[int],
    words: bool,
) -> TemplateView:
    """Write goals down as a template, with a link of its own. Raises as ``patterns_of`` does, and
    Refused for an unfit name or too many templates."""
    patterns = patterns_of(session, clock, me, goal_ids, words)
    there = select(func.count(Template.id)).where(Template.person_id == me.id)
    if (count := session.scalars(there).one()) >= TEMPLATES_MAX:
        raise Refused("templates", Reason.TOO_MANY, count=count + 1, limit=TEMPLATES_MAX)
    row = Template(
        person_id=me.id,
        name=clean_name(name),
        token=secrets.token_urlsafe(TOKEN_BYTES),
        body={"goals": [written(pattern) for pattern in patterns]},
        made_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return _view(row, me)


def every(session: Session, clock: Clock, me: Acquaintance) -> tuple[TemplateView, ...]:
    """The person's own templates, latest first."""
    rows = session.scalars(
        select(Template).where(Template.person_id == me.id).order_by(Template.id.desc())
    )
    return tuple(_view(row, me) for row in rows)


def find(session: Session, clock: Clock, me: Acquaintance, template_id: int) -> TemplateView:
    """One of the person's own. Raises NotFound."""
    mine = select(Template).where(Template.id == template_id, Template.person_id == me.id)
    row = session.scalars(mine).one_or_none()
    if row is None:
        raise NotFound("template")
    return _view(row, me)


def by_token(session: Session, clock: Clock, me: Acquaintance, token: str) -> TemplateView:
    """What a link leads to, for anybody who has it. Raises NotFound."""
    row = session.scalars(select(Template).where(Template.token == token)).one_or_none()
    if row is None:
        raise NotFound("template")
    return _view(row, me)


def remove(session: Session, clock: Clock, me: Acquaintance, template_id: int) -> None:
    """Delete a template, and with it its link; goals that were made of it stay. Twice is once, and
    another person's is as good as none."""
    session.execute(delete(Template).where(Template.id == template_id, Template.person_id == me.id))


def taken(
    session: Session, clock: Clock, me: Acquaintance, titles: Iterable[str]
) -> tuple[str, ...]:
    """Which of these titles a live goal of the person has already."""
    return tuple(title for title in titles if not _is_free(session, clock, me, title))


def use(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    patterns: Sequence[Pattern],
    names: Mapping[int, str | None],
) -> tuple[Made, ...]:
    """Make the goals of a template, from today on.

    ``names`` gives some, by their place, another title, or leaves them out with None. Raises
    Refused(taken) for a title that is in use; then nothing is made.
    """
    return tuple(
        _make(session, clock, me, title, pattern)
        for place, pattern in enumerate(patterns)
        if (title := names.get(place, pattern.title)) is not None
    )


def clean_name(text: str) -> str:
    """A template's name as it is kept; Refused when empty or over NAME_MAX."""
    return clean_line(text, NAME_MAX, "name")


def _make(session: Session, clock: Clock, me: Acquaintance, title: str, pattern: Pattern) -> Made:
    today = me.day_of(clock.now())
    wish = Wish(
        title=title,
        description=pattern.description,
        schedule=counted_from(pattern.schedule, today, me.first_weekday),
        start=today,
        target=None,
        criticality=pattern.criticality,
        reminders=pattern.reminders,
    )
    goal = create(session, clock, me, wish)
    if pattern.tags:
        add_to_goal(session, clock, me, goal.id, pattern.tags)
    return Made(goal.id, goal.title)


def _pattern(session: Session, me: Acquaintance, goal_id: int, words: bool) -> Pattern:
    goal = own_goal(session, me, goal_id)
    if goal.deleted_at is not None:
        raise Gone("goal", goal_id)
    return Pattern(
        title=goal.title,
        schedule=without_days(plan_of(session, me, goal).versions[-1].schedule),
        description=goal.description if words else None,
        criticality=Criticality(goal.criticality),
        reminders=reminders_of(session, goal_id),
        tags=of_goal(session, goal_id),
    )


def _view(row: Template, me: Acquaintance) -> TemplateView:
    patterns = tuple(read(plain) for plain in row.body["goals"])
    return TemplateView(row.id, row.name, row.token, patterns, row.person_id == me.id)


def _is_free(session: Session, clock: Clock, me: Acquaintance, title: str) -> bool:
    with suppress(Refused):
        refuse_taken(session, clock, me, title)
        return True
    return False
