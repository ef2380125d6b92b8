"""When a person's day ends, and what is jumped over when days are reckoned otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import ONE_DAY, day_ends, local_day
from domain.reckoning import Reckoning, jump
from tests.domain.test_firing import moments

BERLIN, TOKYO, NEW_YORK = "Europe/Berlin", "Asia/Tokyo", "America/New_York"
EVENING = datetime(2026, 11, 22, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@given(moments(), st.integers(0, 1439))
def test_a_day_ends_where_the_next_one_begins(moment: tuple[str, datetime], day_start: int):
    zone, instant = moment
    day, end = local_day(instant, zone, day_start), day_ends(instant, zone, day_start)
    assert instant < end <= instant + ONE_DAY + 26 * HOUR
    assert local_day(end, zone, day_start) > day or local_day(end - HOUR, zone, day_start) > day


@pytest.mark.parametrize(
    ("before", "after", "since", "today_since", "earlier"),
    [
        ((BERLIN, 0), (TOKYO, 0), EVENING - 8 * HOUR, EVENING - 29 * HOUR, range(0)),
        ((BERLIN, 0), (NEW_YORK, 0), EVENING, EVENING - 15 * HOUR, range(0)),
        ((BERLIN, 540), (BERLIN, 0), EVENING, EVENING - 21 * HOUR, range(540)),
        ((BERLIN, 0), (BERLIN, 540), EVENING, EVENING - 12 * HOUR, range(540, 0)),
    ],
)
def test_what_is_jumped_over(
    before: tuple[str, int],
    after: tuple[str, int],
    since: datetime,
    today_since: datetime,
    earlier: range,
):
    over = jump(EVENING, Reckoning(*before), Reckoning(*after))
    assert over.since == since
    assert abs(over.since_today - today_since) <= timedelta.resolution
    assert over.earlier == earlier
    assert over.since_of(541) == since


def test_before_a_zone_was_named_nothing_is_jumped_over():
    over = jump(EVENING, Reckoning(None, 0), Reckoning(TOKYO, 0))
    assert over.since == over.since_today == EVENING
