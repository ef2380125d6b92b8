"""On both databases: which message of an earlier day is overtaken by a newer one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.bells import Bell
from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound
from domain.kinds import Daily, Slotted, Weekdays
from storage import entries, erasing, goals, overtaken, people, reminders, snoozing
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import acquaint, rows_of
from tests.storage.test_kindness import send
from tests.storage.test_outbox import AT_EIGHT, BERLIN_EIGHT, MINUTE, berlin

__all__ = ["berlin"]


def said(database: Database, clock: FakeClock, days: float) -> int:
    """The card that goes out so many days after the first morning."""
    clock.set(BERLIN_EIGHT + timedelta(days=days))
    [card] = send(database)
    return card.id


def before(database: Database, me: Acquaintance, card: int) -> list[tuple[int, str]]:
    """What a card overtakes: each message, and the day it is about."""
    found = database.read_now(overtaken.overtaken_by, me.id, card)
    return [(one.message_id, f"{one.card.day:%d %b}") for one in found]


def test_the_message_of_the_day_before_is_overtaken_while_it_asks(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    first = said(database, clock, 0)
    assert before(database, berlin, first) == []
    second = said(database, clock, 1)
    entries_there = rows_of(url, "SELECT count(*) FROM entries")
    assert before(database, berlin, second) == [(70 + first, "05 Mar")]
    assert rows_of(url, "SELECT count(*) FROM entries") == entries_there, "looking wrote"
    database.run_now(entries.tick, berlin, goal.id, BERLIN_EIGHT.date(), State.SKIPPED)
    assert before(database, berlin, second) == []


def test_only_the_latest_message_is_and_only_by_the_first_of_a_day(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=(480, 600)))
    cards = [said(database, clock, day + later) for day in (0, 1) for later in (0, 2 / 24)]
    assert before(database, berlin, cards[2]) == [(70 + cards[1], "05 Mar")]
    assert before(database, berlin, cards[3]) == []


def test_a_week_may_lie_between_them(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    thursdays = replace(AT_EIGHT, schedule=Weekdays(frozenset({3})))
    database.run_now(goals.create, berlin, thursdays)
    first, second = said(database, clock, 0), said(database, clock, 7)
    assert before(database, berlin, second) == [(70 + first, "05 Mar")]


def test_what_was_put_off_is_overtaken_where_it_was_said_again(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    first = said(database, clock, 0)
    database.run_now(snoozing.put_off, berlin, first, clock.now() + 15 * MINUTE)
    again = said(database, clock, 15 / 1440)
    assert before(database, berlin, said(database, clock, 1)) == [(70 + again, "05 Mar")]


def test_each_slot_of_a_day_has_its_own_message_before_it(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    """The evening's was done, and the morning's is what looks like today's."""
    twice = replace(AT_EIGHT, schedule=Slotted(Daily(), (480, 1200)), reminders=(480, 1200))
    goal = database.run_now(goals.create, berlin, twice)
    morning, _ = said(database, clock, 0), said(database, clock, 0.5)
    day = BERLIN_EIGHT.date()
    database.run_now(entries.tick, berlin, goal.id, day, State.DONE, day, 2)
    assert before(database, berlin, said(database, clock, 1)) == [(70 + morning, "05 Mar")]


def test_what_came_days_ahead_is_told_once_its_day_is_over(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, replace(AT_EIGHT, reminders=()))
    database.run_now(reminders.add, berlin, goal.id, [Bell(before=2 * 24 * 60)])
    cards, told = [], []
    for day in range(1, 5):
        cards.append(said(database, clock, day - 8 / 24))  # midnight, two days before it is over
        told.append(before(database, berlin, cards[-1]))
    first, second, _, _ = cards
    assert told == [[], [], [(70 + first, "07 Mar")], [(70 + second, "08 Mar")]]


def test_a_message_that_came_late_is_left_as_it_is(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    said(database, clock, 3 / 24)
    assert before(database, berlin, said(database, clock, 1)) == []


def test_what_was_put_off_to_the_next_day_does_not_hide_that_days_own(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    first = said(database, clock, 0)
    database.run_now(snoozing.put_off, berlin, first, clock.now() + timedelta(hours=27))
    second = said(database, clock, 1)
    said(database, clock, 1 + 3 / 24)
    assert before(database, berlin, said(database, clock, 2)) == [(70 + second, "06 Mar")]


def test_who_has_gone_on_from_a_message_keeps_what_stands_there(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    first = said(database, clock, 0)
    bob = database.run_now(people.agree, acquaint(database, 202, "UTC"), frozenset({"goals"}))
    database.run_now(overtaken.leave, bob, 70 + first)
    second = said(database, clock, 1)
    assert len(before(database, berlin, second)) == 1, "Bob has touched Alice's message"
    database.run_now(overtaken.leave, berlin, 70 + first)
    assert before(database, berlin, second) == []


def test_what_is_put_off_until_later_today_keeps_its_message_until_then(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    first = said(database, clock, 0)
    database.run_now(snoozing.put_off, berlin, first, clock.now() + timedelta(hours=25))
    assert before(database, berlin, said(database, clock, 1)) == []


@pytest.mark.parametrize("how", ["discreet", "blocked", "deleted"])
def test_nothing_is_opened_or_spoken_of_that_is_not_to_be(
    database: Database, clock: FakeClock, berlin: Acquaintance, how: str
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    said(database, clock, 0)
    second = said(database, clock, 1)
    match how:
        case "discreet":
            database.run_now(people.be_discreet, berlin, True)
        case "blocked":
            database.run_now(people.set_blocked, berlin, True)
        case "deleted":
            database.run_now(goals.remove, berlin, goal.id)
    assert before(database, berlin, second) == []


def test_nothing_of_anybody_else_is_overtaken(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    bob = database.run_now(people.agree, acquaint(database, 202, "UTC"), frozenset({"goals"}))
    database.run_now(goals.create, berlin, AT_EIGHT)
    said(database, clock, 0)
    second = said(database, clock, 1)
    assert before(database, bob, second) == []
    database.run_now(erasing.erase, berlin.telegram_id, b"salt")
    with pytest.raises(NotFound):
        before(database, berlin, second)
