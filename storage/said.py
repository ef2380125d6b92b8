"""What somebody types outside of any question, carried out as one act; typed again, as if typed once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import instant_at
from domain.entries import State
from domain.kinds import Once, slots_of
from domain.quick import Done
from domain.said_mood import MoodSaid
from domain.schedules import schedule_on
from storage import entries, histories, mood_details, mood_labels, moods, undo
from storage.board import answers_on
from storage.goal_views import own_goal
from storage.histories import EntryView
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from storage.plans import plan_of

NOON = 12 * 60

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What a typed answer did to one day of a goal, or one slot of it."""

    entry: EntryView
    completed: bool


def answer(session: Session, clock: Clock, me: Acquaintance, done: Done) -> Told:
    """Set a day of a goal as it was said, with the note that was said with it. Of a day with several
    slots it is the first one that is not so already. What is due once is answered on its own day,
    whichever day it was done on: beside it, the goal would stay open.

    Raises what ``entries.tick`` and ``entries.annotate`` raise.
    """
    done = _on_its_day(session, me, done)
    slot = _slot(session, me, done)
    ticked = entries.tick(session, clock, me, done.goal_id, done.day, done.state, slot=slot)
    if done.note is not None:
        entries.annotate(session, clock, me, (done.goal_id, done.day, slot), done.note)
    entry = histories.entry(session, clock, me, done.goal_id, done.day, slot)
    return Told(entry, ticked.completed and not ticked.was_completed)


def mood(
    session: Session, clock: Clock, me: Acquaintance, request: str, said: MoodSaid
) -> MoodView:
    """Note a mood with everything that was said of it. One of another day is for all of that day."""
    if said.word is None:
        noted = moods.log(session, clock, me, request, said.level, said.steps)
    else:
        noted = mood_labels.log(session, clock, me, request, said.word)
    if said.reasons:
        noted = moods.set_reasons(session, clock, me, noted.id, said.reasons)
    if said.note is not None:
        noted = moods.set_note(session, clock, me, noted.id, said.note)
    if said.day is not None and said.day != me.day_of(clock.now()):
        noted = _on(session, clock, me, noted, said.day)
    return noted


def again(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    message_id: int,
    use_case: Callable[Concatenate[Session, Clock, Acquaintance, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Carry out what a changed message says now, in place of what it said before.

    Raises Refused(later) when something was done since that builds on it; then all stays as it is.
    """
    act_id = undo.of_message(session, clock, me, message_id)
    if act_id is not None:
        undo.take_back(session, clock, me, act_id)
    return use_case(session, clock, me, *args, **kwargs)


def _on_its_day(session: Session, me: Acquaintance, done: Done) -> Done:
    plan = plan_of(session, me, own_goal(session, me, done.goal_id))
    if plan.target is None or not isinstance(schedule_on(plan, plan.target), Once):
        return done
    return replace(done, day=plan.target)


def _slot(session: Session, me: Acquaintance, done: Done) -> int:
    """Of several slots the first open one; what is answered already is changed only when all are."""
    plan = plan_of(session, me, own_goal(session, me, done.goal_id))
    count = len(slots_of(schedule_on(plan, done.day)))
    given = answers_on(session, me, done.day).get(done.goal_id, {})
    others = [slot for slot in range(1, count + 1) if given.get(slot, State.OPEN) is not done.state]
    still_open = (slot for slot in others if given.get(slot, State.OPEN) is State.OPEN)
    return next(still_open, next(iter(others), count))


def _on(session: Session, clock: Clock, me: Acquaintance, noted: MoodView, day: date) -> MoodView:
    at = instant_at(day, NOON, me.zone_or_utc) or clock.now()
    mood_details.set_felt_at(session, clock, me, noted.id, at)
    return mood_details.set_whole_day(session, clock, me, noted.id, True)
