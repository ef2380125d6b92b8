"""Typed days to look back on: one, two with a word between them, a month, or the last so many."""

import re
from typing import Final

from domain.dates import Order
from domain.days import ONE_DAY, Day, in_range
from domain.errors import Reason, Refused
from domain.ranges import STATS_MAX, checked, parse_range
from domain.spans import Span, Unit, span_of
from domain.typed import parse_day, plain
from domain.words import words_of

_BETWEEN: Final = re.compile(r"\s+(?:-|–|—)\s+|\s*[–—]\s*")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_YEAR: Final = re.compile(r"[1-9]\d{3}")


def parse_days(
    text: str, today: Day, zone: str, order: Order | None = None, *, language: str = "en"
) -> Span:
    """The days meant, seen from `today`; a date without a year is the last such one, today included.

    Read are `2026-03-01 2026-03-31`, `1 March to 15 March`, `1.3. – 15.3.`, `yesterday`, `March`,
    `March 2025`, `2025`. Refused as parse_day refuses, and before_start, too_many over STATS_MAX days.
    """
    if is_iso(text):
        found = parse_range(text, today, zone, STATS_MAX)
        return Span(found.first, found.last)
    typed = " ".join(plain(text).split())
    return _named(typed, today, language) or _dated(typed, today, order, language)


def is_iso(text: str) -> bool:
    """Whether it begins as a date of ISO 8601, and goes on without words between the two."""
    return _ISO.match(text.strip()) is not None and not _BETWEEN.search(text)


def _named(typed: str, today: Day, language: str) -> Span | None:
    """A whole year, or a whole month: the last that has begun."""
    months = words_of(language).months
    match typed.split():
        case [digits] if _YEAR.fullmatch(digits):
            return span_of(in_range(Day(int(digits), 1, 1)), Unit.YEAR, 0)
        case [name, *years] if (
            name in months and all(map(_YEAR.fullmatch, years[:2])) and len(years) < 2
        ):
            year = int(years[0]) if years else today.year - (months[name] > today.month)
            return span_of(in_range(Day(year, months[name], 1)), Unit.MONTH, 0)
    return None


def _dated(typed: str, today: Day, order: Order | None, language: str) -> Span:
    """The first day is the last such one, and the other the first such one from there on."""
    ends = _ends(typed, language)
    if len(ends) > 2:
        raise Refused("range", Reason.UNREADABLE)
    days = [parse_day(end, today, order, language=language) for end in ends]
    first = days[0] if _YEAR.search(ends[0]) else _latest(days[0], until=today)
    last = days[-1] if _YEAR.search(ends[-1]) else _earliest(days[-1], since=first)
    checked(first, last, STATS_MAX)
    return Span(first, last)


def _ends(typed: str, language: str) -> list[str]:
    through = words_of(language).through
    dashed = " ".join("-" if word in through else word for word in typed.split())
    return _BETWEEN.split(dashed)


def _latest(day: Day, until: Day) -> Day:
    return day if day <= until else _a_year_before(day)


def _earliest(day: Day, since: Day) -> Day:
    return _a_year_before(day) if _a_year_before(day) >= since else day


def _a_year_before(day: Day) -> Day:
    """Of 29 February the day before, as it falls into other years."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return (day - ONE_DAY).replace(year=day.year - 1)
