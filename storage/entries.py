"""The day: what is due, ticking it, taking a tick back, and a word about it.

Carries out the tracking operations of the goals-and-moods API: entries of a day, and setting one
entry's state with its effect on the goal's own ("Completed" when every entry is, open otherwise).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from domain.asking import may_answer
from domain.clock import Clock
from domain.days import in_range
from domain.entries import State
from domain.errors import Gone, NotFound, Reason, Refused
from domain.goals import Status
from domain.schedules import is_any_day, is_due
from storage.board import Board, Standing, answers_on, board_of, standing
from storage.goals import settle_status
from storage.people import Acquaintance
from storage.plans import slot_numbers, whole_days
from storage.tables import Entry, Goal
from storage.upsert import upsert

Place = tuple[int, date, int]
"""Where an answer stands: goal, day, slot."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did. ``before`` equals the state asked for when nothing had to change."""

    board: Board
    title: str
    before: State
    after: State
    was_completed: bool
    completed: bool


def open_day(session: Session, clock: Clock, me: Acquaintance, day: date) -> Board:
    """Show a day. Entries are made for what is due on it unless it lies ahead: the schedule alone
    speaks for the future."""
    today = me.day_of(clock.now())
    goals = standing(session, me, day)
    if day <= today:
        due = [goal for goal in goals if is_due(goal.plan, day)]
        places = [
            (goal.goal_id, day, slot) for goal in due for slot in slot_numbers(goal.plan, day)
        ]
        keep_entries(session, clock, me, places)
    return board_of(session, me, goals, answers_on(session, me, day), day, today)


def glance(session: Session, clock: Clock, me: Acquaintance, day: date) -> Board:
    """How a day stands, for somebody who is not shown it: nothing is written."""
    goals, today = standing(session, me, day), me.day_of(clock.now())
    return board_of(session, me, goals, answers_on(session, me, day), day, today)


def tick(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    goal_id: int,
    day: date,
    state: State,
    shown: date | None = None,
    slot: int = 0,
) -> Ticked:
    """Set one day of a goal, or one slot of it, to ``state``; OPEN clears it. Twice is once. The board
    that comes back is that of ``shown``, by default the same day.

    Raises NotFound for a goal that is not the person's or a slot that is not the day's, Gone for one
    in the bin, and Refused when the goal is not due on that day and has no answer to change there.
    """
    today, shown = me.day_of(clock.now()), shown or day
    goals = standing(session, me, shown)
    goal = _pick(session, me, goals, goal_id)
    answers = answers_on(session, me, day)
    before = _check(goal, answers.get(goal_id, {}), day, slot, today)
    if state is not before:
        _write(session, clock, me, (goal_id, day, slot), state)
        answers.setdefault(goal_id, {})[slot] = state
    completed = _completed(session, clock, me, goal)
    if completed != goal.completed or shown != day:
        goals, answers = standing(session, me, shown), answers_on(session, me, shown)
    return Ticked(
        board=board_of(session, me, goals, answers, shown, today),
        title=goal.title,
        before=before,
        after=state,
        was_completed=goal.completed,
        completed=completed,
    )


def answer(
    session: Session, clock: Clock, me: Acquaintance, places: Iterable[Place], state: State
) -> None:
    """Set many places at once, as one act: "tick all in a tag", a catch-up, an import of days.

    Raises as ``tick`` does, and then nothing of it was done.
    """
    today = me.day_of(clock.now())
    touched = set()
    for goal_id, day, slot in places:
        goal = _pick(session, me, standing(session, me, day), goal_id)
        before = _check(goal, answers_on(session, me, day).get(goal_id, {}), day, slot, today)
        if state is not before:
            _write(session, clock, me, (goal_id, day, slot), state)
            touched.add(goal_id)
    for goal_id in touched:
        settle_status(session, clock, me, goal_id)


def annotate(
    session: Session, clock: Clock, me: Acquaintance, place: Place, note: str | None
) -> None:
    """Put words to a day of a goal, whatever its state, or take them away with None."""
    _say(session, clock, me, place, note=note)


def give_reason(
    session: Session, clock: Clock, me: Acquaintance, place: Place, reason: str | None
) -> None:
    """Say why a day was skipped, or take that back with None. One that is skipped no more needs none."""
    _say(session, clock, me, place, Entry.state == State.SKIPPED, skip_reason=reason)


def keep_entries(session: Session, clock: Clock, me: Acquaintance, places: Iterable[Place]) -> None:
    """Make the entries of these places that there are not yet: open, until somebody answers."""
    rows = [
        {
            "person_id": me.id,
            "goal_id": goal_id,
            "day": day,
            "slot": slot,
            "state": State.OPEN,
            "made_at": clock.now(),
        }
        for goal_id, day, slot in places
    ]
    if rows:
        session.execute(upsert(session, Entry, ("goal_id", "day", "slot")), rows)


def _say(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    place: Place,
    *which: ColumnElement[bool],
    **words: str | None,
) -> None:
    goal_id, day, slot = place
    goal = _pick(session, me, standing(session, me, day), goal_id)
    given = answers_on(session, me, day).get(goal_id, {})
    if slot not in {*slot_numbers(goal.plan, day), *given}:
        raise NotFound("slot")
    keep_entries(session, clock, me, [(goal_id, in_range(day), slot)])
    session.execute(
        update(Entry)
        .where(Entry.goal_id == goal_id, Entry.day == day, Entry.slot == slot, *which)
        .values(**words)
        .execution_options(synchronize_session=False)
    )


def _check(goal: Standing, given: dict[int, State], day: date, slot: int, today: date) -> State:
    """The state a place has; Refused or NotFound when it cannot be given another."""
    states = whole_days(goal.plan, [(day, number, state) for number, state in given.items()])
    if not may_answer(goal.plan, day, today, states):
        raise Refused("day", Reason.NOT_DUE, title=goal.title, day=day)
    if slot not in slot_numbers(goal.plan, day) and slot not in given:
        raise NotFound("slot")
    return given.get(slot, State.OPEN)


def _pick(session: Session, me: Acquaintance, goals: Iterable[Standing], goal_id: int) -> Standing:
    for goal in goals:
        if goal.goal_id == goal_id:
            return goal
    mine = select(Goal.deleted_at).where(Goal.id == goal_id, Goal.person_id == me.id)
    row = session.execute(mine).one_or_none()
    if row is None:
        raise NotFound("goal")
    if row.deleted_at is None:
        raise Refused("goal", Reason.ARCHIVED)
    raise Gone("goal", goal_id)


def _write(session: Session, clock: Clock, me: Acquaintance, place: Place, state: State) -> None:
    goal_id, day, slot = place
    now = clock.now()
    renewed = ("state", "zone", "answered_at", "skip_reason")
    session.execute(
        upsert(session, Entry, ("goal_id", "day", "slot"), renewed=renewed),
        {
            "person_id": me.id,
            "goal_id": goal_id,
            "day": day,
            "slot": slot,
            "made_at": now,
            "state": state,
            "zone": me.zone,
            "answered_at": None if state is State.OPEN else now,
            "skip_reason": None,
        },
    )


def _completed(session: Session, clock: Clock, me: Acquaintance, goal: Standing) -> bool:
    """Only a goal with an end can be complete, so an open-ended one costs no look at its history."""
    if goal.plan.target is None and not is_any_day(goal.plan):
        return False
    return settle_status(session, clock, me, goal.goal_id) is Status.COMPLETED
