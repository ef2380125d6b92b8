"""Reasons by how often they were named, with how the days were on which they were.

The order is by count and never by effect: "what makes you sad" is not something a count can know.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.days import Day
from domain.insight.limits import SHARES_FROM, TOP_REASONS, USES_FROM
from domain.insight.middle import middle
from domain.insight.values import DayValue, Log, by_day, nearest
from domain.moods import LEVELS
from domain.written import fold


@dataclass(frozen=True, slots=True)
class ReasonUse:
    """A reason in the spelling used last: how many logs name it, on how many days, and which share of
    all recorded days that is, from 0 to 1. Medians are in levels, None from fewer than MIDDLE_FROM days;
    `levels` counts its days by their nearest level, lowest first."""

    reason: str
    uses: int
    days: int
    share: float | None
    median_with: float | None
    median_without: float | None
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of `days` recorded days: the reasons used often enough to be told each, most used first; how
    many `others` there are, and their uses together; and the reasons used most with each level."""

    days: int
    told: tuple[ReasonUse, ...]
    others: int
    other_uses: int
    by_level: Mapping[int, tuple[str, ...]]


def reasons(logs: Sequence[Log]) -> Reasons:
    """What the reasons of these mood logs come to. Spellings that differ in case alone are one."""
    days = by_day(logs)
    spelling = {fold(reason): reason for log in logs for reason in log.reasons}
    uses = Counter(key for log in logs for key in _keys(log))
    named: dict[str, set[Day]] = defaultdict(set)
    for log in logs:
        for key in _keys(log):
            named[key].add(log.day)
    often = [key for key in _most_used(uses) if uses[key] >= USES_FROM]
    return Reasons(
        days=len(days),
        told=tuple(_told(spelling[key], uses[key], named[key], days) for key in often),
        others=len(uses) - len(often),
        other_uses=uses.total() - sum(uses[key] for key in often),
        by_level=_by_level(logs, spelling),
    )


def _keys(log: Log) -> set[str]:
    return set(map(fold, log.reasons))


def _most_used(uses: Counter[str]) -> list[str]:
    """By count, then by the alphabet."""
    return sorted(uses, key=lambda key: (-uses[key], key))


def _told(
    reason: str, uses: int, named: Collection[Day], days: Mapping[Day, DayValue]
) -> ReasonUse:
    counts = Counter(days[day].level for day in named)
    return ReasonUse(
        reason=reason,
        uses=uses,
        days=len(named),
        share=len(named) / len(days) if len(days) >= SHARES_FROM else None,
        median_with=_median(days[day].value for day in named),
        median_without=_median(value.value for day, value in days.items() if day not in named),
        levels=tuple(counts[level] for level in LEVELS),
    )


def _median(values: Iterable[float]) -> float | None:
    found = middle(values)
    return found.median if found else None


def _by_level(logs: Iterable[Log], spelling: Mapping[str, str]) -> Mapping[int, tuple[str, ...]]:
    used: dict[int, Counter[str]] = {level: Counter() for level in LEVELS}
    for log in logs:
        used[nearest(log.value)].update(_keys(log))
    return {
        level: tuple(spelling[key] for key in _most_used(counter)[:TOP_REASONS])
        for level, counter in used.items()
    }
