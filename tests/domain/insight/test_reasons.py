"""Reasons by use, never by effect."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import USES_FROM
from domain.insight.reasons import ReasonUse, reasons
from domain.insight.values import Log, by_day
from tests.domain.plans import day


def named(reason: str, days: range, value: float = 4.0) -> list[Log]:
    return [Log(day(n), None, value, reasons=(reason,)) for n in days]


def test_a_reason_is_told_from_five_uses_and_before_that_is_among_the_others() -> None:
    four = reasons(named("walk", range(USES_FROM - 1)))
    assert (four.told, four.others, four.other_uses) == ((), 1, 4)
    five = reasons([*named("walk", range(USES_FROM)), *named("rain", range(2))])
    assert [use.reason for use in five.told] == ["walk"]
    assert (five.others, five.other_uses) == (1, 2)


def test_the_days_with_a_reason_stand_beside_those_without() -> None:
    found = reasons([*named("walk", range(6)), *named("rain", range(6, 12), 2)])
    assert found.told == (
        ReasonUse("rain", 6, 6, 0.5, 2, 4, (0, 6, 0, 0, 0)),
        ReasonUse("walk", 6, 6, 0.5, 4, 2, (0, 0, 0, 6, 0)),
    )


def test_uses_on_too_few_days_have_no_middle_and_no_share() -> None:
    often = [Log(day(n % 4), None, 3, reasons=("walk",)) for n in range(8)]
    (use,) = reasons(often).told
    assert (use.uses, use.days, use.share, use.median_with) == (8, 4, None, None)
    assert use.median_without is None
    (use,) = reasons([*often, Log(day(9), None, 3)]).told
    assert use.share == pytest.approx(0.8)


def test_spellings_that_differ_in_case_are_one_reason_as_written_last() -> None:
    found = reasons(
        [*named("walk", range(3)), *named("WALK", range(3, 6)), *named("Walk", range(6, 8))]
    )
    assert [(use.reason, use.uses) for use in found.told] == [("Walk", 8)]


def test_each_level_names_its_three_most_used_reasons() -> None:
    low = [Log(day(n), None, 1.66, reasons=("a", "b", "c", "d")[: 4 - n]) for n in range(4)]
    found = reasons([*low, Log(day(9), None, 5, reasons=("sun",))])
    assert found.by_level == {1: (), 2: ("a", "b", "c"), 3: (), 4: (), 5: ("sun",)}


LOGS = st.lists(
    st.builds(
        Log,
        day=st.integers(0, 15).map(day),
        minute=st.none(),
        value=st.integers(1, 5).map(float),
        whole_day=st.booleans(),
        reasons=st.lists(st.sampled_from("abcd"), unique=True, max_size=3).map(tuple),
    ),
    max_size=40,
)


@given(LOGS)
def test_uses_days_and_levels_are_as_counting_by_hand_finds_them(logs: list[Log]) -> None:
    found, days = reasons(logs), by_day(logs)
    every = Counter(reason for log in logs for reason in log.reasons)
    assert {use.reason: use.uses for use in found.told} == {
        reason: uses for reason, uses in every.items() if uses >= 5
    }
    assert found.other_uses + sum(use.uses for use in found.told) == every.total()
    order = [(-use.uses, use.reason) for use in found.told]
    assert order == sorted(order)
    for use in found.told:
        on = {log.day for log in logs if use.reason in log.reasons}
        assert use.days == len(on) == sum(use.levels)
        for level in range(1, 6):
            assert use.levels[level - 1] == sum(days[each].level == level for each in on)
