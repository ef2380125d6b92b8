"""One day of a goal with all that was said of it, and a month of it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.clock import FakeClock
from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import Reading, State
from domain.errors import NotFound
from domain.kinds import AfterDone, Daily, Once, Slotted, Weekdays
from domain.schedules import Plan, Version
from domain.spans import Span
from domain.strength import history
from storage import entries, goals, histories, pauses, people
from storage.database import Database
from storage.histories import EntryView, GoalHistory, MonthView
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import dump_of
from tests.storage.test_goals import DAY, RUN, TODAY

TIMES = Slotted(Daily(), (480, 1200))
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def seen(
    database: Database, me: Acquaintance, goal: int, day: date = TODAY, slot: int = 0
) -> EntryView:
    return database.read_now(histories.entry, me, goal, day, slot)


def month(
    database: Database, me: Acquaintance, goal: int, first: date = FIRST, last: date = LAST
) -> MonthView:
    return database.read_now(histories.month, me, goal, first, last)


def drawn(
    database: Database, me: Acquaintance, goal: int, first: date = FIRST, last: date = LAST
) -> GoalHistory:
    return database.read_now(histories.drawn, me, goal, Span(first, last))


def test_a_day_tells_its_state_its_note_and_why_it_was_skipped(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    assert seen(database, alice, goal.id).id is None
    database.run_now(entries.tick, alice, goal.id, TODAY, State.SKIPPED)
    database.run_now(entries.give_reason, alice, (goal.id, TODAY, 0), "ill")
    database.run_now(entries.annotate, alice, (goal.id, TODAY, 0), "in bed")
    shown = seen(database, alice, goal.id)
    assert (shown.reading, shown.skip_reason, shown.note) == (Reading.SKIPPED, "ill", "in bed")
    assert shown.id is not None
    assert (shown.title, shown.slots, shown.may_answer) == ("Run", (), True)


def test_looking_writes_nothing(database: Database, url: str, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    before = dump_of(url)
    seen(database, alice, goal.id)
    month(database, alice, goal.id)
    assert dump_of(url) == before


@pytest.mark.parametrize(
    ("day", "reading", "may_answer"),
    [
        (TODAY - DAY, Reading.NOT_DUE, True),
        (TODAY, Reading.OPEN, True),
        (TODAY + DAY, Reading.NOT_DUE, False),
        (TODAY + 7 * DAY, Reading.OPEN, True),
    ],
)
def test_past_days_and_due_days_may_be_answered(
    database: Database, alice: Acquaintance, day: date, reading: Reading, may_answer: bool
) -> None:
    schedule = Weekdays(frozenset({TODAY.weekday()}))
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=schedule))
    shown = seen(database, alice, goal.id, day)
    assert (shown.reading, shown.may_answer) == (reading, may_answer)


def test_what_is_offered_reads_as_open(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=AfterDone(3)))
    assert seen(database, alice, goal.id).reading is Reading.OPEN


def test_a_day_of_a_goal_in_the_bin_may_not_be_answered(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(goals.remove, alice, goal.id)
    assert not seen(database, alice, goal.id).may_answer


@pytest.mark.parametrize("slot", [0, 3])
def test_a_slot_that_the_day_does_not_have_is_not_found(
    database: Database, alice: Acquaintance, slot: int
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TIMES))
    with pytest.raises(NotFound):
        seen(database, alice, goal.id, slot=slot)
    assert seen(database, alice, goal.id, slot=2).slots == (480, 1200)


def test_the_skips_of_the_day_s_own_month_are_counted(
    database: Database, alice: Acquaintance
) -> None:
    me = database.run_now(people.set_skip_budget, alice, 2)
    goal = database.run_now(goals.create, me, replace(RUN, start=date(2026, 1, 1)))
    assert seen(database, alice, goal.id).skips_left is None, "without a budget nothing is told"
    skipped = [date(2026, 2, 1), date(2026, 2, 28), TODAY - DAY, TODAY + DAY]
    for day in skipped:
        database.run_now(entries.tick, me, goal.id, day, State.SKIPPED)
    days = (date(2026, 1, 31), date(2026, 2, 14), TODAY)
    assert [seen(database, me, goal.id, day).skips_left for day in days] == [2, 0, 0]
    database.run_now(entries.tick, me, goal.id, TODAY, State.SKIPPED)
    assert seen(database, me, goal.id).skips_left == 0, "never less than none"


def test_a_month_reads_every_day(database: Database, clock: FakeClock, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    for day, state in ((FIRST, State.DONE), (TODAY, State.PART)):
        database.run_now(entries.tick, alice, goal.id, day, state)
    database.run_now(pauses.begin, alice, Scope(), TODAY + 3 * DAY, None)
    clock.advance(2 * DAY)
    readings = month(database, alice, goal.id).readings
    assert list(readings) == [FIRST + n * DAY for n in range(31)]
    expected = {
        FIRST: Reading.DONE,
        FIRST + DAY: Reading.NOT_DUE,
        TODAY: Reading.PART,
        TODAY + DAY: Reading.MISSED,
        TODAY + 2 * DAY: Reading.OPEN,
        TODAY + 3 * DAY: Reading.NOT_DUE,
    }
    assert {day: readings[day] for day in expected} == expected


def test_a_month_knows_which_days_have_slots(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY - DAY))
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    database.run_now(goals.rewrite, alice, goal.id, replace(RUN, start=TODAY - DAY, schedule=TIMES))
    first_slots = month(database, alice, goal.id).first_slots
    assert (first_slots[FIRST], first_slots[TODAY], first_slots[TODAY + DAY]) == (0, 0, 1)


def test_a_day_with_slots_is_done_when_all_are(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TIMES))
    for slot, reading in ((1, Reading.PART), (2, Reading.DONE)):
        database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE, None, slot)
        assert month(database, alice, goal.id).readings[TODAY] is reading


def test_a_span_is_drawn_day_by_day_with_its_rests(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    start, ends = TODAY - 6 * DAY, TODAY + 3 * DAY
    goal = database.run_now(goals.create, alice, replace(RUN, start=start, target=ends))
    states = (State.DONE, State.PART, State.SKIPPED)
    for n, state in enumerate(states):
        database.run_now(entries.tick, alice, goal.id, start + n * DAY, state)
    database.run_now(pauses.begin, alice, Scope(), TODAY - 2 * DAY, TODAY - DAY)
    database.run_now(pauses.begin, alice, Scope(goal_id=goal.id), TODAY + 2 * DAY, None)
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    shown = drawn(database, alice, goal.id, TODAY - 8 * DAY, TODAY + 5 * DAY)
    letters = {
        Reading.DONE: "d",
        Reading.PART: "p",
        Reading.SKIPPED: "s",
        Reading.MISSED: "m",
        Reading.OPEN: "o",
        Reading.NOT_DUE: ".",
    }
    row = "".join(
        "r" if day in shown.resting else letters[shown.readings[day]] for day in shown.readings
    )
    assert row == "..dpsmrdoorr.."
    assert shown.readings == {
        **month(database, alice, goal.id, min(shown.readings), max(shown.readings)).readings
    }
    assert (shown.goal_id, shown.title, shown.today) == (goal.id, "Run", TODAY)


def test_the_strength_is_that_of_the_whole_past_and_told_within_the_span(
    database: Database, alice: Acquaintance
) -> None:
    start = TODAY - 60 * DAY
    goal = database.run_now(goals.create, alice, replace(RUN, start=start))
    done = {start + n * DAY: State.DONE for n in range(0, 60, 2)}
    for day, state in done.items():
        database.run_now(entries.tick, alice, goal.id, day, state)
    whole = history(Plan(start, None, (Version(start, Daily()),)), done, TODAY)
    shown = drawn(database, alice, goal.id, TODAY - 9 * DAY, TODAY)
    assert shown.strength == tuple(whole[-9:])
    assert len(drawn(database, alice, goal.id, FIRST_DAY, LAST_DAY).strength) == 60
    assert drawn(database, alice, goal.id, TODAY, TODAY).strength == ()


def test_a_one_time_goal_has_no_strength(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY - 9 * DAY))
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    assert drawn(database, alice, goal.id, FIRST, LAST).strength
    once = replace(RUN, start=TODAY - 9 * DAY, schedule=Once(), target=TODAY + DAY)
    database.run_now(goals.rewrite, alice, goal.id, once)
    assert drawn(database, alice, goal.id, FIRST, LAST).strength == ()


def test_the_days_on_which_a_schedule_changed_are_told(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    changed = []
    for schedule in (Weekdays(frozenset({0, 2})), TIMES):
        clock.advance(5 * DAY)
        changed.append(clock.now().date() + DAY)
        database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=schedule))
    clock.advance(5 * DAY)
    for schedule in (Daily(), TIMES):  # thought better of on the same day
        database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=schedule))
    assert drawn(database, alice, goal.id, FIRST, LAST).changed == tuple(changed)
    assert drawn(database, alice, goal.id, FIRST, changed[0]).changed == (changed[0],)
    assert drawn(database, alice, goal.id, changed[1] + DAY, LAST).changed == ()


def test_charlie_finds_nothing_of_alices_past(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    for look in (seen, month, drawn):
        with pytest.raises(NotFound):
            look(database, charlie, goal.id)
