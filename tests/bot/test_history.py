"""One day of a goal with all that can be said of it, and its calendar."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.codes.day import Reaction, SetEntry, SetSkipReason, ShowDay, ShowEntry, WriteEntryNote
from bot.codes.history import ChooseHistory, ShowHistory
from bot.wire import LARGEST, Code, Word
from domain.entries import Reading, State
from domain.kinds import Daily, Once, Period, Slotted, TimesPer, Weekdays
from storage import entries, goals, people
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal
from tests.databases import rows_of

DAY = timedelta(days=1)
TIMES = Slotted(Daily(), (480, 1200))


@pytest.fixture
def card(home: Desk) -> Desk:
    """Alice looks at today's entry of her goal, which began three days ago."""
    a_goal(home, start=TODAY - 3 * DAY)
    home.alice.says("/today")
    home.alice.taps("More…")
    home.alice.taps("⬜ Read")
    return home


# --- The card of an entry ------------------------------------------------------------------------


def test_more_leads_to_a_card_with_every_state(card: Desk) -> None:
    assert card.alice.last.words == "Read, Wednesday 4 March\n\nOpen"
    assert card.alice.last.labels == ["Done", "In part", "Skip", "✓ Clear", "Note", "← Back"]
    card.alice.taps("← Back")
    assert "Today, Wednesday 4 March" in card.alice.last.words


@pytest.mark.parametrize(
    ("label", "reading", "words", "toast"),
    [
        ("Done", Reading.DONE, "Done", "Done: Read"),
        ("In part", Reading.PART, "Done in part", "In part: Read"),
        ("Skip", Reading.SKIPPED, "Skipped", "Skipped: Read"),
    ],
)
def test_every_state_is_set_shown_and_cleared(
    card: Desk, label: str, reading: Reading, words: str, toast: str
) -> None:
    card.alice.taps(label)
    assert card.alice.toast == toast
    assert card.alice.last.words == f"Read, Wednesday 4 March\n\n{words}"
    assert f"✓ {label}" in card.alice.last.labels
    assert entry(card).reading is reading
    card.alice.taps(f"✓ {label}")
    assert card.alice.toast == "It is so already."
    card.alice.taps("Clear")
    assert entry(card).reading is Reading.OPEN


def test_a_skipped_day_asks_for_a_reason_that_may_be_changed(card: Desk) -> None:
    card.alice.taps("Skip")
    card.alice.taps("ill")
    assert "Skipped\nBecause: ill" in card.alice.last.words
    card.alice.taps("rest")
    assert entry(card).skip_reason == "rest"
    assert "✓ rest" in card.alice.last.labels
    card.alice.makes_up(SetSkipReason(1, TODAY, 0, Word("none")))
    assert entry(card).skip_reason is None


def test_a_reason_goes_with_the_skip(card: Desk) -> None:
    card.alice.taps("Skip")
    reason = card.alice.button("ill")
    card.alice.presses(reason)
    card.alice.taps("Done")
    assert entry(card).skip_reason is None
    assert "ill" not in card.alice.last.labels
    card.alice.presses(reason)
    assert entry(card).skip_reason is None, "a day that is done was skipped for no reason"


def test_a_reason_nobody_offers_is_not_kept(card: Desk) -> None:
    card.alice.taps("Skip")
    card.alice.makes_up(SetSkipReason(1, TODAY, 0, Word("lazy")))
    assert "cannot find that any more" in card.alice.toast
    assert entry(card).skip_reason is None


def test_a_note_is_written_changed_and_removed(card: Desk) -> None:
    card.alice.taps("Note")
    assert card.alice.last.words == "What do you want to keep with Read, Wednesday 4 March?"
    card.alice.says("ten <pages>\nand a half")
    assert card.alice.last.words.endswith("ten <pages>\nand a half")
    card.alice.taps("Change note")
    assert "ten <pages>" in card.alice.last.words
    card.alice.says("twenty")
    assert entry(card).note == "twenty"
    card.alice.taps("Change note")
    card.alice.taps("Remove note")
    assert entry(card).note is None
    assert "Note" in card.alice.last.labels


def test_a_note_stays_when_the_state_changes(card: Desk) -> None:
    card.alice.taps("Note")
    card.alice.says("ten pages")
    for label in ("Done", "Skip", "Clear"):
        card.alice.taps(label)
        assert entry(card).note == "ten pages"


@pytest.mark.parametrize("words", ["x" * 2001, "\u200b"])
def test_a_note_that_cannot_be_kept_is_asked_again(card: Desk, words: str) -> None:
    card.alice.taps("Note")
    card.alice.says(words)
    assert "What do you want to keep" in card.alice.last.words
    assert entry(card).note is None


def test_the_budget_of_skips_is_told_before_it_is_spent(card: Desk) -> None:
    card.do(people.set_skip_budget, card.alice.me, 2)
    card.restart()
    card.alice.makes_up(ShowEntry(1, TODAY))
    assert "Skip (2 left)" in card.alice.last.labels
    card.alice.taps("Skip (2 left)")
    card.alice.makes_up(ShowEntry(1, TODAY - DAY))
    assert "Skip (1 left)" in card.alice.last.labels
    card.alice.taps("Skip (1 left)")
    card.alice.makes_up(ShowEntry(1, TODAY - 2 * DAY))
    card.alice.taps("Skip (0 left)")
    assert entry(card, day=TODAY - 2 * DAY).reading is Reading.SKIPPED, "told, and not forbidden"


def test_the_budget_is_that_of_the_month_of_the_day(card: Desk) -> None:
    """Once a day of February was told what is left of March."""
    card.do(people.set_skip_budget, card.alice.me, 2)
    card.restart()
    card.alice.makes_up(SetEntry(1, TODAY, Reaction.SKIP))
    card.alice.makes_up(ShowEntry(1, date(2026, 2, 28)))
    assert "Skip (2 left)" in card.alice.last.labels


def test_the_other_times_of_a_day_are_a_tap_away(home: Desk) -> None:
    a_goal(home, "Pills", schedule=TIMES)
    home.alice.says("/today")
    home.alice.taps("More…")
    home.alice.taps("⬜ Pills 08:00")
    assert home.alice.last.words == "Pills 08:00, Wednesday 4 March\n\nOpen"
    home.alice.taps("In part")
    home.alice.taps("20:00")
    assert home.alice.last.words == "Pills 20:00, Wednesday 4 March\n\nOpen"
    home.alice.taps("Done")
    readings = [entry(home, slot=slot).reading for slot in (1, 2)]
    assert readings == [Reading.PART, Reading.DONE]
    home.alice.taps("← Back")
    assert "Today, Wednesday 4 March" in home.alice.last.words


@pytest.mark.parametrize(
    "code",
    [ShowEntry(1, TODAY, 3), SetEntry(1, TODAY, Reaction.DONE, 3), WriteEntryNote(1, TODAY, 3)],
    ids=["show", "set", "note"],
)
def test_a_time_that_the_day_does_not_have_is_not_found(home: Desk, code: Code) -> None:
    a_goal(home, "Pills", schedule=TIMES)
    home.alice.says("/today")
    home.alice.makes_up(code)
    assert "cannot find that any more" in home.alice.toast
    assert rows_of(home.url, "SELECT * FROM entries WHERE slot = 3") == []


def test_no_reason_is_kept_for_a_time_that_the_day_does_not_have(home: Desk) -> None:
    """Once it made an entry of that time."""
    a_goal(home, "Pills", schedule=TIMES)
    home.alice.says("/today")
    home.alice.makes_up(SetSkipReason(1, TODAY, 7, Word("ill")))
    assert rows_of(home.url, "SELECT * FROM entries WHERE slot = 7") == []


def test_a_day_ahead_may_only_be_looked_at_unless_it_is_due(home: Desk) -> None:
    a_goal(home, schedule=Weekdays(frozenset({3})))
    home.alice.says("/today")
    home.alice.makes_up(ShowEntry(1, TODAY + 2 * DAY))
    assert home.alice.last.words == "Read, Friday 6 March\n\nNot due"
    assert home.alice.last.labels == ["← Back"]
    home.alice.makes_up(ShowEntry(1, TODAY + DAY))
    home.alice.taps("Done")
    assert entry(home, day=TODAY + DAY).reading is Reading.DONE


def test_the_card_of_a_goal_in_the_bin_changes_nothing(card: Desk) -> None:
    tap = card.alice.button("Done")
    card.alice.makes_up("1.gx.1")
    card.alice.makes_up(ShowEntry(1, TODAY))
    assert card.alice.last.labels == ["← Back"]
    card.alice.presses(tap)
    assert card.alice.last.words == "That goal is in the bin."


def test_the_one_time_goal_is_completed_from_its_card(home: Desk) -> None:
    a_goal(home, "Tax", schedule=Once(), target=TODAY)
    home.alice.says("/today")
    home.alice.makes_up(ShowEntry(1, TODAY))
    home.alice.taps("Done")
    assert home.alice.toast == "Completed: Tax"


def test_from_what_is_still_open_every_way_leads_back_to_the_card_one_came_from(
    home: Desk,
) -> None:
    """Once it led to the card of the day it had been due on."""
    a_goal(home, "Rent", schedule=Once(), target=TODAY)
    home.clock.advance(2 * DAY)
    home.alice.says("/today")
    for label in ("More…", "▫️ Rent"):
        home.alice.taps(label)
    assert "Rent, Wednesday 4 March" in home.alice.last.words
    for label in ("Skip", "ill", "Note", "Cancel", "Note"):
        home.alice.taps(label)
    home.alice.says("next month")
    assert "next month" in home.alice.last.words
    home.alice.taps("← Back")
    assert "Today, Friday 6 March" in home.alice.last.words


def test_from_the_calendar_a_reason_leads_back_to_it(home: Desk) -> None:
    a_goal(home)
    looks_at_history(home)
    for label in ("⬜4", "Skip", "ill"):
        home.alice.taps(label)
    assert "← History" in home.alice.last.labels


def test_the_buttons_of_before_still_lead_back_to_their_own_day(card: Desk) -> None:
    for wire in ("1.e.1.20260304.0.0", "1.es.1.20260304.s.0.0", "1.er.1.20260304.0.ill"):
        card.alice.makes_up(wire)
        assert ShowDay(TODAY).wire in str(card.alice.last.buttons)


def test_times_a_week_may_be_answered_on_any_day_up_to_today(home: Desk) -> None:
    a_goal(home, "Gym", schedule=TimesPer(2, Period.WEEK), start=TODAY - 2 * DAY)
    home.alice.says("/today")
    for days in (0, 1):
        home.alice.makes_up(SetEntry(1, TODAY - days * DAY, Reaction.DONE))
    assert goal(home).recent.done == 1
    home.alice.makes_up(SetEntry(1, TODAY + DAY, Reaction.DONE))
    assert "is not due on" in home.alice.toast


# --- The calendar --------------------------------------------------------------------------------


def looks_at_history(desk: Desk) -> None:
    desk.alice.says("/history")
    assert desk.alice.last.words == "The calendar of which goal?"
    desk.alice.taps("Read")


def test_the_calendar_marks_every_day_and_counts_them(home: Desk) -> None:
    a_goal(home, start=TODAY - 3 * DAY)
    for days, state in ((1, State.DONE), (2, State.SKIPPED), (3, State.PART)):
        home.do(entries.tick, home.alice.me, 1, TODAY - days * DAY, state)
    looks_at_history(home)
    assert home.alice.last.words.startswith("Read, March 2026")
    for words in ("✅ Done: 1", "🔸 Done in part: 1", "➖ Skipped: 1"):
        assert words in home.alice.last.words
    assert {"🔸1", "➖2", "✅3", "⬜4"} <= set(home.alice.last.labels)
    assert home.alice.last.labels.count("·") == 6 + 5  # six weeks hold March 2026
    home.alice.taps("← Back")
    assert home.alice.last.words.startswith("Read")


def test_a_month_without_entries_says_so(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up(ShowHistory(1, 2025 * 12))
    assert "Read, January 2025" in home.alice.last.words
    assert "No entries." in home.alice.last.words


def test_one_leafs_from_month_to_month(home: Desk) -> None:
    a_goal(home)
    looks_at_history(home)
    home.alice.taps("◀")
    assert "February 2026" in home.alice.last.words
    for _ in range(2):
        home.alice.taps("◀")
    assert "December 2025" in home.alice.last.words
    for _ in range(5):
        home.alice.taps("▶")
    assert "May 2026" in home.alice.last.words


def test_a_day_before_the_goal_was_made_is_filled_in_from_the_calendar(home: Desk) -> None:
    a_goal(home)
    looks_at_history(home)
    home.alice.taps("◀")
    home.alice.taps("14")
    assert home.alice.last.words == "Read, Saturday 14 February\n\nNot due"
    home.alice.taps("Done")
    assert goal(home).recent.done == 1
    home.alice.taps("← History")
    assert "February 2026" in home.alice.last.words
    assert "✅14" in home.alice.last.labels
    assert "✅ Done: 1" in home.alice.last.words


def test_from_the_calendar_the_other_times_of_a_day_lead_back_to_it(home: Desk) -> None:
    a_goal(home, schedule=TIMES)
    looks_at_history(home)
    home.alice.taps("⬜4")
    home.alice.taps("20:00")
    home.alice.taps("← History")
    assert "Read, March 2026" in home.alice.last.words


def test_days_from_before_there_were_times_open_as_whole_days(home: Desk) -> None:
    """Once the calendar asked for the first time of a day that had none, which was not found."""
    a_goal(home, start=TODAY - 3 * DAY)
    wish = home.look(goals.wish_of, home.alice.me, 1)
    home.do(goals.rewrite, home.alice.me, 1, replace(wish, schedule=TIMES))
    home.clock.advance(2 * DAY)
    looks_at_history(home)
    home.alice.taps("2")
    assert home.alice.last.words == "Read, Monday 2 March\n\nNot recorded"
    home.alice.taps("Done")
    assert entry(home, day=date(2026, 3, 2)).reading is Reading.DONE
    home.alice.makes_up(ShowHistory(1))
    home.alice.taps("⬜6")
    assert home.alice.last.words == "Read 08:00, Friday 6 March\n\nOpen"


def test_days_from_when_there_were_times_keep_them(home: Desk) -> None:
    a_goal(home, start=TODAY - 3 * DAY, schedule=TIMES)
    wish = home.look(goals.wish_of, home.alice.me, 1)
    home.do(goals.rewrite, home.alice.me, 1, replace(wish, schedule=Daily()))
    home.clock.advance(2 * DAY)
    looks_at_history(home)
    home.alice.taps("2")
    assert home.alice.last.words == "Read 08:00, Monday 2 March\n\nNot recorded"


@pytest.mark.parametrize("month", [1, 12 * 1969, 12 * 2200, LARGEST])
def test_a_month_of_no_calendar_is_the_present_one(home: Desk, month: int) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up(ShowHistory(1, month))
    assert "Read, March 2026" in home.alice.last.words


@pytest.mark.parametrize("month", [12 * 1970, 12 * 2199 + 11])
def test_the_first_and_the_last_month_there_are_can_be_leafed_on_from(
    home: Desk, month: int
) -> None:
    a_goal(home)
    home.alice.says("/help")
    for label in ("◀", "▶"):
        home.alice.makes_up(ShowHistory(1, month))
        home.alice.taps(label)
        assert home.alice.last.words.startswith("Read,")


def test_weeks_begin_where_alice_says(home: Desk) -> None:
    a_goal(home)
    home.do(people.set_first_weekday, home.alice.me, 6)
    home.restart()
    looks_at_history(home)
    assert home.alice.last.labels[3:10] == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]


def test_the_calendars_of_many_goals_come_in_pages(home: Desk) -> None:
    for number in range(10):
        a_goal(home, f"Goal {number + 1}")
    home.alice.says("/history")
    home.alice.taps("›")
    home.alice.taps("Goal 9")
    assert "Goal 9, March 2026" in home.alice.last.words
    home.alice.makes_up(ChooseHistory(99))
    assert "2/2" in home.alice.last.labels


def test_without_goals_there_is_no_calendar(home: Desk) -> None:
    home.alice.says("/history")
    assert home.alice.last.words == "You have no goals yet."


# --- Whose it is ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        ShowEntry(1, TODAY),
        SetEntry(1, TODAY, Reaction.DONE),
        SetSkipReason(1, TODAY, 0, Word("ill")),
        WriteEntryNote(1, TODAY),
        ShowHistory(1),
    ],
    ids=lambda code: type(code).__name__,
)
def test_charlie_finds_no_entry_of_alices(home: Desk, code: Code) -> None:
    a_goal(home)
    before = rows_of(home.url, "SELECT * FROM entries")
    home.charlie.settles_in()
    home.charlie.says("/help")
    home.charlie.makes_up(code)
    assert "cannot find that any more" in home.charlie.toast
    assert rows_of(home.url, "SELECT * FROM entries") == before


@pytest.mark.parametrize("code", [ShowEntry(1, TODAY), SetEntry(1, TODAY, Reaction.DONE)])
def test_without_consent_no_entry_is_shown_or_set(home: Desk, code: Code) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up("1.pa.none")
    home.alice.makes_up(code)
    assert "Yes, goals and moods" in home.alice.last.labels
    assert rows_of(home.url, "SELECT * FROM entries") == []
