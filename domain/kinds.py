"""The kinds of schedule: each says of itself when a goal that follows it is due.

A *fixed* kind names its due days; a *free* one asks for so many times within so many days, on days
of the person's own choice. A new kind is a class with the same parts, its name in `Schedule`, and
its line in `KINDS`.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Self, TypeVar

from domain.days import Day
from domain.errors import Reason, Refused

WEEK: Final = frozenset(range(7))
LAST: Final = -1
"""In place of a number: the last weekday of its kind in a month."""

EVERY_MAX: Final = 3650
SLOTS_MAX: Final = 12
MINUTES: Final = 24 * 60

Plain = dict[str, object]
Word = TypeVar("Word", bound=StrEnum)


class Period(StrEnum):
    """A calendar period that closes, and is never counted anew."""

    WEEK = "week"
    MONTH = "month"


class Leap(StrEnum):
    """Where 29 February goes in a year that has none."""

    BEFORE = "feb28"
    AFTER = "mar1"


@dataclass(frozen=True, slots=True)
class Once:
    """To be done one time: on the plan's target day, `at` a minute of it or at any; without a target
    it is due on no day and stands under "Any day"."""

    kind: ClassVar = "once"
    at: int | None = None

    def __post_init__(self) -> None:
        if self.at is not None and not 0 <= self.at < MINUTES:
            raise Refused("time", Reason.NOT_A_TIME)

    def on_or_after(self, day: Day, target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        return target if target and target >= day else None

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {} if self.at is None else {"at": self.at}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_number(plain["at"]) if "at" in plain else None)


@dataclass(frozen=True, slots=True)
class Daily:
    """Due every day."""

    kind: ClassVar = "daily"

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        return day

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls()


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Due on some days of the week (0 = Monday); Refused(no_weekday) when there is none."""

    kind: ClassVar = "weekdays"
    days: frozenset[int]

    def __post_init__(self) -> None:
        if not self.days or not self.days <= WEEK:
            raise Refused("weekdays", Reason.NO_WEEKDAY)

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        return day + timedelta(days=min((weekday - day.weekday()) % 7 for weekday in self.days))

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"days": sorted(self.days)}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down; Refused when its days are no list of numbers."""
        return cls(_numbers(plain.get("days")))


@dataclass(frozen=True, slots=True)
class EveryDays:
    """Due every `every` days, counted from `anchor`: a grid that no missed day can move."""

    kind: ClassVar = "every_days"
    every: int
    anchor: Day

    def __post_init__(self) -> None:
        _check_within("every", self.every, 2, EVERY_MAX)

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        return day + timedelta(days=(self.anchor - day).days % self.every)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"every": self.every, "anchor": self.anchor.isoformat()}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_number(plain.get("every")), _day(plain.get("anchor")))


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Due on some days of each month, by number. Where a month is too short for one, its last day
    takes over (31 Jan, 28 Feb, 31 Mar), so that 31 means the last day."""

    kind: ClassVar = "month_days"
    days: frozenset[int]

    def __post_init__(self) -> None:
        if not self.days:
            raise Refused("month_days", Reason.EMPTY)
        for day in self.days:
            _check_within("month_days", day, 1, 31)

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        this = [due for due in self._in_month(day.year, day.month) if due >= day]
        return min(this or self._in_month(*_next_month(day)))

    def _in_month(self, year: int, month: int) -> list[Day]:
        length = calendar.monthrange(year, month)[1]
        return [date(year, month, min(number, length)) for number in self.days]

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"days": sorted(self.days)}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_numbers(plain.get("days")))


@dataclass(frozen=True, slots=True)
class MonthWeekday:
    """Due on the `nth` (1 to 4, or LAST) `weekday` of each month."""

    kind: ClassVar = "month_weekday"
    nth: int
    weekday: int

    def __post_init__(self) -> None:
        if self.nth != LAST:
            _check_within("nth", self.nth, 1, 4)
        if self.weekday not in WEEK:
            raise Refused("weekdays", Reason.NO_WEEKDAY)

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        this = self._in_month(day.year, day.month)
        return this if this >= day else self._in_month(*_next_month(day))

    def _in_month(self, year: int, month: int) -> Day:
        first, length = calendar.monthrange(year, month)
        number = 1 + (self.weekday - first) % 7
        if self.nth == LAST:
            return date(year, month, number + (length - number) // 7 * 7)
        return date(year, month, number + (self.nth - 1) * 7)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"nth": self.nth, "weekday": self.weekday}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_number(plain.get("nth")), _number(plain.get("weekday")))


@dataclass(frozen=True, slots=True)
class Yearly:
    """Due on one date of each year; `leap` says where 29 February goes in a common year."""

    kind: ClassVar = "yearly"
    month: int
    day: int
    leap: Leap = Leap.BEFORE

    def __post_init__(self) -> None:
        _check_within("month", self.month, 1, 12)
        if not 1 <= self.day <= calendar.monthrange(2000, self.month)[1]:
            raise Refused("day", Reason.NOT_A_DATE)

    def on_or_after(self, day: Day, _target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        this = self._in_year(day.year)
        return this if this >= day else self._in_year(day.year + 1)

    def _in_year(self, year: int) -> Day:
        if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
            return date(year, 2, 28) if self.leap is Leap.BEFORE else date(year, 3, 1)
        return date(year, self.month, self.day)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"month": self.month, "day": self.day, "leap": self.leap.value}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        month, day = _number(plain.get("month")), _number(plain.get("day"))
        return cls(month, day, _word(plain.get("leap"), Leap))


@dataclass(frozen=True, slots=True)
class TimesPer:
    """So many times in each calendar week or month, on days of one's choice.

    `week_start` (0 = Monday) is kept with the schedule: a later change of that setting must not move
    the borders of weeks that are over.
    """

    kind: ClassVar = "times_per"
    times: int
    period: Period
    week_start: int = 0

    def __post_init__(self) -> None:
        _check_within("times", self.times, 1, 7 if self.period is Period.WEEK else 31)
        if self.week_start not in WEEK:
            raise Refused("weekdays", Reason.NO_WEEKDAY)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"times": self.times, "period": self.period.value, "week_start": self.week_start}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        times, week_start = _number(plain.get("times")), _number(plain.get("week_start"))
        return cls(times, _word(plain.get("period"), Period), week_start)


@dataclass(frozen=True, slots=True)
class TimesIn:
    """So many times within any `days` days in a row, on days of one's choice."""

    kind: ClassVar = "times_in"
    times: int
    days: int

    def __post_init__(self) -> None:
        _check_within("days", self.days, 2, EVERY_MAX)
        _check_within("times", self.times, 1, self.days)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"times": self.times, "days": self.days}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_number(plain.get("times")), _number(plain.get("days")))


@dataclass(frozen=True, slots=True)
class AfterDone:
    """Due `every` days after it was last done, and offered from then on until it is done."""

    kind: ClassVar = "after_done"
    every: int

    def __post_init__(self) -> None:
        _check_within("every", self.every, 1, EVERY_MAX)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"every": self.every}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls(_number(plain.get("every")))


@dataclass(frozen=True, slots=True)
class Slotted:
    """Several times on each due day of a fixed schedule: `times` are minutes of the day, sorted."""

    kind: ClassVar = "slotted"
    of: "Fixed"
    times: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_within("times", len(self.times), 2, SLOTS_MAX)
        if list(self.times) != sorted(set(self.times)):
            raise Refused("times", Reason.UNREADABLE)
        if not 0 <= self.times[0] <= self.times[-1] < MINUTES:
            raise Refused("times", Reason.NOT_A_TIME)

    def on_or_after(self, day: Day, target: Day | None) -> Day | None:
        """The first due day from `day` on."""
        return self.of.on_or_after(day, target)

    def plain(self) -> Plain:
        """The fields besides the kind, ready for JSON."""
        return {"of": to_plain(self.of), "times": list(self.times)}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        of, times = _fixed(plain.get("of")), plain.get("times")
        if not isinstance(times, list):
            raise Refused("schedule", Reason.UNREADABLE)
        return cls(of, tuple(_number(time) for time in times))


Fixed = Once | Daily | Weekdays | EveryDays | MonthDays | MonthWeekday | Yearly
Free = TimesPer | TimesIn | AfterDone
Schedule = Fixed | Slotted | Free

KINDS: Final[Mapping[str, type[Schedule]]] = {
    kind.kind: kind
    for kind in (
        Once,
        Daily,
        Weekdays,
        EveryDays,
        MonthDays,
        MonthWeekday,
        Yearly,
        TimesPer,
        TimesIn,
        AfterDone,
        Slotted,
    )
}


def to_plain(schedule: Schedule) -> Plain:
    """A schedule as JSON keeps it: `{"kind": "weekdays", "days": [0, 2]}`."""
    return {"kind": schedule.kind, **schedule.plain()}


def from_plain(plain: object) -> Schedule:
    """The schedule written by `to_plain`; Refused on anything else."""
    match plain:
        case {"kind": str(kind), **fields} if kind in KINDS:
            return KINDS[kind].read(fields)
    raise Refused("schedule", Reason.UNREADABLE)


def slots_of(schedule: Schedule) -> tuple[int, ...]:
    """The minutes of the slots of a due day; empty where a day is answered as a whole."""
    return schedule.times if isinstance(schedule, Slotted) else ()


def _check_within(field: str, number: int, first: int, last: int) -> None:
    if not first <= number <= last:
        raise Refused(field, Reason.OUT_OF_RANGE, first=first, last=last)


def _next_month(day: Day) -> tuple[int, int]:
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)


def _number(value: object) -> int:
    # `type`, since True is an int to isinstance and would become Tuesday.
    if type(value) is not int:
        raise Refused("schedule", Reason.UNREADABLE)
    return value


def _numbers(value: object) -> frozenset[int]:
    if not isinstance(value, list):
        raise Refused("schedule", Reason.UNREADABLE)
    return frozenset(_number(each) for each in value)


def _word(value: object, words: type[Word]) -> Word:
    # Word by word, since a list from outside has no place in a set.
    for word in words:
        if word.value == value:
            return word
    raise Refused("schedule", Reason.UNREADABLE)


def _fixed(plain: object) -> "Fixed":
    """What may have slots. Looked at before it is read: slots within slots within slots, a thousand
    deep, would otherwise end the process's stack."""
    match plain:
        case {"kind": str(kind)} if kind not in (Slotted.kind, Once.kind):
            of = from_plain(plain)
            if isinstance(of, Fixed):
                return of
    raise Refused("schedule", Reason.UNREADABLE)


def _day(value: object) -> Day:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused("schedule", Reason.UNREADABLE) from None
