"""A reminder fires once on each of a person's own days, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import ONE_DAY, day_exists, days_between, local_day, local_time
from domain.firing import Firing, firing_of, latest_firing, moment_of, next_firing
from domain.zones import ZONES, utc_offset, zone_info

BERLIN, APIA, KWAJALEIN = "Europe/Berlin", "Pacific/Apia", "Pacific/Kwajalein"
DAY_STARTS = (0, 180, 240)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "time_of_day", "zone", "day_start", "at"),
    [
        ("2026-11-22", "07:30", BERLIN, 0, "2026-11-22 06:30"),
        ("2026-11-22", "07:30", BERLIN, 240, "2026-11-22 06:30"),
        # With days from 04:00 half past three is the end of the 22nd, four the beginning.
        ("2026-11-22", "03:30", BERLIN, 240, "2026-11-23 02:30"),
        ("2026-11-22", "04:00", BERLIN, 240, "2026-11-22 03:00"),
        # The gap, 02:00 to 03:00, and the overlap, 03:00 to 02:00.
        ("2026-03-29", "01:59", BERLIN, 0, "2026-03-29 00:59"),
        ("2026-03-29", "02:00", BERLIN, 0, "2026-03-29 01:00"),
        ("2026-03-29", "02:30", BERLIN, 0, "2026-03-29 01:30"),
        ("2026-03-29", "03:00", BERLIN, 0, "2026-03-29 01:00"),
        ("2026-03-28", "02:30", BERLIN, 180, "2026-03-29 01:30"),
        ("2026-10-25", "02:30", BERLIN, 0, "2026-10-25 00:30"),
        ("2026-10-25", "03:00", BERLIN, 0, "2026-10-25 02:00"),
        ("2026-10-24", "02:30", BERLIN, 180, "2026-10-25 00:30"),
        # Half an hour: 02:00 to 02:30 in October, and back in April.
        ("2026-10-04", "02:15", "Australia/Lord_Howe", 0, "2026-10-03 15:45"),
        ("2026-04-05", "01:45", "Australia/Lord_Howe", 0, "2026-04-04 14:45"),
        # Apia went from 29 to 31 December, and with it from −10 to +14.
        ("2011-12-29", "09:00", APIA, 0, "2011-12-29 19:00"),
        ("2011-12-30", "09:00", APIA, 0, None),
        ("2011-12-30", "01:00", APIA, 180, None),
        ("2011-12-31", "09:00", APIA, 0, "2011-12-30 19:00"),
        ("2011-12-29", "01:00", APIA, 180, "2011-12-30 11:00"),
        # Changes at midnight: 00:00 to 01:00, and back to 23:00 of the day before.
        ("2026-04-24", "00:00", "Africa/Cairo", 0, "2026-04-23 22:00"),
        ("2026-04-23", "00:30", "Africa/Cairo", 240, "2026-04-23 22:30"),
        ("2026-10-29", "23:30", "Africa/Cairo", 0, "2026-10-29 20:30"),
        ("2026-10-30", "00:00", "Africa/Cairo", 0, "2026-10-29 22:00"),
        ("2026-03-29", "00:00", "Asia/Beirut", 0, "2026-03-28 22:00"),
        ("2026-10-24", "23:30", "Asia/Beirut", 0, "2026-10-24 20:30"),
        ("2026-09-06", "00:30", "America/Santiago", 0, "2026-09-06 04:30"),
        ("2026-04-04", "23:30", "America/Santiago", 0, "2026-04-05 02:30"),
        # 23:00 to midnight: half past eleven comes when it is half past twelve.
        ("2026-03-28", "23:30", "America/Scoresbysund", 0, "2026-03-29 01:30"),
        # The ends of the world, and a half hour. Kwajalein was at −12 before it skipped a day.
        ("2026-11-22", "00:00", "Pacific/Kiritimati", 0, "2026-11-21 10:00"),
        ("2026-11-22", "03:59", "Pacific/Kiritimati", 240, "2026-11-22 13:59"),
        ("1993-08-20", "09:00", KWAJALEIN, 0, "1993-08-20 21:00"),
        ("1993-08-20", "03:00", KWAJALEIN, 240, "1993-08-21 15:00"),
        ("1993-08-21", "09:00", KWAJALEIN, 0, None),
        ("1993-08-22", "09:00", KWAJALEIN, 0, "1993-08-21 21:00"),
        ("2026-11-22", "23:59", "Pacific/Pago_Pago", 0, "2026-11-23 10:59"),
        ("2026-11-22", "07:30", "Asia/Kolkata", 0, "2026-11-22 02:00"),
    ],
)
def test_11_a_reminder_fires_at_its_wall_time_on_the_own_day(
    day: str, time_of_day: str, zone: str, day_start: int, at: str | None
):
    wall = time.fromisoformat(time_of_day)
    minute = wall.hour * 60 + wall.minute
    fired = firing_of(date.fromisoformat(day), moment_of(minute, day_start), zone)
    assert fired == (utc(at) if at else None)


@pytest.mark.parametrize(
    ("instant", "minute", "zone", "day_start", "latest", "following"),
    [
        ("2026-11-22 06:29", 450, BERLIN, 0, "2026-11-21", "2026-11-22"),
        ("2026-11-22 06:30", 450, BERLIN, 0, "2026-11-22", "2026-11-23"),
        # 01:00 of the 23rd still is the 22nd, whose half past three is to come.
        ("2026-11-23 00:00", 210, BERLIN, 240, "2026-11-21", "2026-11-22"),
        # A quarter past midnight on Sunday, where Saturday's 23:30 comes at half past.
        ("2026-03-29 01:15", 1410, "America/Scoresbysund", 0, "2026-03-27", "2026-03-28"),
        # Days begin at 02:30: it was Sunday for half an hour, then 02:10 of Saturday comes again.
        ("2026-10-25 01:10", 150, BERLIN, 150, "2026-10-25", "2026-10-26"),
        ("2011-12-30 09:59", 540, APIA, 0, "2011-12-29", "2011-12-31"),
        ("2011-12-30 10:30", 60, APIA, 180, "2011-12-28", "2011-12-29"),
    ],
)
def test_11_an_instant_lies_between_the_latest_and_the_next_firing(
    instant: str, minute: int, zone: str, day_start: int, latest: str, following: str
):
    before = latest_firing(moment_of(minute, day_start), zone, utc(instant))
    after = next_firing(moment_of(minute, day_start), zone, utc(instant))
    assert (before.day, after.day) == (date.fromisoformat(latest), date.fromisoformat(following))
    assert before.at <= utc(instant) < after.at


class Change(NamedTuple):
    """A zone's offset goes from `before` to `after` at the instant `at`."""

    at: datetime
    before: timedelta
    after: timedelta

    def instant(self, wall: datetime) -> datetime:
        """By hand: a gap shifts forward by its length, of an overlap the first time counts."""
        early, late = ((wall - offset).replace(tzinfo=UTC) for offset in self[1:])
        return early if min(early, late) < self.at else late

    def skips(self, day: date) -> bool:
        midnight = datetime.combine(day, time.min, UTC)
        return self.at + self.before <= midnight and midnight + ONE_DAY <= self.at + self.after

    def firings(self, minute: int, day_start: int) -> list[Firing]:
        """By hand: one for each day around it that exists."""
        middle = self.at.date()
        around = days_between(middle - 3 * ONE_DAY, middle + 3 * ONE_DAY)
        days = [day for day in around if not self.skips(day)]
        dates = days[1:] if minute < day_start else days
        walls = (datetime.combine(date, time.min) + minute * MINUTE for date in dates)
        return [Firing(day, self.instant(wall)) for day, wall in zip(days, walls, strict=False)]

    def minutes(self) -> set[int]:
        """Wall times at both edges of the gap or the overlap, in it and just beside it."""
        edges = [self.at + offset for offset in self[1:]]
        beside = [edges[0], edges[1], min(edges) - MINUTE, max(edges) - MINUTE]
        inside = min(edges) + (max(edges) - min(edges)) / 2
        return {at.hour * 60 + at.minute for at in (*beside, inside)}


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Each change of offset of a zone from 2000 to 2037, by looking at the noon of every day."""
    first = datetime(2000, 1, 1, 12)
    noons = [first + n * ONE_DAY for n in range(38 * 366)]
    offsets = map(zone_info(zone).utcoffset, noons)
    days = zip(noons, pairwise(offsets), strict=False)
    return tuple(change_on(zone, noon) for noon, (a, b) in days if a != b)


def change_on(zone: str, noon: datetime) -> Change:
    """The change of offset near the day after a local noon, to the second, by halves."""
    low = noon.replace(tzinfo=UTC) - ONE_DAY
    before, after = utc_offset(zone, low), utc_offset(zone, low + 3 * ONE_DAY)
    seconds = 3 * 86400
    while seconds > 1:
        half = timedelta(seconds=seconds // 2)
        low += half if utc_offset(zone, low + half) == before else timedelta(0)
        seconds -= seconds // 2
    return Change(low + SECOND, before, after)


def walked(zone: str, minute: int, day_start: int, at: datetime, times: int) -> list[Firing]:
    """What a sweep fires that always goes to the next one."""
    fired = []
    for _ in range(times):
        fired.append(next_firing(moment_of(minute, day_start), zone, at))
        at = fired[-1].at
    return fired


@pytest.mark.parametrize("day_start", DAY_STARTS)
def test_11_at_every_change_of_every_zone_each_existing_day_fires_once(day_start: int):
    wrong = []
    for zone in ZONES:
        for change in changes(zone):
            skipped = change.at + change.before
            minute = skipped.hour * 60 + skipped.minute
            by_hand = change.firings(minute, day_start)[1:-1]
            fired = walked(zone, minute, day_start, by_hand[0].at - SECOND, len(by_hand))
            wrong += [(zone, change)] if fired != by_hand else []
    assert wrong == []


@cache
def places_of_changes() -> dict[Change, str]:
    """Every change there is, with one of the zones that have it: Paris goes with Berlin."""
    return {change: zone for zone in ZONES for change in changes(zone)}


@pytest.mark.parametrize("day_start", DAY_STARTS)
def test_11_the_next_and_the_latest_firing_agree_with_a_count_by_hand(day_start: int):
    wrong = []
    for change, zone in places_of_changes().items():
        for minute in change.minutes():
            firings = change.firings(minute, day_start)
            for before, firing, after in zip(firings, firings[1:], firings[2:], strict=False):
                asked = moment_of(minute, day_start), zone
                seen = (
                    next_firing(*asked, firing.at - SECOND),
                    next_firing(*asked, firing.at),
                    latest_firing(*asked, firing.at - SECOND),
                    latest_firing(*asked, firing.at),
                )
                wrong += [(change, *asked)] if seen != (firing, after, before, firing) else []
    assert wrong == []


def test_11_only_the_days_that_apia_and_fakaofo_skipped_fire_nothing():
    silent = {
        (zone, day)
        for change, zone in places_of_changes().items()
        for day in days_between(change.at.date() - 2 * ONE_DAY, change.at.date() + 2 * ONE_DAY)
        for day_start in DAY_STARTS
        if firing_of(day, moment_of(200, day_start), zone) is None
    }
    assert {day for _, day in silent} == {date(2011, 12, 30)}
    assert {zone for zone, _ in silent} == {APIA, "Pacific/Fakaofo"}


def test_changes_are_a_week_apart_so_that_one_at_a_time_is_enough():
    assert len(places_of_changes()) > 3000
    near = [b.at - a.at for zone in ZONES for a, b in pairwise(changes(zone))]
    assert min(near) > 6 * ONE_DAY


# Older than the proofs above: skipped days, and 44 minutes and a half.
OLDER = (
    (KWAJALEIN, utc("1993-08-21 12:00")),
    ("Pacific/Kiritimati", utc("1994-12-31 10:00")),
    ("Africa/Monrovia", utc("1972-01-07 00:44:30")),
)


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and an instant from 1970 on, rather near one of its changes than not."""
    zone = draw(st.sampled_from(ZONES))
    places = [*OLDER, *((zone, change.at) for change in changes(zone))]
    aside = st.timedeltas(-2 * ONE_DAY, 2 * ONE_DAY)
    near = st.builds(lambda place, by: (place[0], place[1] + by), st.sampled_from(places), aside)
    anywhere = st.datetimes(datetime(1970, 1, 4), datetime(2199, 12, 27), timezones=st.just(UTC))
    moment: tuple[str, datetime] = draw(st.one_of(near, anywhere.map(lambda at: (zone, at))))
    return moment


MINUTES = st.integers(0, 1439)


@given(moments(), MINUTES, MINUTES)
def test_between_two_neighbouring_firings_nothing_fires(
    moment: tuple[str, datetime], minute: int, day_start: int
):
    zone, instant = moment
    days = days_between(instant.date() - 5 * ONE_DAY, instant.date() + 5 * ONE_DAY)
    naive = [
        Firing(day, at)
        for day in days
        if (at := firing_of(day, moment_of(minute, day_start), zone))
    ]
    assert all(a.at < b.at for a, b in pairwise(naive))
    assert next_firing(moment_of(minute, day_start), zone, instant) == min(
        (firing for firing in naive if firing.at > instant), key=lambda firing: firing.at
    )
    assert latest_firing(moment_of(minute, day_start), zone, instant) == max(
        (firing for firing in naive if firing.at <= instant), key=lambda firing: firing.at
    )


@given(moments(), MINUTES, MINUTES)
def test_outside_of_gaps_a_firing_shows_the_wall_time_on_its_own_day(
    moment: tuple[str, datetime], minute: int, day_start: int
):
    zone, instant = moment
    today = local_day(instant, zone, 0)
    dates = [day for day in days_between(today, today + 2 * ONE_DAY) if day_exists(day, zone)]
    asked = datetime.combine(dates[minute < day_start], time.min) + minute * MINUTE
    at = firing_of(today, moment_of(minute, day_start), zone)
    assert at is not None
    assert (local_time(at, zone) == asked) != in_gap(asked, zone)
    assert local_day(at, zone, day_start) == today or in_gap(asked, zone)


def in_gap(wall: datetime, zone: str) -> bool:
    """A wall time inside a gap comes back from UTC as another one."""
    there = wall.replace(tzinfo=zone_info(zone)).astimezone(UTC)
    return local_time(there, zone) != wall
