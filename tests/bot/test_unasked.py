"""What comes by itself about no goal: the overviews without a sound, and the question how one is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.codes.own_reminders import AnswerMood
from bot.texts.digests import MOST
from domain.quiet import QuietHours
from storage import erasing, moods, own_reminders, pauses, people, reviews
from storage.pauses import Scope
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.bot.test_digests import SUNDAY, SUNDAY_AT_SIX, a_week
from tests.databases import rows_of

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
AT_EIGHT = datetime(2026, 3, 5, 7, tzinfo=UTC)
FIRSTS = {
    "month": datetime(2026, 4, 1, 16, tzinfo=UTC),
    "year": datetime(2027, 1, 1, 17, tzinfo=UTC),
}
AT_NINE_IN_THE_EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)
"""In Berlin."""


def at(home: Desk, instant: datetime) -> None:
    """It is then, and the clock beats."""
    home.clock.set(instant)
    home.beats()


def fates(home: Desk) -> Sequence[tuple[object, ...]]:
    return rows_of(home.url, "SELECT kind, state, why FROM outbox ORDER BY due_at, id")


def silently(home: Desk) -> list[bool]:
    """Of what was sent, whether it made no sound."""
    sent = home.telegram.made("sendMessage", "sendPhoto")
    return [bool(call.payload.get("disable_notification")) for call in sent]


def weekly(home: Desk) -> None:
    home.do(own_reminders.set_week, home.alice.me, 6, 18 * 60)


def test_the_week_comes_by_itself_and_without_a_sound(home: Desk) -> None:
    weekly(home)
    at(home, SUNDAY_AT_SIX - MINUTE)
    a_week(home)
    assert home.alice.id not in home.telegram.chats
    at(home, SUNDAY_AT_SIX)
    assert home.alice.last.words.startswith("Week 10, Mon 2 to Sun 8\n5 of 5 days recorded.")
    assert home.alice.last.labels == ["Month", "Change time", "Stop"]
    assert silently(home) == [True]
    assert len(home.alice.last.words) <= MOST
    at(home, SUNDAY_AT_SIX + 6 * DAY)
    assert len(home.alice.chat) == 1


def test_it_comes_week_after_week_until_two_were_empty(home: Desk) -> None:
    weekly(home)
    a_week(home)
    at(home, SUNDAY_AT_SIX)
    at(home, SUNDAY_AT_SIX + 7 * DAY)
    assert "Nothing is recorded. Add a day if you like" in home.alice.last.words
    at(home, SUNDAY_AT_SIX + 14 * DAY)
    assert len(home.alice.chat) == 2
    assert fates(home) == [
        ("week", "sent", None),
        ("week", "sent", None),
        ("week", "dropped", "empty"),
    ]


def test_it_does_not_come_while_everything_rests(home: Desk) -> None:
    weekly(home)
    a_week(home)
    home.do(pauses.begin, home.alice.me, Scope(), SUNDAY, None)
    at(home, SUNDAY_AT_SIX)
    assert fates(home) == [("week", "dropped", "paused")]


def test_stopped_on_the_message_it_comes_no_more_and_can_be_had_back(home: Desk) -> None:
    weekly(home)
    a_week(home)
    at(home, SUNDAY_AT_SIX)
    home.alice.taps("Stop")
    assert len(home.alice.chat) == 2  # what was told stays
    assert home.alice.last.words.startswith("I send it no more. A tap on a time has it back.")
    at(home, SUNDAY_AT_SIX + 7 * DAY)
    assert len(home.alice.chat) == 2
    home.alice.taps("18:00")
    home.do(moods.log, home.alice.me, "x", 3)
    at(home, SUNDAY_AT_SIX + 14 * DAY)
    assert home.alice.last.words.startswith("Week 12")


def test_its_time_is_changed_from_the_message(home: Desk) -> None:
    weekly(home)
    a_week(home)
    at(home, SUNDAY_AT_SIX)
    home.alice.taps("Change time")
    home.alice.taps("20:00")
    at(home, SUNDAY_AT_SIX + 120 * MINUTE)
    assert home.alice.last.words.startswith("Week 10")
    assert len(home.alice.chat) == 3


def test_switched_off_while_it_waited_it_is_not_sent(home: Desk) -> None:
    weekly(home)
    a_week(home)
    home.do(own_reminders.stop, home.alice.me, "week")
    home.beats()
    assert fates(home) == [("week", "dropped", "off")]


@pytest.mark.parametrize(("hours", "comes"), [(20, True), (25, False)])
def test_after_an_absence_it_is_told_within_a_day(home: Desk, hours: int, comes: bool) -> None:
    weekly(home)
    a_week(home)
    at(home, SUNDAY_AT_SIX + timedelta(hours=hours))
    assert (home.alice.id in home.telegram.chats) is comes
    if comes:
        assert home.alice.last.words.startswith("Week 10")


def test_what_was_set_inside_quiet_hours_comes_in_them(home: Desk) -> None:
    home.do(people.set_quiet_hours, home.alice.me, QuietHours(17 * 60, 7 * 60))
    weekly(home)
    a_week(home)
    at(home, SUNDAY_AT_SIX)
    assert home.alice.last.words.startswith("Week 10")


@pytest.mark.parametrize("what", ["week", "month", "year", "day", "mood"])
def test_a_discreet_message_says_nothing_until_it_is_opened(home: Desk, what: str) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    match what:
        case "week":
            weekly(home)
            a_week(home)
            at(home, SUNDAY_AT_SIX)
            closed, opened = "Your week", "Week 10"
        case "month" | "year":
            home.do(own_reminders.set_long, home.alice.me, what, 18 * 60)
            a_week(home)
            at(home, FIRSTS[what])
            closed, opened = f"Your {what}", "March 2026" if what == "month" else "2026\n"
        case "day":
            home.do(own_reminders.set_day, home.alice.me, 480)
            a_goal(home)
            at(home, AT_EIGHT)
            closed, opened = "Your day", "Read"
        case _:
            home.do(own_reminders.set_mood, home.alice.me, 480, 480)
            at(home, AT_EIGHT)
            closed, opened = "A reminder", "How are you?"
    assert home.alice.last.words == closed
    assert home.alice.last.labels == ["Show"]
    home.alice.taps("Show")
    assert len(home.alice.chat) == 1
    assert opened in home.alice.last.words


def test_a_morning_brings_what_is_due_to_be_ticked_on_the_spot(home: Desk) -> None:
    home.do(own_reminders.set_day, home.alice.me, 480)
    a_goal(home)
    at(home, AT_EIGHT)
    assert "Thursday 5 March" in home.alice.last.words
    assert home.alice.last.labels[-2:] == ["Change time", "Stop"]
    assert silently(home) == [True]
    home.alice.taps("⬜ Read")
    assert len(home.alice.chat) == 1
    home.alice.button("✅ Read")


def test_an_evening_brings_the_review_of_the_day(home: Desk) -> None:
    home.do(own_reminders.set_day, home.alice.me, 21 * 60)
    a_goal(home)
    at(home, AT_NINE_IN_THE_EVENING)
    assert "Still open. Tap a name when it is done:" in home.alice.last.words
    assert "How was the whole day?" in home.alice.last.words
    home.alice.taps("🙂 4")
    assert "The whole day: 4, pleasant." in home.alice.last.words


@pytest.mark.parametrize("how", ["done", "paused", "nothing there"])
def test_a_morning_without_anything_to_do_brings_nothing(home: Desk, how: str) -> None:
    home.do(own_reminders.set_day, home.alice.me, 480)
    if how != "nothing there":
        a_goal(home)
    if how == "done":
        home.clock.set(AT_EIGHT - MINUTE)
        home.alice.says("read")
        home.telegram.chats[home.alice.id].clear()
    if how == "paused":
        home.do(pauses.begin, home.alice.me, Scope(), TODAY, None)
    at(home, AT_EIGHT)
    why = "paused" if how == "paused" else "answered"
    assert fates(home) == [("day", "dropped", why)]


def test_an_evening_that_was_looked_over_already_brings_nothing(home: Desk) -> None:
    home.do(own_reminders.set_day, home.alice.me, 21 * 60)
    home.do(reviews.say_mood, home.alice.me, TODAY, 3, 5)
    at(home, AT_NINE_IN_THE_EVENING)
    assert fates(home) == [("day", "dropped", "answered")]


def test_the_question_is_answered_by_one_tap_and_then_added_to(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    at(home, AT_EIGHT)
    assert home.alice.last.words == (
        "How are you?\n1 is very unpleasant, 5 is very pleasant.\nThursday 5 March"
    )
    assert silently(home) == [False]
    tap = home.alice.button("🙂 4")
    for _ in range(2):
        home.alice.presses(tap)
    assert len(home.alice.chat) == 1
    assert "Noted: 4, pleasant." in home.alice.last.words
    assert {"Reasons", "Note"} <= set(home.alice.last.labels)
    assert rows_of(home.url, "SELECT level, day FROM mood_logs") == [(4, "2026-03-05")]


def test_answered_after_midnight_it_counts_for_the_day_on_the_message(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 21 * 60, 21 * 60)
    at(home, AT_NINE_IN_THE_EVENING)
    home.clock.set(AT_NINE_IN_THE_EVENING + 240 * MINUTE)
    home.alice.taps("🙁 2")
    assert rows_of(home.url, "SELECT level, day FROM mood_logs") == [(2, "2026-03-04")]
    home.alice.says("/undo")
    assert "Taken back: mood 2" in home.alice.last.words
    assert "How are you?" in home.alice.last.words


def test_a_lowest_level_shows_where_help_is(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    at(home, AT_EIGHT)
    home.alice.taps("😣 1")
    home.alice.button("Support lines")


def test_seven_levels_are_offered_to_who_chose_them(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    home.alice.says("/moods")
    for label in ("Levels, words, scales", "7 levels"):
        home.alice.taps(label)
    at(home, AT_EIGHT)
    home.alice.taps("😊 6")
    assert "Noted: 6 of 7" in home.alice.last.words


def test_it_joins_the_goals_of_that_time_and_both_are_answered_there(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 485, 485)
    a_goal(home, reminders=(480,))
    at(home, AT_EIGHT)
    assert "Read, 08:00" in home.alice.last.words
    assert "How are you?" in home.alice.last.words
    home.alice.taps("🙂 4")
    assert "Noted: 4, pleasant." in home.alice.last.words
    home.alice.button("✓ 🙂 4")
    home.alice.taps("⬜ Read")
    assert "Noted: 4, pleasant." in home.alice.last.words
    assert "Read, 08:00: Done" in home.alice.last.words
    assert len(home.alice.chat) == 1


@pytest.mark.parametrize(("minutes", "why"), [(59, "noted"), (61, None)])
def test_who_noted_a_mood_shortly_before_is_not_asked(
    home: Desk, minutes: int, why: str | None
) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    home.clock.set(AT_EIGHT - minutes * MINUTE)
    home.do(moods.log, home.alice.me, "x", 3)
    at(home, AT_EIGHT)
    assert [one[2] for one in fates(home)] == [why]


def test_a_mood_within_the_window_is_the_answer_of_that_day(home: Desk) -> None:
    home.clock.set(AT_EIGHT + 61 * MINUTE)
    home.do(own_reminders.set_mood, home.alice.me, 9 * 60, 21 * 60)
    home.do(moods.log, home.alice.me, "x", 3)
    for hour in range(2, 14):
        at(home, AT_EIGHT + timedelta(hours=hour))
    assert fates(home) == [("mood", "dropped", "noted")]


def test_the_random_moment_lies_in_its_window_each_day(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 9 * 60, 21 * 60)
    begin = datetime(2026, 3, 5, 8, tzinfo=UTC)
    for day in range(5):
        at(home, begin + day * DAY - MINUTE)
        before = len(fates(home))
        for hour in range(13):
            at(home, begin + day * DAY + timedelta(hours=hour))
        assert len(fates(home)) == before + 1


def test_whoever_withdrew_the_consent_is_asked_nothing(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    home.do(people.agree, home.alice.me, frozenset({"goals"}))
    at(home, AT_EIGHT)
    assert home.alice.id not in home.telegram.chats


def test_who_was_erased_hears_nothing(home: Desk) -> None:
    weekly(home)
    a_week(home)
    home.do(erasing.erase, home.alice.id, b"salt")
    at(home, SUNDAY_AT_SIX)
    assert home.alice.id not in home.telegram.chats


def test_charlie_answers_nothing_of_alices(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 480, 480)
    at(home, AT_EIGHT)
    home.charlie.settles_in()
    home.charlie.makes_up(AnswerMood(1, 4))
    assert rows_of(home.url, "SELECT 1 FROM mood_logs") == []


def test_a_week_without_a_zone_waits_for_it(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    weekly(desk)
    at(desk, SUNDAY_AT_SIX + DAY)
    assert fates(desk) == []


def test_of_a_window_over_midnight_the_question_names_the_day_the_answer_counts_for(
    home: Desk,
) -> None:
    home.do(own_reminders.set_mood, home.alice.me, 23 * 60 + 59, 6 * 60)
    for minutes in range(3 * 60, 10 * 60, 10):
        at(home, AT_NINE_IN_THE_EVENING + minutes * MINUTE)
    assert "Thursday 5 March" in home.alice.last.words
    home.alice.taps("😐 3")
    assert rows_of(home.url, "SELECT day FROM mood_logs") == [("2026-03-05",)]


def test_asked_a_little_before_its_day_it_can_be_answered_at_once(home: Desk) -> None:
    a_goal(home, reminders=(23 * 60 + 50,))
    home.do(own_reminders.set_mood, home.alice.me, 5, 5)
    at(home, AT_NINE_IN_THE_EVENING + 170 * MINUTE)
    home.alice.taps("😐 3")
    assert rows_of(home.url, "SELECT day FROM mood_logs") == [("2026-03-04",)]
