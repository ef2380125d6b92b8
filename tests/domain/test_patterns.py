"""Patterns keep how a goal goes, and no day of anybody's life."""

from datetime import date

import pytest

from domain.errors import Refused
from domain.goals import Criticality
from domain.kinds import Daily, EveryDays, Once, Period, Schedule, Slotted, TimesPer, Weekdays
from domain.patterns import NO_DAY, Pattern, counted_from, read, without_days, written

LONG_AGO, TODAY = date(2019, 5, 17), date(2026, 3, 4)

SCHEDULES: list[tuple[Schedule, Schedule]] = [
    (Daily(), Daily()),
    (Weekdays(frozenset({6})), Weekdays(frozenset({6}))),
    (EveryDays(3, LONG_AGO), EveryDays(3, TODAY)),
    (Slotted(EveryDays(3, LONG_AGO), (1, 2)), Slotted(EveryDays(3, TODAY), (1, 2))),
    (Slotted(Daily(), (1, 2)), Slotted(Daily(), (1, 2))),
    (TimesPer(2, Period.MONTH, 6), TimesPer(2, Period.MONTH, 5)),
    (Once(at=480), Once()),
]


@pytest.mark.parametrize(("before", "after"), SCHEDULES)
def test_a_rhythm_begins_anew(before: Schedule, after: Schedule) -> None:
    assert counted_from(before, TODAY, 5) == after


@pytest.mark.parametrize("schedule", [before for before, _ in SCHEDULES])
def test_what_is_written_is_read_without_its_days(schedule: Schedule) -> None:
    pattern = Pattern("Run", schedule, "Because.", Criticality.LOW, (60, 90), ("body",))
    plain = written(pattern)
    assert str(LONG_AGO.year) not in str(plain)
    assert read(plain).schedule == without_days(schedule) == counted_from(schedule, NO_DAY, 0)
    assert read(plain).tags == pattern.tags
    assert written(read(plain)) == plain


def test_a_schedule_nobody_wrote_is_refused() -> None:
    plain = written(Pattern("Run", Daily()))
    with pytest.raises(Refused):
        read({**plain, "schedule": {"kind": "sometimes"}})
