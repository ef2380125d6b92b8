"""A range of days as the tracker is asked for it: two dates or moments, and perhaps a zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from domain.days import Day, days_between, in_range
from domain.errors import Reason, Refused
from domain.zones import named, zone_info

RANGE_MAX: Final = 366
STATS_MAX: Final = 3660
"""Ten years, of which statistics are told at once."""

TYPED_MAX: Final = 200
WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Range:
    """From `first` to `last`, both included, as days of `zone`."""

    first: Day
    last: Day
    zone: str

    def days(self) -> tuple[Day, ...]:
        """Every day of it."""
        return tuple(days_between(self.first, self.last))


def parse_range(text: str, today: Day, zone: str, limit: int = RANGE_MAX) -> Range:
    """Read `FROM TO [ZONE]`: plain dates (2026-03-01) or ISO 8601 moments; nothing is the last week.

    A moment with an offset counts for the day it has in the zone asked for, which is `zone` unless
    another is named (`New York` may be two words). Refused: too_long, unreadable, not_a_date,
    out_of_range, unknown (zone, with its name), before_start, too_many (more than `limit` days).
    """
    if len(text) > TYPED_MAX:
        raise Refused("range", Reason.TOO_LONG, length=len(text), limit=TYPED_MAX)
    words = text.split()
    if not words:
        return Range(today - WEEK, today, zone)
    if len(words) == 1:
        day = _day(words[0], zone)
        return Range(day, day, zone)
    first, last, *other = words
    return _range(first, last, _zone("_".join(other)) if other else zone, limit)


def _range(first: str, last: str, zone: str, limit: int) -> Range:
    begin, end = _day(first, zone), _day(last, zone)
    checked(begin, end, limit)
    return Range(begin, end, zone)


def checked(first: Day, last: Day, limit: int = RANGE_MAX) -> None:
    """Refused(before_start) where the last day comes before the first, too_many over `limit` days."""
    if last < first:
        raise Refused("range", Reason.BEFORE_START, start=first, target=last)
    count = (last - first).days + 1
    if count > limit:
        raise Refused("range", Reason.TOO_MANY, count=count, limit=limit)


def _zone(name: str) -> str:
    zone = named(name)
    if zone is None:
        raise Refused("zone", Reason.UNKNOWN, name=name)
    return zone


def _day(text: str, zone: str) -> Day:
    if not text.isascii():
        raise Refused("range", Reason.UNREADABLE)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _no_day(text) from None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(zone_info(zone))
        except OverflowError:
            raise Refused("day", Reason.OUT_OF_RANGE) from None
    return in_range(date(moment.year, moment.month, moment.day))


def _no_day(text: str) -> Refused:
    """2026-02-31 has the shape of a date and is none."""
    shaped = re.match(r"\d{4}-?\d\d-?\d\d(?:T|$)", text)
    return Refused("day", Reason.NOT_A_DATE if shaped else Reason.UNREADABLE)
