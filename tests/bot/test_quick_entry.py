"""Words outside of any question: an entry, a mood, a new goal, a note; said anew, or taken back."""

from datetime import date, timedelta

import pytest

from bot.codes.day import ShowEntry
from bot.codes.moods import ShowMood
from domain.entries import Reading, State
from domain.goals import Status
from domain.kinds import (
    Daily,
    EveryDays,
    MonthDays,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesPer,
    Weekdays,
)
from storage import entries, mood_details, moods, people
from storage.mood_rows import MoodView
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal, titles
from tests.databases import dump_of, rows_of

DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY


def moods_of(desk: Desk) -> list[tuple[int, str | None]]:
    """Level and note of what Alice noted, latest first."""
    return [(mood.level, mood.note) for mood in noted_moods(desk)]


def noted_moods(desk: Desk) -> tuple[MoodView, ...]:
    """What Alice noted, latest first."""
    return desk.look(moods.page, desk.alice.me, 0, 10).moods


def kept(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything that counts as said; the rest is bookkeeping."""
    dump = dump_of(desk.url)
    return {name: dump[name] for name in ("goals", "entries", "moods", "acts") if name in dump}


# --- An entry ------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Read", "read", "re", "READ", "read done", "did read"])
def test_a_name_or_how_it_begins_says_done(home: Desk, words: str) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    home.alice.says(words)
    assert home.alice.last.words == "Read, Wednesday 4 March: Done"
    assert home.alice.last.labels == ["Undo", "Note", "More…", "Day"]
    assert entry(home).reading is Reading.DONE
    assert entry(home, 2).reading is Reading.OPEN


def test_the_same_said_again_changes_nothing_and_offers_no_undo(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    home.alice.says("read")
    assert "It was so already." in home.alice.last.words
    assert home.alice.last.labels == ["Note", "More…", "Day"]


@pytest.mark.parametrize(
    ("words", "day", "reading"),
    [
        ("skip read", TODAY, Reading.SKIPPED),
        ("read part", TODAY, Reading.PART),
        ("yesterday read", YESTERDAY, Reading.DONE),
        ("read yesterday", YESTERDAY, Reading.DONE),
        ("skip read yesterday", YESTERDAY, Reading.SKIPPED),
        ("mon read", date(2026, 3, 2), Reading.DONE),
        ("read 1 mar", date(2026, 3, 1), Reading.DONE),
    ],
)
def test_a_day_and_a_verb_may_stand_around_the_name(
    home: Desk, words: str, day: date, reading: Reading
) -> None:
    a_goal(home)
    home.alice.says(words)
    assert entry(home, day=day).reading is reading
    if day != TODAY:
        assert entry(home).reading is Reading.OPEN


def test_what_was_said_can_be_cleared_by_words(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    home.alice.says("clear read")
    assert "Read, Wednesday 4 March: Open" in home.alice.last.words
    assert entry(home).reading is Reading.OPEN


def test_what_follows_a_colon_is_a_note(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read: ten <b>pages</b> & more")
    assert home.alice.last.words.endswith("Done\n\nten <b>pages</b> & more")
    assert entry(home).note == "ten <b>pages</b> & more"


def test_the_last_day_of_a_goal_completes_it(home: Desk) -> None:
    a_goal(home, "Tax", schedule=Once())
    home.alice.says("tax")
    assert "Completed." in home.alice.last.words
    home.alice.taps("Undo")
    assert entry(home).reading is Reading.OPEN


def test_of_several_times_a_day_each_word_ticks_the_next_box(home: Desk) -> None:
    a_goal(home, "Pills", schedule=Slotted(Daily(), (480, 1200)))
    for slot in (1, 2):
        home.alice.says("pills")
        assert entry(home, slot=slot).reading is Reading.DONE
    assert entry(home, slot=1).reading is Reading.DONE
    home.alice.says("pills")
    assert "It was so already." in home.alice.last.words


def test_a_day_ahead_that_is_not_due_is_refused_kindly(home: Desk) -> None:
    a_goal(home, schedule=Weekdays(frozenset({0})))
    home.alice.says("read")
    assert "Read is not due on Wednesday 4 March" in home.alice.last.words
    assert entry(home).reading is Reading.NOT_DUE


def test_the_buttons_below_lead_to_the_note_the_day_and_everything_else(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    said = home.alice.last
    home.alice.taps("More…")
    assert "✓ Done" in home.alice.last.labels
    home.alice.replies(said, "from the train")
    assert entry(home).note == "from the train"
    home.alice.says("read")
    home.alice.taps("Day")
    assert "Today, Wednesday 4 March" in home.alice.last.words
    home.alice.says("read")
    home.alice.taps("Note")
    home.alice.says("from the bus")
    assert entry(home).note == "from the bus"


# --- Several goals -------------------------------------------------------------------------------


def test_what_fits_several_goals_is_asked_never_guessed(home: Desk) -> None:
    for title in ("Walk", "Water plants", "Read"):
        a_goal(home, title)
    home.alice.says("wa")
    assert home.alice.last.words == "Which one do you mean?"
    assert home.alice.last.labels == ["Walk", "Water plants", "Cancel"]
    assert [entry(home, number).reading for number in (1, 2)] == [Reading.OPEN] * 2
    home.alice.taps("Water plants")
    assert home.alice.last.words == "Water plants, Wednesday 4 March: Done"
    assert [entry(home, number).reading for number in (1, 2)] == [Reading.OPEN, Reading.DONE]
    home.alice.taps("Undo")
    assert entry(home, 2).reading is Reading.OPEN


def test_the_day_and_the_note_are_kept_while_it_is_asked_which(home: Desk) -> None:
    for title in ("Walk", "Water plants"):
        a_goal(home, title)
    home.alice.says("skip wa yesterday: rain")
    home.alice.taps("Walk, Tue 3")
    walked = entry(home, day=YESTERDAY)
    assert (walked.reading, walked.note) == (Reading.SKIPPED, "rain")


def test_a_candidate_that_was_not_offered_is_not_taken(home: Desk) -> None:
    for title in ("Walk", "Water plants"):
        a_goal(home, title)
    home.alice.says("wa")
    draft = rows_of(home.url, "SELECT id FROM drafts")[0][0]
    for value in ("2", "999999", "-1", "x"):
        home.alice.makes_up(f"1.qa.said.{draft}.which.{value}")
        assert "Which one do you mean?" in home.alice.last.words
    assert entry(home).reading is Reading.OPEN


def test_a_whole_name_wins_over_one_that_begins_so(home: Desk) -> None:
    for title in ("Run", "Run far"):
        a_goal(home, title)
    home.alice.says("run")
    assert home.alice.last.words == "Run, Wednesday 4 March: Done"


def test_archived_and_deleted_goals_are_not_meant(home: Desk) -> None:
    for title in ("Walk", "Water", "Wash"):
        a_goal(home, title)
    home.alice.makes_up("1.td")
    home.alice.makes_up("1.ga.2")
    home.alice.makes_up("1.gx.3")
    home.alice.says("wa")
    assert home.alice.last.words == "Walk, Wednesday 4 March: Done"


# --- A mood --------------------------------------------------------------------------------------


def test_a_mood_is_said_with_reasons_and_a_note(home: Desk) -> None:
    home.alice.says("mood 4 work, tired: long day")
    assert "Noted: 4" in home.alice.last.words
    assert "Reasons: work, tired" in home.alice.last.words
    assert "long day" in home.alice.last.words
    assert moods_of(home) == [(4, "long day")]
    home.alice.taps("Undo")
    assert moods_of(home) == []


@pytest.mark.parametrize(("face", "level"), [("😣", 1), ("😐", 3), ("🙂", 4), ("😄 sun", 5)])
def test_a_face_is_a_mood(home: Desk, face: str, level: int) -> None:
    home.alice.says(face)
    assert moods_of(home) == [(level, None)]


def test_a_mood_of_yesterday_is_for_that_whole_day(home: Desk) -> None:
    home.alice.says("yesterday mood 2")
    mood = home.look(moods.view, home.alice.me, 1)
    assert (mood.level, mood.whole_day) == (2, True)
    assert mood.felt_at.date() == YESTERDAY


@pytest.mark.parametrize("level", ["0", "6", "-1", "999999999", "٩"])
def test_a_level_there_is_not_is_refused(home: Desk, level: str) -> None:
    home.alice.says(f"mood {level}")
    assert "A mood is a level from 1 to 5." in home.alice.last.words
    assert moods_of(home) == []


def test_digits_of_any_script_are_a_level(home: Desk) -> None:
    home.alice.says("mood ٤")
    assert moods_of(home) == [(4, None)]


def test_a_level_out_of_seven_is_no_date(home: Desk) -> None:
    home.alice.says("mood 5/7")
    assert "Noted: 5 of 7" in home.alice.last.words


def test_a_new_word_for_a_mood_is_asked_once_for_its_level(home: Desk) -> None:
    home.alice.says("mood meh")
    assert "Which level does meh stand for?" in home.alice.last.words
    home.alice.says("2")
    assert [(mood.level, mood.label) for mood in noted_moods(home)] == [(2, "meh")]
    for said in ("mood meh work: long day", "meh"):
        home.alice.says(said)
        assert "Noted: 2, meh." in home.alice.last.words
    assert len(noted_moods(home)) == 3
    home.alice.taps("Undo")
    assert len(noted_moods(home)) == 2


def test_giving_up_on_a_new_word_notes_nothing(home: Desk) -> None:
    home.alice.says("mood meh")
    home.alice.taps("Cancel")
    assert "How are you" in home.alice.last.words
    assert moods_of(home) == []


def test_a_bare_number_may_be_a_mood_which_is_asked(home: Desk) -> None:
    home.alice.says("/mood")
    home.alice.says("4 work: long")
    home.alice.taps("A mood: 🙂 4")
    assert moods_of(home) == [(4, "long")]
    home.alice.taps("Undo")
    assert moods_of(home) == []


def test_without_a_yes_to_moods_a_number_is_offered_as_none(home: Desk) -> None:
    home.alice.says("/settings")
    home.alice.taps("What I may store")
    home.alice.taps("Only goals, no moods")
    home.alice.says("4")
    assert not [label for label in home.alice.last.labels if "mood" in label]
    home.alice.says("mood meh")
    assert "Which level" not in home.alice.last.words


# --- A date in figures ---------------------------------------------------------------------------


def test_the_order_of_a_date_is_asked_once(home: Desk) -> None:
    a_goal(home, "Read", start=date(2024, 1, 1))
    home.alice.says("3/4 read")
    home.alice.taps("Read, Thursday 3 April 2025")
    assert entry(home, day=date(2025, 4, 3)).reading is Reading.DONE
    home.alice.says("5/6 read")
    assert entry(home, day=date(2025, 6, 5)).reading is Reading.DONE


def test_the_month_first_is_remembered_as_well(home: Desk) -> None:
    a_goal(home, "Read", start=date(2024, 1, 1))
    home.alice.says("3/4 read")
    home.alice.taps("Read, Wednesday 4 March")
    home.alice.says("2/3 read")
    assert entry(home, day=date(2026, 2, 3)).reading is Reading.DONE


def test_the_order_is_asked_for_a_new_goal_as_well(home: Desk) -> None:
    home.alice.says("dentist 9/12 14:30")
    home.alice.taps("Saturday 12 September")
    assert "Once, due Saturday 12 September at 14:30" in home.alice.last.words
    home.alice.taps("Save")
    home.alice.says("call 10/11")
    assert "Sunday 11 October" in home.alice.last.words


def test_the_order_is_remembered_from_any_question_and_can_be_changed(home: Desk) -> None:
    home.alice.says("/pause")
    home.alice.taps("Pause everything")
    home.alice.says("9/12")
    home.alice.taps("Wednesday 9 December")
    home.alice.says("/cancel")
    home.alice.says("/settings")
    home.alice.taps("Dates")
    assert "✓ 3 April" in home.alice.last.labels
    home.alice.taps("Ask me")
    home.alice.says("dentist 9/12")
    assert "more than one way" in home.alice.last.words


# --- Something that is due once ------------------------------------------------------------------


@pytest.mark.parametrize("said", ["dentist", "yesterday dentist", "tomorrow dentist"])
def test_what_is_due_once_is_answered_on_its_own_day(home: Desk, said: str) -> None:
    target = TODAY + 3 * DAY
    a_goal(home, "Dentist", schedule=Once(), target=target)
    home.alice.says(said)
    assert "Completed." in home.alice.last.words
    assert entry(home, day=target).reading is Reading.DONE
    assert entry(home, day=TODAY).reading is not Reading.DONE


# --- Consent -------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["read", "mood 4", "run daily", "hello?", "undo"])
def test_without_a_consent_nothing_is_read_and_it_is_asked(desk: Desk, words: str) -> None:
    desk.alice.settles_in(agreed=())
    before = dump_of(desk.url)["drafts"]
    desk.alice.says(words)
    assert "Yes, goals and moods" in desk.alice.last.labels
    assert dump_of(desk.url)["drafts"] == before


def test_without_a_consent_to_moods_only_that_is_asked(desk: Desk) -> None:
    desk.alice.settles_in(agreed=("goals",))
    a_goal(desk)
    desk.alice.says("mood 4")
    assert "Yes, goals and moods" in desk.alice.last.labels
    assert moods_of(desk) == []
    desk.alice.says("read")
    assert entry(desk).reading is Reading.DONE


def test_what_is_changed_after_a_consent_was_withdrawn_is_not_read(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.do(people.agree, home.alice.me, frozenset())
    home.restart()
    home.alice.edits(message, "skip read")
    assert "Yes, goals and moods" in home.alice.last.labels
    assert entry(home).reading is Reading.DONE


# --- A new goal in one line ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "title", "words", "schedule"),
    [
        (
            "run mon wed fri 7:00",
            "run",
            "Repeats every Mon, Wed, Fri\nFirst: today\nReminder times: 07:00",
            Weekdays(frozenset({0, 2, 4})),
        ),
        ("read daily", "read", "Repeats every day\nFirst: today", Daily()),
        (
            "water plants every 3 days",
            "water plants",
            "Repeats every 3 days\nFirst: today",
            EveryDays(3, TODAY),
        ),
        (
            "pay rent monthly 31",
            "pay rent",
            "Repeats on the last day of each month\nFirst: Tuesday 31 March",
            MonthDays(frozenset({31})),
        ),
        (
            "3x week gym",
            "gym",
            "Repeats 3 times a week\nFirst: today",
            TimesPer(3, Period.WEEK, 0),
        ),
        ("dentist 5 dec 14:30", "dentist", "Once, due Saturday 5 December at 14:30", Once(870)),
    ],
)
def test_a_line_is_echoed_in_words_with_its_next_date_and_saved(
    home: Desk, line: str, title: str, words: str, schedule: Schedule
) -> None:
    home.alice.says(line)
    assert home.alice.last.words == f"Is this right?\n\n{title}\n\n{words}"
    assert titles(home) == []
    home.alice.taps("✓ Save")
    assert titles(home) == [title]
    assert goal(home).schedule == schedule


def test_a_line_offers_to_save_to_change_and_to_cancel(home: Desk) -> None:
    home.alice.says("run daily !  #body")
    assert "Matters most" in home.alice.last.words
    assert "#body" in home.alice.last.words
    assert {"✓ Save", "Change…", "Cancel"} <= set(home.alice.last.labels)
    home.alice.taps("Change…")
    home.alice.taps("Name")
    home.alice.says("Run far")
    assert "Run far" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert goal(home).title == "Run far"
    assert goal(home).tags == ("body",)


def test_a_cancelled_line_leaves_nothing(home: Desk) -> None:
    home.alice.says("run daily")
    home.alice.taps("Cancel")
    assert titles(home) == []
    assert rows_of(home.url, "SELECT * FROM drafts") == []


def test_a_line_with_a_name_that_is_taken_asks_for_another_at_the_end(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read daily 7:00")
    home.alice.taps("✓ Save")
    assert "You have a goal with that name already." in home.alice.last.words
    home.alice.taps("Change…")
    home.alice.taps("Name")
    home.alice.says("Read more")
    home.alice.taps("✓ Save")
    assert titles(home) == ["Read", "Read more"]


def test_a_line_that_can_be_read_in_several_ways_is_asked(home: Desk) -> None:
    home.alice.says("sat long run")
    assert home.alice.last.words == "That can be read in more than one way. Which one is it?"
    readings = home.alice.last.labels[:-1]
    assert len(readings) == len(set(readings)) > 1
    home.alice.taps(readings[0])
    assert "Is this right?" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert len(titles(home)) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("run daily 25:00", "There is no such time."),
        ("run daily weekly", "That says two things about how often."),
        ("run every 0 days", "It has to be from"),
        ("pills 2x daily", "At which times of the day?"),
        ("call Mum yearly", "On which day?"),
    ],
)
def test_a_line_that_says_what_cannot_be_is_refused_with_a_reason(
    home: Desk, line: str, words: str
) -> None:
    home.alice.says(line)
    assert words in home.alice.last.words
    assert rows_of(home.url, "SELECT * FROM drafts") == []


def test_a_question_that_words_began_has_the_buttons_alone(home: Desk) -> None:
    """Once an answered question kept its buttons: nobody had written down which message it was."""
    home.alice.says("run daily")
    asked = home.alice.last
    home.alice.says("what now?")
    assert home.alice.chat[asked.message_id].buttons == []
    assert "✓ Save" in home.alice.last.labels


# --- Words that mean nothing ---------------------------------------------------------------------


def test_words_that_mean_nothing_may_be_a_note_a_new_goal_or_nothing(home: Desk) -> None:
    a_goal(home)
    home.alice.says("hmm <i>")
    assert home.alice.last.words == "What shall I do with that?\nhmm <i>"
    assert home.alice.last.labels == ["A note", "A new goal", "Nothing", "Cancel"]


def test_without_anything_to_note_it_to_a_note_is_not_offered(home: Desk) -> None:
    home.alice.says("hmm")
    assert home.alice.last.labels == ["A new goal", "Nothing", "Cancel"]


def test_nothing_leaves_nothing_and_no_buttons(home: Desk) -> None:
    a_goal(home)
    home.alice.says("hmm")
    asked = home.alice.last
    home.alice.taps("Nothing")
    assert "Nothing" not in home.alice.chat[asked.message_id].labels
    assert rows_of(home.url, "SELECT * FROM drafts") == []
    assert titles(home) == ["Read"]


def test_words_become_a_note_to_the_goal_that_is_chosen(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    home.alice.says("it rained")
    home.alice.taps("A note")
    assert home.alice.last.labels[:2] == ["Read", "Walk"]
    home.alice.taps("Walk")
    assert entry(home, 2).note == "it rained"
    assert entry(home).note is None
    home.alice.says("/undo")
    assert entry(home, 2).note is None


def test_words_become_a_note_to_the_latest_mood(home: Desk) -> None:
    home.do(moods.log, home.alice.me, "1", 3)
    home.alice.says("it rained")
    home.alice.taps("A note")
    home.alice.taps("The latest mood")
    assert "Noted: 3" in home.alice.last.words
    assert moods_of(home) == [(3, "it rained")]


def test_words_become_the_name_of_a_new_goal(home: Desk) -> None:
    home.alice.says("Learn the cello")
    home.alice.taps("A new goal")
    assert "Learn the cello" in titles_asked(home)


def titles_asked(home: Desk) -> str:
    """The name in the draft of a new goal."""
    return str(rows_of(home.url, "SELECT data FROM drafts WHERE kind = 'goal'")[0][0])


def test_a_name_that_is_too_long_is_said_while_it_can_still_be_a_note(home: Desk) -> None:
    a_goal(home)
    home.alice.says("long " * 100)
    home.alice.taps("A new goal")
    assert "can you shorten it?" in home.alice.last.words.casefold()
    home.alice.taps("A note")
    home.alice.taps("Read")
    assert entry(home).note == ("long " * 100).strip()


@pytest.mark.parametrize("words", ["x" * 4096, "😀" * 2048, "<b>&" * 1024, "\u202e" + "ab" * 2000])
def test_the_longest_message_is_asked_about_and_refused_as_a_note(home: Desk, words: str) -> None:
    a_goal(home)
    home.alice.says(words)
    assert home.alice.last.words.startswith("What shall I do with that?")
    home.alice.taps("A note")
    home.alice.taps("Read")
    assert "Can you shorten it?" in home.alice.last.words or entry(home).note is not None
    home.alice.says("/cancel")


@pytest.mark.parametrize("value", ["7", "x", "-1"])
def test_a_place_that_was_not_offered_takes_no_note(home: Desk, value: str) -> None:
    a_goal(home)
    home.alice.says("hmm")
    home.alice.taps("A note")
    draft = rows_of(home.url, "SELECT id FROM drafts")[0][0]
    home.alice.makes_up(f"1.qa.said.{draft}.where.{value}")
    assert entry(home).note is None
    assert "A note to what?" in home.alice.last.words


# --- Replies -------------------------------------------------------------------------------------


def test_a_reply_to_a_message_about_an_entry_is_its_note(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    home.alice.replies(home.alice.last, "skip nothing: a note")
    assert entry(home).note == "skip nothing: a note"
    assert entry(home).reading is Reading.DONE
    assert "skip nothing: a note" in home.alice.last.words


def test_a_reply_to_an_entry_card_is_a_note_to_that_slot(home: Desk) -> None:
    a_goal(home, "Pills", schedule=Slotted(Daily(), (480, 1200)))
    home.alice.says("/today")
    home.alice.makes_up(ShowEntry(1, TODAY, 2))
    home.alice.replies(home.alice.last, "with milk")
    assert entry(home, slot=2).note == "with milk"


def test_a_reply_to_a_message_about_a_mood_is_its_note(home: Desk) -> None:
    home.do(moods.log, home.alice.me, "1", 3)
    home.alice.says("/help")
    home.alice.makes_up(ShowMood(1))
    home.alice.replies(home.alice.last, "rain")
    assert moods_of(home) == [(3, "rain")]


def test_a_reply_to_anything_else_is_read_as_words(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.replies(home.alice.last, "read")
    assert entry(home).reading is Reading.DONE


def test_the_answer_undo_takes_back_what_it_answers_to(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    home.alice.says("read")
    said = home.alice.last
    home.alice.says("walk")
    home.alice.replies(said, "undo")
    assert "Taken back: Read, done on Wednesday 4 March." in home.alice.last.words
    assert [entry(home, number).reading for number in (1, 2)] == [Reading.OPEN, Reading.DONE]


def test_charlie_cannot_reply_with_alices_buttons(home: Desk) -> None:
    a_goal(home)
    home.do(moods.log, home.alice.me, "1", 3)
    home.alice.says("read")
    told = home.alice.last
    home.alice.makes_up(ShowMood(1))
    shown = home.alice.last
    home.charlie.settles_in()
    before = kept(home)
    for message in (told, shown):
        for words in ("a note", "undo"):
            home.charlie.replies(message, words)
    assert kept(home) == before
    assert all("Read" not in each.text for each in home.charlie.chat.values())


# --- Said anew -----------------------------------------------------------------------------------


def test_an_edited_message_does_what_it_says_now(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    message = home.alice.says("read: ten pages")
    home.alice.edits(message, "skip walk")
    assert home.alice.last.words == "Walk, Wednesday 4 March: Skipped"
    assert (entry(home).reading, entry(home).note) == (Reading.OPEN, None)
    assert entry(home, 2).reading is Reading.SKIPPED
    home.alice.edits(message, "read")
    assert entry(home).reading is Reading.DONE
    assert entry(home, 2).reading is Reading.OPEN
    home.alice.taps("Undo")
    assert entry(home).reading is Reading.OPEN


def test_an_edited_mood_is_one_mood(home: Desk) -> None:
    message = home.alice.says("mood 4 work: long day")
    home.alice.edits(message, "mood 2")
    assert moods_of(home) == [(2, None)]


def test_the_same_edit_twice_is_once(home: Desk) -> None:
    message = home.alice.says("mood 4")
    for _ in range(2):
        home.alice.edits(message, "mood 2")
    assert moods_of(home) == [(2, None)]


def test_an_entry_edited_to_a_mood_is_only_the_mood(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.alice.edits(message, "mood 5")
    assert entry(home).reading is Reading.OPEN
    assert moods_of(home) == [(5, None)]


def test_an_entry_edited_to_words_that_are_asked_about_is_no_entry(home: Desk) -> None:
    """Once the tick stayed, though nothing said it any more."""
    a_goal(home)
    message = home.alice.says("read")
    home.alice.edits(message, "hmm")
    assert "What shall I do with that?" in home.alice.last.words
    assert entry(home).reading is Reading.OPEN


def test_an_entry_edited_to_a_new_goal_is_no_entry(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.alice.edits(message, "paint daily")
    home.alice.taps("✓ Save")
    assert entry(home).reading is Reading.OPEN
    assert titles(home) == ["Read", "paint"]


def test_an_edit_to_undo_takes_back_that_message_and_no_other(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    message = home.alice.says("read")
    home.alice.says("walk")
    home.alice.edits(message, "undo")
    assert [entry(home, number).reading for number in (1, 2)] == [Reading.OPEN, Reading.DONE]


def test_an_edited_reply_is_the_note_anew(home: Desk) -> None:
    """Once the new words of a note were read as an entry."""
    a_goal(home)
    home.alice.says("read")
    message = home.alice.replies(home.alice.last, "ten pages")
    home.alice.edits(message, "read")
    assert entry(home).note == "read"
    assert entry(home).reading is Reading.DONE


def test_an_edit_is_refused_when_something_later_builds_on_it(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.alice.says("skip read")
    home.alice.edits(message, "read yesterday")
    assert "Something later builds on that: Read, Wednesday 4 March." in home.alice.last.words
    assert entry(home).reading is Reading.SKIPPED
    assert entry(home, day=YESTERDAY).reading is Reading.NOT_DUE


def test_an_edit_leaves_another_day_of_the_goal_alone(home: Desk) -> None:
    a_goal(home, start=YESTERDAY)
    message = home.alice.says("read")
    home.alice.says("read yesterday")
    home.alice.edits(message, "skip read")
    assert home.alice.last.words == "Read, Wednesday 4 March: Skipped"
    assert entry(home, day=YESTERDAY).reading is Reading.DONE
    home.alice.taps("Undo")
    assert entry(home).reading is Reading.OPEN
    assert entry(home, day=YESTERDAY).reading is Reading.DONE


def test_an_edit_of_one_of_two_last_days_opens_the_goal_again(home: Desk) -> None:
    a_goal(home, start=YESTERDAY, target=TODAY)
    message = home.alice.says("read")
    home.alice.says("read yesterday")
    assert goal(home).status is Status.COMPLETED
    home.alice.edits(message, "read part")
    assert goal(home).status is Status.OPEN
    home.alice.edits(message, "read")
    assert goal(home).status is Status.COMPLETED


def test_an_edited_message_that_did_nothing_stays_silent(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("hello?")
    home.alice.taps("Nothing")
    said = len(home.telegram.calls)
    home.alice.edits(message, "read")
    assert len(home.telegram.calls) == said
    assert entry(home).reading is Reading.OPEN


def test_an_edited_message_whose_act_was_taken_back_stays_silent(home: Desk) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.alice.taps("Undo")
    said = len(home.telegram.calls)
    home.alice.edits(message, "skip read")
    assert len(home.telegram.calls) == said
    assert entry(home).reading is Reading.OPEN


def test_an_edited_answer_to_a_question_stays_silent(home: Desk) -> None:
    """Once a note that was typed when it was asked for was read as an entry when it was corrected."""
    a_goal(home)
    home.alice.says("read")
    home.alice.taps("Note")
    message = home.alice.says("skip")
    said = len(home.telegram.calls)
    home.alice.edits(message, "skip read")
    assert len(home.telegram.calls) == said
    assert (entry(home).reading, entry(home).note) == (Reading.DONE, "skip")


def test_bobs_edits_do_nothing_to_alices_acts(home: Desk) -> None:
    """The numbers of messages are counted in each chat: two may well be the same."""
    a_goal(home)
    message = home.alice.says("read")
    home.bob.settles_in()
    theirs = {**message, "from": home.bob.user, "chat": {"id": home.bob.id, "type": "private"}}
    before = kept(home)
    home.bob.edits(theirs, "hello")
    assert kept(home) == before


# --- Undo, typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["undo", "Undo!", "UNDO"])
def test_undo_may_be_typed_as_a_word(home: Desk, words: str) -> None:
    a_goal(home)
    home.alice.says("read")
    home.alice.says(words)
    assert "Taken back: Read, done on" in home.alice.last.words
    assert entry(home).reading is Reading.OPEN


def test_a_goal_called_undo_is_ticked(home: Desk) -> None:
    a_goal(home, "Undo")
    home.alice.says("undo")
    assert entry(home).reading is Reading.DONE


def test_a_message_delivered_twice_is_done_once(home: Desk) -> None:
    message = home.alice.says("mood 4")
    home.arrives({"message": message})
    assert moods_of(home) == [(4, None)]


def test_what_is_not_mine_to_tick_any_more_is_not_ticked_by_a_stale_question(home: Desk) -> None:
    for title in ("Walk", "Water"):
        a_goal(home, title)
    home.alice.says("wa")
    tap = home.alice.button("Walk")
    home.do(entries.tick, home.alice.me, 2, TODAY, State.DONE)
    home.alice.makes_up("1.gx.1")
    home.alice.presses(tap)
    assert home.alice.last.words == "That goal is in the bin."


# --- What a newcomer stumbled over ---------------------------------------------------------------


def test_with_seven_levels_a_typed_mood_is_one_of_seven(home: Desk) -> None:
    home.do(mood_details.set_steps, home.alice.me, 7)
    home.alice.says("mood 5 friends")
    assert "Noted: 5 of 7, slightly pleasant." in home.alice.last.words
    home.alice.says("mood 7")
    assert "Noted: 7 of 7" in home.alice.last.words
    home.alice.says("mood 8")
    assert "from 1 to 7" in home.alice.last.words


def test_what_is_said_next_is_heard_although_a_question_is_open(home: Desk) -> None:
    a_goal(home)
    home.alice.says("hmm well")
    asked = home.alice.last
    assert "What shall I do with that?" in asked.words
    home.alice.says("read")
    assert "Read, Wednesday 4 March: Done" in home.alice.last.words
    assert asked.labels == [], "the question is closed"
    home.alice.says("/today")
    assert "Still open: what you wrote" not in "".join(s.words for s in home.alice.chat.values())


def test_skipping_by_word_leaves_the_slot_that_is_done(home: Desk) -> None:
    a_goal(home, "Pills", schedule=Slotted(Daily(), (480, 1200)))
    home.alice.says("pills")
    home.alice.says("skip pills")
    home.alice.says("/today")
    assert "✅ Pills 08:00 – done" in home.alice.last.words
    assert "➖ Pills 20:00 – skipped" in home.alice.last.words
