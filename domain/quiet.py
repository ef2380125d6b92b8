"""Quiet hours: when nothing is said that the person did not set themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.days import ONE_DAY, instant_at, local_time

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

    def over_at(self, now: datetime, zone: str) -> datetime | None:
        """When those under way are over; None where none are."""
        wall = local_time(now, zone)
        minute = wall.hour * 60 + wall.minute
        if not self.holds(minute):
            return None
        first = wall.date() if minute < self.end else wall.date() + ONE_DAY
        ends = (instant_at(first + ahead * ONE_DAY, self.end, zone) for ahead in range(_AHEAD))
        end = next(end for end in ends if end is not None)
        # Clocks that go back may show the hour before the end once more: it is over all the same.
        return end if end > now else None
