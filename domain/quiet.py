"""Quiet hours: when nothing is said that the person did not set themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from domain.days import ONE_DAY, Day, instant_at, local_time
from domain.kinds import MINUTES

_AHEAD: Final = 3
"""Dates to look at for an end: today's, tomorrow's, and one more where a zone skipped that."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one minute of the wall clock's day up to another, past midnight where that is earlier."""

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in them. The end does not; from 7 to 7 is never."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    @property
    def length(self) -> int:
        """In minutes."""
        return (self.end - self.start) % MINUTES


USUAL: Final = QuietHours(22 * 60, 7 * 60)
"""Everybody's, until they choose others, or none."""


@dataclass(frozen=True, slots=True)
class QuietWeek:
    """Those of every night; `others` has other hours, or None for none, for the nights that begin on
    some weekdays (0 = Monday). Hours that do not pass midnight lie on the weekday itself."""

    every: QuietHours | None
    others: Mapping[int, QuietHours | None] = field(default_factory=dict)

    def on(self, weekday: int) -> QuietHours | None:
        """Those that begin on a weekday."""
        return self.others.get(weekday, self.every)

    def ever_holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in them on any date."""
        nights = (self.on(weekday) for weekday in range(7))
        return any(quiet.holds(minute) for quiet in nights if quiet)

    def over_at(self, now: datetime, zone: str) -> datetime | None:
        """When those under way are over; None where none are."""
        wall = local_time(now, zone)
        nights = (self._over_at(wall.date() - ahead * ONE_DAY, wall, zone) for ahead in range(2))
        # Clocks that go back may show the hour before the end once more: it is over all the same.
        return max((end for end in nights if end and end > now), default=None)

    def _over_at(self, night: Day, wall: datetime, zone: str) -> datetime | None:
        """When those that began on a date are over, if the wall clock shows a time in them."""
        quiet = self.on(night.weekday())
        if quiet is None:
            return None
        begun = (wall - datetime.combine(night, time.min)) // timedelta(minutes=1) - quiet.start
        if not 0 <= begun < quiet.length:
            return None
        last = night + (quiet.start + quiet.length) // MINUTES * ONE_DAY
        ends = (instant_at(last + ahead * ONE_DAY, quiet.end, zone) for ahead in range(_AHEAD))
        return next(end for end in ends if end is not None)
