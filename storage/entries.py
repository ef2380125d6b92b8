"""The day: what is due, ticking it, taking a tick back.

Carries out the tracking operations of the goals-and-moods API: entries of a day, and setting one
entry's state with its effect on the goal's own ("Completed" when every entry is, open otherwise).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import Reading, State, read
from domain.errors import Gone, NotFound, Reason, Refused
from domain.goals import Criticality, Status
from domain.schedules import Plan, Version, from_plain, is_any_day, is_due, is_late, is_offered
from storage.goals import settle_status
from storage.people import Acquaintance
from storage.tables import Entry, Goal, ScheduleVersion
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Item:
    """One goal on one day. ``any_day`` marks a one-time goal without a date. ``day`` is before the
    board's for a one-time goal that is past its date and still open."""

    goal_id: int
    title: str
    criticality: Criticality
    reading: Reading
    any_day: bool
    day: date


@dataclass(frozen=True, slots=True)
class Board:
    """A day with its goals: the urgent first, then in the order they were made."""

    day: date
    today: date
    items: tuple[Item, ...]
    has_goals: bool


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did. ``before`` equals the state asked for when nothing had to change."""

    board: Board
    title: str
    before: State
    after: State
    was_completed: bool
    completed: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    goal_id: int
    title: str
    criticality: Criticality
    completed_at: datetime | None
    plan: Plan

    @property
    def completed(self) -> bool:
        return self.completed_at is not None

    def belongs_on(self, day: date, today: date) -> bool:
        """Due by the schedule; or offered today, since it has no date, until it is done."""
        offered = day == today and not self.completed and is_offered(self.plan, day)
        return offered or is_due(self.plan, day)


def open_day(session: Session, clock: Clock, me: Acquaintance, day: date) -> Board:
    """Show a day. Entries are made for what is due on it unless it lies ahead: the schedule alone
    speaks for the future."""
    today = me.day_of(clock.now())
    standing = _standing(session, me)
    if day <= today:
        due = [one.goal_id for one in standing if is_due(one.plan, day)]
        _make_entries(session, clock, me, due, day)
    return _board(session, me, standing, _states_on(session, me, day), day, today)


def tick(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    goal_id: int,
    day: date,
    state: State,
    shown: date | None = None,
) -> Ticked:
    """Set one day of a goal to ``state``; OPEN clears it. Twice is once. The board that comes back is
    that of ``shown``, by default the same day.

    Raises NotFound for a goal that is not the person's, Gone for one in the bin, and Refused when
    the goal is not due on that day and has no answer to change there.
    """
    today = me.day_of(clock.now())
    standing = _standing(session, me)
    goal = _pick(session, me, standing, goal_id)
    states, shown = _states_on(session, me, day), shown or day
    before = states.get(goal_id)
    if before is None and not _may_answer(goal.plan, day, today):
        raise Refused("day", Reason.NOT_DUE, title=goal.title, day=day)
    if state != (before or State.OPEN):
        _write(session, clock, me, goal_id, day, state)
        states[goal_id] = state
    if shown != day:
        states = _states_on(session, me, shown)
    completed = _completed(session, clock, me, goal)
    if completed != goal.completed:
        standing = _standing(session, me)
    return Ticked(
        board=_board(session, me, standing, states, shown, today),
        title=goal.title,
        before=before or State.OPEN,
        after=state,
        was_completed=goal.completed,
        completed=completed,
    )


# By Core and made once: the ORM, or building them anew, would be most of what a tick costs.
_GOALS, _VERSIONS, _ENTRIES = Goal.__table__.c, ScheduleVersion.__table__.c, Entry.__table__.c

_STANDING = (
    select(
        _GOALS.id,
        _GOALS.title,
        _GOALS.criticality,
        _GOALS.start_day,
        _GOALS.target_day,
        _GOALS.completed_at,
        _VERSIONS.from_day,
        _VERSIONS.rule,
    )
    .join_from(Goal.__table__, ScheduleVersion.__table__, _VERSIONS.goal_id == _GOALS.id)
    .where(_GOALS.person_id == bindparam("person"), _GOALS.deleted_at.is_(None))
    .order_by(_GOALS.id, _VERSIONS.from_day)
)

_STATES = select(_ENTRIES.goal_id, _ENTRIES.state).where(
    _ENTRIES.person_id == bindparam("person"), _ENTRIES.day == bindparam("on")
)

_ANSWERS = select(_ENTRIES.goal_id, _ENTRIES.day, _ENTRIES.state, _ENTRIES.answered_at).where(
    _ENTRIES.person_id == bindparam("person"),
    _ENTRIES.goal_id.in_(bindparam("goals", expanding=True)),
)

_RANK = {criticality: rank for rank, criticality in enumerate(Criticality)}


def _standing(session: Session, me: Acquaintance) -> list[_Standing]:
    """The person's live goals with their plans, in one query: this is where a tick spends its time."""
    rows = session.execute(_STANDING, {"person": me.id})
    standing = []
    for (goal_id, title, criticality, start, target, completed_at), versions in groupby(
        rows, key=lambda row: tuple(row[:6])
    ):
        plan = Plan(start, target, tuple(Version(row[6], from_plain(row[7])) for row in versions))
        urgency = Criticality(criticality)
        standing.append(_Standing(goal_id, title, urgency, completed_at, plan))
    return standing


def _pick(
    session: Session, me: Acquaintance, standing: Iterable[_Standing], goal_id: int
) -> _Standing:
    for one in standing:
        if one.goal_id == goal_id:
            return one
    binned = select(Goal.id).where(Goal.id == goal_id, Goal.person_id == me.id)
    if session.scalar(binned) is None:
        raise NotFound("goal")
    raise Gone("goal", goal_id)


def _may_answer(plan: Plan, day: date, today: date) -> bool:
    return (day <= today and is_offered(plan, day)) or is_due(plan, day)


def _write(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, day: date, state: State
) -> None:
    now = clock.now()
    session.execute(
        upsert(session, Entry, ("goal_id", "day", "slot"), renewed=("state", "zone", "answered_at")),
        {
            "person_id": me.id,
            "goal_id": goal_id,
            "day": day,
            "slot": 0,
            "made_at": now,
            "state": state,
            "zone": me.zone,
            "answered_at": None if state is State.OPEN else now,
        },
    )


def _make_entries(
    session: Session, clock: Clock, me: Acquaintance, goal_ids: list[int], day: date
) -> None:
    rows = [
        {
            "person_id": me.id,
            "goal_id": goal_id,
            "day": day,
            "slot": 0,
            "state": State.OPEN,
            "made_at": clock.now(),
        }
        for goal_id in goal_ids
    ]
    if rows:
        session.execute(upsert(session, Entry, ("goal_id", "day", "slot")), rows)


def _completed(session: Session, clock: Clock, me: Acquaintance, goal: _Standing) -> bool:
    """Only a goal with an end can be complete, so an open-ended one costs no look at its history."""
    if goal.plan.target is None and not is_any_day(goal.plan):
        return False
    return settle_status(session, clock, me, goal.goal_id) is Status.COMPLETED


def _board(
    session: Session,
    me: Acquaintance,
    standing: list[_Standing],
    states: Mapping[int, State],
    day: date,
    today: date,
) -> Board:
    items = [
        Item(
            one.goal_id,
            one.title,
            one.criticality,
            read(states.get(one.goal_id), one.belongs_on(day, today), day, today),
            is_offered(one.plan, day),
            day,
        )
        for one in standing
    ]
    shown = [item for item in items if item.reading is not Reading.NOT_DUE]
    if day == today:
        shown += _still_open(session, me, standing, today)
    shown.sort(key=lambda item: (item.any_day, item.day < day, _RANK[item.criticality]))
    return Board(day, today, tuple(shown), bool(standing))


def _still_open(
    session: Session, me: Acquaintance, standing: Iterable[_Standing], today: date
) -> list[Item]:
    """One-time goals past their date: they stay on today's card until answered, and that day long,
    so that the answer can be taken back where it was given."""

    def answered_before(at: datetime | None) -> bool:
        return at is not None and me.day_of(at) != today

    late = [
        one
        for one in standing
        if is_late(one.plan, today) and not answered_before(one.completed_at)
    ]
    if not late:
        return []
    rows = session.execute(_ANSWERS, {"person": me.id, "goals": [one.goal_id for one in late]})
    answers = {(goal_id, day): (State(state), at) for goal_id, day, state, at in rows}
    items = []
    for one in late:
        day = one.plan.target or today
        state, at = answers.get((one.goal_id, day), (State.OPEN, None))
        if not answered_before(at):
            reading = read(state, True, day, today)
            items.append(Item(one.goal_id, one.title, one.criticality, reading, False, day))
    return items


def _states_on(session: Session, me: Acquaintance, day: date) -> dict[int, State]:
    rows = session.execute(_STATES, {"person": me.id, "on": day})
    return {goal_id: State(state) for goal_id, state in rows}
