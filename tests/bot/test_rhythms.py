"""Every kind of schedule, as it is made, told, changed and ticked in the chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.day import Reaction, Tick
from domain.entries import Reading, State
from domain.kinds import (
    LAST,
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from storage import entries
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal, titles

DAY = timedelta(days=1)
TOMORROW = TODAY + DAY


class Typed(str):
    """Words that are typed although a button says the same."""


@dataclass(frozen=True)
class Rhythm:
    """How a schedule is answered, from "how often" on; what it is; how it reads; when it is first due."""

    answers: tuple[str, ...]
    schedule: Schedule
    words: str
    first: str


RHYTHMS = [
    Rhythm(("Every day",), Daily(), "every day", "today"),
    Rhythm(("mon-sun",), Daily(), "every day", "today"),
    Rhythm(
        ("On chosen weekdays", "Mon", "Thu", "That is all"),
        Weekdays(frozenset({0, 3})),
        "every Mon, Thu",
        "tomorrow",
    ),
    Rhythm(
        ("On chosen weekdays", "fri"), Weekdays(frozenset({4})), "every Friday", "Friday 6 March"
    ),
    Rhythm(("every 3 days",), EveryDays(3, TODAY), "every 3 days", "today"),
    Rhythm(("2 times in 10 days",), TimesIn(2, 10), "2 times in any 10 days", "today"),
    Rhythm(("weekends",), Weekdays(frozenset({5, 6})), "on weekends", "Saturday 7 March"),
    Rhythm(("Times a week", "3"), TimesPer(3, Period.WEEK), "3 times a week", "today"),
    Rhythm(("Times a week", Typed("1")), TimesPer(1, Period.WEEK), "once a week", "today"),
    Rhythm(("Times a week", "٧"), TimesPer(7, Period.WEEK), "7 times a week", "today"),
    Rhythm(("Times a month", "10"), TimesPer(10, Period.MONTH), "10 times a month", "today"),
    Rhythm(("Times a month", Typed("31")), TimesPer(31, Period.MONTH), "31 times a month", "today"),
    Rhythm(("Every few days", "3", "On fixed days"), EveryDays(3, TODAY), "every 3 days", "today"),
    Rhythm(
        ("Every few days", Typed("45"), "On fixed days"),
        EveryDays(45, TODAY),
        "every 45 days",
        "today",
    ),
    Rhythm(
        ("Every few days", "14", "From when I last did it"),
        AfterDone(14),
        "14 days after it was last done",
        "today",
    ),
    Rhythm(
        ("Each month", "15"), MonthDays(frozenset({15})), "each month on day 15", "Sunday 15 March"
    ),
    Rhythm(
        ("Each month", "1, 15"),
        MonthDays(frozenset({1, 15})),
        "each month on day 1, 15",
        "Sunday 15 March",
    ),
    Rhythm(
        ("Each month", "30"),
        MonthDays(frozenset({30})),
        "each month on day 30 (in a shorter month on its last day)",
        "Monday 30 March",
    ),
    Rhythm(
        ("Each month", "The last day"),
        MonthDays(frozenset({31})),
        "on the last day of each month",
        "Tuesday 31 March",
    ),
    Rhythm(
        ("Each month", "Such as the first Monday", "first", "Mon"),
        MonthWeekday(1, 0),
        "on the first Monday of each month",
        "Monday 6 April",
    ),
    Rhythm(
        ("Each month", "Such as the first Monday", "last", "friday"),
        MonthWeekday(LAST, 4),
        "on the last Friday of each month",
        "Friday 27 March",
    ),
    Rhythm(
        ("Each year", "5 Dec"), Yearly(12, 5), "every year on 5 December", "Saturday 5 December"
    ),
    Rhythm(("Each year", "20"), Yearly(3, 20), "every year on 20 March", "Friday 20 March"),
    Rhythm(
        ("Each year", "29 Feb 2028", "28 February"),
        Yearly(2, 29, Leap.BEFORE),
        "every year on 29 February, or the day before",
        "Sunday 28 February 2027",
    ),
    Rhythm(
        ("Each year", "29 Feb 2028", "1 March"),
        Yearly(2, 29, Leap.AFTER),
        "every year on 29 February, or the day after",
        "Monday 1 March 2027",
    ),
    Rhythm(
        ("Several times a day", "08:00, 20:00"),
        Slotted(Daily(), (480, 1200)),
        "every day, at 08:00, 20:00",
        "today",
    ),
    Rhythm(
        ("Several times a day", "7, 12:30 and 22"),
        Slotted(Daily(), (420, 750, 1320)),
        "every day, at 07:00, 12:30, 22:00",
        "today",
    ),
]


def answers(desk: Desk, given: Sequence[str]) -> None:
    """Each by its button where there is one, and typed otherwise."""
    for each in given:
        if each in desk.alice.last.labels and not isinstance(each, Typed):
            desk.alice.taps(each)
        else:
            desk.alice.says(each)


def is_asked_how_often(desk: Desk) -> None:
    desk.alice.says("/new")
    answers(desk, ("Gym", "Skip", "Again and again"))
    assert "How often?" in desk.alice.last.words


def leaves_the_rest(desk: Desk) -> None:
    while "Skip" in desk.alice.last.labels:
        desk.alice.taps("Skip")
    assert "Is this right?" in desk.alice.last.words


@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda rhythm: " ".join(rhythm.answers))
def test_every_rhythm_is_made_and_told_in_words_with_its_first_day(
    home: Desk, rhythm: Rhythm
) -> None:
    is_asked_how_often(home)
    answers(home, rhythm.answers)
    leaves_the_rest(home)
    assert f"Repeats {rhythm.words}\nFirst: {rhythm.first}" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert goal(home).schedule == rhythm.schedule
    assert f"Repeats {rhythm.words}\nNext: {rhythm.first}" in home.alice.last.words


@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda rhythm: " ".join(rhythm.answers))
def test_a_goal_that_runs_takes_any_rhythm_from_tomorrow_on(home: Desk, rhythm: Rhythm) -> None:
    before = Yearly(6, 1)
    a_goal(home, "Gym", schedule=before, start=TODAY - timedelta(days=20))
    home.clock.advance(timedelta(days=1))
    home.alice.says("/goals")
    answers(home, ("Gym", "Edit", "How often", "Again and again", *rhythm.answers))
    assert "Changed. Today and the past stay as they were." in home.alice.last.words
    assert f"Repeats {rhythm.words}" in home.alice.last.words
    kept = goal(home)
    assert to_the_day(kept.schedule) == to_the_day(rhythm.schedule)
    assert [version.from_day for version in kept.plan.versions[1:]] == [TOMORROW + DAY]
    assert kept.plan.versions[0].schedule == before


def to_the_day(schedule: Schedule) -> object:
    """A grid begins on the day it is made."""
    return schedule.every if isinstance(schedule, EveryDays) else schedule


def test_a_grid_of_days_begins_with_its_goal(home: Desk) -> None:
    """Once it was counted from the day it was typed on, and the first day was not due."""
    is_asked_how_often(home)
    answers(home, ("Every few days", "3", "On fixed days", "9 March"))
    leaves_the_rest(home)
    assert "First: Monday 9 March" in home.alice.last.words


def test_another_way_chosen_later_is_the_one_that_counts(home: Desk) -> None:
    is_asked_how_often(home)
    answers(home, ("Each month", "Such as the first Monday", "← Back", "← Back"))
    answers(home, ("Times a week", "2"))
    leaves_the_rest(home)
    assert "2 times a week" in home.alice.last.words
    answers(home, ("Change…", "How often", "Again and again", "Every day"))
    assert "Repeats every day" in home.alice.last.words
    home.alice.taps("✓ Save")
    assert goal(home).schedule == Daily()


def test_a_week_begins_where_alice_says_it_does(home: Desk) -> None:
    home.alice.says("/settings")
    answers(home, ("Week begins", "Sunday"))
    is_asked_how_often(home)
    answers(home, ("Times a week", "2"))
    leaves_the_rest(home)
    home.alice.taps("✓ Save")
    assert goal(home).schedule == TimesPer(2, Period.WEEK, 6)


CANNOT_READ = "I cannot read that."
WRONG = [
    (("Times a week",), "8", "It has to be from 1 to 7."),
    (("Times a week",), "0", "It has to be from 1 to 7."),
    (("Times a week",), "-1", CANNOT_READ),
    (("Times a week",), "1e308", CANNOT_READ),
    (("Times a week",), "9" * 4000, "It has to be from 0 to 1000000000."),
    (("Times a month",), "32", "It has to be from 1 to 31."),
    (("Times a month",), "some", CANNOT_READ),
    (("Every few days",), "0", "It has to be from 2 to 3650."),
    (("Every few days",), "3651", "It has to be from 2 to 3650."),
    (("Every few days",), "½", CANNOT_READ),
    (("Each month",), "32", "It has to be from 1 to 31."),
    (("Each month",), "1, x", CANNOT_READ),
    (("Each month",), ",", "I see no words in that."),
    (("Each year",), "31 Feb", "There is no such day."),
    (("Each year",), "some day", CANNOT_READ),
    (("Several times a day",), "8", "Name two or more"),
    (("Several times a day",), "8 and 25", "There is no such time."),
    (("Several times a day",), "1 2 3 4 5 6 7 8 9 10 11 12 13", "12 is the most"),
    (("On chosen weekdays",), "8", "I see no weekday in that."),
    (("Every few days", "3"), "whenever", "Please use one of the buttons for this."),
    (("Each year", "29 Feb 2028"), "never", "Please use one of the buttons for this."),
    (
        ("Each month", "Such as the first Monday"),
        "5",
        "Please use one of the buttons for this.",
    ),
    (("Each month", "Such as the first Monday", "first"), "mon tue", "That is more"),
    ((), "now and then", CANNOT_READ),
    ((), "every 0 days", "It has to be from"),
]


@pytest.mark.parametrize(("way", "typed", "why"), WRONG)
def test_what_cannot_be_is_said_and_asked_again(
    home: Desk, way: tuple[str, ...], typed: str, why: str
) -> None:
    is_asked_how_often(home)
    answers(home, way)
    question = home.alice.last
    home.alice.says(typed)
    assert why in home.alice.last.words
    assert question.words in home.alice.last.words
    assert [label for label in question.labels if label not in home.alice.last.labels] == []


STEPS = [
    (("Times a week",), "times"),
    (("Times a month",), "times"),
    (("Every few days",), "every"),
    (("Every few days", "3"), "basis"),
    (("Each month",), "month"),
    (("Each month", "Such as the first Monday"), "nth"),
    (("Each month", "Such as the first Monday", "first"), "nth_day"),
    (("Each year",), "year"),
    (("Each year", "29 Feb 2028"), "leap"),
    (("Several times a day",), "slots"),
    (("On chosen weekdays",), "days"),
    ((), "often"),
]


@pytest.mark.parametrize(("way", "step"), STEPS)
@pytest.mark.parametrize("value", ["x", "999999999999", "-1", "+9", "1440-1441", "8-8", "none"])
def test_a_made_up_answer_makes_nothing(
    home: Desk, way: tuple[str, ...], step: str, value: str
) -> None:
    is_asked_how_often(home)
    answers(home, way)
    before = home.alice.last.words
    home.alice.makes_up(f"1.qa.goal.1.{step}.{value}")
    assert before in home.alice.last.words
    assert titles(home) == []


def test_a_date_that_can_be_read_two_ways_is_asked_as_buttons(home: Desk) -> None:
    is_asked_how_often(home)
    answers(home, ("Each year", "5/12"))
    assert "That can be read two ways" in home.alice.last.words
    home.alice.taps("Saturday 5 December")
    leaves_the_rest(home)
    assert "every year on 5 December" in home.alice.last.words


# --- Ticked --------------------------------------------------------------------------------------


def lines(desk: Desk, title: str) -> list[str]:
    """What the card of today says of a goal."""
    desk.alice.says("/today")
    return [line for line in desk.alice.last.words.splitlines() if title in line]


def test_each_time_of_a_day_has_a_box_of_its_own(home: Desk) -> None:
    a_goal(home, "Pills", schedule=Slotted(Daily(), (480, 1200)))
    assert lines(home, "Pills") == ["⬜ Pills 08:00", "⬜ Pills 20:00"]
    home.alice.taps("⬜ Pills 08:00")
    assert home.alice.toast == "Done: Pills"
    assert lines(home, "Pills") == ["✅ Pills 08:00 – done", "⬜ Pills 20:00"]
    assert goal(home).recent.done == 0
    home.alice.taps("⬜ Pills 20:00")
    assert goal(home).recent.done == 1
    home.alice.makes_up(Tick(1, TODAY, Reaction.CLEAR, slot=1))
    assert [entry(home, slot=slot).reading for slot in (1, 2)] == [Reading.OPEN, Reading.DONE]


def test_times_a_week_are_offered_until_they_are_met_and_anew_next_week(home: Desk) -> None:
    a_goal(home, "Gym", schedule=TimesPer(2, Period.WEEK), start=date(2026, 3, 2))
    assert lines(home, "Gym") == ["⬜ Gym – 0 of 2 this week"]
    home.alice.taps("⬜ Gym")
    assert lines(home, "Gym") == ["✅ Gym – done – 1 of 2 this week"]
    home.clock.advance(DAY)
    assert lines(home, "Gym") == ["⬜ Gym – 1 of 2 this week"]
    home.alice.taps("⬜ Gym")
    home.clock.advance(DAY)
    assert lines(home, "Gym") == []
    home.clock.set(datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert lines(home, "Gym") == ["⬜ Gym – 0 of 2 this week"]


def test_times_a_month_count_within_the_month(home: Desk) -> None:
    a_goal(home, "Call", schedule=TimesPer(1, Period.MONTH), start=date(2026, 3, 1))
    assert lines(home, "Call") == ["⬜ Call – 0 of 1 this month"]
    home.alice.taps("⬜ Call")
    home.clock.advance(DAY)
    assert lines(home, "Call") == []
    home.clock.set(datetime(2026, 4, 1, 12, tzinfo=UTC))
    assert lines(home, "Call") == ["⬜ Call – 0 of 1 this month"]


def test_times_in_any_days_are_told_by_their_window(home: Desk) -> None:
    a_goal(home, "Swim", schedule=TimesIn(1, 5))
    home.alice.says("/today")
    home.alice.taps("⬜ Swim")
    assert lines(home, "Swim") == ["✅ Swim – done – 1 of 1 in 5 days"]
    home.clock.advance(3 * DAY)
    assert lines(home, "Swim") == []
    home.clock.advance(2 * DAY)
    assert lines(home, "Swim") == ["⬜ Swim – 0 of 1 in 5 days"]


def test_what_follows_its_last_time_is_offered_from_then_until_it_is_done(home: Desk) -> None:
    a_goal(home, "Water", schedule=AfterDone(3))
    assert lines(home, "Water") == ["⬜ Water"]
    home.alice.taps("⬜ Water")
    for days in (1, 1):
        home.clock.advance(days * DAY)
        assert lines(home, "Water") == []
    home.clock.advance(DAY)
    assert lines(home, "Water") == ["⬜ Water"]
    home.clock.advance(DAY)
    assert lines(home, "Water") == ["⬜ Water"], "late, and still there"


@pytest.mark.parametrize(
    ("schedule", "due", "not_due"),
    [
        (
            MonthDays(frozenset({31})),
            [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2028, 2, 29)],
            [date(2027, 1, 30), date(2028, 2, 28)],
        ),
        (MonthDays(frozenset({30})), [date(2027, 2, 28), date(2027, 3, 30)], [date(2027, 3, 28)]),
        (
            Yearly(2, 29, Leap.BEFORE),
            [date(2027, 2, 28), date(2028, 2, 29)],
            [date(2027, 3, 1), date(2028, 2, 28)],
        ),
        (
            Yearly(2, 29, Leap.AFTER),
            [date(2027, 3, 1), date(2028, 2, 29)],
            [date(2027, 2, 28), date(2028, 3, 1)],
        ),
        (MonthWeekday(LAST, 4), [date(2026, 3, 27), date(2026, 5, 29)], [date(2026, 3, 20)]),
    ],
)
def test_the_ends_of_months_are_where_the_words_say(
    home: Desk, schedule: Schedule, due: list[date], not_due: list[date]
) -> None:
    a_goal(home, schedule=schedule)
    assert [entry(home, day=day).reading is not Reading.NOT_DUE for day in due] == [True] * len(due)
    assert {entry(home, day=day).reading for day in not_due} == {Reading.NOT_DUE}


def test_the_last_day_of_february_is_ticked_on_the_card(home: Desk) -> None:
    a_goal(home, "Rent", schedule=MonthDays(frozenset({31})))
    home.clock.set(datetime(2027, 2, 28, 12, tzinfo=UTC))
    assert lines(home, "Rent") == ["⬜ Rent"]
    home.alice.taps("⬜ Rent")
    assert entry(home, day=date(2027, 2, 28)).reading is Reading.DONE


def test_what_is_done_on_days_of_one_s_choice_promises_no_day_ahead(home: Desk) -> None:
    a_goal(home, "Gym", schedule=TimesPer(3, Period.WEEK))
    home.alice.says("/today")
    home.alice.taps("⬜ Gym")
    home.alice.says("/goals")
    home.alice.taps("Gym")
    assert "Asks again: tomorrow" in home.alice.last.words
    assert "Today" in home.alice.last.labels, "tomorrow's card has it not"


# --- Weeks and months begun in their middle --------------------------------------------------------


def card_of(desk: Desk, title: str) -> str:
    desk.alice.says("/goals")
    desk.alice.taps(title)
    return desk.alice.last.words


def test_a_first_week_that_asks_for_less_says_why(home: Desk) -> None:
    home.clock.set(datetime(2026, 3, 6, 12, tzinfo=UTC))
    is_asked_how_often(home)
    answers(home, ("Times a week", "3"))
    leaves_the_rest(home)
    why = "First week: 2, as it starts on Friday"
    assert why in home.alice.last.words
    home.alice.taps("✓ Save")
    assert why in home.alice.last.words
    assert lines(home, "Gym") == ["⬜ Gym – 0 of 2 this week"]
    home.clock.advance(3 * DAY)
    assert "First week" not in card_of(home, "Gym")


def test_a_first_month_that_asks_for_less_says_why(home: Desk) -> None:
    a_goal(home, "Call", schedule=TimesPer(4, Period.MONTH), start=date(2026, 3, 20))
    assert "First month: 2, as it starts on 20 March" in card_of(home, "Call")


def test_a_rhythm_changed_in_the_middle_of_a_week_says_so_too(home: Desk) -> None:
    a_goal(home, "Gym")
    home.clock.set(datetime(2026, 3, 6, 12, tzinfo=UTC))
    home.alice.says("/goals")
    answers(home, ("Gym", "Edit", "How often", "Again and again", "Times a week", "5"))
    assert "First week: 2, as it starts on Saturday" in home.alice.last.words


@pytest.mark.parametrize(
    ("schedule", "days", "row"),
    [
        (Daily(), (0, 1, 2), "4 times in a row"),
        (TimesPer(1, Period.WEEK), (0, 1, 7), "2 weeks in a row"),
        (TimesPer(1, Period.MONTH), (0, 1, 30), "2 months in a row"),
        (TimesIn(1, 4), (0, 4), "On course since Wednesday 4 March"),
    ],
)
def test_a_row_is_told_in_what_the_goal_counts_in(
    home: Desk, schedule: Schedule, days: tuple[int, ...], row: str
) -> None:
    a_goal(home, "Gym", schedule=schedule)
    home.do(entries.tick, home.alice.me, 1, TODAY - DAY, State.DONE)  # before it began
    for number in days:
        home.clock.set(datetime(2026, 3, 4, 12, tzinfo=UTC) + number * DAY)
        home.do(entries.tick, home.alice.me, 1, TODAY + number * DAY, State.DONE)
    assert row in card_of(home, "Gym")
