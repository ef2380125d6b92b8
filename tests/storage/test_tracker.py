"""The tracker: a range of days with everything due on them, and a number for each entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.clock import FakeClock
from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import Reading, State
from domain.kinds import Daily, Once, Slotted, TimesIn, Weekdays
from domain.ranges import Range
from storage import entries, goals, pauses
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from storage.tracker import TrackedDay, track
from tests.databases import rows_of
from tests.storage.test_goals import DAY, RUN, TODAY

BERLIN = "Europe/Berlin"
TIMES = Slotted(Daily(), (480, 1200))


def listed(
    database: Database,
    me: Acquaintance,
    first: date = TODAY,
    last: date = TODAY,
    zone: str = BERLIN,
) -> tuple[TrackedDay, ...]:
    return database.run_now(track, me, Range(first, last, zone))


def ids(days: Sequence[TrackedDay]) -> list[int | None]:
    return [one.id for day in days for one in day.tracks]


def test_entries_of_past_days_are_made_once_and_keep_their_numbers(
    database: Database, url: str, alice: Acquaintance
) -> None:
    database.run_now(goals.create, alice, replace(RUN, start=TODAY - 2 * DAY))
    first = listed(database, alice, TODAY - 2 * DAY, TODAY + DAY)
    assert [day.day for day in first] == [TODAY + n * DAY for n in (-2, -1, 0, 1)]
    assert listed(database, alice, TODAY - 2 * DAY, TODAY + DAY) == first
    # In the order of storage, with none for the day ahead.
    assert sorted(id for id in ids(first) if id) == [
        row[0] for row in rows_of(url, "SELECT id FROM entries ORDER BY id")
    ]
    assert ids(first)[-1] is None


def test_every_reading_is_told(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY - 3 * DAY))
    for days, state in ((3, State.PART), (2, State.SKIPPED)):
        database.run_now(entries.tick, alice, goal.id, TODAY - days * DAY, state)
    readings = [
        one.reading for day in listed(database, alice, TODAY - 3 * DAY) for one in day.tracks
    ]
    assert readings == [Reading.PART, Reading.SKIPPED, Reading.MISSED, Reading.OPEN]


def test_slots_and_due_times_come_before_reminders(database: Database, alice: Acquaintance) -> None:
    for title, schedule, reminders in (
        ("whole", Daily(), (420, 60)),
        ("slots", TIMES, (60,)),
        ("timed", Once(870), (60,)),
        ("once", Once(), ()),
    ):
        wish = replace(RUN, title=title, schedule=schedule, reminders=reminders)
        target = TODAY if isinstance(schedule, Once) else None
        database.run_now(goals.create, alice, replace(wish, target=target))
    (day,) = listed(database, alice)
    assert [(one.title, one.slot, one.minutes) for one in day.tracks] == [
        ("whole", 0, (60, 420)),
        ("slots", 1, (480,)),
        ("slots", 2, (1200,)),
        ("timed", 0, (870,)),
        ("once", 0, ()),
    ]


def test_an_answer_to_a_slot_that_is_gone_is_still_listed(
    database: Database, alice: Acquaintance
) -> None:
    """Once a day that was answered as a whole was not, when it had slots afterwards."""
    goal = database.run_now(goals.create, alice, RUN)
    tomorrow = TODAY + DAY
    database.run_now(entries.tick, alice, goal.id, tomorrow, State.DONE)
    database.run_now(goals.rewrite, alice, goal.id, replace(RUN, schedule=TIMES))
    (day,) = listed(database, alice, tomorrow, tomorrow)
    assert [(one.slot, one.reading) for one in day.tracks] == [
        (0, Reading.DONE),
        (1, Reading.OPEN),
        (2, Reading.OPEN),
    ]


def test_days_of_rest_have_no_entries_unless_answered(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=TODAY - 2 * DAY))
    database.run_now(pauses.begin, alice, Scope(), TODAY - 2 * DAY, None)
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    assert [day.day for day in listed(database, alice, TODAY - 9 * DAY, TODAY + 9 * DAY)] == [
        TODAY - DAY
    ]
    assert len(rows_of(url, "SELECT * FROM entries")) == 1


def test_what_one_does_on_days_of_one_s_choice_is_listed_when_answered(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TimesIn(2, 5)))
    assert listed(database, alice) == ()
    database.run_now(entries.tick, alice, goal.id, TODAY, State.PART)
    (day,) = listed(database, alice)
    assert [one.reading for one in day.tracks] == [Reading.PART]


@pytest.mark.parametrize(
    ("zone", "minute", "day"),
    [
        ("America/New_York", 0, TODAY - DAY),
        ("America/New_York", 360, TODAY),
        ("Asia/Tokyo", 900, TODAY),
        ("Asia/Tokyo", 960, TODAY + DAY),
        ("Pacific/Kiritimati", 660, TODAY + DAY),
        ("Pacific/Pago_Pago", 700, TODAY - DAY),
    ],
)
def test_in_another_zone_an_entry_stands_under_the_day_it_has_there(
    database: Database, alice: Acquaintance, zone: str, minute: int, day: date
) -> None:
    only = Weekdays(frozenset({TODAY.weekday()}))
    wish = replace(RUN, schedule=only, reminders=(minute,))
    database.run_now(goals.create, alice, wish)
    shown = listed(database, alice, TODAY - 2 * DAY, TODAY + 2 * DAY, zone)
    assert [one.day for one in shown] == [day]
    assert [one.day for one in shown[0].tracks] == [TODAY], "its own day is kept"


def test_a_time_that_the_clocks_leave_out_still_has_a_day(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.set(datetime(2026, 3, 29, 12, tzinfo=UTC))
    spring = date(2026, 3, 29)
    database.run_now(goals.create, alice, replace(RUN, start=spring, reminders=(150,)))
    assert len(listed(database, alice, spring, spring, "Asia/Tokyo")) == 1


def test_the_ends_of_the_calendar_can_be_listed(database: Database, alice: Acquaintance) -> None:
    database.run_now(goals.create, alice, replace(RUN, start=FIRST_DAY, target=FIRST_DAY + DAY))
    assert len(listed(database, alice, FIRST_DAY, FIRST_DAY + DAY)) == 2
    assert listed(database, alice, LAST_DAY - DAY, LAST_DAY) == ()


def test_goals_in_the_bin_and_goals_of_others_are_not_listed(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    assert listed(database, charlie, zone="UTC") == ()
    assert len(listed(database, alice)) == 1
    database.run_now(goals.remove, alice, goal.id)
    assert listed(database, alice) == ()


def test_what_is_archived_asks_for_nothing_from_then_on(
    database: Database, alice: Acquaintance
) -> None:
    dated = replace(RUN, schedule=Once(), start=TODAY - DAY, target=TODAY + DAY)
    goal = database.run_now(goals.create, alice, dated)
    database.run_now(goals.create, alice, replace(RUN, title="Read", start=TODAY - DAY))
    for goal_id in (goal.id, goal.id + 1):
        database.run_now(goals.archive, alice, goal_id)
    days = listed(database, alice, TODAY - DAY, TODAY + DAY)
    assert [(day.day, [one.title for one in day.tracks]) for day in days] == [
        (TODAY - DAY, ["Read"])
    ]


def test_of_a_day_that_rests_only_what_was_answered_is_told(
    database: Database, alice: Acquaintance
) -> None:
    """The other slots of the day were once listed as not due, though the card left them out."""
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TIMES))
    database.run_now(entries.tick, alice, goal.id, TODAY, State.PART, None, 2)
    database.run_now(pauses.begin, alice, Scope(), TODAY, None)
    (day,) = listed(database, alice)
    assert [(one.slot, one.reading) for one in day.tracks] == [(2, Reading.PART)]
