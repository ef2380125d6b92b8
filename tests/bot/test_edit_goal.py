"""Changing a goal, deleting it, and having it back."""

from datetime import date, timedelta

import pytest

from domain.entries import State
from domain.goals import Criticality
from domain.kinds import Daily, Once, Weekdays
from domain.schedules import is_due
from storage import entries
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, goal, titles

LONG_AGO = date(2026, 2, 2)


def edits(desk: Desk, field: str) -> None:
    desk.alice.says("/goals")
    for label in (goal(desk).title, "Edit", field):
        desk.alice.taps(label)


def test_the_name_can_be_changed(home: Desk) -> None:
    a_goal(home)
    edits(home, "Name")
    assert "Now: Read" in home.alice.last.words
    home.alice.says("Read more")
    assert titles(home) == ["Read more"]
    assert home.alice.last.words.startswith("Changed.")


def test_a_name_may_be_changed_in_case_alone_but_not_into_a_taken_one(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    edits(home, "Name")
    home.alice.says("walk")
    assert "You have a goal with that name already" in home.alice.last.words
    home.alice.says("READ")
    assert titles(home) == ["READ", "Walk"]


def test_the_description_can_be_set_and_taken_away(home: Desk) -> None:
    a_goal(home)
    edits(home, "Description")
    home.alice.says("A page.\n\n\n\nOr two.")
    assert goal(home).description == "A page.\n\nOr two."
    edits(home, "Description")
    home.alice.taps("No description")
    assert goal(home).description is None


@pytest.mark.parametrize(
    ("label", "criticality"),
    [("A lot", Criticality.HIGH), ("As usual", Criticality.NORMAL), ("If there", Criticality.LOW)],
)
def test_the_importance_can_be_changed(home: Desk, label: str, criticality: Criticality) -> None:
    a_goal(home)
    edits(home, "Importance")
    home.alice.taps(label)
    assert goal(home).criticality is criticality


def test_reminder_times_are_added_and_removed_one_by_one(home: Desk) -> None:
    a_goal(home, reminders=(480,))
    edits(home, "Reminders")
    assert "08:00" in home.alice.last.words
    home.alice.taps("Add a time")
    home.alice.says("6:15, 22")
    assert goal(home).reminders == (375, 480, 1320)
    home.alice.taps("✓ 08:00")
    home.alice.taps("Remove")
    assert goal(home).reminders == (375, 1320)
    home.alice.says("/undo")
    assert goal(home).reminders == (375, 480, 1320)


def test_the_end_can_be_set_and_taken_away(home: Desk) -> None:
    a_goal(home)
    edits(home, "End")
    home.alice.says("31 March")
    assert goal(home).plan.target == date(2026, 3, 31)
    edits(home, "End")
    home.alice.taps("No end")
    assert goal(home).plan.target is None


def test_an_end_in_the_past_is_refused(home: Desk) -> None:
    a_goal(home, start=LONG_AGO)
    edits(home, "End")
    home.alice.says("yesterday")
    assert "It can end today at the earliest" in home.alice.last.words
    assert goal(home).plan.target is None


def test_a_start_ahead_can_be_moved_but_not_one_that_is_over(home: Desk) -> None:
    a_goal(home, start=TODAY + timedelta(days=7))
    edits(home, "Start")
    home.alice.taps("Tomorrow")
    assert goal(home).plan.start == TODAY + timedelta(days=1)
    home.clock.advance(timedelta(days=5))
    edits(home, "Start")
    home.alice.taps("Next Monday")
    assert "the past stays as it was" in home.alice.last.words
    assert goal(home).plan.start == TODAY + timedelta(days=1)


def test_another_schedule_leaves_today_and_the_past_as_they_were(home: Desk) -> None:
    a_goal(home, start=LONG_AGO)
    home.clock.advance(timedelta(days=1))  # Thursday; the goal was made yesterday
    home.do(entries.tick, home.alice.me, 1, TODAY, State.DONE)
    edits(home, "How often")
    home.alice.taps("Again and again")
    home.alice.says("sat")
    assert "Today and the past stay as they were." in home.alice.last.words
    plan = goal(home).plan
    thursday = TODAY + timedelta(days=1)
    assert is_due(plan, LONG_AGO)
    assert is_due(plan, thursday)
    assert not is_due(plan, thursday + timedelta(days=1))
    assert is_due(plan, date(2026, 3, 7))
    assert goal(home).schedule == Weekdays(frozenset({5}))
    assert goal(home).recent.done == 1


def test_a_repeating_goal_can_become_one_to_be_done_once_and_back(home: Desk) -> None:
    a_goal(home)
    edits(home, "How often")
    home.alice.taps("Just once")
    assert goal(home).schedule == Once()
    home.alice.taps("Edit")
    assert "Due" in home.alice.last.labels
    assert "Start" not in home.alice.last.labels
    home.alice.makes_up("1.gf.1.start")
    assert "cannot find that any more" in home.alice.toast
    home.alice.taps("How often")
    for label in ("Again and again", "Every day"):
        home.alice.taps(label)
    assert goal(home).schedule == Daily()


def test_a_deleted_goal_lies_in_the_bin_and_comes_back_whole(home: Desk) -> None:
    a_goal(home, description="Why", reminders=(480,))
    before = goal(home)
    home.alice.says("/goals")
    for label in ("Read", "Delete"):
        home.alice.taps(label)
    assert home.alice.toast == "In the bin for 30 days."
    assert titles(home) == []
    home.alice.says("/bin")
    home.alice.taps("↩ Read")
    assert home.alice.toast == "It is back."
    assert goal(home) == before


def test_a_goal_whose_name_was_taken_comes_back_under_another(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/goals")
    for label in ("Read", "Delete"):
        home.alice.taps(label)
    a_goal(home, "read")
    home.alice.taps("Restore")
    assert "Under which name shall this one come back?" in home.alice.last.words
    home.alice.says("READ")
    assert "You have a goal with that name already" in home.alice.last.words
    home.alice.says("Read again")
    assert sorted(titles(home)) == ["Read again", "read"]
    assert "It is back." in home.alice.last.words


def test_a_goal_deleted_meanwhile_offers_to_come_back(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/goals")
    home.alice.taps("Read")
    edit = home.alice.button("Edit")
    home.alice.taps("Delete")
    home.alice.presses(edit)
    assert "In the bin." in home.alice.last.words
    home.alice.makes_up("1.gf.1.title")
    assert home.alice.last.labels == ["Restore"]
    home.alice.taps("Restore")
    assert titles(home) == ["Read"]


def test_a_goal_deleted_while_it_is_edited_is_not_changed(home: Desk) -> None:
    a_goal(home)
    edits(home, "Name")
    home.alice.makes_up("1.gx.1")
    home.alice.says("Read more")
    assert "What shall I do with that?" in home.alice.last.words
    assert goal(home).title == "Read"


def test_the_list_keeps_its_page(home: Desk) -> None:
    for number in range(20):
        a_goal(home, f"Goal {number + 1}")
    home.alice.says("/goals")
    assert "1/3" in home.alice.last.labels
    home.alice.taps("›")
    assert "2/3" in home.alice.last.labels
    assert "Goal 9" in home.alice.last.labels
    home.alice.taps("›")
    assert home.alice.last.labels[:2] == ["Goal 17", "Goal 18"]
    home.alice.taps("‹")
    assert "2/3" in home.alice.last.labels


def test_a_page_that_is_gone_is_the_last_one_there_is(home: Desk) -> None:
    for number in range(9):
        a_goal(home, f"Goal {number + 1}")
    home.alice.says("/goals")
    second = home.alice.button("›")
    home.alice.makes_up("1.gx.9")
    home.alice.presses(second)
    assert home.alice.last.labels[:8] == [f"Goal {number}" for number in range(1, 9)]


def test_the_bin_has_pages_too(home: Desk) -> None:
    for number in range(9):
        a_goal(home, f"Goal {number + 1}")
        home.alice.says("/help")
        home.alice.makes_up(f"1.gx.{number + 1}")
        home.clock.advance(timedelta(minutes=1))
    home.alice.says("/bin")
    assert home.alice.last.labels[0] == "↩ Goal 9"
    home.alice.taps("›")
    assert home.alice.last.labels[0] == "↩ Goal 1"


def test_a_goal_to_be_done_once_has_no_record_of_days(home: Desk) -> None:
    a_goal(home, start=LONG_AGO)
    home.alice.says("/goals")
    home.alice.taps("Read")
    assert "of the last" in home.alice.last.words
    edits(home, "How often")
    home.alice.taps("Just once")
    assert "of the last" not in home.alice.last.words


def test_an_ended_goal_goes_on_as_a_new_one(home: Desk) -> None:
    a_goal(home, start=LONG_AGO, target=date(2026, 2, 20))
    edits(home, "End")
    home.alice.taps("No end")
    assert "A new goal can go on from here: /new" in home.alice.last.words
    assert goal(home).plan.target == date(2026, 2, 20)


@pytest.mark.parametrize("field", ["Description", "Start", "End", "Importance"])
def test_a_single_change_is_made_or_cancelled_and_not_skipped(home: Desk, field: str) -> None:
    a_goal(home, start=TODAY + timedelta(days=1))
    before = goal(home)
    edits(home, field)
    assert not {"Skip", "Keep"} & set(home.alice.last.labels)
    home.alice.taps("Cancel")
    assert home.alice.toast == "Closed. Nothing was kept of it."
    assert "Edit" in home.alice.last.labels, "back at the goal's card"
    assert goal(home) == before


def test_an_ended_goal_says_when_and_nothing_worse(home: Desk) -> None:
    a_goal(home, start=LONG_AGO, target=date(2026, 2, 20))
    home.alice.says("/goals")
    home.alice.taps("Read")
    assert "Ended on Friday 20 February." in home.alice.last.words
    assert "fail" not in home.alice.last.words.casefold()
