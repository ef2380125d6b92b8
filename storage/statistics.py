"""Statistics: how often each mood was noted on each day, with the reasons beside it.

Carries out the statistics operation of the goals-and-moods API: entries grouped by log date and mood,
with a count of each mood per day and the associated reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import Day, local_day
from domain.moods import Degree, degree_of
from domain.ranges import Range
from storage.mood_rows import exactly, steps_of
from storage.people import Acquaintance
from storage.tables import MoodLog, MoodReason

APART: Final = timedelta(days=3)
"""A log's day in another zone is no further from the one it was written for: zones are up to 26 hours
apart, and a person's day may begin up to 24 hours after midnight."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason as it was written, and how many logs of that mood and day name it."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class MoodCount:
    """How often one mood was noted on a day. ``label`` is None where the own word of ``degree`` was
    chosen. The reasons named most come first."""

    label: str | None
    degree: Degree
    count: int
    reasons: tuple[ReasonCount, ...]

    @property
    def level(self) -> int:
        """From 1 to 5."""
        return self.degree.level


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day in the zone asked for, with its moods, the most pleasant first."""

    day: date
    moods: tuple[MoodCount, ...]

    @property
    def count(self) -> int:
        """How many logs it has."""
        return sum(mood.count for mood in self.moods)


class Mood(NamedTuple):
    """What is counted as one: the logs of a label, or those without one that are equally pleasant."""

    label: str | None
    pleasant: int | None


Pleasant: TypeAlias = int
Counts: TypeAlias = dict[Day, dict[Mood, dict[Pleasant, int]]]
Reasons: TypeAlias = Mapping[tuple[Day, Mood], Mapping[str, int]]


def count_moods(
    session: Session, clock: Clock, me: Acquaintance, wanted: Range
) -> tuple[CountedDay, ...]:
    """The days of a range that have moods, in order; none where it has none. What is in the bin does
    not count.

    In the person's own zone a log stands under the day they wrote it for, whatever their clock has
    become since; in another zone under the day its moment has there.
    """
    steps = steps_of(session, clock, me)
    counts, reasons = _counts(session, me, wanted), _reasons(session, me, wanted)
    return tuple(
        CountedDay(day, _moods(day, counts[day], reasons, steps)) for day in sorted(counts)
    )


def _moods(
    day: Day, counts: Mapping[Mood, Mapping[Pleasant, int]], reasons: Reasons, steps: int
) -> tuple[MoodCount, ...]:
    moods = [
        (_usual(pleasants), mood, sum(pleasants.values())) for mood, pleasants in counts.items()
    ]
    moods.sort(key=lambda each: (-each[0], each[1].label or ""))
    return tuple(
        MoodCount(mood.label, degree_of(pleasant, steps), count, _named(reasons.get((day, mood))))
        for pleasant, mood, count in moods
    )


def _usual(pleasants: Mapping[Pleasant, int]) -> Pleasant:
    """A word may have been given another level in the course of a day: the one it was noted by most,
    or the more pleasant of two."""
    if len(pleasants) == 1:
        return next(iter(pleasants))
    return max(pleasants, key=lambda pleasant: (pleasants[pleasant], pleasant))


def _named(counts: Mapping[str, int] | None) -> tuple[ReasonCount, ...]:
    if not counts:
        return ()
    most_first = sorted(counts, key=lambda reason: (-counts[reason], reason))
    return tuple(ReasonCount(reason, counts[reason]) for reason in most_first)


def _counts(session: Session, me: Acquaintance, wanted: Range) -> Counts:
    found: Counts = defaultdict(dict)
    for day, mood, pleasant, count in _found(session, me, wanted, _COUNTS):
        pleasants = found[day].setdefault(mood, {})
        pleasants[pleasant] = pleasants.get(pleasant, 0) + count
    return found


def _reasons(session: Session, me: Acquaintance, wanted: Range) -> Reasons:
    found: dict[tuple[Day, Mood], dict[str, int]] = defaultdict(dict)
    for day, mood, _, count, reason in _found(session, me, wanted, _REASONS):
        named = found[day, mood]
        named[reason] = named.get(reason, 0) + count
    return found


# By Core and made once: building them anew would cost as much as a month of statistics.
_LOG, _REASON = MoodLog.__table__.c, MoodReason.__table__.c
_BESIDE = MoodLog.__table__.join(
    MoodReason.__table__,
    # By its owner as well, so that the index that holds the reason itself is looked into.
    (_REASON.mood_id == _LOG.id) & (_REASON.person_id == _LOG.person_id),
)


class Asked(NamedTuple):
    """The same question by the days that logs were written for, and by their moments."""

    by_day: Select[Any]
    by_moment: Select[Any]


def _asked(*beside: ColumnElement[str]) -> Asked:
    """How many logs of a person there are of each mood, and of what else is told apart ``beside`` it.
    The columns are those of one index, so that no log itself is looked at."""

    def grouped(when: ColumnElement[Any]) -> Select[Any]:
        apart = (when, _LOG.label, _LOG.level, _LOG.pleasant)
        return (
            select(*apart, func.count(), *beside)
            .select_from(_BESIDE if beside else MoodLog.__table__)
            .where(
                _LOG.person_id == bindparam("person"),
                _LOG.deleted_at.is_(None),
                _LOG.day.between(bindparam("first"), bindparam("last")),
            )
            .group_by(*apart, *beside)
        )

    return Asked(grouped(_LOG.day), grouped(_LOG.felt_at))


_COUNTS, _REASONS = _asked(), _asked(_REASON.reason)


def _found(
    session: Session, me: Acquaintance, wanted: Range, asked: Asked
) -> Iterator[tuple[Any, ...]]:
    """Day, mood, how pleasant it was, how many logs, and what was asked for beside that."""
    for when, label, level, pleasant, *rest in _rows(session, me, wanted, asked):
        exact = exactly(level, pleasant)
        yield when, Mood(label, exact if label is None else None), exact, *rest


def _rows(
    session: Session, me: Acquaintance, wanted: Range, asked: Asked
) -> Iterable[Sequence[Any]]:
    first, last, zone = wanted.first, wanted.last, wanted.zone
    if zone == me.zone_or_utc:
        span = {"person": me.id, "first": first, "last": last}
        return session.execute(asked.by_day, span)
    span = {"person": me.id, "first": first - APART, "last": last + APART}
    dated = (
        (local_day(felt_at, zone, 0), *rest)
        for felt_at, *rest in session.execute(asked.by_moment, span)
    )
    return (row for row in dated if first <= row[0] <= last)
