"""Mood logs as they are read: one, several, those of their owner only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Gone, NotFound
from domain.moods import STEPS, Degree, degree_of, is_late
from storage.pages import page_of
from storage.people import Acquaintance
from storage.tables import MoodLog, MoodReason, Person, Scale, ScaleValue

MOMENT: Final = "moment"
WHOLE_DAY: Final = "day"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a log says on one of the person's own scales, from 1 to ``top``."""

    scale: int
    name: str
    top: int
    value: int


@dataclass(frozen=True, slots=True)
class MoodView:
    """One mood log. ``label`` is None where the level's own word was chosen. ``day`` is the person's
    day at that moment, ``today`` the one of who looks; a ``late`` log was made from memory."""

    id: int
    level: int
    degree: Degree
    label: str | None
    reasons: tuple[str, ...]
    emotions: tuple[str, ...]
    energy: int | None
    marks: tuple[Mark, ...]
    note: str | None
    whole_day: bool
    day: date
    today: date
    felt_at: datetime
    late: bool
    in_bin: bool


@dataclass(frozen=True, slots=True)
class MoodPage:
    """One page of mood logs, latest first."""

    moods: tuple[MoodView, ...]
    number: int
    pages: int


def own(session: Session, me: Acquaintance, mood_id: int) -> MoodLog:
    """The person's log, in the bin or not. Raises NotFound."""
    row = session.scalars(
        select(MoodLog).where(MoodLog.id == mood_id, MoodLog.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("mood")
    return row


def live(session: Session, me: Acquaintance, mood_id: int) -> MoodLog:
    """The person's log, to be changed. Raises NotFound, and Gone for one in the bin."""
    row = own(session, me, mood_id)
    if row.deleted_at is not None:
        raise Gone("mood", mood_id)
    return row


def changed(session: Session, clock: Clock, me: Acquaintance, row: MoodLog) -> MoodView:
    """Write a changed log down, and see it as it is now."""
    row.updated_at = clock.now()
    session.flush()
    return view_of(session, clock, me, row)


def view_of(session: Session, clock: Clock, me: Acquaintance, row: MoodLog) -> MoodView:
    return views_of(session, clock, me, [row])[0]


def views_of(
    session: Session, clock: Clock, me: Acquaintance, rows: Sequence[MoodLog]
) -> tuple[MoodView, ...]:
    """The logs of one person, as many statements as for one."""
    ids = [row.id for row in rows]
    reasons, marks = _reasons(session, ids), _marks(session, ids)
    steps, today = steps_of(session, clock, me), me.day_of(clock.now())
    return tuple(
        MoodView(
            id=row.id,
            level=row.level,
            degree=degree_of(exactly(row.level, row.pleasant), steps),
            label=row.label,
            reasons=tuple(reasons.get(row.id, ())),
            emotions=tuple(row.emotions or ()),
            energy=row.energy,
            marks=tuple(marks.get(row.id, ())),
            note=row.note,
            whole_day=row.kind == WHOLE_DAY,
            day=row.day,
            today=today,
            felt_at=row.felt_at,
            late=is_late(row.felt_at, row.logged_at),
            in_bin=row.deleted_at is not None,
        )
        for row in rows
    )


def page_of_moods(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    query: Select[MoodLog],
    number: int,
    size: int,
) -> MoodPage:
    rows, number, pages = page_of(session, query, number, size)
    return MoodPage(views_of(session, clock, me, rows), number, pages)


def steps_of(session: Session, clock: Clock, me: Acquaintance) -> int:
    """From how many levels the person chooses: five unless they said otherwise."""
    chosen = session.scalar(select(Person.mood_steps).where(Person.id == me.id))
    return chosen or STEPS[0]


def exactly(level: int, pleasant: int | None) -> int:
    """How pleasant a log is, -100 to 100. One from before that was kept is as its level."""
    return Degree(level).pleasant if pleasant is None else pleasant


def _reasons(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(MoodReason.mood_id, MoodReason.reason).where(MoodReason.mood_id.in_(ids))
    for mood_id, reason in session.execute(query.order_by(MoodReason.position)):
        found.setdefault(mood_id, []).append(reason)
    return found


def _marks(session: Session, ids: Sequence[int]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    query = (
        select(ScaleValue.mood_id, Scale.id, Scale.name, Scale.top, ScaleValue.value)
        .join(Scale, Scale.id == ScaleValue.scale_id)
        .where(ScaleValue.mood_id.in_(ids))
        .order_by(Scale.id)
    )
    for mood_id, scale_id, name, top, value in session.execute(query):
        found.setdefault(mood_id, []).append(Mark(scale_id, name, top, value))
    return found


def used_most(used: Sequence[str], limit: int) -> tuple[str, ...]:
    """Words by how often they occur, then by their order."""
    counts: dict[str, int] = {}
    for word in used:
        counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:limit])
