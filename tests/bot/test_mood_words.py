"""Moods in one's own terms: words that stand for a level, and seven levels for who wants them."""

from datetime import timedelta

import pytest

from bot.codes.moods import LogMood, OfferLabels
from bot.codes.settings import Agree
from bot.wire import Code, Word
from storage import mood_labels, moods, scales
from storage.mood_rows import MoodView
from tests.bot.desk import Desk
from tests.bot.test_buttons import guesses

SECRET = "irritable"


def logs(desk: Desk) -> list[MoodView]:
    return list(desk.look(moods.page, desk.alice.me, 0, 100).moods)


@pytest.fixture
def worded(home: Desk) -> Desk:
    """Alice has noted a mood by a word of her own, which stands for a 2."""
    home.alice.says("/mood")
    home.alice.taps("My words")
    home.alice.says(SECRET)
    home.alice.taps("🙁 2")
    return home


def test_a_word_is_asked_once_for_its_level_and_noted_with_it(worded: Desk) -> None:
    assert worded.alice.last.words.startswith("Noted: 2, irritable.")
    assert [(log.level, log.label) for log in logs(worded)] == [(2, SECRET)]


def test_a_known_word_is_a_button_under_the_question(worded: Desk) -> None:
    worded.alice.says("/mood")
    worded.alice.taps(SECRET)
    assert worded.alice.last.words.startswith("Noted: 2, irritable.")
    assert worded.alice.toast == "Noted."
    assert len(logs(worded)) == 2


def test_a_known_word_typed_again_is_not_asked_about(worded: Desk) -> None:
    worded.alice.says("/mood")
    for label in ("My words", "Another…"):
        worded.alice.taps(label)
    worded.alice.says("IRRITABLE")
    assert worded.alice.last.words.startswith("Noted: 2, irritable.")


def test_the_words_under_the_question_are_those_used_most(worded: Desk) -> None:
    me = worded.alice.me
    for number in range(8):
        worded.do(mood_labels.add, me, f"word {number}", 3)
    worded.do(mood_labels.log, me, "x", 9)
    worded.do(mood_labels.log, me, "y", 9)
    worded.alice.says("/mood")
    assert worded.alice.last.labels[5:] == [
        *("word 7", SECRET, "word 0", "word 1", "word 2", "word 3", "My words")
    ]


def test_a_double_tap_on_a_word_is_one_log_and_a_level_corrects_it(worded: Desk) -> None:
    worded.alice.says("/mood")
    word, level = worded.alice.button(SECRET), worded.alice.button("🙂 4")
    for tap in (word, word, level):
        worded.alice.presses(tap)
    assert [(log.level, log.label) for log in logs(worded)] == [(4, None), (2, SECRET)]


def test_the_level_of_a_new_word_can_be_typed(home: Desk) -> None:
    home.alice.says("/help")
    home.alice.makes_up("1.mW.7.0")
    home.alice.says("meh")
    for typed in ("0", "6", "-1", "2.5", "two", "9" * 400):
        home.alice.says(typed)
        assert "Which level does meh stand for?" in home.alice.last.words
    home.alice.says("٣")
    assert [(log.level, log.label) for log in logs(home)] == [(3, "meh")]


def test_what_is_said_behind_a_new_word_is_its_note(home: Desk) -> None:
    home.alice.says("mood meh: it rains")
    home.alice.taps("🙁 2")
    assert [(log.label, log.note) for log in logs(home)] == [("meh", "it rains")]
    home.alice.taps("Undo")
    assert logs(home) == []


def test_a_mood_noted_by_a_new_word_can_be_taken_back_at_once(home: Desk) -> None:
    home.alice.says("mood meh")
    home.alice.says("2")
    home.alice.taps("Undo")
    assert home.alice.last.words.startswith("Taken back:")
    assert logs(home) == []


@pytest.mark.parametrize(
    ("word", "answer"), [("\u200b\x07", "I see no words"), ("x" * 256, "255 fit here")]
)
def test_a_word_that_cannot_be_kept_is_asked_for_again(home: Desk, word: str, answer: str) -> None:
    home.alice.says("/help")
    home.alice.makes_up("1.mW.7.0")
    home.alice.says(word)
    assert answer in home.alice.last.words
    assert logs(home) == []


def test_a_mood_is_corrected_to_a_word_and_back_to_a_level(worded: Desk) -> None:
    worded.alice.says("/mood")
    for label in ("😄 5", "More…", "My words", SECRET):
        worded.alice.taps(label)
    assert worded.alice.last.words.startswith("Noted: 2, irritable.")
    for label in ("More…", "Another level", "😄 5"):
        worded.alice.taps(label)
    assert worded.alice.last.words.startswith("Noted: 5, very pleasant.")
    for label in ("More…", "My words", "Another…"):
        worded.alice.taps(label)
    worded.alice.says("over the <moon>")
    worded.alice.taps("😄 5")
    assert worded.alice.last.words.startswith("Noted: 5, over the <moon>.")


def test_giving_up_leads_back_to_the_question(home: Desk) -> None:
    home.alice.says("/mood")
    question = home.alice.last.text
    for label in ("My words", "Cancel"):
        home.alice.taps(label)
    assert home.alice.last.text == question
    home.alice.taps("🙂 4")
    assert len(logs(home)) == 1


def test_without_words_it_is_said_how_to_get_one(home: Desk) -> None:
    home.alice.says("/mood")
    home.alice.makes_up(OfferLabels(1).wire)
    assert "There are no words of your own yet." in home.alice.last.words
    home.alice.taps("← Back")
    assert "How are you, right now?" in home.alice.last.words
    home.alice.makes_up("1.mP.0")
    home.alice.taps("Another…")
    home.alice.taps("Cancel")
    assert "There are no words of your own yet." in home.alice.last.words


# --- Changing words -----------------------------------------------------------------------------


def test_a_word_is_mapped_anew_and_old_logs_keep_their_level(worded: Desk) -> None:
    worded.alice.says("/moods")
    for label in ("Levels, words, scales", "My words", f"🙁 2 · {SECRET}", "😣 1"):
        worded.alice.taps(label)
    assert worded.alice.last.words.startswith("irritable stands for 1, very unpleasant.")
    assert "✓ 😣 1" in worded.alice.last.labels
    worded.alice.says("/mood")
    worded.alice.taps(SECRET)
    assert [log.level for log in logs(worded)] == [1, 2]


def test_a_word_is_written_another_way_and_old_logs_keep_theirs(worded: Desk) -> None:
    worded.alice.makes_up("1.mp.1")
    worded.alice.taps("Write it another way")
    assert "Moods noted by it keep the old word." in worded.alice.last.words
    worded.alice.says("cross")
    assert worded.alice.last.words.startswith("cross stands for 2, unpleasant.")
    assert [log.label for log in logs(worded)] == [SECRET]


def test_a_word_cannot_become_another_one_there_is(worded: Desk) -> None:
    worded.do(mood_labels.add, worded.alice.me, "Calm", 4)
    worded.alice.makes_up("1.mZ.1")
    for _ in range(2):
        worded.alice.says("CALM")
        assert "Calm is one of your words already." in worded.alice.last.words
    worded.alice.says("IRRITABLE")
    assert worded.alice.last.words.startswith("IRRITABLE stands for 2")


def test_a_forgotten_word_is_offered_no_more_and_logs_keep_it(worded: Desk) -> None:
    worded.alice.says("/mood")
    tap = worded.alice.button(SECRET)
    worded.alice.makes_up("1.mp.1")
    worded.alice.taps("Forget it")
    assert "There are no words of your own yet." in worded.alice.last.words
    assert [log.label for log in logs(worded)] == [SECRET]
    worded.alice.presses(tap)
    assert "cannot find that any more" in worded.alice.toast
    assert len(logs(worded)) == 1


def test_a_word_is_added_without_a_mood(home: Desk) -> None:
    home.alice.makes_up("1.mP.0")
    home.alice.taps("Another…")
    home.alice.says("meh")
    home.alice.taps("😐 3")
    assert home.alice.last.words.startswith("meh stands for 3, in between.")
    assert logs(home) == []


def test_many_words_come_in_pages(home: Desk) -> None:
    for number in range(30):
        home.do(mood_labels.add, home.alice.me, f"word {number}", 3)
    home.alice.makes_up("1.mP.0")
    home.alice.taps("›")
    assert "2/3" in home.alice.last.labels
    assert home.alice.last.labels[0] == "😐 3 · word 12"
    home.alice.taps("‹")
    assert home.alice.last.labels[0] == "😐 3 · word 0"


# --- Seven levels -------------------------------------------------------------------------------


@pytest.fixture
def seven(home: Desk) -> Desk:
    """Alice chooses from seven levels."""
    home.alice.says("/moods")
    for label in ("Levels, words, scales", "7 levels"):
        home.alice.taps(label)
    return home


def test_who_wants_seven_levels_is_asked_with_seven(seven: Desk) -> None:
    assert "✓ 7 levels" in seven.alice.last.labels
    seven.alice.says("/mood")
    assert seven.alice.last.labels[:7] == ["😣 1", "🙁 2", "😕 3", "😐 4", "🙂 5", "😊 6", "😄 7"]
    assert "1 is very unpleasant, 7 is very pleasant." in seven.alice.last.words
    seven.alice.taps("😕 3")
    assert seven.alice.last.words.startswith("Noted: 3 of 7, slightly unpleasant.")
    assert [log.level for log in logs(seven)] == [2]
    for label in ("More…", "Another level"):
        seven.alice.taps(label)
    assert "1 is very unpleasant, 7 is very pleasant." in seven.alice.last.words
    assert "✓ 😕 3" in seven.alice.last.labels
    seven.alice.taps("😊 6")
    assert seven.alice.last.words.startswith("Noted: 6 of 7, pleasant.")


def test_the_lowest_of_seven_offers_support_lines_and_no_other_does(seven: Desk) -> None:
    for level, offered in (("😣 1", True), ("🙁 2", False)):
        seven.alice.says("/mood")
        seven.alice.taps(level)
        assert ("Support lines" in seven.alice.last.labels) is offered


def test_a_question_asked_before_the_change_is_answered_as_it_was_asked(home: Desk) -> None:
    home.alice.says("/mood")
    tap = home.alice.button("🙂 4")
    home.alice.makes_up("1.mT.7")
    home.alice.presses(tap)
    assert home.alice.last.words.startswith("Noted: 4, pleasant.")
    home.alice.makes_up(LogMood(1, 6, 6))
    assert "cannot find that any more" in home.alice.toast
    home.alice.makes_up("1.mT.6")
    assert "cannot find that any more" in home.alice.toast


def test_a_button_from_before_there_were_seven_is_one_of_five(home: Desk) -> None:
    home.alice.says("/help")
    home.alice.makes_up("1.m.7.5")
    assert home.alice.last.words.startswith("Noted: 5, very pleasant.")


# --- Nobody else's ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "family", sorted(family for family in Code.families if family.startswith("m"))
)
def test_charlie_sees_and_changes_nothing_of_alices_words(worded: Desk, family: str) -> None:
    worded.do(scales.make, worded.alice.me, SECRET, 5)
    worded.charlie.settles_in()
    worded.charlie.says("/help")
    before = logs(worded)
    for code in guesses(Code.families[family]):
        worded.charlie.makes_up(code)
    shown = worded.charlie.chat.values()
    assert all(SECRET not in each.text for each in shown)
    assert all(SECRET not in label for each in shown for label in each.labels)
    assert logs(worded) == before
    assert worded.look(mood_labels.find, worded.alice.me, 1).label == SECRET
    assert not worded.look(scales.find, worded.alice.me, 1).hidden


def test_after_the_yes_was_withdrawn_no_word_is_kept(worded: Desk) -> None:
    worded.alice.makes_up("1.mW.7.0")
    worded.alice.makes_up(Agree(Word("goals")))
    worded.clock.advance(timedelta(minutes=1))
    worded.alice.says("a secret")
    assert "May I store what you tell me?" in worded.alice.last.words
    for made_up in ("1.mv.9.1", "1.ma.1.1", "1.mM.1.5", "1.mW.9.0", "1.mZ.1", "1.mH.0"):
        worded.alice.makes_up(made_up)
        assert "May I store what you tell me?" in worded.alice.last.words
    assert len(logs(worded)) == 1
    assert len(worded.look(mood_labels.page, worded.alice.me, 0, 9).labels) == 1
