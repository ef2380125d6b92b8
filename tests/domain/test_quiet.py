"""Quiet hours: over midnight, over changes of the clocks, over a day that never was."""

from datetime import UTC, datetime

import pytest

from domain.quiet import QuietHours, QuietWeek

NIGHT = QuietHours(22 * 60, 7 * 60)
NOON = QuietHours(12 * 60, 14 * 60)


@pytest.mark.parametrize(
    ("quiet", "minutes"),
    [
        (NIGHT, {*range(7 * 60), *range(22 * 60, 24 * 60)}),
        (NOON, set(range(12 * 60, 14 * 60))),
        (QuietHours(0, 7 * 60), set(range(7 * 60))),
        (QuietHours(22 * 60, 0), set(range(22 * 60, 24 * 60))),
        (QuietHours(420, 420), set()),
    ],
)
def test_a_minute_is_in_them_or_not(quiet: QuietHours, minutes: set[int]) -> None:
    assert {minute for minute in range(24 * 60) if quiet.holds(minute)} == minutes


@pytest.mark.parametrize(
    ("quiet", "zone", "now", "over_at"),
    [
        (NIGHT, "Europe/Berlin", "2026-03-04T20:59", None),
        (NIGHT, "Europe/Berlin", "2026-03-04T21:00", "2026-03-05T06:00"),
        (NIGHT, "Europe/Berlin", "2026-03-05T05:59", "2026-03-05T06:00"),
        (NIGHT, "Europe/Berlin", "2026-03-05T06:00", None),
        (NIGHT, "Asia/Kolkata", "2026-03-04T20:59", "2026-03-05T01:30"),
        (NOON, "Europe/Berlin", "2026-03-04T11:30", "2026-03-04T13:00"),
        # An hour of the night is left out, and one comes twice.
        (NIGHT, "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T05:00"),
        (NIGHT, "Europe/Berlin", "2026-10-24T21:00", "2026-10-25T06:00"),
        # The end itself is left out, and comes twice.
        (QuietHours(60, 150), "Europe/Berlin", "2026-03-29T00:30", "2026-03-29T01:30"),
        (QuietHours(60, 150), "Europe/Berlin", "2026-10-25T00:10", "2026-10-25T00:30"),
        (QuietHours(60, 150), "Europe/Berlin", "2026-10-25T01:10", None),
        # 30 December 2011 never was in Apia.
        (NIGHT, "Pacific/Apia", "2011-12-30T09:00", "2011-12-30T17:00"),
    ],
)
def test_they_are_over_at_an_instant(
    quiet: QuietHours, zone: str, now: str, over_at: str | None
) -> None:
    expected = datetime.fromisoformat(over_at).replace(tzinfo=UTC) if over_at else None
    week = QuietWeek(quiet)
    assert week.over_at(datetime.fromisoformat(now).replace(tzinfo=UTC), zone) == expected


LONG = QuietWeek(NIGHT, {4: QuietHours(23 * 60, 9 * 60), 5: None, 6: QuietHours(14 * 60, 16 * 60)})
"""Longer from Friday to Saturday, none from Saturday to Sunday, and a nap on Sunday."""


@pytest.mark.parametrize(
    ("now", "over_at"),
    [
        # Friday 6 March 2026, Berlin: the night before ends as usual, its own begins at eleven.
        ("2026-03-06T05:59", "2026-03-06T06:00"),
        ("2026-03-06T21:30", None),
        ("2026-03-06T22:00", "2026-03-07T08:00"),
        ("2026-03-07T07:59", "2026-03-07T08:00"),
        ("2026-03-07T08:00", None),
        # Saturday night, and Sunday.
        ("2026-03-07T23:00", None),
        ("2026-03-08T04:00", None),
        ("2026-03-08T13:00", "2026-03-08T15:00"),
        ("2026-03-08T22:00", None),
        ("2026-03-09T21:00", "2026-03-10T06:00"),
    ],
)
def test_a_night_has_the_hours_of_the_weekday_it_begins_on(now: str, over_at: str | None) -> None:
    expected = datetime.fromisoformat(over_at).replace(tzinfo=UTC) if over_at else None
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert LONG.over_at(at, "Europe/Berlin") == expected


def test_of_two_nights_that_overlap_the_later_end_counts() -> None:
    week = QuietWeek(NIGHT, {4: QuietHours(1320, 720), 5: QuietHours(600, 840)})
    at = datetime(2026, 3, 7, 10, tzinfo=UTC)
    assert week.over_at(at, "Europe/Berlin") == datetime(2026, 3, 7, 13, tzinfo=UTC)


def test_a_minute_may_be_quiet_on_some_nights_only() -> None:
    assert LONG.ever_holds(8 * 60)
    assert not LONG.ever_holds(10 * 60)
    assert not QuietWeek(None, {5: None}).ever_holds(0)
