"""What a person recorded from one day to another, as the overviews tell of it."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.days import Day, days_between
from domain.digest import may_return
from domain.entries import State
from domain.insight.values import DayValue, Log, by_day, mood_value
from domain.rests import Rests, is_resting
from storage.mood_rows import WHOLE_DAY, exactly
from storage.people import Acquaintance
from storage.plans import rests_of
from storage.tables import Entry, Goal, MoodLog, Person


def answered(session: Session, me: Acquaintance, first: Day, last: Day) -> set[Day]:
    """The days on which some goal was answered."""
    if "goals" not in me.agreed:
        return set()
    query = (
        select(Entry.day)
        .join(Goal, Goal.id == Entry.goal_id)
        .where(
            Entry.person_id == me.id,
            Entry.day.between(first, last),
            Entry.state != State.OPEN,
            Goal.deleted_at.is_(None),
        )
    )
    return set(session.scalars(query.distinct()))


def moods(session: Session, me: Acquaintance, first: Day, last: Day) -> dict[Day, DayValue]:
    """How each day was that has any log."""
    if "moods" not in me.agreed:
        return {}
    wanted = (MoodLog.day, MoodLog.level, MoodLog.pleasant, MoodLog.kind)
    rows = session.execute(select(*wanted).where(*_live(me), MoodLog.day.between(first, last)))
    return by_day(
        Log(day, None, mood_value(exactly(level, pleasant)), whole_day=kind == WHOLE_DAY)
        for day, level, pleasant, kind in rows
    )


def is_anything(session: Session, me: Acquaintance, first: Day, last: Day) -> bool:
    """Whether there is a mood, or an answer."""
    found = answered(session, me, first, last) or moods(session, me, first, last)
    return bool(found)


def possible(
    session: Session, me: Acquaintance, first: Day, last: Day, recorded: set[Day]
) -> tuple[Day, ...]:
    """The days that could be recorded: not resting, not before the person came; and those that were."""
    joined_at = session.scalar(select(Person.joined_at).where(Person.id == me.id))
    joined = me.day_of(joined_at) if joined_at else first
    rests: Rests = rests_of(session, me.id).of_all
    return tuple(
        day
        for day in days_between(first, last)
        if day in recorded or (day >= joined and not is_resting(rests, day))
    )


def latest_note(session: Session, me: Acquaintance, levels: Mapping[Day, int]) -> str | None:
    """The latest note to a mood of these days, where both the mood and its day may come back."""
    days = [day for day, level in levels.items() if may_return(level)]
    query = select(MoodLog.level, MoodLog.note).where(
        *_live(me), MoodLog.day.in_(days), MoodLog.note.is_not(None)
    )
    noted = session.execute(query.order_by(MoodLog.felt_at.desc(), MoodLog.id.desc()))
    return next((note for level, note in noted if may_return(level)), None)


def _live(me: Acquaintance) -> tuple[ColumnElement[bool], ...]:
    return MoodLog.person_id == me.id, MoodLog.deleted_at.is_(None)
