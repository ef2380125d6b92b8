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
        ("1h", "en", "2026-03-04T17:05"),
        ("2 h", "en", "2026-03-04T18:05"),
        ("2 hours", "en", "2026-03-04T18:05"),
        ("15 min", "en", "2026-03-04T16:20"),
        ("90m", "en", "2026-03-04T17:35"),
        ("in 2h", "en", "2026-03-04T18:05"),
        ("in 15min", "en", "2026-03-04T16:20"),
        ("1 h 30 min", "en", "2026-03-04T17:35"),
        ("1h30", "en", "2026-03-04T17:35"),
        ("in 1h 30", "en", "2026-03-04T17:35"),
        ("1 hour and 30 minutes", "en", "2026-03-04T17:35"),
        ("half an hour", "en", "2026-03-04T16:35"),
        ("In half an hour.", "en", "2026-03-04T16:35"),
        ("an hour", "en", "2026-03-04T17:05"),
        ("19h30", "en", "2026-03-04T18:30"),
        ("at 20h", "en", "2026-03-04T19:00"),
        ("tonight", "en", "2026-03-04T18:00"),
        ("This evening!", "en", "2026-03-04T18:00"),
        ("tomorrow 9", "en", "2026-03-05T08:00"),
        ("9pm friday", "en", "2026-03-06T20:00"),
        ("in 2 days", "en", "2026-03-06T16:00"),
        ("1 April", "en", "2026-04-01T15:00"),
        ("morgen 9", "de", "2026-03-05T08:00"),
        ("in 2 Stunden", "de", "2026-03-04T18:05"),
        ("in einer Stunde", "de", "2026-03-04T17:05"),
        ("1 Std.", "de", "2026-03-04T17:05"),
        ("2 Stunden", "de", "2026-03-04T18:05"),
        ("15 Minuten", "de", "2026-03-04T16:20"),
        ("in 2h", "de", "2026-03-04T18:05"),
        ("1 Stunde und 30 Minuten", "de", "2026-03-04T17:35"),
        ("in einer halben Stunde", "de", "2026-03-04T16:35"),
        ("eine halbe Stunde", "de", "2026-03-04T16:35"),
        ("um 20 h", "de", "2026-03-04T19:00"),
        ("heute Abend", "de", "2026-03-04T18:00"),
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
        ("3 march 9:00", Reason.OUT_OF_RANGE),
        ("in 9000 hours", Reason.OUT_OF_RANGE),
        ("today", Reason.OUT_OF_RANGE),
        ("25:00", Reason.NOT_A_TIME),
        ("in 0 hours", Reason.UNREADABLE),
        ("in 99999999999 hours", Reason.UNREADABLE),
        ("soon", Reason.UNREADABLE),
        ("in", Reason.UNREADABLE),
        ("and", Reason.UNREADABLE),
        ("1.5 hours", Reason.UNREADABLE),
        ("2 hours 30", Reason.UNREADABLE),
        ("3/4 20:30", Reason.AMBIGUOUS_DATE),
        ("31 feb 20:30", Reason.NOT_A_DATE),
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


@pytest.mark.parametrize(("typed", "language"), [("tonight", "en"), ("heute Abend", "de")])
def test_an_evening_that_is_over_is_refused(typed: str, language: str) -> None:
    late = datetime(2026, 3, 4, 18, tzinfo=UTC)
    with pytest.raises(Refused) as refusal:
        parse_until(typed, late, "Europe/Berlin", DUE, language=language)
    assert refusal.value.reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("3/4 20:30", 1230), ("9 pm 3/4", 1260), ("31 feb 20:30", 1230), ("3/4", None)],
)
def test_a_day_that_is_asked_about_carries_the_time_that_was_typed(
    typed: str, minute: int | None
) -> None:
    with pytest.raises(Refused) as refusal:
        parse_until(typed, NOW, "Europe/Berlin", DUE)
    assert refusal.value.data.get("minute") == minute
