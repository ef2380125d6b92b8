"""A command's bare word does what the command does, where it means nothing else."""

import pytest

from bot.called import CALLED, called
from bot.commands import LEADS_TO
from bot.lang import lang, shipped
from domain.entries import Reading
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, titles


def test_every_command_but_undo_has_a_word() -> None:
    """Undo is read as an entry, so that it can take back a message that is edited to it."""
    assert CALLED.keys() == LEADS_TO.keys() - {"undo"}


@pytest.mark.parametrize("code", shipped())
def test_no_word_calls_two_commands(code: str) -> None:
    words = [
        word.strip() for names in CALLED.values() for word in lang(code).label(names).split(",")
    ]
    assert len(set(words)) == len(words)
    assert all(called(lang(code), word) in LEADS_TO.values() for word in words)


def answer_to(desk: Desk, words: str) -> str:
    desk.alice.says(words)
    answer = desk.alice.last.words
    desk.alice.says("/cancel")
    return answer


@pytest.mark.parametrize(
    ("language", "words", "command"),
    [
        ("en", "today", "/today"),
        ("en", " TODAY. ", "/today"),
        ("en", "my goals", "/goals"),
        ("en", "help", "/help"),
        ("en", "mood", "/mood"),
        ("en", "pause", "/pause"),
        ("en", "new goal", "/new"),
        ("en", "start", "/start"),
        ("de", "heute", "/today"),
        ("de", "Today", "/today"),
        ("de", "ziele", "/goals"),
        ("de", "Hilfe", "/help"),
        ("de", "neues Ziel", "/new"),
    ],
)
def test_a_bare_word_does_what_the_command_does(
    desk: Desk, language: str, words: str, command: str
) -> None:
    desk.alice.speaks = language
    desk.alice.settles_in()
    a_goal(desk)
    assert answer_to(desk, words) == answer_to(desk, command)


def test_the_word_of_another_language_is_a_word_like_others(home: Desk) -> None:
    home.alice.says("heute")
    assert "A new goal" in home.alice.last.labels


@pytest.mark.parametrize(("language", "word"), [("en", "Cancel."), ("de", "vergiss es")])
def test_cancel_leaves_the_question_what_words_were_meant_to_be(
    desk: Desk, language: str, word: str
) -> None:
    desk.alice.speaks = language
    desk.alice.settles_in()
    desk.alice.says("hmm")
    question = desk.alice.last.message_id
    desk.alice.says(word)
    assert desk.alice.last.words == lang(language).say("Closed. Nothing was kept of it.").plain
    assert desk.alice.chat[question].buttons == []
    desk.alice.says(word)
    nothing = lang(language).say("There is nothing to cancel. /help shows what I can do.")
    assert desk.alice.last.words == nothing.plain


def test_cancel_leaves_a_question_that_cannot_read_it(home: Desk) -> None:
    home.alice.says("mood meh")
    home.alice.says("cancel")
    assert home.alice.last.words.startswith("Closed. Nothing was kept of it.")
    home.alice.says("read mon")
    home.alice.says("never mind")
    assert home.alice.last.words.startswith("Closed. Nothing was kept of it.")
    assert titles(home) == []


def test_a_name_may_be_the_word_cancel(home: Desk) -> None:
    home.alice.says("new")
    home.alice.says("cancel")
    assert "Anything to add" in home.alice.last.words


def test_a_goal_of_that_name_or_that_begins_so_is_meant_first(home: Desk) -> None:
    a_goal(home, "Help a neighbour")
    home.alice.says("help")
    assert entry(home).reading is Reading.DONE


def test_a_new_goal_begun_by_a_word_is_asked_to_its_end(home: Desk) -> None:
    for words in ("new", "mood"):  # within a question a word is an answer like others
        home.alice.says(words)
    home.alice.taps("Skip")
    home.alice.taps("Just once")
    while "✓ Save" not in home.alice.last.labels:
        home.alice.taps("Skip")
    home.alice.taps("✓ Save")
    assert titles(home) == ["mood"]


def test_a_message_that_did_something_and_is_edited_to_a_command_is_taken_back(
    home: Desk,
) -> None:
    a_goal(home)
    message = home.alice.says("read")
    home.alice.edits(message, "today")
    assert entry(home, day=TODAY).reading is Reading.OPEN


def test_a_word_leaves_the_question_that_another_began(home: Desk) -> None:
    home.alice.says("something else")
    question = home.alice.last.message_id
    home.alice.says("today")
    assert home.alice.chat[question].buttons == []
    assert "Today" in home.alice.last.words


def test_charlie_who_agreed_to_nothing_is_asked_first(desk: Desk) -> None:
    desk.charlie.says("today")
    assert "Yes, goals and moods" in desk.charlie.last.labels
