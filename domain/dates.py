"""Which date a day and a month mean, seen from today. Without a year: the next one, today included."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal

from domain.days import FIRST_DAY, LAST_DAY, Day, days_between
from domain.errors import Reason, Refused

Order = Literal["day", "month"]
ORDERS: Final[tuple[Order, Order]] = ("day", "month")
"""In which a date in figures may be written: 3/4 is in April or in March."""

# From 29 February 2096 the next one is eight years away: 2100 is no leap year.
_LONGEST_WAIT_YEARS: Final = 8
# From 1 September the next 31st is 60 days away.
_LONGEST_WAIT: Final = timedelta(days=61)


def in_calendar(year: int) -> int:
    """The year itself; Refused(out_of_range) when no day of it can be written."""
    if FIRST_DAY.year <= year <= LAST_DAY.year:
        return year
    raise Refused("day", Reason.OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)


def next_day_of_month(number: int, today: Day) -> Day:
    """The next day with this number; Refused(not_a_date) when no month has it."""
    for day in days_between(today, today + _LONGEST_WAIT):
        if day.day == number:
            return day
    raise Refused("day", Reason.NOT_A_DATE, nearest=None)


def dated(day: int, month: int, year: int | None, today: Day) -> Day:
    """The day of a named month; Refused(not_a_date, nearest) for 31 February."""
    found = _real(day, month, year, today)
    if found is None:
        raise _no_such_date(day, month, year, today)
    return found


def in_either_order(one: int, two: int, year: int | None, today: Day, order: Order | None) -> Day:
    """An order that gives no date yields to the other; without an order, two dates are a question.

    So 5/13 is 13 May even to who writes the day first: the answer echoes it in words. Refused:
    ambiguous_date (candidates: the day-first and the month-first reading), not_a_date (nearest).
    """
    readings = {"day": _real(one, two, year, today), "month": _real(two, one, year, today)}
    found = {order: day for order, day in readings.items() if day}
    if order is None and len(set(found.values())) > 1:
        raise Refused("day", Reason.AMBIGUOUS_DATE, candidates=tuple(found.values()))
    if found:
        return found.get(order or "") or next(iter(found.values()))
    month_first = order == "month" or (order is None and two > 12)
    raise _no_such_date(*((two, one) if month_first else (one, two)), year, today)


def _real(day: int, month: int, year: int | None, today: Day) -> Day | None:
    """The date if it exists; without a year the next one, today included."""
    if year is not None:
        return date(year, month, day) if day in _days_of(month, year) else None
    for each in range(today.year, today.year + _LONGEST_WAIT_YEARS + 1):
        if day in _days_of(month, each) and date(each, month, day) >= today:
            return date(each, month, day)
    return None


def _days_of(month: int, year: int) -> range:
    """The day numbers of a month; none for a month that does not exist."""
    return range(1, monthrange(year, month)[1] + 1) if 1 <= month <= 12 else range(0)


def _no_such_date(day: int, month: int, year: int | None, today: Day) -> Refused:
    """Names the nearest day of that month, so that the answer can offer it."""
    length = len(_days_of(month, year or today.year + (month < today.month)))
    nearest = _real(max(1, min(day, length)), month, year, today) if length else None
    return Refused("day", Reason.NOT_A_DATE, nearest=nearest)
