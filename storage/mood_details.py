"""What may be said of a mood beside its level: energy, feelings, when, the person's own scales.

Everything here is optional; nothing is ever filled in for a person.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Refused
from domain.felt import past
from domain.moods import ENERGIES, STEPS, in_range
from storage.mood_rows import MOMENT, WHOLE_DAY, MoodView, changed, live, used_most
from storage.people import Acquaintance
from storage.scales import in_sight
from storage.tables import MoodLog, Person, ScaleValue


def set_energy(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, energy: int | None
) -> MoodView:
    """Say how much energy there was, from 1 to 5, or take that back with None."""
    row = live(session, me, mood_id)
    row.energy = None if energy is None else _offered("energy", energy, ENERGIES)
    return changed(session, clock, me, row)


def set_emotions(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, emotions: Sequence[str]
) -> MoodView:
    """Give a log exactly these words for feelings, in this order."""
    row = live(session, me, mood_id)
    row.emotions = list(emotions) or None
    return changed(session, clock, me, row)


def set_whole_day(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, whole: bool
) -> MoodView:
    """Say that a log speaks of its whole day, or of its moment."""
    row = live(session, me, mood_id)
    row.kind = WHOLE_DAY if whole else MOMENT
    return changed(session, clock, me, row)


def set_felt_at(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, felt_at: datetime
) -> MoodView:
    """Move a log to when it was felt; when it was logged stays. Refused(out_of_range) in the future."""
    row = live(session, me, mood_id)
    row.felt_at = past(felt_at, clock.now())
    row.day, row.zone = me.day_of(felt_at), me.zone
    return changed(session, clock, me, row)


def set_mark(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    mood_id: int,
    scale_id: int,
    value: int | None,
) -> MoodView:
    """Put a log on one of the person's own scales, or take it off with None. Raises NotFound for a
    scale that is not theirs, or out of sight, and for a value it does not have."""
    row = live(session, me, mood_id)
    scale = in_sight(session, me, scale_id)
    session.execute(
        delete(ScaleValue).where(ScaleValue.mood_id == mood_id, ScaleValue.scale_id == scale_id)
    )
    if value is not None:
        value = _offered("value", value, range(1, scale.top + 1))
        mark = ScaleValue(mood_id=mood_id, scale_id=scale_id, person_id=me.id, value=value)
        session.add(mark)
    return changed(session, clock, me, row)


def set_steps(session: Session, clock: Clock, me: Acquaintance, steps: int) -> int:
    """Choose from five levels or from seven. What was noted before stays as it is."""
    if steps not in STEPS:
        raise NotFound("steps")
    session.get_one(Person, me.id).mood_steps = steps
    session.flush()
    return steps


def usual_emotions(
    session: Session, clock: Clock, me: Acquaintance, limit: int, within: timedelta
) -> tuple[str, ...]:
    """The person's own words for feelings of late, most used first."""
    logs = session.scalars(
        select(MoodLog.emotions).where(
            MoodLog.person_id == me.id,
            MoodLog.deleted_at.is_(None),
            MoodLog.emotions.is_not(None),
            MoodLog.felt_at > clock.now() - within,
        )
    )
    return used_most([word for emotions in logs for word in emotions or ()], limit)


def _offered(what: str, value: int, allowed: range) -> int:
    """Only what a button offers; anything else was made up."""
    try:
        return in_range(what, value, allowed)
    except Refused as error:
        raise NotFound(what) from error
