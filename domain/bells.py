"""Bells: the ways in which a reminder may be set, and the moments of a day at which it then goes off.

What a moment is stands in ``domain.firing``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice
from typing import Final

from domain.days import FIRST_DAY, LAST_DAY, ONE_DAY, Day, daystamp
from domain.firing import Firing, firing_of, latest_firing, moment_of, next_firing
from domain.kinds import MINUTES
from domain.spans import Unit

BEFORE_MAX: Final = 7 * MINUTES
"""So early at most before something is due: a week."""

LEAD_MAX: Final = 30
NAG_MINUTES: Final = range(5, 12 * 60 + 1)
NAG_TIMES: Final = range(1, 11)


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

    def window_from(self, moment: int) -> int:
        """How many minutes of its window are left from a moment on; 0 where it has none."""
        if self.until_minute is None or self.minute is None:
            return 0
        begun = (moment - self.minute) % MINUTES
        return max(0, (self.until_minute - self.minute) % MINUTES - begun)

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
    """One moment of a bell, and on which days it counts: from `first` to `last`, both included; on some
    `weekdays`, or on the first day of each month or year, if it is the `first_of` these. `seed` picks
    the random moments: the same ones at each count, since what went off must not go off again for being
    counted anew."""

    moment: int
    first: Day = FIRST_DAY
    last: Day = LAST_DAY
    weekdays: int | None = None
    spread: int = 0
    seed: int = 0
    first_of: Unit | None = None

    def next(self, zone: str, after: datetime) -> Firing | None:
        """The first firing later than `after`; None where there is none any more."""
        if self._is_plain:
            return next_firing(self.moment, zone, after)
        # A random moment of yesterday may still be to come.
        day = latest_firing(self.moment, zone, after).day - ONE_DAY
        later = (one for one in self._firings(zone, day, ONE_DAY) if one.at > after)
        return min(islice(later, _NEIGHBOURS), key=_instant, default=None)

    def latest(self, zone: str, until: datetime) -> Firing | None:
        """The last firing at or before `until`; None where there was none yet."""
        if self._is_plain:
            return latest_firing(self.moment, zone, until)
        # In a gap a random moment may come before the window's first, which is carried over it.
        day = next_firing(self.moment, zone, until).day
        over = (one for one in self._firings(zone, day, -ONE_DAY) if one.at <= until)
        return max(islice(over, _NEIGHBOURS), key=_instant, default=None)

    @property
    def _is_plain(self) -> bool:
        always = self.first == FIRST_DAY and self.last == LAST_DAY
        return always and self.weekdays is None and not self.spread and self.first_of is None

    def _firings(self, zone: str, day: Day, step: timedelta) -> Iterator[Firing]:
        """Those of the days from `day` on, or back, on which it counts."""
        day = max(day, self.first) if step > timedelta(0) else min(day, self.last)
        while self.first <= day <= self.last:
            if counts_on(self.weekdays, day) and is_first(self.first_of, day):
                # Drawn on the wall clock: a window keeps its end on the day of a change, too.
                at = firing_of(day, self.moment + self._chance(day), zone)
                if at is not None:
                    yield Firing(day, at)
            day += step

    def _chance(self, day: Day) -> int:
        """Minutes into the window, anywhere from its first to its last."""
        if not self.spread:
            return 0
        told = f"{self.seed}.{daystamp(day + self.moment // MINUTES * ONE_DAY)}"
        drawn = blake2b(told.encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % (self.spread + 1)


_NEIGHBOURS: Final = 2
"""Of a window of nearly a day, the random moments of two days may change places in a gap."""


def _instant(firing: Firing) -> datetime:
    return firing.at


def counts_on(weekdays: int | None, day: Day) -> bool:
    """Whether a day is one of those weekdays (bit 0 = Monday); None is all of them."""
    return weekdays is None or bool(weekdays >> day.weekday() & 1)


def is_first(unit: Unit | None, day: Day) -> bool:
    """Whether a month or a year begins on that day; None is on all of them."""
    return unit is None or (day.day == 1 and (unit is Unit.MONTH or day.month == 1))


def not_before(moment: int, alert_start: int | None, day_start: int) -> int:
    """The moment itself, or the minute `alert_start` of its own day if that is later: Beeminder's
    alertstart, before which no day speaks."""
    if alert_start is None:
        return moment
    days = (moment - day_start) // MINUTES
    return max(moment, days * MINUTES + moment_of(alert_start, day_start))
