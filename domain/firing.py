"""When a moment of the wall clock fires: once for each of the person's own days that exists.

A moment counts minutes from 00:00 of an own day: below 0 it is the day before, from 1440 on the day
after. So 01:00 of a day that begins at 03:00 is 1500, and two hours before 01:30 is -30.

For one moment the firings come in the order of their days. Two moments of one day may change places
in a gap, where 02:50 is 03:50 and so comes after 03:10. A firing lies on its own day, unless a gap
carries it over that day's end: where the clocks go from 23:00 to midnight, 23:30 is 00:30.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from domain.days import ONE_DAY, Day, day_exists, instant_at, local_time
from domain.kinds import MINUTES


@dataclass(frozen=True, slots=True)
class Firing:
    """The own day a reminder fires for, and the UTC instant at which it does."""

    day: Day
    at: datetime


def moment_of(minute: int, day_start: int) -> int:
    """The moment of a wall time on own days that begin `day_start` minutes after 00:00: an earlier
    one is in the last night of the day."""
    return minute if minute >= day_start else minute + MINUTES


# A sweep asks the same again for everybody who is reminded at nine, which is most of them.
@lru_cache(maxsize=4096)
def firing_of(day: Day, moment: int, zone: str) -> datetime | None:
    """The one UTC instant of `moment` for a day; None if the day does not exist.

    Gap and overlap are as in instant_at.
    """
    if not day_exists(day, zone):
        return None
    dates, minute = divmod(moment, MINUTES)
    return instant_at(_dates_after(day, dates, zone), minute, zone)


def next_firing(moment: int, zone: str, after: datetime) -> Firing:
    """The first firing later than the aware instant `after`."""
    # Yesterday's may still be to come: a gap may have carried it over midnight.
    yesterday = _day_of(moment, zone, after) - ONE_DAY
    return next(one for one in firings(moment, zone, yesterday, ONE_DAY) if one.at > after)


def latest_firing(moment: int, zone: str, until: datetime) -> Firing:
    """The last firing at or before the aware instant `until`."""
    # Tomorrow's may be over: in an overlap the clock shows the end of a day again.
    tomorrow = _day_of(moment, zone, until) + ONE_DAY
    return next(one for one in firings(moment, zone, tomorrow, -ONE_DAY) if one.at <= until)


def firings(moment: int, zone: str, first: Day, step: timedelta) -> Iterator[Firing]:
    """Those of the days from `first` on that exist, without an end."""
    day = first
    while True:
        if at := firing_of(day, moment, zone):
            yield Firing(day, at)
        day += step


def _day_of(moment: int, zone: str, instant: datetime) -> Day:
    """The day whose moment is on the date of that instant, give or take one that was skipped."""
    return local_time(instant, zone).date() - moment // MINUTES * ONE_DAY


def _dates_after(day: Day, dates: int, zone: str) -> Day:
    """So many dates further on the wall: after 29 December 2011 Apia showed the 31st."""
    step = ONE_DAY if dates > 0 else -ONE_DAY
    for _ in range(abs(dates)):
        day += step
        if not day_exists(day, zone):
            day += step
    return day
