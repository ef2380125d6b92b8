"""Plans: a goal's dated schedules and the days it rests, put together from their rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.orm import Session

from domain.entries import State, folded
from domain.kinds import from_plain, slots_of
from domain.rests import Rest
from domain.schedules import Plan, Version, schedule_on
from storage.people import Acquaintance
from storage.tables import Entry, Goal, GoalTag, Pause, ScheduleVersion


@dataclass(frozen=True, slots=True)
class Rests:
    """A person's pauses: of everything, of tags, and of single goals."""

    of_all: tuple[Rest, ...]
    of_goal: Mapping[int, tuple[Rest, ...]]

    def of(self, goal_id: int) -> tuple[Rest, ...]:
        """All that keep one goal from being due."""
        return self.of_all + self.of_goal.get(goal_id, ())


def plan_of(session: Session, me: Acquaintance, goal: Goal) -> Plan:
    """A goal's dated schedules, with the days on which it rests."""
    return plans_of(session, me, [goal])[goal.id]


def plans_of(session: Session, me: Acquaintance, goals: Iterable[Goal]) -> dict[int, Plan]:
    """The plans of goals of one person, by goal."""
    every = {goal.id: goal for goal in goals}
    rests = rests_of(session, me.id) if every else NONE
    rows = session.execute(
        select(ScheduleVersion.goal_id, ScheduleVersion.from_day, ScheduleVersion.rule)
        .where(ScheduleVersion.goal_id.in_(every))
        .order_by(ScheduleVersion.goal_id, ScheduleVersion.from_day)
    )
    return {
        goal_id: Plan(
            every[goal_id].start_day,
            every[goal_id].target_day,
            tuple(Version(row.from_day, from_plain(row.rule)) for row in versions),
            rests.of(goal_id) + since_archived(me, every[goal_id].archived_at),
        )
        for goal_id, versions in groupby(rows, key=lambda row: row.goal_id)
    }


def since_archived(me: Acquaintance, archived_at: datetime | None) -> tuple[Rest, ...]:
    """An archived goal rests from that day on: it asks for nothing, and what it was stays."""
    return () if archived_at is None else (Rest(me.day_of(archived_at)),)


def states_of(session: Session, goal_id: int, plan: Plan) -> dict[date, State]:
    """The answered days of a goal as whole days; every other day is open."""
    rows = session.execute(
        select(Entry.day, Entry.slot, Entry.state).where(
            Entry.goal_id == goal_id, Entry.state != State.OPEN
        )
    )
    return whole_days(plan, ((day, slot, State(state)) for day, slot, state in rows))


def answers_between(
    session: Session, me: Acquaintance, first: date, last: date
) -> dict[int, list[tuple[date, int, State]]]:
    """All that was answered from ``first`` to ``last``, by goal; those without answers are left out."""
    answers: dict[int, list[tuple[date, int, State]]] = {}
    query = select(Entry.goal_id, Entry.day, Entry.slot, Entry.state).where(
        Entry.person_id == me.id, Entry.day.between(first, last), Entry.state != State.OPEN
    )
    for goal_id, day, slot, state in session.execute(query):
        answers.setdefault(goal_id, []).append((day, slot, State(state)))
    return answers


def whole_days(plan: Plan, answers: Iterable[tuple[date, int, State]]) -> dict[date, State]:
    """Answers of slots, put together to answers of days."""
    slots: dict[date, dict[int, State]] = defaultdict(dict)
    for day, slot, state in answers:
        slots[day][slot] = state
    return {day: whole_day(plan, day, given) for day, given in slots.items()}


def whole_day(plan: Plan, day: date, given: Mapping[int, State]) -> State:
    """What the answers to a day's slots amount to. An answer to the day as a whole wins: it was given
    when the day had no slots."""
    if 0 in given and given[0] is not State.OPEN:
        return given[0]
    return folded([given.get(slot, State.OPEN) for slot in slot_numbers(plan, day)])


def slot_numbers(plan: Plan, day: date) -> Sequence[int]:
    """The slots of a day: 1 to n where it has several, and 0 for a day that is one."""
    count = len(slots_of(schedule_on(plan, day)))
    return range(1, count + 1) if count else (0,)


NONE = Rests((), {})


# By Core and made once, as every tick asks.
_PAUSES, _TAGGED = Pause.__table__.c, GoalTag.__table__.c
_RESTS = (
    select(
        _PAUSES.goal_id,
        _TAGGED.goal_id.label("tagged_id"),
        _PAUSES.tag_id,
        _PAUSES.from_day,
        _PAUSES.to_day,
        _PAUSES.weekdays,
    )
    .select_from(Pause.__table__.outerjoin(GoalTag.__table__, _TAGGED.tag_id == _PAUSES.tag_id))
    .where(
        _PAUSES.person_id == bindparam("person"),
        # A tag without goals pauses nothing, and must not be taken for a pause of everything.
        or_(_PAUSES.tag_id.is_(None), _TAGGED.goal_id.is_not(None)),
    )
    .order_by(_PAUSES.id)
)


def rests_of(session: Session, person_id: int) -> Rests:
    """Everything that keeps goals of a person from being due."""
    of_all: list[Rest] = []
    of_goal: dict[int, list[Rest]] = defaultdict(list)
    for row in session.execute(_RESTS, {"person": person_id}):
        goal_id = row.goal_id or row.tagged_id
        (of_all if goal_id is None else of_goal[goal_id]).append(_rest(row))
    return Rests(tuple(of_all), {goal: tuple(rests) for goal, rests in of_goal.items()})


def _rest(row: Row[Any, Any, Any, Any, Any, Any]) -> Rest:
    return Rest(row.from_day, row.to_day, weekdays_in(row.weekdays))


def weekdays_in(mask: int | None) -> frozenset[int] | None:
    """The weekdays of a weekly rest (0 = Monday); None is every day."""
    return None if mask is None else frozenset(day for day in range(7) if mask >> day & 1)


def mask_of(weekdays: frozenset[int] | None) -> int | None:
    """Weekdays as the column keeps them."""
    return None if weekdays is None else sum(1 << day for day in weekdays)
