"""When a reminder is said again, as it was typed: always in the future, never guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Reason, Refused
from domain.putting_off import parse_until

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
"""A Wednesday, 17:05 in Berlin."""

DUE = NOW - timedelta(minutes=5)


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("20:30", "en", "2026-03-04T19:30"),
        ("17:05", "en", "2026-03-05T16:05"),
        ("9", "en", "2026-03-05T08:00"),
        ("in 2 hours", "en", "2026-03-04T18:05"),
        ("In an hour.", "en", "2026-03-04T17:05"),
        ("in 45 min", "en", "2026-03-04T16:50"),
        ("tomorrow 9", "en", "2026-03-05T08:00"),
        ("9pm friday", "en", "2026-03-06T20:00"),
        ("in 2 days", "en", "2026-03-06T16:00"),
        ("1 April", "en", "2026-04-01T15:00"),
        ("morgen 9", "de", "2026-03-05T08:00"),
        ("in 2 Stunden", "de", "2026-03-04T18:05"),
        ("in einer Stunde", "de", "2026-03-04T17:05"),
    ],
)
def test_what_is_typed_is_an_instant_to_come(typed: str, language: str, meant: str) -> None:
    until = parse_until(typed, NOW, "Europe/Berlin", DUE, language=language)
    assert until == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("yesterday 9", Reason.OUT_OF_RANGE),
        ("today 17:05", Reason.OUT_OF_RANGE),
        ("today", Reason.OUT_OF_RANGE),
        ("25:00", Reason.NOT_A_TIME),
        ("in 0 hours", Reason.UNREADABLE),
        ("in 99999999999 hours", Reason.UNREADABLE),
        ("soon", Reason.UNREADABLE),
    ],
)
def test_what_is_over_or_unclear_is_refused(typed: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        parse_until(typed, NOW, "Europe/Berlin", DUE)
    assert refusal.value.reason is reason


def test_a_day_that_the_clocks_skipped_is_none() -> None:
    now = datetime(2011, 12, 29, 20, tzinfo=UTC)
    with pytest.raises(Refused) as refusal:
        parse_until("tomorrow 9", now, "Pacific/Apia", now)
    assert refusal.value.reason is Reason.NOT_A_DATE
