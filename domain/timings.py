"""From the phrases of one line to its timings: schedule, reminders, first and last day."""

from collections.abc import Iterable

from domain.days import Day
from domain.errors import Reason, Refused
from domain.goals import check_dates
from domain.kinds import WEEK, Daily, Fixed, Once, Schedule, Slotted, Weekdays
from domain.meanings import Timing, meanings
from domain.phrases import Phrase
from domain.said import Reader, Said, contradiction, gathered, one_of


def timings(phrases: Iterable[Phrase], reader: Reader) -> list[Timing]:
    """Every reading of the phrases of one line, none twice.

    Refused: contradicts, unknown (a rhythm there is no schedule for), empty (what is not said:
    "times" of 2x daily, "day" of yearly), and as days, times and schedules refuse.
    """
    said = gathered(phrases, reader)
    return list(dict.fromkeys(_timed(timing, said) for timing in meanings(said)))


def _timed(timing: Timing, said: Said) -> Timing:
    """A count a day makes slots of the times, a one-time goal a due time, all others reminders."""
    start, target = _border(timing.start, said.start), _border(timing.target, said.target)
    if start:
        check_dates(start, target)
    schedule, times = timing.schedule, tuple(sorted(said.times))
    if said.free:
        schedule = _without(schedule, said.free)
    if said.a_day not in (None, 1):
        return Timing(_slotted(schedule, times, said.a_day), times, start, target)
    if isinstance(schedule, Once):
        return Timing(_at(times), (), start, target)
    return Timing(schedule, times, start, target)


def _border(by_rule: Day | None, said: Day | None) -> Day | None:
    return said if by_rule is None else one_of(said, by_rule)


def _without(schedule: Schedule | None, free: frozenset[int]) -> Schedule:
    """Daily or on weekdays, except on some of them."""
    match schedule:
        case Daily():
            return Weekdays(WEEK - free)
        case Weekdays(days):
            return Weekdays(days - free)
    raise contradiction()


def _slotted(schedule: Schedule | None, times: tuple[int, ...], count: int | None) -> Slotted:
    if not times:
        raise Refused("times", Reason.EMPTY, count=count)
    if len(times) != count or isinstance(schedule, Once) or not isinstance(schedule, Fixed):
        raise contradiction()
    return Slotted(schedule, times)


def _at(times: tuple[int, ...]) -> Once:
    if len(times) > 1:
        raise Refused("time", Reason.TOO_MANY, count=len(times), limit=1)
    return Once(*times)
