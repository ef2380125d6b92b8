"""Re-tests: what each month's says is kept, and three of them decide what is told."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.insight.findings import LeftOut, Result, Standing, Together
from domain.insight.progress import Counted, NotYet
from storage import entries, goals, moods, people, retests
from storage.database import Database
from storage.people import Acquaintance
from storage.retests import Found, Subject
from tests.storage.test_goals import DAY, RUN

TODAY = date(2026, 3, 8)
MARCH, FEBRUARY, JANUARY = date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)
WORK = Subject.of_reason("Work")


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    clock.set(datetime(2026, 3, 8, 17, tzinfo=UTC))
    return database.run_now(people.agree, alice, frozenset({"goals", "moods"}))


def together(clear: bool = True, difference: float = 1.0) -> Together:
    return Together(21, 17, difference, difference - 0.5, difference + 0.5, clear, False)


def keep(
    database: Database, me: Acquaintance, month: date, results: Mapping[Subject, Result]
) -> None:
    database.run_now(retests.keep, me, month, dict(results))


def told(database: Database, me: Acquaintance) -> tuple[Found, ...]:
    return database.read_now(retests.told, me, TODAY)


def feel(
    database: Database, clock: FakeClock, me: Acquaintance, day: date, level: int, reason: str = ""
) -> None:
    now = clock.now()
    clock.set(datetime(day.year, day.month, day.day, 17, tzinfo=UTC))
    mood = database.run_now(moods.log, me, f"mood-{day}", level)
    if reason:
        database.run_now(moods.set_reasons, me, mood.id, (reason,))
    clock.set(now)


def test_this_month_and_the_two_before_it_matter() -> None:
    assert retests.months(TODAY) == (JANUARY, FEBRUARY, MARCH)
    assert retests.months(date(2026, 1, 31)) == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        JANUARY,
    )


def test_what_was_clear_two_months_in_a_row_is_told(database: Database, me: Acquaintance) -> None:
    keep(database, me, FEBRUARY, {WORK: together()})
    assert told(database, me) == ()
    keep(database, me, MARCH, {WORK: together()})
    assert told(database, me) == (Found(WORK, together(), Standing.TOLD),)


def test_what_fades_is_taken_back(database: Database, me: Acquaintance) -> None:
    for month, clear in ((JANUARY, True), (FEBRUARY, True), (MARCH, False)):
        keep(database, me, month, {WORK: together(clear)})
    [found] = told(database, me)
    assert found.standing is Standing.FADED


def test_what_fades_because_it_is_not_tested_any_more_is_taken_back_too(
    database: Database, me: Acquaintance
) -> None:
    for month in (JANUARY, FEBRUARY):
        keep(database, me, month, {WORK: together()})
    [found] = told(database, me)
    assert found.standing is Standing.FADED


def test_a_month_says_the_same_however_often_it_is_tested(
    database: Database, me: Acquaintance
) -> None:
    keep(database, me, MARCH, {WORK: together()})
    keep(database, me, MARCH, {WORK: together(clear=False), Subject.of_reason("Rain"): together()})
    [found] = database.read_now(retests.found, me, TODAY, {WORK: together(clear=False)})
    assert found.result == together()
    assert database.read_now(retests.tested, me, MARCH)
    assert not database.read_now(retests.tested, me, FEBRUARY)


def test_what_was_not_tested_is_known_with_what_it_lacks(
    database: Database, me: Acquaintance
) -> None:
    short: dict[Subject, Result] = {
        WORK: NotYet(Counted.DAYS, 12, 30),
        Subject.of_reason("Rain"): LeftOut(5),
    }
    keep(database, me, MARCH, short)
    assert not database.read_now(retests.tested, me, MARCH)
    found = database.read_now(retests.found, me, TODAY, short)
    assert [each.result for each in found] == list(short.values())


def test_a_reason_is_one_whatever_its_case_and_a_goal_whatever_it_is_called(
    database: Database, me: Acquaintance
) -> None:
    goal = database.run_now(goals.create, me, RUN)
    keep(database, me, FEBRUARY, {Subject("Run", goal.id): together(), WORK: together()})
    keep(
        database,
        me,
        MARCH,
        {Subject("Jog", goal.id): together(), Subject.of_reason("work"): together()},
    )
    assert [each.subject.name for each in told(database, me)] == [goal.title, "Work"]


def test_a_goal_in_the_bin_is_not_told_of(database: Database, me: Acquaintance) -> None:
    goal = database.run_now(goals.create, me, RUN)
    for month in (FEBRUARY, MARCH):
        keep(database, me, month, {Subject("Run", goal.id): together()})
    assert told(database, me)
    database.run_now(goals.remove, me, goal.id)
    assert told(database, me) == ()


def test_bob_hears_nothing_of_alices(
    database: Database, me: Acquaintance, bob: Acquaintance
) -> None:
    for month in (FEBRUARY, MARCH):
        keep(database, me, month, {WORK: together()})
    assert told(database, bob) == ()
    assert database.read_now(retests.material, bob, MARCH) == {}


def test_a_month_looks_at_what_was_before_it(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    goal = database.run_now(goals.create, me, RUN)
    days = [MARCH - n * DAY for n in range(-3, 8)]
    for nth, day in enumerate(days):
        feel(database, clock, me, day, 2 + nth % 3, "work")
    found = database.read_now(retests.material, me, MARCH)
    pairs = found[Subject.of_reason("work")]
    assert [pair.day for pair in pairs] == sorted(day for day in days if day < MARCH)
    assert all(pair.done for pair in pairs)
    assert Subject("Run", goal.id) not in found or all(
        pair.day < MARCH for pair in found[Subject("Run", goal.id)]
    )


def test_who_agreed_to_moods_alone_has_no_goal_tested(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    goal = database.run_now(goals.create, me, RUN)
    feel(database, clock, me, TODAY, 3)
    database.run_now(entries.tick, me, goal.id, TODAY, State.DONE)
    subject = Subject("Run", goal.id)
    april = MARCH + timedelta(days=31)
    assert subject in database.read_now(retests.material, me, april)
    alone = database.run_now(people.agree, me, frozenset({"moods"}))
    assert subject not in database.read_now(retests.material, alone, april)
