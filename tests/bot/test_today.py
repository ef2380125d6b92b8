"""/today: the living card."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.day import Reaction, ShowDay, Tick
from domain.entries import State
from domain.goals import Criticality
from domain.kinds import Once, Weekdays
from storage import entries, people
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.databases import rows_of


def state_of(desk: Desk, goal_id: int = 1, day: date = TODAY) -> list[str]:
    rows = rows_of(
        desk.url, f"SELECT state FROM entries WHERE goal_id = {goal_id} AND day = '{day}'"
    )
    return [row[0] for row in rows]


def test_a_tap_on_a_goal_says_done_in_words_and_symbol(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    assert "Today, Wednesday 4 March" in home.alice.last.words
    assert "⬜ Read" in home.alice.last.labels
    home.alice.taps("⬜ Read")
    assert "✅ Read – done" in home.alice.last.words
    assert home.alice.toast == "Done: Read"
    assert state_of(home) == ["done"]


def test_a_double_tap_is_one_done(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    tap = home.alice.button("⬜ Read")
    home.alice.presses(tap)
    home.alice.presses(tap)
    assert state_of(home) == ["done"]
    assert home.alice.toast == "It is so already."


@pytest.mark.parametrize(
    ("reaction", "state", "toast"),
    [
        (Reaction.DONE, "done", "Done"),
        (Reaction.PART, "part", "In part"),
        (Reaction.SKIP, "skipped", "Skipped"),
    ],
)
def test_every_state_can_be_set_and_cleared(
    home: Desk, reaction: Reaction, state: str, toast: str
) -> None:
    a_goal(home)
    home.alice.says("/today")
    home.alice.makes_up(Tick(1, TODAY, reaction))
    assert state_of(home) == [state]
    assert home.alice.toast.startswith(toast)
    home.alice.taps("Clear")
    assert state_of(home) == ["open"]
    assert home.alice.toast.startswith("Cleared")
    assert "⬜ Read" in home.alice.last.labels


def test_two_devices_agree_on_the_last_word(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    done, skip = home.alice.button("⬜ Read"), home.alice.button("Skip")
    home.alice.presses(done)
    home.alice.presses(skip)
    assert state_of(home) == ["skipped"]
    assert "skipped" in home.alice.last.words


def test_an_earlier_day_can_be_made_up_for(home: Desk) -> None:
    a_goal(home, start=TODAY - timedelta(days=3))
    home.alice.says("/today")
    home.alice.taps("Tue 3")
    assert "Yesterday, Tuesday 3 March" in home.alice.last.words
    assert "Read – not recorded" in home.alice.last.words
    home.alice.taps("▫️ Read")
    assert state_of(home, day=TODAY - timedelta(days=1)) == ["done"]
    home.alice.taps("Today")
    assert "Today, Wednesday 4 March" in home.alice.last.words
    assert state_of(home) == ["open"]


def test_looking_ahead_makes_no_entries(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    home.alice.taps("Thu 5")
    assert "Tomorrow, Thursday 5 March" in home.alice.last.words
    assert state_of(home, day=TODAY + timedelta(days=1)) == []
    home.alice.taps("Fri 6")
    assert "Friday 6 March" in home.alice.last.words


def test_the_card_goes_no_further_than_days_can_be_written(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    for day in (date(1970, 1, 1), date(2199, 12, 31)):
        home.alice.makes_up(ShowDay(day))
        assert str(day.year) in home.alice.last.words


@pytest.mark.parametrize("target", [None, TODAY])
def test_a_goal_done_once_is_completed_and_open_again_when_undone(
    home: Desk, target: date | None
) -> None:
    a_goal(home, "Tax", schedule=Once(), target=target)
    home.alice.says("/today")
    home.alice.taps("⬜ Tax")
    assert home.alice.toast == "Completed: Tax"
    home.alice.taps("Clear")
    assert home.alice.toast == "Tax is open again."
    assert "⬜ Tax" in home.alice.last.labels


def test_a_goal_without_a_day_stands_under_any_day_until_done(home: Desk) -> None:
    a_goal(home, "Tax", schedule=Once())
    home.alice.says("/today")
    assert "Any day\n⬜ Tax" in home.alice.last.words
    home.clock.advance(timedelta(days=3))
    home.alice.says("/today")
    home.alice.taps("⬜ Tax")
    home.clock.advance(timedelta(days=1))
    home.alice.says("/today")
    assert "Tax" not in home.alice.last.words


def test_goals_are_grouped_by_what_matters_most(home: Desk) -> None:
    a_goal(home, "Later", criticality=Criticality.LOW)
    a_goal(home, "Usual")
    a_goal(home, "First", criticality=Criticality.HIGH)
    home.alice.says("/today")
    words = home.alice.last.words
    order = ["Matters most", "First", "Usual", "If there is time", "Later"]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)


def test_any_day_is_one_group_whatever_matters_most(home: Desk) -> None:
    for title, criticality in (("Low", Criticality.LOW), ("High", Criticality.HIGH)):
        a_goal(home, title, schedule=Once(), criticality=criticality)
    home.alice.says("/today")
    assert "Any day\n⬜ High\n⬜ Low" in home.alice.last.words


def test_more_than_eight_goals_come_in_pages_and_a_tick_keeps_the_page(home: Desk) -> None:
    for number in range(10):
        a_goal(home, f"Goal {number + 1}")
    home.alice.says("/today")
    assert "1/2" in home.alice.last.labels
    home.alice.taps("›")
    assert "⬜ Goal 9" in home.alice.last.labels
    home.alice.taps("⬜ Goal 9")
    assert "2/2" in home.alice.last.labels
    assert "✅ Goal 9" in home.alice.last.labels
    home.alice.taps("‹")
    assert "⬜ Goal 1" in home.alice.last.labels


def test_eight_goals_with_the_longest_names_fit_one_card(home: Desk) -> None:
    for number in range(9):
        a_goal(home, f"{number}" + "😀" * 254)
    home.alice.says("/today")
    assert "1/2" in home.alice.last.labels


def test_without_a_zone_the_card_says_that_days_are_utc(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    desk.alice.says("/today")
    assert "Days are counted in UTC until I know your time zone." in desk.alice.last.words
    assert "Set my time zone" in desk.alice.last.labels


def test_a_new_card_takes_the_buttons_off_the_old_one(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    old = home.alice.last
    home.alice.says("/today")
    assert home.alice.last is not old
    assert home.alice.chat[old.message_id].buttons == []
    assert home.alice.last.buttons


def test_a_card_that_was_rewritten_keeps_its_buttons(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    card = home.alice.last.message_id
    home.alice.makes_up("1.td")
    assert home.alice.last.message_id == card
    assert home.alice.last.buttons


def test_a_card_that_is_gone_is_sent_anew(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    tap = home.alice.button("⬜ Read")
    home.alice.chat.clear()
    home.alice.presses(tap)
    assert "✅ Read – done" in home.alice.last.words


def test_the_day_turns_at_the_hour_alice_chose(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/settings")
    for label in ("Day begins", "03:00"):
        home.alice.taps(label)
    home.clock.set(datetime(2026, 3, 5, 1, 30, tzinfo=UTC))  # 02:30 in Berlin
    home.alice.says("/today")
    assert "Wednesday 4 March" in home.alice.last.words
    home.clock.advance(timedelta(hours=1))
    home.alice.says("/today")
    assert "Thursday 5 March" in home.alice.last.words


def test_a_day_that_is_no_longer_due_is_not_ticked(home: Desk) -> None:
    a_goal(home, schedule=Weekdays(frozenset({2})))
    home.alice.says("/today")
    thursday = TODAY + timedelta(days=1)
    home.alice.makes_up(Tick(1, thursday, Reaction.DONE))
    assert "Read is not due on Thursday 5 March." in home.alice.toast
    assert home.alice.alerted
    assert state_of(home, day=thursday) == []


def test_an_answered_day_can_be_cleared_although_it_is_no_longer_due(home: Desk) -> None:
    a_goal(home)
    home.do(entries.tick, home.alice.me, 1, TODAY, State.DONE)
    home.do(entries.open_day, home.alice.me, TODAY)
    home.alice.says("/today")
    home.alice.taps("Clear")
    assert state_of(home) == ["open"]


def test_nothing_due_and_no_goals_at_all_are_told_apart(home: Desk) -> None:
    home.alice.says("/today")
    assert "You have no goals yet." in home.alice.last.words
    assert "New goal" in home.alice.last.labels
    a_goal(home, schedule=Weekdays(frozenset({6})))
    home.alice.says("/today")
    assert "Nothing is due on this day." in home.alice.last.words


def test_a_button_that_only_shows_something_ends_its_spinner(home: Desk) -> None:
    home.alice.says("/today")
    before = home.alice.last.text
    home.alice.makes_up("1.n")
    assert home.alice.last.text == before
    assert home.alice.toast == ""


def test_a_one_time_goal_past_its_date_stays_on_the_card_until_it_is_done(home: Desk) -> None:
    a_goal(home, "Pay rent", schedule=Once(), target=TODAY)
    home.clock.advance(timedelta(days=2))
    home.alice.says("/today")
    assert "Still open" in home.alice.last.words
    assert "Pay rent – of Wednesday 4 March" in home.alice.last.words
    home.alice.taps("Pay rent")
    assert "Today, Friday 6 March" in home.alice.last.words
    assert "✅ Pay rent – done" in home.alice.last.words
    assert home.alice.toast == "Completed: Pay rent"
    assert state_of(home, day=TODAY) == ["done"]
    home.alice.taps("Clear")
    assert "Pay rent – of Wednesday 4 March" in home.alice.last.words
    home.alice.taps("Skip")
    home.clock.advance(timedelta(days=1))
    home.alice.says("/today")
    assert "Pay rent" not in home.alice.last.words


def test_after_midnight_the_card_says_how_long_the_day_lasts(home: Desk) -> None:
    a_goal(home)
    home.do(people.set_day_start, home.alice.me, 4 * 60)
    home.restart()  # what is known of people is read anew
    home.clock.set(datetime(2026, 3, 5, 0, 30, tzinfo=UTC))  # 01:30 in Berlin
    home.alice.says("/today")
    assert "Today, Wednesday 4 March\nYour day lasts until 04:00." in home.alice.last.words
    home.clock.advance(timedelta(hours=4))
    home.alice.says("/today")
    assert "lasts until" not in home.alice.last.words


def test_a_budget_of_skips_is_told_on_the_card_before_it_is_spent(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Run")
    home.do(people.set_skip_budget, home.alice.me, 2)
    home.restart()  # what is known of people is read anew
    home.alice.says("/today")
    assert home.alice.last.labels.count("Skip (2 left)") == 2
    home.alice.presses(home.alice.button("⬜ Run"))
    home.alice.taps("Skip (2 left)")
    assert home.alice.toast == "Skipped: Read"
