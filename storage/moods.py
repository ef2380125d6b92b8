"""Mood logs: noted by one tap, then perhaps given reasons and words, changed, deleted, restored.

Carries out the mood operations of the goals-and-moods API: create, update, list, retrieve, delete.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import Gone, NotFound
from domain.moods import LEVELS
from storage.drafts import forget_about
from storage.goals import BIN_KEEPS
from storage.pages import page_of
from storage.people import Acquaintance
from storage.tables import MoodLog, MoodReason


@dataclass(frozen=True, slots=True)
class MoodView:
    """One mood log. ``label`` is None where the level's own word was chosen; ``day`` is the
    person's day at that moment."""

    id: int
    level: int
    label: str | None
    reasons: tuple[str, ...]
    note: str | None
    day: date
    felt_at: datetime
    in_bin: bool


@dataclass(frozen=True, slots=True)
class MoodPage:
    """One page of mood logs, latest first."""

    moods: tuple[MoodView, ...]
    number: int
    pages: int


def log(session: Session, clock: Clock, me: Acquaintance, request: str, level: int) -> MoodView:
    """Note a level for now. The same ``request`` again changes that log instead of making another.

    ``request`` names the question that was answered, so that a double tap is one mood and a second
    thought on the same question corrects the first.
    """
    if level not in LEVELS:
        raise NotFound("level")
    row = session.scalars(
        select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.request == request)
    ).one_or_none()
    if row is None:
        row = _new(clock, me, request, level)
        session.add(row)
    elif row.deleted_at is not None:
        raise Gone("mood", row.id)
    row.level, row.updated_at = level, clock.now()
    session.flush()
    return _view(session, row)


def set_level(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, level: int
) -> MoodView:
    """Correct the level of a log."""
    if level not in LEVELS:
        raise NotFound("level")
    row = _live(session, me, mood_id)
    row.level, row.label, row.updated_at = level, None, clock.now()
    session.flush()
    return _view(session, row)


def set_note(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, note: str | None
) -> MoodView:
    """Put words to a log, or take them away with None."""
    row = _live(session, me, mood_id)
    row.note, row.updated_at = note, clock.now()
    session.flush()
    return _view(session, row)


def set_reasons(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, reasons: Sequence[str]
) -> MoodView:
    """Give a log exactly these reasons, in this order."""
    row = _live(session, me, mood_id)
    row.updated_at = clock.now()
    session.execute(delete(MoodReason).where(MoodReason.mood_id == mood_id))
    session.add_all(
        MoodReason(mood_id=mood_id, position=position, person_id=me.id, reason=reason)
        for position, reason in enumerate(reasons)
    )
    session.flush()
    return _view(session, row)


def remove(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """Into the bin. Removing a removed log changes nothing."""
    row = _own(session, me, mood_id)
    row.deleted_at = row.deleted_at or clock.now()
    forget_about(session, me, "mood", mood_id)
    session.flush()
    return _view(session, row)


def restore(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """Out of the bin, as it was."""
    row = _own(session, me, mood_id)
    row.deleted_at = None
    session.flush()
    return _view(session, row)


def view(session: Session, clock: Clock, me: Acquaintance, mood_id: int) -> MoodView:
    """One log; one in the bin is shown as such. Raises NotFound."""
    return _view(session, _own(session, me, mood_id))


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> MoodPage:
    """The person's logs, latest first, without those in the bin."""
    query = select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.deleted_at.is_(None))
    return _page(session, query.order_by(MoodLog.felt_at.desc(), MoodLog.id.desc()), number, size)


def bin_page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> MoodPage:
    """Deleted logs, latest deleted first."""
    query = select(MoodLog).where(MoodLog.person_id == me.id, MoodLog.deleted_at.is_not(None))
    return _page(session, query.order_by(MoodLog.deleted_at.desc()), number, size)


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
    return len(session.scalars(delete(MoodLog).where(over).returning(MoodLog.id)).all())


def _new(clock: Clock, me: Acquaintance, request: str, level: int) -> MoodLog:
    now = clock.now()
    return MoodLog(
        person_id=me.id,
        request=request,
        kind="moment",
        level=level,
        day=me.day_of(now),
        zone=me.zone,
        felt_at=now,
        logged_at=now,
        updated_at=now,
    )


def _own(session: Session, me: Acquaintance, mood_id: int) -> MoodLog:
    row = session.scalars(
        select(MoodLog).where(MoodLog.id == mood_id, MoodLog.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("mood")
    return row


def _live(session: Session, me: Acquaintance, mood_id: int) -> MoodLog:
    row = _own(session, me, mood_id)
    if row.deleted_at is not None:
        raise Gone("mood", mood_id)
    return row


def _page(session: Session, query: Select[MoodLog], number: int, size: int) -> MoodPage:
    rows, number, pages = page_of(session, query, number, size)
    return MoodPage(tuple(_view(session, row) for row in rows), number, pages)


def _view(session: Session, row: MoodLog) -> MoodView:
    reasons = session.scalars(
        select(MoodReason.reason).where(MoodReason.mood_id == row.id).order_by(MoodReason.position)
    )
    return MoodView(
        id=row.id,
        level=row.level,
        label=row.label,
        reasons=tuple(reasons),
        note=row.note,
        day=row.day,
        felt_at=row.felt_at,
        in_bin=row.deleted_at is not None,
    )
