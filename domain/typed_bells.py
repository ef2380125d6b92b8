"""Bells as people type them: `8, 16 and 22`, `30 minutes before`, `24 dec 18:00`."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from domain.bells import BEFORE_MAX, Bell
from domain.dates import Order
from domain.days import Day, instant_at, local_time
from domain.errors import Reason, Refused
from domain.kinds import MINUTES
from domain.moments import read_moment
from domain.typed import parse_day, parse_times, plain
from domain.words import Words, words_of

_LENGTH: Final = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>[^\W\d]+)")
_DATE: Final = r"\d{1,2}(?:/\d{1,2}(?:/\d+)?|\.\d{1,2}\.(?:\d+)?)"
_DATE_AND_MORE: Final = re.compile(rf"^\s*{_DATE}\s+\w|\w\s+{_DATE}\s*$")


def parse_bells(
    text: str, now: datetime, zone: str, order: Order | None = None, *, language: str = "en"
) -> tuple[Bell, ...]:
    """The bells meant: one for each time of day, or one before something is due, or one on a date.

    Refused as parse_times and read_moment refuse; out_of_range for a date that is over (earliest) and
    for what is longer before than a week (limit, in minutes); empty for a day without a time.
    """
    words = words_of(language)
    before = _before(text, words)
    if before is not None:
        return (Bell(before=before),)
    try:
        minutes = parse_times(text, language=language)
    except Refused as refusal:
        return (_dated(text, now, zone, order, language, refusal),)
    # In German "morgen 9" may be two times, and means tomorrow.
    if any(word in words.days for word in plain(text).split()):
        with suppress(Refused):
            return (_dated(text, now, zone, order, language, Refused("bell", Reason.EMPTY)),)
    # "5/12 9:00" may be three times, and means a date, or asks which.
    if _DATE_AND_MORE.search(text):
        return (_dated(text, now, zone, order, language, Refused("bell", Reason.UNREADABLE)),)
    return tuple(Bell(minute) for minute in minutes)


def _dated(
    text: str, now: datetime, zone: str, order: Order | None, language: str, refusal: Refused
) -> Bell:
    today = local_time(now, zone).date()

    def read_day(words: str) -> Day:
        return parse_day(words, today, order, language=language)

    try:
        day, minute = read_moment(text, "bell", read_day, language=language)
    except Refused as error:
        # Of two complaints the one about times helps, unless a day was understood.
        raise (refusal if error.reason is Reason.UNREADABLE else error) from None
    if day is None or minute is None:
        raise Refused("bell", Reason.EMPTY, day=day)
    at = instant_at(day, minute, zone)
    if at is None:
        raise Refused("bell", Reason.NOT_A_DATE, nearest=None)
    if at <= now:
        raise Refused("bell", Reason.OUT_OF_RANGE, earliest=now)
    return Bell(minute, day=day)


def _before(text: str, words: Words) -> int | None:
    """The minutes of `2 hours before` and `2h before`; None for words without a "before"."""
    *length, last = plain(text).rstrip(" .,;!?").split() or [""]
    if last not in words.before:
        return None
    count, unit = _counted(length)
    number = int(count) if count.isdecimal() else words.counts.get(count)
    minutes = words.minutes.get(unit) or words.units.get(unit, 0) * MINUTES
    if not number or not minutes:
        raise Refused("bell", Reason.UNREADABLE)
    if number * minutes > BEFORE_MAX:
        raise Refused("before", Reason.OUT_OF_RANGE, limit=BEFORE_MAX)
    return number * minutes


def _counted(length: Sequence[str]) -> tuple[str, str]:
    """A number and what it counts: `2 hours`, `2h`, `an hour`; empty where it is neither."""
    if found := _LENGTH.fullmatch(" ".join(length)):
        return found["count"], found["unit"]
    return (length[0], length[1]) if len(length) == 2 else ("", "")
