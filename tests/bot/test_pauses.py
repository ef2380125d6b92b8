"""/pause: days on which nothing is due, and going on by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.day import Reaction, Tick
from bot.codes.pauses import BeginPause, ChoosePause, EndPause, SetRest, ShowPauses, ShowRest
from domain.entries import Reading, State
from domain.kinds import Once, Period, TimesPer, Weekdays
from storage import entries, goals, pauses, tags
from storage.pauses import PauseView, Scope
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal
from tests.databases import rows_of

DAY = timedelta(days=1)


def standing(desk: Desk) -> tuple[PauseView, ...]:
    return desk.look(pauses.standing, desk.alice.me)


def spans(desk: Desk) -> list[tuple[str | None, date, date | None]]:
    """What rests, from when, until when."""
    return [(pause.of, pause.first, pause.last) for pause in standing(desk)]


def card(desk: Desk, day: date = TODAY) -> str:
    """What the card of a day says."""
    desk.alice.says("/today")
    desk.alice.makes_up(f"1.d.{day:%Y%m%d}.0")
    return desk.alice.last.words


@pytest.fixture
def pair(home: Desk) -> Desk:
    """Alice reads and walks every day, since ten days; reading is under a tag."""
    for title in ("Read", "Walk"):
        a_goal(home, title, start=TODAY - 10 * DAY)
    home.do(tags.set_of_goal, home.alice.me, 1, ("mind",))
    return home


def pauses_everything(desk: Desk, *answers: str) -> None:
    desk.alice.says("/pause")
    desk.alice.taps("Pause everything")
    for answer in answers:
        if answer in desk.alice.last.labels:
            desk.alice.taps(answer)
        else:
            desk.alice.says(answer)


# --- Beginning -----------------------------------------------------------------------------------


def test_everything_rests_until_alice_goes_on(pair: Desk) -> None:
    pair.alice.says("/pause")
    assert "Nothing rests." in pair.alice.last.words
    pair.alice.taps("Pause everything")
    assert "Everything rests: from which day on?" in pair.alice.last.words
    pair.alice.taps("Today")
    pair.alice.taps("Until I go on")
    assert pair.alice.toast == "It rests."
    assert "Everything rests until you go on" in pair.alice.last.words
    assert spans(pair) == [(None, TODAY, None)]
    assert card(pair).endswith("Everything rests until you go on")
    pair.alice.taps("Pauses")
    pair.alice.taps("Go on: Everything")
    assert pair.alice.toast == "It goes on."
    assert standing(pair) == ()
    assert "Read" in card(pair)


@pytest.mark.parametrize(
    ("answers", "first", "last"),
    [
        (("Today", "One day"), TODAY, TODAY),
        (("Tomorrow", "A week"), TODAY + DAY, TODAY + 7 * DAY),
        (("Today", "Two weeks"), TODAY, TODAY + 13 * DAY),
        (("1 Mar 2027", "8 Mar 2027"), date(2027, 3, 1), date(2027, 3, 8)),
        (("2026-03-01", "2026-03-08"), date(2026, 3, 1), date(2026, 3, 8)),
        (("yesterday", "friday"), TODAY - DAY, date(2026, 3, 6)),
        (("10", "20"), date(2026, 3, 10), date(2026, 3, 20)),
        (("31 Dec 2199", "Until I go on"), date(2199, 12, 31), None),
    ],
)
def test_a_pause_lasts_from_a_day_to_a_day(
    pair: Desk, answers: tuple[str, ...], first: date, last: date | None
) -> None:
    pauses_everything(pair, *answers)
    assert spans(pair) == [(None, first, last)]


def test_a_pause_goes_on_by_itself(pair: Desk) -> None:
    pauses_everything(pair, "Today", "One day")
    assert "Everything rests until today" in pair.alice.last.words
    assert "Everything rests on this day" in card(pair)
    pair.clock.advance(DAY)
    assert "⬜ Read" in card(pair, TODAY + DAY)
    pair.alice.says("/pause")
    assert "Nothing rests." in pair.alice.last.words


def test_a_pause_ahead_says_from_when_and_leaves_today_alone(pair: Desk) -> None:
    pauses_everything(pair, "Tomorrow", "A week")
    assert "Everything will rest from tomorrow to Wednesday 11 March" in pair.alice.last.words
    assert "⬜ Read" in card(pair)
    assert "Everything rests until Wednesday 11 March" in card(pair, TODAY + DAY)
    pair.alice.says("/pause")
    pair.alice.taps("Go on: Everything")
    assert rows_of(pair.url, "SELECT * FROM pauses") == []


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (("2025-12-24",), "That is before it begins."),
        (("31 Feb",), "There is no such day."),
        (("soon",), "I cannot read that."),
        (("9999-01-01",), "too far away"),
        (("Tomorrow", "today"), "That is before it begins."),
        (("Today", "yesterday"), "That is before it begins."),
        (("Today", "never"), "I cannot read that."),
    ],
)
def test_days_that_cannot_be_are_asked_again(
    pair: Desk, answers: tuple[str, ...], why: str
) -> None:
    pair.alice.says("/pause")
    pair.alice.taps("Pause everything")
    for answer in answers[:-1]:
        pair.alice.taps(answer)
    question = pair.alice.last.words
    pair.alice.says(answers[-1])
    assert why in pair.alice.last.words
    assert question in pair.alice.last.words
    assert standing(pair) == ()


@pytest.mark.parametrize("value", ["20251224", "20260231", "none", "x", "99999999"])
@pytest.mark.parametrize("step", ["from", "until"])
def test_a_made_up_day_pauses_nothing_before_it_is_a_day(pair: Desk, step: str, value: str) -> None:
    pair.alice.says("/pause")
    pair.alice.taps("Pause everything")
    if step == "until":
        pair.alice.taps("Today")
    pair.alice.makes_up(f"1.qa.pause.1.{step}.{value}")
    expected = [(None, TODAY, None)] if (step, value) == ("until", "none") else []
    assert spans(pair) == expected


def test_cancel_leads_back_to_the_pauses(pair: Desk) -> None:
    pauses_everything(pair, "Today")
    pair.alice.taps("Cancel")
    assert pair.alice.last.words.startswith("Pauses")
    assert standing(pair) == ()


def test_the_first_day_is_echoed_before_the_last_is_asked(pair: Desk) -> None:
    pauses_everything(pair, "1 Mar")
    assert "From Monday 1 March 2027 on. Until which day" in pair.alice.last.words


# --- One, a tag ----------------------------------------------------------------------------------


def test_one_goal_rests_and_the_others_go_on(pair: Desk) -> None:
    pair.alice.says("/pause")
    for label in ("Pause one…", "Walk", "Today", "A week"):
        pair.alice.taps(label)
    assert "Walk rests until Tuesday 10 March" in pair.alice.last.words
    shown = card(pair)
    assert "Read" in shown
    assert "Walk" not in shown
    assert goal(pair, 2).next_due == TODAY + 7 * DAY


def test_a_goal_is_paused_from_its_card(pair: Desk) -> None:
    pair.alice.says("/goals")
    for label in ("Read", "Pause", "Today", "Until I go on"):
        pair.alice.taps(label)
    assert spans(pair) == [("Read", TODAY, None)]


def test_the_goals_of_a_tag_rest_together(pair: Desk) -> None:
    pair.alice.says("/pause")
    for label in ("Pause one…", "#mind", "Today", "A week"):
        pair.alice.taps(label)
    assert "#mind rests" in pair.alice.last.words
    shown = card(pair)
    assert "Read" not in shown
    assert "Walk" in shown
    pair.alice.says("/pause")
    pair.alice.taps("Go on: #mind")
    assert "Read" in card(pair)


def test_a_tag_nobody_carries_any_more_pauses_nothing(pair: Desk) -> None:
    me = pair.alice.me
    pair.do(pauses.begin, me, Scope(tag_id=1), TODAY, None)
    pair.do(tags.set_of_goal, me, 1, ())
    assert "Walk" in card(pair)


def test_single_pauses_stay_when_everything_goes_on(pair: Desk) -> None:
    pair.do(pauses.begin, pair.alice.me, Scope(goal_id=2), TODAY, None)
    pauses_everything(pair, "Today", "Until I go on")
    pair.alice.taps("Go on: Everything")
    assert spans(pair) == [("Walk", TODAY, None)]
    shown = card(pair)
    assert "Read" in shown
    assert "Walk" not in shown


def test_many_goals_to_pause_come_in_pages(home: Desk) -> None:
    for number in range(10):
        a_goal(home, f"Goal {number + 1}")
    home.alice.says("/pause")
    home.alice.taps("Pause one…")
    home.alice.taps("›")
    assert home.alice.last.labels[:2] == ["Goal 9", "Goal 10"]
    home.alice.taps("Goal 10")
    assert "Goal 10 rests: from which day on?" in home.alice.last.words


def test_without_goals_there_is_nothing_to_choose(home: Desk) -> None:
    home.alice.says("/pause")
    home.alice.taps("Pause one…")
    assert home.alice.last.words == "You have no goals yet."
    home.alice.taps("← Back")
    assert "Nothing rests." in home.alice.last.words


# --- Weekly rest ---------------------------------------------------------------------------------


def test_a_weekly_rest_day_is_due_on_no_such_day(pair: Desk) -> None:
    pair.alice.says("/pause")
    pair.alice.taps("Weekly rest days")
    pair.alice.taps("Sun")
    assert "✓ Sun" in pair.alice.last.labels
    assert "Everything rests on this day" in card(pair, date(2026, 3, 8))
    assert "Read" in card(pair, date(2026, 3, 9))
    pair.alice.says("/pause")
    assert "Everything rests every week: Sunday" in pair.alice.last.words
    pair.alice.taps("Weekly rest days")
    pair.alice.taps("✓ Sun")
    assert "Sun" in pair.alice.last.labels
    assert "Read" in card(pair, date(2026, 3, 8))


def test_a_rest_day_tapped_twice_is_one(pair: Desk) -> None:
    pair.alice.says("/pause")
    for _ in range(2):
        pair.alice.makes_up(SetRest(6, True))
    assert len(standing(pair)) == 1
    for _ in range(2):
        pair.alice.makes_up(SetRest(6, False))
    assert standing(pair) == ()


def test_a_week_of_nothing_but_rest_never_asks(pair: Desk) -> None:
    pair.alice.says("/pause")
    for day in range(7):
        pair.alice.makes_up(SetRest(day, True))
    assert goal(pair).next_due is None
    pair.alice.says("/goals")
    pair.alice.taps("Read")
    assert "Next:" not in pair.alice.last.words


def test_a_weekday_there_is_not_is_not_set(pair: Desk) -> None:
    pair.alice.says("/pause")
    pair.alice.makes_up(SetRest(7, True))
    assert "cannot find that any more" in pair.alice.toast
    assert standing(pair) == ()


# --- During a pause ------------------------------------------------------------------------------


def test_days_of_a_pause_count_neither_for_nor_against(pair: Desk) -> None:
    me = pair.alice.me
    for days in range(10, 5, -1):
        pair.do(entries.tick, me, 1, TODAY - days * DAY, State.DONE)
    before = goal(pair)
    pair.do(pauses.begin, me, Scope(), TODAY - 5 * DAY, None)
    after = goal(pair)
    assert before.recent.missed == 5
    assert (after.recent.done, after.recent.missed) == (5, 0)
    assert after.streaks is not None
    assert after.streaks.current == 5


def test_the_tracker_lists_no_day_of_a_pause(pair: Desk) -> None:
    pair.do(pauses.begin, pair.alice.me, Scope(), TODAY, TODAY + DAY)
    pair.alice.says(f"/tracker {TODAY} {TODAY + 2 * DAY}")
    assert "Friday 6 March" in pair.alice.last.words
    assert "Thursday 5 March\n" not in pair.alice.last.words


def test_what_was_done_during_a_pause_still_counts(pair: Desk) -> None:
    pair.do(pauses.begin, pair.alice.me, Scope(), TODAY - 2 * DAY, None)
    pair.alice.says("/help")
    pair.alice.makes_up(Tick(1, TODAY - DAY, Reaction.DONE))
    assert entry(pair, day=TODAY - DAY).reading is Reading.DONE
    assert "Read – done" in card(pair, TODAY - DAY)


def test_a_date_of_one_s_own_outlives_a_pause(pair: Desk) -> None:
    a_goal(pair, "Dentist", schedule=Once(), target=TODAY)
    pauses_everything(pair, "Today", "A week")
    assert "Only what has a date of its own asks.\n\n⬜ Dentist" in card(pair)


def test_a_week_that_is_partly_paused_asks_for_its_share(home: Desk) -> None:
    a_goal(home, "Gym", schedule=TimesPer(3, Period.WEEK), start=date(2026, 3, 2))
    home.do(pauses.begin, home.alice.me, Scope(), date(2026, 3, 5), date(2026, 3, 8))
    home.alice.says("/today")
    assert "0 of 2 this week" in home.alice.last.words


def test_a_pause_that_is_over_leaves_its_days_at_rest(pair: Desk) -> None:
    pauses_everything(pair, "Today", "Until I go on")
    pair.clock.set(datetime(2026, 3, 7, 12, tzinfo=UTC))
    pair.alice.says("/pause")
    pair.alice.taps("Go on: Everything")
    pair.alice.makes_up(ShowPauses())
    for days in range(3):
        assert entry(pair, day=TODAY + days * DAY).reading is Reading.NOT_DUE
    assert entry(pair, day=date(2026, 3, 7)).reading is Reading.OPEN


def test_going_on_twice_is_going_on_once(pair: Desk) -> None:
    pauses_everything(pair, "yesterday", "Until I go on")
    tap = pair.alice.button("Go on: Everything")
    for _ in range(2):
        pair.alice.presses(tap)
        assert pair.alice.toast == "It goes on."
    assert rows_of(pair.url, "SELECT CAST(to_day AS TEXT) FROM pauses") == [("2026-03-03",)]


def test_ten_pauses_are_listed_and_more_do_not_burst_the_message(home: Desk) -> None:
    for number in range(12):
        a_goal(home, f"{number} " + "😀" * 200)
        home.do(pauses.begin, home.alice.me, Scope(goal_id=number + 1), TODAY, None)
    home.alice.says("/pause")
    assert sum(label.startswith("Go on:") for label in home.alice.last.labels) == 10


# --- On the card of the day ----------------------------------------------------------------------


def test_a_goal_for_any_day_asks_nothing_while_everything_rests(pair: Desk) -> None:
    """Once it stood on the card of every day of a pause."""
    a_goal(pair, "Tax", schedule=Once())
    assert "Tax" in card(pair)
    pauses_everything(pair, "Today", "Until I go on")
    assert "Tax" not in card(pair)
    pair.alice.taps("Pauses")
    pair.alice.taps("Go on: Everything")
    assert "Tax" in card(pair)


def test_what_is_still_open_asks_nothing_while_everything_rests(pair: Desk) -> None:
    a_goal(pair, "Rent", schedule=Once(), start=TODAY - DAY, target=TODAY - DAY)
    assert "Rent" in card(pair)
    pauses_everything(pair, "Today", "One day")
    assert "Rent" not in card(pair)
    pair.clock.advance(DAY)
    assert "Still open" in card(pair, TODAY + DAY)


def test_a_day_that_rested_says_so_and_leads_nowhere(pair: Desk) -> None:
    pauses_everything(pair, "yesterday", "Until I go on")
    pair.alice.taps("Go on: Everything")
    assert "Everything rested on this day" in card(pair, TODAY - DAY)
    assert "Pauses" not in pair.alice.last.labels


def test_an_empty_card_says_which_goals_rest(pair: Desk) -> None:
    a_goal(pair, "Sundays", schedule=Weekdays(frozenset({6})))
    for number in (1, 2, 3):
        pair.do(pauses.begin, pair.alice.me, Scope(goal_id=number), TODAY, TODAY + 6 * DAY)
    said = card(pair)
    assert said.endswith(
        "Nothing is due on this day.\nRead rests until Tuesday 10 March\n"
        "Walk rests until Tuesday 10 March"
    )
    assert "Pauses" in pair.alice.last.labels


def test_an_empty_card_names_three_resting_goals_and_counts_the_others(home: Desk) -> None:
    for number in range(5):
        a_goal(home, f"Goal {number}", schedule=TimesPer(3, Period.WEEK))
        home.do(pauses.begin, home.alice.me, Scope(goal_id=number + 1), TODAY, None)
    assert card(home).endswith("Goal 2 rests until you go on\nand 2 more")


def test_a_card_that_asks_says_nothing_of_single_goals_that_rest(pair: Desk) -> None:
    pair.do(pauses.begin, pair.alice.me, Scope(goal_id=2), TODAY, None)
    assert "rests" not in card(pair)
    assert "Pauses" not in pair.alice.last.labels


def test_an_archived_goal_is_not_said_to_rest(pair: Desk) -> None:
    for number in (1, 2):
        pair.do(goals.archive, pair.alice.me, number)
    assert card(pair).endswith("Nothing is due on this day.")


# --- Whose it is ---------------------------------------------------------------------------------


def test_charlie_pauses_and_ends_nothing_of_alices(pair: Desk) -> None:
    pair.do(pauses.begin, pair.alice.me, Scope(goal_id=1), TODAY, None)
    before = rows_of(pair.url, "SELECT * FROM pauses")
    pair.charlie.settles_in()
    pair.charlie.says("/pause")
    for code in (BeginPause(goal=1), BeginPause(tag=1), EndPause(1)):
        pair.charlie.makes_up(code)
        assert "cannot find that any more" in pair.charlie.toast
    for look in (ShowPauses(), ChoosePause(), ShowRest()):
        pair.charlie.makes_up(look)
        assert all(
            "Read" not in label and "mind" not in label for label in pair.charlie.last.labels
        )
    assert rows_of(pair.url, "SELECT * FROM pauses") == before


def test_without_consent_nothing_begins_to_rest(desk: Desk) -> None:
    desk.alice.settles_in(agreed=())
    desk.alice.says("/help")
    for code in (BeginPause(), SetRest(6, True)):
        desk.alice.makes_up(code)
        assert "Yes, goals and moods" in desk.alice.last.labels
    assert rows_of(desk.url, "SELECT * FROM pauses") == []
