"""Bells: a date, some weekdays, a random moment of a window, so long before something is due."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bells import Bell, Ringing, counts_on, not_before
from domain.days import FIRST_DAY, LAST_DAY, ONE_DAY, days_between, instant_at, local_time
from domain.firing import Firing, firing_of, next_firing
from tests.domain.test_firing import APIA, BERLIN, SECOND, moments

LONG_AGO = datetime(1969, 6, 1, tzinfo=UTC)
SUNDAY = date(2026, 3, 29)
"""Berlin's clocks go from two to three."""

WEEK = 7 * ONE_DAY
NIGHT = Bell(22 * 60, until_minute=2 * 60)


@pytest.mark.parametrize(
    ("bell", "key"),
    [
        (Bell(480), "480"),
        (Bell(480, weekdays=1), "480"),
        (Bell(480, 600), "480-600"),
        (Bell(480, day=SUNDAY), "20260329.480"),
        (Bell(480, 600, day=SUNDAY), "20260329.480-600"),
        (Bell(before=30), "b30"),
    ],
)
def test_a_bell_is_told_from_another_by_its_time_and_not_by_its_weekdays(bell: Bell, key: str):
    assert bell.key == key


@pytest.mark.parametrize(
    ("bell", "day_start", "dues", "expected"),
    [
        (Bell(480), 0, (), {480}),
        (Bell(60), 180, (), {1500}),
        (Bell(480), 0, (600, 700), {480}),
        (Bell(before=30), 0, (480, 1200), {450, 1170}),
        (Bell(before=120), 0, (90,), {-30}),
        (Bell(before=30), 180, (60,), {1470}),
        (Bell(before=7 * 1440), 0, (480,), {480 - 7 * 1440}),
        (Bell(before=60), 0, (), {1380}),
        (Bell(before=60), 240, (), {1620}),
    ],
)
def test_the_moments_of_a_bell(
    bell: Bell, day_start: int, dues: tuple[int, ...], expected: set[int]
):
    assert bell.moments(day_start, dues) == expected


@pytest.mark.parametrize(
    ("bell", "moment", "left"),
    [
        (Bell(480), 480, 0),
        (Bell(480, 600), 480, 120),
        (Bell(480, 600), 540, 60),
        (Bell(480, 600), 660, 0),
        (NIGHT, 22 * 60, 240),
        (NIGHT, 23 * 60, 180),
        (Bell(60, 120), 1500, 60),
        (Bell(before=5), 480, 0),
    ],
)
def test_what_is_left_of_a_window(bell: Bell, moment: int, left: int):
    assert bell.window_from(moment) == left


def test_on_one_day_it_rings_once_and_never_again():
    ringing = Ringing(480, SUNDAY, SUNDAY)
    at = datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert ringing.next(BERLIN, LONG_AGO) == ringing.latest(BERLIN, at) == Firing(SUNDAY, at)
    assert ringing.next(BERLIN, at) is None
    assert ringing.latest(BERLIN, at - SECOND) is None


def test_a_day_that_never_was_rings_nothing():
    skipped = date(2011, 12, 30)
    assert Ringing(480, skipped, skipped).next(APIA, LONG_AGO) is None
    # Two days ahead of the 31st is the 28th.
    ahead = Ringing(480 - 2 * 1440, date(2011, 12, 31), date(2011, 12, 31))
    fired = ahead.next(APIA, LONG_AGO)
    assert fired is not None
    assert local_time(fired.at, APIA) == datetime(2011, 12, 28, 8)


def test_on_weekdays_it_rings_on_these():
    monday_and_friday = 0b10001
    ringing, at, days = Ringing(480, weekdays=monday_and_friday), LONG_AGO, []
    for _ in range(6):
        fired = ringing.next(BERLIN, at)
        assert fired is not None
        at = fired.at
        days.append(fired.day.weekday())
    assert days in ([0, 4] * 3, [4, 0] * 3)


def test_a_random_moment_is_the_same_at_each_count_and_differs_from_day_to_day():
    ringing = Ringing(480, spread=120, seed=7)
    fired = walked(ringing, BERLIN, datetime(2026, 1, 1, tzinfo=UTC), 60)
    assert fired == walked(replace(ringing), BERLIN, datetime(2026, 1, 1, tzinfo=UTC), 60)
    minutes = {(local_time(one.at, BERLIN).hour - 8) * 60 + one.at.minute for one in fired}
    assert len(minutes) > 20
    assert min(minutes) >= 0
    assert max(minutes) <= 120


def test_every_minute_of_a_window_is_drawn():
    window = Ringing(480, spread=3)
    drawn = [replace(window, seed=seed).next(BERLIN, LONG_AGO) for seed in range(200)]
    assert {one.at.minute for one in drawn if one} == {0, 1, 2, 3}


def test_a_window_keeps_to_the_wall_clock_when_the_clocks_change():
    half_past_one_to_half_past_three = Ringing(90, SUNDAY, SUNDAY, spread=120)
    end = instant_at(SUNDAY, 210, BERLIN)
    assert end is not None
    for seed in range(300):
        fired = replace(half_past_one_to_half_past_three, seed=seed).next(BERLIN, LONG_AGO)
        # What falls into the gap is carried over it, by its length.
        assert fired is not None
        assert local_time(fired.at, BERLIN) <= datetime(2026, 3, 29, 4)


def walked(ringing: Ringing, zone: str, at: datetime, times: int) -> list[Firing]:
    """What a sweep fires that always goes to the next one."""
    fired: list[Firing] = []
    while len(fired) < times and (one := ringing.next(zone, at)):
        fired.append(one)
        at = one.at
    return fired


def naive(ringing: Ringing, zone: str, middle: date) -> list[Firing]:
    """Each day for itself, as if there were no other."""
    around = days_between(middle - 25 * ONE_DAY, middle + 25 * ONE_DAY)
    ones = [
        replace(ringing, first=day, last=day)
        for day in around
        if ringing.first <= day <= ringing.last
    ]
    return [fired for one in ones if (fired := one.next(zone, LONG_AGO))]


MOMENTS = st.one_of(st.integers(-2 * 1440, 3 * 1440), st.integers(0, 240))
SPREADS = st.one_of(st.just(0), st.integers(1, 240), st.integers(1320, 1439))


@st.composite
def ringings(draw: st.DrawFn) -> tuple[str, datetime, Ringing]:
    zone, instant = draw(moments())
    near = st.integers(-5, 5).map(lambda days: instant.date() + days * ONE_DAY)
    first, last = draw(st.tuples(st.just(FIRST_DAY) | near, st.just(LAST_DAY) | near))
    weekdays = draw(st.none() | st.integers(1, 127))
    ringing = Ringing(draw(MOMENTS), first, last, weekdays, draw(SPREADS), draw(st.integers(1, 99)))
    return zone, instant, ringing


@given(ringings())
def test_the_next_and_the_latest_agree_with_a_count_of_each_day_for_itself(
    drawn: tuple[str, datetime, Ringing],
):
    zone, instant, ringing = drawn
    fired = naive(ringing, zone, instant.date())
    near = [one for one in fired if abs(one.at - instant) < 2 * WEEK]
    later = min((one for one in near if one.at > instant), key=_at, default=None)
    over = max((one for one in near if one.at <= instant), key=_at, default=None)
    assert _or_far(ringing.next(zone, instant), instant) == later
    assert _or_far(ringing.latest(zone, instant), instant) == over


def _at(firing: Firing) -> datetime:
    return firing.at


def _or_far(firing: Firing | None, instant: datetime) -> Firing | None:
    return firing if firing and abs(firing.at - instant) < 2 * WEEK else None


@given(ringings())
def test_each_day_that_counts_rings_once_and_in_order(drawn: tuple[str, datetime, Ringing]):
    zone, instant, ringing = drawn
    begin = instant - 3 * ONE_DAY
    expected = [one for one in naive(ringing, zone, instant.date()) if one.at > begin]
    fired = walked(ringing, zone, begin, 8)
    # Random moments of two days may fall together; then one of the two is all that is said.
    assert {one.at for one in fired} <= {one.at for one in expected} or len(expected) < 8
    assert all(a.at < b.at for a, b in pairwise(fired))
    assert all(counts_on(ringing.weekdays, one.day) for one in fired)
    assert all(ringing.first <= one.day <= ringing.last for one in fired)
    soon = sorted({one.at for one in expected})[: len(fired)]
    assert [one.at for one in fired][: len(soon)] == soon


@given(moments(), MOMENTS)
def test_without_weekdays_window_or_end_it_is_the_plain_firing(
    moment: tuple[str, datetime], minute: int
):
    zone, instant = moment
    always, bounded = Ringing(minute), Ringing(minute, first=FIRST_DAY + ONE_DAY)
    assert always.next(zone, instant) == next_firing(minute, zone, instant)
    if instant.date() > FIRST_DAY + WEEK:
        assert bounded.next(zone, instant) == always.next(zone, instant)
        assert bounded.latest(zone, instant) == always.latest(zone, instant)


@given(moments(), MOMENTS, st.integers(1, 1439), st.integers(1, 99))
def test_a_random_moment_lies_in_its_window(
    moment: tuple[str, datetime], minute: int, spread: int, seed: int
):
    zone, instant = moment
    day = instant.date()
    fired = Ringing(minute, day, day, spread=spread, seed=seed).next(zone, LONG_AGO)
    of_window = {firing_of(day, minute + later, zone) for later in range(spread + 1)}
    assert (fired.at if fired else None) in of_window


def test_a_window_is_as_long_as_what_is_left_of_it() -> None:
    window = Bell(22 * 60, 2 * 60)
    assert [window.window_from(22 * 60), window.window_from(24 * 60)] == [240, 120]
    assert window.window_from(22 * 60 + 300) == 0
    assert Bell(480).window_from(480) == 0


@pytest.mark.parametrize(
    ("moment", "alert_start", "day_start", "becomes"),
    [
        (360, None, 0, 360),
        (360, 480, 0, 480),
        (600, 480, 0, 600),
        (-30, 480, 0, -30),
        (-1380, 480, 0, -960),
        (1500, 60, 180, 1500),
    ],
)
def test_no_day_speaks_before_its_first_minute(
    moment: int, alert_start: int | None, day_start: int, becomes: int
) -> None:
    assert not_before(moment, alert_start, day_start) == becomes
