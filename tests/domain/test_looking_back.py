"""Typed days to look back on: every form there is, and what is none."""

from datetime import date

import pytest

from domain.errors import Reason, Refused
from domain.looking_back import is_iso, parse_days
from domain.spans import Span

TODAY = date(2026, 3, 4)
"""Wednesday."""


def days(text: str, language: str = "en") -> Span:
    return parse_days(text, TODAY, "Europe/Berlin", "day", language=language)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-02-01 2026-02-10", date(2026, 2, 1), date(2026, 2, 10)),
        ("20260201 20260210", date(2026, 2, 1), date(2026, 2, 10)),
        ("2026-02-01T23:30:00Z 2026-02-02T10:00:00Z", date(2026, 2, 2), date(2026, 2, 2)),
        ("2026-02-01", date(2026, 2, 1), date(2026, 2, 1)),
        ("2026-02-01 – 2026-02-10", date(2026, 2, 1), date(2026, 2, 10)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("March", date(2026, 3, 1), date(2026, 3, 31)),
        ("april", date(2025, 4, 1), date(2025, 4, 30)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("yesterday", date(2026, 3, 3), date(2026, 3, 3)),
        ("last monday to today", date(2026, 3, 2), date(2026, 3, 4)),
        ("1 feb - 3 mar", date(2026, 2, 1), date(2026, 3, 3)),
        ("1 december – 15 december", date(2025, 12, 1), date(2025, 12, 15)),
        ("1 march – 15 march", date(2026, 3, 1), date(2026, 3, 15)),
        ("1 dec – 3 feb", date(2025, 12, 1), date(2026, 2, 3)),
        ("3/1 to 15/1", date(2026, 1, 3), date(2026, 1, 15)),
        ("29 feb 2024", date(2024, 2, 29), date(2024, 2, 29)),
        ("2 weeks ago to yesterday", date(2026, 2, 18), date(2026, 3, 3)),
    ],
)
def test_days_are_the_last_such_ones(typed: str, first: date, last: date) -> None:
    assert days(typed) == Span(first, last)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("märz", date(2026, 3, 1), date(2026, 3, 31)),
        ("1.2. bis 10.2.", date(2026, 2, 1), date(2026, 2, 10)),
        ("gestern", date(2026, 3, 3), date(2026, 3, 3)),
        ("24. dezember", date(2025, 12, 24), date(2025, 12, 24)),
    ],
)
def test_days_are_read_in_german(typed: str, first: date, last: date) -> None:
    assert days(typed, "de") == Span(first, last)


def test_a_leap_day_to_come_is_the_day_before_it_a_year_ago() -> None:
    span = parse_days("29 feb", date(2028, 1, 10), "UTC", "day")
    assert span == Span(date(2027, 2, 28), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("whenever", Reason.UNREADABLE),
        ("1 feb to 2 feb to 3 feb", Reason.UNREADABLE),
        ("3 mar to 1 feb 2026", Reason.BEFORE_START),
        ("2010-01-01 2026-01-01", Reason.TOO_MANY),
        ("9999", Reason.OUT_OF_RANGE),
        ("march 1066", Reason.OUT_OF_RANGE),
        ("", Reason.EMPTY),
    ],
)
def test_what_are_no_days_is_refused(typed: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        days(typed)
    assert refused.value.reason is reason


def test_two_dates_of_iso_8601_are_told_from_words() -> None:
    assert is_iso("2026-02-01 2026-02-10")
    assert not is_iso("2026-02-01 - 2026-02-10")
    assert not is_iso("february 2026")
