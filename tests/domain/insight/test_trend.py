"""The line through the days, walked along a second time day by day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import TREND_FROM
from domain.insight.progress import Counted, NotYet
from domain.insight.trend import trend
from tests.domain.plans import day, distance

DAYS = st.dictionaries(st.integers(0, 60).map(day), st.integers(1, 5).map(float), max_size=50)


def test_a_line_takes_fourteen_days_of_twenty_eight() -> None:
    thirteen = {day(n): 3.0 for n in range(TREND_FROM - 1)}
    assert trend(thirteen) == NotYet(Counted.DAYS, 13, 14)
    assert trend({}) == NotYet(Counted.DAYS, 0, 14)
    assert isinstance(trend(thirteen | {day(27): 3.0}), tuple)
    assert isinstance(trend(thirteen | {day(28): 3.0}), NotYet)


def test_the_line_starts_at_four_of_seven_and_looks_back_only() -> None:
    days = {day(n): float(n < 10) + 1 for n in range(20)}
    found = trend(days)
    assert isinstance(found, tuple)
    (piece,) = found
    assert [distance(on) for on, _ in piece] == list(range(3, 20))
    assert dict(piece)[day(12)] == 2  # four of its seven days were before the change
    assert dict(piece)[day(13)] == 1


def test_the_line_is_broken_where_days_are_missing() -> None:
    days = {day(n): 3.0 for n in range(30) if not 10 <= n < 15}
    found = trend(days)
    assert isinstance(found, tuple)
    spans = [(distance(piece[0][0]), distance(piece[-1][0])) for piece in found]
    assert spans == [(3, 12), (18, 29)]


@given(DAYS)
def test_each_point_is_the_middle_of_its_week(days: dict[date, float]) -> None:
    found = trend(days)
    windows = [[on for on in days if last - 28 < _at(on) <= last] for last in range(61)]
    most = max(map(len, windows))
    if isinstance(found, NotYet):
        assert most == found.have < TREND_FROM
        return
    assert most >= TREND_FROM
    expected = {}
    for n in range(min(map(_at, days)), max(map(_at, days)) + 1):
        week = sorted(days[day(n - back)] for back in range(7) if day(n - back) in days)
        if len(week) >= 4:
            expected[day(n)] = (week[(len(week) - 1) // 2] + week[len(week) // 2]) / 2
    assert dict(point for piece in found for point in piece) == expected
    ends = [_at(piece[-1][0]) for piece in found]
    begins = [_at(piece[0][0]) for piece in found]
    assert all(begin - end > 1 for end, begin in zip(ends, begins[1:], strict=False))


def _at(on: date) -> int:
    return distance(on) or 0
