"""When a mood was felt: typed or tapped, always in the past, on the person's own days."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.dates import Order
from domain.days import ONE_DAY, Day, instant_at, local_day
from domain.errors import Reason, Refused
from domain.moments import read_moment
from domain.typed import parse_day

NOON: Final = 12 * 60
_LONGEST_BACK: Final = 8 * 366
"""Days: from 28 February 2104 the last 29 February is eight years away."""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """How a person's clock runs: the instant it is, their zone, and when their day begins."""

    now: datetime
    zone: str
    day_start_minute: int

    @property
    def today(self) -> Day:
        return local_day(self.now, self.zone, self.day_start_minute)

    def moment(self, day: Day, minute: int) -> datetime:
        """The instant of a wall time on the person's own day: with days from 04:00, 01:00 is the end
        of one. Refused(not_a_date) for a day that their clocks skipped."""
        date = day if minute >= self.day_start_minute else day + ONE_DAY
        instant = instant_at(date, minute, self.zone)
        if instant is None:
            raise Refused("felt_at", Reason.NOT_A_DATE, nearest=None)
        return instant


def felt_on(day: Day, minute: int | None, clockwork: Clockwork) -> datetime:
    """The instant meant by a day, and a time where one was said: noon otherwise, or now if that is
    still to come. Refused(out_of_range, latest) in the future."""
    if minute is None and day == clockwork.today:
        return min(clockwork.moment(day, NOON), clockwork.now)
    return past(clockwork.moment(day, NOON if minute is None else minute), clockwork.now)


def past(instant: datetime, now: datetime) -> datetime:
    """The instant itself; Refused(out_of_range, latest) when it is still to come."""
    if instant > now:
        raise Refused("felt_at", Reason.OUT_OF_RANGE, latest=now)
    return instant


def parse_felt(
    text: str, clockwork: Clockwork, order: Order | None = None, *, language: str = "en"
) -> datetime:
    """The moment in the past that is meant: `14:30`, `yesterday`, `mon 9pm`, `3 march`.

    A time alone is the latest such time, a day without a year the latest such day, and a day alone its
    noon. What reads as both is a time, unless it ends in a dot (`5.12.`). Refused as by parse_time and
    parse_day, and out_of_range (latest) in the future.
    """

    def read_day(words: str) -> Day:
        return parse_past_day(words, clockwork.today, order, language=language)

    day, minute = read_moment(text, "felt_at", read_day, language=language)
    if day is None and minute is not None:
        return _latest(minute, clockwork)
    return felt_on(day or clockwork.today, minute, clockwork)


def parse_past_day(
    text: str, today: Day, order: Order | None = None, *, language: str = "en"
) -> Day:
    """As parse_day, but what has no year, and a weekday, is the latest such day, today included. Only
    a day that can be nothing else, such as tomorrow, is in the future."""

    def seen_from(days_ago: int) -> Day:
        return parse_day(text, today - timedelta(days=days_ago), order, language=language)

    try:
        day = seen_from(0)
    except Refused as error:
        raise _looking_back(error, today) from None
    if day <= today or seen_from(1) == day - ONE_DAY:
        return day
    # Seen from ever earlier days, the next such day comes ever earlier: the first that is not in the
    # future is the latest one.
    back = range(_LONGEST_BACK)
    found = bisect_left(back, True, key=lambda days_ago: seen_from(days_ago) <= today)
    return day if found == len(back) else seen_from(found)


def _looking_back(error: Refused, today: Day) -> Refused:
    """The same refusal, with what it offers moved into the past."""
    data = {name: _moved(value, today) for name, value in error.data.items()}
    return Refused(error.field, error.reason, **data)


def _moved(value: object, today: Day) -> object:
    if isinstance(value, tuple):
        return tuple(_moved(each, today) for each in value)
    return _year_before(value, today) if isinstance(value, Day) and value > today else value


def _year_before(day: Day, today: Day) -> Day:
    """The latest day of that date up to today; of 29 February the 28th, where there is none."""
    year = today.year if (day.month, day.day) <= (today.month, today.day) else today.year - 1
    leap = (day.month, day.day) == (2, 29)
    return (day - ONE_DAY if leap else day).replace(year=year)


def _latest(minute: int, clockwork: Clockwork) -> datetime:
    today = clockwork.moment(clockwork.today, minute)
    if today <= clockwork.now:
        return today
    return past(clockwork.moment(clockwork.today - ONE_DAY, minute), clockwork.now)
