"""What the weekly text says: put together from a person's answers and moods, as things stand now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from domain.asking import decided_since
from domain.clock import Clock
from domain.days import ONE_DAY, Day
from domain.digest import (
    CHANGE_OVER,
    Kept,
    kept,
    week_number,
    week_told,
)
from domain.entries import State
from domain.insight.change import Change, change
from domain.insight.middle import middle
from domain.kinds import AfterDone
from domain.rests import is_resting
from domain.schedules import Plan, is_once, schedule_on
from domain.spans import Span
from storage import looks, recorded, retests
from storage.board import Standing, standing
from storage.looks import Look
from storage.people import Acquaintance
from storage.plans import answers_between, rests_of, whole_days
from storage.retests import Found

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class GoalKept:
    """How one goal was kept."""

    title: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class Ending:
    """A goal that ends in the week to come, or is due then for the one time."""

    title: str
    day: date
    once: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week, told on ``today``. ``days`` are those that could be recorded: begun, not resting, and not
    before the person came. ``look`` is what there is of moods, and None where there are none; their
    ``middle`` is two levels where it lies between them."""

    first: date
    last: date
    today: date
    number: int
    days: tuple[date, ...]
    recorded: frozenset[date]
    middle: tuple[int, int] | None
    change: Change | None
    goals: tuple[GoalKept, ...]
    note: str | None
    ending: tuple[Ending, ...]
    finding: Found | None
    look: Look | None

    @property
    def missing(self) -> tuple[date, ...]:
        """The days without an entry."""
        return tuple(day for day in self.days if day not in self.recorded)


def week(session: Session, clock: Clock, me: Acquaintance, day: date) -> Week:
    """The week that is told of on ``day``: the latest that is over then, or on its last day."""
    first, last = week_told(day, me.first_weekday)
    today = me.day_of(clock.now())
    goals = standing(session, me, last) if "goals" in me.agreed else []
    look = looks.moods(session, clock, me, Span(first, last))
    levels = {on: value.level for on, value in look.days.items()} if look else {}
    days = recorded.answered(session, me, first, last) | levels.keys()
    return Week(
        first=first,
        last=last,
        today=today,
        number=week_number(first),
        days=recorded.possible(session, me, first, min(last, today), days),
        recorded=frozenset(days),
        middle=_middle(levels.values()),
        change=_change(session, me, last),
        goals=goals_kept(session, me, goals, first, last, today, kept),
        note=recorded.latest_note(session, me, levels),
        ending=_ending(goals, last),
        finding=_finding(session, clock, me, last, today),
        look=look,
    )


def why_not(session: Session, clock: Clock, me: Acquaintance, day: date) -> str | None:
    """Why the weekly text of ``day`` is not sent; None when it is. One empty week is an offer to fill
    in, a second one is silence."""
    if is_holiday(session, me, day):
        return "paused"
    first, last = week_told(day, me.first_weekday)
    return None if recorded.is_anything(session, me, first - WEEK, last) else "empty"


def is_holiday(session: Session, me: Acquaintance, day: date) -> bool:
    """Whether everything rests; a day that rests every week is none."""
    holidays = [rest for rest in rests_of(session, me.id).of_all if rest.weekdays is None]
    return is_resting(tuple(holidays), day)


def _finding(
    session: Session, clock: Clock, me: Acquaintance, last: Day, today: Day
) -> Found | None:
    """One of what may be told this month: each is told in one of its weeks, and none of a week gone by,
    as it says nothing of that."""
    if "moods" not in me.agreed or today - last > WEEK:
        return None
    told = retests.told(session, clock, me, today)
    return next(iter(told[(last.day - 1) // WEEK.days :]), None)


def _middle(levels: Iterable[int]) -> tuple[int, int] | None:
    found = middle(levels)
    return (int(found.between[0]), int(found.between[1])) if found else None


def _change(session: Session, me: Acquaintance, last: Day) -> Change | None:
    border = last - CHANGE_OVER
    moods = recorded.moods(session, me, border - CHANGE_OVER + ONE_DAY, last)
    now = [each.value for day, each in moods.items() if day > border]
    before = [each.value for day, each in moods.items() if day <= border]
    return change(now, before)


def goals_kept(
    session: Session,
    me: Acquaintance,
    goals: Sequence[Standing],
    first: Day,
    last: Day,
    today: Day,
    keeping: Callable[[Plan, Mapping[Day, State], Day, Day, Day], Kept | None],
) -> tuple[GoalKept, ...]:
    """Most regular first; of two alike the one that asked more often, then the older."""
    states = _states(session, me, goals, first, last)
    found = []
    for goal in goals:
        how = keeping(goal.plan, states[goal.goal_id], first, last, today)
        if how is not None:
            found.append(GoalKept(goal.title, how))
    return tuple(sorted(found, key=lambda one: (-one.kept.regularity, -one.kept.of)))


def _states(
    session: Session, me: Acquaintance, goals: Sequence[Standing], first: Day, last: Day
) -> dict[int, dict[Day, State]]:
    """Whole days by goal, as far back as they decide what a goal asked for in the week."""
    since = min((_since(goal.plan, first, last) for goal in goals), default=first)
    answers = answers_between(session, me, since, last)
    return {goal.goal_id: whole_days(goal.plan, answers.get(goal.goal_id, ())) for goal in goals}


def _since(plan: Plan, first: Day, last: Day) -> Day:
    if isinstance(schedule_on(plan, last), AfterDone):
        return min(plan.start, first)  # each turn begins where the one before ended
    return min(decided_since(plan, first), first)


def _ending(goals: Iterable[Standing], last: Day) -> tuple[Ending, ...]:
    """Those of the week after, in the order of their days."""
    coming = [
        Ending(goal.title, goal.plan.target, is_once(goal.plan))
        for goal in goals
        if goal.plan.target and not goal.completed and not goal.archived
    ]
    soon = (one for one in coming if last < one.day <= last + WEEK)
    return tuple(sorted(soon, key=lambda one: one.day))
