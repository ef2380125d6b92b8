"""When a goal is due: plans of dated versions of a schedule, which never rewrite the past.

The kinds of schedule are in `domain.kinds`. Only a fixed kind makes a day *due*; what a free kind
asks for, and when, is in `domain.units`.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from domain.days import LAST_DAY, ONE_DAY, Day
from domain.errors import Reason, Refused
from domain.kinds import Free, Once, Schedule
from domain.rests import Rests, awake_from, awake_until


@dataclass(frozen=True, slots=True)
class Version:
    """The schedule that rules from a day on, until a later version does."""

    from_day: Day
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Plan:
    """When a goal runs and how; `versions` is never empty and sorted by `from_day`."""

    start: Day
    target: Day | None
    versions: tuple[Version, ...]
    rests: Rests = ()

    def __post_init__(self) -> None:
        if not self.versions:
            raise Refused("schedule", Reason.EMPTY)

    @property
    def end(self) -> Day:
        """The last day it runs: the target, or the end of the calendar."""
        return self.target or LAST_DAY


class Span(NamedTuple):
    """The days, both ends included, on which one schedule rules; empty when first > last."""

    first: Day
    last: Day
    schedule: Schedule


def spans(plan: Plan) -> list[Span]:
    """The plan from start to end, cut where its schedule changes."""
    later = [version.from_day for version in plan.versions[1:]]
    firsts = [plan.start, *later]
    lasts = [*(day - ONE_DAY for day in later), plan.end]
    return [
        Span(max(first, plan.start), min(last, plan.end), version.schedule)
        for first, last, version in zip(firsts, lasts, plan.versions, strict=True)
    ]


def schedule_on(plan: Plan, day: Day) -> Schedule:
    """The schedule of the latest version in force on `day`; before all of them, the first."""
    index = bisect_right(plan.versions, day, key=lambda version: version.from_day)
    return plan.versions[max(index - 1, 0)].schedule


def is_any_day(plan: Plan) -> bool:
    """Whether the goal is one-time without a date, and so is offered every day until done."""
    return plan.target is None and is_once(plan)


def is_late(plan: Plan, day: Day) -> bool:
    """Whether the goal is one-time and its date was before `day`."""
    return plan.target is not None and plan.target < day and is_once(plan)


def is_once(plan: Plan) -> bool:
    """Whether the goal is one-time by the schedule now in force."""
    return isinstance(plan.versions[-1].schedule, Once)


def due_days(plan: Plan, first: Day, last: Day) -> Iterator[Day]:
    """The due days from `first` to `last` (both included), in order; of fixed kinds only.

    A resting day is not due, but for a one-time goal's: a date of one's own outlives a holiday.
    """
    for span in spans(plan):
        yield from due_in(plan, span, max(first, span.first), min(last, span.last))


def due_in(plan: Plan, span: Span, first: Day, last: Day) -> Iterator[Day]:
    """The due days of one span of the plan; `first` and `last` lie within it."""
    schedule, rests = span.schedule, _rests_of(plan, span.schedule)
    if isinstance(schedule, Free):
        return
    day: Day | None = first
    while day and day <= last and (due := schedule.on_or_after(day, plan.target)) and due <= last:
        day = awake_from(rests, due)
        if day == due:
            yield due
            day = due + ONE_DAY


def due_days_back(plan: Plan, last: Day) -> Iterator[Day]:
    """The due days from `last` back to the start, the latest first; of fixed kinds only."""
    for span in reversed(spans(plan)):
        schedule, rests = span.schedule, _rests_of(plan, span.schedule)
        if isinstance(schedule, Free):
            continue
        day = awake_until(rests, min(last, span.last))
        while day >= span.first:
            if schedule.on_or_after(day, plan.target) == day:
                yield day
            day = awake_until(rests, day - ONE_DAY)


def is_due(plan: Plan, day: Day) -> bool:
    """Whether the goal is due on `day`; never before its start, after its target, or if free."""
    return any(due_days(plan, day, day))


def next_due(plan: Plan, on_or_after: Day) -> Day | None:
    """The first due day from `on_or_after` on, None when there is none any more."""
    return next(due_days(plan, on_or_after, LAST_DAY), None)


def last_due(plan: Plan) -> Day | None:
    """The last day the goal will ever be due; None when it is open-ended or never due."""
    return next(due_days_back(plan, plan.target), None) if plan.target else None


def amended(plan: Plan, schedule: Schedule, today: Day, *, may_start_today: bool) -> Plan:
    """The plan with a new schedule from tomorrow (or today); what was due until then stays so."""
    from_day = max(today if may_start_today else today + ONE_DAY, plan.start)
    kept = tuple(version for version in plan.versions if version.from_day < from_day)
    if not kept and plan.start < from_day:
        # The first version also rules the days before it: without this they would be rewritten.
        kept = (Version(plan.start, plan.versions[0].schedule),)
    return replace(plan, versions=(*kept, Version(from_day, schedule)))


def _rests_of(plan: Plan, schedule: Schedule) -> Rests:
    return () if isinstance(schedule, Once) else plan.rests
