"""A month or a year of real rows: what is counted, compared and told, and when nothing is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.digest import Kept
from domain.entries import State
from domain.errors import NotFound
from domain.insight.change import Change
from domain.kinds import Period, TimesIn, TimesPer
from domain.spans import Span, Unit
from storage import entries, goals, lookbacks, moods, pauses, people, reviews
from storage.database import Database
from storage.lookbacks import Lookback
from storage.looks import Done
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.storage.test_goals import DAY, RUN

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)
JANUARY = date(2027, 1, 1)
BOTH = frozenset({"goals", "moods"})


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    """Alice, who came on 4 March; it is six in the evening of 1 April."""
    clock.set(datetime(2026, 4, 1, 16, tzinfo=UTC))
    return database.run_now(people.agree, alice, BOTH)


def told(
    database: Database, me: Acquaintance, unit: Unit = Unit.MONTH, day: date = APRIL
) -> Lookback:
    return database.read_now(lookbacks.lookback, me, unit, day)


def why_not(database: Database, me: Acquaintance, unit: Unit = Unit.MONTH) -> str | None:
    return database.read_now(lookbacks.why_not, me, unit, APRIL)


def feel(database: Database, me: Acquaintance, day: date, level: int, note: str = "") -> None:
    mood = database.run_now(reviews.say_mood, me, day, level, 5)
    if note:
        database.run_now(moods.set_note, me, mood.id, note)


def answer(
    database: Database, me: Acquaintance, goal: int, *days: int, state: State = State.DONE
) -> None:
    """On these days of March."""
    for day in days:
        database.run_now(entries.tick, me, goal, MARCH + (day - 1) * DAY, state)


def test_on_any_day_it_is_the_latest_that_is_over(database: Database, me: Acquaintance) -> None:
    march = Span(MARCH, date(2026, 3, 31))
    assert told(database, me).span == march
    assert told(database, me, day=date(2026, 4, 30)).span == march
    year = told(database, me, Unit.YEAR, JANUARY)
    assert year.span == Span(date(2026, 1, 1), date(2026, 12, 31))


def test_days_count_from_the_one_on_which_somebody_came(
    database: Database, me: Acquaintance
) -> None:
    feel(database, me, MARCH + 9 * DAY, 4)
    database.run_now(pauses.begin, me, Scope(), MARCH + 20 * DAY, MARCH + 21 * DAY)
    month = told(database, me)
    assert month.recorded == {MARCH + 9 * DAY}
    assert len(month.days) == 28 - 2
    assert len(month.missing) == 25


def test_weeks_are_told_by_what_each_came_to_and_none_makes_up_for_another(
    database: Database, me: Acquaintance
) -> None:
    for title, schedule in (
        ("Daily", RUN.schedule),
        ("Thrice", TimesPer(3, Period.WEEK)),
        ("Monthly", TimesPer(2, Period.MONTH)),
        ("Rolling", TimesIn(2, 10)),
    ):
        wish = replace(RUN, title=title, schedule=schedule, start=MARCH + DAY)
        database.run_now(goals.create, me, wish)
    answer(database, me, 1, *range(2, 12))
    answer(database, me, 1, 12, state=State.SKIPPED)
    answer(database, me, 2, 2, 3, 4, 5, 6, 9, 30)
    answer(database, me, 3, 31)
    answer(database, me, 4, 30, 31)
    kept = {goal.title: goal.kept for goal in told(database, me).goals}
    assert kept == {
        "Daily": Kept(10, 30, 0, 1),
        "Thrice": Kept(3 + 1, 12, 0, 0),
        "Monthly": Kept(1, 2, 0, 0),
        "Rolling": Kept(2, 2, 0, 0, TimesIn(2, 10)),
    }
    assert [goal.title for goal in told(database, me).goals] == [
        "Rolling",
        "Monthly",
        "Daily",
        "Thrice",
    ]


def test_the_goals_of_each_day_are_told_of_a_month_alone(
    database: Database, me: Acquaintance
) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MARCH + 29 * DAY))
    answer(database, me, 1, 31)
    days = {MARCH + 29 * DAY: Done(0, 1), MARCH + 30 * DAY: Done(1, 1)}
    assert told(database, me).done == days
    assert told(database, me, Unit.YEAR, JANUARY).done == {}


@pytest.mark.parametrize(("days", "change"), [(14, Change.HIGHER), (13, None)])
def test_a_change_is_told_from_fourteen_days_against_fourteen(
    database: Database, me: Acquaintance, days: int, change: Change | None
) -> None:
    for n in range(14):
        feel(database, me, MARCH + n * DAY, 4)
    for n in range(days):
        feel(database, me, MARCH - (n + 1) * DAY, 2)
    assert told(database, me).change is change


def test_a_note_of_a_bad_day_does_not_come_back(database: Database, me: Acquaintance) -> None:
    feel(database, me, MARCH + 9 * DAY, 3, "a walk")
    feel(database, me, MARCH + 10 * DAY, 2, "never mind")
    assert told(database, me).note == "a walk"
    assert told(database, me, Unit.YEAR, JANUARY).note is None


def test_of_what_was_not_agreed_to_nothing_is_told(database: Database, me: Acquaintance) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MARCH))
    answer(database, me, 1, 31)
    feel(database, me, MARCH, 4, "words")
    without_moods = told(database, replace(me, agreed=frozenset({"goals"})))
    assert (without_moods.look, without_moods.note) == (None, None)
    assert without_moods.recorded == {MARCH + 30 * DAY}
    without_goals = told(database, replace(me, agreed=frozenset({"moods"})))
    assert (without_goals.goals, without_goals.done) == ((), {})
    assert without_goals.recorded == {MARCH}


def test_of_an_empty_one_nothing_is_said_and_none_while_everything_rests(
    database: Database, me: Acquaintance
) -> None:
    feel(database, me, APRIL, 4)
    assert why_not(database, me) == "empty"
    assert why_not(database, me, Unit.YEAR) == "empty"
    feel(database, me, MARCH, 4)
    assert why_not(database, me) is None
    database.run_now(pauses.begin, me, Scope(), APRIL, None)
    assert why_not(database, me) == "paused"


def test_there_is_none_of_a_week(database: Database, me: Acquaintance) -> None:
    with pytest.raises(NotFound):
        told(database, me, Unit.DAYS)


def test_charlie_has_a_month_of_his_own(
    database: Database, me: Acquaintance, charlie: Acquaintance
) -> None:
    feel(database, me, MARCH + timedelta(days=9), 3, "a walk")
    charlie = database.run_now(people.agree, charlie, BOTH)
    month = told(database, charlie)
    assert (month.recorded, month.look, month.note) == (frozenset(), None, None)
