from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.kinds import (
    KINDS,
    LAST,
    AfterDone,
    Daily,
    EveryDays,
    Fixed,
    Free,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
    from_plain,
    slots_of,
    to_plain,
)

FEB_29 = {"kind": "yearly", "month": 2, "day": 29, "leap": "mar1"}
weekdays = st.integers(0, 6)
repeating: st.SearchStrategy[Fixed] = st.one_of(
    st.just(Daily()),
    st.frozensets(weekdays, min_size=1).map(Weekdays),
    st.builds(EveryDays, st.integers(2, 3650), st.dates(FIRST_DAY, LAST_DAY)),
    st.frozensets(st.integers(1, 31), min_size=1).map(MonthDays),
    st.builds(MonthWeekday, st.sampled_from([1, 2, 3, 4, LAST]), weekdays),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).flatmap(
        lambda day: st.builds(Yearly, st.just(day.month), st.just(day.day), st.sampled_from(Leap))
    ),
)
minutes = st.integers(0, 1439)
schedules: st.SearchStrategy[Schedule] = st.one_of(
    repeating,
    st.none().map(Once) | minutes.map(Once),
    st.builds(TimesPer, st.integers(1, 7), st.just(Period.WEEK), weekdays),
    st.builds(TimesPer, st.integers(1, 31), st.just(Period.MONTH)),
    st.integers(2, 3650).flatmap(lambda n: st.builds(TimesIn, st.integers(1, n), st.just(n))),
    st.integers(1, 3650).map(AfterDone),
    st.builds(Slotted, repeating, st.sets(minutes, min_size=2, max_size=12).map(sorted).map(tuple)),
)


@given(schedules)
def test_a_schedule_reads_back_from_what_is_kept(schedule: Schedule):
    assert from_plain(to_plain(schedule)) == schedule
    assert KINDS[schedule.kind] is type(schedule)


@pytest.mark.parametrize(
    ("schedule", "plain"),
    [
        (Once(), {"kind": "once"}),
        (Once(0), {"kind": "once", "at": 0}),
        (Daily(), {"kind": "daily"}),
        (Weekdays(frozenset({4, 0})), {"kind": "weekdays", "days": [0, 4]}),
        (
            EveryDays(3, date(2026, 2, 1)),
            {"kind": "every_days", "every": 3, "anchor": "2026-02-01"},
        ),
        (MonthDays(frozenset({31, 1})), {"kind": "month_days", "days": [1, 31]}),
        (MonthWeekday(LAST, 4), {"kind": "month_weekday", "nth": -1, "weekday": 4}),
        (Yearly(2, 29, Leap.AFTER), FEB_29),
        (
            TimesPer(3, Period.WEEK, 6),
            {"kind": "times_per", "times": 3, "period": "week", "week_start": 6},
        ),
        (TimesIn(2, 5), {"kind": "times_in", "times": 2, "days": 5}),
        (AfterDone(3), {"kind": "after_done", "every": 3}),
        (
            Slotted(Daily(), (480, 1200)),
            {"kind": "slotted", "of": {"kind": "daily"}, "times": [480, 1200]},
        ),
    ],
)
def test_a_schedule_is_kept_in_plain_words(schedule: Schedule, plain: dict[str, Any]):
    assert to_plain(schedule) == plain
    assert from_plain(plain) == schedule


def deep(levels: int) -> object:
    plain: object = {"kind": "daily"}
    for _ in range(levels):
        plain = {"kind": "slotted", "of": plain, "times": [1, 2]}
    return plain


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (None, Reason.UNREADABLE),
        ([], Reason.UNREADABLE),
        ({}, Reason.UNREADABLE),
        ({"kind": "hourly"}, Reason.UNREADABLE),
        ({"kind": ["daily"]}, Reason.UNREADABLE),
        ({"kind": "once", "at": "7:00"}, Reason.UNREADABLE),
        ({"kind": "once", "at": 1440}, Reason.NOT_A_TIME),
        ({"kind": "weekdays"}, Reason.UNREADABLE),
        ({"kind": "weekdays", "days": "mon"}, Reason.UNREADABLE),
        ({"kind": "weekdays", "days": ["0"]}, Reason.UNREADABLE),
        ({"kind": "weekdays", "days": [True]}, Reason.UNREADABLE),
        ({"kind": "weekdays", "days": []}, Reason.NO_WEEKDAY),
        ({"kind": "weekdays", "days": [7]}, Reason.NO_WEEKDAY),
        ({"kind": "every_days", "every": 3}, Reason.UNREADABLE),
        ({"kind": "every_days", "every": 3, "anchor": 20260101}, Reason.UNREADABLE),
        ({"kind": "every_days", "every": 3, "anchor": "2026-02-30"}, Reason.UNREADABLE),
        ({"kind": "every_days", "every": 1, "anchor": "2026-02-01"}, Reason.OUT_OF_RANGE),
        ({"kind": "every_days", "every": 10**30, "anchor": "2026-02-01"}, Reason.OUT_OF_RANGE),
        ({"kind": "month_days", "days": []}, Reason.EMPTY),
        ({"kind": "month_days", "days": [0]}, Reason.OUT_OF_RANGE),
        ({"kind": "month_days", "days": [32]}, Reason.OUT_OF_RANGE),
        ({"kind": "month_weekday", "nth": 5, "weekday": 0}, Reason.OUT_OF_RANGE),
        ({"kind": "month_weekday", "nth": 1, "weekday": 7}, Reason.NO_WEEKDAY),
        ({**FEB_29, "day": 30}, Reason.NOT_A_DATE),
        ({**FEB_29, "month": 13}, Reason.OUT_OF_RANGE),
        ({**FEB_29, "leap": "never"}, Reason.UNREADABLE),
        ({**FEB_29, "leap": []}, Reason.UNREADABLE),
        (
            {"kind": "times_per", "times": 1, "period": {}, "week_start": 0},
            Reason.UNREADABLE,
        ),
        (
            {"kind": "times_per", "times": 8, "period": "week", "week_start": 0},
            Reason.OUT_OF_RANGE,
        ),
        (
            {"kind": "times_per", "times": 32, "period": "month", "week_start": 0},
            Reason.OUT_OF_RANGE,
        ),
        ({"kind": "times_per", "times": 1, "period": "week", "week_start": 7}, Reason.NO_WEEKDAY),
        ({"kind": "times_in", "times": 1, "days": 1}, Reason.OUT_OF_RANGE),
        ({"kind": "times_in", "times": 4, "days": 3}, Reason.OUT_OF_RANGE),
        ({"kind": "after_done", "every": 0}, Reason.OUT_OF_RANGE),
        ({"kind": "slotted", "of": {"kind": "daily"}}, Reason.UNREADABLE),
        ({"kind": "slotted", "times": [1, 2]}, Reason.UNREADABLE),
        ({"kind": "slotted", "of": {"kind": "once"}, "times": [1, 2]}, Reason.UNREADABLE),
        (
            {"kind": "slotted", "of": {"kind": "after_done", "every": 2}, "times": [1, 2]},
            Reason.UNREADABLE,
        ),
        ({"kind": "slotted", "of": {"kind": "daily"}, "times": [1]}, Reason.OUT_OF_RANGE),
        ({"kind": "slotted", "of": {"kind": "daily"}, "times": [2, 1]}, Reason.UNREADABLE),
        ({"kind": "slotted", "of": {"kind": "daily"}, "times": [1, 1]}, Reason.UNREADABLE),
        ({"kind": "slotted", "of": {"kind": "daily"}, "times": [-1, 1]}, Reason.NOT_A_TIME),
        ({"kind": "slotted", "of": {"kind": "daily"}, "times": [1, 1440]}, Reason.NOT_A_TIME),
        (deep(100_000), Reason.UNREADABLE),
    ],
    ids=lambda value: str(value)[:60] if not isinstance(value, dict) else value.get("kind", "none"),
)
def test_nonsense_is_no_schedule(plain: object, reason: Reason):
    with pytest.raises(Refused) as refused:
        from_plain(plain)
    assert refused.value.reason is reason


def test_every_kind_is_either_fixed_or_free_or_has_slots():
    assert {kind for kind in KINDS.values() if issubclass(kind, Fixed)} | {
        kind for kind in KINDS.values() if issubclass(kind, Free)
    } == set(KINDS.values()) - {Slotted}


def test_only_a_schedule_with_slots_has_slots():
    assert slots_of(Slotted(Daily(), (480, 1200))) == (480, 1200)
    assert slots_of(Daily()) == ()
