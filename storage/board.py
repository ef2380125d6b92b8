"""The board: a day with everything that stands on it."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.asking import decided_since, is_offered
from domain.days import Day
from domain.entries import Reading, State, read
from domain.goals import Criticality
from domain.kinds import Free, Once, Schedule, from_plain, slots_of
from domain.rests import is_resting
from domain.schedules import Plan, Version, is_due, is_late, is_once, schedule_on
from domain.units import Unit, under_way
from storage.people import Acquaintance
from storage.plans import rests_of, since_archived, slot_numbers, whole_days
from storage.resting import Resting, resting_on
from storage.tables import Entry, Goal, ScheduleVersion


@dataclass(frozen=True, slots=True)
class Item:
    """One goal on one day, or one slot of it: then ``slot`` counts from 1, and ``at`` is its minute.

    ``any_day`` marks a one-time goal without a date. ``day`` is before the board's for a one-time goal
    that is past its date and still open. ``unit`` is what a goal counts in that is done on days of
    one's choice: "1 of 3 this week".
    """

    goal_id: int
    title: str
    criticality: Criticality
    reading: Reading
    any_day: bool
    day: date
    slot: int = 0
    at: int | None = None
    unit: Unit | None = None
    schedule: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A day with its goals: the urgent first, then in the order they were made. ``skips_left`` is what
    the person's own budget leaves in that month, None where they do not count, and ``resting`` is why
    nothing is asked."""

    day: date
    today: date
    items: tuple[Item, ...]
    has_goals: bool
    skips_left: int | None = None
    resting: tuple[Resting, ...] = ()

    @property
    def rests(self) -> bool:
        """Whether everything does."""
        return any(rest.of is None for rest in self.resting)


@dataclass(frozen=True, slots=True)
class Standing:
    """A live goal with its plan. ``lately`` holds the answered days that decide whether a goal that is
    done on days of one's choice still asks."""

    goal_id: int
    title: str
    criticality: Criticality
    completed_at: datetime | None
    archived: bool
    plan: Plan
    lately: Mapping[date, State]

    @property
    def completed(self) -> bool:
        return self.completed_at is not None


Answers = Mapping[int, Mapping[int, State]]
"""The answers of one day, by goal and slot."""

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
        _GOALS.archived_at,
        _VERSIONS.from_day,
        _VERSIONS.rule,
    )
    .join_from(Goal.__table__, ScheduleVersion.__table__, _VERSIONS.goal_id == _GOALS.id)
    .where(_GOALS.person_id == bindparam("person"), _GOALS.deleted_at.is_(None))
    .order_by(_GOALS.id, _VERSIONS.from_day)
)

_ON_DAY = select(_ENTRIES.goal_id, _ENTRIES.slot, _ENTRIES.state).where(
    _ENTRIES.person_id == bindparam("person"), _ENTRIES.day == bindparam("on")
)

_SINCE = select(_ENTRIES.goal_id, _ENTRIES.day, _ENTRIES.slot, _ENTRIES.state).where(
    _ENTRIES.person_id == bindparam("person"),
    _ENTRIES.goal_id.in_(bindparam("goals", expanding=True)),
    _ENTRIES.day >= bindparam("since"),
    _ENTRIES.state != State.OPEN,
)

_ANSWERED = select(_ENTRIES.goal_id, _ENTRIES.day, _ENTRIES.state, _ENTRIES.answered_at).where(
    _ENTRIES.person_id == bindparam("person"),
    _ENTRIES.goal_id.in_(bindparam("goals", expanding=True)),
)

_RANK = {criticality: rank for rank, criticality in enumerate(Criticality)}


def standing(session: Session, me: Acquaintance, day: date) -> list[Standing]:
    """The person's live goals with their plans, in one query: this is where a tick spends its time."""
    rests = rests_of(session, me.id)
    found = []
    for head, versions in groupby(
        session.execute(_STANDING, {"person": me.id}), key=lambda row: tuple(row[:7])
    ):
        goal_id, title, criticality, start, target, completed_at, archived_at = head
        dated = tuple(Version(row[7], from_plain(row[8])) for row in versions)
        resting = rests.of(goal_id) + since_archived(me, archived_at)
        plan = Plan(start, target, dated, resting)
        if archived_at is None or not is_once(plan):  # a date of one's own outlives other rests
            urgency = Criticality(criticality)
            archived = archived_at is not None
            found.append(Standing(goal_id, title, urgency, completed_at, archived, plan, {}))
    return _with_history(session, me, found, day)


def answers_on(session: Session, me: Acquaintance, day: date) -> dict[int, dict[int, State]]:
    """What was answered on a day, by goal and slot."""
    answers: dict[int, dict[int, State]] = defaultdict(dict)
    for goal_id, slot, state in session.execute(_ON_DAY, {"person": me.id, "on": day}):
        answers[goal_id][slot] = State(state)
    return answers


def board_of(
    session: Session,
    me: Acquaintance,
    goals: Collection[Standing],
    answers: Answers,
    day: date,
    today: date,
) -> Board:
    """Put a day together from the goals and the answers there are."""
    items = [
        item
        for goal in goals
        for item in _items(goal, answers.get(goal.goal_id, {}), day, today)
        if item.reading is not Reading.NOT_DUE
    ]
    if day == today:
        items += _still_open(session, me, goals, today)
    items.sort(key=lambda item: (item.any_day, item.day < day, _RANK[item.criticality]))
    live = {goal.title: goal.plan for goal in goals if not goal.archived and not goal.completed}
    return Board(
        day=day,
        today=today,
        items=tuple(items),
        has_goals=bool(goals),
        skips_left=skips_left(session, me, day),
        resting=resting_on(session, me, live, day, empty=not items),
    )


def skips_left(session: Session, me: Acquaintance, day: Day) -> int | None:
    """How many skips the person's own budget leaves in the calendar month of ``day``; None without a
    budget."""
    if me.skip_budget is None:
        return None
    first = day.replace(day=1)
    used = session.scalar(
        select(func.count()).where(
            Entry.person_id == me.id,
            Entry.state == State.SKIPPED,
            Entry.day.between(first, first.replace(day=monthrange(day.year, day.month)[1])),
        )
    )
    return max(me.skip_budget - (used or 0), 0)


def _with_history(
    session: Session, me: Acquaintance, goals: list[Standing], day: date
) -> list[Standing]:
    """Only goals that are done on days of one's choice have to know what was done before."""
    free = {goal.goal_id: goal for goal in goals if isinstance(schedule_on(goal.plan, day), Free)}
    if not free:
        return goals
    since = min(decided_since(goal.plan, day) for goal in free.values())
    asked = {"person": me.id, "goals": list(free), "since": since}
    answers: dict[int, list[tuple[date, int, State]]] = defaultdict(list)
    for goal_id, on, slot, state in session.execute(_SINCE, asked):
        answers[goal_id].append((on, slot, State(state)))
    return [
        replace(goal, lately=whole_days(goal.plan, answers[goal.goal_id]))
        if goal.goal_id in free
        else goal
        for goal in goals
    ]


def _items(goal: Standing, given: Mapping[int, State], day: date, today: date) -> Iterator[Item]:
    schedule = schedule_on(goal.plan, day)
    due, offered = is_due(goal.plan, day), _is_offered(goal, given, day, today)
    times = slots_of(schedule)
    # An answer to the whole day, from before it had slots, or to a slot it has no more, stays in sight.
    numbers = sorted({*slot_numbers(goal.plan, day), *_answered(given)})
    unit = _unit(goal, given, day, today) if isinstance(schedule, Free) else None
    for number in numbers:
        reading = read(given.get(number), due, day, today)
        if reading is Reading.NOT_DUE and offered:
            reading = Reading.OPEN
        at = times[number - 1] if 0 < number <= len(times) else _due_at(schedule)
        any_day = goal.plan.target is None and isinstance(schedule, Once)
        yield Item(
            goal.goal_id,
            goal.title,
            goal.criticality,
            reading,
            any_day,
            day,
            number,
            at,
            unit,
            schedule,
        )


def _answered(given: Mapping[int, State]) -> set[int]:
    return {slot for slot, state in given.items() if state is not State.OPEN}


def _due_at(schedule: Schedule) -> int | None:
    return schedule.at if isinstance(schedule, Once) else None


def _is_offered(goal: Standing, given: Mapping[int, State], day: date, today: date) -> bool:
    """What has no date is offered today; what one does on days of one's choice also on days before."""
    if isinstance(schedule_on(goal.plan, day), Once):
        dateless = goal.plan.target is None and not goal.completed
        resting = is_resting(goal.plan.rests, day)  # without this it asked during every pause
        return dateless and goal.plan.start <= day == today and not resting
    states = {on: state for on, state in goal.lately.items() if on <= day}
    return day <= today and is_offered(goal.plan, day, _with_day(goal, given, day, states))


def _with_day(
    goal: Standing, given: Mapping[int, State], day: date, states: Mapping[date, State]
) -> dict[date, State]:
    return {**states, **whole_days(goal.plan, [(day, slot, given[slot]) for slot in given])}


def _unit(goal: Standing, given: Mapping[int, State], day: date, today: date) -> Unit | None:
    return under_way(goal.plan, _with_day(goal, given, day, goal.lately), day, today)


def _still_open(
    session: Session, me: Acquaintance, goals: Iterable[Standing], today: date
) -> list[Item]:
    """One-time goals past their date: they stay on today's card until answered, and that day long,
    so that the answer can be taken back where it was given. While they rest they do not ask."""

    def answered_before(at: datetime | None) -> bool:
        return at is not None and me.day_of(at) != today

    late = [
        goal
        for goal in goals
        if is_late(goal.plan, today) and not answered_before(goal.completed_at)
    ]
    if not late:
        return []
    rows = session.execute(_ANSWERED, {"person": me.id, "goals": [goal.goal_id for goal in late]})
    answers = {(goal_id, day): (State(state), at) for goal_id, day, state, at in rows}
    items = []
    for goal in late:
        day = goal.plan.target or today
        state, at = answers.get((goal.goal_id, day), (State.OPEN, None))
        asks = state is not State.OPEN or not is_resting(goal.plan.rests, today)
        if asks and not answered_before(at):
            reading = read(state, True, day, today)
            items.append(Item(goal.goal_id, goal.title, goal.criticality, reading, False, day))
    return items
