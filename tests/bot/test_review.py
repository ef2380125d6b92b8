"""The review of a day in the evening: what is open, how it was, one sentence at the end."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.codes.day import FinishReview, Reaction, ReviewDay, ReviewTick, SayDayMood, WriteDayNote
from domain.kinds import Once
from storage import entries, moods, people
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.databases import dump_of, rows_of

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def evening(home: Desk) -> Desk:
    """Wednesday 4 March, 18:30 in Berlin. Alice has two goals."""
    for title in ("Read", "Walk"):
        a_goal(home, title)
    home.clock.set(datetime(2026, 3, 4, 17, 30, tzinfo=UTC))
    return home


def begin(desk: Desk) -> None:
    desk.alice.says("/today")
    desk.alice.taps("Review the day")


@pytest.mark.parametrize(
    ("hour", "minute", "offered"), [(16, 59, False), (17, 0, True), (22, 59, True), (23, 0, False)]
)
def test_it_is_offered_from_six_in_the_evening_until_the_day_ends(
    home: Desk, hour: int, minute: int, offered: bool
) -> None:
    a_goal(home)
    home.clock.set(datetime(2026, 3, 4, hour, minute, tzinfo=UTC))  # an hour later in Berlin
    home.alice.says("/today")
    assert ("Review the day" in home.alice.last.labels) is offered


def test_after_midnight_it_is_still_the_evening_of_a_day_that_lasts(home: Desk) -> None:
    a_goal(home)
    home.do(people.set_day_start, home.alice.me, 240)
    home.restart()  # what is known of people is read anew
    home.clock.set(datetime(2026, 3, 5, 0, 30, tzinfo=UTC))
    begin(home)
    assert "Wednesday 4 March" in home.alice.last.words


def test_another_day_than_today_is_not_reviewed(evening: Desk) -> None:
    evening.alice.says("/today")
    evening.alice.taps("Tue 3")
    assert "Review the day" not in evening.alice.last.labels


def test_without_a_zone_nobody_knows_when_it_is_evening(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    desk.clock.set(datetime(2026, 3, 4, 19, 0, tzinfo=UTC))
    desk.alice.says("/today")
    assert "Review the day" not in desk.alice.last.labels


@pytest.mark.parametrize(
    ("label", "state"), [("⬜ Read", "done"), ("In part", "part"), ("Skip", "skipped")]
)
def test_what_is_open_is_answered_one_after_the_other(
    evening: Desk, label: str, state: str
) -> None:
    evening.do(entries.tick, evening.alice.me, 2, TODAY, entries.State.DONE)
    begin(evening)
    assert "⬜ Read" in evening.alice.last.words
    assert "Walk" not in evening.alice.last.words
    evening.alice.taps(label)
    assert "Nothing is open." in evening.alice.last.words
    assert rows_of(evening.url, "SELECT state FROM entries WHERE goal_id = 1") == [(state,)]


def test_a_budget_of_skips_is_told_before_it_is_spent(evening: Desk) -> None:
    evening.do(people.set_skip_budget, evening.alice.me, 2)
    evening.restart()  # what is known of people is read anew
    begin(evening)
    assert "2 of 2 skips left this month." in evening.alice.last.words
    evening.alice.makes_up(ReviewTick(1, TODAY, Reaction.SKIP))
    assert "1 of 2 skips left this month." in evening.alice.last.words
    evening.alice.taps("Skip")
    assert "skips left" not in evening.alice.last.words, "nothing is open that could be skipped"


def test_without_a_budget_nobody_counts_skips(evening: Desk) -> None:
    begin(evening)
    assert "left this month" not in evening.alice.last.words


def test_more_than_eight_move_up_as_they_are_answered(home: Desk) -> None:
    for number in range(10):
        a_goal(home, f"Goal {number}")
    home.clock.set(datetime(2026, 3, 4, 17, 30, tzinfo=UTC))
    begin(home)
    assert "and 2 more" in home.alice.last.words
    home.alice.taps("⬜ Goal 0")
    assert "⬜ Goal 8" in home.alice.last.labels
    assert "and 1 more" in home.alice.last.words


def test_a_mood_of_the_whole_day_is_one_tap_and_a_second_thought_corrects_it(
    evening: Desk,
) -> None:
    begin(evening)
    assert "How was the whole day?" in evening.alice.last.words
    for face in ("🙁 2", "🙂 4"):
        evening.alice.taps(face)
        assert evening.alice.toast == "Noted."
    assert "The whole day: 4, pleasant." in evening.alice.last.words
    assert "✓ 🙂 4" in evening.alice.last.labels
    assert rows_of(evening.url, "SELECT level, kind FROM mood_logs") == [(4, "day")]


def test_a_note_leads_back_to_the_review(evening: Desk) -> None:
    begin(evening)
    assert "Note" not in evening.alice.last.labels
    evening.alice.taps("🙂 4")
    evening.alice.taps("Note")
    evening.alice.says("Long, and good")
    assert "Long, and good" in evening.alice.last.words
    assert "⬜ Read" in evening.alice.last.labels
    evening.alice.taps("Change note")
    evening.alice.taps("Remove note")
    assert "Long, and good" not in evening.alice.last.words


def test_a_note_without_a_mood_asks_for_the_mood_first(evening: Desk) -> None:
    evening.alice.says("/help")
    evening.alice.makes_up(WriteDayNote(TODAY))
    assert "How was the whole day?" in evening.alice.last.words


def test_the_lowest_level_has_support_lines(evening: Desk) -> None:
    begin(evening)
    evening.alice.taps("😣 1")
    assert "Support lines" in evening.alice.last.labels


def test_who_keeps_no_moods_is_not_asked_for_one(desk: Desk) -> None:
    desk.alice.settles_in(agreed=("goals",))
    a_goal(desk)
    desk.clock.set(datetime(2026, 3, 4, 17, 30, tzinfo=UTC))
    begin(desk)
    assert "How was the whole day?" not in desk.alice.last.words
    assert desk.alice.last.labels == ["⬜ Read", "In part", "Skip", "← Back", "Finish"]


def test_it_ends_with_one_calm_sentence(evening: Desk) -> None:
    begin(evening)
    evening.alice.taps("Finish")
    assert evening.alice.last.words == "That was the day. What is open may stay so. Rest well."
    for goal in (1, 2):
        evening.alice.makes_up(ReviewTick(goal, TODAY, Reaction.DONE))
    evening.alice.makes_up(FinishReview(TODAY))
    assert evening.alice.last.words == "That was the day. Rest well."


def test_a_one_time_goal_past_its_date_is_answered_for_its_own_day(home: Desk) -> None:
    a_goal(home, "Rent", schedule=Once(), target=TODAY)
    home.clock.set(datetime(2026, 3, 5, 18, 0, tzinfo=UTC))
    home.alice.says("/help")
    home.alice.makes_up(ReviewDay(TOMORROW))
    home.alice.taps("Rent")
    assert "Thursday 5 March" in home.alice.last.words
    done = rows_of(home.url, "SELECT CAST(day AS TEXT) FROM entries WHERE state = 'done'")
    assert done == [("2026-03-04",)]


@pytest.mark.parametrize("code", [ReviewDay(TOMORROW), SayDayMood(TOMORROW, 3)], ids=str)
def test_a_day_ahead_is_not_reviewed(evening: Desk, code: ReviewDay | SayDayMood) -> None:
    evening.alice.says("/help")
    evening.alice.makes_up(code)
    assert "I cannot find that any more." in evening.alice.toast


def test_a_mood_in_the_bin_says_so(evening: Desk) -> None:
    begin(evening)
    evening.alice.taps("🙂 4")
    evening.do(moods.remove, evening.alice.me, 1)
    evening.alice.makes_up(SayDayMood(TODAY, 3))
    assert "That mood is in the bin." in evening.alice.last.words


def test_eight_of_the_longest_names_fit(home: Desk) -> None:
    for number in range(9):
        a_goal(home, f"{number}" + "😀" * 254)
    home.clock.set(datetime(2026, 3, 4, 17, 30, tzinfo=UTC))
    begin(home)
    home.alice.taps("😣 1")
    home.alice.taps("Note")
    home.alice.says("😀" * 1000)
    assert "Finish" in home.alice.last.labels


def test_charlie_reviews_only_charlies_day(evening: Desk) -> None:
    begin(evening)
    evening.alice.taps("🙂 4")
    evening.charlie.settles_in()
    evening.charlie.says("/help")
    before = dump_of(evening.url)
    evening.charlie.makes_up(ReviewTick(1, TODAY, Reaction.DONE))
    evening.charlie.makes_up(ReviewDay(TODAY))
    assert "Read" not in evening.charlie.last.words
    assert "4, pleasant" not in evening.charlie.last.words
    after = dump_of(evening.url)
    assert (after["entries"], after["mood_logs"]) == (before["entries"], before["mood_logs"])
