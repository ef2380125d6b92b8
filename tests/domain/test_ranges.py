"""The range of days that a tracker is asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.ranges import RANGE_MAX, Range, parse_range

TODAY = date(2026, 3, 4)
BERLIN = "Europe/Berlin"
YORK = "America/New_York"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Range(date(2026, 2, 26), TODAY, BERLIN)),
        ("2026-03-01", Range(date(2026, 3, 1), date(2026, 3, 1), BERLIN)),
        ("2026-03-01 2026-03-07", Range(date(2026, 3, 1), date(2026, 3, 7), BERLIN)),
        ("20260301 20260307", Range(date(2026, 3, 1), date(2026, 3, 7), BERLIN)),
        ("2024-01-01 2024-01-07 America/New_York", Range(date(2024, 1, 1), date(2024, 1, 7), YORK)),
        ("2024-01-01 2024-01-07 new_york", Range(date(2024, 1, 1), date(2024, 1, 7), YORK)),
        ("2024-01-01 2024-01-07 new  york", Range(date(2024, 1, 1), date(2024, 1, 7), YORK)),
        ("2024-01-01 2024-01-07 etc/utc", Range(date(2024, 1, 1), date(2024, 1, 7), "UTC")),
        # 23:30 in UTC is the next day in Berlin, and the day before in New York 03:00 is still it.
        ("2026-03-01T23:30:00Z 2026-03-03", Range(date(2026, 3, 2), date(2026, 3, 3), BERLIN)),
        ("2026-03-01T03:00Z 2026-03-03 America/New_York", Range(date(2026, 2, 28), date(2026, 3, 3), YORK)),
        ("2026-03-01T23:30:00 2026-03-02T00:00:00", Range(date(2026, 3, 1), date(2026, 3, 2), BERLIN)),
    ],
)  # fmt: skip
def test_dates_and_moments_are_days_of_the_zone_asked_for(text: str, expected: Range) -> None:
    assert parse_range(text, TODAY, BERLIN) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", Reason.UNREADABLE),
        ("2026-03-01 2026-03-02 UTC more", Reason.UNKNOWN),
        ("2026-02-31", Reason.NOT_A_DATE),
        ("2026-03-05 2026-03-04", Reason.BEFORE_START),
        ("2026-03-01 2026-03-02 Europe/Atlantis", Reason.UNKNOWN),
        ("0001-01-01 0001-01-02", Reason.OUT_OF_RANGE),
        ("0001-01-01T00:00:00+14:00 2026-01-01", Reason.OUT_OF_RANGE),
        ("9999-12-31", Reason.OUT_OF_RANGE),
        ("2024-01-01 2026-01-01", Reason.TOO_MANY),
        ("٢٠٢٦-٠٣-٠١", Reason.UNREADABLE),
        ("x" * 201, Reason.TOO_LONG),
    ],
)
def test_what_is_no_range_is_refused_with_its_reason(text: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        parse_range(text, TODAY, BERLIN)
    assert refusal.value.reason is reason


def test_a_range_names_each_of_its_days() -> None:
    assert parse_range("2026-02-28 2026-03-01", TODAY, BERLIN).days() == (
        date(2026, 2, 28),
        date(2026, 3, 1),
    )


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_bounded_range_or_refused(text: str) -> None:
    try:
        found = parse_range(text, TODAY, BERLIN)
    except Refused:
        return
    assert 0 <= (found.last - found.first).days < RANGE_MAX
