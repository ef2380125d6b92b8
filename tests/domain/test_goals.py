import unicodedata
from datetime import date

import pytest

from domain.days import ONE_DAY
from domain.entries import State
from domain.errors import Reason, Refused
from domain.goals import (
    DESCRIPTION_MAX,
    TITLE_MAX,
    Criticality,
    Status,
    check_dates,
    clean_description,
    clean_title,
    status,
    title_key,
)
from domain.kinds import AfterDone, Daily, Once, Period, Schedule, TimesPer, Weekdays
from domain.rests import Rest
from domain.schedules import Plan, Version
from tests.domain.plans import answers

START = date(2026, 11, 16)
DONE, PART, SKIPPED, OPEN = State.DONE, State.PART, State.SKIPPED, State.OPEN


def plan(schedule: Schedule, target: int | None = None, *rests: Rest) -> Plan:
    end = None if target is None else START + target * ONE_DAY
    return Plan(START, end, (Version(START, schedule),), rests)


@pytest.mark.parametrize(
    ("a_plan", "states", "today", "expected"),
    [
        # Open-ended goals never complete.
        (plan(Daily()), [DONE, DONE], 2, Status.OPEN),
        # With an end: all done, also ahead of time, and open again when one is undone.
        (plan(Daily(), 2), [DONE, DONE, DONE], 2, Status.COMPLETED),
        (plan(Daily(), 2), [DONE, DONE, DONE], 0, Status.COMPLETED),
        (plan(Daily(), 2), [DONE, OPEN, DONE], 1, Status.OPEN),
        (plan(Daily(), 2), [DONE, DONE], 2, Status.OPEN),
        # Skips do not block, misses and parts do, until backfilled.
        (plan(Daily(), 2), [DONE, SKIPPED, DONE], 9, Status.COMPLETED),
        (plan(Daily(), 2), [DONE, OPEN, DONE], 2, Status.OPEN),
        (plan(Daily(), 2), [DONE, OPEN, DONE], 3, Status.ENDED),
        (plan(Daily(), 2), [DONE, DONE, DONE], 3, Status.COMPLETED),
        (plan(Daily(), 2), [DONE, PART, DONE], 3, Status.ENDED),
        # Nothing but skips is no completion.
        (plan(Daily(), 2), [SKIPPED] * 3, 2, Status.OPEN),
        (plan(Daily(), 2), [SKIPPED] * 3, 3, Status.ENDED),
        # No due day at all between start and target.
        (plan(Weekdays(frozenset({6})), 2), [], 2, Status.OPEN),
        (plan(Weekdays(frozenset({6})), 2), [], 3, Status.ENDED),
        # One-time goals, with a date and without.
        (plan(Once(), 1), [OPEN, DONE], 1, Status.COMPLETED),
        (plan(Once(), 1), [], 2, Status.ENDED),
        (plan(Once()), [], 400, Status.OPEN),
        (plan(Once()), [OPEN, SKIPPED, PART], 400, Status.OPEN),
        (plan(Once()), [OPEN, DONE], 400, Status.COMPLETED),
    ],
)
def test_status_follows_from_the_plan_the_answers_and_today(
    a_plan: Plan, states: list[State], today: int, expected: Status
):
    answered = {START + n * ONE_DAY: state for n, state in enumerate(states)}
    assert status(a_plan, answered, START + today * ONE_DAY) is expected


WEEKLY, TURNS = TimesPer(2, Period.WEEK), AfterDone(5)


@pytest.mark.parametrize(
    ("a_plan", "letters", "today", "expected"),
    [
        # Two weeks with two days each.
        (plan(WEEKLY, 13), "d.d.......dd", 11, Status.COMPLETED),
        (plan(WEEKLY, 13), "d.d.......d", 13, Status.OPEN),
        (plan(WEEKLY, 13), "d.d.......d", 14, Status.ENDED),
        (plan(WEEKLY, 13), "dd.....ss", 9, Status.COMPLETED),
        (plan(WEEKLY, 13), "ss.....ss", 13, Status.OPEN),
        (plan(WEEKLY), "dd", 6, Status.OPEN),
        # A turn is left until the end of the goal: the last one is asked for, too.
        (plan(TURNS, 8), "d", 3, Status.OPEN),
        (plan(TURNS, 8), "d....d", 5, Status.COMPLETED),
        (plan(TURNS, 8), "d....", 9, Status.ENDED),
        (plan(TURNS, 4), "d", 0, Status.COMPLETED),
        # What was done besides neither completes nor hinders.
        (plan(Weekdays(frozenset({6})), 6), "d.....s", 6, Status.OPEN),
        (plan(Weekdays(frozenset({6})), 6), "p.....d", 6, Status.COMPLETED),
        # A goal that rests to its end asks for nothing more.
        (plan(Daily(), 8, Rest(START + ONE_DAY)), "d", 0, Status.COMPLETED),
        (plan(Daily(), 8, Rest(START)), "", 0, Status.OPEN),
    ],
)
def test_a_goal_is_completed_by_its_units(a_plan: Plan, letters: str, today: int, expected: Status):
    assert status(a_plan, answers(letters), START + today * ONE_DAY) is expected


def test_ticks_of_an_earlier_daily_schedule_do_not_complete_a_goal_made_one_time():
    versions = (Version(START, Daily()), Version(START + 3 * ONE_DAY, Once()))
    a_plan = Plan(START, None, versions)
    today = START + 5 * ONE_DAY
    assert status(a_plan, {START: DONE}, today) is Status.OPEN
    assert status(a_plan, {START: DONE, today: DONE}, today) is Status.COMPLETED


def test_titles_that_read_alike_share_a_key():
    composed = "Café  au\tlait"
    decomposed = unicodedata.normalize("NFD", " café AU lait ")
    assert title_key(composed) == title_key(decomposed) == "café au lait"
    assert title_key("STRASSE") == title_key("Straße")
    assert title_key("Run") != title_key("Runs")


def test_a_title_is_one_line_of_at_most_255():
    assert clean_title("  Drink\nwater ") == "Drink water"
    assert clean_title("x" * TITLE_MAX) == "x" * TITLE_MAX
    with pytest.raises(Refused) as refused:
        clean_title("x" * (TITLE_MAX + 1))
    assert refused.value.data == {"length": 256, "limit": 255}
    assert (refused.value.field, refused.value.reason) == ("title", Reason.TOO_LONG)


def test_a_description_may_be_empty_but_not_endless():
    assert clean_description(" \n\u200b") is None
    assert clean_description("x" * DESCRIPTION_MAX) == "x" * 2000
    assert clean_description("why\n\nbecause") == "why\n\nbecause"
    with pytest.raises(Refused):
        clean_description("x" * (DESCRIPTION_MAX + 1))


def test_a_goal_does_not_end_before_it_begins():
    check_dates(START, None)
    check_dates(START, START)
    with pytest.raises(Refused) as refused:
        check_dates(START, START - ONE_DAY)
    assert refused.value.reason is Reason.BEFORE_START
    assert refused.value.data == {"start": START, "target": START - ONE_DAY}


def test_criticality_is_kept_in_words():
    assert [Criticality(word) for word in ("high", "normal", "low")] == list(Criticality)
