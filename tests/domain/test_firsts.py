"""What goes off on the first day of each month, or year."""

from datetime import UTC, date, datetime

import pytest

from domain.bells import Ringing
from domain.spans import Span, Unit, span_told

BERLIN = "Europe/Berlin"
SIX = 18 * 60


@pytest.mark.parametrize(
    ("unit", "after", "next_one", "latest"),
    [
        (Unit.MONTH, (2026, 3, 1, 16), date(2026, 3, 1), date(2026, 2, 1)),
        (Unit.MONTH, (2026, 3, 1, 17), date(2026, 4, 1), date(2026, 3, 1)),
        (Unit.MONTH, (2026, 12, 31, 23), date(2027, 1, 1), date(2026, 12, 1)),
        (Unit.YEAR, (2026, 3, 1, 17), date(2027, 1, 1), date(2026, 1, 1)),
        (Unit.YEAR, (2027, 1, 1, 17), date(2028, 1, 1), date(2027, 1, 1)),
    ],
)
def test_it_is_the_first_and_no_other_day(
    unit: Unit, after: tuple[int, int, int, int], next_one: date, latest: date
) -> None:
    ringing, now = Ringing(SIX, first_of=unit), datetime(*after, tzinfo=UTC)
    following, before = ringing.next(BERLIN, now), ringing.latest(BERLIN, now)
    assert following is not None
    assert before is not None
    assert (following.day, before.day) == (next_one, latest)
    assert before.at <= now < following.at


def test_in_the_night_it_is_that_of_ones_own_first() -> None:
    """Of days that begin at three, one o'clock comes on the second."""
    firing = Ringing(25 * 60, first_of=Unit.MONTH).next(BERLIN, datetime(2026, 3, 1, tzinfo=UTC))
    assert firing is not None
    assert (firing.day, firing.at) == (date(2026, 3, 1), datetime(2026, 3, 2, 0, tzinfo=UTC))


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 31)])
def test_what_is_told_is_over(day: date) -> None:
    assert span_told(day, Unit.MONTH) == Span(date(2026, 2, 1), date(2026, 2, 28))
    assert span_told(day, Unit.YEAR) == Span(date(2025, 1, 1), date(2025, 12, 31))
