"""Statistics: how often each mood was noted on each day, with the reasons beside it.

Carries out the statistics operation of the goals-and-moods API: entries grouped by log date and mood,
with a count of each mood per day and the associated reasons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Select, bindparam, func, select
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


Noted: TypeAlias = tuple[int, str | None, int]
"""How pleasant a mood of a day was, its label, and how often it was noted so."""
Place: TypeAlias = tuple[Day, str | None, int | None]
"""A day and a mood of it: a label, or where there was none, how pleasant it was."""
Named: TypeAlias = Mapping[Place, Sequence[str]]
"""The reasons of its logs, each as often as it was named."""


def count_moods(
    session: Session, clock: Clock, me: Acquaintance, wanted: Range
) -> tuple[CountedDay, ...]:
    """The days of a range that have moods, in order; none where it has none. What is in the bin does
    not count.

    In the person's own zone a log stands under the day they wrote it for, whatever their clock has
    become since; in another zone under the day its moment has there.
    """
    steps = steps_of(session, clock, me)
    days, named = _days(session, me, wanted), _named(session, me, wanted)
    return tuple(CountedDay(day, _moods(day, days[day], named, steps)) for day in sorted(days))


def _moods(day: Day, noted: list[Noted], named: Named, steps: int) -> tuple[MoodCount, ...]:
    # Ten years have thousands of days with several: hence no function called for each, nor a generator.
    if len({pleasant if label is None else label for pleasant, label, _ in noted}) < len(noted):
        noted = list(_joined(noted))
    noted.sort(key=_best_first)
    return tuple(
        [
            MoodCount(
                label,
                degree_of(pleasant, steps),
                count,
                _reasons(named.get((day, label, pleasant if label is None else None), ())),
            )
            for pleasant, label, count in noted
        ]
    )


def _joined(noted: list[Noted]) -> Iterator[Noted]:
    """A word may have been given another level in the course of a day: it stays one, of the level it
    was noted by most, or else of the more pleasant."""
    ways: dict[str | int, Counter[int]] = defaultdict(Counter)
    for pleasant, label, count in noted:
        ways[pleasant if label is None else label][pleasant] += count
    for what, counts in ways.items():
        usual = max(counts, key=lambda pleasant: (counts[pleasant], pleasant))
        yield usual, what if isinstance(what, str) else None, counts.total()


def _best_first(noted: Noted) -> tuple[int, str]:
    return -noted[0], noted[1] or ""


def _reasons(named: Sequence[str]) -> tuple[ReasonCount, ...]:
    if len(named) < 2:  # as nearly always
        return (ReasonCount(named[0], 1),) if named else ()
    counts = Counter(named)
    most_first = sorted(counts, key=lambda reason: (-counts[reason], reason))
    return tuple([ReasonCount(reason, counts[reason]) for reason in most_first])


def _days(session: Session, me: Acquaintance, wanted: Range) -> dict[Day, list[Noted]]:
    days: dict[Day, list[Noted]] = defaultdict(list)
    for day, label, level, pleasant, count in _rows(session, me, wanted, _COUNTS):
        days[day].append((exactly(level, pleasant), label, count))
    return days


def _named(session: Session, me: Acquaintance, wanted: Range) -> Named:
    named: dict[Place, list[str]] = defaultdict(list)
    for day, label, level, pleasant, reason in _rows(session, me, wanted, _REASONS):
        named[day, label, exactly(level, pleasant) if label is None else None].append(reason)
    return named


# By Core and made once: building them anew would cost as much as a month of statistics.
_LOG, _REASON = MoodLog.__table__.c, MoodReason.__table__.c


class Asked(NamedTuple):
    """The same question by the days that logs were written for, and by their moments."""

    by_day: Select[Any]
    by_moment: Select[Any]


def _of_a_person(asked: Select[Any]) -> Select[Any]:
    """All columns are those of one index, so that no log itself is looked at."""
    return asked.where(
        _LOG.person_id == bindparam("person"),
        _LOG.deleted_at.is_(None),
        _LOG.day.between(bindparam("first"), bindparam("last")),
    )


_BY_DAY = (_LOG.day, _LOG.label, _LOG.level, _LOG.pleasant)
_BY_MOMENT = (_LOG.felt_at, _LOG.label, _LOG.level, _LOG.pleasant)
_COUNTS = Asked(
    *(_of_a_person(select(*by, func.count()).group_by(*by)) for by in (_BY_DAY, _BY_MOMENT))
)
# By its owner as well, so that the index that holds the reason itself is looked into. They are counted
# here: sorting them into groups takes SQLite longer than handing them over.
_NAMES = (_REASON.mood_id == _LOG.id) & (_REASON.person_id == _LOG.person_id)
_REASONS = Asked(
    *(
        _of_a_person(
            select(*by, _REASON.reason).join_from(MoodLog.__table__, MoodReason.__table__, _NAMES)
        )
        for by in (_BY_DAY, _BY_MOMENT)
    )
)


def _rows(
    session: Session, me: Acquaintance, wanted: Range, asked: Asked
) -> Iterable[Sequence[Any]]:
    first, last, zone = wanted.first, wanted.last, wanted.zone
    if zone == me.zone_or_utc:
        span = {"person": me.id, "first": first, "last": last}
        return session.execute(asked.by_day, span).all()
    span = {"person": me.id, "first": first - APART, "last": last + APART}
    dated = (
        (local_day(felt_at, zone, 0), *rest)
        for felt_at, *rest in session.execute(asked.by_moment, span).all()
    )
    return (row for row in dated if first <= row[0] <= last)
