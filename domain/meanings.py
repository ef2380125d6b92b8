"""Which schedules the rhythms of one line mean: a rule for each set of them that goes together.

A rule gives every schedule the words fit; where that are two, the person is asked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from domain.days import Day, days_between
from domain.errors import Reason, Refused
from domain.kinds import (
    WEEK,
    AfterDone,
    Daily,
    EveryDays,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from domain.said import Said, contradiction
from domain.words import Says

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Timing:
    """A schedule (None: nothing was said of it) with what else was said about time."""

    schedule: Schedule | None
    reminders: tuple[int, ...] = ()
    start: Day | None = None
    target: Day | None = None


def meanings(said: Said) -> Iterator[Timing]:
    """By the rule for these rhythms; a date beside a rhythm may be its first day or its last."""
    heard = frozenset(said.rhythms)
    if heard in _RULES:
        yield from _RULES[heard](said)
        return
    rest = heard - {Says.ON}
    if rest == heard or rest not in _RULES:
        raise contradiction()
    for timing in _RULES[rest](said):
        yield replace(timing, start=said.day())
        yield replace(timing, target=said.day())


def _unsaid(said: Said) -> Iterator[Timing]:
    """No rhythm. A time alone is one day's or every day's, unless counted."""
    if said.a_day is None and not said.times:
        yield Timing(None)
        return
    if said.a_day is None:
        yield Timing(Once(), target=said.target or said.begin)
    yield Timing(Daily())


def _daily(_said: Said) -> Iterator[Timing]:
    yield Timing(Daily())


def _weekly(said: Said) -> Iterator[Timing]:
    yield Timing(TimesPer(1, Period.WEEK, said.reader.week_start))


def _monthly(_said: Said) -> Iterator[Timing]:
    yield Timing(TimesPer(1, Period.MONTH))


def _yearly(_said: Said) -> Iterator[Timing]:
    raise Refused("day", Reason.EMPTY)


def _weekdays(said: Said) -> Iterator[Timing]:
    yield Timing(_on(said.weekdays()))


def _on(weekdays: frozenset[int]) -> Schedule:
    return Daily() if weekdays == WEEK else Weekdays(weekdays)


def _weekday(said: Said) -> Iterator[Timing]:
    """A lone weekday may be the next one only; two of them recur, and so does what has borders."""
    yield Timing(_on(said.weekdays()))
    if len(said.weekdays()) == 1 and not (said.start or said.target or said.a_day):
        yield Timing(Once(), target=said.reader.day(said.rhythms[Says.WEEKDAY][0]))


def _counted_weekdays(said: Said) -> Iterator[Timing]:
    """`3x week mon wed fri` says it twice; `3x week mon` does not go together."""
    if said.rhythms[Says.PER] != (len(said.weekdays()), 7):
        raise contradiction()
    yield Timing(_on(said.weekdays()))


def _every(said: Said) -> Iterator[Timing]:
    match said.rhythms[Says.EVERY]:
        case 1, "month":
            yield from _monthly(said)
        case 1, "year":
            yield from _yearly(said)
        case _:
            count, days = said.numbers(Says.EVERY)
            yield Timing(_every_days(said, count * days))


def _other(said: Said) -> Iterator[Timing]:
    (days,) = said.numbers(Says.OTHER)
    yield Timing(_every_days(said, 2 * days))


def _every_days(said: Said, days: int) -> Schedule:
    """On a grid from the first day, or from the first such weekday."""
    weekdays = said.weekdays()
    if days == 1 and not weekdays:
        return Daily()
    if days == 7 and weekdays:
        return _on(weekdays)
    if not weekdays:
        return EveryDays(days, said.begin)
    if days % 7 or len(weekdays) > 1:
        raise contradiction()
    return EveryDays(days, _first_on(said.begin, weekdays))


def _first_on(day: Day, weekdays: frozenset[int]) -> Day:
    return next(each for each in days_between(day, day + _WEEK) if each.weekday() in weekdays)


def _other_weekday(said: Said) -> Iterator[Timing]:
    weekdays = frozenset(said.numbers(Says.OTHER_WEEKDAY))
    yield Timing(EveryDays(14, _first_on(said.begin, weekdays)))


def _after(said: Said) -> Iterator[Timing]:
    count, days = said.numbers(Says.AFTER)
    yield Timing(AfterDone(count * days))


def _per(said: Said) -> Iterator[Timing]:
    match said.rhythms[Says.PER]:
        case int() as times, 7:
            yield Timing(TimesPer(times, Period.WEEK, said.reader.week_start))
        case int() as times, "month":
            yield Timing(TimesPer(times, Period.MONTH))
        case _:
            times, days = said.numbers(Says.PER)
            yield Timing(TimesIn(times, days))


def _within(said: Said) -> Iterator[Timing]:
    times, count, days = said.numbers(Says.WITHIN)
    yield Timing(TimesIn(times, count * days))


def _nth_monthly(said: Said) -> Iterator[Timing]:
    says = Says.NTH if Says.NTH in said.rhythms else Says.NTH_MONTHLY
    yield Timing(MonthWeekday(*said.numbers(says)))


def _nth(said: Said) -> Iterator[Timing]:
    """`first monday` may be the next such day only."""
    schedule = MonthWeekday(*said.numbers(Says.NTH))
    yield Timing(schedule)
    yield Timing(Once(), target=schedule.on_or_after(said.reader.today, None))


def _month_days(said: Said) -> Iterator[Timing]:
    days = [value for value in said.rhythms[Says.MONTH_DAYS] if isinstance(value, frozenset)]
    yield Timing(MonthDays(frozenset[int]().union(*days)))


def _month_end(_said: Said) -> Iterator[Timing]:
    yield Timing(MonthDays(frozenset({31})))


def _once(said: Said) -> Iterator[Timing]:
    yield Timing(Once(), target=said.day())


def _once_on_weekday(said: Said) -> Iterator[Timing]:
    """`fri 4 dec` says it twice, and may not say two things."""
    if said.weekdays() != {said.day().weekday()}:
        raise contradiction()
    yield from _once(said)


def _each_year(said: Said) -> Iterator[Timing]:
    yield Timing(Yearly(said.day().month, said.day().day))


_Rule = Callable[[Said], Iterator[Timing]]


def _rules(*rows: tuple[_Rule, *tuple[tuple[Says, ...], ...]]) -> Mapping[frozenset[Says], _Rule]:
    return {frozenset(together): rule for rule, *sets in rows for together in sets}


_RULES: Final = _rules(
    (_unsaid, ()),
    (_daily, (Says.DAILY,)),
    (_weekly, (Says.WEEKLY,)),
    (_monthly, (Says.MONTHLY,)),
    (_yearly, (Says.YEARLY,)),
    (_weekday, (Says.WEEKDAY,)),
    (_weekdays, (Says.WEEKDAYS,), (Says.WEEKDAYS, Says.WEEKDAY)),
    (_weekdays, (Says.WEEKDAYS, Says.WEEKLY), (Says.WEEKDAY, Says.WEEKLY)),
    (_counted_weekdays, (Says.PER, Says.WEEKDAYS), (Says.PER, Says.WEEKDAY)),
    (_every, (Says.EVERY,), (Says.EVERY, Says.WEEKDAYS), (Says.EVERY, Says.WEEKDAY)),
    (_other, (Says.OTHER,), (Says.OTHER, Says.WEEKDAYS), (Says.OTHER, Says.WEEKDAY)),
    (_other_weekday, (Says.OTHER_WEEKDAY,)),
    (_after, (Says.AFTER,)),
    (_per, (Says.PER,)),
    (_within, (Says.WITHIN,)),
    (_nth, (Says.NTH,)),
    (_nth_monthly, (Says.NTH_MONTHLY,), (Says.NTH_MONTHLY, Says.MONTHLY), (Says.NTH, Says.MONTHLY)),
    (_month_days, (Says.MONTH_DAYS,), (Says.MONTH_DAYS, Says.MONTHLY)),
    (_month_end, (Says.MONTH_END,), (Says.MONTH_END, Says.MONTHLY)),
    (_once, (Says.ON,)),
    (_once_on_weekday, (Says.ON, Says.WEEKDAY)),
    (_each_year, (Says.EVERY_DATE,), (Says.EVERY_DATE, Says.YEARLY), (Says.ON, Says.YEARLY)),
)
