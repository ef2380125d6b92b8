"""What is asked of who chooses the days, told again in the simplest way: by looking at each day.

A stretch is the days on which one such schedule ruled. Days of rest are in it, but are never asked for.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

from domain.kinds import AfterDone, Period, TimesIn, TimesPer

Free = TimesPer | TimesIn | AfterDone
FREE = (TimesPer, TimesIn, AfterDone)

Asked = tuple[date, date, int]
"""From a day to a day, and on how many of these."""


@dataclass(frozen=True)
class Stretch:
    """``settled`` are the days done or skipped, also those outside. ``cut_short``: it ended with a new
    schedule, not with the goal."""

    schedule: Free
    days: list[date]
    awake: list[date]
    settled: Set[date]
    cut_short: bool

    def asks(self, day: date) -> bool:
        """Whether it asks on a day of the stretch."""
        if day not in self.awake:
            return False
        match self.schedule:
            case TimesPer():
                return self._lacks(self._period(day))
            case TimesIn():
                return self._lacks(self._window(day))
            case AfterDone():
                return day not in self.settled and self._is_time(day)

    def units(self) -> list[Asked]:
        """All it asks for, in order."""
        match self.schedule:
            case TimesPer():
                return sorted({self._period(day) for day in self.awake})
            case TimesIn():
                return [self._window(day) for day in self.awake[max(self._size - 1, 0) :]]
            case AfterDone(every):
                return list(self._turns(every))

    def _lacks(self, asked: Asked) -> bool:
        first, last, times = asked
        return sum(first <= day <= last for day in self.settled) < times

    def _period(self, day: date) -> Asked:
        """The calendar week or month, as far as the stretch has it."""
        names = {each: self._name(each) for each in self.days}
        inside = [each for each in self.days if names[each] == names[day]]
        awake = sum(each in self.awake for each in inside)
        return inside[0], inside[-1], self._part(awake, _length(self.schedule, day))

    def _name(self, day: date) -> tuple[int, ...]:
        """What all days of the same week or month are called."""
        assert isinstance(self.schedule, TimesPer)
        if self.schedule.period is Period.MONTH:
            return day.year, day.month
        return ((day.toordinal() - 1 - self.schedule.week_start) // 7,)

    def _window(self, day: date) -> Asked:
        """So many days that were awake, this one the last: at the beginning there are fewer."""
        assert isinstance(self.schedule, TimesIn)
        before = [each for each in self.awake if each <= day][-self.schedule.days :]
        return before[0], day, self._part(self._size, self.schedule.days)

    @property
    def _size(self) -> int:
        assert isinstance(self.schedule, TimesIn)
        return min(self.schedule.days, len(self.awake))

    def _part(self, days: int, of: int) -> int:
        """Of all the times those that fall on a part of the days, the last one whole."""
        assert not isinstance(self.schedule, AfterDone)
        times = 0
        while times < days and times * of < self.schedule.times * days:
            times += 1
        return times

    def _is_time(self, day: date) -> bool:
        """Nothing was settled too lately."""
        assert isinstance(self.schedule, AfterDone)
        return not any(0 < (day - each).days < self.schedule.every for each in self.settled)

    def _turns(self, every: int) -> Iterator[Asked]:
        begun, tired = None, 0
        for day in self.days:
            if begun is None and day in self.awake and self._is_time(day):
                begun, tired = day, 0
            tired += day in self.awake
            if begun and (day in self.settled or tired == every):
                yield begun, day, 1
                begun = None
        if begun and not self.cut_short:
            yield begun, self.days[-1], 1


def _length(schedule: Free, day: date) -> int:
    if isinstance(schedule, TimesPer) and schedule.period is Period.WEEK:
        return 7
    return max(number for number in range(28, 32) if _is_in_month(day, number))


def _is_in_month(day: date, number: int) -> bool:
    try:
        day.replace(day=number)
    except ValueError:
        return False
    return True
