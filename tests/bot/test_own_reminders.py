"""What comes by itself, in the chat: switched on, moved, stopped, and taken back."""

import pytest

from bot.codes.own_reminders import (
    SendDay,
    SendLong,
    SendMood,
    SendWeek,
    StopOwnReminder,
    TypeOwnTime,
)
from bot.wire import Word
from domain.bells import Bell
from domain.quiet import QuietHours
from storage import own_reminders, people
from tests.bot.desk import Desk
from tests.bot.homes import a_goal

NIGHT = QuietHours(22 * 60, 7 * 60)


def bells(home: Desk) -> dict[str, Bell]:
    """What is switched on, and when."""
    there = home.look(own_reminders.every, home.alice.me)
    return {what: one.bell for what, one in there.items() if one.speaks}


def opens(home: Desk, *labels: str) -> None:
    home.alice.says("/settings")
    for label in ("What I send by myself", *labels):
        home.alice.taps(label)


def test_nothing_comes_before_it_is_switched_on(home: Desk) -> None:
    opens(home)
    assert home.alice.last.words == (
        "What I send by myself\nNothing of it comes before you switch it on.\n\n"
        "Weekly overview: off\nMonthly overview: off\nYearly overview: off\n"
        "Daily overview: off\nHow you are: off"
    )
    assert bells(home) == {}


def test_the_weekly_overview_is_set_by_its_day_and_its_time(home: Desk) -> None:
    opens(home, "Weekly overview", "Fri")
    assert "Weekly overview: Friday, 18:00" in home.alice.last.words
    home.alice.taps("20:00")
    assert "Weekly overview: Friday, 20:00" in home.alice.last.words
    assert {"✓ Fri", "✓ 20:00"} <= set(home.alice.last.labels)
    assert bells(home) == {"week": Bell(1200, weekdays=1 << 4)}


@pytest.mark.parametrize(
    ("what", "name", "day"),
    [("month", "Monthly overview", "on the 1st"), ("year", "Yearly overview", "on 1 January")],
)
def test_a_month_and_a_year_are_set_by_their_time_alone(
    home: Desk, what: str, name: str, day: str
) -> None:
    opens(home, name, "18:00")
    assert f"{name}: {day}, 18:00" in home.alice.last.words
    assert "✓ 18:00" in home.alice.last.labels
    home.alice.taps("Undo")
    assert f"Taken back: when I send you your {what}." in home.alice.last.words
    opens(home, name, "Another time")
    home.alice.says("7:15")
    assert bells(home) == {what: Bell(435)}
    home.alice.taps("Off")
    assert bells(home) == {}


def test_weekdays_stand_in_the_order_of_the_persons_week(home: Desk) -> None:
    home.do(people.set_first_weekday, home.alice.me, 6)
    opens(home, "Weekly overview")
    assert home.alice.last.labels[:7] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def test_the_daily_overview_is_set_by_a_tap(home: Desk) -> None:
    opens(home, "Daily overview", "08:00")
    assert "Daily overview: at 08:00" in home.alice.last.words
    assert bells(home) == {"day": Bell(480)}


def test_the_question_comes_at_a_time_or_at_a_random_moment(home: Desk) -> None:
    opens(home, "How you are", "20:30")
    assert "How you are: at 20:30" in home.alice.last.words
    home.alice.taps("09:00–21:00")
    assert "How you are: between 09:00 and 21:00" in home.alice.last.words
    assert bells(home) == {"mood": Bell(540, 1260)}


@pytest.mark.parametrize(
    ("what", "typed", "bell"),
    [
        ("Weekly overview", "7:15", Bell(435, weekdays=1 << 6)),
        ("Daily overview", "half past six pm, or so", None),
        ("Daily overview", "6:30 pm", Bell(1110)),
        ("How you are", "20:30", Bell(1230)),
        ("How you are", "10-20", Bell(600, 1200)),
        ("How you are", "10:00 and 20:00", Bell(600, 1200)),
        ("How you are", "between 09:00 and 21:00", Bell(540, 1260)),
        ("How you are", "from 9 to 21", Bell(540, 1260)),
        ("How you are", "22-2", Bell(1320, 120)),
        ("How you are", "9, 12 and 20", None),
    ],
)
def test_another_time_is_typed(home: Desk, what: str, typed: str, bell: Bell | None) -> None:
    opens(home, what, "Another time")
    home.alice.says(typed)
    assert list(bells(home).values()) == ([bell] if bell else [])
    if bell is None:
        home.alice.taps("Cancel")
        assert f"{what}: off" in home.alice.last.words


def test_a_window_that_ends_at_midnight_is_no_time_of_its_own(home: Desk) -> None:
    opens(home, "How you are", "Another time")
    home.alice.says("20:30-0:00")
    assert "How you are: between 20:30 and 00:00" in home.alice.last.words
    assert "20:30" in home.alice.last.labels


def test_switched_off_it_says_how_to_have_it_back(home: Desk) -> None:
    opens(home, "Daily overview", "08:00")
    home.alice.taps("Off")
    assert home.alice.last.words.startswith("I send it no more. A tap on a time has it back.")
    assert "Off" not in home.alice.last.labels
    assert bells(home) == {}
    home.alice.taps("08:00")
    assert bells(home) == {"day": Bell(480)}


def test_it_can_be_taken_back_and_is_told_in_words(home: Desk) -> None:
    opens(home, "Weekly overview", "Fri")
    home.alice.taps("20:00")
    home.alice.taps("Undo")
    assert "Taken back: when I send you your week." in home.alice.last.words
    assert bells(home) == {"week": Bell(1080, weekdays=1 << 4)}
    home.alice.taps("Undo the one before")
    assert bells(home) == {}


def test_quiet_hours_are_spoken_of_where_a_time_lies_in_them(home: Desk) -> None:
    home.do(people.set_quiet_hours, home.alice.me, NIGHT)
    opens(home, "Daily overview", "Another time")
    home.alice.says("6:00")
    assert "In your quiet hours: 06:00. It comes all the same." in home.alice.last.words
    home.alice.taps("08:00")
    assert "quiet hours" not in home.alice.last.words


def test_without_a_zone_it_says_what_it_waits_for(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    opens(desk, "Daily overview", "08:00")
    assert "It comes once I know your time zone." in desk.alice.last.words
    desk.alice.button("Set my time zone")


def test_who_keeps_no_moods_is_not_offered_the_question(desk: Desk) -> None:
    desk.alice.settles_in(agreed=("goals",))
    opens(desk)
    assert "How you are" not in desk.alice.last.labels
    for code in (SendMood(600, 600), TypeOwnTime(Word("mood"))):
        desk.alice.makes_up(code)
        assert "May I store what you tell me?" in desk.alice.last.words
    assert bells(desk) == {}


def test_a_week_that_was_asked_for_offers_to_come_by_itself(home: Desk) -> None:
    home.alice.says("/week")
    home.alice.taps("Every week by itself")
    assert len(home.alice.chat) == 2
    assert "Weekly overview: Sunday, 18:00" in home.alice.last.words
    home.alice.says("/week")
    home.alice.taps("Stop")
    assert bells(home) == {}
    home.alice.says("/week")
    home.alice.button("Every week by itself")


def test_where_the_first_minutes_end_it_is_offered_until_it_was_chosen(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/start")
    home.alice.taps("Send me a weekly overview")
    assert bells(home) == {"week": Bell(1080, weekdays=1 << 6)}
    home.alice.taps("Off")
    home.alice.says("/start")
    assert "Send me a weekly overview" not in home.alice.last.labels


def test_a_first_goal_brings_the_offer_along(home: Desk) -> None:
    home.alice.says("/start")
    home.alice.taps("Read")
    home.alice.button("Send me a weekly overview")
    home.alice.taps("⬜ Read")
    assert "Send me a weekly overview" not in home.alice.last.labels


def test_the_list_of_reminders_names_them_and_leads_to_each(home: Desk) -> None:
    home.do(own_reminders.set_week, home.alice.me, 6, 1080)
    home.alice.says("/reminders")
    assert "Weekly overview, Sunday, 18:00: next Sunday 8 March" in home.alice.last.words
    home.alice.taps("Change")
    assert "What was recorded, in a few lines, once a week." in home.alice.last.words


def test_charlie_stops_and_sets_only_his_own(home: Desk) -> None:
    home.do(own_reminders.set_day, home.alice.me, 480)
    home.charlie.settles_in()
    made_up = (SendWeek(9, 600), SendDay(2**40), SendLong(Word("week"), 600))
    for code in (StopOwnReminder(Word("day")), SendDay(600), *made_up):
        home.charlie.makes_up(code)
    assert bells(home) == {"day": Bell(480)}
    assert set(home.look(own_reminders.every, home.charlie.me)) == {"day"}
