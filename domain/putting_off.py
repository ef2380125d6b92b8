"""Putting a reminder off: when it is said again."""

import re
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Final

from domain.dates import Order
from domain.days import ONE_DAY, Day, instant_at, local_time
from domain.errors import Reason, Refused
from domain.moments import read_moment
from domain.typed import parse_day, plain
from domain.words import Words, words_of

MINUTES: Final = (15, 60)
EVENING: Final = 19 * 60
_COUNT: Final = re.compile(r"[1-9]\d{0,3}")
_PIECE: Final = re.compile(r"\d+|[^\W\d]+|\S")
# Of one figure only: 19h30 is a time of day.
_HOURS: Final = re.compile(r"(\d) ?h ?([0-5]\d)")
_CLOSING: Final = " .,;!?"
FURTHEST: Final = timedelta(days=183)
"""Nobody puts off for longer: who types 22 nov on the 23rd had no year in mind."""

LONGEST: Final = 7
"""Days that may not exist in a zone follow each other nowhere; this many are more than enough."""


def in_minutes(now: datetime, minutes: int) -> datetime:
    """So many minutes from now."""
    return now + timedelta(minutes=minutes)


def this_evening(now: datetime, zone: str) -> datetime | None:
    """Seven in the evening of the date that the wall clock shows; None once that is over."""
    at = instant_at(local_time(now, zone).date(), EVENING, zone)
    return at if at and at > now else None


def tomorrow(now: datetime, zone: str, due_at: datetime) -> datetime:
    """The wall time it was due at, on the next date there is."""
    return _first(local_time(now, zone).date() + ONE_DAY, _minute(due_at, zone), now, zone)


def parse_until(
    text: str,
    now: datetime,
    zone: str,
    due_at: datetime,
    order: Order | None = None,
    *,
    language: str = "en",
) -> datetime:
    """The instant meant by `20:30` (the next one), `in 2 hours` or `2h`, `tonight`, `tomorrow 9` or
    `friday` (at the wall time it was due at). Refused as by parse_time and parse_day, not_a_date for a
    day that the clocks skipped, and out_of_range for what is over (earliest), or is half a year away
    (furthest)."""
    at = _meant(text, now, zone, due_at, order, language)
    if at <= now:
        raise Refused("until", Reason.OUT_OF_RANGE, earliest=now)
    if at > now + FURTHEST:
        raise Refused("until", Reason.OUT_OF_RANGE, furthest=now + FURTHEST)
    return at


def _meant(
    text: str, now: datetime, zone: str, due_at: datetime, order: Order | None, language: str
) -> datetime:
    """The instant, whether or not it is over."""
    words = words_of(language)
    ahead = _minutes_ahead(text, words)
    if ahead is not None:
        return in_minutes(now, ahead)
    today = local_time(now, zone).date()

    def read_day(words: str) -> Day:
        return parse_day(words, today, order, language=language)

    tonight = plain(text).rstrip(_CLOSING) in words.tonight
    read = (today, EVENING) if tonight else read_moment(text, "until", read_day, language=language)
    day, minute = read
    if day is None and minute is not None:
        return _first(today, minute, now, zone)
    at = instant_at(day or today, _minute(due_at, zone) if minute is None else minute, zone)
    if at is None:
        raise Refused("until", Reason.NOT_A_DATE, nearest=None)
    return at


def _minutes_ahead(text: str, words: Words) -> int | None:
    """Of `in 2 hours`, `2h`, `1h30` and `half an hour`; None for what is no length."""
    typed = plain(text).rstrip(_CLOSING).split()
    if typed and typed[0] in words.ahead:
        typed = typed[1:]
    length = " ".join(typed)
    if length in words.lengths:
        return words.lengths[length]
    if found := _HOURS.fullmatch(length):
        return int(found[1]) * 60 + int(found[2]) or None
    pieces = [piece for piece in _PIECE.findall(length) if piece not in words.joiners]
    lengths = [_length(*pair, words) for pair in zip_longest(pieces[::2], pieces[1::2])]
    known = [length for length in lengths if length]
    return sum(known) if known and len(known) == len(lengths) else None


def _length(count: str, unit: str | None, words: Words) -> int | None:
    number = int(count) if _COUNT.fullmatch(count) else words.counts.get(count)
    minutes = words.minutes.get(unit or "")
    return number * minutes if number and minutes else None


def _minute(instant: datetime, zone: str) -> int:
    wall = local_time(instant, zone)
    return wall.hour * 60 + wall.minute


def _first(day: Day, minute: int, now: datetime, zone: str) -> datetime:
    """The first such wall time from that date on that is still to come."""
    dates = (day + ahead * ONE_DAY for ahead in range(LONGEST))
    moments = (instant_at(date, minute, zone) for date in dates)
    return next(at for at in moments if at is not None and at > now)
