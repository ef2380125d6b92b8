"""How a person's days are reckoned, and what is jumped over when that changes.

A wall clock that is put forward shows none of the times in between. Where days begin earlier, the times
between the new beginning and the old one belong to the day after: on the day under way they may be
over, though that day has not had them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.days import instant_at, local_day, local_time, wall_instant
from domain.kinds import MINUTES


class Reckoning(NamedTuple):
    """By which clock, and from which minute of it on; `zone` is None until a person named one."""

    zone: str | None
    day_start_minute: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Since when the times of the wall clock were jumped over, and since when those of `earlier` were:
    minutes that now belong to another day."""

    since: datetime
    since_today: datetime
    earlier: range

    def since_of(self, moment: int) -> datetime:
        return self.since_today if moment % MINUTES in self.earlier else self.since


def no_jump(now: datetime) -> Jump:
    return Jump(now, now, range(0))


def jump(now: datetime, before: Reckoning, after: Reckoning) -> Jump:
    """What lies between two ways to reckon days, up to `now`."""
    if before.zone is None or after.zone is None:
        return no_jump(now)
    since = min(now, wall_instant(local_time(now, before.zone), after.zone))
    # The day under way until now may have been waiting for times that are now those of the day before.
    day = local_day(now, before.zone, before.day_start_minute)
    begun = instant_at(day, after.day_start_minute, after.zone) or now
    earlier = range(after.day_start_minute, before.day_start_minute)
    return Jump(since, min(since, begun - timedelta.resolution), earlier)
