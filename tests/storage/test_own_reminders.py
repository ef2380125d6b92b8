"""The overviews and the mood question: set, moved, stopped, and when they go off next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.bells import Bell
from domain.clock import FakeClock
from domain.errors import NotFound
from storage import own_reminders, people, sweep
from storage.database import Database
from storage.own_reminders import OwnReminder
from storage.people import Acquaintance
from tests.databases import rows_of

SIX = 18 * 60
BOTH = frozenset({"goals", "moods"})


@pytest.fixture
def me(database: Database, alice: Acquaintance) -> Acquaintance:
    return database.run_now(people.agree, alice, BOTH)


def test_each_goes_off_at_its_time(database: Database, me: Acquaintance) -> None:
    week = database.run_now(own_reminders.set_week, me, 6, SIX)
    day = database.run_now(own_reminders.set_day, me, 480)
    assert week == OwnReminder(
        Bell(SIX, weekdays=1 << 6), True, datetime(2026, 3, 8, 17, tzinfo=UTC)
    )
    assert day.fires_at == datetime(2026, 3, 5, 7, tzinfo=UTC)
    assert database.read_now(own_reminders.every, me) == {"week": week, "day": day}


def test_a_month_and_a_year_are_told_on_the_first_day_after(
    database: Database, me: Acquaintance
) -> None:
    month = database.run_now(own_reminders.set_long, me, "month", SIX)
    year = database.run_now(own_reminders.set_long, me, "year", SIX)
    assert month.fires_at == datetime(2026, 4, 1, 16, tzinfo=UTC)
    assert year.fires_at == datetime(2027, 1, 1, 17, tzinfo=UTC)


def test_a_month_goes_off_once_for_each_first_even_after_an_absence(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_long, me, "month", SIX)
    for day in (datetime(2026, 4, 1, 16, tzinfo=UTC), datetime(2026, 7, 9, tzinfo=UTC)):
        clock.set(day)
        assert database.run_now(sweep.sweep) == 1
        assert database.run_now(sweep.sweep) == 0
    found = rows_of(url, "SELECT kind, day FROM outbox ORDER BY due_at")
    assert [(kind, str(day)) for kind, day in found] == [
        ("month", "2026-04-01"),
        ("month", "2026-07-01"),
    ]
    month = database.read_now(own_reminders.every, me)["month"]
    assert month.fires_at == datetime(2026, 8, 1, 16, tzinfo=UTC)


def test_a_random_moment_lies_between_the_two_times(database: Database, me: Acquaintance) -> None:
    mood = database.run_now(own_reminders.set_mood, me, 600, 1200)
    assert mood.bell == Bell(600, 1200)
    assert mood.fires_at is not None
    ends = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 3, 5, 19, tzinfo=UTC)
    assert ends[0] <= mood.fires_at <= ends[1]
    assert database.run_now(own_reminders.set_mood, me, 600, 600).bell == Bell(600)


def test_there_is_one_of_each_however_often_it_is_set(
    database: Database, url: str, me: Acquaintance
) -> None:
    for weekday, minute in ((6, SIX), (0, SIX), (0, 540), (0, 540)):
        database.run_now(own_reminders.set_week, me, weekday, minute)
    found = rows_of(url, "SELECT what, key, weekdays FROM reminders")
    assert found == [("week", "week.540", 1)]
    assert len(rows_of(url, "SELECT 1 FROM alarms")) == 1


def test_several_kinds_may_come_at_the_same_time(database: Database, me: Acquaintance) -> None:
    database.run_now(own_reminders.set_week, me, 6, SIX)
    database.run_now(own_reminders.set_day, me, SIX)
    database.run_now(own_reminders.set_mood, me, SIX, SIX)
    assert len(database.read_now(own_reminders.every, me)) == 3


def test_moved_later_on_its_day_it_goes_off_again(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_day, me, 14 * 60)
    clock.set(datetime(2026, 3, 4, 13, tzinfo=UTC))
    assert database.run_now(sweep.sweep) == 1
    database.run_now(own_reminders.set_day, me, 15 * 60)
    clock.set(datetime(2026, 3, 4, 14, tzinfo=UTC))
    assert database.run_now(sweep.sweep) == 1
    assert rows_of(url, "SELECT kind FROM outbox") == [("day",), ("day",)]


def test_stopped_it_keeps_its_time_and_says_nothing(
    database: Database, url: str, me: Acquaintance
) -> None:
    database.run_now(own_reminders.set_day, me, 480)
    for _ in range(2):
        database.run_now(own_reminders.stop, me, "day")
    found = database.read_now(own_reminders.every, me)
    assert found == {"day": OwnReminder(Bell(480), False, None)}
    assert rows_of(url, "SELECT 1 FROM alarms") == []
    assert database.run_now(own_reminders.set_day, me, 480).speaks


def test_another_time_leaves_the_weekday(database: Database, me: Acquaintance) -> None:
    database.run_now(own_reminders.set_week, me, 2, SIX)
    moved = database.run_now(own_reminders.set_time, me, "week", 540, 540)
    assert moved.bell == Bell(540, weekdays=1 << 2)


@pytest.mark.parametrize(("first_weekday", "weekday"), [(0, 6), (6, 5)])
def test_before_anything_is_chosen_it_is_the_last_evening_of_the_week(
    database: Database, me: Acquaintance, first_weekday: int, weekday: int
) -> None:
    me = replace(me, first_weekday=first_weekday)
    assert own_reminders.usual_week(me) == Bell(SIX, weekdays=1 << weekday)
    found = database.run_now(own_reminders.set_time, me, "week", 540, 540)
    assert own_reminders.weekday_of(found.bell) == weekday


@pytest.mark.parametrize(
    "attempt",
    [
        lambda db, me: db.run_now(own_reminders.set_week, me, 7, SIX),
        lambda db, me: db.run_now(own_reminders.set_day, me, 1440),
        lambda db, me: db.run_now(own_reminders.set_mood, me, 600, 2**52),
        lambda db, me: db.run_now(own_reminders.set_time, me, "goal", 600, 600),
        lambda db, me: db.run_now(own_reminders.set_long, me, "week", 600),
        lambda db, me: db.run_now(own_reminders.set_long, me, "year", 1440),
    ],
)
def test_what_no_button_offers_is_refused(
    database: Database, me: Acquaintance, attempt: Callable[[Database, Acquaintance], object]
) -> None:
    with pytest.raises(NotFound):
        attempt(database, me)


def test_charlie_stops_nothing_of_alices(
    database: Database, me: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(own_reminders.set_day, me, 480)
    database.run_now(own_reminders.stop, charlie, "day")
    database.run_now(own_reminders.set_day, charlie, 540)
    assert database.read_now(own_reminders.every, me)["day"].bell == Bell(480)
    assert list(database.read_now(own_reminders.every, charlie)) == ["day"]
