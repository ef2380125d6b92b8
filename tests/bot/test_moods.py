"""Moods: one tap is enough, and nothing is kept without a yes of its own."""

from datetime import timedelta

from bot.codes.moods import LogMood, SetReason, WriteNote
from bot.codes.settings import Agree
from bot.texts.mood_levels import fingerprint
from bot.wire import Word
from storage import moods
from storage.mood_rows import MoodView
from tests.bot.desk import Desk


def logs(desk: Desk) -> list[MoodView]:
    return list(desk.look(moods.page, desk.alice.me, 0, 100).moods)


def noted(desk: Desk, level: str = "🙂 4") -> None:
    desk.alice.says("/mood")
    desk.alice.taps(level)


def test_one_tap_saves(home: Desk) -> None:
    noted(home)
    assert home.alice.last.words.startswith("Noted: 4, pleasant.")
    assert [mood.level for mood in logs(home)] == [4]


def test_a_double_tap_is_one_log(home: Desk) -> None:
    home.alice.says("/mood")
    tap = home.alice.button("🙂 4")
    home.alice.presses(tap)
    home.alice.presses(tap)
    assert [mood.level for mood in logs(home)] == [4]


def test_another_level_on_the_same_question_corrects_the_first(home: Desk) -> None:
    home.alice.says("/mood")
    four, two = home.alice.button("🙂 4"), home.alice.button("🙁 2")
    home.alice.presses(four)
    home.alice.presses(two)
    assert [mood.level for mood in logs(home)] == [2]


def test_two_questions_are_two_logs(home: Desk) -> None:
    noted(home, "🙂 4")
    home.clock.advance(timedelta(hours=1))
    noted(home, "😐 3")
    assert [mood.level for mood in logs(home)] == [3, 4]


def test_a_level_there_is_not_is_not_noted(home: Desk) -> None:
    home.alice.says("/mood")
    home.alice.makes_up(LogMood(1, 6))
    assert logs(home) == []
    noted(home)
    home.alice.makes_up("1.ml.1.0")
    assert logs(home)[0].level == 4


def test_the_level_can_be_corrected_later(home: Desk) -> None:
    noted(home)
    for label in ("More…", "Another level", "😄 5"):
        home.alice.taps(label)
    assert logs(home)[0].level == 5
    assert home.alice.toast == "Changed."


def test_reasons_are_given_and_taken_back(home: Desk) -> None:
    noted(home)
    for label in ("Reasons", "work", "sleep", "✓ work"):
        home.alice.taps(label)
    assert logs(home)[0].reasons == ("sleep",)
    home.alice.taps("That is all")
    assert "Reasons: sleep" in home.alice.last.words


def test_giving_a_reason_twice_gives_it_once(home: Desk) -> None:
    noted(home)
    home.alice.taps("Reasons")
    tap = home.alice.button("work")
    home.alice.presses(tap)
    home.alice.presses(tap)
    assert logs(home)[0].reasons == ("work",)


def test_a_reason_nobody_offered_is_not_taken(home: Desk) -> None:
    noted(home)
    home.alice.makes_up(SetReason(1, fingerprint("something else"), True))
    assert logs(home)[0].reasons == ()


def test_a_reason_of_one_s_own_is_offered_again(home: Desk) -> None:
    noted(home)
    for label in ("Reasons", "Another…"):
        home.alice.taps(label)
    home.alice.says("  Mum's <visit>  ")
    assert logs(home)[0].reasons == ("Mum's <visit>",)
    assert "✓ Mum's <visit>" in home.alice.last.labels
    home.clock.advance(timedelta(days=1))
    noted(home)
    home.alice.taps("Reasons")
    assert "Mum's <visit>" in home.alice.last.labels


def test_a_thirteenth_reason_is_refused(home: Desk) -> None:
    noted(home)
    home.do(moods.set_reasons, home.alice.me, 1, [f"reason {n}" for n in range(12)])
    home.alice.makes_up("1.mw.1")
    home.alice.says("one more")
    assert "12 is the most" in home.alice.last.words
    assert len(logs(home)[0].reasons) == 12


def test_a_note_is_written_changed_and_dropped(home: Desk) -> None:
    noted(home)
    home.alice.taps("Note")
    home.alice.says("A long walk.\nThen rain & <wind>.")
    assert logs(home)[0].note == "A long walk.\nThen rain & <wind>."
    assert "rain & <wind>" in home.alice.last.words
    home.alice.taps("Change note")
    assert "A long walk." in home.alice.last.words
    home.alice.says("Only rain.")
    assert logs(home)[0].note == "Only rain."
    for label in ("More…", "Remove note"):
        home.alice.taps(label)
    assert logs(home)[0].note is None
    assert home.alice.toast == "The note is gone."


def test_a_note_of_nothing_or_too_much_is_asked_for_again(home: Desk) -> None:
    noted(home)
    home.alice.taps("Note")
    home.alice.says("\u200b")
    assert "I see no words in that." in home.alice.last.words
    home.alice.says("x" * 2001)
    assert "That is 2001 characters; 2000 fit here." in home.alice.last.words
    home.alice.says("x" * 2000)
    assert logs(home)[0].note == "x" * 2000


def test_the_longest_note_with_the_most_reasons_can_be_shown(home: Desk) -> None:
    noted(home)
    home.do(moods.set_reasons, home.alice.me, 1, [f"{n:2}" + "😀" * 62 for n in range(12)])
    home.do(moods.set_note, home.alice.me, 1, "😀" * 2000)
    home.alice.makes_up("1.mc.1")
    assert home.alice.last.words.startswith("Noted: 4")


def test_the_list_can_show_the_longest_reasons(home: Desk) -> None:
    for _ in range(6):
        noted(home)
    for mood in logs(home):
        reasons = [f"{n:2}" + "😀" * 62 for n in range(12)]
        home.do(moods.set_reasons, home.alice.me, mood.id, reasons)
    home.alice.says("/moods")
    assert home.alice.last.words.startswith("Your moods")


def test_the_list_shows_the_latest_first_in_pages(home: Desk) -> None:
    for _ in range(8):
        noted(home)
        home.clock.advance(timedelta(minutes=1))
    home.alice.says("/moods")
    assert home.alice.last.labels[0] == "🙂 4 · Wed 4, 13:07"
    home.alice.taps("›")
    assert "2/2" in home.alice.last.labels
    assert home.alice.last.labels[:2] == ["🙂 4 · Wed 4, 13:01", "🙂 4 · Wed 4, 13:00"]
    home.alice.taps("13:00")
    assert home.alice.last.words.startswith("Noted: 4")


def test_a_deleted_mood_comes_back_from_the_bin(home: Desk) -> None:
    noted(home)
    for label in ("More…", "Delete"):
        home.alice.taps(label)
    assert logs(home) == []
    assert home.alice.toast == "In the bin for 30 days."
    home.alice.says("/bin")
    home.alice.taps("Deleted moods")
    home.alice.taps("↩ 🙂 4")
    assert [mood.level for mood in logs(home)] == [4]


def test_a_tap_on_the_question_of_a_deleted_mood_offers_it_back(home: Desk) -> None:
    home.alice.says("/mood")
    tap = home.alice.button("🙂 4")
    home.alice.presses(tap)
    for label in ("More…", "Delete"):
        home.alice.taps(label)
    home.alice.presses(tap)
    assert home.alice.last.words == "That mood is in the bin."
    home.alice.taps("Restore")
    assert [mood.level for mood in logs(home)] == [4]


def test_nothing_noted_and_an_empty_bin_are_said_plainly(home: Desk) -> None:
    home.alice.says("/moods")
    assert home.alice.last.words == "No moods noted yet."
    home.alice.makes_up("1.mb.0")
    assert home.alice.last.words == "No moods in the bin."


def test_the_lowest_level_and_no_other_offers_support_lines(home: Desk) -> None:
    noted(home, "🙁 2")
    assert "Support lines" not in home.alice.last.labels
    noted(home, "😣 1")
    home.alice.taps("Support lines")
    assert "findahelpline.com" in home.alice.last.words
    assert "I am a program and cannot help in an emergency." in home.alice.last.words


def test_without_a_yes_to_moods_the_question_is_that_yes(desk: Desk) -> None:
    desk.alice.settles_in(agreed=("goals",))
    desk.alice.says("/mood")
    assert "May I store what you tell me?" in desk.alice.last.words
    assert "✓ Only goals, no moods" in desk.alice.last.labels
    desk.alice.makes_up(LogMood(1, 4))
    assert logs(desk) == []


def test_after_the_yes_was_withdrawn_nothing_more_is_kept(home: Desk) -> None:
    noted(home)
    buttons = {label: home.alice.button(label) for label in home.alice.last.labels}
    home.alice.taps("Reasons")
    reason = home.alice.button("work")
    home.alice.makes_up(Agree(Word("goals")))
    before = logs(home)
    home.alice.says("/mood")
    for label in ("Reasons", "Note"):
        home.alice.presses(buttons[label])
        assert "May I store what you tell me?" in home.alice.last.words
    home.alice.presses(reason)
    home.alice.makes_up("1.ml.1.1")
    assert logs(home) == before


def test_a_note_begun_before_the_yes_was_withdrawn_is_not_kept(home: Desk) -> None:
    noted(home)
    home.alice.makes_up(WriteNote(1))
    home.alice.says("/privacy")
    home.alice.makes_up(Agree(Word("goals")))
    home.alice.says("a secret")
    assert "May I store what you tell me?" in home.alice.last.words
    assert logs(home)[0].note is None
    home.alice.says("/cancel")
    assert "Noted: 4" in home.alice.last.words


def test_what_was_noted_before_can_still_be_read_and_deleted(home: Desk) -> None:
    noted(home)
    home.alice.makes_up(Agree(Word("goals")))
    home.alice.says("/moods")
    home.alice.taps("🙂 4")
    for label in ("More…", "Delete"):
        home.alice.taps(label)
    assert logs(home) == []
