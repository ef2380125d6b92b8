"""What may be added to a mood: each a tap or a word, none of it asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.moods import SetEmotion, SetEnergy, SetMark
from bot.codes.settings import Agree
from bot.texts.mood_levels import fingerprint
from bot.wire import Word
from storage import mood_details, moods, people, scales
from storage.mood_rows import MoodView
from tests.bot.desk import Desk


@pytest.fixture
def noted(home: Desk) -> Desk:
    """Alice has noted a 4, and sees what else there is to say."""
    home.alice.says("/mood")
    for label in ("🙂 4", "More…"):
        home.alice.taps(label)
    return home


def mood(desk: Desk) -> MoodView:
    return desk.look(moods.view, desk.alice.me, 1)


def test_the_first_card_offers_little_and_more_is_a_tap_away(noted: Desk) -> None:
    noted.alice.taps("← Back")
    assert noted.alice.last.labels == ["Reasons", "Note", "More…", "All moods"]
    noted.alice.taps("More…")
    assert noted.alice.last.labels == [
        *("Feelings", "Energy", "New scale…", "When…", "The whole day"),
        *("Another level", "My words", "Delete", "← Back"),
    ]
    assert noted.alice.last.words == "Noted: 4, pleasant.\n\nWed 4, 13:00"


def test_energy_is_one_tap_and_can_be_taken_away(noted: Desk) -> None:
    for label in ("Energy", "2"):
        noted.alice.taps(label)
    assert "Energy: 2 of 5" in noted.alice.last.words
    noted.alice.taps("Energy")
    assert noted.alice.last.labels == ["1", "✓ 2", "3", "4", "5", "Take it away", "← Back"]
    noted.alice.taps("Take it away")
    assert mood(noted).energy is None
    assert "Energy:" not in noted.alice.last.words


def test_feelings_are_given_and_taken_back(noted: Desk) -> None:
    for label in ("Feelings", "calm", "tired", "✓ calm", "That is all"):
        noted.alice.taps(label)
    assert mood(noted).emotions == ("tired",)
    assert "Feelings: tired" in noted.alice.last.words


def test_a_word_for_a_feeling_is_kept_as_typed_and_offered_again(noted: Desk) -> None:
    for label in ("Feelings", "Another…"):
        noted.alice.taps(label)
    noted.alice.says(" <i>so</i>\x00 \n la la ")
    assert mood(noted).emotions == ("<i>so</i> la la",)
    assert "✓ <i>so</i> la la" in noted.alice.last.labels
    noted.clock.advance(timedelta(days=1))
    noted.alice.says("/mood")
    for label in ("😐 3", "More…", "Feelings"):
        noted.alice.taps(label)
    assert noted.alice.last.labels[0] == "<i>so</i> la la"


def test_the_same_feeling_in_another_case_is_the_same_feeling(noted: Desk) -> None:
    for label in ("Feelings", "calm", "Another…"):
        noted.alice.taps(label)
    noted.alice.says("CALM")
    assert mood(noted).emotions == ("calm",)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("\u200b", "I see no words"), ("x" * 65, "That is 65 characters; 64 fit here.")],
)
def test_a_feeling_that_cannot_be_kept_is_asked_for_again(
    noted: Desk, words: str, answer: str
) -> None:
    for label in ("Feelings", "Another…"):
        noted.alice.taps(label)
    noted.alice.says(words)
    assert answer in noted.alice.last.words
    assert mood(noted).emotions == ()


def test_a_thirteenth_feeling_is_refused(noted: Desk) -> None:
    twelve = tuple(f"feeling {n}" for n in range(12))
    noted.do(mood_details.set_emotions, noted.alice.me, 1, twelve)
    for label in ("Feelings", "Another…"):
        noted.alice.taps(label)
    noted.alice.says("one more")
    assert "12 is the most" in noted.alice.last.words
    assert mood(noted).emotions == twelve


def test_the_whole_day_is_said_and_taken_back(noted: Desk) -> None:
    noted.alice.taps("The whole day")
    assert "Wed 4, the whole day" in noted.alice.last.words
    noted.alice.taps("Only that moment")
    assert "Wed 4, 13:00" in noted.alice.last.words
    assert not mood(noted).whole_day


# --- When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tapped", "shown"),
    [
        ("An hour ago", "Wed 4, 12:00"),
        ("This morning", "Wed 4, 08:00"),
        ("At noon", "Wed 4, 12:00"),
        ("Yesterday morning", "Tue 3, 08:00 (noted later)"),
        ("Yesterday evening", "Tue 3, 19:00 (noted later)"),
    ],
)
def test_a_tap_says_when_it_was(noted: Desk, tapped: str, shown: str) -> None:
    for label in ("When…", tapped):
        noted.alice.taps(label)
    assert shown in noted.alice.last.words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("9:30", "Wed 4, 09:30"),
        ("٩:٣٠", "Wed 4, 09:30"),
        ("23:00", "Tue 3, 23:00 (noted later)"),
        ("yesterday 9pm", "Tue 3, 21:00 (noted later)"),
        ("monday", "Mon 2, 12:00 (noted later)"),
        ("25 Feb", "Wednesday 25 February, 12:00 (noted later)"),
        ("5 dec 18:00", "Friday 5 December 2025, 18:00 (noted later)"),
    ],
)
def test_a_time_or_a_day_can_be_typed_and_is_echoed(noted: Desk, typed: str, shown: str) -> None:
    noted.alice.taps("When…")
    noted.alice.says(typed)
    assert shown in noted.alice.last.words
    assert mood(noted).late is ("later" in shown)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("25:00", "There is no such time."),
        ("tomorrow", "That is still to come."),
        ("today 13:01", "That is still to come."),
        ("5 march 2027", "That is still to come."),
        ("31 feb", "There is no such day. Did you mean Saturday 28 February?"),
        ("3/4", "That can be read two ways"),
        ("once upon a time", "I cannot read that."),
        ("\u200b", "I see no words"),
        ("x" * 4096, "characters; 64 fit here"),
    ],
)
def test_when_it_cannot_have_been_is_said_kindly_and_asked_again(
    noted: Desk, typed: str, answer: str
) -> None:
    before = mood(noted)
    noted.alice.taps("When…")
    noted.alice.says(typed)
    assert answer in noted.alice.last.words
    assert "When was it?" in noted.alice.last.words
    assert mood(noted) == before
    noted.alice.says("9:30")
    assert "Wed 4, 09:30" in noted.alice.last.words


def test_one_of_two_days_that_were_meant_is_chosen_by_a_tap(noted: Desk) -> None:
    noted.alice.taps("When…")
    noted.alice.says("2/3")
    noted.alice.taps("Monday 2 March")
    assert mood(noted).day == date(2026, 3, 2)


def test_the_time_that_was_typed_with_an_unclear_day_is_kept(noted: Desk) -> None:
    noted.alice.taps("When…")
    noted.alice.says("2/3 20:30")
    noted.alice.taps("Monday 2 March")
    assert "Mon 2, 20:30 (noted later)" in noted.alice.last.words


@pytest.mark.parametrize(
    "value", ["20260305", "20260304-1140", "20260303-1440", "20260303-7x", "20260231", "x", ""]
)
def test_a_moment_nobody_offered_is_not_taken(noted: Desk, value: str) -> None:
    before = mood(noted)
    noted.alice.taps("When…")
    noted.alice.makes_up(f"1.qa.felt.1.when.{value}")
    assert mood(noted) == before
    assert "When was it?" in noted.alice.last.words


def test_a_button_tapped_after_midnight_means_what_it_meant(noted: Desk) -> None:
    noted.alice.taps("When…")
    tap = noted.alice.button("Yesterday evening")
    noted.clock.advance(timedelta(hours=12))
    noted.alice.presses(tap)
    assert mood(noted).felt_at == datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


def test_what_is_noted_late_at_night_is_of_the_day_that_has_not_ended(noted: Desk) -> None:
    noted.do(people.set_day_start, noted.alice.me, 240)
    noted.restart()
    noted.alice.taps("When…")
    noted.alice.says("1:00")
    assert mood(noted).day == date(2026, 3, 3)
    assert "Tue 3, 01:00" in noted.alice.last.words


def test_a_whole_day_can_be_noted_for_yesterday(noted: Desk) -> None:
    noted.alice.taps("The whole day")
    noted.alice.taps("When…")
    noted.alice.says("yesterday")
    assert "Tue 3, the whole day (noted later)" in noted.alice.last.words
    noted.alice.says("/moods")
    assert noted.alice.last.labels[0] == "🙂 4 · Tue 3"


# --- Scales of one's own ------------------------------------------------------------------------


def test_a_scale_is_made_once_and_then_a_row_of_digits(noted: Desk) -> None:
    noted.alice.taps("New scale…")
    noted.alice.says("Sleep")
    noted.alice.taps("1–10")
    assert noted.alice.last.words == "Sleep, from 1 to 10?"
    noted.alice.taps("7")
    assert "Sleep: 7/10" in noted.alice.last.words
    noted.alice.taps("Sleep")
    assert "✓ 7" in noted.alice.last.labels
    noted.alice.taps("Take it away")
    assert mood(noted).marks == ()


def test_the_end_of_a_scale_can_be_typed_in_any_digits(noted: Desk) -> None:
    noted.alice.taps("New scale…")
    noted.alice.says("Pain")
    for typed in ("7", "many", "1e1", "٠"):
        noted.alice.says(typed)
        assert "How far shall Pain go?" in noted.alice.last.words
    noted.alice.says("١٠")
    assert [scale.top for scale in noted.look(scales.every, noted.alice.me)] == [10]


def test_a_scale_there_was_is_not_made_twice(noted: Desk) -> None:
    noted.do(scales.make, noted.alice.me, "Sleep", 5)
    noted.alice.taps("New scale…")
    noted.alice.says("SLEEP")
    assert noted.alice.last.words == "Sleep, from 1 to 5?"
    assert len(noted.look(scales.every, noted.alice.me)) == 1


@pytest.mark.parametrize(("name", "answer"), [(" \x00 ", "no words"), ("x" * 65, "64 fit here")])
def test_a_scale_is_called_something_short(noted: Desk, name: str, answer: str) -> None:
    noted.alice.taps("New scale…")
    noted.alice.says(name)
    assert answer in noted.alice.last.words
    assert noted.look(scales.every, noted.alice.me) == ()


def test_a_thirteenth_scale_is_refused(noted: Desk) -> None:
    for number in range(12):
        noted.do(scales.make, noted.alice.me, f"Scale {number}", 5)
    noted.alice.taps("New scale…")
    noted.alice.says("One more")
    noted.alice.taps("1–5")
    assert "12 is the most" in noted.alice.last.words


def test_a_scale_is_put_out_of_sight_and_back(noted: Desk) -> None:
    noted.do(scales.make, noted.alice.me, "Sleep", 5)
    noted.do(mood_details.set_mark, noted.alice.me, 1, 1, 4)
    noted.alice.says("/moods")
    for label in ("Levels, words, scales", "Sleep 1–5", "Offer it no more"):
        noted.alice.taps(label)
    assert "is offered no more. What was noted on it stays." in noted.alice.last.words
    noted.alice.makes_up("1.mD.1")
    assert "Sleep" not in noted.alice.last.labels
    assert "Sleep: 4/5" in noted.alice.last.words
    for made_up in ("1.mG.1.1", "1.mg.1.1.2"):
        noted.alice.makes_up(made_up)
        assert "cannot find that any more" in noted.alice.toast
    noted.alice.makes_up("1.mI.1")
    noted.alice.taps("Offer it again")
    noted.alice.makes_up("1.mD.1")
    assert "Sleep" in noted.alice.last.labels


# --- Made up, withdrawn, too much ---------------------------------------------------------------


def test_what_nobody_offered_is_not_taken(noted: Desk) -> None:
    noted.do(scales.make, noted.alice.me, "Sleep", 5)
    before = mood(noted)
    for code in (
        SetEnergy(1, 6),
        SetMark(1, 1, 6),
        SetMark(1, 2, 1),
        SetEmotion(1, fingerprint("never said"), True),
    ):
        noted.alice.makes_up(code)
        assert mood(noted) == before


def test_after_the_yes_was_withdrawn_nothing_more_is_kept(noted: Desk) -> None:
    noted.do(scales.make, noted.alice.me, "Sleep", 5)
    noted.alice.makes_up("1.mD.1")
    buttons = [noted.alice.button(label) for label in noted.alice.last.labels[:-2]]
    noted.alice.makes_up(Agree(Word("goals")))
    before = mood(noted)
    for tap in buttons:
        noted.alice.presses(tap)
        assert "May I store what you tell me?" in noted.alice.last.words
    for made_up in ("1.me.1.2", "1.mf.1.5.1", "1.mk.1.1", "1.mg.1.1.1"):
        noted.alice.makes_up(made_up)
    assert mood(noted) == before


def test_nothing_is_asked_about_a_mood_in_the_bin(noted: Desk) -> None:
    details = [noted.alice.button(label) for label in ("When…", "New scale…")]
    noted.alice.taps("Delete")
    for tap in details:
        noted.alice.presses(tap)
        assert noted.alice.last.words == "That mood is in the bin."
    noted.alice.makes_up("1.mD.1")
    assert noted.alice.last.labels == ["Restore", "All moods"]


def test_the_most_that_can_be_said_of_a_mood_can_be_shown(noted: Desk) -> None:
    me = noted.alice.me
    for number in range(12):
        name = f"{number:2}" + "😀" * 62
        noted.do(scales.make, me, name, 10)
        noted.do(mood_details.set_mark, me, 1, number + 1, 10)
    twelve = tuple(f"{n:2}" + "😀" * 62 for n in range(12))
    noted.do(moods.set_reasons, me, 1, twelve)
    noted.do(mood_details.set_emotions, me, 1, twelve)
    noted.do(mood_details.set_energy, me, 1, 5)
    noted.do(moods.set_note, me, 1, "😀" * 2000)
    for code in ("1.mD.1", "1.mc.1", "1.mF.1", "1.mS", "1.mG.1.3", "1.mI.3"):
        noted.alice.makes_up(code)
        assert any("😀" in each for each in (noted.alice.last.text, *noted.alice.last.labels))
