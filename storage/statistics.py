"""Statistics: how often each mood was noted on each day, with the reasons beside it.

Carries out the statistics operation of the goals-and-moods API: entries grouped by log date and mood,
with a count of each mood per day and the associated reasons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Select, String, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import local_day
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


Mood: TypeAlias = tuple[int, str | None]
"""How pleasant it was, and its label."""
Noted: TypeAlias = tuple[int, str | None, int, tuple[str, ...]]
"""A mood of a day, how often it was noted so, and the reasons of its logs, each as often as it was named."""


def count_moods(
    session: Session, clock: Clock, me: Acquaintance, wanted: Range
) -> tuple[CountedDay, ...]:
    """The days of a range that have moods, in order; none where it has none. What is in the bin does
    not count.

    In the person's own zone a log stands under the day they wrote it for, whatever their clock has
    become since; in another zone under the day its moment has there.
    """
    counted = _Counted(steps_of(session, clock, me))
    rows = _rows(session, me, wanted)
    return tuple(
        [
            CountedDay(_as_day(day), counted.moods(of_day))
            for day, of_day in groupby(rows, itemgetter(0))
        ]
    )


class _Counted(dict[Noted, MoodCount]):
    """What was noted, to the same as a mood with its counts: most days have one that was there before,
    and ten years have thousands of days."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps

    def __missing__(self, noted: Noted) -> MoodCount:
        pleasant, label, count, named = noted
        counts = Counter(named)
        most_first = sorted(counts, key=lambda reason: (-counts[reason], reason))
        reasons = tuple([ReasonCount(reason, counts[reason]) for reason in most_first])
        self[noted] = MoodCount(label, degree_of(pleasant, self._steps), count, reasons)
        return self[noted]

    def moods(self, rows: Iterable[Sequence[Any]]) -> tuple[MoodCount, ...]:
        """Those of one day, the most pleasant first."""
        noted = _noted(rows)
        labels = [label for _, label, _, _ in noted if label is not None]
        if len(labels) > 1 and len(set(labels)) < len(labels):
            noted = list(_joined(noted))
        noted.sort(key=_best_first)
        return tuple([self[each] for each in noted])


def _joined(noted: list[Noted]) -> Iterator[Noted]:
    """A word may have been given another level in the course of a day: it stays one, of the level it
    was noted by most, or else of the more pleasant."""
    ways: dict[str | int, Counter[int]] = defaultdict(Counter)
    reasons: dict[str | int, list[str]] = defaultdict(list)
    for pleasant, label, count, named in noted:
        what = pleasant if label is None else label
        ways[what][pleasant] += count
        reasons[what].extend(named)
    for what, counts in ways.items():
        usual = max(counts, key=lambda pleasant: (counts[pleasant], pleasant))
        label = what if isinstance(what, str) else None
        yield usual, label, counts.total(), tuple(reasons[what])


def _best_first(noted: Noted) -> tuple[int, str]:
    return -noted[0], noted[1] or ""


def _noted(rows: Iterable[Sequence[Any]]) -> list[Noted]:
    """The rows of one day by their moods."""
    counts: dict[Mood, int] = {}
    named: dict[Mood, list[str]] = {}
    for _day, label, level, pleasant, position, reason in rows:
        mood = (exactly(level, pleasant) if pleasant is None else pleasant, label)
        if not position:  # the one row of a log without reasons, or its first
            counts[mood] = counts.get(mood, 0) + 1
        if reason is not None:
            named.setdefault(mood, []).append(reason)
    return [(*mood, count, tuple(named.get(mood, ()))) for mood, count in counts.items()]


def _as_day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


# By Core and made once: building them anew would cost as much as a month of statistics.
_LOG, _REASON = MoodLog.__table__.c, MoodReason.__table__.c


# By its owner as well, so that the index that holds the reason itself is looked into. Logs and reasons
# come in one go, and are counted here: sorting them into groups takes SQLite longer than handing them over.
_NAMES = (_REASON.mood_id == _LOG.id) & (_REASON.person_id == _LOG.person_id)


def _told(by: ColumnElement[Any]) -> Select[Any]:
    """All columns are those of two indexes, so that neither a log nor a reason itself is looked at."""
    return (
        select(by, _LOG.label, _LOG.level, _LOG.pleasant, _REASON.position, _REASON.reason)
        .outerjoin_from(MoodLog.__table__, MoodReason.__table__, _NAMES)
        .where(
            _LOG.person_id == bindparam("person"),
            _LOG.deleted_at.is_(None),
            _LOG.day.between(bindparam("first"), bindparam("last")),
        )
        .order_by(_LOG.day)
    )


# SQLite keeps a day as a string, of which each is made a day once and not for every row of it.
_BY_DAY, _BY_MOMENT = _told(type_coerce(_LOG.day, String)), _told(_LOG.felt_at)


def _rows(session: Session, me: Acquaintance, wanted: Range) -> Iterable[Sequence[Any]]:
    """By the days under which they stand."""
    first, last, zone = wanted.first, wanted.last, wanted.zone
    if zone == me.zone_or_utc:
        span = {"person": me.id, "first": first, "last": last}
        return session.execute(_BY_DAY, span).all()
    span = {"person": me.id, "first": first - APART, "last": last + APART}
    dated = (
        (local_day(felt_at, zone, 0), *rest)
        for felt_at, *rest in session.execute(_BY_MOMENT, span).all()
    )
    return sorted((row for row in dated if first <= row[0] <= last), key=itemgetter(0))
