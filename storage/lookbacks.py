"""What is told of a month or a year that is over, as things stand now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import Day
from domain.digest import kept_over
from domain.errors import NotFound
from domain.insight.change import Change, change
from domain.spans import Span, Unit, span_told
from storage import looks, recorded
from storage.board import standing
from storage.digests import GoalKept, goals_kept, is_holiday
from storage.looks import Done, Look
from storage.people import Acquaintance


@dataclass(frozen=True, slots=True)
class Lookback:
    """A month or a year, told on ``today``. ``days`` are those that could be recorded. ``look`` is what
    there is of moods, and None where there are none. Of a month there are also the ``change`` against the
    one before, one ``note`` of the person's own, and what was ``done`` of the goals of each day."""

    unit: Unit
    span: Span
    today: date
    days: tuple[date, ...]
    recorded: frozenset[date]
    goals: tuple[GoalKept, ...]
    look: Look | None = None
    change: Change | None = None
    note: str | None = None
    done: Mapping[date, Done] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[date, ...]:
        """The days without an entry."""
        return tuple(day for day in self.days if day not in self.recorded)


def lookback(session: Session, clock: Clock, me: Acquaintance, unit: Unit, day: Day) -> Lookback:
    """The latest month or year that is over on ``day``. Raises NotFound for anything shorter."""
    if unit not in (Unit.MONTH, Unit.YEAR):
        raise NotFound("unit")
    span, today = span_told(day, unit), me.day_of(clock.now())
    look = looks.moods(session, clock, me, span)
    noted = recorded.answered(session, me, span.first, span.last)
    noted |= look.days.keys() if look else set()
    is_month = unit is Unit.MONTH
    return Lookback(
        unit=unit,
        span=span,
        today=today,
        days=recorded.possible(session, me, span.first, min(span.last, today), noted),
        recorded=frozenset(noted),
        goals=_goals(session, me, span, today),
        look=look,
        change=_change(session, me, look) if look and is_month else None,
        note=_note(session, me, look) if look and is_month else None,
        done=_done(session, clock, me, span) if is_month else {},
    )


def why_not(session: Session, clock: Clock, me: Acquaintance, unit: Unit, day: Day) -> str | None:
    """Why that of ``day`` is not sent; None when it is. Of an empty one nothing is said at all."""
    if is_holiday(session, me, day):
        return "paused"
    span = span_told(day, unit)
    return None if recorded.is_anything(session, me, span.first, span.last) else "empty"


def _goals(session: Session, me: Acquaintance, span: Span, today: Day) -> tuple[GoalKept, ...]:
    if "goals" not in me.agreed:
        return ()
    goals = standing(session, me, span.last)
    return goals_kept(session, me, goals, span.first, span.last, today, kept_over)


def _change(session: Session, me: Acquaintance, look: Look) -> Change | None:
    before = span_told(look.span.first, Unit.MONTH)
    values = recorded.moods(session, me, before.first, before.last).values()
    return change([each.value for each in look.days.values()], [each.value for each in values])


def _note(session: Session, me: Acquaintance, look: Look) -> str | None:
    levels = {day: value.level for day, value in look.days.items()}
    return recorded.latest_note(session, me, levels)


def _done(session: Session, clock: Clock, me: Acquaintance, span: Span) -> Mapping[date, Done]:
    return looks.goals_done(session, clock, me, span) if "goals" in me.agreed else {}
