"""The stretches of days within which a free kind of schedule asks for so many times."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from domain.days import FIRST_DAY, ONE_DAY, Day, month_of, week_of
from domain.kinds import AfterDone, Period, TimesIn, TimesPer
from domain.rests import Rests, awake_days, awake_from, awake_until
from domain.schedules import Plan, Span, spans
from domain.tally import Tally


class Window(NamedTuple):
    """From `first` to `last`, both included, it is to be done `need` times."""

    first: Day
    last: Day
    need: int


def periods(plan: Plan, span: Span, schedule: TimesPer, from_day: Day) -> Iterator[Window]:
    """The calendar periods from the one of `from_day` on, cut to the span.

    One of which only a part is left by the span and the rests asks for its share, rounded up; one
    that rests wholly asks for nothing and is left out.
    """
    day = awake_from(plan.rests, max(from_day, span.first))
    while day is not None and day <= span.last:
        begin, end = bounds(schedule, day)
        first, last = max(begin, span.first), min(end, span.last)
        awake = _count_awake(plan.rests, first, last)
        length = (end - begin).days + 1
        yield Window(first, last, _share(schedule.times, awake, length))
        day = awake_from(plan.rests, end + ONE_DAY)


def sliding(plan: Plan, span: Span, schedule: TimesIn, from_day: Day) -> Iterator[Window]:
    """The window that ends on each awake day from `from_day` on: so many days, resting ones not
    counted, so that a holiday neither counts against anybody nor takes a window away.

    The first days of a span have less than a window behind them and ask for as much as a whole one.
    A span shorter than a window asks for its share, rounded up.
    """
    size = window_size(plan, span, schedule)
    need = _share(schedule.times, size, schedule.days)
    begin = max(from_day, span.first)
    behind = deque(_awake_before(plan, span, begin, schedule.days - 1), maxlen=schedule.days)
    for day in awake_days(plan.rests, begin, span.last):
        behind.append(day)
        yield Window(behind[0], day, need)


def begin_of_window(plan: Plan, span: Span, schedule: TimesIn, day: Day) -> Day:
    """The first day of the window that ends on `day`; rests may put it long before."""
    return next(iter(_awake_before(plan, span, day, schedule.days - 1)), day)


def first_window(plan: Plan, span: Span, schedule: TimesIn) -> Window | None:
    """The first whole window of the span; None where every day of it rests."""
    size = window_size(plan, span, schedule)
    return next(islice(sliding(plan, span, schedule, span.first), max(size - 1, 0), None), None)


def window_size(plan: Plan, span: Span, schedule: TimesIn) -> int:
    """How many awake days a window of the span has."""
    return sum(1 for _ in islice(awake_days(plan.rests, span.first, span.last), schedule.days))


def turns(plan: Plan, span: Span, schedule: AfterDone, tally: Tally) -> Iterator[Window]:
    """From each day it fell due to the day that settled it, or for `every` awake days, after which
    the next turn begins; without end where the span has none.

    A turn that a new schedule cut short without an answer is left out: a change of mind is no miss.
    """
    due = next_turn(plan, span, schedule, tally, span.first)
    while due is not None and due <= span.last:
        end = next(islice(awake_days(plan.rests, due, span.last), schedule.every - 1, None), None)
        settled = tally.first_settled(due, end or span.last)
        if end is None and settled is None and span.last < plan.end:
            return
        last = settled or end or span.last
        yield Window(due, last, 1)
        due = next_turn(plan, span, schedule, tally, last + ONE_DAY)


def next_turn(
    plan: Plan, span: Span, schedule: AfterDone, tally: Tally, from_day: Day
) -> Day | None:
    """The first day from `from_day` on that it is due: awake, and `every` days or more after the
    last answer, wherever that was given."""
    settled = tally.latest_settled(FIRST_DAY, from_day - ONE_DAY)
    day = max(from_day, span.first)
    while True:
        rested = max(day, settled + timedelta(days=schedule.every)) if settled else day
        due = awake_from(plan.rests, rested)
        early = due and tally.latest_settled(day, due - ONE_DAY)
        if not early:
            return due
        day, settled = early + ONE_DAY, early


def bounds(schedule: TimesPer, day: Day) -> tuple[Day, Day]:
    """The first and the last day of the calendar period `day` lies in."""
    if schedule.period is Period.WEEK:
        return week_of(day, schedule.week_start)
    return month_of(day)


def first_share(plan: Plan, day: Day) -> Window | None:
    """The calendar period of `day`, where the schedule began within it and so asks for fewer times
    than in a whole one."""
    for span in spans(plan):
        if span.first <= day <= span.last and isinstance(span.schedule, TimesPer):
            begin, _ = bounds(span.schedule, day)
            window = next(periods(plan, span, span.schedule, begin), None)
            fewer = window is not None and window.need < span.schedule.times
            return window if fewer and begin < span.first <= day else None
    return None


def _share(times: int, days: int, of: int) -> int:
    """Rounded up, and never more often than once a day."""
    return min(days, -(-times * days // of))


def _count_awake(rests: Rests, first: Day, last: Day) -> int:
    return sum(1 for _ in awake_days(rests, first, last)) if rests else (last - first).days + 1


def _awake_before(plan: Plan, span: Span, day: Day, count: int) -> list[Day]:
    """Up to `count` awake days of the span before `day`, in order."""
    days: list[Day] = []
    before = awake_until(plan.rests, day - ONE_DAY)
    while before >= span.first and len(days) < count:
        days.append(before)
        before = awake_until(plan.rests, before - ONE_DAY)
    return days[::-1]
