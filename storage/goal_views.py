"""Goals to look at: one with everything its card says, and lists of them.

Carries out the list and retrieve operations of the goals-and-moods API.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from domain.asking import next_open
from domain.bells import Bell
from domain.clock import Clock
from domain.entries import Progress
from domain.errors import Gone, NotFound
from domain.goals import Criticality, Status, status
from domain.kinds import Schedule
from domain.schedules import Plan
from domain.streaks import Streaks, streaks
from domain.strength import strength
from domain.units import recent, units_in_a_row
from storage.pages import page_of
from storage.people import Acquaintance
from storage.plans import plan_of, plans_of, states_of
from storage.ringing import BELL, bell_of
from storage.tables import Goal, GoalTag, Reminder
from storage.tags import of_goal


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with everything its card says. ``strength`` runs from 0 to 1 and is None before the first
    day that counts; ``recent`` counts the last twelve units; ``streaks`` is None for who does not want
    to know; and ``next_due`` is the next day it
    asks that is not settled yet."""

    id: int
    title: str
    description: str | None
    criticality: Criticality
    plan: Plan
    status: Status
    reminders: tuple[int, ...]
    bells: tuple[Bell, ...]
    tags: tuple[str, ...]
    recent: Progress
    strength: float | None
    streaks: Streaks | None
    next_due: date | None
    in_bin: bool
    archived: bool
    today: date

    @property
    def schedule(self) -> Schedule:
        """What holds for new days."""
        return self.plan.versions[-1].schedule


@dataclass(frozen=True, slots=True)
class Line:
    """A goal in a list."""

    id: int
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``number`` counts from 0 and is moved into range."""

    lines: tuple[Line, ...]
    number: int
    pages: int


def view(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Everything a goal's card says. Raises NotFound; a goal in the bin is shown as such."""
    goal = own_goal(session, me, goal_id)
    plan = plan_of(session, me, goal)
    states = states_of(session, goal_id, plan)
    today = me.day_of(clock.now())
    return GoalView(
        id=goal.id,
        title=goal.title,
        description=goal.description,
        criticality=Criticality(goal.criticality),
        plan=plan,
        status=status(plan, states, today),
        reminders=reminders_of(session, goal_id),
        bells=_bells_of(session, goal_id, today),
        tags=of_goal(session, goal_id),
        recent=recent(plan, states, today),
        strength=strength(plan, states, today),
        streaks=streaks(units_in_a_row(plan, states, today)) if me.streaks_shown else None,
        next_due=next_open(plan, today, states),
        in_bin=goal.deleted_at is not None,
        archived=goal.archived_at is not None,
        today=today,
    )


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> Page:
    """The person's goals, newest last, without those in the bin or the archive."""
    query = _mine(me).where(Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
    return _page(session, clock, me, query.order_by(Goal.id), number, size)


def tag_page(
    session: Session, clock: Clock, me: Acquaintance, tag_id: int, number: int, size: int
) -> Page:
    """The goals under one of the person's tags, newest last, without those in the bin or the archive."""
    under = select(GoalTag.goal_id).where(GoalTag.tag_id == tag_id, GoalTag.person_id == me.id)
    query = _mine(me).where(Goal.deleted_at.is_(None), Goal.archived_at.is_(None))
    return _page(
        session, clock, me, query.where(Goal.id.in_(under)).order_by(Goal.id), number, size
    )


def archive_page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> Page:
    """What was archived, latest first."""
    query = _mine(me).where(Goal.deleted_at.is_(None), Goal.archived_at.is_not(None))
    return _page(session, clock, me, query.order_by(Goal.archived_at.desc()), number, size)


def bin_page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> Page:
    """What lies in the bin, latest first."""
    query = _mine(me).where(Goal.deleted_at.is_not(None)).order_by(Goal.deleted_at.desc())
    rows, number, pages = page_of(session, query, number, size)
    return Page(tuple(Line(goal.id, goal.title, Status.OPEN) for goal in rows), number, pages)


def titles(session: Session, clock: Clock, me: Acquaintance) -> tuple[tuple[int, str], ...]:
    """The live goals by id and title: what a typed word may mean."""
    query = select(Goal.id, Goal.title).where(
        Goal.person_id == me.id, Goal.deleted_at.is_(None), Goal.archived_at.is_(None)
    )
    return tuple((row.id, row.title) for row in session.execute(query.order_by(Goal.id)))


def own_goal(session: Session, me: Acquaintance, goal_id: int) -> Goal:
    """A goal of the person's, in the bin or not. Raises NotFound, also for another's."""
    goal = session.scalars(
        select(Goal).where(Goal.id == goal_id, Goal.person_id == me.id)
    ).one_or_none()
    if goal is None:
        raise NotFound("goal")
    return goal


def live_goal(session: Session, me: Acquaintance, goal_id: int) -> Goal:
    """As own_goal; raises Gone for one in the bin."""
    goal = own_goal(session, me, goal_id)
    if goal.deleted_at is not None:
        raise Gone("goal", goal_id)
    return goal


A_WALL_TIME = (Reminder.minute.is_not(None), Reminder.day.is_(None), Reminder.goal_id.is_not(None))
"""What tells the reminders at a time of every day from the others."""


def is_not_over(today: date) -> ColumnElement[bool]:
    """Of a reminder: that it has no date of its own, or one that is not past."""
    return or_(Reminder.day.is_(None), Reminder.day >= today)


def _bells_of(session: Session, goal_id: int, today: date) -> tuple[Bell, ...]:
    """All that speaks of a goal, whichever way."""
    rows = session.execute(
        select(*BELL)
        .where(Reminder.goal_id == goal_id, Reminder.enabled, is_not_over(today))
        .order_by(Reminder.day, Reminder.minute, Reminder.before)
    )
    return tuple(bell_of(row._mapping) for row in rows)


def reminders_of(session: Session, goal_id: int) -> tuple[int, ...]:
    """The minutes of the day at which a goal wants to be mentioned."""
    return tuple(
        minute
        for minute in session.scalars(
            select(Reminder.minute)
            .where(Reminder.goal_id == goal_id, Reminder.enabled, *A_WALL_TIME)
            .order_by(Reminder.minute)
        )
        if minute is not None
    )


def _mine(me: Acquaintance) -> Select[Goal]:
    return select(Goal).where(Goal.person_id == me.id)


def _page(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    query: Select[Goal],
    number: int,
    size: int,
) -> Page:
    rows, number, pages = page_of(session, query, number, size)
    return Page(tuple(_lines(session, me, rows, me.day_of(clock.now()))), number, pages)


def _lines(
    session: Session, me: Acquaintance, goals: Iterable[Goal], today: date
) -> Iterable[Line]:
    shown = list(goals)
    plans = plans_of(session, me, shown)
    for goal in shown:
        plan = plans[goal.id]
        reached = status(plan, states_of(session, goal.id, plan), today)
        yield Line(goal.id, goal.title, reached)
