"""Coming back after some days: told once, without a word of blame."""

from datetime import timedelta

import pytest

from bot.codes.day import RestDays
from domain.entries import State
from domain.kinds import Weekdays
from storage import entries
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.databases import rows_of

DAY = timedelta(days=1)


@pytest.fixture
def away(home: Desk) -> Desk:
    """Alice looked at her card on Wednesday, having read, and comes back on Sunday."""
    a_goal(home)
    home.do(entries.tick, home.alice.me, 1, TODAY, State.DONE)
    a_goal(home, "Swim", schedule=Weekdays(frozenset({4})))
    home.alice.says("/today")
    home.clock.advance(4 * DAY)
    return home


def test_the_days_away_are_shown_once_with_what_was_due(away: Desk) -> None:
    away.alice.says("/today")
    assert "Thu 5: Read\nFri 6: Read, Swim\nSat 7: Read" in away.alice.last.words
    assert away.alice.last.labels == ["Fill in", "All of these rested", "Leave it"]
    away.alice.says("/today")
    assert "Today, Sunday 8 March" in away.alice.last.words


def test_the_day_of_the_last_visit_is_among_them_where_nothing_was_ticked(away: Desk) -> None:
    away.do(entries.tick, away.alice.me, 1, TODAY, State.OPEN)
    away.alice.says("/today")
    assert "Wed 4: Read\nThu 5: Read\n" in away.alice.last.words
    away.alice.taps("Fill in")
    assert "Wednesday 4 March" in away.alice.last.words


def test_nothing_in_it_blames(away: Desk) -> None:
    away.alice.says("/today")
    words = away.alice.last.words.lower()
    for blame in ("miss", "fail", "lost", "streak", "!", "should", "forgot"):
        assert blame not in words


def test_filling_in_walks_day_by_day(away: Desk) -> None:
    away.alice.says("/today")
    away.alice.taps("Fill in")
    assert "Thursday 5 March" in away.alice.last.words
    away.alice.taps("▫️ Read")
    away.alice.taps("Fri 6")
    assert "Friday 6 March" in away.alice.last.words
    away.alice.taps("▫️ Swim")
    done = "SELECT CAST(day AS TEXT) FROM entries WHERE state = 'done' ORDER BY day"
    assert rows_of(away.url, done) == [("2026-03-04",), ("2026-03-05",), ("2026-03-06",)]


def test_all_of_these_days_rest_by_one_tap_and_one_undo_brings_them_back(away: Desk) -> None:
    away.alice.says("/today")
    tap = away.alice.button("All of these rested")
    away.alice.presses(tap)
    assert away.alice.toast == "They rested."
    assert "Today, Sunday 8 March" in away.alice.last.words
    undo = away.alice.button("Undo")
    away.alice.presses(tap)
    assert len(rows_of(away.url, "SELECT id FROM pauses")) == 1
    away.alice.presses(undo)
    assert rows_of(away.url, "SELECT id FROM pauses") == []


def test_leaving_it_shows_the_day_and_asks_no_more(away: Desk) -> None:
    away.alice.says("/today")
    away.alice.taps("Leave it")
    assert "Today, Sunday 8 March" in away.alice.last.words
    away.clock.advance(DAY)
    away.alice.says("/today")
    assert "Today, Monday 9 March" in away.alice.last.words


def test_the_button_of_an_old_card_tells_it_once_as_well(away: Desk) -> None:
    """The message stays the same one, so that it could not tell by itself that it was looked at."""
    for words in ("These days have no entry", "Today, Sunday 8 March", "Today, Sunday 8 March"):
        away.alice.makes_up("1.td")
        assert words in away.alice.last.words


def test_a_single_day_without_an_entry_is_nobodys_business(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    for _ in range(3):
        home.clock.advance(2 * DAY)
        home.alice.says("/today")
        assert "Today" in home.alice.last.words


def test_who_answered_elsewhere_was_not_away(away: Desk) -> None:
    away.do(entries.tick, away.alice.me, 1, TODAY + 3 * DAY, State.DONE)
    away.alice.says("/today")
    assert "Today, Sunday 8 March" in away.alice.last.words


def test_the_longest_names_of_two_weeks_fit_one_message(home: Desk) -> None:
    for number in range(5):
        a_goal(home, f"{number}" + "😀" * 254)
    home.alice.says("/today")
    home.clock.advance(20 * DAY)
    home.alice.says("/today")
    assert "These days have no entry" in home.alice.last.words


def test_charlie_is_not_told_of_alices_days_and_rests_only_their_own(away: Desk) -> None:
    away.charlie.settles_in()
    away.charlie.says("/today")
    assert "Read" not in away.charlie.last.words
    away.charlie.makes_up(RestDays(TODAY + DAY, TODAY + 3 * DAY))
    away.alice.says("/today")
    assert "Thu 5: Read" in away.alice.last.words


def test_days_ahead_do_not_rest_by_a_button_nobody_was_shown(away: Desk) -> None:
    away.alice.says("/help")
    away.alice.makes_up(RestDays(TODAY, TODAY + 30 * DAY))
    assert "I cannot find that any more." in away.alice.toast
    assert rows_of(away.url, "SELECT id FROM pauses") == []
