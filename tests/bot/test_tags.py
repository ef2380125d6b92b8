"""Tags: goals that are ticked, paused and saved together."""

from datetime import timedelta

import pytest

from bot.codes.tags import (
    DeleteTag,
    RenameTag,
    SetGoalTag,
    ShowGoalTags,
    ShowTag,
    TickTag,
    WriteTag,
)
from bot.wire import Code
from domain.entries import State
from storage import entries, goals, tags
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, goal
from tests.databases import dump_of, rows_of


def tagged(desk: Desk, title: str, *names: str) -> int:
    """A goal of Alice's under some tags."""
    made = a_goal(desk, title)
    desk.do(tags.set_of_goal, desk.alice.me, made.id, names)
    return made.id


def test_several_tags_are_typed_at_once_with_or_without_a_sign(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/goals")
    for label in ("Read", "Tags", "New tag…"):
        home.alice.taps(label)
    home.alice.says("#quiet, home  evening")
    assert "Under which tags does Read stand?" in home.alice.last.words
    assert home.alice.last.labels[:3] == ["✓ #evening", "✓ #home", "✓ #quiet"]
    home.alice.taps("← Back")
    assert "#evening #home #quiet" in home.alice.last.words


def test_a_tag_is_set_and_taken_off_by_what_its_button_says(home: Desk) -> None:
    tagged(home, "Cook", "home")
    tagged(home, "Read")
    home.alice.makes_up(ShowGoalTags(2))
    tap = home.alice.button("#home")
    home.alice.presses(tap)
    home.alice.presses(tap)
    assert "✓ #home" in home.alice.last.labels
    home.alice.taps("✓ #home")
    assert goal(home, 2).tags == ()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("#", "I see no words in that."),
        (", ,", "I see no words in that."),
        ("x" * 65, "That is 65 characters; 64 fit here."),
        (" ".join(f"t{n}" for n in range(13)), "12 is the most"),
    ],
)
def test_what_is_no_tag_is_asked_again(home: Desk, typed: str, answer: str) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up(WriteTag(1))
    home.alice.says(typed)
    assert answer in home.alice.last.words
    home.alice.says("home")
    assert goal(home).tags == ("home",)


def test_tick_all_is_one_act_that_says_how_many_and_one_undo_takes_back(home: Desk) -> None:
    for title in ("Cook", "Clean", "Shop"):
        tagged(home, title, "home")
    home.do(entries.tick, home.alice.me, 3, TODAY, State.SKIPPED)
    home.alice.says("/goals")
    for label in ("Tags", "#home · 3"):
        home.alice.taps(label)
    assert "Open today: Cook, Clean" in home.alice.last.words
    home.alice.taps("Tick all (2)")
    assert home.alice.toast == "2 ticked."
    assert "Nothing of it is open today." in home.alice.last.words
    states = "SELECT state FROM entries WHERE state != 'open' ORDER BY goal_id"
    assert rows_of(home.url, states) == [("done",), ("done",), ("skipped",)]
    home.alice.taps("Undo")
    assert "Taken back: 2 answers." in home.alice.last.words
    assert rows_of(home.url, states) == [("skipped",)]


def test_a_second_tap_on_tick_all_finds_nothing_open(home: Desk) -> None:
    tagged(home, "Cook", "home")
    home.alice.says("/help")
    for toast in ("1 ticked.", "Nothing was open."):
        home.alice.makes_up(TickTag(1, TODAY))
        assert home.alice.toast == toast


def test_tick_all_on_a_day_ahead_was_made_up(home: Desk) -> None:
    tagged(home, "Cook", "home")
    home.alice.says("/help")
    home.alice.makes_up(TickTag(1, TODAY + timedelta(days=1)))
    assert "I cannot find that any more." in home.alice.toast


def test_a_tag_rests_with_all_its_goals(home: Desk) -> None:
    tagged(home, "Cook", "home")
    home.alice.says("/help")
    home.alice.makes_up(ShowTag(1))
    for label in ("Pause", "Today", "One day"):
        home.alice.taps(label)
    assert "#home rests" in home.alice.last.words
    home.alice.says("/today")
    assert "Nothing is due on this day." in home.alice.last.words


def test_a_tag_is_renamed_unless_the_name_is_taken(home: Desk) -> None:
    tagged(home, "Cook", "home", "work")
    home.alice.says("/help")
    home.alice.makes_up(RenameTag(1))
    home.alice.says("WORK")
    assert "You have a tag with that name already." in home.alice.last.words
    home.alice.says("#house")
    assert "#house" in home.alice.last.words
    assert goal(home).tags == ("house", "work")


def test_a_deleted_tag_leaves_its_goals_and_can_come_back(home: Desk) -> None:
    tagged(home, "Cook", "home")
    home.alice.says("/help")
    home.alice.makes_up(ShowTag(1))
    home.alice.taps("Delete tag")
    assert "The tag is gone; its goals stay." in home.alice.last.words
    assert goal(home).tags == ()
    home.alice.taps("Undo")
    assert goal(home).tags == ("home",)
    home.alice.makes_up(DeleteTag(1))
    home.alice.makes_up(DeleteTag(1))
    assert "I cannot find that any more." in home.alice.toast


def test_a_tag_with_many_goals_has_pages(home: Desk) -> None:
    for number in range(10):
        tagged(home, f"Goal {number}", "home")
    home.alice.says("/help")
    home.alice.makes_up(ShowTag(1))
    assert "1/2" in home.alice.last.labels
    home.alice.taps("›")
    assert "Goal 9" in home.alice.last.labels
    home.alice.taps("Goal 9")
    assert "#home" in home.alice.last.words


def test_without_tags_the_list_says_what_they_are_for(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/goals")
    home.alice.taps("Tags")
    assert "You have no tags yet." in home.alice.last.words


def test_a_goal_in_the_bin_gets_no_tags(home: Desk) -> None:
    a_goal(home)
    home.do(goals.remove, home.alice.me, 1)
    home.alice.says("/help")
    for code in (ShowGoalTags(1), WriteTag(1)):
        home.alice.makes_up(code)
        assert "In the bin." in home.alice.last.words


def test_the_longest_names_fit_their_cards(home: Desk) -> None:
    for number in range(20):
        tagged(home, f"{number}" + "😀" * 253, "😀" * 64)
    home.alice.says("/help")
    for code in (ShowTag(1), ShowGoalTags(1)):
        home.alice.makes_up(code)


@pytest.mark.parametrize(
    "code",
    [
        ShowTag(1),
        ShowGoalTags(1),
        SetGoalTag(1, 1, False),
        SetGoalTag(1, 2, True),
        WriteTag(1),
        TickTag(1, TODAY),
        RenameTag(1),
        DeleteTag(1),
    ],
    ids=str,
)
def test_charlie_gets_nothing_of_alices_tags(home: Desk, code: Code) -> None:
    tagged(home, "Cook", "home")
    home.charlie.settles_in()
    home.charlie.says("/goals")
    before = dump_of(home.url)
    home.charlie.makes_up(code)
    after = dump_of(home.url)
    for name in ("goals", "entries", "tags", "goal_tags", "acts", "drafts"):
        assert after[name] == before[name]
    shown = " ".join(message.words for message in home.charlie.chat.values())
    assert "Cook" not in shown
    assert "home" not in shown
