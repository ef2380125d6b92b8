"""The unit that a day is part of, found at once, is the one that a walk through all of them finds."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.entries import State
from domain.kinds import Daily, Free, Period, TimesIn, TimesPer
from domain.rests import Rest, is_resting
from domain.tally import Tally
from domain.units import Unit, asked_units, under_way
from tests.domain.plans import day, plan, rest

kinds = st.one_of(
    st.builds(TimesPer, st.integers(1, 5), st.sampled_from(Period), st.integers(0, 6)),
    st.builds(TimesIn, st.integers(1, 2), st.integers(2, 9)),
)
weekdays = st.none() | st.frozensets(st.integers(0, 6), min_size=1)
pauses = st.lists(
    st.builds(
        lambda first, length, on: rest(first, None if length is None else first + length, on),
        st.integers(-5, 40),
        st.none() | st.integers(0, 12),
        weekdays,
    ),
    max_size=2,
).map(tuple)
answers = st.dictionaries(st.integers(-3, 50), st.sampled_from(State))
days = st.integers(-3, 50)


def counts(unit: Unit | None) -> tuple[date | int, ...] | None:
    if unit is None:
        return None
    return (unit.first, unit.last, unit.need, unit.done, unit.part, unit.skipped)


@settings(max_examples=400, deadline=None)
@given(kinds, st.integers(0, 10), st.none() | st.integers(11, 50), pauses, answers, days, days)
def test_the_unit_under_way_is_the_last_one_that_holds_the_day(
    kind: Free,
    start: int,
    target: int | None,
    rests: tuple[Rest, ...],
    said: dict[int, State],
    on: int,
    now: int,
) -> None:
    wanted, today = day(on), day(now)
    assume(not is_resting(rests, wanted))
    assume(wanted <= today or isinstance(kind, TimesPer))  # ahead, a sliding window is still open
    life = plan(kind, start, target, rests)
    states = {day(n): state for n, state in said.items()}
    until = min(wanted, today)
    holding = [
        unit
        for unit in asked_units(life, Tally(states), until, until)
        if unit.first <= wanted <= unit.last
    ]
    found = under_way(life, states, wanted, today)
    assert counts(found) == counts(holding[-1] if holding else None)


def test_what_is_due_on_days_of_its_own_has_none() -> None:
    assert under_way(plan(Daily()), {}, day(3), day(3)) is None
