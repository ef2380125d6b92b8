"""A day is a local date; this module alone says where days begin and when wall times happen."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from domain.errors import Reason, Refused
from domain.zones import zone_info

Day = date

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
ONE_DAY: Final = timedelta(days=1)

_DAYSTAMP: Final = re.compile(r"[0-9]{8}")


def local_time(instant: datetime, zone: str) -> datetime:
    """What the wall clock of `zone` shows at an aware instant, as a naive datetime."""
    return instant.astimezone(zone_info(zone)).replace(tzinfo=None)


def local_day(instant: datetime, zone: str, day_start_minute: int) -> Day:
    """The day an instant belongs to, for a person whose day begins `day_start_minute` after 00:00.

    The wall clock decides, so 01:00 with a start of 180 is still the day before. Where that day
    does not exist (the night after Apia skipped 30 December 2011) it is the one before it.
    """
    wall = local_time(instant, zone)
    day = (wall - timedelta(minutes=day_start_minute)).date()
    return day if day == wall.date() or day_exists(day, zone) else day - ONE_DAY


def day_ends(instant: datetime, zone: str, day_start_minute: int) -> datetime:
    """When the own day that an aware instant lies in is over; always later than the instant."""
    following = local_day(instant, zone, day_start_minute) + ONE_DAY
    if not day_exists(following, zone):
        following += ONE_DAY
    wall = datetime.combine(following, time.min) + timedelta(minutes=day_start_minute)
    # In an overlap the day may begin, and then be the one before for a while again.
    ends = (wall_instant(wall.replace(fold=fold), zone) for fold in (0, 1))
    return next(end for end in ends if end > instant)


# Asked for every moment of a day in a zone, of which there are many: it is most of what a firing costs.
@lru_cache(maxsize=4096)
def day_exists(day: Day, zone: str) -> bool:
    """Whether the wall clock of `zone` ever shows this date."""
    return _happens(datetime.combine(day, time.min), zone) or _happens(
        datetime.combine(day, time.max), zone
    )


def instant_at(day: Day, minute: int, zone: str) -> datetime | None:
    """The one UTC instant of a wall time (`minute` after 00:00), None if the day does not exist.

    In a gap the wall time shifts forward by the gap's length (02:30 is 03:30); in an overlap the
    first of the two counts. Both follow from fold=0, which applies the offset before the change.
    """
    if not day_exists(day, zone):
        return None
    return wall_instant(datetime.combine(day, time.min) + timedelta(minutes=minute), zone)


def week_start_of(day: Day, first_weekday: int) -> Day:
    """The first day of the week `day` lies in; weeks begin on `first_weekday` (0 = Monday)."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def week_of(day: Day, first_weekday: int) -> tuple[Day, Day]:
    """The first and the last day of the week of `day`; 0 is Monday."""
    first = week_start_of(day, first_weekday)
    return first, first + timedelta(days=6)


def month_of(day: Day) -> tuple[Day, Day]:
    """The first and the last day of the month of `day`."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def days_between(first: Day, last: Day) -> Iterator[Day]:
    """Every date from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def daystamp(day: Day) -> str:
    """A day as buttons and Beeminder write it: 20261122."""
    return f"{day:%Y%m%d}"


def from_daystamp(stamp: str) -> Day:
    """Read a daystamp; Refused when unreadable or outside FIRST_DAY..LAST_DAY."""
    if not _DAYSTAMP.fullmatch(stamp):
        raise Refused("day", Reason.UNREADABLE)
    try:
        day = date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:]))
    except ValueError:
        raise Refused("day", Reason.NOT_A_DATE) from None
    return in_range(day)


def in_range(day: Day) -> Day:
    """The day itself; Refused(out_of_range) outside FIRST_DAY..LAST_DAY."""
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise Refused("day", Reason.OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)


def wall_instant(wall: datetime, zone: str) -> datetime:
    """When `zone` shows a naive local time; gap and overlap are as in instant_at."""
    return wall.replace(tzinfo=zone_info(zone)).astimezone(UTC)


def _happens(wall: datetime, zone: str) -> bool:
    """A wall time inside a gap comes back from UTC as another one."""
    return local_time(wall_instant(wall, zone), zone) == wall
