"""The evening review: what a day still asks, and one mood of the whole day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import daystamp
from domain.errors import NotFound
from domain.felt import Clockwork, felt_on
from storage import moods
from storage.board import Item
from storage.entries import open_day
from storage.mood_details import set_felt_at, set_whole_day
from storage.mood_rows import MoodView, steps_of, view_of
from storage.people import Acquaintance
from storage.tables import MoodLog


@dataclass(frozen=True, slots=True)
class Review:
    """A day at its end. ``open`` is what it asked for and nobody answered, ``steps`` from how many
    levels its mood is chosen, and ``mood`` what was said already. Of ``skip_budget`` skips a month there
    are ``skips_left``; both are None where skips are not counted."""

    day: date
    today: date
    open: tuple[Item, ...]
    steps: int
    mood: MoodView | None
    skip_budget: int | None
    skips_left: int | None


def review(session: Session, clock: Clock, me: Acquaintance, day: date) -> Review:
    """How a day stands. Goals for any day are left out: they wait, and ask nothing of this one.

    Raises NotFound for a day that lies ahead.
    """
    today = _not_ahead(clock, me, day)
    board = open_day(session, clock, me, day)
    still_open = (item for item in board.items if item.reading.is_unanswered and not item.any_day)
    row = session.scalars(
        select(MoodLog).where(
            MoodLog.person_id == me.id,
            MoodLog.request == _request(day),
            MoodLog.deleted_at.is_(None),
        )
    ).one_or_none()
    mood = view_of(session, clock, me, row) if row else None
    return Review(
        day=day,
        today=today,
        open=tuple(still_open),
        steps=steps_of(session, clock, me),
        mood=mood,
        skip_budget=me.skip_budget,
        skips_left=board.skips_left,
    )


def say_mood(
    session: Session, clock: Clock, me: Acquaintance, day: date, level: int, steps: int
) -> MoodView:
    """Note how a whole day was; a second thought corrects the first, as one log.

    Raises NotFound for a day ahead or a level nobody offers, Gone when its log is in the bin.
    """
    _not_ahead(clock, me, day)
    mood = moods.log(session, clock, me, _request(day), level, steps)
    if mood.day != day:  # told on a later day, from memory
        clockwork = Clockwork(clock.now(), me.zone_or_utc, me.day_start_minute)
        set_felt_at(session, clock, me, mood.id, felt_on(day, None, clockwork))
    return set_whole_day(session, clock, me, mood.id, True)


def _not_ahead(clock: Clock, me: Acquaintance, day: date) -> date:
    today = me.day_of(clock.now())
    if day > today:
        raise NotFound("day")
    return today


def _request(day: date) -> str:
    """One question a day, so that a double tap is one log."""
    return f"day-{daystamp(day)}"
