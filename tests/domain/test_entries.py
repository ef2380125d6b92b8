from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import ONE_DAY
from domain.entries import Progress, Reading, State, progress, read, recent
from domain.schedules import Daily, Plan, Version, Weekdays

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - ONE_DAY, TODAY + ONE_DAY
LETTERS = {"d": State.DONE, "p": State.PART, "s": State.SKIPPED, "o": State.OPEN}


def daily(days: int) -> Plan:
    """A daily goal that started so many days before today."""
    start = TODAY - days * ONE_DAY
    return Plan(start, None, (Version(start, Daily()),))


def answers(history: str) -> dict[date, State]:
    """One letter a day up to yesterday and, after a bar, today; "." was never opened."""
    before, _, today = history.partition("|")
    days = {TODAY - n * ONE_DAY: letter for n, letter in enumerate(reversed(before), 1)}
    return {
        day: LETTERS[letter] for day, letter in [*days.items(), (TODAY, today)] if letter in LETTERS
    }


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


def test_progress_counts_each_reading():
    days = [TODAY - n * ONE_DAY for n in range(-1, 6)]
    states = answers("dps.o|d")
    assert progress(days, states, TODAY) == Progress(
        done=2, part=1, skipped=1, missed=2, open=1, due=7
    )


@given(st.dictionaries(st.integers(-40, 5), st.sampled_from(State)))
def test_the_counts_add_up_to_what_was_due(history: dict[int, State]):
    states = {TODAY + n * ONE_DAY: state for n, state in history.items()}
    counted = progress([TODAY + n * ONE_DAY for n in range(-40, 6)], states, TODAY)
    parts = (counted.done, counted.part, counted.skipped, counted.missed, counted.open)
    assert sum(parts) == counted.due == 46


@pytest.mark.parametrize(
    ("history", "done", "due"),
    [
        ("ddddddddd...|", 9, 12),
        ("ddddddddd...|d", 9, 12),
        (".ddddddddd...|o", 9, 12),
        ("ddd|", 3, 3),
        ("ddd|d", 4, 4),
        ("ddd|s", 3, 4),
        ("|", 0, 0),
    ],
)
def test_recent_counts_today_only_once_answered(history: str, done: int, due: int):
    counted = recent(daily(len(history.partition("|")[0])), answers(history), TODAY)
    assert (counted.done, counted.due, counted.open) == (done, due, 0)


def test_recent_counts_due_days_only():
    start = TODAY - 20 * ONE_DAY
    sundays = Plan(start, None, (Version(start, Weekdays(frozenset({6}))),))
    assert recent(sundays, {TODAY - 7 * ONE_DAY: State.DONE}, TODAY, 5) == Progress(
        1, 0, 0, 1, 0, 2
    )
