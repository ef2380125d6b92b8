"""Goals: titles are unique among the living, edits never touch today or the past, the bin keeps."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.clock import FakeClock
from domain.entries import Reading, State
from domain.errors import Gone, NotFound, Reason, Refused
from domain.goals import Criticality, Status
from domain.kinds import Daily, Once, Schedule, Weekdays
from domain.schedules import due_days
from storage import entries, goal_views, goals
from storage.database import Database
from storage.goal_views import GoalView
from storage.goals import Wish
from storage.people import Acquaintance
from tests.databases import NOON, dump_of, rows_of

TODAY = date(2026, 3, 4)  # a Wednesday
DAY = timedelta(days=1)

RUN = Wish(
    title="Run",
    description=None,
    schedule=Daily(),
    start=TODAY,
    target=None,
    criticality=Criticality.NORMAL,
    reminders=(),
)


def due(goal: GoalView, first: date = date(2026, 3, 2), days: int = 9) -> str:
    """A row of days from Monday on: x is due, a dot is not."""
    found = set(due_days(goal.plan, first, first + days * DAY))
    return "".join("x" if first + n * DAY in found else "." for n in range(days))


def refusal(database: Database, *call: object) -> Refused:
    with pytest.raises(Refused) as caught:
        database.run_now(*call)  # type: ignore[arg-type]
    return caught.value


def test_a_new_goal_is_as_it_was_wished(database: Database, alice: Acquaintance) -> None:
    wish = replace(
        RUN,
        description="Around the lake",
        schedule=Weekdays(frozenset({0, 2})),
        target=TODAY + 30 * DAY,
        criticality=Criticality.HIGH,
        reminders=(420, 1200),
    )
    goal = database.run_now(goals.create, alice, wish)
    assert database.read_now(goals.wish_of, alice, goal.id) == wish
    assert (goal.status, goal.next_due, goal.in_bin) == (Status.OPEN, TODAY, False)
    assert goal.schedule == wish.schedule
    assert database.read_now(goal_views.view, alice, goal.id) == goal


def test_a_goal_cannot_end_before_it_begins(database: Database, alice: Acquaintance) -> None:
    refused = refusal(database, goals.create, alice, replace(RUN, target=TODAY - DAY))
    assert refused.reason is Reason.BEFORE_START
    assert database.read_now(goal_views.page, alice, 0, 10).lines == ()


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ("Run", "Run"),
        ("Run", "RUN"),
        ("Straße", "STRASSE"),
        ("Café", unicodedata.normalize("NFD", "café")),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_titles_that_read_alike_are_one_title(
    database: Database, alice: Acquaintance, bob: Acquaintance, there: str, wanted: str
) -> None:
    database.run_now(goals.create, alice, replace(RUN, title=there))
    other = database.run_now(goals.create, alice, replace(RUN, title="Swim"))
    for call in (
        (goals.create, alice, replace(RUN, title=wanted)),
        (goals.rewrite, alice, other.id, replace(RUN, title=wanted)),
    ):
        refused = refusal(database, *call)
        assert (refused.field, refused.reason) == ("title", Reason.TAKEN)
    assert database.run_now(goals.create, bob, replace(RUN, title=wanted)).title == wanted


def test_a_goal_may_change_the_case_of_its_own_title(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    assert database.run_now(goals.rewrite, alice, goal.id, replace(RUN, title="RUN")).title == "RUN"


def test_a_title_can_be_asked_for_before_it_is_used(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    assert refusal(database, goals.refuse_taken, alice, "RUN").reason is Reason.TAKEN
    for me, title, but in ((alice, "RUN", goal.id), (alice, "Swim", None), (bob, "Run", None)):
        database.read_now(goals.refuse_taken, me, title, but)  # raises nothing


def test_of_two_saves_at_once_one_wins(database: Database, alice: Acquaintance) -> None:
    jobs = [database._submit(goals.create, alice, RUN) for _ in range(8)]
    refused = [job.exception(20) for job in jobs]
    assert refused.count(None) == 1
    assert {error.reason for error in refused if isinstance(error, Refused)} == {Reason.TAKEN}
    assert len(database.read_now(goal_views.page, alice, 0, 10).lines) == 1


# Monday 2 March to Tuesday 10 March; the goal began on Monday, "now" is Wednesday noon.
@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Daily(), "xxxxxxxxx"),
        (Weekdays(frozenset({0})), "xxx....x."),
        (Weekdays(frozenset({2})), "xxx......"),
        (Weekdays(frozenset({3, 4})), "xxxxx...."),
        (Once(), "xxx......"),
    ],
)
def test_a_new_schedule_begins_tomorrow(
    database: Database,
    clock: FakeClock,
    alice: Acquaintance,
    schedule: Schedule,
    expected: str,
) -> None:
    clock.set(NOON - 2 * DAY)
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY - 2 * DAY))
    clock.set(NOON)
    wish = replace(RUN, start=TODAY - 2 * DAY, schedule=schedule)
    assert due(database.run_now(goals.rewrite, alice, goal.id, wish)) == expected


def test_a_schedule_changed_every_day_keeps_every_day_that_was(
    database: Database, clock: FakeClock, url: str, alice: Acquaintance
) -> None:
    clock.set(NOON - 2 * DAY)
    start = TODAY - 2 * DAY
    goal = database.run_now(goals.create, alice, replace(RUN, start=start))
    changes: list[Schedule] = [Weekdays(frozenset({5})), Daily(), Weekdays(frozenset({0}))]
    for n, schedule in enumerate(changes):
        clock.set(NOON - 2 * DAY + n * DAY)
        database.run_now(entries.tick, alice, goal.id, start, State.DONE)
        wish = replace(RUN, start=start, schedule=schedule)
        goal = database.run_now(goals.rewrite, alice, goal.id, wish)
    assert due(goal) == "x.x....x."
    made = rows_of(url, "SELECT from_day, made_at FROM schedule_versions ORDER BY from_day")
    assert len(made) == 4
    assert len({at for _, at in made}) == 3  # each keeps the moment it was made


def test_two_changes_on_one_day_leave_the_last(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    clock.advance(DAY)
    for schedule in (Weekdays(frozenset({0})), Weekdays(frozenset({1})), Daily()):
        goal = database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=schedule))
    assert due(goal) == "..xxxxxxx"
    assert rows_of(url, "SELECT count(*) FROM schedule_versions") == [(2,)]


@pytest.mark.parametrize(("answered", "expected"), [(False, "...x...x."), (True, "..xx...x.")])
def test_a_goal_made_today_may_change_today_until_it_is_answered(
    database: Database, alice: Acquaintance, answered: bool, expected: str
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    if answered:
        database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    wish = replace(RUN, schedule=Weekdays(frozenset({0, 3})))
    # Monday 9 March is the second x; Thursday 5 March the first.
    assert due(database.run_now(goals.rewrite, alice, goal.id, wish)) == expected


def test_a_goal_that_has_not_begun_may_be_moved(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY + 2 * DAY))
    moved = database.run_now(goals.rewrite, alice, goal.id, replace(RUN, start=TODAY + 4 * DAY))
    assert due(moved) == "......xxx"
    sooner = database.run_now(goals.rewrite, alice, goal.id, replace(RUN, start=TODAY))
    assert due(sooner) == "..xxxxxxx"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": TODAY - 3 * DAY}, "start"),
        ({"start": TODAY}, "start"),
        ({"target": TODAY - DAY}, "target"),
    ],
)
def test_days_that_are_over_cannot_be_rewritten(
    database: Database,
    clock: FakeClock,
    url: str,
    alice: Acquaintance,
    change: Mapping[str, Any],
    field: str,
) -> None:
    clock.set(NOON - 2 * DAY)
    old = replace(RUN, start=TODAY - 2 * DAY)
    goal = database.run_now(goals.create, alice, old)
    clock.set(NOON)
    before = dump_of(url)
    refused = refusal(database, goals.rewrite, alice, goal.id, replace(old, title="New", **change))
    assert (refused.field, refused.reason) == (field, Reason.PAST_STAYS)
    assert dump_of(url) == before


@pytest.mark.parametrize(
    ("start", "answered", "moved_to", "allowed"),
    [
        (TODAY + 2 * DAY, False, TODAY, True),
        (TODAY + 2 * DAY, False, TODAY - DAY, False),
        (TODAY, False, TODAY + DAY, True),
        (TODAY, False, TODAY - DAY, False),
        (TODAY, True, TODAY + DAY, False),
        (TODAY - DAY, False, TODAY, False),
        (TODAY - DAY, False, TODAY - 2 * DAY, False),
    ],
)
def test_a_start_may_move_until_it_has_come(  # noqa: PLR0913 - a table
    database: Database,
    alice: Acquaintance,
    start: date,
    answered: bool,
    moved_to: date,
    allowed: bool,
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=start))
    if answered:
        database.run_now(entries.tick, alice, goal.id, start, State.DONE)
    wish = replace(RUN, start=moved_to)
    if allowed:
        assert database.run_now(goals.rewrite, alice, goal.id, wish).plan.start == moved_to
        return
    refused = refusal(database, goals.rewrite, alice, goal.id, wish)
    assert (refused.field, refused.reason) == ("start", Reason.PAST_STAYS)


def test_a_goal_made_yesterday_for_today_has_begun_today(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY + DAY))
    clock.advance(DAY)
    refused = refusal(database, goals.rewrite, alice, goal.id, replace(RUN, start=TODAY + 2 * DAY))
    assert (refused.field, refused.reason) == ("start", Reason.PAST_STAYS)


# The goal was to end yesterday, on Tuesday; None is no end.
@pytest.mark.parametrize("target", [None, TODAY - 2 * DAY, TODAY, TODAY + DAY])
def test_a_goal_that_has_ended_cannot_go_on_and_make_misses_of_the_days_since(
    database: Database, clock: FakeClock, alice: Acquaintance, target: date | None
) -> None:
    clock.set(NOON - 3 * DAY)
    ended = replace(RUN, start=TODAY - 3 * DAY, target=TODAY - DAY)
    goal = database.run_now(goals.create, alice, ended)
    clock.set(NOON)
    refused = refusal(database, goals.rewrite, alice, goal.id, replace(ended, target=target))
    assert (refused.field, refused.reason) == ("ended", Reason.PAST_STAYS)
    renamed = replace(ended, title="Jog")
    assert database.run_now(goals.rewrite, alice, goal.id, renamed).title == "Jog"


def test_becoming_one_time_leaves_the_missed_days_behind_as_missed(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.set(NOON - 2 * DAY)
    old = replace(RUN, start=TODAY - 2 * DAY)
    goal = database.run_now(goals.create, alice, old)
    clock.set(NOON)
    database.run_now(goals.rewrite, alice, goal.id, replace(old, schedule=Once()))
    for day, reading in (
        (TODAY - 2 * DAY, Reading.MISSED),
        (TODAY - DAY, Reading.MISSED),
        (TODAY, Reading.OPEN),
    ):
        (item,) = database.run_now(entries.open_day, alice, day).items
        assert (item.reading, item.any_day) == (reading, False)
    clock.advance(DAY)
    (item,) = database.run_now(entries.open_day, alice, TODAY + DAY).items
    assert (item.reading, item.any_day) == (Reading.OPEN, True)
    late = database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    assert not late.completed, "a day made up for is not the one time"


def test_an_any_day_goal_that_becomes_daily_stays_on_today_s_card(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.set(NOON - DAY)
    once = replace(RUN, schedule=Once(), start=TODAY - DAY)
    goal = database.run_now(goals.create, alice, once)
    clock.set(NOON)
    database.run_now(goals.rewrite, alice, goal.id, replace(once, schedule=Daily()))
    for day in (TODAY, TODAY + DAY):
        (item,) = database.run_now(entries.open_day, alice, day).items
        assert item.reading is Reading.OPEN
    ticked = database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    assert [item.reading for item in ticked.board.items] == [Reading.DONE]
    assert database.run_now(entries.open_day, alice, TODAY - DAY).items == ()


def test_a_one_time_goal_may_get_a_date_that_is_over(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    once = replace(RUN, schedule=Once(), start=TODAY - 5 * DAY, target=TODAY + DAY)
    goal = database.run_now(goals.create, alice, once)
    moved = database.run_now(goals.rewrite, alice, goal.id, replace(once, target=TODAY - DAY))
    assert moved.plan.target == TODAY - DAY


def test_open_entries_ahead_go_with_the_old_schedule_answered_ones_stay(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    for n, state in ((1, State.DONE), (2, State.DONE), (2, State.OPEN)):
        database.run_now(entries.tick, alice, goal.id, TODAY + n * DAY, state)
    database.run_now(entries.open_day, alice, TODAY)
    database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=Once()))
    kept = rows_of(url, "SELECT CAST(day AS TEXT), state FROM entries ORDER BY day")
    assert kept == [("2026-03-04", "open"), ("2026-03-05", "done")]


def test_reminders_become_exactly_those_wished(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, reminders=(60, 120)))
    kept = rows_of(url, "SELECT id FROM reminders WHERE minute = 120")
    changed = database.run_now(goals.rewrite, alice, goal.id, replace(RUN, reminders=(180, 120)))
    assert changed.reminders == (120, 180)
    assert rows_of(url, "SELECT id FROM reminders WHERE minute = 120") == kept
    assert database.run_now(goals.rewrite, alice, goal.id, RUN).reminders == ()


def test_a_rewrite_twice_is_once(database: Database, url: str, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    wish = replace(RUN, title="Walk", schedule=Weekdays(frozenset({6})), reminders=(60,))
    database.run_now(goals.rewrite, alice, goal.id, wish)
    before = dump_of(url)
    database.run_now(goals.rewrite, alice, goal.id, wish)
    assert dump_of(url) == before


def test_lists_come_in_pages_and_stay_in_range(database: Database, alice: Acquaintance) -> None:
    for n in range(5):
        database.run_now(goals.create, alice, replace(RUN, title=f"Goal {n}"))
    pages = [database.read_now(goal_views.page, alice, number, 2) for number in (-1, 0, 1, 2, 9)]
    assert [page.number for page in pages] == [0, 0, 1, 2, 2]
    assert {page.pages for page in pages} == {3}
    assert [line.title for line in pages[2].lines] == ["Goal 2", "Goal 3"]
    assert [line.title for line in pages[4].lines] == ["Goal 4"]


def test_a_list_without_goals_is_one_empty_page(database: Database, alice: Acquaintance) -> None:
    page = database.read_now(goal_views.page, alice, 3, 10)
    assert (page.lines, page.number, page.pages) == ((), 0, 1)


def test_the_bin_shows_the_latest_first_and_gives_everything_back(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    made = [
        database.run_now(goals.create, alice, replace(RUN, title=title, reminders=(60,)))
        for title in ("One", "Two")
    ]
    database.run_now(entries.tick, alice, made[0].id, TODAY, State.DONE)
    before = database.read_now(goal_views.view, alice, made[0].id)
    for goal in made:
        clock.advance(timedelta(minutes=1))
        assert database.run_now(goals.remove, alice, goal.id).in_bin
    page = database.read_now(goal_views.bin_page, alice, 0, 10)
    assert [line.title for line in page.lines] == ["Two", "One"]
    assert database.read_now(goal_views.page, alice, 0, 10).lines == ()
    assert database.run_now(goals.restore, alice, made[0].id) == before
    assert database.read_now(goal_views.bin_page, alice, 0, 10).lines == (page.lines[0],)


def test_removing_and_restoring_twice_changes_nothing(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    for use_case in (goals.remove, goals.restore):
        database.run_now(use_case, alice, goal.id)
        before = dump_of(url)
        clock.advance(DAY)
        database.run_now(use_case, alice, goal.id)
        assert dump_of(url) == before


def test_a_goal_in_the_bin_can_be_seen_but_not_changed(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(goals.remove, alice, goal.id)
    assert database.read_now(goal_views.view, alice, goal.id).in_bin
    for call in (
        (goals.rewrite, alice, goal.id, RUN),
        (goals.wish_of, alice, goal.id),
        (entries.tick, alice, goal.id, TODAY, State.DONE),
    ):
        with pytest.raises(Gone) as gone:
            database.run_now(*call)
        assert gone.value.id == goal.id


def test_a_title_in_the_bin_is_free_and_coming_back_to_a_taken_one_asks(
    database: Database, alice: Acquaintance
) -> None:
    old = database.run_now(goals.create, alice, RUN)
    database.run_now(goals.remove, alice, old.id)
    database.run_now(goals.create, alice, replace(RUN, title="RUN"))
    assert refusal(database, goals.restore, alice, old.id).reason is Reason.TAKEN
    assert refusal(database, goals.restore, alice, old.id, "run").reason is Reason.TAKEN
    back = database.run_now(goals.restore, alice, old.id, "Run again")
    assert (back.title, back.in_bin) == ("Run again", False)


def test_the_bin_keeps_for_thirty_days(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    for me in (alice, bob):
        goal = database.run_now(goals.create, me, replace(RUN, reminders=(60,)))
        database.run_now(entries.open_day, me, TODAY)
    database.run_now(goals.remove, bob, goal.id)
    clock.advance(goals.BIN_KEEPS)
    assert database.run_now(goals.empty_bins) == 0
    clock.advance(timedelta(microseconds=1))
    assert database.run_now(goals.empty_bins) == 1
    assert database.run_now(goals.empty_bins) == 0
    with pytest.raises(NotFound):
        database.read_now(goal_views.view, bob, goal.id)
    for table in ("goals", "entries", "reminders", "schedule_versions"):
        assert rows_of(url, f"SELECT count(*) FROM {table}") == [(1,)]


def test_a_removed_target_opens_a_completed_goal(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, target=TODAY))
    assert database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE).completed
    opened = database.run_now(goals.rewrite, alice, goal.id, RUN)
    assert opened.status is Status.OPEN
    assert database.read_now(goal_views.page, alice, 0, 1).lines[0].status is Status.OPEN
