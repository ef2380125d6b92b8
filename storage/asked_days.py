"""How a person's goals were kept on the days that asked for them: what is held against the mood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from domain.asking import asked_days
from domain.clock import Clock
from domain.entries import Reading, read
from domain.kinds import Free
from domain.schedules import schedule_on
from domain.spans import Span
from storage.board import standing
from storage.people import Acquaintance
from storage.plans import answers_between, whole_days


@dataclass(frozen=True, slots=True)
class AskedDays:
    """A goal, and how the days of a span read on which it asked to be done, in their order. On those of
    them that are ``by_choice`` it might have been another day as well: silence there misses nothing."""

    goal_id: int
    title: str
    readings: Mapping[date, Reading]
    by_choice: frozenset[date] = frozenset()


def asked(session: Session, clock: Clock, me: Acquaintance, span: Span) -> tuple[AskedDays, ...]:
    """Every goal that is not in the bin and asked on any day of a span, in the order they were made.

    Days of rest are left out, and so is what was done unasked: on other days nobody could have missed it.
    Of a goal that is done on days of one's choice every day counts as asked.
    """
    today = me.day_of(clock.now())
    answers = answers_between(session, me, span.first, span.last)
    found = []
    for goal in standing(session, me, span.last):
        states = whole_days(goal.plan, answers.get(goal.goal_id, ()))
        days = asked_days(goal.plan, span.first, span.last)
        readings = {day: read(states.get(day), True, day, today) for day in days}
        free = frozenset(day for day in readings if isinstance(schedule_on(goal.plan, day), Free))
        if readings:
            found.append(AskedDays(goal.goal_id, goal.title, readings, free))
    return tuple(found)
