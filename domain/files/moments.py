"""Days and times as files write them. Digits are ASCII: ٣ in a file is a sign of something else."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from domain.days import FIRST_DAY, LAST_DAY, Day, local_time
from domain.errors import Reason, Refused

_CLOCK: Final = r"(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
_OFFSET: Final = r"(Z|[+-]\d\d:?\d\d)"
_MOMENT: Final = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)(?:[T ]{_CLOCK}\s?{_OFFSET}?)?", re.ASCII)
_TIME: Final = re.compile(rf"{_CLOCK}\s?{_OFFSET}?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, and the minute of it where a time was written that is not midnight."""

    day: Day
    minute: int | None


def day_of(year: int, month: int, day: int, field: str) -> Day:
    """The date; Refused not_a_date, or out_of_range (years 0 and 9999 among them)."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise Refused(field, Reason.NOT_A_DATE, nearest=None) from None
    return _in_range(found, field)


def iso_day(text: str, field: str) -> Day:
    """The day of `2026-11-22`, whatever time follows it; Refused."""
    parts = _matched(_MOMENT, text, field)
    return day_of(int(parts[1]), int(parts[2]), int(parts[3]), field)


def iso_moment(text: str, field: str, zone: str) -> Moment:
    """The local day and minute of `2026-11-22T09:30:00Z`; without an offset it is a local time.

    The day is the calendar's, not one that begins later: a date that was written stays that date.
    """
    parts = _matched(_MOMENT, text, field)
    day = iso_day(text, field)
    if parts[4] is None:
        return Moment(day, None)
    wall = datetime.combine(day, _time(parts[4], parts[5], parts[6], field))
    if parts[7]:
        wall = local_time(wall.replace(tzinfo=_offset(parts[7], field)), zone)
    return Moment(_in_range(wall.date(), field), wall.hour * 60 + wall.minute or None)


def iso_time(text: str, field: str) -> tuple[int, bool]:
    """The minute of the day of `08:00:00`, and whether an offset was written (which says nothing:
    without a date nobody knows the offset of the person's own zone)."""
    parts = _matched(_TIME, text, field)
    at = _time(parts[1], parts[2], parts[3], field)
    return at.hour * 60 + at.minute, parts[4] is not None


def _matched(shape: re.Pattern[str], text: str, field: str) -> re.Match[str]:
    parts = shape.fullmatch(text.strip())
    if parts is None:
        raise Refused(field, Reason.UNREADABLE)
    return parts


def _time(hour: str, minute: str, second: str | None, field: str) -> time:
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise Refused(field, Reason.NOT_A_TIME) from None


def _offset(text: str, field: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        raise Refused(field, Reason.NOT_A_TIME)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(ahead if text[0] == "+" else -ahead)


def _in_range(day: Day, field: str) -> Day:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise Refused(field, Reason.OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)
