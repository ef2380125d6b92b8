from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import ONE_DAY
from domain.entries import Reading, State, folded, read
from tests.domain.plans import LETTERS

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - ONE_DAY, TODAY + ONE_DAY


@pytest.mark.parametrize(
    ("state", "due", "day", "reading"),
    [
        (None, True, YESTERDAY, Reading.MISSED),
        (State.OPEN, True, YESTERDAY, Reading.MISSED),
        (None, True, TODAY, Reading.OPEN),
        (State.OPEN, True, TODAY, Reading.OPEN),
        (State.OPEN, True, TOMORROW, Reading.OPEN),
        (State.DONE, True, YESTERDAY, Reading.DONE),
        (State.PART, True, YESTERDAY, Reading.PART),
        (State.SKIPPED, True, YESTERDAY, Reading.SKIPPED),
        (None, False, YESTERDAY, Reading.NOT_DUE),
        (State.OPEN, False, YESTERDAY, Reading.NOT_DUE),
        (State.DONE, False, YESTERDAY, Reading.DONE),
    ],
)
def test_an_answer_stands_and_silence_of_a_closed_day_reads_missed(
    state: State | None, due: bool, day: date, reading: Reading
):
    assert read(state, due, day, TODAY) is reading


def test_missed_is_never_a_state():
    assert {reading.value for reading in Reading} - {state.value for state in State} == {
        "missed",
        "not_due",
    }


@pytest.mark.parametrize(
    ("slots", "state"),
    [
        ("", "o"),
        ("oo", "o"),
        ("os", "o"),
        ("dd", "d"),
        ("ds", "d"),
        ("ss", "s"),
        ("do", "p"),
        ("dp", "p"),
        ("po", "p"),
        ("ps", "p"),
        ("dso", "p"),
    ],
)
def test_a_day_of_several_slots_has_one_state(slots: str, state: str):
    assert folded([LETTERS[slot] for slot in slots]) is LETTERS[state]


@given(st.lists(st.sampled_from(State)))
def test_the_order_of_slots_does_not_matter(slots: list[State]):
    assert folded(slots) is folded(slots[::-1]) is folded(sorted(slots))
