"""A summary of a span for somebody else to read: what was recorded, and no more of it than was asked for."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import Reading
from domain.moods import Degree, degree_of
from domain.spans import Span
from storage import asked_days, histories, looks, mood_histories
from storage.asked_days import AskedDays
from storage.histories import GoalHistory
from storage.looks import MOOD, Done, Look, What
from storage.mood_histories import Noted
from storage.mood_rows import Mark, exactly, steps_of
from storage.people import Acquaintance
from storage.tables import MoodLog, Scale, ScaleValue

WEEKS_MOST: Final = 6
"""Goals whose weeks are drawn: those that asked most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be told beside the moods themselves. ``scales`` are the person's own and the energy,
    ``reasons`` are those and the feelings named."""

    goals: bool
    scales: bool
    reasons: bool
    notes: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """One mood log with everything that was wanted of it; what was not is empty."""

    noted: Noted
    degree: Degree
    feelings: tuple[str, ...] = ()
    energy: int | None = None
    marks: tuple[Mark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoalCount:
    """How a goal was kept. ``due`` are the days that asked and are over or answered, without those that
    were skipped; None where every day was of one's own choice."""

    title: str
    done: int
    due: int | None
    part: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Records:
    """All of a span that a summary tells. ``beside`` are the scales that anything was noted on, ``done``
    the goals of each day, and ``weeks`` some goals day by day."""

    look: Look
    logs: tuple[Logged, ...]
    beside: tuple[Look, ...] = ()
    done: Mapping[date, Done] | None = None
    goals: tuple[GoalCount, ...] = ()
    weeks: tuple[GoalHistory, ...] = ()


def records(
    session: Session, clock: Clock, me: Acquaintance, span: Span, weeks: Span, wanted: Wanted
) -> Records:
    """What was recorded in a span. ``weeks`` are the whole weeks in which goals are drawn."""
    look = looks.look(session, clock, me, MOOD, span)
    if not wanted.reasons:
        look = replace(look, logs=tuple(replace(log, reasons=()) for log in look.logs))
    found = Records(look, _logged(session, clock, me, span, wanted))
    if wanted.scales:
        found = replace(found, beside=_beside(session, clock, me, span))
    return _with_goals(session, clock, me, found, weeks) if wanted.goals else found


def _logged(
    session: Session, clock: Clock, me: Acquaintance, span: Span, wanted: Wanted
) -> tuple[Logged, ...]:
    read = mood_histories.moods_with_reasons if wanted.reasons else mood_histories.moods
    steps, rows = steps_of(session, clock, me), _rows(session, me, span, wanted)
    marks = _marks(session, me, span) if wanted.scales else {}
    return tuple(
        Logged(
            noted,
            degree_of(exactly(noted.level, row["pleasant"]), steps),
            tuple(row.get("emotions") or ()),
            row.get("energy"),
            tuple(marks.get(noted.id, ())),
            row.get("note") or "",
        )
        for noted in read(session, clock, me, span)
        if (row := rows[noted.id])
    )


def _rows(session: Session, me: Acquaintance, span: Span, wanted: Wanted) -> dict[int, RowMapping]:
    """The rest of each log by its id. What is not wanted is not even read: a note that is in nobody's
    hands cannot end up in a file by mistake."""
    columns = [
        MoodLog.id,
        MoodLog.pleasant,
        *((MoodLog.emotions,) if wanted.reasons else ()),
        *((MoodLog.energy,) if wanted.scales else ()),
        *((MoodLog.note,) if wanted.notes else ()),
    ]
    found = session.execute(select(*columns).where(*_within(me, span)))
    return {row["id"]: row for row in found.mappings()}


def _marks(session: Session, me: Acquaintance, span: Span) -> dict[int, list[Mark]]:
    query = (
        select(ScaleValue.mood_id, Scale.id, Scale.name, Scale.top, ScaleValue.value)
        .join(MoodLog, MoodLog.id == ScaleValue.mood_id)
        .join(Scale, Scale.id == ScaleValue.scale_id)
        .where(*_within(me, span))
        .order_by(Scale.id)
    )
    found: dict[int, list[Mark]] = defaultdict(list)
    for mood_id, scale, name, top, value in session.execute(query):
        found[mood_id].append(Mark(scale, name, top, value))
    return found


def _within(me: Acquaintance, span: Span) -> tuple[ColumnElement[bool], ...]:
    return (
        MoodLog.person_id == me.id,
        MoodLog.deleted_at.is_(None),
        MoodLog.day.between(span.first, span.last),
    )


def _beside(session: Session, clock: Clock, me: Acquaintance, span: Span) -> tuple[Look, ...]:
    subjects = looks.subjects(session, clock, me)
    every = (
        looks.look(session, clock, me, subject, span)
        for subject in subjects
        if subject.what is not What.MOOD
    )
    return tuple(look for look in every if look.logs)


def _with_goals(
    session: Session, clock: Clock, me: Acquaintance, found: Records, weeks: Span
) -> Records:
    asked = asked_days.asked(session, clock, me, found.look.span.until(found.look.today))
    counts = (_count(goal) for goal in asked)
    most = sorted(asked, key=lambda goal: -len(goal.readings))[:WEEKS_MOST]
    drawn = (histories.drawn(session, clock, me, goal.goal_id, weeks) for goal in most)
    return replace(
        found,
        done=looks.goals_done(session, clock, me, found.look.span),
        goals=tuple(count for count in counts if count),
        weeks=tuple(drawn),
    )


def _count(goal: AskedDays) -> GoalCount | None:
    """None where nothing of it is answered or over yet."""
    readings = [
        reading
        for day, reading in goal.readings.items()
        if not (reading is Reading.OPEN or (day in goal.by_choice and reading.is_unanswered))
    ]
    if not readings:
        return None
    skipped = readings.count(Reading.SKIPPED)
    return GoalCount(
        goal.title,
        readings.count(Reading.DONE),
        None if _is_free(goal) else len(readings) - skipped,
        readings.count(Reading.PART),
        skipped,
    )


def _is_free(goal: AskedDays) -> bool:
    return all(day in goal.by_choice for day in goal.readings)
