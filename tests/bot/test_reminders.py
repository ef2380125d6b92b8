"""Reminders in the chat: what goes out, answering it, putting it off, switching them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.day import Reaction
from bot.codes.reminders import PutOff, RemindTick, ShowReminder, TypeUntil
from bot.transport import OutcomeUnknown
from bot.wire import Word
from domain.entries import Reading
from domain.goals import Criticality
from domain.kinds import Daily, Once, Schedule, Slotted
from domain.quiet import QuietHours
from scheduling.pacer import Pacer
from scheduling.post import Post
from storage import erasing, goals, outbox, own_reminders, pauses, people
from storage.goals import Wish
from storage.pauses import Scope
from tests.bot.desk import Desk, Tap
from tests.bot.homes import a_goal as plain_goal
from tests.bot.homes import entry
from tests.bot.recording import EDIT_LOST, Answer, refusal
from tests.databases import rows_of

TODAY = date(2026, 3, 4)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIVE = 17 * 60
NIGHT = QuietHours(22 * 60, 7 * 60)
AT_FIVE = datetime(2026, 3, 4, 16, tzinfo=UTC)
"""Five in the afternoon in Berlin."""


def a_goal(
    home: Desk,
    title: str,
    *minutes: int,
    schedule: Schedule | None = None,
    target: date | None = None,
) -> None:
    wish = Wish(
        title, None, schedule or Daily(), TODAY, target, Criticality.NORMAL, minutes or (FIVE,)
    )
    home.do(goals.create, home.alice.me, wish)


def at(home: Desk, instant: datetime) -> None:
    """It is then, and the clock beats."""
    home.clock.set(instant)
    home.beats()


def fates(home: Desk) -> Sequence[tuple[object, ...]]:
    return rows_of(home.url, "SELECT state, why FROM outbox ORDER BY due_at, id")


def test_a_reminder_comes_by_itself_and_names_its_goal_first_and_its_day(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE - MINUTE)
    assert home.alice.id not in home.telegram.latest
    at(home, AT_FIVE)
    assert home.alice.last.words == "Pills, 17:00\nSo that it is not forgotten.\nWednesday 4 March"
    assert home.alice.last.labels == ["⬜ Pills", "In part", "Skip", "Note", "Later…", "Day"]
    at(home, AT_FIVE + MINUTE)
    assert len(home.alice.chat) == 1


def test_it_is_answered_in_place(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps("⬜ Pills")
    assert len(home.alice.chat) == 1
    assert home.alice.last.words == "Pills, 17:00: Done\nWednesday 4 March"
    assert home.alice.last.labels == ["✅ Pills", "Clear", "Note", "Day"]
    assert entry(home).reading is Reading.DONE
    home.alice.taps("Clear")
    assert entry(home).reading is Reading.OPEN
    home.alice.taps("Skip")
    assert entry(home).reading is Reading.SKIPPED


def test_an_answer_after_midnight_counts_for_the_day_on_the_message(home: Desk) -> None:
    a_goal(home, "Pills", 23 * 60 + 30)
    at(home, datetime(2026, 3, 4, 22, 30, tzinfo=UTC))
    home.clock.set(datetime(2026, 3, 4, 23, 40, tzinfo=UTC))  # 00:40 in Berlin
    home.alice.taps("⬜ Pills")
    assert entry(home, day=TODAY).reading is Reading.DONE
    assert entry(home, day=TODAY + DAY).reading is Reading.OPEN
    assert "Wednesday 4 March" in home.alice.last.words


def test_several_at_about_the_same_time_are_one_message(home: Desk) -> None:
    a_goal(home, "Pills")
    a_goal(home, "Read", FIVE + 20)
    a_goal(home, "Walk", FIVE + 21)
    at(home, AT_FIVE)
    assert home.alice.last.words == (
        "Pills, 17:00\nRead, 17:20\nSo that it is not forgotten.\nWednesday 4 March"
    )
    home.alice.taps("⬜ Read")
    assert home.alice.last.words == "Pills, 17:00\nRead, 17:20: Done\nWednesday 4 March"
    at(home, AT_FIVE + 21 * MINUTE)
    assert home.alice.last.words == "Walk, 17:21\nYou asked me to say so now.\nWednesday 4 March"


@pytest.mark.parametrize("how", ["done", "paused", "archived", "deleted", "silent", "blocked"])
def test_who_need_not_be_reminded_hears_nothing(home: Desk, how: str) -> None:
    a_goal(home, "Pills")
    me = home.alice.me
    match how:
        case "done":
            home.alice.says("pills")
        case "paused":
            home.do(pauses.begin, me, Scope(), TODAY, TODAY)
        case "archived":
            home.do(goals.archive, me, 1)
        case "deleted":
            home.do(goals.remove, me, 1)
        case "silent":
            home.alice.says("/reminders")
            home.alice.taps("✓ 17:00 Pills")
        case "blocked":
            home.alice.turns_membership("kicked")
    before = len(home.alice.chat) if home.alice.id in home.telegram.chats else 0
    at(home, AT_FIVE)
    after = len(home.alice.chat) if home.alice.id in home.telegram.chats else 0
    assert after == before


@pytest.mark.parametrize(
    ("label", "instant", "says"),
    [
        ("In 15 minutes", AT_FIVE + 15 * MINUTE, "I say it again at 17:15."),
        ("In an hour", AT_FIVE + 60 * MINUTE, "I say it again at 18:00."),
        ("This evening", AT_FIVE + 120 * MINUTE, "I say it again at 19:00."),
        ("Tomorrow", AT_FIVE + DAY, "I say it again on Thursday 5 March at 17:00."),
    ],
)
def test_it_can_be_put_off(home: Desk, label: str, instant: datetime, says: str) -> None:
    a_goal(home, "Dentist", schedule=Once(), target=TODAY)
    at(home, AT_FIVE)
    home.alice.taps("Later…")
    home.alice.taps(label)
    assert says in home.alice.last.words
    at(home, instant - MINUTE)
    assert len(home.alice.chat) == 1
    at(home, instant)
    assert len(home.alice.chat) == 2
    assert "Wednesday 4 March" in home.alice.last.words
    home.alice.taps("Dentist")
    assert entry(home, day=TODAY).reading is Reading.DONE


@pytest.mark.parametrize(
    ("typed", "instant", "says"),
    [
        ("20:30", AT_FIVE + 210 * MINUTE, "I say it again at 20:30."),
        ("in 2 hours", AT_FIVE + 120 * MINUTE, "I say it again at 19:00."),
        ("9", AT_FIVE + 960 * MINUTE, "I say it again on Thursday 5 March at 09:00."),
        ("tomorrow 9", AT_FIVE + 960 * MINUTE, "I say it again on Thursday 5 March at 09:00."),
        ("friday", AT_FIVE + 2 * DAY, "I say it again on Friday 6 March at 17:00."),
    ],
)
def test_it_can_be_put_off_until_a_time_that_is_typed(
    home: Desk, typed: str, instant: datetime, says: str
) -> None:
    a_goal(home, "Dentist", schedule=Once(), target=TODAY)
    at(home, AT_FIVE)
    for label in ("Later…", "Another time"):
        home.alice.taps(label)
    home.alice.says(typed)
    assert says in home.alice.last.words
    before = len(home.alice.chat)
    at(home, instant - MINUTE)
    assert len(home.alice.chat) == before
    at(home, instant)
    assert len(home.alice.chat) == before + 1


@pytest.mark.parametrize(
    ("typed", "tapped", "says"),
    [
        ("3/4", "Friday 3 April", "I say it again on Friday 3 April at 17:00."),
        ("3/4 20:30", "Friday 3 April", "I say it again on Friday 3 April at 20:30."),
        ("3/4 0:00", "Friday 3 April", "I say it again on Friday 3 April at 00:00."),
        ("31 apr 20:30", "Thursday 30 April", "I say it again on Thursday 30 April at 20:30."),
    ],
)
def test_an_unclear_day_is_asked_before_it_is_put_off_and_its_time_is_kept(
    home: Desk, typed: str, tapped: str, says: str
) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    for label in ("Later…", "Another time"):
        home.alice.taps(label)
    home.alice.says(typed)
    home.alice.taps(tapped)
    assert says in home.alice.last.words


def test_a_time_that_is_over_is_asked_again(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    for label in ("Later…", "Another time"):
        home.alice.taps(label)
    home.alice.says("yesterday 9")
    assert "That is over already." in home.alice.last.words
    home.alice.says("3 march 9:00")
    assert "more than half a year away" in home.alice.last.words
    home.alice.taps("Cancel")
    assert "Pills, 17:00" in home.alice.last.words
    assert fates(home) == [("sent", "opened")]


def test_what_is_past_its_date_is_not_reminded_of_day_after_day(home: Desk) -> None:
    a_goal(home, "Dentist", schedule=Once(), target=TODAY)
    at(home, AT_FIVE)
    at(home, AT_FIVE + DAY)
    assert len(home.alice.chat) == 1
    assert fates(home) == [("sent", None), ("dropped", "not_due")]


def test_said_again_it_is_answered_on_the_new_message(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    (first,) = home.alice.chat
    home.alice.taps("Later…")
    home.alice.taps("In 15 minutes")
    at(home, AT_FIVE + 15 * MINUTE)
    assert home.alice.chat[first].labels == []
    assert home.alice.last.labels == ["⬜ Pills", "In part", "Skip", "Note", "Later…", "Day"]


def words_of(home: Desk, wanted: str) -> list[str]:
    """Every message of Alice's chat that speaks of something, the first that came first."""
    return [shown.words for _, shown in sorted(home.alice.chat.items()) if wanted in shown.words]


def test_each_day_of_the_week_reads_otherwise_than_the_day_before(home: Desk) -> None:
    a_goal(home, "Pills")
    said = []
    for day in range(5):
        at(home, AT_FIVE + day * DAY)
        said.append(home.alice.last.words.splitlines()[1])
        home.alice.taps("⬜ Pills")
        assert said[-1] not in home.alice.last.words
    assert len(set(said)) == 5


def test_yesterdays_message_says_that_its_day_is_over_once_todays_is_out(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    at(home, AT_FIVE + DAY)
    yesterdays, todays = words_of(home, "Pills")
    assert yesterdays == (
        "Pills, 17:00\nWednesday 4 March\n\n"
        "That day is over. Done, or skipped? It may stay as it is, too."
    )
    assert todays.endswith("Thursday 5 March")
    first = min(home.alice.chat)
    button = home.alice.chat[first].buttons[0][0]
    home.alice.presses(Tap(button["callback_data"], first))
    assert entry(home, day=TODAY).reading is Reading.DONE
    assert entry(home, day=TODAY + DAY).reading is Reading.OPEN
    assert home.alice.chat[first].words == "Pills, 17:00: Done, said later\nWednesday 4 March"


def test_one_of_several_that_was_not_answered_is_what_the_older_message_asks_about(
    home: Desk,
) -> None:
    a_goal(home, "Pills")
    a_goal(home, "Read")
    at(home, AT_FIVE)
    home.alice.taps("⬜ Read")
    at(home, AT_FIVE + DAY)
    assert words_of(home, "Pills")[0] == (
        "Pills, 17:00\nRead, 17:00: Done\nWednesday 4 March\n\n"
        "That day is over. Done, or skipped? It may stay as it is, too."
    )


def edits(home: Desk) -> int:
    return len(home.telegram.made("editMessageText"))


def test_what_was_answered_is_not_touched_again(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps("⬜ Pills")
    before = edits(home)
    at(home, AT_FIVE + DAY)
    assert edits(home) == before


def test_of_several_messages_of_a_day_the_last_one_is_told_once(home: Desk) -> None:
    a_goal(home, "Pills", FIVE, FIVE + 60)
    for later in (0, 60):
        at(home, AT_FIVE + later * MINUTE)
    for later in (0, 60):
        at(home, AT_FIVE + DAY + later * MINUTE)
    assert ["That day is over" in words for words in words_of(home, "Pills")] == [
        False, True, False, False,
    ]  # fmt: skip
    assert edits(home) == 1


def test_who_is_reminded_discreetly_finds_nothing_opened_by_itself(home: Desk) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    at(home, AT_FIVE + DAY)
    assert edits(home) == 0


@pytest.mark.parametrize("label", ["Note", "Later…", "Day"])
def test_what_stands_in_the_place_of_an_older_message_is_not_taken_away(
    home: Desk, label: str
) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps(label)
    there, before = home.alice.last, edits(home)
    at(home, AT_FIVE + DAY)
    assert home.alice.chat[min(home.alice.chat)].words == there.words
    assert edits(home) == before


def test_said_after_its_day_it_invites_to_that_day_no_more(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps("Later…")
    home.alice.taps("Tomorrow")
    at(home, AT_FIVE + DAY)
    assert home.alice.last.words == (
        "Pills, 17:00\nWednesday 4 March\n\n"
        "Pills, 17:00\nNow, or when it suits you.\nThursday 5 March"
    )


def test_a_day_that_is_over_and_put_off_says_when_it_comes_and_nothing_against_it(
    home: Desk,
) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.clock.set(AT_FIVE + 10 * 60 * MINUTE)
    for label in ("Later…", "In an hour"):
        home.alice.taps(label)
    assert "I say it again at 04:00." in home.alice.last.words
    assert "That day is over" not in home.alice.last.words


def test_a_mood_is_not_asked_for_anew_once_the_consent_to_it_is_withdrawn(home: Desk) -> None:
    a_goal(home, "Pills")
    home.do(own_reminders.set_mood, home.alice.me, FIVE + 10, FIVE + 10)
    at(home, AT_FIVE)
    assert "How are you?" in home.alice.last.words
    home.do(people.agree, home.alice.me, frozenset({"goals"}))
    at(home, AT_FIVE + DAY)
    first, _ = words_of(home, "Pills")
    assert "That day is over" in first
    assert "How are you?" not in first


@pytest.mark.parametrize(
    "trouble", [EDIT_LOST, refusal(429, "Too Many Requests: retry after 5", retry_after=5)]
)
def test_an_older_message_that_cannot_be_changed_stops_nothing(home: Desk, trouble: Answer) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.telegram.will("editMessageText", trouble)
    at(home, AT_FIVE + DAY)
    assert edits(home) == 1
    assert "That day is over" not in str(words_of(home, "Pills"))
    assert fates(home) == [("sent", None), ("sent", None)]


def test_an_evening_that_is_over_is_not_offered(home: Desk) -> None:
    a_goal(home, "Pills", 20 * 60)
    at(home, AT_FIVE + 180 * MINUTE)
    home.alice.taps("Later…")
    assert "This evening" not in home.alice.last.labels
    home.alice.taps("← Back")
    assert "Pills, 20:00" in home.alice.last.words


def test_put_off_and_done_meanwhile_is_silence(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps("Later…")
    home.alice.taps("In 15 minutes")
    home.alice.taps("⬜ Pills")
    at(home, AT_FIVE + 15 * MINUTE)
    assert len(home.alice.chat) == 1


def test_what_was_answered_elsewhere_cannot_be_put_off(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.taps("Later…")
    later = home.alice.button("In an hour")
    home.alice.says("pills")
    home.alice.presses(later)
    assert "Nothing on it is open any more." in home.alice.last.words


def test_after_an_absence_it_says_so_and_comes_once(home: Desk) -> None:
    a_goal(home, "Pills")
    a_goal(home, "Read", FIVE + 60)
    at(home, AT_FIVE + 3 * DAY + 200 * MINUTE)
    assert home.alice.last.words == (
        "While I was away:\n\nPills, 17:00\nRead, 18:00\nSaturday 7 March"
    )
    assert home.alice.last.labels == [
        "⬜ Pills",
        "Skip",
        "⬜ Read",
        "Skip",
        "More…",
        "Later…",
        "Day",
    ]
    assert len(home.alice.chat) == 1


def test_what_was_missed_waits_until_quiet_hours_are_over(home: Desk) -> None:
    home.do(people.set_quiet_hours, home.alice.me, NIGHT)
    a_goal(home, "Pills")
    at(home, datetime(2026, 3, 5, 5, 59, tzinfo=UTC))  # 06:59 in Berlin
    assert home.alice.id not in home.telegram.latest
    at(home, datetime(2026, 3, 5, 6, tzinfo=UTC))
    assert home.alice.last.words == "While I was away:\n\nPills, 17:00\nWednesday 4 March"


def test_what_the_person_set_inside_quiet_hours_comes_in_them(home: Desk) -> None:
    home.do(people.set_quiet_hours, home.alice.me, NIGHT)
    a_goal(home, "Pills", 23 * 60)
    at(home, AT_FIVE + 360 * MINUTE)
    assert home.alice.last.words == "Pills, 23:00\nWhenever you are ready.\nWednesday 4 March"
    home.alice.taps("Later…")
    home.alice.taps("In an hour")
    at(home, AT_FIVE + 420 * MINUTE)
    assert len(home.alice.chat) == 2


def test_where_a_reminder_is_set_quiet_hours_are_spoken_of(home: Desk) -> None:
    home.do(people.set_quiet_hours, home.alice.me, NIGHT)
    same = "In your quiet hours: 23:00. I remind you all the same."
    home.alice.says("pills daily 23:00")
    assert same in home.alice.last.words
    home.alice.taps("✓ Save")
    for label in ("Edit", "Reminders"):
        home.alice.taps(label)
    home.alice.taps("Add a time")
    home.alice.says("8 and 22:15")
    assert home.alice.last.words.startswith("In your quiet hours: 22:15.")
    home.alice.taps("Add a time")
    home.alice.taps("08:00")
    assert "quiet hours" not in home.alice.last.words


def test_a_discreet_reminder_names_nothing_until_it_is_opened(home: Desk) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    assert home.alice.last.words == "A reminder"
    assert home.alice.last.labels == ["Show"]
    assert "Pills" not in str(home.telegram.made("sendMessage"))
    home.alice.taps("Show")
    assert len(home.alice.chat) == 1
    assert home.alice.last.words == "Pills, 17:00\nSo that it is not forgotten.\nWednesday 4 March"
    home.alice.taps("⬜ Pills")
    assert entry(home).reading is Reading.DONE


@pytest.mark.parametrize("how", ["late", "put off", "a second copy"])
def test_whatever_comes_by_itself_is_discreet(home: Desk, how: str) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    a_goal(home, "Pills")
    match how:
        case "late":
            at(home, AT_FIVE + 180 * MINUTE)
        case "put off":
            at(home, AT_FIVE)
            for label in ("Show", "Later…", "In 15 minutes"):
                home.alice.taps(label)
            at(home, AT_FIVE + 15 * MINUTE)
        case "a second copy":
            home.telegram.will("sendMessage", OutcomeUnknown("sendMessage", "cut"))
            at(home, AT_FIVE)
            at(home, AT_FIVE + MINUTE)
    assert home.alice.last.words == "A reminder"
    assert "Pills" not in str(home.telegram.made("sendMessage"))


def test_a_discreet_reminder_of_what_is_gone_says_so(home: Desk) -> None:
    home.do(people.be_discreet, home.alice.me, True)
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.do(goals.remove, home.alice.me, 1)
    home.alice.taps("Show")
    assert "not there any more" in home.alice.last.words


def test_each_slot_of_a_day_has_its_own_reminder(home: Desk) -> None:
    a_goal(home, "Pills", FIVE, FIVE + 180, schedule=Slotted(Daily(), (FIVE, FIVE + 180)))
    at(home, AT_FIVE)
    home.alice.taps("⬜ Pills 17:00")
    assert [entry(home, slot=slot).reading for slot in (1, 2)] == [Reading.DONE, Reading.OPEN]
    at(home, AT_FIVE + 180 * MINUTE)
    assert home.alice.last.words == "Pills, 20:00\nNow, or when it suits you.\nWednesday 4 March"
    home.alice.taps("⬜ Pills 20:00")
    assert entry(home, slot=2).reading is Reading.DONE


def test_what_is_gone_says_so(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.do(goals.remove, home.alice.me, 1)
    home.alice.taps("Later…")
    assert "not there any more" in home.alice.last.words


def test_who_is_erased_while_a_reminder_waits_for_its_turn_hears_nothing(home: Desk) -> None:
    a_goal(home, "Pills")

    class Slow(Pacer):
        """While it gives a turn, Alice is erased."""

        async def turn(self, chat_id: int) -> None:
            await home.database.run(erasing.erase, chat_id, b"salt")

    home.post = Post(home.database, home.courier, Slow())
    at(home, AT_FIVE)
    assert home.alice.id not in home.telegram.latest


def test_charlie_gets_and_does_nothing_with_alices_reminder(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.charlie.settles_in()
    for code in (
        ShowReminder(1),
        RemindTick(1, 1, TODAY, Reaction.DONE),
        PutOff(1, Word("15")),
        TypeUntil(1),
    ):
        home.charlie.makes_up(code)
        assert "Pills" not in str(home.telegram.chats.get(home.charlie.id, {}))
    assert entry(home).reading is Reading.OPEN
    assert fates(home) == [("sent", None)]


def test_a_made_up_way_of_putting_off_does_nothing(home: Desk) -> None:
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    home.alice.makes_up(PutOff(1, Word("never")))
    assert fates(home) == [("sent", None)]


def test_the_list_says_when_each_comes_next_and_switches_it(home: Desk) -> None:
    a_goal(home, "Pills", 9 * 60, FIVE)
    home.alice.says("/reminders")
    assert home.alice.last.words == (
        "Reminders\nA tap lets one speak, or be silent.\n\n"
        "Pills, 09:00: next tomorrow\nPills, 17:00: next today"
    )
    home.alice.taps("✓ 17:00 Pills")
    assert "Pills, 17:00: silent" in home.alice.last.words
    home.alice.taps("17:00 Pills")
    assert "Pills, 17:00: next today" in home.alice.last.words


def test_without_any_the_list_says_how_to_get_one(home: Desk) -> None:
    plain_goal(home)
    home.alice.says("/reminders")
    assert "No goal has a reminder." in home.alice.last.words


def test_before_the_zone_is_known_nothing_comes_and_the_list_says_why(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    a_goal(desk, "Pills", 0, 720)
    desk.alice.says("/reminders")
    assert "I remind of nothing until I know your time zone." in desk.alice.last.words
    assert "Set my time zone" in desk.alice.last.labels
    at(desk, AT_FIVE + DAY)
    assert rows_of(desk.url, "SELECT 1 FROM outbox") == []


def test_a_reminder_switched_off_can_be_switched_on_by_undo(home: Desk) -> None:
    a_goal(home, "Pills")
    home.alice.says("/reminders")
    home.alice.taps("✓ 17:00 Pills")
    home.alice.says("/undo")
    at(home, AT_FIVE)
    assert "Pills, 17:00" in home.alice.last.words


def test_a_long_list_of_goals_fits_one_message(home: Desk) -> None:
    for number in range(40):
        a_goal(home, f"{'🦔' * 200}{number}")
    at(home, AT_FIVE)
    assert len(home.alice.last.labels) == 27
    assert not home.look(outbox.is_something_due)


def test_22_a_reminder_answered_too_late_for_telegram_is_answered(home: Desk) -> None:
    """Row 22."""
    a_goal(home, "Pills")
    at(home, AT_FIVE)
    too_old = "Bad Request: query is too old and response timeout expired"
    home.telegram.will("answerCallbackQuery", refusal(400, too_old))
    receipt = home.deliver(home.alice.press(home.alice.button("⬜ Pills")))
    assert entry(home).reading is Reading.DONE
    assert "17:00: Done" in home.alice.last.words
    assert home.state_of(receipt)[0] == "answered"
