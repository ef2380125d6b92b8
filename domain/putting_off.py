"""Putting a reminder off: when it is said again."""

from datetime import datetime, timedelta
from typing import Final

from domain.days import ONE_DAY, instant_at, local_time

MINUTES: Final = (15, 60)
EVENING: Final = 19 * 60
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
    wall = local_time(due_at, zone)
    date = local_time(now, zone).date()
    for ahead in range(1, LONGEST):
        at = instant_at(date + ahead * ONE_DAY, wall.hour * 60 + wall.minute, zone)
        if at is not None:
            return at
    raise AssertionError("a zone skips one date at most")
