"""The overviews and the mood question on their way through the outbox, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.clock import FakeClock
from domain.errors import NotFound
from domain.quiet import QuietHours
from storage import goals, mood_questions, moods, outbox, own_reminders, people, reviews, sweep
from storage.database import Database
from storage.parcels import Card
from storage.people import Acquaintance
from tests.databases import rows_of
from tests.storage.test_goals import DAY, RUN, TODAY

BOTH = frozenset({"goals", "moods"})
AT_EIGHT = datetime(2026, 3, 5, 7, tzinfo=UTC)
AT_NINE = datetime(2026, 3, 4, 20, tzinfo=UTC)
"""Eight in the morning and nine in the evening, in Berlin."""


@pytest.fixture
def me(database: Database, alice: Acquaintance) -> Acquaintance:
    return database.run_now(people.agree, alice, BOTH)


def taken(database: Database, clock: FakeClock, at: datetime) -> list[Card]:
    """What is handed out to be sent at that time."""
    clock.set(at)
    database.run_now(sweep.sweep)
    return database.run_now(outbox.take, 9)


def why(url: str) -> list[str | None]:
    return [reason for (reason,) in rows_of(url, "SELECT why FROM outbox ORDER BY due_at")]


@pytest.mark.parametrize(("minute", "at"), [(480, AT_EIGHT), (1260, AT_NINE)])
def test_a_day_goes_out_as_a_message_of_its_own(
    database: Database, clock: FakeClock, me: Acquaintance, minute: int, at: datetime
) -> None:
    database.run_now(goals.create, me, replace(RUN, reminders=(minute,)))
    database.run_now(own_reminders.set_day, me, minute)
    found = set()
    for message_id in (1, 2):  # one at a time
        (card,) = taken(database, clock, at)
        database.run_now(outbox.sent, card, message_id)
        found.add((card.digest, len(card.lines)))
    assert found == {(None, 1), ("day", 0)}


def test_a_morning_that_was_missed_is_not_told_on_the_next_day(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(goals.create, me, RUN)
    database.run_now(own_reminders.set_day, me, 480)
    assert taken(database, clock, AT_EIGHT + timedelta(hours=23, minutes=30)) == []
    assert why(url) == ["over"]


@pytest.mark.parametrize(
    ("set_it", "when", "in_the_morning"),
    [
        (own_reminders.set_week, (TODAY.weekday(), 1260), ["week"]),
        (own_reminders.set_mood, (1260, 1260), []),
    ],
)
def test_what_was_missed_before_the_quiet_hours_is_not_said_in_them(
    database: Database,
    clock: FakeClock,
    me: Acquaintance,
    set_it: Any,
    when: tuple[int, int],
    in_the_morning: list[str],
) -> None:
    """The bot was away at nine in the evening, and is back an hour after Alice went to bed."""
    database.run_now(reviews.say_mood, me, TODAY - 4 * DAY, 3, 5)
    database.run_now(set_it, me, *when)
    database.run_now(people.set_quiet_hours, me, QuietHours(1290, 420))
    assert taken(database, clock, AT_NINE + timedelta(minutes=90)) == []
    morning = taken(database, clock, AT_NINE + timedelta(hours=10))
    assert [card.digest for card in morning] == in_the_morning


def test_what_was_set_within_the_quiet_hours_comes_in_them(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_day, me, 1260)
    database.run_now(people.set_quiet_hours, me, QuietHours(1200, 420))
    assert len(taken(database, clock, AT_NINE + timedelta(minutes=30))) == 1


def test_a_day_of_the_past_night_is_still_looked_back_on(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    me = database.run_now(people.set_day_start, me, 240)
    database.run_now(own_reminders.set_day, me, 60)
    (card,) = taken(database, clock, datetime(2026, 3, 5, 0, tzinfo=UTC))
    assert (card.digest, card.day) == ("day", TODAY)


def test_a_whole_day_mood_answers_the_question_of_that_day(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_mood, me, 1260, 1260)
    database.run_now(reviews.say_mood, me, TODAY, 3, 5)
    assert taken(database, clock, AT_NINE) == []
    assert why(url) == ["noted"]


def test_a_mood_in_the_bin_answers_nothing(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_mood, me, 1260, 1260)
    clock.set(AT_NINE)
    mood = database.run_now(moods.log, me, "x", 3)
    database.run_now(moods.remove, me, mood.id)
    (card,) = taken(database, clock, AT_NINE)
    assert card.mood == mood_questions.MoodQuestion(5, None)


@pytest.mark.parametrize("hours", [0, 5, 60])
def test_an_answer_counts_for_the_day_on_the_message_and_the_last_one_holds(
    database: Database, url: str, clock: FakeClock, me: Acquaintance, hours: int
) -> None:
    database.run_now(own_reminders.set_mood, me, 1260, 1260)
    (card,) = taken(database, clock, AT_NINE)
    clock.set(AT_NINE + timedelta(hours=hours))
    for level in (2, 4):
        mood = database.run_now(mood_questions.answer, me, card.id, level, 5)
        assert (mood.level, mood.day) == (level, TODAY)
    assert len(rows_of(url, "SELECT 1 FROM mood_logs")) == 1
    assert database.run_now(outbox.card, me, card.id).mood == mood_questions.MoodQuestion(5, mood)


def test_what_no_message_asks_is_not_answered(
    database: Database, url: str, clock: FakeClock, me: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(own_reminders.set_mood, me, 1260, 1260)
    (card,) = taken(database, clock, AT_NINE)
    for who, card_id, level in ((charlie, card.id, 3), (me, card.id + 1, 3), (me, card.id, 6)):
        with pytest.raises(NotFound):
            database.run_now(mood_questions.answer, who, card_id, level, 5)
    assert rows_of(url, "SELECT 1 FROM mood_logs") == []


def test_a_week_goes_out_for_the_day_it_was_due(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    sunday = TODAY + 4 * DAY
    database.run_now(own_reminders.set_week, me, 6, 1080)
    database.run_now(moods.log, me, "x", 3)
    (card,) = taken(database, clock, datetime(2026, 3, 9, 7, tzinfo=UTC))
    assert (card.digest, card.day, card.late) == ("week", sunday, False)
    assert sunday == date(2026, 3, 8)
