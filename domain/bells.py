"""Bells: the ways in which a reminder may be set, and the moments of a day at which it then goes off.

What a moment is stands in ``domain.firing``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from domain.days import ONE_DAY, Day, daystamp
from domain.firing import Firing, firing_of, firings, latest_firing, moment_of, next_firing
from domain.kinds import MINUTES

BEFORE_MAX: Final = 7 * MINUTES
"""So early at most before something is due: a week."""

LEAD_MAX: Final = 30
NAG_MINUTES: Final = range(5, 12 * 60 + 1)
NAG_TIMES: Final = range(1, 11)
PINGS_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Bell:
    """When a reminder goes off: at `minute` of the wall clock, or at a random one from then until
    `until_minute`; on `day` alone, or on some `weekdays` (bit 0 = Monday); or, instead of a minute,
    so many minutes `before` something is due."""

    minute: int | None = None
    until_minute: int | None = None
    before: int | None = None
    day: Day | None = None
    weekdays: int | None = None

    @property
    def key(self) -> str:
        """What tells it from another bell of the same goal. On which weekdays is no part of it: the
        same bell may ring on Sundays and later on Mondays."""
        if self.before is not None:
            return f"b{self.before}"
        stamp = f"{daystamp(self.day)}." if self.day else ""
        window = "" if self.until_minute is None else f"-{self.until_minute}"
        return f"{stamp}{self.minute}{window}"

    @property
    def spread(self) -> int:
        """Over how many minutes its random moment lies; 0 where there is none."""
        if self.until_minute is None or self.minute is None:
            return 0
        return (self.until_minute - self.minute) % MINUTES

    def moments(self, day_start: int, dues: Iterable[int] = ()) -> frozenset[int]:
        """The moments of the days it rings on; `dues` are the minutes at which something is due, and
        without any that is at the end of the day."""
        if self.minute is not None and self.day is not None:
            return frozenset({self.minute})  # a date on the wall, and no own day, was asked for
        if self.minute is not None:
            return frozenset({moment_of(self.minute, day_start)})
        moments = {moment_of(minute, day_start) for minute in dues} or {MINUTES + day_start}
        return frozenset(moment - (self.before or 0) for moment in moments)


@dataclass(frozen=True, slots=True)
class Ringing:
    """One moment of a bell, and on which days it counts. `seed` picks the random moments: the same
    ones at each count, since what went off must not go off again for being counted anew."""

    moment: int
    day: Day | None = None
    weekdays: int | None = None
    spread: int = 0
    seed: int = 0

    def next(self, zone: str, after: datetime) -> Firing | None:
        """The first firing later than `after`; None where there is none any more."""
        if self.day is not None:
            return self._of(self.day, zone, lambda at: at > after)
        if self._is_plain:
            return next_firing(self.moment, zone, after)
        # A random moment of yesterday may still be to come.
        first = latest_firing(self.moment, zone, after).day - ONE_DAY
        return next(one for one in self._firings(zone, first, ONE_DAY) if one.at > after)

    def latest(self, zone: str, until: datetime) -> Firing | None:
        """The last firing at or before `until`; None where there was none yet."""
        if self.day is not None:
            return self._of(self.day, zone, lambda at: at <= until)
        if self._is_plain:
            return latest_firing(self.moment, zone, until)
        first = next_firing(self.moment, zone, until).day
        return next(one for one in self._firings(zone, first, -ONE_DAY) if one.at <= until)

    @property
    def _is_plain(self) -> bool:
        return self.weekdays is None and not self.spread

    def _firings(self, zone: str, first: Day, step: timedelta) -> Iterator[Firing]:
        for firing in firings(self.moment, zone, first, step):
            if self.weekdays is None or self.weekdays >> firing.day.weekday() & 1:
                later = timedelta(minutes=self._chance(firing.day))
                yield Firing(firing.day, firing.at + later)

    def _of(self, day: Day, zone: str, fits: Callable[[datetime], bool]) -> Firing | None:
        at = firing_of(day, self.moment, zone)
        return Firing(day, at) if at is not None and fits(at) else None

    def _chance(self, day: Day) -> int:
        """Minutes into the window, anywhere from its first to its last."""
        if not self.spread:
            return 0
        drawn = blake2b(f"{self.seed}.{daystamp(day)}".encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % (self.spread + 1)


def not_before(moment: int, alert_start: int | None, day_start: int) -> int:
    """The moment itself, or the minute `alert_start` of its own day if that is later: Beeminder's
    alertstart, before which no day speaks."""
    if alert_start is None:
        return moment
    days = (moment - day_start) // MINUTES
    return max(moment, days * MINUTES + moment_of(alert_start, day_start))
