"""Reminders go off: swept into the outbox, decided when they are to be said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from domain.clock import FakeClock
from domain.entries import State
from domain.kinds import Weekdays
from domain.quiet import QuietHours
from storage import alarms, entries, goals, outbox, people, snoozing, sweep
from storage.board import Board
from storage.database import Database
from storage.goals import Wish
from storage.outbox import LEASE
from storage.parcels import GRACE, Card
from storage.people import Acquaintance
from storage.saying import ATTEMPTS
from storage.tables import Alarm
from tests.databases import rows_of
from tests.storage.test_goals import RUN

BERLIN_EIGHT = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
"""Thursday, eight in the morning in Berlin."""

AT_EIGHT: Wish = replace(RUN, title="Pills", reminders=(480,))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def berlin(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    """Alice, who agreed and named her zone on the evening before."""
    clock.set(BERLIN_EIGHT - DAY / 2)
    me = database.run_now(people.agree, alice, frozenset({"goals"}))
    return database.run_now(people.set_zone, me, "Europe/Berlin")


def go_off(database: Database, limit: int = 25) -> list[Card]:
    """One beat of the clock: sweep, then take what is to be said."""
    while database.run_now(sweep.sweep):
        pass
    return database.run_now(outbox.take, limit)


def remind_at(database: Database, me: Acquaintance, *minutes: int) -> None:
    """A goal for each, named after its time."""
    for minute in minutes:
        wish = replace(RUN, title=f"At {minute}", reminders=(minute,))
        database.run_now(goals.create, me, wish)


def pills_at_eight(database: Database, clock: FakeClock, me: Acquaintance) -> Card:
    """A reminder of eight in the morning has just gone off; it is not sent yet."""
    database.run_now(goals.create, me, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    return card


def said(cards: list[Card]) -> list[list[str]]:
    return [[line.item.title for line in card.lines] for card in cards]


def fates(url: str) -> list[tuple[str, str | None]]:
    rows = rows_of(url, "SELECT state, why FROM outbox ORDER BY due_at, id")
    return [(str(state), why and str(why)) for state, why in rows]  # type: ignore[misc]


def test_a_reminder_goes_off_at_its_wall_time_once(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT - MINUTE)
    assert go_off(database) == []
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    assert said([card]) == [["Pills"]]
    assert not card.late
    database.run_now(outbox.sent, card, 77)
    clock.advance(MINUTE)
    assert go_off(database) == []
    assert fates(url) == [("sent", None)]
    assert database.read_now(sweep.next_due) == BERLIN_EIGHT + DAY


def test_the_hour_stays_when_the_clocks_change(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(datetime(2026, 3, 28, 8, tzinfo=UTC))
    go_off(database)
    assert database.read_now(sweep.next_due) == datetime(2026, 3, 29, 6, tzinfo=UTC)


def test_what_is_due_within_twenty_minutes_is_one_card(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    remind_at(database, berlin, 480, 495, 500, 501)
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    assert said([card]) == [["At 480", "At 495", "At 500"]]
    database.run_now(outbox.sent, card, 77)
    clock.set(BERLIN_EIGHT + 21 * MINUTE)
    assert said(go_off(database)) == [["At 501"]]
    assert [state for state, _ in fates(url)] == ["sent", "sent", "sent", "leased"]


@pytest.mark.parametrize("state", [State.DONE, State.SKIPPED, State.PART])
def test_what_is_answered_is_not_reminded_of(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance, state: State
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT - 60 * MINUTE)
    database.run_now(entries.tick, berlin, goal.id, BERLIN_EIGHT.date(), state)
    clock.set(BERLIN_EIGHT)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "answered")]


def test_a_day_on_which_it_is_not_due_stays_silent(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    fridays = replace(AT_EIGHT, schedule=Weekdays(frozenset({4})))
    database.run_now(goals.create, berlin, fridays)
    clock.set(BERLIN_EIGHT)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "not_due")]
    clock.advance(DAY)
    assert said(go_off(database)) == [["Pills"]]


def test_in_the_bin_and_in_the_archive_nothing_goes_off(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    for away, back in ((goals.remove, goals.restore), (goals.archive, goals.revive)):
        database.run_now(away, berlin, goal.id)
        assert rows_of(url, "SELECT 1 FROM alarms") == []
        database.run_now(back, berlin, goal.id)
        assert rows_of(url, "SELECT 1 FROM alarms") == [(1,)]


def test_deleted_between_sweep_and_sending_it_is_silent(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    database.run_now(sweep.sweep)
    database.run_now(goals.remove, berlin, goal.id)
    assert database.run_now(outbox.take, 25) == []
    assert fates(url) == [("dropped", "not_due")]


def test_of_a_goal_archived_since_not_even_what_was_due_the_day_before_is_said(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    """The card of that day still has it, open."""
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    while database.run_now(sweep.sweep):
        pass
    clock.advance(DAY)
    database.run_now(goals.archive, berlin, goal.id)
    while database.read_now(outbox.is_something_due):
        assert database.run_now(outbox.take, 25) == []
    assert fates(url) == [("dropped", "not_due")] * 2


def test_nothing_goes_off_before_the_zone_is_known(database: Database, url: str) -> None:
    bob = database.run_now(people.meet, 202, 202, "en")
    me = database.run_now(people.agree, bob, frozenset({"goals"}))
    database.run_now(goals.create, me, AT_EIGHT)
    assert rows_of(url, "SELECT 1 FROM alarms") == []
    database.run_now(people.set_zone, me, "Asia/Kolkata")
    assert rows_of(url, "SELECT count(*) FROM alarms") == [(1,)]


def test_another_zone_moves_the_alarm_at_once(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(people.set_zone, berlin, "America/New_York")
    assert database.read_now(sweep.next_due) == datetime(2026, 3, 5, 13, tzinfo=UTC)


def test_who_stopped_the_bot_or_took_the_yes_back_is_left_alone(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(people.lose, berlin.chat_id)
    assert rows_of(url, "SELECT 1 FROM alarms") == []
    database.run_now(people.set_blocked, berlin, False)
    assert rows_of(url, "SELECT count(*) FROM alarms") == [(1,)]
    database.run_now(people.agree, berlin, frozenset())
    assert rows_of(url, "SELECT 1 FROM alarms") == []


def test_18_what_was_put_off_by_who_cannot_be_reached_any_more_is_not_tried(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.give_back, card)
    database.run_now(people.lose, berlin.chat_id)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "blocked")]


def test_18_who_writes_can_be_reached_whatever_was_said_of_them_before(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(people.lose, berlin.chat_id)
    lost = database.read_now(people.by_id, berlin.id)
    assert lost.blocked_at is not None
    found = database.run_now(people.wake, lost)
    assert found.blocked_at is None
    assert database.run_now(people.wake, found) is found
    assert rows_of(url, "SELECT count(*) FROM alarms") == [(1,)]


def test_after_an_absence_one_row_stands_for_all_that_was_missed(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT + 3 * DAY + GRACE + MINUTE)
    [card] = go_off(database)
    assert card.late
    assert [line.item.day for line in card.lines] == [(BERLIN_EIGHT + 3 * DAY).date()]
    [(due_at, since)] = rows_of(url, "SELECT due_at, since FROM outbox")
    assert (due_at - since) / 86_400_000_000 == 3  # type: ignore[operator]


def test_in_one_batch_each_keeps_its_own_day_and_time(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    for title, minute in (("Pills", 480), ("Walk", 481), ("Dinner", 1170)):
        database.run_now(goals.create, berlin, replace(RUN, title=title, reminders=(minute,)))
    later = BERLIN_EIGHT + DAY + 5 * MINUTE
    clock.set(later)
    assert database.run_now(sweep.sweep) == 3
    found = rows_of(
        url,
        "SELECT r.minute, o.key = 'r' || r.id || '.' || replace(CAST(o.day AS TEXT), '-', ''),"
        " o.person_id = r.person_id AND o.goal_id = r.goal_id, o.due_at, o.since, a.fires_at"
        " FROM outbox o JOIN reminders r ON r.id = o.reminder_id"
        " JOIN alarms a ON a.reminder_id = r.id ORDER BY r.minute",
    )
    assert [row[:3] for row in found] == [(480, 1, 1), (481, 1, 1), (1170, 1, 1)]
    day = 86_400_000_000
    for minute, _, _, due_at, since, fires_at in found:
        assert fires_at - due_at == day  # type: ignore[operator]
        assert (since and due_at - since) == (None if minute == 1170 else day)  # type: ignore[operator]
    assert [row[3] - found[0][3] for row in found] == [0, 60_000_000, -750 * 60_000_000]  # type: ignore[operator]


def test_within_the_grace_it_is_said_as_usual(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT + 3 * DAY + GRACE)
    [card] = go_off(database)
    assert not card.late


def test_what_is_late_and_what_is_not_are_two_cards(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    remind_at(database, berlin, 480, 660)
    clock.set(BERLIN_EIGHT + 181 * MINUTE)
    [late] = go_off(database)
    assert (late.late, said([late])) == (True, [["At 480"]])
    database.run_now(outbox.sent, late, 77)
    [timely] = go_off(database)
    assert (timely.late, said([timely])) == (False, [["At 660"]])


def test_what_is_late_waits_for_the_morning_while_what_is_not_comes_in_time(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    me = database.run_now(people.set_quiet_hours, berlin, QuietHours(1320, 420))
    remind_at(database, me, 480, 1410)
    clock.set(BERLIN_EIGHT + 931 * MINUTE)  # 23:31
    [timely] = go_off(database)
    assert (timely.late, said([timely])) == (False, [["At 1410"]])
    database.run_now(outbox.sent, timely, 77)
    assert go_off(database) == []
    morning = BERLIN_EIGHT + DAY - 60 * MINUTE
    clock.set(morning - MINUTE)
    assert go_off(database) == []
    clock.set(morning)
    [late] = go_off(database)
    assert (late.late, said([late])) == (True, [["At 480"]])


def test_what_was_cut_off_and_is_late_by_night_holds_up_nothing_that_is_in_time(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    me = database.run_now(people.set_quiet_hours, berlin, QuietHours(1320, 420))
    remind_at(database, me, 1200, 1410)
    clock.set(BERLIN_EIGHT + 720 * MINUTE)
    [card] = go_off(database)
    database.run_now(outbox.begin, card)
    clock.set(BERLIN_EIGHT + 870 * MINUTE)  # 22:30
    assert go_off(database) == []
    clock.set(BERLIN_EIGHT + 930 * MINUTE)  # 23:30
    assert said(go_off(database)) == [["At 1410"]]


def test_quiet_hours_set_while_something_waits_are_kept(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT + 180 * MINUTE)
    while database.run_now(sweep.sweep):
        pass
    database.run_now(people.set_quiet_hours, berlin, QuietHours(600, 720))
    assert database.run_now(outbox.take, 25) == []
    clock.set(BERLIN_EIGHT + 240 * MINUTE)
    assert said(go_off(database)) == [["Pills"]]


def test_a_card_waits_for_the_one_that_is_on_its_way_and_takes_nothing_of_it_along(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    remind_at(database, berlin, 480, 570)
    clock.set(BERLIN_EIGHT + 90 * MINUTE - LEASE / 2)
    [first] = go_off(database)
    clock.set(BERLIN_EIGHT + 90 * MINUTE)
    assert go_off(database) == []
    database.run_now(outbox.sent, first, 77)
    assert said([first, *go_off(database)]) == [["At 480"], ["At 570"]]


def test_what_was_cut_off_and_is_late_in_part_is_said_in_two_messages(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    """Both were on one card, which nobody sent; then the first is told of as late, and alone."""
    remind_at(database, berlin, 480, 485)
    clock.set(BERLIN_EIGHT + GRACE - LEASE / 2)
    assert said(go_off(database)) == [["At 480", "At 485"]]
    clock.advance(LEASE)
    [late] = go_off(database)
    assert (late.late, said([late])) == (True, [["At 480"]])
    assert database.run_now(outbox.begin, late)
    database.run_now(outbox.sent, late, 77)
    assert fates(url) == [("sent", None), ("leased", None)]
    [timely] = go_off(database)
    assert (timely.late, said([timely])) == (False, [["At 485"]])


def test_what_joins_a_card_that_is_still_on_its_way_is_not_marked_as_said_with_it(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    """The clock leapt while the card was on its way, and it is taken up again before it arrived."""
    remind_at(database, berlin, 480, 510)
    clock.set(BERLIN_EIGHT)
    [alone] = go_off(database)
    assert database.run_now(outbox.begin, alone)
    clock.advance(30 * MINUTE)
    [joined] = go_off(database)
    assert (joined.id, said([joined])) == (alone.id, [["At 480", "At 510"]])
    database.run_now(outbox.sent, alone, 77)
    assert fates(url) == [("sent", None), ("leased", None)]
    assert not database.run_now(outbox.begin, joined), "a part of it has arrived"
    clock.advance(LEASE)
    assert said(go_off(database)) == [["At 510"]]


def test_who_waited_longer_than_the_lease_does_not_send_what_somebody_else_has(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, replace(RUN, reminders=(480,)))
    clock.set(BERLIN_EIGHT)
    [slow] = go_off(database)
    clock.advance(LEASE)
    [quick] = go_off(database)
    assert not database.run_now(outbox.begin, slow)
    database.run_now(outbox.give_back, slow)
    assert database.run_now(outbox.begin, quick)


def test_who_lost_a_part_of_a_card_to_somebody_does_not_send_the_rest(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    remind_at(database, berlin, 480, 485)
    clock.set(BERLIN_EIGHT + GRACE - LEASE / 2)
    [slow] = go_off(database)
    clock.advance(LEASE)
    [late] = go_off(database)
    assert not database.run_now(outbox.begin, slow)
    database.run_now(outbox.sent, late, 77)
    clock.advance(LEASE)
    assert said(go_off(database)) == [["At 485"]]
    assert rows_of(url, "SELECT DISTINCT attempts FROM outbox") == [(0,)]


def test_a_lease_keeps_others_away_and_runs_out(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    assert go_off(database) == []
    assert database.run_now(outbox.begin, card)
    database.run_now(outbox.unknown, card)
    clock.advance(LEASE)
    [again] = go_off(database)
    assert again.id == card.id, "both copies act as one"
    assert database.run_now(outbox.begin, again)
    database.run_now(outbox.unknown, again)
    clock.advance(LEASE)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "unknown")]


def test_a_lease_counts_from_when_its_turn_has_come(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    clock.advance(LEASE - timedelta(seconds=1))
    database.run_now(outbox.begin, card)
    clock.advance(LEASE - timedelta(seconds=1))
    assert go_off(database) == []


def test_what_only_waited_for_its_turn_outlives_any_number_of_lives(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    pills_at_eight(database, clock, berlin)
    for _ in range(2 * ATTEMPTS):
        clock.advance(LEASE)
        assert said(go_off(database)) == [["Pills"]]


def test_what_ends_the_process_again_and_again_is_given_up(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    for _ in range(ATTEMPTS - 1):
        database.run_now(outbox.begin, card)
        clock.advance(LEASE)
        [card] = go_off(database)
    database.run_now(outbox.begin, card)
    clock.advance(LEASE)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "unknown")]


def test_what_a_stop_gives_back_is_said_at_once_and_by_nobody_else_meanwhile(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.give_back, card)
    assert not database.run_now(outbox.begin, card)
    assert said(go_off(database)) == [["Pills"]]


def test_a_question_that_did_not_arrive_is_asked_with_the_next_try(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    """Three went without an answer, so the fourth asks, and nothing is left out before it did."""
    database.run_now(goals.create, berlin, AT_EIGHT)
    for days in range(3):
        clock.set(BERLIN_EIGHT + days * DAY)
        [card] = go_off(database)
        assert card.unsure_of is None
        database.run_now(outbox.sent, card, 77 + days)
    clock.set(BERLIN_EIGHT + 3 * DAY)
    [asking] = go_off(database)
    assert asking.unsure_of is not None
    database.run_now(outbox.begin, asking)
    database.run_now(outbox.not_sent, asking, MINUTE)
    clock.advance(MINUTE)
    [again] = go_off(database)
    assert again.unsure_of == asking.unsure_of
    database.run_now(outbox.sent, again, 80)
    clock.set(BERLIN_EIGHT + 4 * DAY)
    assert go_off(database) == []


def test_what_surely_did_not_arrive_is_tried_again_without_end(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    for _ in range(5):
        [card] = go_off(database)
        database.run_now(outbox.begin, card)
        database.run_now(outbox.not_sent, card, 10 * MINUTE)
        assert go_off(database) == []
        clock.advance(10 * MINUTE)
    assert said(go_off(database)) == [["Pills"]]


def test_what_is_refused_for_good_is_dropped(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.refused, card)
    assert go_off(database) == []
    assert fates(url) == [("dropped", "refused")]


def test_put_off_it_comes_again_then_and_speaks_of_its_own_day(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    database.run_now(outbox.sent, card, 77)
    later = BERLIN_EIGHT + 20 * 60 * MINUTE  # four in the night after
    assert database.run_now(snoozing.put_off, berlin, card.id, later) == 1
    assert database.run_now(snoozing.put_off, berlin, card.id, later) == 1
    clock.set(later - MINUTE)
    assert go_off(database) == []
    clock.set(later)
    [again] = go_off(database)
    assert [(line.item.goal_id, line.item.day) for line in again.lines] == [
        (goal.id, BERLIN_EIGHT.date())
    ]


def test_of_a_goal_that_is_on_a_card_for_two_days_both_are_put_off(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    """Ten before midnight and five after."""
    database.run_now(goals.create, berlin, replace(RUN, reminders=(5, 1430)))
    midnight = BERLIN_EIGHT + 16 * 60 * MINUTE
    clock.set(midnight + 6 * MINUTE)
    [card] = go_off(database)
    days = [line.item.day for line in card.lines]
    assert len(set(days)) == 2
    database.run_now(outbox.sent, card, 77)
    until = clock.now() + 15 * MINUTE
    assert database.run_now(snoozing.put_off, berlin, card.id, until) == 2
    clock.set(until)
    [again] = go_off(database)
    assert [line.item.day for line in again.lines] == days


def test_one_message_can_be_put_off_again_and_again(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    first = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.sent, first, 77)
    for message_id in range(78, 83):
        until = clock.now() + 15 * MINUTE
        database.run_now(snoozing.put_off, berlin, first.id, until)
        clock.set(until)
        [again] = go_off(database)
        assert said([again]) == [["Pills"]]
        database.run_now(outbox.sent, again, message_id)


def test_after_a_yes_was_taken_back_not_even_what_was_put_off_is_said(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.sent, card, 77)
    database.run_now(snoozing.put_off, berlin, card.id, BERLIN_EIGHT + MINUTE)
    database.run_now(people.agree, berlin, frozenset())
    clock.advance(MINUTE)
    assert go_off(database) == []
    assert fates(url)[-1] == ("dropped", "no_consent")


def test_put_off_and_done_meanwhile_it_stays_silent(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    database.run_now(outbox.sent, card, 77)
    database.run_now(snoozing.put_off, berlin, card.id, BERLIN_EIGHT + 15 * MINUTE)
    database.run_now(entries.tick, berlin, goal.id, BERLIN_EIGHT.date(), State.DONE)
    clock.advance(15 * MINUTE)
    assert go_off(database) == []
    assert fates(url)[-1] == ("dropped", "answered")


def test_a_card_is_shown_as_things_stand_now(
    database: Database, clock: FakeClock, berlin: Acquaintance
) -> None:
    goal = database.run_now(goals.create, berlin, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    [card] = go_off(database)
    database.run_now(outbox.sent, card, 77)
    database.run_now(entries.tick, berlin, goal.id, BERLIN_EIGHT.date(), State.DONE)
    shown = database.run_now(outbox.card, berlin, card.id)
    assert [line.item.reading.value for line in shown.lines] == ["done"]
    stranger = replace(berlin, id=berlin.id + 1)
    assert database.run_now(outbox.card, stranger, card.id).lines == ()


def test_a_hundred_people_are_decided_batch_by_batch(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    clock.set(BERLIN_EIGHT - 60 * MINUTE)
    for number in range(100, 130):
        me = database.run_now(people.meet, number, number, "en")
        me = database.run_now(people.agree, me, frozenset({"goals"}))
        me = database.run_now(people.set_zone, me, "Europe/Berlin")
        database.run_now(goals.create, me, AT_EIGHT)
    clock.set(BERLIN_EIGHT)
    assert [database.run_now(sweep.sweep, 12) for _ in range(4)] == [12, 12, 6, 0]
    taken = [database.run_now(outbox.take, 20) for _ in range(3)]
    assert [len(cards) for cards in taken] == [20, 10, 0]
    assert len({card.me.id for cards in taken for card in cards}) == 30


def test_23_what_cannot_be_put_together_stops_nobody_elses_and_is_given_up(
    database: Database,
    url: str,
    clock: FakeClock,
    berlin: Acquaintance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Row 23."""
    bob = database.run_now(people.meet, 202, 202, "en")
    bob = database.run_now(people.agree, bob, frozenset({"goals"}))
    bob = database.run_now(people.set_zone, bob, "Europe/Berlin")
    for me in (berlin, bob):
        database.run_now(goals.create, me, AT_EIGHT)
    board_of = entries.board_of

    def stumbling(session: Session, me: Acquaintance, *there: Any) -> Board:
        if me.id == berlin.id:
            raise ZeroDivisionError
        return board_of(session, me, *there)

    monkeypatch.setattr(entries, "board_of", stumbling)
    clock.set(BERLIN_EIGHT)
    assert [card.me.id for card in go_off(database)] == [bob.id]
    for _ in range(3):
        clock.advance(outbox.ASIDE)
        go_off(database)
    alices = f"SELECT state, why FROM outbox WHERE person_id = {berlin.id} ORDER BY id"
    assert rows_of(url, alices)[0] == ("dropped", "ZeroDivisionErro")


def test_what_could_not_be_put_together_after_an_attempt_holds_up_nothing_else(
    database: Database, clock: FakeClock, berlin: Acquaintance, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    database.run_now(goals.create, berlin, replace(RUN, reminders=(8 * 60 + 30,)))
    clock.set(BERLIN_EIGHT)
    (card,) = go_off(database)
    database.run_now(outbox.begin, card)
    database.run_now(outbox.unknown, card)
    clock.advance(outbox.LEASE)
    with monkeypatch.context() as broken:
        broken.setattr(entries, "board_of", None)
        assert go_off(database) == []
    clock.set(BERLIN_EIGHT + 30 * MINUTE)
    assert len(go_off(database)) == 1


def test_alarms_that_are_missing_are_counted_at_a_start(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    database.run_now(goals.create, berlin, AT_EIGHT)
    assert database.run_now(alarms.count_all) == 0
    database.run_now(_forget_alarms)
    assert database.run_now(alarms.count_all) == 1
    assert database.read_now(sweep.next_due) == BERLIN_EIGHT


def _forget_alarms(session: object, _clock: object) -> None:
    session.execute(Alarm.__table__.delete())  # type: ignore[attr-defined]


def test_decided_rows_are_forgotten_after_a_while(
    database: Database, url: str, clock: FakeClock, berlin: Acquaintance
) -> None:
    card = pills_at_eight(database, clock, berlin)
    database.run_now(outbox.sent, card, 77)
    clock.advance(29 * DAY)
    database.run_now(outbox.tidy)
    assert rows_of(url, "SELECT 1 FROM outbox") == []
