"""Another zone that makes it another day: now, or when the day is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage import moves
from tests.bot.desk import Desk
from tests.bot.homes import a_goal

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)
"""Wednesday, nine in the evening in Berlin; in Tokyo it is five on Thursday morning."""

NIGHT = datetime(2026, 3, 5, 1, tzinfo=UTC)
"""Thursday, two in the night in Berlin; in New York it is still Wednesday."""


def moves_to(home: Desk, city: str) -> None:
    for label in ("Time zone", city, "Yes"):
        if label == "Time zone":
            home.alice.says("/settings")
        home.alice.taps(label)


def test_where_the_day_stays_the_same_nothing_is_asked(home: Desk) -> None:
    moves_to(home, "Tokyo")
    assert "Time zone: Tokyo (21:00 now)" in home.alice.last.words


def test_where_it_is_tomorrow_already_the_person_says_when(home: Desk) -> None:
    home.clock.set(EVENING)
    moves_to(home, "Tokyo")
    assert home.alice.last.words == (
        "In Tokyo it is Thursday 5 March already, and your Wednesday is not over yet.\n\n"
        "When shall I change your time zone?"
    )
    assert home.alice.me.zone == "Europe/Berlin"
    home.alice.taps("Now")
    assert "Time zone: Tokyo (05:00 now)" in home.alice.last.words
    assert home.alice.me.day_of(EVENING) == date(2026, 3, 5)


def test_where_it_is_still_yesterday_the_person_says_when(home: Desk) -> None:
    home.clock.set(NIGHT)
    moves_to(home, "New York")
    assert "In New York it is still Wednesday 4 March, which you" in home.alice.last.words
    home.alice.taps("When Thursday is over")
    assert home.alice.me.day_of(NIGHT) == date(2026, 3, 5)


def test_later_stands_in_the_settings_and_happens_by_itself(home: Desk) -> None:
    home.clock.set(EVENING)
    moves_to(home, "Tokyo")
    home.alice.taps("When Wednesday is over")
    assert "Time zone: Berlin (21:00 now)" in home.alice.last.words
    assert "Time zone Tokyo: from Thursday, 00:00" in home.alice.last.words
    home.clock.set(EVENING + timedelta(hours=3))
    home.alice.says("/settings")
    assert "Time zone: Tokyo (08:00 now)" in home.alice.last.words, "before anything is written"
    home.beats()
    home.restart()
    home.alice.says("/settings")
    assert "Time zone: Tokyo (08:00 now)" in home.alice.last.words
    assert "Stay with" not in str(home.alice.last.labels)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Tokyo now", "Time zone: Tokyo (05:00 now)"),
        ("Stay with Berlin", "Time zone: Berlin (21:00"),
    ],
)
def test_what_was_put_off_is_done_now_or_not_at_all(home: Desk, label: str, words: str) -> None:
    home.clock.set(EVENING)
    moves_to(home, "Tokyo")
    home.alice.taps("When Wednesday is over")
    home.alice.taps(label)
    assert words in home.alice.last.words
    assert "from Thursday" not in home.alice.last.words
    home.alice.says("/undo")
    assert "Taken back: your time zone." in home.alice.last.words
    assert home.alice.me.next_zone == "Asia/Tokyo"


def test_a_tap_on_now_after_it_happened_changes_nothing(home: Desk) -> None:
    home.clock.set(EVENING)
    moves_to(home, "Tokyo")
    home.alice.taps("When Wednesday is over")
    now = home.alice.button("Tokyo now")
    home.clock.set(EVENING + timedelta(hours=4))
    home.beats()
    home.alice.presses(now)
    assert home.alice.me.zone == "Asia/Tokyo"


def test_a_day_put_off_and_moved_is_taken_back_by_undo(home: Desk) -> None:
    home.clock.set(EVENING)
    moves_to(home, "Tokyo")
    home.alice.taps("When Wednesday is over")
    home.clock.set(EVENING + timedelta(hours=4))
    home.do(moves.carry_out)
    home.alice.says("/undo")
    assert "Taken back: your time zone." in home.alice.last.words
    assert home.alice.me.zone == "Europe/Berlin"


def test_who_has_no_zone_yet_is_not_asked(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    desk.clock.set(EVENING)
    desk.alice.says("/settings")
    for label in ("Time zone", "Tokyo", "Yes"):
        desk.alice.taps(label)
    assert desk.alice.me.zone == "Asia/Tokyo"


def test_a_tick_after_the_move_is_for_the_new_day(home: Desk) -> None:
    home.clock.set(EVENING)
    a_goal(home)
    moves_to(home, "Tokyo")
    home.alice.taps("Now")
    home.alice.says("/today")
    assert "Thursday 5 March" in home.alice.last.words
