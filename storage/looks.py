"""A look back: what a person recorded in a span, of their mood or on a scale of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import Day, days_between
from domain.entries import Reading
from domain.insight.values import DayValue, Log, by_day
from domain.moods import ENERGIES, LEVELS
from domain.spans import Span
from storage import asked_days, mood_histories, scales
from storage.people import Acquaintance
from storage.resting import resting_days
from storage.tables import Person


class What(StrEnum):
    """What can be looked back on."""

    MOOD = "mood"
    ENERGY = "energy"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Subject:
    """A mood, the energy beside it, or a scale of the person's own by its ``id`` and ``name``; from 1 to
    ``top``."""

    what: What
    top: int
    id: int = 0
    name: str = ""


MOOD = Subject(What.MOOD, LEVELS[-1])
ENERGY = Subject(What.ENERGY, ENERGIES[-1])


@dataclass(frozen=True, slots=True)
class Look:
    """What there is of a subject in a span. ``since`` is the first day that could have been recorded,
    ``rests`` are the days on which everything rested, ``days`` the values of those that have any."""

    subject: Subject
    span: Span
    today: Day
    zone: str
    since: Day
    logs: tuple[Log, ...]
    days: Mapping[Day, DayValue]
    rests: frozenset[Day]

    @property
    def latest(self) -> Day:
        """Today, or a later day that is recorded: who flew west has a day before them once more."""
        return max((self.today, *self.days))

    @property
    def possible(self) -> int:
        """On how many days something could have been recorded: a day of rest asks for nothing, and counts
        where it has something all the same."""
        first, last = max(self.span.first, self.since), min(self.span.last, self.latest)
        return sum(day in self.days or day not in self.rests for day in days_between(first, last))


@dataclass(frozen=True, slots=True)
class Done:
    """How many of the goals that asked on a day were done."""

    done: int
    due: int


def look(session: Session, clock: Clock, me: Acquaintance, subject: Subject, span: Span) -> Look:
    """What was recorded of a subject. Raises NotFound for a scale that is not the person's."""
    logs = _logs(session, clock, me, subject, span)
    days, today = by_day(logs), me.day_of(clock.now())
    return Look(
        subject=subject,
        span=span,
        today=today,
        zone=me.zone_or_utc,
        since=_since(session, clock, me, today),
        logs=logs,
        days=days,
        rests=resting_days(session, clock, me, span),
    )


def moods(session: Session, clock: Clock, me: Acquaintance, span: Span) -> Look | None:
    """What there is of moods; None where there is nothing, or the person keeps none."""
    if "moods" not in me.agreed:
        return None
    found = look(session, clock, me, MOOD, span)
    return found if found.logs else None


def scale(session: Session, clock: Clock, me: Acquaintance, scale_id: int) -> Subject:
    """One of the person's own scales, in sight or not. Raises NotFound."""
    found = scales.find(session, clock, me, scale_id)
    return Subject(What.SCALE, found.top, found.id, found.name)


def subjects(session: Session, clock: Clock, me: Acquaintance) -> tuple[Subject, ...]:
    """All that can be looked back on: the mood, the energy if it was ever noted, and the scales."""
    own = scales.every(session, clock, me)
    energy = (ENERGY,) if mood_histories.has_energy(session, me) else ()
    return (MOOD, *energy, *(Subject(What.SCALE, each.top, each.id, each.name) for each in own))


def goals_done(session: Session, clock: Clock, me: Acquaintance, span: Span) -> Mapping[date, Done]:
    """Of each day so far on which any goal asked, how many were done. A day that is not over counts what is,
    and one of several that are free to be chosen only what was answered."""
    counts: dict[date, list[bool]] = {}
    begun = span.until(me.day_of(clock.now()))
    for goal in asked_days.asked(session, clock, me, begun):
        for day, reading in goal.readings.items():
            free = day in goal.by_choice and reading.is_unanswered
            if reading is not Reading.SKIPPED and not free:
                counts.setdefault(day, []).append(reading is Reading.DONE)
    return {day: Done(sum(each), len(each)) for day, each in counts.items()}


def _logs(
    session: Session, clock: Clock, me: Acquaintance, subject: Subject, span: Span
) -> tuple[Log, ...]:
    match subject.what:
        case What.MOOD:
            noted = mood_histories.moods_with_reasons(session, clock, me, span)
            return tuple(each.log for each in noted)
        case What.ENERGY:
            return mood_histories.energies(session, clock, me, span)
        case What.SCALE:
            return mood_histories.marks(session, clock, me, subject.id, span)


def _since(session: Session, clock: Clock, me: Acquaintance, today: Day) -> Day:
    """The day the person came, or an earlier one that they brought moods along of."""
    joined_at = session.scalar(select(Person.joined_at).where(Person.id == me.id))
    joined = me.day_of(joined_at) if joined_at else today
    first = mood_histories.beginnings(session, clock, me).mood
    return min(joined, first) if first else joined
