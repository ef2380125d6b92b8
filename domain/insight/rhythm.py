"""Weekday by part of the day: where moods of a week lie, without a word on why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median
from typing import Final

from domain.days import Day, week_start_of
from domain.insight.limits import (
    BLOCK_FROM,
    CELL_FROM,
    EACH_WEEKDAY_FROM,
    MOMENTS_FROM,
    WEEKS_FROM,
)
from domain.insight.progress import Counted, NotYet, first_lacking
from domain.insight.values import Log

_MIDNIGHT: Final = 24 * 60


class Part(StrEnum):
    """A quarter of the day: six hours from 00:00, 06:00, 12:00 and 18:00. What the clock shows decides,
    the own day only which weekday it is: with days from 04:00, Saturday 01:00 is Friday night."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: Final = tuple(Part)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many days have a mood there, and their median in levels: None from too few."""

    n: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Every cell of weekday (0 is Monday) and part of the day, from CELL_FROM days; and each part of
    the day over the whole week, from BLOCK_FROM. `moments` are all that were counted."""

    moments: int
    cells: Mapping[tuple[int, Part], Cell]
    parts: Mapping[Part, Cell]


@dataclass(frozen=True, slots=True)
class WeekdayPattern:
    """The days of each weekday, Monday first, in their order: their values and median, in levels; and
    the weekdays with the highest and the lowest mean, to be put in words only where that is `clear`."""

    values: tuple[tuple[float, ...], ...]
    medians: tuple[float, ...]
    highest: int
    lowest: int
    clear: bool


def part_of(minute: int) -> Part:
    """Where a minute, counted from 00:00 of the own day, lies; those after midnight are of the night."""
    return PARTS[minute % _MIDNIGHT // (_MIDNIGHT // len(PARTS))]


def rhythm(logs: Iterable[Log]) -> Grid | NotYet:
    """The grid, once there are moments and weeks enough.

    Whole-day logs have no hour, and of late ones nobody knows it for sure: both are left out. A day
    with several logs in one part counts there once, by their mean.
    """
    moments = [(log, log.minute) for log in logs if not (log.late or log.whole_day)]
    timed = [(log.day, part_of(minute), log.value) for log, minute in moments if minute is not None]
    lacking = first_lacking((Counted.MOMENTS, len(timed), MOMENTS_FROM))
    lacking = lacking or lacking_of_weeks({day for day, _, _ in timed})
    return lacking or _grid(timed)


def lacking_of_weeks(days: Collection[Day]) -> NotYet | None:
    """What is missing of WEEKS_FROM weeks with any day, and EACH_WEEKDAY_FROM of each weekday."""
    weekdays = Counter(day.weekday() for day in days)
    return first_lacking(
        (Counted.WEEKS, len({week_start_of(day, 0) for day in days}), WEEKS_FROM),
        (
            Counted.OF_EACH_WEEKDAY,
            min(weekdays[weekday] for weekday in range(7)),
            EACH_WEEKDAY_FROM,
        ),
    )


def _grid(timed: Collection[tuple[Day, Part, float]]) -> Grid:
    values: dict[tuple[Day, Part], list[float]] = defaultdict(list)
    for day, part, value in timed:
        values[day, part].append(value)
    cells: dict[tuple[int, Part], list[float]] = defaultdict(list)
    parts: dict[Part, list[float]] = defaultdict(list)
    for (day, part), several in values.items():
        cells[day.weekday(), part].append(fmean(several))
        parts[part].append(fmean(several))
    every = [(weekday, part) for weekday in range(7) for part in Part]
    return Grid(
        moments=len(timed),
        cells={place: _cell(cells[place], CELL_FROM) for place in every},
        parts={part: _cell(parts[part], BLOCK_FROM) for part in Part},
    )


def _cell(values: Collection[float], enough: int) -> Cell:
    return Cell(len(values), median(values) if len(values) >= enough else None)
