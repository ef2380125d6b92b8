"""How a goal reminds where no button says it: typed, and asked again where it does not fit."""

from datetime import date, timedelta

import pytest

from bot.codes.reminders import TypeNag
from domain.goals import Criticality
from domain.kinds import Daily, Once
from storage import goals, own_reminders, reminders
from storage.goals import Wish
from tests.bot.desk import Desk
from tests.bot.test_languages import speaking

TODAY = date(2026, 3, 4)
FIVE = 17 * 60


def a_goal(home: Desk, target: date | None = None) -> None:
    schedule = Once() if target else Daily()
    wish = Wish("Pills", None, schedule, TODAY, target, Criticality.NORMAL, (FIVE,))
    home.do(goals.create, home.alice.me, wish)


def opens(home: Desk, *labels: str) -> None:
    home.alice.says("/goals")
    for label in ("Pills", "Reminders", *labels):
        home.alice.taps(label)


def nag_of(home: Desk) -> tuple[int | None, int | None]:
    one = home.look(reminders.one, home.alice.me, 1)
    return one.nag_every, one.nag_times


def test_how_often_it_says_itself_again_is_typed(home: Desk) -> None:
    a_goal(home)
    opens(home, "✓ 17:00", "Another…")
    assert "from 5 to 720 minutes, 1 to 10 times" in home.alice.last.words
    home.alice.says("every 20 min, 4 times")
    assert nag_of(home) == (20, 4)
    assert "again every 20 min" in home.alice.last.words
    assert "✓ Every 20 min, 4 times…" in home.alice.last.labels
    assert "Another…" not in home.alice.last.labels


def test_what_was_typed_gives_way_to_a_button_and_can_be_taken_back(home: Desk) -> None:
    a_goal(home)
    opens(home, "✓ 17:00", "Another…")
    home.alice.says("20x1")
    home.alice.taps("✓ Every 20 min, 1 time…")
    home.alice.says("10")
    assert "✓ Every 10 min, 3 times" in home.alice.last.labels
    assert "Another…" in home.alice.last.labels
    home.alice.says("/undo")
    assert nag_of(home) == (20, 1)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("4", "From 5 to 720 minutes, 1 to 10 times."),
        ("20 min, 11 times", "From 5 to 720 minutes, 1 to 10 times."),
        ("often", "I cannot read that."),
    ],
)
def test_what_does_not_fit_is_told_and_asked_again(home: Desk, words: str, answer: str) -> None:
    a_goal(home)
    home.do(reminders.nag, home.alice.me, 1, 30, 3)
    opens(home, "✓ 17:00", "Another…")
    home.alice.says(words)
    assert answer in home.alice.last.words
    assert "from 5 to 720 minutes" in home.alice.last.words
    assert nag_of(home) == (30, 3)
    home.alice.says("20")
    assert nag_of(home) == (20, 3)


def test_in_german_it_is_typed_in_german(home: Desk) -> None:
    a_goal(home)
    speaking(home, "de")
    home.alice.makes_up(TypeNag(1))
    home.alice.says("alle 2 Min")
    assert "Von 5 bis 720 Minuten, 1- bis 10-mal." in home.alice.last.words
    home.alice.says("alle 20 min, 4 mal")
    assert nag_of(home) == (20, 4)
    assert "✓ Alle 20 Min, 4-mal …" in home.alice.last.labels


def test_cancel_leaves_it_as_it_was(home: Desk) -> None:
    a_goal(home)
    opens(home, "✓ 17:00")
    before = home.alice.last.labels
    home.alice.taps("Another…")
    home.alice.taps("Cancel")
    assert home.alice.last.labels == before
    assert nag_of(home) == (None, None)


def test_what_is_about_no_goal_is_set_elsewhere(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, FIVE, FIVE)
    home.alice.says("/today")
    home.alice.makes_up(TypeNag(1))
    assert "I cannot find that any more." in home.alice.toast


def test_the_earliest_time_of_a_day_is_typed_to_the_minute(home: Desk) -> None:
    a_goal(home)
    opens(home, "Not before…", "Another…")
    home.alice.says("25:00")
    assert "There is no such time." in home.alice.last.words
    home.alice.says("8:20")
    assert "Never before 08:20." in home.alice.last.words
    home.alice.taps("Not before…")
    assert "✓ 08:20…" in home.alice.last.labels
    home.alice.taps("No such limit")
    assert home.look(reminders.of_goal, home.alice.me, 1).alert_start is None


def test_the_days_before_a_date_are_typed(home: Desk) -> None:
    a_goal(home, TODAY + timedelta(days=40))
    opens(home, "Days before the date…", "Another…")
    assert "from 0 to 30" in home.alice.last.words
    home.alice.says("31")
    assert "It has to be from 0 to 30." in home.alice.last.words
    home.alice.says("5")
    assert "From 5 days before the date on." in home.alice.last.words
    home.alice.taps("Days before the date…")
    assert "✓ 5…" in home.alice.last.labels
