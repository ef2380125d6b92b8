"""The board: a day put together from goals of every kind, their slots, rests and answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import Reading, State
from domain.errors import NotFound, Reason, Refused
from domain.kinds import (
    AfterDone,
    Daily,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
)
from storage import entries, goal_views, goals, pauses
from storage.board import Board, Item
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from storage.resting import Resting
from tests.databases import rows_of
from tests.storage.test_goals import DAY, RUN, TODAY

MONDAY = TODAY - 2 * DAY
TIMES = Slotted(Daily(), (480, 840, 1200))


def make(database: Database, me: Acquaintance, schedule: Schedule, **more: object) -> int:
    wish = replace(RUN, schedule=schedule, **more)  # type: ignore[arg-type]
    return database.run_now(goals.create, me, wish).id


def tick(
    database: Database,
    me: Acquaintance,
    goal: int,
    day: date = TODAY,
    state: State = State.DONE,
    slot: int = 0,
) -> entries.Ticked:
    return database.run_now(entries.tick, me, goal, day, state, None, slot)


def board(database: Database, me: Acquaintance, day: date = TODAY) -> Board:
    return database.run_now(entries.open_day, me, day)


def items(database: Database, me: Acquaintance, day: date = TODAY) -> list[Item]:
    return list(board(database, me, day).items)


def counted(item: Item) -> tuple[int, int]:
    assert item.unit is not None
    return item.unit.done, item.unit.need


def test_each_slot_of_a_day_is_an_item_with_its_minute(
    database: Database, url: str, alice: Acquaintance
) -> None:
    make(database, alice, TIMES)
    shown = items(database, alice)
    assert [(item.slot, item.at, item.reading) for item in shown] == [
        (1, 480, Reading.OPEN),
        (2, 840, Reading.OPEN),
        (3, 1200, Reading.OPEN),
    ]
    assert rows_of(url, "SELECT slot FROM entries ORDER BY slot") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("slot", [0, 4, -1, 2**31])
def test_a_slot_that_the_day_does_not_have_is_not_found(
    database: Database, url: str, alice: Acquaintance, slot: int
) -> None:
    goal = make(database, alice, TIMES)
    with pytest.raises(NotFound):
        tick(database, alice, goal, slot=slot)
    for say in (entries.annotate, entries.give_reason):
        with pytest.raises(NotFound):
            database.run_now(say, alice, (goal, TODAY, slot), "words")
    assert rows_of(url, "SELECT * FROM entries") == []


def test_an_answer_from_before_there_were_slots_stays_in_sight(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, Daily())
    tomorrow = TODAY + DAY
    tick(database, alice, goal, tomorrow)
    database.run_now(goals.rewrite, alice, goal, replace(RUN, schedule=TIMES))
    shown = items(database, alice, tomorrow)
    assert [(item.slot, item.reading) for item in shown] == [
        (0, Reading.DONE),
        (1, Reading.OPEN),
        (2, Reading.OPEN),
        (3, Reading.OPEN),
    ]
    tick(database, alice, goal, tomorrow, State.OPEN)
    assert [item.slot for item in items(database, alice, tomorrow)] == [1, 2, 3]


def test_a_skip_gives_no_reason_once_it_is_no_skip(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = make(database, alice, Daily())
    tick(database, alice, goal, state=State.SKIPPED)
    database.run_now(entries.give_reason, alice, (goal, TODAY, 0), "ill")
    assert rows_of(url, "SELECT skip_reason FROM entries") == [("ill",)]
    tick(database, alice, goal)
    database.run_now(entries.give_reason, alice, (goal, TODAY, 0), "ill")
    assert rows_of(url, "SELECT skip_reason FROM entries") == [(None,)]


def test_a_note_outlives_every_state(database: Database, url: str, alice: Acquaintance) -> None:
    goal = make(database, alice, Daily())
    database.run_now(entries.annotate, alice, (goal, TODAY, 0), "words")
    for state in (State.DONE, State.SKIPPED, State.OPEN):
        tick(database, alice, goal, state=state)
        assert rows_of(url, "SELECT state, note FROM entries") == [(state.value, "words")]


def test_times_a_week_are_offered_until_met_and_shown_where_they_were_done(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = make(database, alice, TimesPer(2, Period.WEEK), start=MONDAY)
    tick(database, alice, goal, MONDAY)
    assert [counted(item) for item in items(database, alice)] == [(1, 2)]
    assert [counted(item) for item in tick(database, alice, goal).board.items] == [(2, 2)]
    clock.advance(DAY)
    assert items(database, alice, TODAY + DAY) == []
    assert [item.reading for item in items(database, alice, MONDAY)] == [Reading.DONE]
    assert items(database, alice, TODAY + 2 * DAY) == [], "days ahead are one's own to choose"


def test_a_skip_meets_its_part_of_a_week(database: Database, alice: Acquaintance) -> None:
    goal = make(database, alice, TimesPer(1, Period.WEEK), start=MONDAY)
    tick(database, alice, goal, MONDAY, State.SKIPPED)
    assert items(database, alice) == []


def test_a_day_before_its_week_was_met_still_offers_it(
    database: Database, alice: Acquaintance
) -> None:
    """The board of a past day shows what was asked on it, and not what came later."""
    goal = make(database, alice, TimesPer(1, Period.WEEK), start=MONDAY)
    tick(database, alice, goal)
    assert [item.reading for item in items(database, alice, MONDAY)] == [Reading.OPEN]


def test_times_in_a_long_window_look_back_far_enough(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = make(database, alice, TimesIn(1, 90))
    tick(database, alice, goal)
    clock.advance(89 * DAY)
    assert items(database, alice, TODAY + 89 * DAY) == []
    clock.advance(DAY)
    assert len(items(database, alice, TODAY + 90 * DAY)) == 1


def test_what_follows_its_last_time_looks_back_far_enough(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = make(database, alice, AfterDone(200))
    tick(database, alice, goal)
    clock.advance(199 * DAY)
    assert items(database, alice, TODAY + 199 * DAY) == []
    clock.advance(DAY)
    assert len(items(database, alice, TODAY + 200 * DAY)) == 1


def test_a_resting_day_has_nothing_but_what_was_done_on_it(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = make(database, alice, Daily())
    other = make(database, alice, Daily(), title="Other")
    tick(database, alice, goal)
    database.run_now(pauses.begin, alice, Scope(), TODAY, None)
    shown = board(database, alice)
    assert [(item.goal_id, item.reading) for item in shown.items] == [(goal, Reading.DONE)]
    assert shown.has_goals
    assert rows_of(url, f"SELECT * FROM entries WHERE goal_id = {other}") == []
    with pytest.raises(Refused) as refused:
        tick(database, alice, other)
    assert refused.value.reason is Reason.NOT_DUE


def test_a_goal_for_any_day_rests_and_what_was_done_of_it_stays_in_sight(
    database: Database, alice: Acquaintance
) -> None:
    done = make(database, alice, Once())
    make(database, alice, Once(), title="Other")
    database.run_now(pauses.begin, alice, Scope(), TODAY, TODAY + DAY)
    tick(database, alice, done)
    shown = board(database, alice)
    assert [(item.goal_id, item.reading) for item in shown.items] == [(done, Reading.DONE)]
    assert shown.resting == (Resting(None, TODAY + DAY),)


def test_only_goals_that_would_ask_explain_an_empty_day(
    database: Database, alice: Acquaintance
) -> None:
    for title, schedule, more in (
        ("Daily", Daily(), {}),
        ("Later", Daily(), {"start": TODAY + DAY}),
        ("Mondays", Weekdays(frozenset({0})), {}),
        ("Thrice", TimesPer(3, Period.WEEK), {}),
        ("Twice, later", TimesPer(2, Period.WEEK), {"start": TODAY + DAY}),
    ):
        goal = make(database, alice, schedule, title=title, **more)
        database.run_now(pauses.begin, alice, Scope(goal_id=goal), TODAY, None)
    assert board(database, alice).resting == (Resting("Daily", None), Resting("Thrice", None))


def test_pauses_that_meet_are_one_rest(database: Database, alice: Acquaintance) -> None:
    make(database, alice, Daily())
    for first, last in ((TODAY, TODAY + DAY), (TODAY + 2 * DAY, TODAY + 5 * DAY)):
        database.run_now(pauses.begin, alice, Scope(), first, last)
    assert board(database, alice).resting == (Resting(None, TODAY + 5 * DAY),)


def test_an_archived_one_time_goal_asks_no_more_and_takes_no_answer(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, Once(), target=TODAY)
    database.run_now(goals.archive, alice, goal)
    assert items(database, alice) == []
    with pytest.raises(Refused) as refused:
        tick(database, alice, goal)
    assert refused.value.reason is Reason.ARCHIVED


def test_many_places_are_answered_as_one_or_not_at_all(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    mine = make(database, alice, Daily())
    other = make(database, alice, TIMES, title="Other")
    theirs = make(database, charlie, Daily())
    places = [(mine, TODAY, 0), (other, TODAY, 2)]
    with pytest.raises(NotFound):
        database.run_now(entries.answer, alice, [*places, (theirs, TODAY, 0)], State.DONE)
    assert rows_of(url, "SELECT * FROM entries") == []
    database.run_now(entries.answer, alice, places, State.DONE)
    answered = rows_of(url, "SELECT goal_id, slot, state FROM entries ORDER BY id")
    assert answered == [(mine, 0, "done"), (other, 2, "done")]


def test_charlie_says_nothing_about_alices_days(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    goal = make(database, alice, Daily())
    for say in (entries.annotate, entries.give_reason):
        with pytest.raises(NotFound):
            database.run_now(say, charlie, (goal, TODAY, 0), "words")
    assert rows_of(url, "SELECT * FROM entries") == []
    assert board(database, charlie) == Board(TODAY, TODAY, (), False)


def test_the_due_time_of_a_one_time_goal_is_on_the_board(
    database: Database, alice: Acquaintance
) -> None:
    make(database, alice, Once(870), target=TODAY)
    assert [item.at for item in items(database, alice)] == [870]


def test_the_first_and_last_days_there_are_can_be_opened(
    database: Database, alice: Acquaintance
) -> None:
    make(database, alice, TimesPer(1, Period.MONTH), start=date(1970, 1, 1))
    make(database, alice, AfterDone(3650), title="Other", start=date(1970, 1, 1))
    assert len(items(database, alice, date(1970, 1, 1) + timedelta(days=3))) == 2
    assert items(database, alice, date(2199, 12, 31)) == []


def test_days_of_rest_do_not_hide_what_was_done_before_them(
    database: Database, alice: Acquaintance
) -> None:
    """Two in any five days, both done before a holiday: the five days awake go back beyond it, and the
    card once asked for what the goal's page said is done."""
    goal = make(database, alice, TimesIn(2, 5), start=TODAY - 20 * DAY)
    for days in (12, 11):
        tick(database, alice, goal, TODAY - days * DAY)
    database.run_now(pauses.begin, alice, Scope(), TODAY - 10 * DAY, TODAY - DAY)
    assert database.read_now(goal_views.view, alice, goal).next_due == TODAY + 3 * DAY
    assert items(database, alice) == []
