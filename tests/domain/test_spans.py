"""Spans: every day lies in one week, month, quarter and year, and these follow one another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import FIRST_DAY, LAST_DAY
from domain.spans import (
    CALENDAR,
    Span,
    Unit,
    after,
    before,
    months_until,
    span_of,
    span_told,
    unit_of,
)

DAYS = st.dates(date(1971, 1, 1), date(2190, 1, 1))
SUNDAY = 6


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        (Unit.WEEK, date(2026, 3, 2), date(2026, 3, 8)),
        (Unit.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        (Unit.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Unit.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_a_span_of_each_kind(unit: Unit, first: date, last: date) -> None:
    assert span_of(date(2026, 3, 4), unit, 0) == Span(first, last)


def test_a_week_begins_on_the_weekday_of_ones_choice() -> None:
    assert span_of(date(2026, 3, 4), Unit.WEEK, SUNDAY).first == date(2026, 3, 1)


def test_any_days_have_no_calendar() -> None:
    with pytest.raises(ValueError, match="no calendar"):
        span_of(date(2026, 3, 4), Unit.DAYS, 0)


@given(DAYS, st.sampled_from(CALENDAR), st.integers(0, 6))
def test_a_span_of_the_calendar_is_known_by_its_ends_and_has_neighbours_of_its_kind(
    day: date, unit: Unit, first_weekday: int
) -> None:
    span = span_of(day, unit, first_weekday)
    assert day in span
    assert unit_of(span, first_weekday) is unit
    later = after(span, first_weekday)
    assert later is not None
    assert later.first == span.last + timedelta(days=1)
    assert unit_of(later, first_weekday) is unit
    assert before(later, first_weekday) == span


@given(DAYS, st.integers(1, 400))
def test_other_days_have_neighbours_as_long_as_they_are(day: date, length: int) -> None:
    span = Span(day, day + timedelta(days=length - 1))
    if unit_of(span, 0) is Unit.DAYS:
        later = after(span, 0)
        assert later is not None
        assert len(later) == length == len(span.days())
        if unit_of(later, 0) is Unit.DAYS:
            assert before(later, 0) == span


def test_the_calendar_of_the_bot_has_a_beginning_and_an_end() -> None:
    assert before(span_of(FIRST_DAY, Unit.YEAR, 0), 0) is None
    assert after(span_of(LAST_DAY, Unit.YEAR, 0), 0) is None


def test_a_span_under_way_ends_with_the_day_that_is_looked_at_it_on() -> None:
    march = span_of(date(2026, 3, 4), Unit.MONTH, 0)
    assert march.until(date(2026, 3, 4)) == Span(date(2026, 3, 1), date(2026, 3, 4))
    assert march.until(date(2026, 4, 4)) == march
    assert march.until(date(2026, 1, 1)) == Span(date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 22), 1, date(2026, 10, 23)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 3, 29), 1, date(2026, 3, 1)),
        (date(2024, 3, 30), 1, date(2024, 3, 1)),
        (date(2026, 1, 1), 3, date(2025, 10, 2)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2026, 12, 31), 12, date(2026, 1, 1)),
    ],
)
def test_months_up_to_a_day_begin_after_its_date_back_then(
    day: date, months: int, first: date
) -> None:
    assert months_until(day, months) == Span(first, day)


def test_what_is_told_of_a_month_or_a_year_is_the_one_that_is_over() -> None:
    first = date(2026, 1, 1)
    assert span_told(first, Unit.MONTH) == Span(date(2025, 12, 1), date(2025, 12, 31))
    assert span_told(first, Unit.YEAR) == Span(date(2025, 1, 1), date(2025, 12, 31))
