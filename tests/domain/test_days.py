from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import (
    FIRST_DAY,
    LAST_DAY,
    ONE_DAY,
    day_exists,
    days_between,
    daystamp,
    from_daystamp,
    in_range,
    instant_at,
    local_day,
    local_time,
    month_of,
    week_of,
    week_start_of,
)
from domain.errors import Reason, Refused
from domain.zones import ZONES, zone_info

BERLIN, APIA = "Europe/Berlin", "Pacific/Apia"
LOST_DAY = date(2011, 12, 30)
any_day = st.dates(FIRST_DAY, LAST_DAY)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "zone", "day_start", "day"),
    [
        ("2026-11-22 22:59", BERLIN, 0, "2026-11-22"),
        ("2026-11-22 23:00", BERLIN, 0, "2026-11-23"),
        ("2026-11-23 01:59", BERLIN, 180, "2026-11-22"),
        ("2026-11-23 02:00", BERLIN, 180, "2026-11-23"),
        ("2026-11-23 04:59", "America/New_York", 0, "2026-11-22"),
        ("2026-11-22 10:00", "Pacific/Kiritimati", 0, "2026-11-23"),
        # The spring night has no 02:30: the wall clock passes it at 03:00.
        ("2026-03-29 00:59", BERLIN, 150, "2026-03-28"),
        ("2026-03-29 01:00", BERLIN, 150, "2026-03-29"),
        # Apia went from 29 to 31 December: an early hour of the 31st belongs to the 29th.
        ("2011-12-30 09:59", APIA, 0, "2011-12-29"),
        ("2011-12-30 10:00", APIA, 0, "2011-12-31"),
        ("2011-12-30 11:00", APIA, 180, "2011-12-29"),
        ("2011-12-30 13:00", APIA, 180, "2011-12-31"),
    ],
)
def test_an_instant_belongs_to_the_day_the_wall_clock_says(
    instant: str, zone: str, day_start: int, day: str
):
    assert local_day(utc(instant), zone, day_start) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "minute", "zone", "instant"),
    [
        ("2026-11-22", 450, BERLIN, "2026-11-22 06:30"),
        ("2026-03-29", 150, BERLIN, "2026-03-29 01:30"),  # 02:30 does not happen: 03:30
        ("2026-10-25", 150, BERLIN, "2026-10-25 00:30"),  # 02:30 happens twice: the first
        ("2026-04-05", 110, "Australia/Lord_Howe", "2026-04-04 14:50"),  # 01:50, a half hour twice
        ("2018-11-04", 0, "America/Sao_Paulo", "2018-11-04 03:00"),  # midnight is 01:00
    ],
)
def test_a_wall_time_has_one_instant(day: str, minute: int, zone: str, instant: str):
    assert instant_at(date.fromisoformat(day), minute, zone) == utc(instant)


def test_a_day_that_does_not_exist_has_no_instant():
    assert not day_exists(LOST_DAY, APIA)
    assert [instant_at(LOST_DAY, minute, APIA) for minute in (0, 720, 1439)] == [None] * 3
    assert day_exists(LOST_DAY, BERLIN)
    assert all(day_exists(LOST_DAY + step, APIA) for step in (-ONE_DAY, ONE_DAY))


def test_the_wall_clock_is_shown_without_a_zone():
    assert local_time(utc("2026-07-01 10:00"), BERLIN) == datetime(2026, 7, 1, 12)


def days_around_changes(zone: str) -> Iterator[date]:
    """Each day from 2000 to 2037 with a change of offset, and its neighbours."""
    rules = zone_info(zone)
    days = [date(2000, 1, 1) + timedelta(weeks=n) for n in range(52 * 38)]
    offsets = [rules.utcoffset(datetime(day.year, day.month, day.day)) for day in days]
    for week, (before, after) in zip(days, pairwise(offsets), strict=False):
        if before != after:
            yield from days_between(week - ONE_DAY, week + timedelta(days=8))


def dates_seen(zone: str, day: date) -> set[date]:
    """The dates a wall clock shows around a day, by looking at it every quarter of an hour."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - ONE_DAY
    return {local_time(start + n * timedelta(minutes=15), zone).date() for n in range(3 * 96)}


def test_every_existing_day_of_every_zone_has_exactly_one_instant_per_wall_time():
    wrong = []
    for zone in ZONES:
        days = sorted(set(days_around_changes(zone)))
        for minute in (0, 150):
            made = [(day, at) for day in days if (at := instant_at(day, minute, zone))]
            wrong += [(zone, day) for day, at in made if local_day(at, zone, 0) != day]
            wrong += [(zone, day) for (_, a), (day, b) in pairwise(made) if a >= b]
    assert wrong == []


def test_the_only_days_without_an_instant_are_those_no_wall_clock_showed():
    missing = {
        (zone, day)
        for zone in ZONES
        for day in days_around_changes(zone)
        if instant_at(day, 720, zone) is None
    }
    assert missing == {(APIA, LOST_DAY), ("Pacific/Fakaofo", LOST_DAY)}
    assert [LOST_DAY in dates_seen(zone, LOST_DAY) for zone, _ in missing] == [False, False]
    assert LOST_DAY in dates_seen(BERLIN, LOST_DAY)


@given(any_day.filter(lambda day: FIRST_DAY < day < LAST_DAY), st.integers(0, 1439))
def test_an_instant_made_for_a_day_belongs_to_that_day(day: date, minute: int):
    instant = instant_at(day, minute, "UTC")
    assert instant is not None
    assert local_day(instant, "UTC", 0) == day
    assert local_day(instant, "UTC", minute) == day


@pytest.mark.parametrize(
    ("day", "first_weekday", "start"),
    [
        ("2026-11-22", 0, "2026-11-16"),
        ("2026-11-22", 6, "2026-11-22"),
        ("2026-11-22", 5, "2026-11-21"),
        ("2026-11-18", 6, "2026-11-15"),
        ("2026-11-16", 0, "2026-11-16"),
    ],
)
def test_a_week_starts_where_the_person_says(day: str, first_weekday: int, start: str):
    assert week_start_of(date.fromisoformat(day), first_weekday) == date.fromisoformat(start)


def test_a_week_and_a_month_end_on_their_last_day():
    wednesday = date(2024, 2, 28)
    assert week_of(wednesday, 0) == (date(2024, 2, 26), date(2024, 3, 3))
    assert week_of(wednesday, 6) == (date(2024, 2, 25), date(2024, 3, 2))
    assert month_of(wednesday) == (date(2024, 2, 1), date(2024, 2, 29))


def test_days_between_includes_both_ends():
    first = date(2026, 11, 29)
    assert list(days_between(first, date(2026, 12, 1))) == [
        first,
        first + ONE_DAY,
        first + 2 * ONE_DAY,
    ]
    assert list(days_between(first, first)) == [first]
    assert list(days_between(first, first - ONE_DAY)) == []


@given(any_day)
def test_a_daystamp_reads_back(day: date):
    assert from_daystamp(daystamp(day)) == day
    assert len(daystamp(day)) == 8


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("", Reason.UNREADABLE),
        ("2026112", Reason.UNREADABLE),
        ("2026-11-22", Reason.UNREADABLE),
        ("20261122 ", Reason.UNREADABLE),
        ("٢٠٢٦١١٢٢", Reason.UNREADABLE),
        ("20260231", Reason.NOT_A_DATE),
        ("00000101", Reason.NOT_A_DATE),
        ("19691231", Reason.OUT_OF_RANGE),
        ("22000101", Reason.OUT_OF_RANGE),
        ("99991231", Reason.OUT_OF_RANGE),
    ],
)
def test_a_daystamp_from_outside_is_checked(stamp: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        from_daystamp(stamp)
    assert (refused.value.field, refused.value.reason) == ("day", reason)


def test_the_ends_of_the_calendar_are_in_range():
    assert in_range(FIRST_DAY) == date(1970, 1, 1)
    assert in_range(LAST_DAY) == date(2199, 12, 31)
