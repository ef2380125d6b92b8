"""Tags: words that goals stand under, and what is done to all goals of one at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import Reading, State
from domain.errors import Gone, NotFound, Reason, Refused
from domain.kinds import Once, Slotted, TimesPer, Weekdays
from domain.kinds import Period as Per
from storage import entries, goal_views, goals, pauses, tagged, tags
from storage.database import Database
from storage.goal_views import GoalView
from storage.pauses import Scope
from storage.people import Acquaintance
from storage.tags import NAME_MAX, PER_GOAL, TAGS_MAX
from tests.databases import dump_of
from tests.storage.test_goals import DAY, RUN, TODAY, refusal


def make(database: Database, me: Acquaintance, title: str, *names: str) -> GoalView:
    """A goal of every day under some tags."""
    goal = database.run_now(goals.create, me, replace(RUN, title=title))
    database.run_now(tags.set_of_goal, me, goal.id, names)
    return goal


def names(database: Database, me: Acquaintance) -> list[str]:
    return [tag.name for tag in database.read_now(tags.every, me)]


def test_tags_are_listed_by_name_with_how_many_goals_they_have(
    database: Database, alice: Acquaintance
) -> None:
    make(database, alice, "Run", "outside", "Health")
    make(database, alice, "Read", "Health")
    counted = [(tag.name, tag.goals) for tag in database.read_now(tags.every, alice)]
    assert counted == [("Health", 2), ("outside", 1)]


def test_goals_in_the_bin_or_the_archive_are_not_counted(
    database: Database, alice: Acquaintance
) -> None:
    first, second = (make(database, alice, title, "home") for title in ("Cook", "Clean"))
    database.run_now(goals.remove, alice, first.id)
    database.run_now(goals.archive, alice, second.id)
    (tag,) = database.read_now(tags.every, alice)
    assert tag.goals == 0
    assert database.read_now(goal_views.tag_page, alice, tag.id, 0, 9).lines == ()


@pytest.mark.parametrize("typed", ["#Home", "  HOME ", "##home"])
def test_a_tag_is_one_tag_however_it_is_typed(
    database: Database, alice: Acquaintance, typed: str
) -> None:
    make(database, alice, "Cook", "home")
    goal = make(database, alice, "Clean", typed, "home")
    assert names(database, alice) == ["home"]
    assert database.read_now(goal_views.view, alice, goal.id).tags == ("home",)


def test_a_goal_has_exactly_the_tags_it_was_given_last(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "one", "two")
    database.run_now(tags.set_of_goal, alice, goal.id, ["two", "three"])
    assert database.read_now(goal_views.view, alice, goal.id).tags == ("three", "two")
    assert names(database, alice) == ["three", "two"]


def test_adding_leaves_what_was_there(database: Database, alice: Acquaintance) -> None:
    goal = make(database, alice, "Run", "one")
    database.run_now(tags.add_to_goal, alice, goal.id, ["two", "ONE"])
    assert database.read_now(goal_views.view, alice, goal.id).tags == ("one", "two")


def test_one_tag_is_set_and_taken_off_and_twice_is_once(
    database: Database, alice: Acquaintance
) -> None:
    make(database, alice, "Read", "home")
    goal = make(database, alice, "Run")
    (tag,) = database.read_now(tags.every, alice)
    for on, expected in ((True, ("home",)), (True, ("home",)), (False, ()), (False, ())):
        database.run_now(tags.set_on_goal, alice, goal.id, tag.id, on)
        assert database.read_now(goal_views.view, alice, goal.id).tags == expected


def test_a_tag_that_nothing_stands_under_goes_and_taking_it_off_again_is_fine(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "home")
    (tag,) = database.read_now(tags.every, alice)
    for _ in range(2):
        database.run_now(tags.set_on_goal, alice, goal.id, tag.id, False)
        assert names(database, alice) == []
    with pytest.raises(NotFound):
        database.run_now(tags.set_on_goal, alice, goal.id, tag.id, True)


def test_a_tag_that_rests_stays_although_nothing_stands_under_it(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "home")
    database.run_now(pauses.begin, alice, Scope(tag_id=1), TODAY, None)
    database.run_now(tags.set_of_goal, alice, goal.id, [])
    assert names(database, alice) == ["home"]


def test_a_goal_in_the_bin_keeps_its_tags_and_takes_no_new_ones(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "home")
    database.run_now(goals.remove, alice, goal.id)
    make(database, alice, "Read", "quiet")
    for change in (tags.set_of_goal, tags.add_to_goal):
        with pytest.raises(Gone):
            database.run_now(change, alice, goal.id, ["new"])
    assert database.run_now(goals.restore, alice, goal.id).tags == ("home",)


def test_more_tags_than_fit_are_refused_and_none_is_made(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run")
    too_many = [f"t{n}" for n in range(PER_GOAL + 1)]
    assert refusal(database, tags.set_of_goal, alice, goal.id, too_many).data["limit"] == PER_GOAL
    assert names(database, alice) == []


def test_a_person_has_so_many_tags_and_no_more(database: Database, alice: Acquaintance) -> None:
    for first in range(0, TAGS_MAX, PER_GOAL):
        wanted = [f"t{n}" for n in range(first, min(first + PER_GOAL, TAGS_MAX))]
        make(database, alice, f"Goal {first}", *wanted)
    last = make(database, alice, "Last")
    error = refusal(database, tags.add_to_goal, alice, last.id, ["one more"])
    assert error.data["limit"] == TAGS_MAX


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", Reason.EMPTY), ("#", Reason.EMPTY), ("x" * (NAME_MAX + 1), Reason.TOO_LONG)],
)
def test_a_name_that_is_none_is_refused(
    database: Database, alice: Acquaintance, name: str, reason: Reason
) -> None:
    goal = make(database, alice, "Run", "home")
    assert refusal(database, tags.add_to_goal, alice, goal.id, [name]).reason is reason
    assert refusal(database, tags.rename, alice, 1, name).reason is reason


def test_a_tag_is_renamed_and_only_to_a_free_name(database: Database, alice: Acquaintance) -> None:
    make(database, alice, "Run", "home", "work")
    home = next(tag for tag in database.read_now(tags.every, alice) if tag.name == "home")
    assert database.run_now(tags.rename, alice, home.id, "#House").name == "House"
    assert database.run_now(tags.rename, alice, home.id, "HOUSE").name == "HOUSE"
    error = refusal(database, tags.rename, alice, home.id, "Work")
    assert (error.field, error.reason) == ("tag", Reason.TAKEN)


def test_a_deleted_tag_leaves_its_goals_and_takes_its_pauses(
    database: Database, alice: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "home")
    database.run_now(pauses.begin, alice, Scope(tag_id=1), TODAY, None)
    assert database.run_now(entries.open_day, alice, TODAY).items == ()
    database.run_now(tags.remove, alice, 1)
    assert database.read_now(goal_views.view, alice, goal.id).tags == ()
    assert [item.title for item in database.run_now(entries.open_day, alice, TODAY).items] == [
        "Run"
    ]
    with pytest.raises(NotFound):
        database.run_now(tags.remove, alice, 1)


def test_tick_all_does_what_is_due_or_offered_and_still_open(
    database: Database, alice: Acquaintance
) -> None:
    make(database, alice, "Daily", "home")
    skipped = make(database, alice, "Skipped", "home")
    for title, schedule in (
        ("Sundays", Weekdays(frozenset({6}))),
        ("Thrice", TimesPer(3, Per.WEEK)),
        ("Someday", Once()),
        ("Pills", Slotted(RUN.schedule, (480, 1200))),
    ):
        wish = replace(RUN, title=title, schedule=schedule)
        goal = database.run_now(goals.create, alice, wish)
        database.run_now(tags.set_of_goal, alice, goal.id, ["home"])
    make(database, alice, "Elsewhere", "work")
    database.run_now(entries.tick, alice, skipped.id, TODAY, State.SKIPPED)
    ticked = database.run_now(tagged.tick_all, alice, 1, TODAY)
    assert [item.title for item in ticked.open] == ["Daily", "Thrice", "Pills", "Pills", "Someday"]
    board = database.run_now(entries.open_day, alice, TODAY)
    assert {item.title: item.reading for item in board.items} == {
        **dict.fromkeys(("Daily", "Thrice", "Pills", "Someday"), Reading.DONE),
        "Skipped": Reading.SKIPPED,
        "Elsewhere": Reading.OPEN,
    }


def test_tick_all_twice_is_once(database: Database, url: str, alice: Acquaintance) -> None:
    make(database, alice, "Run", "home")
    database.run_now(tagged.tick_all, alice, 1, TODAY)
    before = dump_of(url)
    assert database.run_now(tagged.tick_all, alice, 1, TODAY).open == ()
    assert dump_of(url) == before


def test_tick_all_tapped_after_midnight_means_the_day_it_was_shown_for(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    make(database, alice, "Run", "home")
    clock.advance(timedelta(days=1))
    database.run_now(tagged.tick_all, alice, 1, TODAY)
    readings = [
        database.run_now(entries.open_day, alice, day).items[0].reading
        for day in (TODAY, TODAY + DAY)
    ]
    assert readings == [Reading.DONE, Reading.OPEN]


def test_tick_all_takes_a_one_time_goal_past_its_date_along(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    wish = replace(RUN, title="Rent", schedule=Once(), target=TODAY)
    goal = database.run_now(goals.create, alice, wish)
    database.run_now(tags.set_of_goal, alice, goal.id, ["money"])
    clock.advance(timedelta(days=2))
    (item,) = database.run_now(tagged.tick_all, alice, 1, TODAY + 2 * DAY).open
    assert item.day == TODAY


def test_days_ahead_are_not_ticked_together(database: Database, alice: Acquaintance) -> None:
    make(database, alice, "Run", "home")
    with pytest.raises(NotFound):
        database.run_now(tagged.tick_all, alice, 1, TODAY + DAY)


def test_charlie_neither_sees_nor_changes_alices_tags(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    goal = make(database, alice, "Run", "home")
    mine = make(database, charlie, "Mine", "own")
    before = dump_of(url)
    for id in (1, 9999):
        with pytest.raises(NotFound, match="tag not found"):
            database.run_now(tags.view, charlie, id)
        with pytest.raises(NotFound, match="tag not found"):
            database.run_now(tags.rename, charlie, id, "stolen")
        with pytest.raises(NotFound, match="tag not found"):
            database.run_now(tags.remove, charlie, id)
        with pytest.raises(NotFound, match="tag not found"):
            database.run_now(tagged.tick_all, charlie, id, TODAY)
        with pytest.raises(NotFound, match="tag not found"):
            database.run_now(tags.set_on_goal, charlie, mine.id, id, True)
        database.run_now(tags.set_on_goal, charlie, mine.id, id, False)
    for change in (tags.set_of_goal, tags.add_to_goal):
        with pytest.raises(NotFound, match="goal not found"):
            database.run_now(change, charlie, goal.id, ["stolen"])
    with pytest.raises(NotFound, match="goal not found"):
        database.run_now(tags.set_on_goal, charlie, goal.id, 2, True)
    assert database.read_now(goal_views.tag_page, charlie, 1, 0, 9).lines == ()
    assert names(database, charlie) == ["own"]
    assert dump_of(url) == before


def test_a_refused_name_says_what_it_is_about(database: Database, alice: Acquaintance) -> None:
    goal = make(database, alice, "Run")
    with pytest.raises(Refused) as refused:
        database.run_now(tags.add_to_goal, alice, goal.id, ["ok", "#"])
    assert refused.value.field == "tag"
    assert names(database, alice) == []
