"""Coming back after some days away: what was due then, told once and without reproach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import ONE_DAY, days_between
from domain.entries import State
from domain.errors import NotFound
from domain.schedules import is_due, is_once
from storage.board import Standing, standing
from storage.cards import hanging
from storage.pauses import Scope, begin
from storage.people import Acquaintance
from storage.tables import DayCard, Entry, Pause

LOOKS_BACK = timedelta(days=14)
ABSENT = 2
"""So many unanswered days make an absence; one may be left open by anybody."""


@dataclass(frozen=True, slots=True)
class MissedDay:
    """A day on which something was due and nothing was answered, with the names of what it was."""

    day: date
    titles: tuple[str, ...]


def come_back(session: Session, clock: Clock, me: Acquaintance) -> tuple[MissedDay, ...]:
    """The days somebody was away, earliest first; none where they were not, or were told already.

    The day they were here last comes first, where they left it open: it makes no absence, but missing
    from the list it would read as if it had an entry.

    The card says when somebody was here last: it is renewed by this. That it may be renewed and the
    answer then lost is meant: better not told than told twice.
    """
    card, today = hanging(session, clock, me), me.day_of(clock.now())
    if card is None or me.day_of(card.sent_at) >= today:
        return ()
    session.execute(update(DayCard).where(DayCard.person_id == me.id).values(sent_at=clock.now()))
    seen = me.day_of(card.sent_at)
    unanswered = _unanswered(session, me, max(seen, today - LOOKS_BACK), today - ONE_DAY)
    away = [missed for missed in unanswered if missed.day > seen]
    return unanswered if len(away) >= ABSENT else ()


def rest(session: Session, clock: Clock, me: Acquaintance, first: date, last: date) -> None:
    """Let everything rest on days that are over. Twice is once.

    Raises NotFound for days that no absence could be of.
    """
    today = me.day_of(clock.now())
    if not first <= last < today or last - first >= LOOKS_BACK:
        raise NotFound("day")
    same = select(Pause.id).where(
        Pause.person_id == me.id,
        Pause.goal_id.is_(None),
        Pause.tag_id.is_(None),
        Pause.weekdays.is_(None),
        Pause.from_day == first,
        Pause.to_day == last,
    )
    if session.scalars(same).first() is None:
        begin(session, clock, me, Scope(), first, last)


def _unanswered(
    session: Session, me: Acquaintance, first: date, last: date
) -> tuple[MissedDay, ...]:
    """After the last day that has an answer: whoever gave it was there."""
    answered = session.scalar(
        select(func.max(Entry.day)).where(
            Entry.person_id == me.id, Entry.day.between(first, last), Entry.state != State.OPEN
        )
    )
    since = answered + ONE_DAY if answered else first
    # A one-time goal past its date stays on the card of today, and does not rest.
    goals = [goal for goal in standing(session, me, last) if not is_once(goal.plan)]
    every = (MissedDay(day, _due(goals, day)) for day in days_between(since, last))
    return tuple(missed for missed in every if missed.titles)


def _due(goals: Iterable[Standing], day: date) -> tuple[str, ...]:
    return tuple(goal.title for goal in goals if is_due(goal.plan, day))
