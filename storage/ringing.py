"""How reminders ring: their bells, and what these have to know of the goals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from domain.bells import Bell, Ringing, counts_on, not_before
from domain.days import FIRST_DAY, LAST_DAY, ONE_DAY
from domain.kinds import MINUTES, Once, Schedule, Slotted, from_plain
from domain.spans import Unit
from domain.zones import known
from storage.tables import Goal, Person, Reminder, ScheduleVersion

BELL = (
    Reminder.minute,
    Reminder.until_minute,
    Reminder.before,
    Reminder.day,
    Reminder.weekdays,
)
RINGING = (
    Reminder.id,
    Reminder.person_id,
    Reminder.goal_id,
    *BELL,
    Person.zone,
    Person.day_start_minute,
    Goal.target_day,
    Goal.lead_days,
    Goal.alert_start,
    Reminder.what,
)
"""What has to be selected of a reminder to know how it rings."""


@dataclass(frozen=True, slots=True)
class Term:
    """A while in which a goal is due at the same minutes; on one date only, if it is a one-time goal
    that has one."""

    first: date = FIRST_DAY
    last: date = LAST_DAY
    minutes: tuple[int, ...] = ()
    due_on: date | None = None


Terms = Mapping[int, tuple[Term, ...]]
ALWAYS = (Term(),)

DIGESTS = ("week", "day", "month", "year")
"""Messages of their own, about no goal in particular."""

FIRSTS = {"month": Unit.MONTH, "year": Unit.YEAR}
"""What tells of a month or a year that is over goes off on the first day of the next."""


def bell_of(row: Mapping[Any, Any]) -> Bell:
    """How a reminder is set, from its columns."""
    return Bell(**{column.key: row[column.key] for column in BELL})


def key_of(what: str, bell: Bell) -> str:
    """What tells a reminder from the others of its goal. Those of no goal are of several kinds, which
    may well go off at the same time."""
    return bell.key if what == "goal" else f"{what}.{bell.key}"


def terms_of(session: Session, rows: Iterable[Row[Any]]) -> Terms:
    """Of the goals whose bells depend on when they are due; few do."""
    targets = {row.goal_id: row.target_day for row in rows if row.goal_id and _asks_its_goal(row)}
    if not targets:
        return {}
    versions = defaultdict(list)
    query = select(ScheduleVersion.goal_id, ScheduleVersion.from_day, ScheduleVersion.rule)
    mine = query.where(ScheduleVersion.goal_id.in_(targets))
    for goal_id, from_day, rule in session.execute(mine.order_by(ScheduleVersion.from_day)):
        versions[goal_id].append((from_day, from_plain(rule)))
    return {goal_id: tuple(_terms(found, targets[goal_id])) for goal_id, found in versions.items()}


def ringing_of(row: Row[Any], moment: int, terms: Terms) -> Ringing | None:
    """How a reminder rings at a moment; None where it does not, any more."""
    if _asks_its_goal(row):
        return ringings(row, terms).get(moment)
    return _ringing(row, moment, ALWAYS[0]) if known(row.zone) else None


def ringings(row: Row[Any], terms: Terms) -> dict[int, Ringing]:
    """By moment, since an alarm is known by that. A moment of two terms rings in both. In a zone that
    nobody knows any more nothing rings: one such person would stop all reminding."""
    found: dict[int, Ringing] = {}
    if not known(row.zone):
        return found
    for term in terms.get(row.goal_id, ALWAYS):
        for one in _in_term(row, term):
            before = found.get(one.moment, one)
            first, last = min(before.first, one.first), max(before.last, one.last)
            found[one.moment] = replace(one, first=first, last=last)
    return found


def _in_term(row: Row[Any], term: Term) -> Iterator[Ringing]:
    """One for each moment; and, where it leads up to a date, one for each day before."""
    bell = bell_of(row._mapping)
    for due in bell.moments(row.day_start_minute, term.minutes):
        moment = not_before(due, row.alert_start, row.day_start_minute)
        if bell.day is not None or term.due_on is None or not _asks_its_goal(row):
            yield _ringing(row, moment, term)
            continue
        for ahead in range((row.lead_days or 0) + 1):
            if counts_on(bell.weekdays, term.due_on - ahead * ONE_DAY):
                yield replace(
                    _ringing(row, moment - ahead * MINUTES, term),
                    first=term.due_on,
                    last=term.due_on,
                    weekdays=None,
                )


def _ringing(row: Row[Any], moment: int, term: Term) -> Ringing:
    seed = 0 if row.until_minute is None else row.id
    first_of = FIRSTS.get(row.what)
    return _bell_ringing(
        row.minute, row.until_minute, row.day, row.weekdays, moment, seed, term, first_of
    )


# A sweep asks the same again for everybody who is reminded at nine.
@lru_cache(maxsize=4096)
def _bell_ringing(
    minute: int | None,
    until_minute: int | None,
    day: date | None,
    weekdays: int | None,
    moment: int,
    seed: int,
    term: Term,
    first_of: Unit | None,
) -> Ringing:
    spread = Bell(minute, until_minute).window_from(moment)
    first, last = (day, day) if day else (term.first, term.last)
    return Ringing(moment, first, last, weekdays, spread, seed if spread else 0, first_of)


def _asks_its_goal(row: Row[Any]) -> bool:
    return row.before is not None or bool(row.lead_days)


def _terms(versions: list[tuple[date, Schedule]], target: date | None) -> Iterator[Term]:
    lasts = [later - ONE_DAY for _, (later, _) in pairwise(versions)]
    for (first, schedule), last in zip(versions, [*lasts, LAST_DAY], strict=True):
        yield Term(first, last, _minutes(schedule), target if isinstance(schedule, Once) else None)


def _minutes(schedule: Schedule) -> tuple[int, ...]:
    match schedule:
        case Once(at) if at is not None:
            return (at,)
        case Slotted(_, times):
            return times
    return ()
