"""On both databases: what is said again, what is too much, and what nobody answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.bells import Bell
from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound, Reason, Refused
from domain.goals import Criticality
from domain.kinds import Period, TimesPer
from storage import entries, goals, outbox, own_reminders, people, reminders
from storage.database import Database
from storage.parcels import Card
from storage.people import Acquaintance
from storage.reminders import MOST
from tests.databases import acquaint
from tests.storage.test_outbox import (
    AT_EIGHT,
    BERLIN_EIGHT,
    DAY,
    MINUTE,
    berlin,
    fates,
    go_off,
    said,
)

__all__ = ["berlin"]


def send(database: Database) -> list[Card]:
    """A beat of the clock at which Telegram takes whatever goes out."""
    sent: list[Card] = []
    while cards := go_off(database):
        for card in cards:
            assert database.run_now(outbox.begin, card)
            database.run_now(outbox.sent, card, 70 + card.id)
        sent += cards
    return sent


def days(database: Database, clock: FakeClock, count: int) -> list[int]:
    """How many messages go out on each of so many days."""
    came = []
    for day in range(count):
        clock.set(BERLIN_EIGHT + day * DAY)
        came.append(len(send(database)))
    return came


def test_it_is_said_again_until_it_is_answered(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(reminders.nag, berlin, 1, 10, 3)
    clock.set(BERLIN_EIGHT)
    send(database)
    clock.advance(10 * MINUTE)
    assert said(send(database)) == [["Pills"]]
    database.run_now(entries.tick, berlin, goal.id, BERLIN_EIGHT.date(), State.DONE)
    clock.advance(10 * MINUTE)
    assert send(database) == []
    assert fates(url)[-1] == ("dropped", "answered")


def test_what_is_said_again_ends_with_the_day(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    wish = replace(AT_EIGHT, reminders=(23 * 60 + 55,), criticality=Criticality.HIGH)
    database.run_now(goals.create, berlin, wish)
    database.run_now(reminders.nag, berlin, 1, 10, 3)
    clock.set(BERLIN_EIGHT + timedelta(hours=15, minutes=55))
    assert len(send(database)) == 1
    clock.advance(10 * MINUTE)
    assert send(database) == []
    assert fates(url)[-1] == ("dropped", "over")


def test_an_hour_has_room_for_so_much_that_the_bot_begins(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    me = database.run_now(people.set_limits, berlin, (6, 3))
    database.run_now(goals.create, me, AT_EIGHT)
    database.run_now(reminders.nag, me, 1, 10, 10)
    came = []
    for minutes in range(0, 90, 10):
        clock.set(BERLIN_EIGHT + minutes * MINUTE)
        came.append(len(send(database)))
    assert came == [1, 1, 1, 0, 0, 0, 1, 1, 1]
    assert fates(url)[-1] == ("waiting", None)


@pytest.mark.parametrize(
    ("until", "room"),
    [(481, [[], [1]]), (None, [[1], []])],
    ids=["at a random time", "at a time of one's own"],
)
def test_the_question_of_the_mood_waits_for_room_where_the_bot_chose_its_time(
    database: Database,
    clock: FakeClock,
    berlin: Acquaintance,
    until: int | None,
    room: list[list[int]],
) -> None:
    """Two messages of the last hour are as many as there may be."""
    database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=(430, 455)))
    me = database.run_now(people.agree, berlin, frozenset({"goals", "moods"}))
    database.run_now(own_reminders.set_mood, me, 480, 480 if until is None else until)
    for minutes in (430, 455):
        clock.set(BERLIN_EIGHT + (minutes - 480) * MINUTE)
        assert len(send(database)) == 1
    asked = []
    for minutes in (1, 12):
        clock.set(BERLIN_EIGHT + minutes * MINUTE)
        asked.append([1 for card in send(database) if card.mood])
    assert asked == room


def test_three_without_an_answer_are_asked_about_and_then_one_of_two_is_left_out(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    assert days(database, clock, 8) == [1, 1, 1, 1, 0, 1, 0, 1]
    assert fates(url)[4] == ("dropped", "halved")
    assert database.read_now(reminders.one, berlin, 1).halved
    database.run_now(reminders.keep, berlin, 1)
    assert not database.read_now(reminders.one, berlin, 1).halved


def test_a_week_left_out_of_what_one_does_when_one_likes_is_asked_about(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    wish = replace(AT_EIGHT, schedule=TimesPer(1, Period.WEEK))
    database.run_now(goals.create, berlin, wish)
    assert days(database, clock, 9) == [1] * 8 + [0]


def test_it_is_asked_on_one_message_and_no_later_one(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    asked = []
    for day in range(6):
        clock.set(BERLIN_EIGHT + day * DAY)
        asked += [card.unsure_of for card in send(database)]
    assert asked == [None, None, None, 1, None]


def test_what_matters_most_comes_every_time(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, replace(AT_EIGHT, criticality=Criticality.HIGH))
    assert days(database, clock, 8) == [1] * 8


def test_weekly_means_on_that_weekday(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(reminders.make_weekly, berlin, 1, BERLIN_EIGHT.weekday())
    assert days(database, clock, 8) == [1, 0, 0, 0, 0, 0, 0, 1]


def test_a_goal_has_so_many_ways_of_ringing_and_no_more(
    database: Database, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    bells = [Bell(minute) for minute in range(MOST)]
    with pytest.raises(Refused) as refusal:
        database.run_now(reminders.add, berlin, goal.id, bells)
    assert refusal.value.reason is Reason.TOO_MANY
    assert len(database.read_now(reminders.of_goal, berlin, goal.id).reminders) == 1


WEDNESDAYS = 1 << 2


@pytest.mark.parametrize(
    ("bell", "weekdays"),
    [
        (Bell(600), WEDNESDAYS),
        (Bell(480), WEDNESDAYS),
        (Bell(before=30), WEDNESDAYS),
        (Bell(600, weekdays=1), 1),
        (Bell(600, day=BERLIN_EIGHT.date() + DAY), None),
    ],
)
def test_moved_it_keeps_its_weekdays_unless_others_are_said(
    database: Database, berlin: Acquaintance, bell: Bell, weekdays: int | None
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(reminders.make_weekly, berlin, 1, 2)
    (one,) = database.run_now(reminders.add, berlin, goal.id, [bell], 1).reminders
    assert one.bell == replace(bell, weekdays=weekdays)


def test_moved_onto_another_that_one_takes_over_what_it_has_not_set(
    database: Database, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=(480, 600)))
    database.run_now(reminders.nag, berlin, 1, 10, 3)
    database.run_now(reminders.be_exact, berlin, 1, True)
    (one,) = database.run_now(reminders.add, berlin, goal.id, [Bell(600)], 1).reminders
    assert (one.id, one.nag_every, one.nag_times, one.exact) == (2, 10, 3, True)


def test_moved_onto_another_that_one_keeps_what_it_has_set(
    database: Database, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=(480, 600)))
    database.run_now(reminders.nag, berlin, 1, 10, 3)
    database.run_now(reminders.nag, berlin, 2, 30, 1)
    database.run_now(reminders.be_exact, berlin, 2, True)
    (one,) = database.run_now(reminders.add, berlin, goal.id, [Bell(600)], 1).reminders
    assert (one.nag_every, one.nag_times, one.exact) == (30, 1, True)


@pytest.mark.parametrize(
    ("moved", "there", "weekdays"), [(2, 4, 1 << 2 | 1 << 4), (None, 4, None), (2, None, None)]
)
def test_moved_onto_another_it_speaks_on_the_weekdays_of_both(
    database: Database,
    berlin: Acquaintance,
    moved: int | None,
    there: int | None,
    weekdays: int | None,
) -> None:
    goal = database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=(480, 600)))
    database.run_now(reminders.make_weekly, berlin, 1, moved)
    database.run_now(reminders.make_weekly, berlin, 2, there)
    (one,) = database.run_now(reminders.add, berlin, goal.id, [Bell(600)], 1).reminders
    assert one.bell.weekdays == weekdays


@pytest.mark.parametrize("minutes", [4, 24 * 60])
def test_a_nag_is_neither_a_siren_nor_a_day_away(
    database: Database, berlin: Acquaintance, minutes: int
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    with pytest.raises(Refused):
        database.run_now(reminders.nag, berlin, 1, minutes, 3)


def test_nobody_sets_or_sees_anothers_reminders(database: Database, berlin: Acquaintance) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    charlie = acquaint(database, 103, None)
    for use_case, *more in (
        (reminders.one, 1),
        (reminders.of_goal, goal.id),
        (reminders.add, goal.id, [Bell(60)]),
        (reminders.remove, 1),
        (reminders.switch, 1, False),
        (reminders.nag, 1, 10, 3),
        (reminders.be_exact, 1, True),
        (reminders.keep, 1),
        (reminders.make_weekly, 1, 2),
        (reminders.lead, goal.id, 3),
        (reminders.start_alerts, goal.id, 480),
    ):
        with pytest.raises(NotFound):
            database.run_now(use_case, charlie, *more)
    assert database.read_now(reminders.one, berlin, 1).speaks
