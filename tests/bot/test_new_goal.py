"""/new: what is said is what is kept."""

from datetime import date, timedelta

import pytest

from bot.codes.dialogs import Choose
from bot.codes.goals import ShowGoal
from bot.codes.settings import Agree
from bot.wire import Word
from domain.goals import Criticality
from domain.kinds import (
    LAST,
    Daily,
    EveryDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    TimesIn,
    TimesPer,
    Weekdays,
)
from domain.written import isolate
from storage import drafts
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, goal, titles
from tests.databases import rows_of


def to_the_review(desk: Desk, title: str = "Read") -> None:
    """The shortest way: a name, every day, from today, and all else left out."""
    desk.alice.says("/new")
    desk.alice.says(title)
    desk.alice.taps("Skip")
    to_the_review_from_kind(desk)
    assert "Is this right?" in desk.alice.last.words


def to_the_review_from_kind(desk: Desk) -> None:
    for label in ("Again and again", "Every day", "Today"):
        desk.alice.taps(label)
    for _ in range(3):
        desk.alice.taps("Skip")


def test_a_goal_is_kept_exactly_as_it_was_said(home: Desk) -> None:
    alice = home.alice
    alice.says("/new")
    alice.says("Run")
    alice.says("Because it clears my head.")
    alice.taps("Again and again")
    alice.says("mon wed fri")
    alice.says("9 March 2026")
    alice.says("30 June 2026")
    alice.taps("A lot")
    alice.says("7:30 and 19")
    assert "every Mon, Wed, Fri until Tuesday 30 June" in alice.last.words
    assert "First: Monday 9 March" in alice.last.words
    assert "Matters most" in alice.last.words
    assert "07:30, 19:00" in alice.last.words
    assert titles(home) == []
    alice.taps("✓ Save")
    kept = goal(home)
    assert (kept.title, kept.description) == ("Run", "Because it clears my head.")
    assert kept.schedule == Weekdays(frozenset({0, 2, 4}))
    assert (kept.plan.start, kept.plan.target) == (date(2026, 3, 9), date(2026, 6, 30))
    assert kept.criticality is Criticality.HIGH
    assert kept.reminders == (7 * 60 + 30, 19 * 60)
    assert alice.toast == "Saved."
    assert "Reminders: 07:30, 19:00" in alice.last.words


def test_a_goal_may_stand_behind_the_command(home: Desk) -> None:
    home.alice.says("/new run mon wed fri")
    assert home.alice.last.words.startswith("Is this right?\n\nrun")
    home.alice.taps("✓ Save")
    home.alice.says("/new read mon")
    assert home.alice.last.words.startswith("That can be read in more than one way.")
    assert titles(home) == ["run"]


def test_a_name_behind_the_command_is_asked_on_from(home: Desk) -> None:
    home.alice.says("/new call mum #family !")
    assert "Anything to add about call mum?" in home.alice.last.words
    for label in ("Skip", "Again and again", "Every day", "Today", "Skip", "Keep", "Skip"):
        home.alice.taps(label)
    home.alice.taps("✓ Save")
    assert goal(home).criticality is Criticality.HIGH
    assert "family" in home.alice.last.words


def test_a_goal_behind_the_command_does_not_replace_one_half_made(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Paint")
    home.alice.says("/new read daily")
    assert "Start over" in home.alice.last.labels
    home.alice.taps("Continue")
    assert "Anything to add about Paint?" in home.alice.last.words


def test_charlie_who_agreed_to_nothing_makes_no_goal_behind_the_command(desk: Desk) -> None:
    desk.charlie.says("/new read daily")
    assert "Yes, goals and moods" in desk.charlie.last.labels
    assert rows_of(desk.url, "SELECT * FROM drafts") == []


def test_what_is_skipped_has_its_usual_answer(home: Desk) -> None:
    to_the_review(home)
    assert "Repeats every day" in home.alice.last.words
    assert "First: today" in home.alice.last.words
    home.alice.taps("✓ Save")
    kept = goal(home)
    assert (kept.schedule, kept.plan.target, kept.description) == (Daily(), None, None)
    assert (kept.criticality, kept.reminders) == (Criticality.NORMAL, ())


def test_a_name_is_all_that_a_goal_needs(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("That is all: every day")
    assert "First: today" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert (goal(home).title, goal(home).schedule, goal(home).plan.start) == (
        "Read",
        Daily(),
        TODAY,
    )


def test_every_day_is_not_offered_again_once_other_days_were_named(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    home.alice.taps("Again and again")
    home.alice.says("sat")
    for _ in range(3):
        home.alice.taps("← Back")
    assert "Anything to add about" in home.alice.last.words
    assert "That is all: every day" not in home.alice.last.labels


def test_an_old_button_that_ends_the_questions_ends_a_change_as_well(home: Desk) -> None:
    """Once "Save" had to be tapped twice after it."""
    home.alice.says("/new")
    home.alice.says("Read")
    enough = home.alice.button("That is all: every day")
    home.alice.says("A page a day")
    to_the_review_from_kind(home)
    for label in ("Change…", "Description"):
        home.alice.taps(label)
    assert "That is all: every day" not in home.alice.last.labels
    home.alice.presses(enough)
    assert "Is this right?" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert goal(home).description == "A page a day"


def test_a_description_can_be_taken_away_at_the_review(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.says("A page a day")
    to_the_review_from_kind(home)
    for label in ("Change…", "Description", "No description", "✓ Save"):
        home.alice.taps(label)
    assert goal(home).description is None


def test_an_answer_that_is_there_is_kept_not_skipped(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    assert "Skip" in home.alice.last.labels
    home.alice.says("A page a day")
    home.alice.taps("← Back")
    assert "Skip" not in home.alice.last.labels
    home.alice.taps("Keep")
    to_the_review_from_kind(home)
    assert "A page a day" in home.alice.last.words


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("26 February 2026", "First: yesterday"),
        ("today", "First: Tuesday 10 March"),
        ("11 March 2026", "First: Tuesday 17 March"),
    ],
)
def test_the_first_day_is_counted_from_the_start(home: Desk, start: str, first: str) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    home.alice.taps("Again and again")
    home.alice.says("tue")
    home.alice.says(start)
    for _ in range(3):
        home.alice.taps("Skip")
    assert first in home.alice.last.words


def test_what_turns_out_to_be_done_once_has_no_start(home: Desk) -> None:
    to_the_review(home)
    for label in ("Change…", "Start"):
        home.alice.taps(label)
    home.alice.says("9 March")
    for label in ("Change…", "How often", "Just once", "Change…", "Due"):
        home.alice.taps(label)
    home.alice.says("tomorrow")
    home.alice.taps("At any time")
    assert "Is this right?" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert goal(home).plan.target == TODAY + timedelta(days=1)


def test_days_that_never_come_have_to_be_changed_before_saving(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    home.alice.taps("Again and again")
    home.alice.says("mon")
    home.alice.taps("Today")
    home.alice.says("6 March")  # a Friday
    for _ in range(2):
        home.alice.taps("Skip")
    assert "No day falls between its start and its end." in home.alice.last.words
    assert "✓ Save" not in home.alice.last.labels
    home.alice.taps("End")
    home.alice.taps("No end")
    assert "✓ Save" in home.alice.last.labels


@pytest.mark.parametrize(
    ("by", "target", "words"),
    [
        ("Any day", None, "Once, on any day"),
        ("10 March", date(2026, 3, 10), "Once, due Tuesday 10 March"),
    ],
)
def test_a_goal_may_be_there_to_be_done_once(
    home: Desk, by: str, target: date | None, words: str
) -> None:
    home.alice.says("/new")
    home.alice.says("Tax return")
    home.alice.taps("Skip")
    home.alice.taps("Just once")
    if by == "Any day":
        home.alice.taps(by)
    else:
        home.alice.says(by)
        home.alice.taps("Skip")  # no time of that day
    home.alice.taps("Skip")
    home.alice.taps("No reminder")
    assert words in home.alice.last.words
    home.alice.taps("Change…")
    assert "Start" not in home.alice.last.labels
    home.alice.taps("✓ Save")
    assert (goal(home).schedule, goal(home).plan.target) == (Once(), target)


@pytest.mark.parametrize(
    ("said", "minute"), [("14:30", 870), ("08:00", 480), ("At any time", None)]
)
def test_what_is_done_once_may_have_a_time(home: Desk, said: str, minute: int | None) -> None:
    home.alice.says("/new")
    home.alice.says("Dentist")
    for label in ("Skip", "Just once"):
        home.alice.taps(label)
    home.alice.says("10 March")
    if said in home.alice.last.labels:
        home.alice.taps(said)
    else:
        home.alice.says(said)
    for label in ("Skip", "No reminder", "✓ Save"):
        home.alice.taps(label)
    assert goal(home).schedule == Once(minute)
    due = "Once, due Tuesday 10 March"
    assert (f"{due} at {said}" if minute else due) in home.alice.last.words


@pytest.mark.parametrize(
    ("typed", "schedule"),
    [
        ("2 times in 10 days", TimesIn(2, 10)),
        ("every 3 days", EveryDays(3, TODAY)),
        ("last friday monthly", MonthWeekday(LAST, 4)),
        ("3x a week", TimesPer(3, Period.WEEK)),
    ],
)
def test_how_often_can_be_typed(home: Desk, typed: str, schedule: Schedule) -> None:
    home.alice.says("/new")
    home.alice.says("Swim")
    for label in ("Skip", "Again and again"):
        home.alice.taps(label)
    home.alice.says(typed)
    assert "From which day on?" in home.alice.last.words
    for label in ("Today", "No end", "As usual", "No reminder", "✓ Save"):
        home.alice.taps(label)
    assert goal(home).schedule == schedule


def test_weekdays_can_be_tapped_in_and_out(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Run")
    home.alice.taps("Skip")
    home.alice.taps("Again and again")
    home.alice.taps("On chosen weekdays")
    assert "That is all" not in home.alice.last.labels
    for label in ("Mon", "Wed", "✓ Mon"):
        home.alice.taps(label)
    assert "✓ Wed" in home.alice.last.labels
    assert "Mon" in home.alice.last.labels
    home.alice.taps("That is all")
    for _ in range(4):
        home.alice.taps("Skip")
    home.alice.taps("✓ Save")
    assert goal(home).schedule == Weekdays(frozenset({2}))


def test_seven_chosen_weekdays_are_every_day(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Run")
    home.alice.taps("Skip")
    home.alice.taps("Again and again")
    home.alice.taps("On chosen weekdays")
    home.alice.says("mon-sun")
    for _ in range(4):
        home.alice.taps("Skip")
    home.alice.taps("✓ Save")
    assert goal(home).schedule == Daily()


def test_the_week_begins_where_alice_has_it_begin(home: Desk) -> None:
    home.alice.says("/settings")
    for label in ("Week begins", "Sunday"):
        home.alice.taps(label)
    home.alice.says("/new")
    home.alice.says("Run")
    home.alice.taps("Skip")
    for label in ("Again and again", "On chosen weekdays"):
        home.alice.taps(label)
    assert home.alice.last.labels[:2] == ["Sun", "Mon"]


# --- Names --------------------------------------------------------------------------------------

FINE_TITLES = {
    "255 characters": "x" * 255,
    "255 emoji": "😀" * 255,
    "markup": "<b>R&D</b> _x_ $a_{$",
    "emoji with joiners": "👩‍👩‍👧‍👦 dinner 🏳️‍🌈",
    "Arabic": "القراءة كل يوم",
    "an open override": "\u202eevil",
    "braces": "{title} %s {0}",
    "a command inside": "call /new people",
    "an ampersand entity": "&lt;i&gt; &amp;",
}


@pytest.mark.parametrize("title", FINE_TITLES.values(), ids=FINE_TITLES)
def test_a_name_survives_every_view(home: Desk, title: str) -> None:
    shown = isolate(title)
    to_the_review(home, title)
    assert shown in home.alice.last.text
    home.alice.taps("✓ Save")
    assert titles(home) == [title]
    assert shown in home.alice.last.text
    home.alice.taps("Edit")
    assert shown in home.alice.last.text
    home.alice.taps("Name")
    assert shown in home.alice.last.text
    home.alice.taps("Cancel")
    home.alice.says("/today")
    assert shown[:80] in home.alice.last.text
    home.alice.makes_up(ShowGoal(1))
    home.alice.taps("Delete")
    assert shown in home.alice.last.text
    home.alice.says("/bin")
    assert any(label.startswith("↩") for label in home.alice.last.labels)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("two\nlines", "two lines"),
        ("  much   space ", "much space"),
    ],
)
def test_what_no_database_takes_is_left_out(home: Desk, typed: str, kept: str) -> None:
    to_the_review(home, typed)
    home.alice.taps("✓ Save")
    assert titles(home) == [kept]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("x" * 256, "That is 256 characters; 255 fit here."),
        ("x" * 4096, "That is 4096 characters; 255 fit here."),
        ("   ", "I see no words in that."),
        ("\u200b\u2800", "I see no words in that."),
        ("\x00", "I see no words in that."),
    ],
)
def test_a_name_that_cannot_be_kept_is_asked_for_again(home: Desk, typed: str, answer: str) -> None:
    home.alice.says("/new")
    home.alice.says(typed)
    assert answer in home.alice.last.words
    assert "What shall the goal be called?" in home.alice.last.words
    home.alice.says("Read")
    assert "Anything to add about" in home.alice.last.words


def test_a_name_that_is_taken_is_refused_at_once(home: Desk) -> None:
    a_goal(home, "Read")
    home.alice.says("/new")
    home.alice.says("  READ ")
    assert "You have a goal with that name already" in home.alice.last.words
    home.alice.says("Read more")
    assert "Anything to add" in home.alice.last.words


def test_a_name_taken_meanwhile_is_refused_when_saving(home: Desk) -> None:
    to_the_review(home, "Read")
    a_goal(home, "read")
    home.alice.taps("✓ Save")
    assert "You have a goal with that name already" in home.alice.last.words
    assert titles(home) == ["read"]
    home.alice.taps("Change…")
    home.alice.taps("Name")
    home.alice.says("Read more")
    home.alice.taps("✓ Save")
    assert titles(home) == ["read", "Read more"]


def test_saving_twice_makes_one_goal(home: Desk) -> None:
    to_the_review(home)
    save = home.alice.button("✓ Save")
    home.alice.presses(save)
    home.alice.presses(save)
    assert titles(home) == ["Read"]
    assert home.alice.toast.startswith("That question is closed.")
    assert not home.alice.alerted, "a second tap is no mistake"


# --- Days ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31 Feb", "There is no such day. Did you mean"),
        ("31.2.2027", "There is no such day."),
        ("1.1.0000", "too far away"),
        ("1.1.9999", "too far away"),
        ("5/12", "two ways"),
        ("soonish", "I cannot read that."),
        ("x" * 4096, "fit here"),
    ],
)
def test_a_day_that_is_none_is_asked_for_again(home: Desk, typed: str, answer: str) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    for label in ("Again and again", "Every day"):
        home.alice.taps(label)
    home.alice.says(typed)
    assert answer in home.alice.last.words
    assert "From which day on?" in home.alice.last.words


def test_the_end_cannot_come_before_the_start(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    for label in ("Again and again", "Every day"):
        home.alice.taps(label)
    home.alice.says("10 March")
    home.alice.says("9 March")
    assert "That is before it begins." in home.alice.last.words
    home.alice.says("10 March")
    assert "How much does it matter?" in home.alice.last.words


def test_a_start_moved_past_the_end_cannot_be_saved(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    for label in ("Again and again", "Every day", "Today"):
        home.alice.taps(label)
    home.alice.says("10 March")
    for _ in range(2):
        home.alice.taps("Skip")
    home.alice.taps("Change…")
    home.alice.taps("Start")
    home.alice.says("11 March")
    assert "No day falls between its start and its end." in home.alice.last.words
    assert "✓ Save" not in home.alice.last.labels
    draft = home.look(drafts.waiting, home.alice.me)
    assert draft is not None
    home.alice.makes_up(Choose(Word("goal"), draft.id, Word("review"), Word("save")))
    assert "That is before it begins." in home.alice.last.words
    assert titles(home) == []


def test_the_calendar_turns_its_pages_and_a_day_can_be_tapped(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.taps("Skip")
    for label in ("Again and again", "Every day"):
        home.alice.taps(label)
    assert "March 2026" in home.alice.last.labels
    assert "[4]" in home.alice.last.labels
    assert "3" not in home.alice.last.labels, "days that are over cannot be tapped"
    assert "‹" not in home.alice.last.labels
    home.alice.taps("›")
    home.alice.taps("›")
    assert "May 2026" in home.alice.last.labels
    home.alice.taps("‹")
    assert "April 2026" in home.alice.last.labels
    home.alice.taps("17")
    for _ in range(3):
        home.alice.taps("Skip")
    home.alice.taps("✓ Save")
    assert goal(home).plan.start == date(2026, 4, 17)


# --- The review ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "answer", "words"),
    [
        ("Name", "Write", "Write"),
        ("Description", "A page a day", "A page a day"),
        ("Start", "9 March", "First: Monday 9 March"),
        ("End", "10 March", "until Tuesday 10 March"),
        ("Reminders", "6:15", "06:15"),
    ],
)
def test_a_change_from_the_review_returns_to_the_review(
    home: Desk, field: str, answer: str, words: str
) -> None:
    to_the_review(home)
    home.alice.taps("Change…")
    home.alice.taps(field)
    home.alice.says(answer)
    assert "Is this right?" in home.alice.last.words
    assert words in home.alice.last.words


def test_how_often_can_be_changed_from_the_review(home: Desk) -> None:
    to_the_review(home)
    for label in ("Change…", "How often", "Again and again", "On chosen weekdays", "Sat", "Sun"):
        home.alice.taps(label)
    home.alice.taps("That is all")
    assert "Repeats on weekends" in home.alice.last.words
    for label in ("Change…", "Importance", "If there is time"):
        home.alice.taps(label)
    assert "If there is time" in home.alice.last.words


def test_back_leaves_a_change_begun_at_the_review(home: Desk) -> None:
    to_the_review(home)
    for label in ("Change…", "Name", "← Back"):
        home.alice.taps(label)
    assert "Is this right?" in home.alice.last.words


@pytest.mark.parametrize("typed", ["25:00", "seven-ish", "1 2 3 4 5 6 7 8 9 10 11 12 13"])
def test_a_time_that_is_none_is_asked_for_again(home: Desk, typed: str) -> None:
    to_the_review(home)
    for label in ("Change…", "Reminders"):
        home.alice.taps(label)
    home.alice.says(typed)
    assert "A time to be reminded at?" in home.alice.last.words
    home.alice.taps("08:00")
    assert "Reminder times: 08:00" in home.alice.last.words


def test_beginning_again_asks_about_the_goal_half_made(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Read")
    home.alice.says("/new")
    assert "Still open: a new goal, Read." in home.alice.last.words
    home.alice.says("typed on, and still heard")
    home.alice.taps("Just once")
    home.alice.says("/new")
    home.alice.taps("Start over")
    assert "What shall the goal be called?" in home.alice.last.words


def test_without_consent_no_goal_is_begun(desk: Desk) -> None:
    desk.alice.says("/new")
    assert "May I store what you tell me?" in desk.alice.last.words


def test_a_goal_half_made_is_not_kept_after_consent_was_withdrawn(home: Desk) -> None:
    to_the_review(home)
    save = home.alice.button("✓ Save")
    home.alice.says("/privacy")
    home.alice.makes_up(Agree(Word("none")))
    home.alice.presses(save)
    assert titles(home) == []
    assert "May I store what you tell me?" in home.alice.last.words
