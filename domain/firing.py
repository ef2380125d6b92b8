"""When a reminder at a wall time fires: once on each of the person's own days that exists.

For one minute the firings come in the order of their days. Two minutes of one day may change places
in a gap, where 02:50 is 03:50 and so comes after 03:10. A firing lies on its own day, unless a gap
carries it over that day's end: where the clocks go from 23:00 to midnight, 23:30 is 00:30.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from domain.days import ONE_DAY, Day, day_exists, instant_at, local_day


@dataclass(frozen=True, slots=True)
class Firing:
    """The own day a reminder fires for, and the UTC instant at which it does."""

    day: Day
    at: datetime


# A sweep asks the same again for everybody who is reminded at nine, which is most of them.
@lru_cache(maxsize=4096)
def firing_of(day: Day, minute: int, zone: str, day_start: int) -> datetime | None:
    """The one UTC instant of `minute` (after 00:00) on a day that begins `day_start` minutes after
    00:00, so that an earlier minute is in its last night; None if the day does not exist.

    Gap and overlap are as in instant_at.
    """
    if not day_exists(day, zone):
        return None
    return instant_at(day if minute >= day_start else _date_after(day, zone), minute, zone)


def next_firing(minute: int, zone: str, day_start: int, after: datetime) -> Firing:
    """The first firing later than the aware instant `after`."""
    # Yesterday's may still be to come: a gap may have carried it over midnight.
    yesterday = local_day(after, zone, day_start) - ONE_DAY
    onwards = _firings(minute, zone, day_start, yesterday, ONE_DAY)
    return next(firing for firing in onwards if firing.at > after)


def latest_firing(minute: int, zone: str, day_start: int, until: datetime) -> Firing:
    """The last firing at or before the aware instant `until`."""
    # Tomorrow's may be over: in an overlap the clock shows the end of a day again.
    tomorrow = local_day(until, zone, day_start) + ONE_DAY
    backwards = _firings(minute, zone, day_start, tomorrow, -ONE_DAY)
    return next(firing for firing in backwards if firing.at <= until)


def _firings(
    minute: int, zone: str, day_start: int, first: Day, step: timedelta
) -> Iterator[Firing]:
    day = first
    while True:
        if at := firing_of(day, minute, zone, day_start):
            yield Firing(day, at)
        day += step


def _date_after(day: Day, zone: str) -> Day:
    """The next date on the wall: after 29 December 2011 Apia showed the 31st."""
    date = day + ONE_DAY
    return date if day_exists(date, zone) else date + ONE_DAY
