"""A home at which there is something to look back on: weeks of moods, with reasons and goals."""

from datetime import date, timedelta

from domain.entries import State
from domain.insight.values import Log, by_day
from domain.spans import Span
from storage import entries, looks, mood_details, moods, scales
from storage.looks import Look
from storage.mood_rows import MoodView
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal

DAY = timedelta(days=1)
HOURS_AGO = timedelta(hours=1)


def feel(
    desk: Desk, level: int, days_ago: int = 0, *, reasons: tuple[str, ...] = (), hours: int = 0
) -> MoodView:
    """A mood of Alice's, noted on time, so long ago."""
    now = desk.clock.now()
    desk.clock.set(now - days_ago * DAY - hours * HOURS_AGO)
    me = desk.alice.me
    mood = desk.do(moods.log, me, f"mood-{days_ago}-{hours}-{level}", level)
    if reasons:
        mood = desk.do(moods.set_reasons, me, mood.id, reasons)
    desk.clock.set(now)
    return mood


def full(span: Span, *, late: bool = False) -> Look:
    """Two moods on each of its days."""
    logs = [Log(day, 600, level, late=late) for day in span.days() for level in (3, 4)]
    return Look(
        looks.MOOD,
        span,
        span.last,
        "Europe/Berlin",
        span.first,
        tuple(logs),
        by_day(logs),
        frozenset(),
    )


def a_scale(
    desk: Desk, name: str = "Sleep", top: int = 10, values: tuple[int, ...] = (7, 5)
) -> int:
    """A scale of Alice's with values on the last days, today's first."""
    scale = desk.do(scales.make, desk.alice.me, name, top)
    for days_ago, value in enumerate(values):
        mood = feel(desk, 3, days_ago, hours=2)
        desk.do(mood_details.set_mark, desk.alice.me, mood.id, scale.id, value)
    return scale.id


def walks(desk: Desk, days: int, done: frozenset[int] = frozenset()) -> int:
    """A daily goal that began so many days ago and was done on some of them."""
    goal = a_goal(desk, "Walk", start=TODAY - days * DAY)
    for days_ago in done:
        tick(desk, goal.id, TODAY - days_ago * DAY)
    return goal.id


def tick(desk: Desk, goal_id: int, day: date, state: State = State.DONE) -> None:
    desk.do(entries.tick, desk.alice.me, goal_id, day, state)


def paired(desk: Desk, days: int) -> None:
    """Every other day Alice walked, and was two levels happier; only what is before this month counts."""
    goal = a_goal(desk, "Walk", start=TODAY - days * DAY)
    for days_ago in range(1, days):
        walked = hash_of(days_ago)
        feel(desk, 4 if walked else 2, days_ago)
        if walked:
            tick(desk, goal.id, TODAY - days_ago * DAY)


def hash_of(number: int) -> bool:
    """Days in no order that a pattern could be found in."""
    return (number * 2654435761 >> 7) % 2 == 0
