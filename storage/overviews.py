"""Why an overview, or the question how somebody is, is not sent after all: looked at when it is about to
be, since until then much may change."""

from datetime import datetime, timedelta

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock
from domain.days import local_time
from domain.firing import firing_of, moment_of
from domain.spans import Unit
from storage import digests, lookbacks, reviews
from storage.entries import open_day
from storage.mood_rows import WHOLE_DAY
from storage.own_reminders import EVENING
from storage.people import Acquaintance
from storage.tables import MoodLog, Parcel

SHORTLY = timedelta(hours=1)
"""Who noted a mood so shortly before is not asked for one."""


def looks_back(me: Acquaintance, now: datetime) -> bool:
    """Whether a day can be looked over as a whole: in its evening, and in the night that is part of it."""
    wall = local_time(now, me.zone_or_utc)
    return wall.hour * 60 + wall.minute >= EVENING or me.day_lasts_until(now) is not None


def why_not(
    session: Session, clock: Clock, me: Acquaintance, row: Parcel, bell: Bell | None
) -> str | None:
    """Of a row about no goal; None when it is said."""
    match row.kind:
        case "week":
            return digests.why_not(session, clock, me, row.day)
        case "day":
            return _why_no_day(session, clock, me, row)
        case "month" | "year":
            return lookbacks.why_not(session, clock, me, Unit(row.kind), row.day)
        case "mood":
            return "noted" if _is_noted(session, me, row, _since(me, row, bell)) else None
        case _:
            return None


def _why_no_day(session: Session, clock: Clock, me: Acquaintance, row: Parcel) -> str | None:
    """What is over, rests, or has nothing left to be answered."""
    if digests.is_holiday(session, me, row.day):
        return "paused"
    if looks_back(me, clock.now()):
        review = reviews.review(session, clock, me, row.day)
        asks = review.open or ("moods" in me.agreed and review.mood is None)
    elif me.day_of(clock.now()) > row.day:
        return "over"
    else:
        board = open_day(session, clock, me, row.day)
        asks = any(item.reading.is_unanswered for item in board.items)
    return None if asks else "answered"


def _since(me: Acquaintance, row: Parcel, bell: Bell | None) -> datetime:
    """From when on a mood makes the question needless: the beginning of its window, or a while ago."""
    shortly = row.due_at - SHORTLY
    if bell is None or bell.minute is None:
        return shortly
    moment = moment_of(bell.minute, me.day_start_minute)
    begin = firing_of(row.day, moment, me.zone_or_utc)
    return min(begin or shortly, shortly)


def _is_noted(session: Session, me: Acquaintance, row: Parcel, since: datetime) -> bool:
    whole = and_(MoodLog.kind == WHOLE_DAY, MoodLog.day == row.day)
    noted = exists().where(
        MoodLog.person_id == me.id,
        MoodLog.deleted_at.is_(None),
        or_(MoodLog.felt_at >= since, whole),
    )
    return bool(session.scalar(select(noted)))
