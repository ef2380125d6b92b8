"""A person's past moods as charts and insight take them: plain values of the days of a span.

Each is one query that an index answers: ten years lie on hundreds of pages, and as rows on as many as
there are logs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import Day, local_time
from domain.entries import State
from domain.insight.values import Log, mood_value
from domain.moods import is_late
from domain.spans import Span
from domain.zones import known
from storage import scales
from storage.mood_rows import WHOLE_DAY, exactly
from storage.people import UTC, Acquaintance
from storage.tables import Entry, Goal, MoodLog, MoodReason, ScaleValue


@dataclass(frozen=True, slots=True)
class Noted:
    """One mood log. ``label`` is None where the level's own word was chosen, ``level`` from 1 to 5."""

    id: int
    label: str | None
    level: int
    log: Log


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The first day with a mood, and the first on which a goal was answered; None before that."""

    mood: date | None
    answer: date | None

    @property
    def first(self) -> date | None:
        """The first day of all of which anything is recorded."""
        return min((day for day in (self.mood, self.answer) if day), default=None)


def moods(session: Session, clock: Clock, me: Acquaintance, span: Span) -> tuple[Noted, ...]:
    """The moods of a span in the order of their days and moments, without reasons and without those
    in the bin."""
    return _noted(session, me, span, {})


def moods_with_reasons(
    session: Session, clock: Clock, me: Acquaintance, span: Span
) -> tuple[Noted, ...]:
    """The same, each with its reasons."""
    return _noted(session, me, span, reasons(session, clock, me, span))


def reasons(
    session: Session, clock: Clock, me: Acquaintance, span: Span
) -> Mapping[int, tuple[str, ...]]:
    """The reasons of a span by mood log, in the person's order; logs that have none are left out."""
    named: dict[int, list[str]] = defaultdict(list)
    for mood_id, reason in session.execute(_NAMED, _values(me, span)):
        named[mood_id].append(reason)
    return {mood_id: tuple(each) for mood_id, each in named.items()}


def marks(
    session: Session, clock: Clock, me: Acquaintance, scale_id: int, span: Span
) -> tuple[Log, ...]:
    """What was noted on one of the person's own scales, from 1 to its top. Raises NotFound."""
    scales.find(session, clock, me, scale_id)
    rows = session.execute(_MARKS, _values(me, span, scale=scale_id))
    return tuple(_log(float(value), of_log) for value, *of_log in rows)


def energies(session: Session, clock: Clock, me: Acquaintance, span: Span) -> tuple[Log, ...]:
    """The energy beside the moods of a span, from 1 to 5, where it was noted."""
    rows = session.execute(_ENERGIES, _values(me, span))
    return tuple(_log(float(energy), of_log) for energy, *of_log in rows)


def has_energy(session: Session, me: Acquaintance) -> bool:
    """Whether it was ever noted."""
    return bool(session.scalar(_ANY_ENERGY, {"person": me.id}))


def beginnings(session: Session, clock: Clock, me: Acquaintance) -> Beginnings:
    """When the person's records begin. What is in the bin is none."""
    return Beginnings(*session.execute(_BEGINNINGS, {"person": me.id}).one())


def _values(me: Acquaintance, span: Span, **others: int) -> dict[str, object]:
    return {"person": me.id, "first": span.first, "last": span.last, **others}


def _noted(
    session: Session, me: Acquaintance, span: Span, named: Mapping[int, tuple[str, ...]]
) -> tuple[Noted, ...]:
    rows = session.execute(_MOODS, _values(me, span)).all()
    return tuple(
        Noted(id, label, level, _log(mood_value(exactly(level, pleasant)), rest, named.get(id, ())))
        for id, label, level, pleasant, *rest in rows
    )


def _log(value: float, of_log: Sequence[Any], reasons: tuple[str, ...] = ()) -> Log:
    """Columns are taken by their place, for which there are ten thousands: by name takes twice as long."""
    day, felt_at, zone, kind, logged_at = of_log
    whole = kind == WHOLE_DAY
    minute = None if whole else _minute(felt_at, zone, day)
    return Log(day, minute, value, whole, is_late(felt_at, logged_at), reasons)


def _minute(felt_at: datetime, zone: str | None, day: Day) -> int | None:
    """Counted from 00:00 of the own day it is kept under: the night after it goes on from 1440. None
    in a zone of which nothing is known any more."""
    if zone and not known(zone):
        return None
    wall = local_time(felt_at, zone or UTC)
    return ((wall.date() - day).days * 24 + wall.hour) * 60 + wall.minute


# By Core and made once. Every column of a log stands in one index, and so do those of the others.
_LOG, _REASON, _VALUE = MoodLog.__table__.c, MoodReason.__table__.c, ScaleValue.__table__.c
_OF_A_LOG = (_LOG.day, _LOG.felt_at, _LOG.zone, _LOG.kind, _LOG.logged_at)
_LIVE = (_LOG.person_id == bindparam("person"), _LOG.deleted_at.is_(None))


def _within(source: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    days = _LOG.day.between(bindparam("first"), bindparam("last"))
    return select(*columns).select_from(source).where(*_LIVE, days)


def _beside(table: FromClause) -> FromClause:
    """By its owner as well: that is how the index begins which holds the rest."""
    of_log = (table.c.mood_id == _LOG.id) & (table.c.person_id == _LOG.person_id)
    return MoodLog.__table__.join(table, of_log)


_MOODS = _within(
    MoodLog.__table__, _LOG.id, _LOG.label, _LOG.level, _LOG.pleasant, *_OF_A_LOG
).order_by(_LOG.day, _LOG.felt_at, _LOG.id)
# By day first: in the order of the reasons' own index, SQLite would go through all that a person ever
# named, and look up the log of each, for one week of them.
_NAMED = _within(_beside(MoodReason.__table__), _REASON.mood_id, _REASON.reason).order_by(
    _LOG.day, _REASON.mood_id, _REASON.position
)
_MARKS = (
    _within(_beside(ScaleValue.__table__), _VALUE.value, *_OF_A_LOG)
    .where(_VALUE.scale_id == bindparam("scale"))
    .order_by(_LOG.day, _LOG.felt_at, _LOG.id)
)
_ENERGIES = (
    _within(MoodLog.__table__, _LOG.energy, *_OF_A_LOG)
    .where(_LOG.energy.is_not(None))
    .order_by(_LOG.day, _LOG.felt_at, _LOG.id)
)
_ANY_ENERGY = select(exists(_LOG.id).where(*_LIVE, _LOG.energy.is_not(None)))
_FIRST_ANSWER = (
    select(Entry.day)
    .join(Goal, Goal.id == Entry.goal_id)
    .where(
        Entry.person_id == bindparam("person"),
        Entry.state != State.OPEN,
        Goal.deleted_at.is_(None),
    )
    .order_by(Entry.day)
    .limit(1)
)
_BEGINNINGS = select(
    select(func.min(_LOG.day)).where(*_LIVE).scalar_subquery(), _FIRST_ANSWER.scalar_subquery()
)
