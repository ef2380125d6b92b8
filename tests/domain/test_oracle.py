"""The schedules against an oracle that says each day by itself; see ``tests.domain.oracle``."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import LAST_DAY, ONE_DAY, days_between, local_day
from domain.entries import State
from domain.kinds import from_plain
from domain.rests import Rest
from domain.schedules import Plan, Version, due_days, is_due
from domain.tally import Tally
from domain.units import asked_units
from domain.zones import ZONES, zone_info
from tests.domain.oracle import FREE, Counted, is_due_by_rule

WEEK = list(range(7))
FIXED: list[dict[str, Any]] = [
    {"kind": "once"},
    {"kind": "once", "at": 600},
    {"kind": "daily"},
    *({"kind": "weekdays", "days": days} for days in ([0], [6], [0, 2, 4], [5, 6], WEEK)),
    *(
        {"kind": "every_days", "every": every, "anchor": anchor}
        for every in (2, 3, 7, 30, 365)
        for anchor in ("2024-02-29", "2027-12-31")
    ),
    *({"kind": "month_days", "days": days} for days in ([1], [28], [29], [30], [31], [1, 15, 31])),
    *(
        {"kind": "month_weekday", "nth": nth, "weekday": weekday}
        for nth in (1, 2, 3, 4, -1)
        for weekday in (0, 3, 6)
    ),
    *(
        {"kind": "yearly", "month": month, "day": day, "leap": leap}
        for month, day in ((1, 1), (2, 28), (2, 29), (3, 1), (12, 31))
        for leap in ("feb28", "mar1")
    ),
    {"kind": "slotted", "of": {"kind": "month_days", "days": [31]}, "times": [480, 1200]},
]
STARTS = [
    date.fromisoformat(text)
    for text in ("2023-12-31", "2024-02-29", "2025-01-31", "2026-03-01", "2099-12-30")
]


def plan_of(rule: dict[str, Any], start: date, target: date | None, rests: list[Rest]) -> Plan:
    return Plan(start, target, (Version(start, from_plain(rule)),), tuple(rests))


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("rule", FIXED, ids=str)
def test_over_400_days_the_due_days_are_those_the_rule_names(rule: dict[str, Any], start: date):
    for target in (None, start + timedelta(days=250)):
        plan = plan_of(rule, start, target, [])
        days = list(days_between(start - 5 * ONE_DAY, start + 400 * ONE_DAY))
        expected = [day for day in days if is_due_by_rule(rule, start, target, day)]
        assert list(due_days(plan, days[0], days[-1])) == expected
        assert [day for day in days if is_due(plan, day)] == expected


some_days = st.dates(date(1999, 1, 1), date(2110, 1, 1))
weekdays = st.integers(0, 6)
fixed_rules = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("weekdays"), "days": st.lists(weekdays, min_size=1, unique=True)}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("every_days"),
            "every": st.integers(2, 3650),
            "anchor": some_days.map(str),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("month_days"),
            "days": st.lists(st.integers(1, 31), min_size=1, unique=True),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("month_weekday"),
            "nth": st.sampled_from([1, 2, 3, 4, -1]),
            "weekday": weekdays,
        }
    ),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).flatmap(
        lambda day: st.sampled_from(["feb28", "mar1"]).map(
            lambda leap: {"kind": "yearly", "month": day.month, "day": day.day, "leap": leap}
        )
    ),
)


@given(fixed_rules, some_days, st.none() | st.integers(0, 500))
def test_any_fixed_rule_is_due_on_the_days_it_names(
    rule: dict[str, Any], start: date, length: int | None
):
    target = None if length is None else start + length * ONE_DAY
    days = list(days_between(start - ONE_DAY, start + 400 * ONE_DAY))
    plan = plan_of(rule, start, target, [])
    expected = [day for day in days if is_due_by_rule(rule, start, target, day)]
    assert list(due_days(plan, days[0], days[-1])) == expected


free_rules = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("times_per"),
            "times": st.integers(1, 7),
            "period": st.just("week"),
            "week_start": weekdays,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("times_per"),
            "times": st.integers(1, 31),
            "period": st.just("month"),
            "week_start": st.just(0),
        }
    ),
    st.integers(2, 40).flatmap(
        lambda days: st.integers(1, days).map(
            lambda times: {"kind": "times_in", "times": times, "days": days}
        )
    ),
    st.fixed_dictionaries({"kind": st.just("after_done"), "every": st.integers(1, 40)}),
)
answers = st.dictionaries(
    st.integers(-20, 400), st.sampled_from(["done", "done", "part", "skipped"]), max_size=80
)
rests = st.lists(
    st.builds(
        lambda first, length, days: (first, length, days),
        st.integers(-10, 120),
        st.none() | st.integers(0, 60),
        st.none() | st.frozensets(weekdays, min_size=1, max_size=6),
    ),
    max_size=3,
)


@given(
    free_rules,
    st.dates(date(2023, 12, 1), date(2025, 3, 1)),
    st.none() | st.integers(0, 410),
    answers,
    rests,
    st.integers(-2, 400),
)
def test_a_free_rule_counts_what_a_naive_count_counts(
    rule: dict[str, Any],
    start: date,
    length: int | None,
    said: dict[int, str],
    off: list[tuple[int, int | None, frozenset[int] | None]],
    now: int,
):
    far = start + 1200 * ONE_DAY
    target = None if length is None else start + length * ONE_DAY
    today = start + now * ONE_DAY
    states = {start + n * ONE_DAY: state for n, state in said.items()}
    pauses = [
        Rest(start + n * ONE_DAY, None if m is None else start + (n + m) * ONE_DAY, days)
        for n, m, days in off
    ]
    resting = {day for day in days_between(start, far) if any(each.covers(day) for each in pauses)}
    plan = plan_of(rule, start, target, pauses)
    tally = Tally({day: State(state) for day, state in states.items()})
    units = list(asked_units(plan, tally, today, today))
    counted = [Counted(unit.first, unit.last, unit.need, unit.reading.value) for unit in units]
    expected = FREE[rule["kind"]](rule, start, target or far, resting, states, today)
    # Where nothing ends a turn, the oracle ends it with its own last day.
    assert [each for each in counted if each.last != LAST_DAY] == [
        each for each in expected if target or each.last != far
    ]


FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)


def days_of_a_life(zone: str, day_start: int) -> Iterator[date]:
    """The local day at each hour around the changes of a zone, and else at noon (UTC)."""
    noons = [
        datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
        for day in days_between(FIRST, LAST)
    ]
    offsets = [noon.astimezone(zone_info(zone)).utcoffset() for noon in noons]
    changes = [before != after for before, after in pairwise(offsets)]
    for noon, changed in zip(noons, [*changes, False], strict=True):
        hours = range(0, 24) if changed else range(1)
        yield from (local_day(noon + timedelta(hours=n), zone, day_start) for n in hours)


@pytest.mark.parametrize("day_start", [0, 180])
def test_no_zone_gives_a_due_day_twice_or_leaves_one_out(day_start: int):
    plans = [plan_of(rule, FIRST, None, []) for rule in FIXED[2:]]
    due = [set(due_days(plan, FIRST - ONE_DAY, LAST + ONE_DAY)) for plan in plans]
    lives = {zone: [day for day, _ in groupby(days_of_a_life(zone, day_start))] for zone in ZONES}
    assert {zone for zone, days in lives.items() if len(days) < 3 * 365} == set()
    for days in {tuple(days) for days in lives.values()}:
        for expected in due:
            met = [day for day in days if day in expected]
            assert met == sorted(day for day in expected if days[0] <= day <= days[-1])
