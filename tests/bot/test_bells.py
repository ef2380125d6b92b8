"""The reminders of a goal in the chat: each way to set one, and how each then behaves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.reminders import GoOn, ShowOneReminder
from bot.wire import Word
from domain.entries import Reading
from domain.goals import Criticality
from domain.kinds import Daily, Once, Period, Schedule, Slotted, TimesPer
from domain.quiet import USUAL, QuietHours
from storage import goal_views, goals, own_reminders, people, reminders
from storage.goals import Wish
from tests.bot.desk import Desk
from tests.bot.homes import entry
from tests.databases import rows_of

TODAY = date(2026, 3, 4)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIVE = 17 * 60
AT_FIVE = datetime(2026, 3, 4, 16, tzinfo=UTC)
"""Five in the afternoon in Berlin."""


def a_goal(
    home: Desk,
    title: str = "Pills",
    *minutes: int,
    schedule: Schedule | None = None,
    target: date | None = None,
    criticality: Criticality = Criticality.NORMAL,
) -> None:
    wish = Wish(title, None, schedule or Daily(), TODAY, target, criticality, minutes)
    home.do(goals.create, home.alice.me, wish)


def rings(home: Desk, words: str, title: str = "Pills") -> None:
    """Alice lets a goal ring as she says."""
    home.alice.says("/goals")
    home.alice.taps(title)
    home.alice.taps("Reminders")
    home.alice.taps("Add a time")
    home.alice.says(words)


def at(home: Desk, instant: datetime) -> None:
    home.clock.set(instant)
    home.beats()


def heard(home: Desk) -> int:
    return len(home.telegram.made("sendMessage"))


def fates(home: Desk) -> list[tuple[object, ...]]:
    return list(rows_of(home.url, "SELECT kind, state, why FROM outbox ORDER BY due_at, id"))


def test_so_long_before_each_time_it_is_due(home: Desk) -> None:
    a_goal(home, schedule=Slotted(Daily(), (FIVE, FIVE + 120)))
    rings(home, "30 minutes before")
    assert "30 minutes before" in home.alice.last.words
    at(home, AT_FIVE - 30 * MINUTE)
    assert home.alice.last.words == (
        "Pills, due at 17:00\nYou asked me to say so now.\nWednesday 4 March"
    )
    at(home, AT_FIVE + 90 * MINUTE)
    assert home.alice.last.words == (
        "Pills, due at 19:00\nOne tap, and it is noted.\nWednesday 4 March"
    )
    home.alice.taps("⬜ Pills")
    assert entry(home, slot=2).reading is Reading.DONE


def test_without_a_time_of_its_own_a_day_is_due_at_its_end(home: Desk) -> None:
    a_goal(home)
    rings(home, "2 hours before")
    at(home, datetime(2026, 3, 4, 20, 59, tzinfo=UTC))
    before = heard(home)
    at(home, datetime(2026, 3, 4, 21, tzinfo=UTC))
    assert heard(home) == before + 1
    assert home.alice.last.words == "Pills, 22:00\nSo that it is not forgotten.\nWednesday 4 March"


def test_a_date_and_a_time_speak_of_the_goal_s_own_date(home: Desk) -> None:
    a_goal(home, "Dentist", schedule=Once(9 * 60), target=date(2026, 3, 10))
    rings(home, "8 march 18:00", "Dentist")
    assert "Sunday 8 March, 18:00" in home.alice.last.words
    at(home, datetime(2026, 3, 8, 17, tzinfo=UTC))
    assert home.alice.last.words == "Dentist, due at 09:00\nTuesday 10 March"
    at(home, datetime(2026, 3, 9, 17, tzinfo=UTC))
    assert "Dentist" in home.alice.last.words
    assert rows_of(home.url, "SELECT count(*) FROM alarms") == [(0,)]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yesterday 18:00", "That is over already."),
        ("24 dec", "At what time of that day?"),
        ("8 days before", "A week before is the earliest"),
        ("whenever", "I cannot read that."),
        ("25:00", "There is no such time."),
    ],
)
def test_what_cannot_ring_is_told_and_asked_again(home: Desk, words: str, answer: str) -> None:
    a_goal(home)
    rings(home, words)
    assert answer in home.alice.last.words
    home.alice.says("8")
    assert home.look(goal_views.view, home.alice.me, 1).reminders == (8 * 60,)


def test_the_time_that_was_typed_with_an_unclear_day_is_kept(home: Desk) -> None:
    a_goal(home)
    rings(home, "3/4 20:30")
    home.alice.taps("Friday 3 April")
    assert "Friday 3 April, 20:30" in home.alice.last.words


def test_on_the_days_that_lead_up_to_a_date(home: Desk) -> None:
    """Beeminder's leadtime."""
    a_goal(home, "Taxes", FIVE, schedule=Once(), target=TODAY + 3 * DAY)
    home.do(reminders.lead, home.alice.me, 1, 1)
    said = []
    for ahead in range(5):
        before = heard(home)
        at(home, AT_FIVE + ahead * DAY)
        said.append(heard(home) - before)
    assert said == [0, 0, 1, 1, 0]
    assert "Saturday 7 March" in home.alice.last.words


def test_nothing_is_said_before_the_time_of_day_that_was_asked_for(home: Desk) -> None:
    """Beeminder's alertstart."""
    a_goal(home, "Pills", 6 * 60)
    home.alice.says("/goals")
    for label in ("Pills", "Reminders", "Not before…", "08:00"):
        home.alice.taps(label)
    assert "Never before 08:00." in home.alice.last.words
    at(home, datetime(2026, 3, 5, 6, 59, tzinfo=UTC))
    before = heard(home)
    at(home, datetime(2026, 3, 5, 7, tzinfo=UTC))
    assert heard(home) == before + 1


def nagging(home: Desk, **more: Criticality) -> None:
    a_goal(home, "Pills", FIVE, **more)
    home.do(reminders.nag, home.alice.me, 1, 10, 3)


def test_it_says_itself_again_until_it_is_done(home: Desk) -> None:
    nagging(home)
    at(home, AT_FIVE)
    at(home, AT_FIVE + 10 * MINUTE)
    assert heard(home) == 2
    home.alice.taps("⬜ Pills")
    at(home, AT_FIVE + 20 * MINUTE)
    assert heard(home) == 2
    assert fates(home)[-1] == ("nag", "dropped", "answered")


def test_it_says_itself_again_so_often_at_most(home: Desk) -> None:
    nagging(home, criticality=Criticality.HIGH)
    for minutes in range(0, 120, 10):
        at(home, AT_FIVE + minutes * MINUTE)
    assert heard(home) == 4


def test_what_the_bot_begins_is_bounded_and_what_matters_most_is_not(home: Desk) -> None:
    nagging(home)
    for minutes in range(0, 120, 10):
        at(home, AT_FIVE + minutes * MINUTE)
    assert heard(home) == 4
    said = [str(row[0]) for row in rows_of(home.url, "SELECT decided_at FROM outbox ORDER BY id")]
    assert (
        int(said[2]) - int(said[0]) >= 60 * 60 * 1_000_000
    )  # two an hour, the rest waits for room


def test_what_was_put_off_is_not_said_again_before_its_time(home: Desk) -> None:
    nagging(home)
    at(home, AT_FIVE)
    home.alice.taps("Later…")
    home.alice.taps("In an hour")
    at(home, AT_FIVE + 30 * MINUTE)
    assert heard(home) == 1
    at(home, AT_FIVE + 60 * MINUTE)
    assert heard(home) == 2
    at(home, AT_FIVE + 75 * MINUTE)
    assert heard(home) == 3


@pytest.mark.parametrize("quiet", [USUAL, None])
def test_where_it_is_set_to_come_again_quiet_hours_are_spoken_of(
    home: Desk, quiet: QuietHours | None
) -> None:
    home.do(people.set_quiet_hours, home.alice.me, quiet)
    nagging(home)
    home.alice.makes_up(ShowOneReminder(1))
    assert ("In your quiet hours" in home.alice.last.words) == (quiet is not None)
    assert "/settings changes that." in home.alice.last.words


def test_in_quiet_hours_it_is_not_said_again(home: Desk) -> None:
    nagging(home)
    home.do(people.set_quiet_hours, home.alice.me, QuietHours(FIVE, FIVE + 60))
    at(home, AT_FIVE)
    at(home, AT_FIVE + 10 * MINUTE)
    assert heard(home) == 1
    assert fates(home)[-1] == ("nag", "dropped", "quiet")


def test_one_that_comes_alone_never_merges(home: Desk) -> None:
    a_goal(home, "Pills", FIVE)
    a_goal(home, "Read", FIVE)
    a_goal(home, "Walk", FIVE + 5)
    home.do(reminders.be_exact, home.alice.me, 1, True)
    at(home, AT_FIVE)
    home.beats()
    said = [str(call.payload["text"]) for call in home.telegram.made("sendMessage")]
    assert ["Pills" in text for text in said] == [True, False]
    assert "Read" in said[1]
    assert "Walk" in said[1]


def ignored(home: Desk, days: int, **more: Criticality) -> list[int]:
    """How many messages came on each of so many days, when nobody answers."""
    a_goal(home, "Pills", FIVE, **more)
    came = []
    for day in range(days):
        before = heard(home)
        at(home, AT_FIVE + day * DAY)
        came.append(heard(home) - before)
    return came


def test_after_three_without_an_answer_it_asks_once_and_then_comes_half_as_often(
    home: Desk,
) -> None:
    assert ignored(home, 8) == [1, 1, 1, 1, 0, 1, 0, 1]
    asked = ["no answer" in str(call.payload["text"]) for call in home.telegram.made("sendMessage")]
    assert asked == [False, False, False, True, False, False]


def test_what_matters_most_is_never_halved(home: Desk) -> None:
    assert ignored(home, 8, criticality=Criticality.HIGH) == [1] * 8


def test_an_answer_brings_it_back_to_every_time(home: Desk) -> None:
    ignored(home, 4)
    home.alice.taps("⬜ Pills")
    came = []
    for day in (4, 5, 6):
        before = heard(home)
        at(home, AT_FIVE + day * DAY)
        came.append(heard(home) - before)
    assert came == [1, 1, 1]


@pytest.mark.parametrize(
    ("way", "said", "then"),
    [
        ("Keep", "I keep it as it is.", [1, 1, 1]),
        ("Weekly", "From now on weekly: Saturday.", [0, 0, 0]),
        ("Stop", "It is silent from now on.", [0, 0, 0]),
    ],
)
def test_the_answer_to_the_question_holds(home: Desk, way: str, said: str, then: list[int]) -> None:
    ignored(home, 4)
    home.alice.taps(way)
    assert said in home.alice.last.words
    assert "no answer" not in home.alice.last.words
    came = []
    for day in (4, 5, 6):
        before = heard(home)
        at(home, AT_FIVE + day * DAY)
        came.append(heard(home) - before)
    assert came == then
    if way == "Weekly":
        at(home, AT_FIVE + 10 * DAY)
        assert heard(home) == before + 1


def test_what_joins_anothers_message_asks_there_before_it_comes_half_as_often(home: Desk) -> None:
    a_goal(home, "Walk", FIVE - 10, criticality=Criticality.HIGH)
    a_goal(home, "Pills", FIVE)
    for day in range(4):
        at(home, AT_FIVE - 10 * MINUTE + day * DAY)
    said = [str(call.payload["text"]) for call in home.telegram.made("sendMessage")]
    assert ["no answer" in text for text in said if "Pills" in text] == [False, False, False, True]


def test_moved_it_comes_alone_and_again_as_before(home: Desk) -> None:
    ignored(home, 4)
    home.do(reminders.nag, home.alice.me, 1, 10, 3)
    home.do(reminders.be_exact, home.alice.me, 1, True)
    home.alice.taps("Move")
    home.alice.says("20:15")
    assert "20:15; next today; again every 10 min; alone" in home.alice.last.words


def test_what_is_about_no_goal_cannot_be_moved_as_if_it_were(home: Desk) -> None:
    home.do(own_reminders.set_mood, home.alice.me, FIVE, FIVE)
    home.alice.says("/today")
    home.alice.makes_up(GoOn(1, Word("move"), 1))
    assert "I cannot find that any more." in home.alice.toast


def test_it_can_be_moved_from_the_question(home: Desk) -> None:
    ignored(home, 4)
    home.alice.taps("Move")
    assert "When shall I mention" in home.alice.last.words
    home.alice.says("20:15")
    assert home.look(goal_views.view, home.alice.me, 1).reminders == (20 * 60 + 15,)


def test_the_question_survives_a_discreet_message(home: Desk) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    ignored(home, 4)
    home.alice.taps("Show")
    assert "no answer" in home.alice.last.words


def test_part_and_a_note_are_said_on_the_message(home: Desk) -> None:
    a_goal(home, "Pills", FIVE)
    at(home, AT_FIVE)
    home.alice.taps("In part")
    assert entry(home).reading is Reading.PART
    home.alice.taps("Note")
    home.alice.says("half a pill")
    assert entry(home).note == "half a pill"
    home.alice.taps("← Back")
    assert home.alice.last.words == "Pills, 17:00: Done in part\nWednesday 4 March"


def test_of_several_goals_each_has_a_card_of_its_own(home: Desk) -> None:
    a_goal(home, "Pills", FIVE)
    a_goal(home, "Read", FIVE)
    at(home, AT_FIVE)
    home.alice.taps("More…")
    home.alice.taps("⬜ Read")
    home.alice.taps("In part")
    home.alice.taps("← Back")
    assert "Read, 17:00: Done in part" in home.alice.last.words


def test_an_answer_after_the_day_is_marked_late(home: Desk) -> None:
    a_goal(home, "Pills", FIVE)
    at(home, AT_FIVE)
    home.clock.set(AT_FIVE + DAY)
    home.alice.taps("⬜ Pills")
    assert home.alice.last.words == "Pills, 17:00: Done, said later\nWednesday 4 March"


def test_two_reminders_of_one_goal_are_one_line_after_an_absence(home: Desk) -> None:
    a_goal(home, "Pills", FIVE, FIVE + 60)
    at(home, AT_FIVE + timedelta(hours=4))
    assert home.alice.last.words.count("Pills") == 1


def test_what_is_done_on_days_of_ones_choice_speaks_until_it_is_enough(home: Desk) -> None:
    a_goal(home, "Gym", FIVE, schedule=TimesPer(1, Period.WEEK))
    at(home, AT_FIVE)
    home.alice.taps("⬜ Gym")
    at(home, AT_FIVE + DAY)
    assert heard(home) == 1


def test_a_reminder_is_switched_and_set_and_each_can_be_taken_back(home: Desk) -> None:
    a_goal(home, "Pills", FIVE)
    home.alice.says("/goals")
    for label in ("Pills", "Reminders", "✓ 17:00"):
        home.alice.taps(label)
    home.alice.taps("Every 10 min, 3 times")
    assert "again every 10 min" in home.alice.last.words
    home.alice.taps("Always alone")
    home.alice.taps("✓ It speaks")
    one = home.look(reminders.one, home.alice.me, 1)
    assert (one.nag_every, one.nag_times, one.exact, one.speaks) == (10, 3, True, False)
    for _ in range(3):
        home.alice.says("/undo")
    one = home.look(reminders.one, home.alice.me, 1)
    assert (one.nag_every, one.exact, one.speaks) == (None, False, True)


def test_the_days_of_a_file_are_mentioned_when_it_says_so(home: Desk) -> None:
    """The seed's `reminderdate` and `remindertime`, of a goal and of its `goaltracking`."""
    batch = (
        '[{"title": "Dentist", "is_onetime": true, "targetdate": "2026-03-10", "reminder": true,'
        ' "remindertime": "18:00:00", "reminderdate": "2026-03-08"},'
        ' {"title": "Pills", "is_onetime": false, "frequency": "Weekly", "days": ["Friday"],'
        ' "reminder": true, "reminderdate": null, "remindertime": null, "startdate": "2026-03-04",'
        ' "goaltracking": [{"duedate": "2026-03-06", "reminderdate": "2026-03-05",'
        ' "remindertime": "20:00:00"}]}]'
    )
    home.alice.sends_document(batch.encode())
    home.alice.taps("Import")
    at(home, datetime(2026, 3, 5, 19, tzinfo=UTC))
    assert home.alice.last.words == "Pills, 20:00\nFriday 6 March"
    at(home, datetime(2026, 3, 8, 17, tzinfo=UTC))
    assert home.alice.last.words == "Dentist, 18:00\nTuesday 10 March"
    before = heard(home)
    at(home, datetime(2026, 3, 10, 17, tzinfo=UTC))
    assert heard(home) == before
