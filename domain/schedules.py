"""When a goal is due: kinds of schedule, and plans of dated versions that never rewrite the past.

A new kind is a class with the same four parts (`kind`, `on_or_after`, `plain`, `read`), its name in
`Schedule`, and its line in `KINDS`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Final, NamedTuple, Self

from domain.days import LAST_DAY, ONE_DAY, Day
from domain.errors import Reason, Refused

WEEK: Final = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Once:
    """Due on the plan's target day; without one it is due on no day and stands under "Any day"."""

    kind: ClassVar = "once"

    def on_or_after(self, day: Day, plan: "Plan") -> Day | None:
        """The first due day from `day` on."""
        return plan.target if plan.target and plan.target >= day else None

    def plain(self) -> dict[str, object]:
        """The fields besides the kind, ready for JSON."""
        return {}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down."""
        return cls()


@dataclass(frozen=True, slots=True)
class Daily:
    """Due every day."""

    kind: ClassVar = "daily"

    def on_or_after(self, day: Day, plan: "Plan") -> Day | None:
        """The first due day from `day` on."""
        return day

    def plain(self) -> dict[str, object]:
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

    def on_or_after(self, day: Day, plan: "Plan") -> Day | None:
        """The first due day from `day` on."""
        return day + timedelta(days=min((weekday - day.weekday()) % 7 for weekday in self.days))

    def plain(self) -> dict[str, object]:
        """The fields besides the kind, ready for JSON."""
        return {"days": sorted(self.days)}

    @classmethod
    def read(cls, plain: Mapping[object, object]) -> Self:
        """The schedule that `plain` writes down; Refused when its days are no list of numbers."""
        match plain.get("days"):
            # `type`, since True is an int to isinstance and would become Tuesday.
            case list() as days if all(type(day) is int for day in days):
                return cls(frozenset(days))
        raise Refused("schedule", Reason.UNREADABLE)


Schedule = Once | Daily | Weekdays

KINDS: Final[Mapping[str, type[Schedule]]] = {
    Once.kind: Once,
    Daily.kind: Daily,
    Weekdays.kind: Weekdays,
}


def to_plain(schedule: Schedule) -> dict[str, object]:
    """A schedule as JSON keeps it: `{"kind": "weekdays", "days": [0, 2]}`."""
    return {"kind": schedule.kind, **schedule.plain()}


def from_plain(plain: object) -> Schedule:
    """The schedule written by `to_plain`; Refused(unreadable) on anything else."""
    match plain:
        case {"kind": str(kind), **fields} if kind in KINDS:
            return KINDS[kind].read(fields)
    raise Refused("schedule", Reason.UNREADABLE)


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

    def __post_init__(self) -> None:
        if not self.versions:
            raise Refused("schedule", Reason.EMPTY)


class _Span(NamedTuple):
    """The days, both ends included, on which one schedule rules; empty when first > last."""

    first: Day
    last: Day
    schedule: Schedule


def _spans(plan: Plan) -> list[_Span]:
    later = [version.from_day for version in plan.versions[1:]]
    end = plan.target or LAST_DAY
    firsts = [plan.start, *later]
    lasts = [*(day - ONE_DAY for day in later), end]
    return [
        _Span(max(first, plan.start), min(last, end), version.schedule)
        for first, last, version in zip(firsts, lasts, plan.versions, strict=True)
    ]


def schedule_on(plan: Plan, day: Day) -> Schedule:
    """The schedule of the latest version in force on `day`; before all of them, the first."""
    index = bisect_right(plan.versions, day, key=lambda version: version.from_day)
    return plan.versions[max(index - 1, 0)].schedule


def is_any_day(plan: Plan) -> bool:
    """Whether the goal is one-time without a date, and so is offered every day until done."""
    return plan.target is None and isinstance(plan.versions[-1].schedule, Once)


def is_offered(plan: Plan, day: Day) -> bool:
    """Whether the goal was one-time without a date on `day`, and could be done then."""
    return plan.target is None and isinstance(schedule_on(plan, day), Once)


def is_late(plan: Plan, day: Day) -> bool:
    """Whether the goal is one-time and its date was before `day`."""
    return plan.target is not None and plan.target < day and is_once(plan)


def is_once(plan: Plan) -> bool:
    """Whether the goal is one-time by the schedule now in force."""
    return isinstance(plan.versions[-1].schedule, Once)


def due_days(plan: Plan, first: Day, last: Day) -> Iterator[Day]:
    """The due days from `first` to `last` (both included), in order."""
    for span in _spans(plan):
        day, end = max(first, span.first), min(last, span.last)
        while day <= end and (due := span.schedule.on_or_after(day, plan)) and due <= end:
            yield due
            day = due + ONE_DAY


def due_days_back(plan: Plan, last: Day) -> Iterator[Day]:
    """The due days from `last` back to the start, the latest first."""
    for span in reversed(_spans(plan)):
        day = min(last, span.last)
        while day >= span.first:
            if span.schedule.on_or_after(day, plan) == day:
                yield day
            day -= ONE_DAY


def is_due(plan: Plan, day: Day) -> bool:
    """Whether the goal is due on `day`; never before its start or after its target."""
    return next_due(plan, day) == day


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
