"""Bells as people type them, in both languages."""

from datetime import UTC, date, datetime

import pytest

from domain.bells import BEFORE_MAX, Bell
from domain.errors import Reason, Refused
from domain.typed_bells import parse_bells

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def bells(text: str, language: str = "en", zone: str = BERLIN) -> tuple[Bell, ...]:
    return parse_bells(text, NOW, zone, language=language)


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [
        ("8", "en", [480]),
        ("8, 16 and 22", "en", [480, 960, 1320]),
        ("8 and 20", "en", [480, 1200]),
        ("7:30 pm", "en", [1170]),
        ("8, 16 und 22", "de", [480, 960, 1320]),
    ],
)
def test_times_of_the_day(text: str, language: str, minutes: list[int]):
    assert bells(text, language) == tuple(map(Bell, minutes))


@pytest.mark.parametrize(
    ("text", "language", "before"),
    [
        ("30 minutes before", "en", 30),
        ("45 min before", "en", 45),
        ("2h before", "en", 120),
        ("2 hours before.", "en", 120),
        ("an hour earlier", "en", 60),
        ("1 day before", "en", 1440),
        ("1 week before", "en", BEFORE_MAX),
        ("30 Minuten vorher", "de", 30),
        ("eine Stunde davor", "de", 60),
        ("2 Tage vorher", "de", 2880),
    ],
)
def test_so_long_before_something_is_due(text: str, language: str, before: int):
    assert bells(text, language) == (Bell(before=before),)


@pytest.mark.parametrize(
    ("text", "language", "bell"),
    [
        ("24 dec 18:00", "en", Bell(1080, day=date(2026, 12, 24))),
        ("18:00 tomorrow", "en", Bell(1080, day=date(2026, 3, 5))),
        ("morgen 9", "de", Bell(540, day=date(2026, 3, 5))),
        ("18 Uhr 5.12.", "de", Bell(1080, day=date(2026, 12, 5))),
        ("8/16 22:00", "en", Bell(1320, day=date(2026, 8, 16))),
        ("1 april 9", "en", Bell(540, day=date(2026, 4, 1))),
        ("april 1 at 9", "en", Bell(540, day=date(2026, 4, 1))),
        ("1.4. 9", "de", Bell(540, day=date(2026, 4, 1))),
        ("1. April um 9", "de", Bell(540, day=date(2026, 4, 1))),
        ("9 1.4.", "de", Bell(540, day=date(2026, 4, 1))),
    ],
)
def test_a_date_with_a_time(text: str, language: str, bell: Bell):
    assert bells(text, language) == (bell,)


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("8 days before", "before", Reason.OUT_OF_RANGE),
        ("some time before", "bell", Reason.UNREADABLE),
        ("before", "bell", Reason.UNREADABLE),
        ("3 apples before", "bell", Reason.UNREADABLE),
        ("0 minutes before", "bell", Reason.UNREADABLE),
        ("24 dec", "bell", Reason.EMPTY),
        ("yesterday 9", "bell", Reason.OUT_OF_RANGE),
        ("25:00", "time", Reason.NOT_A_TIME),
        ("whenever", "time", Reason.UNREADABLE),
        ("5/12 9:00", "day", Reason.AMBIGUOUS_DATE),
        ("31 feb 9:00", "day", Reason.NOT_A_DATE),
        ("", "time", Reason.EMPTY),
    ],
)
def test_what_cannot_ring_says_why(text: str, field: str, reason: Reason):
    with pytest.raises(Refused) as refusal:
        bells(text)
    assert (refusal.value.field, refusal.value.reason) == (field, reason)


def test_a_day_that_the_clocks_skipped_is_none():
    with pytest.raises(Refused) as refusal:
        parse_bells("30 dec 2011 9:00", datetime(2011, 12, 1, tzinfo=UTC), "Pacific/Apia")
    assert refusal.value.reason is Reason.NOT_A_DATE
