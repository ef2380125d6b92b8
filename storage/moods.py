"""Mood logs: noted by one tap, corrected, listed, deleted, restored. What else may be said of one is
in ``mood_details``, a person's own words for levels in ``mood_labels``.

Carries out the mood operations of the goals-and-moods API: create, update, list, retrieve, delete.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Gone, NotFound, Refused
from domain.moods import STEPS, Degree
from storage.drafts import forget_about
from storage.goals import BIN_KEEPS
from storage.mood_rows import (
    MOMENT,
    MoodPage,
    MoodView,
    changed,
    live,
    own,
    page_of_moods,
    view_of,
)
from storage.people import Acquaintance
from storage.tables import MoodLog, MoodReason, ScaleValue


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody said that they are: a degree, and their own word for it if it was that."""

    degree: Degree
    label: str | None = None


def log(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    request: str,
    level: int,
    steps: int = STEPS[0],
) -> MoodView:
    """Note a level, out of so many, for now; ``note_choice`` says the rest."""
    return note_choice(session, clock, me, request, Choice(_offered(level, steps)))


def note_choice(
    session: Session, clock: Clock, me: Acquaintance, request: str, choice: Choice
) -> MoodView:
    """Note a choice for now. The same ``request`` again changes that log instead of making another.

    ``request`` names the question that was answered, so that a double tap is one mood and a second
    thought on the same question corrects the first.
    """
    row = session.scalars(
        select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.request == request)
    ).one_or_none()
    if row is None:
        row = _new(clock, me, request)
        session.add(row)
    elif row.deleted_at is not None:
        raise Gone("mood", row.id)
    _choose(row, choice)
    return changed(session, clock, me, row)


def set_level(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    mood_id: int,
    level: int,
    steps: int = STEPS[0],
) -> MoodView:
    """Correct the level of a log; a word of the person's own for another level goes with it."""
    return set_choice(session, clock, me, mood_id, Choice(_offered(level, steps)))


def set_choice(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, choice: Choice
) -> MoodView:
    """Correct how somebody said that they were."""
    row = live(session, me, mood_id)
    _choose(row, choice)
    return changed(session, clock, me, row)


def set_note(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, note: str | None
) -> MoodView:
    """Put words to a log, or take them away with None."""
    row = live(session, me, mood_id)
    row.note = note
    return changed(session, clock, me, row)


def set_reasons(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, reasons: Sequence[str]
) -> MoodView:
    """Give a log exactly these reasons, in this order."""
    row = live(session, me, mood_id)
    session.execute(delete(MoodReason).where(MoodReason.mood_id == mood_id))
    session.add_all(
        MoodReason(mood_id=mood_id, position=position, person_id=me.id, reason=reason)
        for position, reason in enumerate(reasons)
    )
    return changed(session, clock, me, row)


def remove(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """Into the bin. Removing a removed log changes nothing."""
    row = own(session, me, mood_id)
    row.deleted_at = row.deleted_at or clock.now()
    forget_about(session, me, "mood", mood_id)
    session.flush()
    return view_of(session, clock, me, row)


def restore(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """Out of the bin, as it was."""
    row = own(session, me, mood_id)
    row.deleted_at = None
    session.flush()
    return view_of(session, clock, me, row)


def view(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """One log; one in the bin is shown as such. Raises NotFound."""
    return view_of(session, clock, me, own(session, me, mood_id))


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> MoodPage:
    """The person's logs, latest first, without those in the bin."""
    query = select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.deleted_at.is_(None))
    latest_first = query.order_by(MoodLog.felt_at.desc(), MoodLog.id.desc())
    return page_of_moods(session, clock, me, latest_first, number, size)


def bin_page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> MoodPage:
    """Deleted logs, latest deleted first."""
    query = select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.deleted_at.is_not(None))
    latest_first = query.order_by(MoodLog.deleted_at.desc())
    return page_of_moods(session, clock, me, latest_first, number, size)


def usual_reasons(
    session: Session, clock: Clock, me: Acquaintance, limit: int, within: timedelta
) -> tuple[str, ...]:
    """The person's own words of late, most used first."""
    uses = func.count()
    return tuple(
        session.scalars(
            select(MoodReason.reason)
            .join(MoodLog, MoodLog.id == MoodReason.mood_id)
            .where(
                MoodReason.person_id == me.id,
                MoodLog.deleted_at.is_(None),
                MoodLog.felt_at > clock.now() - within,
            )
            .group_by(MoodReason.reason)
            .order_by(uses.desc(), MoodReason.reason)
            .limit(limit)
        )
    )


def empty_bins(session: Session, clock: Clock) -> int:
    """Delete for good what has lain in anybody's bin for 30 days. Returns how many logs went."""
    over = MoodLog.deleted_at < clock.now() - BIN_KEEPS
    ids = select(MoodLog.id).where(over)
    session.execute(delete(MoodReason).where(MoodReason.mood_id.in_(ids)))
    session.execute(delete(ScaleValue).where(ScaleValue.mood_id.in_(ids)))
    return len(session.scalars(delete(MoodLog).where(over).returning(MoodLog.id)).all())


def _offered(level: int, steps: int) -> Degree:
    """Only what a button offers; anything else was made up."""
    try:
        return Degree(level, steps)
    except Refused as error:
        raise NotFound("level") from error


def _choose(row: MoodLog, choice: Choice) -> None:
    row.level, row.pleasant = choice.degree.level, choice.degree.pleasant
    row.label = choice.label


def _new(clock: Clock, me: Acquaintance, request: str) -> MoodLog:
    now = clock.now()
    return MoodLog(
        person_id=me.id,
        request=request,
        kind=MOMENT,
        day=me.day_of(now),
        zone=me.zone,
        felt_at=now,
        logged_at=now,
    )
