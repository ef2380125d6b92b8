"""When a mood was felt: always in the past, on the person's own days, never guessed ahead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import local_day
from domain.errors import Reason, Refused
from domain.felt import Clockwork, felt_on, parse_felt, parse_past_day, past

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday, 13:00 in Berlin."""

TODAY = date(2026, 3, 4)
BERLIN = Clockwork(NOW, "Europe/Berlin", 0)


def at(day: int, hour: int, minute: int = 0, month: int = 3, year: int = 2026) -> datetime:
    """A wall time in Berlin's winter, which the moments of these tests lie in."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7", at(4, 7)),
        ("12:30", at(4, 12, 30)),
        ("14:30", at(3, 14, 30)),  # that was yesterday
        ("8pm", at(3, 20)),
        ("noon", at(4, 12)),
        ("١٢:٣٠", at(4, 12, 30)),
        ("today", at(4, 12)),
        ("yesterday", at(3, 12)),
        ("yesterday evening", at(3, 19)),
        ("evening yesterday", at(3, 19)),
        ("yesterday at 21:15", at(3, 21, 15)),
        ("day before yesterday 7:00", at(2, 7)),
        ("3 days ago", at(1, 12)),
        ("mon 9pm", at(2, 21)),
        ("9pm mon", at(2, 21)),
        ("wed", at(4, 12)),
        ("thursday", at(26, 12, month=2)),
        ("last friday 8pm", at(27, 20, month=2)),
        ("3 march", at(3, 12)),
        ("5 dec", at(5, 12, month=12, year=2025)),
        ("5.12", at(4, 5, 12)),
        ("5.12.", at(5, 12, month=12, year=2025)),
        ("5.12.2020 18:00", at(5, 18, month=12, year=2020)),
        ("29 feb", at(29, 12, month=2, year=2024)),
        ("2025-11-30 08:00", at(30, 8, month=11, year=2025)),
    ],
)
def test_what_is_typed_means_the_latest_such_moment(typed: str, meant: datetime):
    assert parse_felt(typed, BERLIN) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Reason.EMPTY),
        ("\u200b", Reason.EMPTY),
        ("...", Reason.EMPTY),
        ("blah", Reason.UNREADABLE),
        ("rather late", Reason.UNREADABLE),
        ("25:00", Reason.NOT_A_TIME),
        ("yesterday 25:00", Reason.NOT_A_TIME),
        ("31 feb", Reason.NOT_A_DATE),
        ("31 feb 10:00", Reason.NOT_A_DATE),
        ("3/4", Reason.AMBIGUOUS_DATE),
        ("tomorrow", Reason.OUT_OF_RANGE),
        ("in 3 days", Reason.OUT_OF_RANGE),
        ("today 13:01", Reason.OUT_OF_RANGE),
        ("5 march 2026", Reason.OUT_OF_RANGE),
        ("5.12.2030", Reason.OUT_OF_RANGE),
        ("1 jan 1950", Reason.OUT_OF_RANGE),
        ("x" * 65, Reason.TOO_LONG),
        ("1 " * 2000, Reason.TOO_LONG),
    ],
)
def test_what_was_not_or_cannot_be_is_refused(typed: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        parse_felt(typed, BERLIN)
    assert refused.value.reason is reason


def test_what_is_offered_instead_lies_in_the_past_too():
    with pytest.raises(Refused) as ambiguous:
        parse_felt("3/4", BERLIN)
    assert ambiguous.value.data["candidates"] == (date(2025, 4, 3), date(2026, 3, 4))
    with pytest.raises(Refused) as late:
        parse_past_day("31 apr", TODAY)
    assert late.value.data["nearest"] == date(2025, 4, 30)
    with pytest.raises(Refused) as leap:
        parse_past_day("30 feb", date(2027, 12, 1))
    assert leap.value.data["nearest"] == date(2027, 2, 28)


def test_a_time_before_the_day_begins_belongs_to_the_day_before():
    night = Clockwork(datetime(2026, 3, 5, 1, 0, tzinfo=UTC), "Europe/Berlin", 240)  # 02:00
    assert night.today == date(2026, 3, 4)
    assert parse_felt("1:00", night) == at(5, 1)
    assert parse_felt("today 23:00", night) == at(4, 23)
    assert parse_felt("yesterday 3:00", night) == at(4, 3)
    assert parse_felt("today", night) == at(4, 12)


def test_a_day_without_a_time_is_its_noon_or_now_if_that_is_still_to_come():
    early = Clockwork(at(4, 9), "Europe/Berlin", 0)
    assert felt_on(date(2026, 3, 4), None, early) == at(4, 9)
    assert felt_on(date(2026, 3, 3), None, early) == at(3, 12)
    with pytest.raises(Refused) as refused:
        felt_on(date(2026, 3, 4), 600, early)
    assert refused.value.data == {"latest": at(4, 9)}


def test_nothing_is_felt_on_a_day_that_was_skipped():
    apia = Clockwork(datetime(2012, 1, 2, tzinfo=UTC), "Pacific/Apia", 0)
    with pytest.raises(Refused) as refused:
        parse_felt("30 dec 2011", apia)
    assert refused.value.reason is Reason.NOT_A_DATE


def test_now_is_past_and_a_moment_later_is_not():
    assert past(NOW, NOW) == NOW
    with pytest.raises(Refused):
        past(NOW + timedelta(microseconds=1), NOW)


LAST = st.sampled_from(["29 feb", "28 february", "31", "1 jan", "31 dec", "monday", "sun", "15"])
DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))


@given(LAST, DAYS)
def test_a_day_without_a_year_is_the_latest_one_up_to_today(typed: str, today: date):
    found = parse_past_day(typed, today)
    assert found <= today
    assert all(
        parse_past_day(typed, found + timedelta(days=n)) == found
        for n in range((today - found).days % 40)
    )


@given(st.text(max_size=70), st.integers(0, 1439))
def test_whatever_is_typed_is_a_moment_of_the_past_or_refused(typed: str, day_start: int):
    clockwork = Clockwork(NOW, "Europe/Berlin", day_start)
    try:
        felt_at = parse_felt(typed, clockwork)
    except Refused:
        return
    assert felt_at <= NOW


@given(DAYS, st.integers(0, 1439), st.integers(0, 1439))
def test_a_moment_of_a_day_belongs_to_that_day(day: date, minute: int, day_start: int):
    moment = Clockwork(NOW, "Asia/Kolkata", day_start).moment(day, minute)
    assert local_day(moment, "Asia/Kolkata", day_start) == day
