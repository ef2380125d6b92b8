"""The line through the days: a median of the last seven, broken where too few of them are there."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from domain.days import ONE_DAY, Day, days_between
from domain.insight.limits import TREND_FROM, TREND_WITHIN, WINDOW, WINDOW_FROM
from domain.insight.progress import Counted, NotYet

Segment = tuple[tuple[Day, float], ...]
"""Points of adjacent days, in levels: what may be joined by a line."""


def trend(days: Mapping[Day, float]) -> tuple[Segment, ...] | NotYet:
    """The pieces of the line, from the first recorded day to the last.

    The window ends with its day. Centred, it would be redrawn by each new day, and a person would see
    last week change. There is a point where WINDOW_FROM of the WINDOW days have a value; a line only
    once TREND_FROM days lie within TREND_WITHIN, until then NotYet with the most that ever did.
    """
    ordered = sorted(days)
    most = max((len(_until(ordered, day, TREND_WITHIN)) for day in ordered), default=0)
    if most < TREND_FROM:
        return NotYet(Counted.DAYS, most, TREND_FROM)
    points: list[tuple[Day, float]] = []
    for day in days_between(ordered[0], ordered[-1]):
        window = _until(ordered, day, WINDOW)
        if len(window) >= WINDOW_FROM:
            points.append((day, median(days[each] for each in window)))
    return _pieces(points)


def _until(ordered: Sequence[Day], day: Day, length: int) -> Sequence[Day]:
    """Those of the last `length` days up to `day`."""
    return ordered[bisect_right(ordered, day - timedelta(days=length)) : bisect_right(ordered, day)]


def _pieces(points: Sequence[tuple[Day, float]]) -> tuple[Segment, ...]:
    pieces: list[list[tuple[Day, float]]] = []
    for point in points:
        if pieces and point[0] - pieces[-1][-1][0] == ONE_DAY:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    return tuple(map(tuple, pieces))
