"""Several lines in one message: ticks, moods and goals, one each."""

from datetime import date, timedelta

import pytest

from bot.codes.goals import DeleteGoal
from bot.codes.settings import Agree
from bot.wire import Word
from domain.entries import Reading
from domain.kinds import Weekdays
from storage import mood_rows, moods
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, titles
from tests.databases import rows_of

MIXED = "read\nskip walk: ill\nmood 4 work\n- floss daily 7:00\nwa\nbuy milk\nmood 9"


def noted(desk: Desk) -> tuple[mood_rows.MoodView, ...]:
    return desk.look(moods.page, desk.alice.me, 0, 10).moods


def three_goals(home: Desk) -> None:
    for title in ("Read", "Walk", "Wander"):
        a_goal(home, title, start=date(2024, 1, 1))


def test_each_line_is_shown_before_and_done_after_a_yes(home: Desk) -> None:
    three_goals(home)
    home.alice.says(MIXED)
    before = home.alice.last.words
    assert before.startswith("This would be done:")
    assert entry(home).reading is Reading.OPEN
    home.alice.taps("Do that")
    assert home.alice.last.words == before.replace("This would be done:", "Done:")
    assert entry(home).reading is Reading.DONE
    skipped = entry(home, 2)
    assert (skipped.reading, skipped.note) == (Reading.SKIPPED, "ill")
    assert [(mood.level, mood.reasons) for mood in noted(home)] == [(4, ("work",))]
    assert titles(home) == ["Read", "Walk", "Wander", "floss"]


def test_what_is_left_out_says_why(home: Desk) -> None:
    three_goals(home)
    home.alice.says(MIXED)
    _, _, left_out = home.alice.last.words.partition("Left out:")
    assert left_out.split("\n")[1:] == [
        "5. wa: Several goals begin like that. Type it by itself, please.",
        "6. buy milk: I do not know what to do with that.",
        "7. mood 9: A mood is a level from 1 to 5.",
    ]


def test_a_line_without_a_note_ends_with_what_it_did(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read\nskip walk: ill")
    assert home.alice.last.words.split("\n")[2:4] == [
        "1. Read, Wednesday 4 March: Done",
        "2. Walk, Wednesday 4 March: Skipped – ill",
    ]


def test_a_day_on_which_it_is_not_due_is_named(home: Desk) -> None:
    three_goals(home)
    a_goal(home, "Swim", schedule=Weekdays(frozenset({5})))
    home.alice.says("read\ntomorrow swim")
    left_out = home.alice.last.words.split("\n")[-1]
    assert left_out == "2. tomorrow swim: Swim is not due on Thursday 5 March. Nothing was changed."


def test_all_lines_are_taken_back_at_once(home: Desk) -> None:
    three_goals(home)
    home.alice.says(MIXED)
    home.alice.taps("Do that")
    home.alice.taps("Undo")
    assert entry(home).reading is Reading.OPEN
    assert noted(home) == ()
    assert titles(home) == ["Read", "Walk", "Wander"]


def test_cancel_does_nothing(home: Desk) -> None:
    three_goals(home)
    home.alice.says(MIXED)
    home.alice.taps("Cancel")
    assert entry(home).reading is Reading.OPEN
    assert rows_of(home.url, "SELECT 1 FROM drafts") == []


def test_lines_of_yesterday_s_message_speak_of_yesterday(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read\nmood 4")
    home.clock.advance(timedelta(days=1))
    home.alice.taps("Do that")
    assert entry(home, day=TODAY).reading is Reading.DONE


def test_the_order_of_dates_is_asked_first_and_remembered(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read\nwalk 3/4\ndentist 9/12")
    home.alice.taps("4 March")
    home.alice.taps("Do that")
    assert entry(home, 2, TODAY).reading is Reading.DONE
    home.alice.says("read\nwalk 2/3")
    home.alice.taps("Do that")
    assert entry(home, 2, date(2026, 2, 3)).reading is Reading.DONE


def test_a_note_may_have_lines(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read: it was\nwalk\nthe other book")
    assert entry(home).note == "it was\nwalk\nthe other book"
    assert entry(home, 2).reading is Reading.OPEN


def test_lines_behind_a_note_that_all_say_something_are_lines(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read: a good book\nwalk\nmood 4 work: a long <day>")
    _, _, shown = home.alice.last.words.partition("\n\n")
    assert shown.split("\n")[0].endswith(": Done – a good book")
    assert shown.split("\n")[2].endswith("pleasant – work – a long <day>")
    home.alice.taps("Do that")
    assert entry(home).note == "a good book"
    assert entry(home, 2).reading is Reading.DONE


def test_a_line_that_says_two_things_does_not_make_the_others_a_note(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read: a good book\nmood 4\nswim tue")
    home.alice.taps("Do that")
    assert entry(home).note == "a good book"
    assert [mood.level for mood in noted(home)] == [4]
    assert "swim tue: That can be read in more than one way." in home.alice.last.words


def test_words_about_a_day_are_no_list(home: Desk) -> None:
    home.alice.says("It was long.\nI slept badly.\nNothing went well.")
    assert "What shall I do with that?" in home.alice.last.words


def test_several_lines_after_new_are_a_goal_each(home: Desk) -> None:
    home.alice.says("/new run mon wed\nread daily\nnonsense daily monthly\n- stretch")
    assert "3. nonsense daily monthly: That says two things" in home.alice.last.words
    home.alice.taps("Do that")
    assert "4. New goal stretch: Once, on any day" in home.alice.last.words
    assert titles(home) == ["run", "read", "stretch"]
    home.alice.taps("Undo")
    assert titles(home) == []


def test_where_nothing_can_be_done_nothing_is_asked(home: Desk) -> None:
    three_goals(home)
    home.alice.says("/new read\nwalk daily")
    assert "There is nothing in that which I can take." in home.alice.last.words
    assert rows_of(home.url, "SELECT 1 FROM drafts") == []


def test_too_many_lines_are_told(home: Desk) -> None:
    home.alice.says("/new x\n" + "\n".join(f"goal {n} daily" for n in range(150)))
    assert "There is more in that than I can take." in home.alice.last.text
    assert rows_of(home.url, "SELECT 1 FROM drafts") == []


def test_a_long_list_is_shown_in_part_and_done_whole(home: Desk) -> None:
    titles_said = [f"{'goal ' * 12}{n}" for n in range(60)]
    home.alice.says("/new " + "\n".join(titles_said))
    assert "And 40 more lines." in home.alice.last.words
    home.alice.taps("Do that")
    assert len(titles(home)) == 60


def test_a_goal_that_went_meanwhile_is_told_and_the_others_go_on(home: Desk) -> None:
    three_goals(home)
    home.alice.says("read\nwalk\nmood 4")
    yes = home.alice.button("Do that")
    home.alice.makes_up(DeleteGoal(1))
    home.alice.presses(yes)
    assert "1. read:" in home.alice.last.words
    assert entry(home, 2).reading is Reading.DONE


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_without_a_yes_to_moods_none_is_kept(home: Desk, when: str) -> None:
    three_goals(home)

    def withdraw() -> None:
        home.alice.makes_up(Agree(Word("goals")))

    if when == "before":
        withdraw()
    home.alice.says("read\nmood 4")
    if when == "meanwhile":
        yes = home.alice.button("Do that")
        withdraw()
        home.alice.presses(yes)
    assert "May I store what you tell me?" in home.alice.last.words
    assert noted(home) == ()
    assert entry(home).reading is Reading.OPEN
