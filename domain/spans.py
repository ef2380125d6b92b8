"""Spans: the weeks, months, quarters and years that somebody looks back on, or any days between."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.days import FIRST_DAY, LAST_DAY, ONE_DAY, Day, days_between, month_of, week_of


class Unit(StrEnum):
    """How long a span is; ``DAYS`` is any other length."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


CALENDAR = (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)
"""Those with a name, the shortest first."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included."""

    first: Day
    last: Day

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: Day) -> bool:
        return self.first <= day <= self.last

    def days(self) -> tuple[Day, ...]:
        """Every day of it."""
        return tuple(days_between(self.first, self.last))

    def until(self, day: Day) -> "Span":
        """As much of it as has begun by that day; its first day at least."""
        return Span(self.first, max(self.first, min(self.last, day)))


def span_of(day: Day, unit: Unit, first_weekday: int) -> Span:
    """The week, month, quarter or year that `day` lies in; ValueError for any other days."""
    match unit:
        case Unit.WEEK:
            return Span(*week_of(day, first_weekday))
        case Unit.MONTH:
            return Span(*month_of(day))
        case Unit.QUARTER:
            first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
            return Span(first, month_of(first.replace(month=first.month + 2))[1])
        case Unit.YEAR:
            return Span(day.replace(month=1, day=1), day.replace(month=12, day=31))
        case _:
            raise ValueError("any days have no calendar")


def months_until(day: Day, months: int) -> Span:
    """So many months that end with `day`: they begin on the day after its date back then, or after the
    end of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    _, last = month_of(Day(year, month + 1, 1))
    return Span(last.replace(day=min(day.day, last.day)) + ONE_DAY, day)


def span_told(day: Day, unit: Unit) -> Span:
    """The latest month or year that is over on `day`."""
    return span_of(span_of(day, unit, 0).first - ONE_DAY, unit, 0)


def unit_of(span: Span, first_weekday: int) -> Unit:
    """What a span is called; DAYS where it has no name."""
    named = (unit for unit in CALENDAR if span_of(span.first, unit, first_weekday) == span)
    return next(named, Unit.DAYS)


def before(span: Span, first_weekday: int) -> Span | None:
    """The one before it, as long; None where the calendar of the bot begins."""
    unit = unit_of(span, first_weekday)
    if unit is not Unit.DAYS:
        other = span_of(span.first - ONE_DAY, unit, first_weekday)
    else:
        other = Span(span.first - timedelta(days=len(span)), span.first - ONE_DAY)
    return other if other.first >= FIRST_DAY else None


def after(span: Span, first_weekday: int) -> Span | None:
    """The one after it, as long; None where the calendar of the bot ends."""
    unit = unit_of(span, first_weekday)
    if unit is not Unit.DAYS:
        other = span_of(span.last + ONE_DAY, unit, first_weekday)
    else:
        other = Span(span.last + ONE_DAY, span.last + timedelta(days=len(span)))
    return other if other.last <= LAST_DAY else None
