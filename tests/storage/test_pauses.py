"""Pauses: what rests is not due, on its days and no others, and goes on by itself."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound, Reason
from domain.kinds import Once
from domain.spans import Span
from storage import entries, goal_views, goals, pauses, tags
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from storage.resting import resting_days
from tests.databases import dump_of, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY, due, refusal

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def alices_goals(database: Database, alice: Acquaintance) -> None:
    """Run (1) stands under #body, Read (2) under nothing; both are due every day since Monday."""
    for title in ("Run", "Read"):
        database.run_now(goals.create, alice, replace(RUN, title=title, start=MONDAY))
    database.run_now(tags.set_of_goal, alice, 1, ["body"])


def rows(database: Database, me: Acquaintance) -> list[str]:
    """When each goal is due, Monday to Tuesday of the week after."""
    return [due(database.read_now(goal_views.view, me, goal_id)) for goal_id in (1, 2)]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ["xx...xxxx", "xx...xxxx"]),
        (Scope(goal_id=1), ["xx...xxxx", "xxxxxxxxx"]),
        (Scope(tag_id=1), ["xx...xxxx", "xxxxxxxxx"]),
    ],
    ids=["everything", "a goal", "a tag"],
)
def test_what_rests_is_not_due_and_goes_on_by_itself(
    database: Database, alice: Acquaintance, scope: Scope, expected: list[str]
) -> None:
    database.run_now(pauses.begin, alice, scope, TODAY, TODAY + 2 * DAY)
    assert rows(database, alice) == expected


def test_without_an_end_it_rests_until_one_goes_on(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    pause = database.run_now(pauses.begin, alice, Scope(goal_id=1), TODAY, None)
    assert rows(database, alice)[0] == "xx......."
    clock.advance(timedelta(days=2))
    database.run_now(pauses.end, alice, pause.id)
    assert rows(database, alice)[0] == "xx..xxxxx"


def test_a_weekly_rest_takes_its_weekdays_only(database: Database, alice: Acquaintance) -> None:
    database.run_now(pauses.begin, alice, Scope(), MONDAY, None, frozenset({0, 6}))
    assert rows(database, alice) == [".xxxxx..x"] * 2


def test_a_single_pause_stays_beside_one_of_everything(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    database.run_now(pauses.begin, alice, Scope(goal_id=1), TODAY, TODAY + 4 * DAY)
    everything = database.run_now(pauses.begin, alice, Scope(), TODAY, TODAY + 2 * DAY)
    clock.advance(timedelta(days=1))
    database.run_now(pauses.end, alice, everything.id)
    assert rows(database, alice) == ["xx.....xx", "xx.xxxxxx"]


def test_a_date_of_one_s_own_outlives_a_pause(database: Database, alice: Acquaintance) -> None:
    wish = replace(RUN, title="Tax", schedule=Once(), target=TODAY + DAY)
    tax = database.run_now(goals.create, alice, wish)
    database.run_now(pauses.begin, alice, Scope(), TODAY, None)
    assert due(database.read_now(goal_views.view, alice, tax.id)) == "...x....."


def test_a_pause_that_has_not_begun_leaves_no_trace_when_it_is_ended(
    database: Database, url: str, alice: Acquaintance
) -> None:
    for first in (TODAY, TODAY + 5 * DAY):
        pause = database.run_now(pauses.begin, alice, Scope(), first, None)
        database.run_now(pauses.end, alice, pause.id)
        assert rows_of(url, "SELECT id FROM pauses") == []


def test_ending_an_ended_pause_changes_nothing(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    pause = database.run_now(pauses.begin, alice, Scope(), MONDAY, MONDAY + DAY)
    before = rows(database, alice)
    database.run_now(pauses.end, alice, pause.id)
    assert rows(database, alice) == before


def test_an_answer_given_before_stays_on_a_resting_day(
    database: Database, alice: Acquaintance
) -> None:
    database.run_now(entries.tick, alice, 1, TODAY, State.DONE)
    database.run_now(pauses.begin, alice, Scope(), TODAY, TODAY)
    items = database.run_now(entries.open_day, alice, TODAY).items
    assert [(item.title, item.reading) for item in items] == [("Run", "done")]


def test_what_stands_is_listed_in_the_order_it_begins_with_its_name(
    database: Database, alice: Acquaintance
) -> None:
    for scope, first, last in (
        (Scope(), TODAY + 3 * DAY, None),
        (Scope(goal_id=2), TODAY, TODAY + DAY),
        (Scope(tag_id=1), MONDAY, TODAY),
        (Scope(), MONDAY, MONDAY),
    ):
        database.run_now(pauses.begin, alice, scope, first, last)
    standing = database.read_now(pauses.standing, alice)
    assert [(pause.of, pause.begun) for pause in standing] == [
        ("body", True),
        ("Read", True),
        (None, False),
    ]


@pytest.mark.parametrize("order", [(True, True), (False,), (True, False, False)])
def test_a_weekly_rest_day_is_as_it_was_set_last(
    database: Database, alice: Acquaintance, order: Iterable[bool]
) -> None:
    on = False
    for on in order:
        database.run_now(pauses.set_rest, alice, 6, on)
    resting = [pause.weekdays for pause in database.read_now(pauses.standing, alice)]
    assert resting == ([frozenset({6})] if on else [])


def test_an_end_before_the_beginning_is_refused(database: Database, alice: Acquaintance) -> None:
    error = refusal(database, pauses.begin, alice, Scope(), TODAY, TODAY - DAY)
    assert error.reason is Reason.BEFORE_START


def test_a_weekly_rest_without_a_weekday_is_refused(
    database: Database, alice: Acquaintance
) -> None:
    error = refusal(database, pauses.begin, alice, Scope(), TODAY, None, frozenset())
    assert error.reason is Reason.NO_WEEKDAY


def test_there_is_a_limit_to_pauses(
    database: Database, alice: Acquaintance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pauses, "PAUSES_MAX", 2)
    for n in range(2):
        database.run_now(pauses.begin, alice, Scope(), TODAY + n * DAY, None)
    error = refusal(database, pauses.begin, alice, Scope(), TODAY, None)
    assert (error.reason, error.data["limit"]) == (Reason.TOO_MANY, 2)


def test_charlie_neither_sees_nor_changes_alices_pauses(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    pause = database.run_now(pauses.begin, alice, Scope(tag_id=1), TODAY, None)
    before = dump_of(url)
    assert database.read_now(pauses.standing, charlie) == ()
    for id in (pause.id, 9999):
        with pytest.raises(NotFound, match="pause not found"):
            database.run_now(pauses.end, charlie, id)
        with pytest.raises(NotFound, match="pause not found"):
            database.read_now(pauses.find, charlie, id)
    for scope in (Scope(goal_id=1), Scope(tag_id=1), Scope(goal_id=9999), Scope(tag_id=9999)):
        with pytest.raises(NotFound, match="pause not found"):
            database.run_now(pauses.begin, charlie, scope, TODAY, None)
    assert dump_of(url) == before


def test_charlies_pause_of_everything_leaves_alices_goals_alone(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(pauses.begin, charlie, Scope(), MONDAY, None)
    assert rows(database, alice) == ["xxxxxxxxx"] * 2


def test_the_days_on_which_everything_rests_are_told_for_any_span(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    def resting(me: Acquaintance, first: date, last: date) -> list[int]:
        days = database.read_now(resting_days, me, Span(first, last))
        return sorted(day.day for day in days)

    database.run_now(pauses.begin, alice, Scope(goal_id=1), MONDAY, None)
    database.run_now(pauses.begin, alice, Scope(tag_id=1), MONDAY, None)
    assert resting(alice, MONDAY, date(2026, 3, 31)) == []
    database.run_now(pauses.begin, alice, Scope(), TODAY, TODAY + DAY)
    database.run_now(pauses.begin, alice, Scope(), TODAY, None, frozenset({6}))
    assert resting(alice, MONDAY, date(2026, 3, 16)) == [4, 5, 8, 15]
    assert resting(alice, date(2026, 3, 16), MONDAY) == []
    assert resting(charlie, MONDAY, date(2026, 3, 31)) == []
