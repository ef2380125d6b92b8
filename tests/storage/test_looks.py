"""A look back: what was recorded of a subject in a span, of one person alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound
from domain.kinds import Daily
from domain.spans import Span
from storage import entries, goals, looks, mood_details, moods, pauses, people, scales
from storage.database import Database
from storage.looks import Done, Look, Subject, What
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.storage.test_goals import DAY, RUN

TODAY = date(2026, 3, 8)
MARCH = Span(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    """Alice, who came on Wednesday 4 March; it is the Sunday after."""
    clock.set(datetime(2026, 3, 8, 17, tzinfo=UTC))
    return database.run_now(people.agree, alice, frozenset({"goals", "moods"}))


def feel(database: Database, clock: FakeClock, me: Acquaintance, ago: int, level: int) -> int:
    now = clock.now()
    clock.set(now - timedelta(days=ago))
    mood = database.run_now(moods.log, me, f"mood-{ago}-{level}", level)
    clock.set(now)
    return mood.id


def look(database: Database, me: Acquaintance, subject: Subject = looks.MOOD) -> Look:
    return database.read_now(looks.look, me, subject, MARCH)


def test_days_that_could_be_recorded_are_those_since_one_came(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    feel(database, clock, me, 0, 4)
    found = look(database, me)
    assert found.since == date(2026, 3, 4)
    assert (found.possible, len(found.days)) == (5, 1)


def test_days_brought_along_from_before_count_as_well(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    feel(database, clock, me, 30, 4)
    assert look(database, me).possible == 8


def test_a_span_to_come_could_have_nothing(database: Database, me: Acquaintance) -> None:
    ahead = Span(date(2027, 1, 1), date(2027, 1, 31))
    found = database.read_now(looks.look, me, looks.MOOD, ahead)
    assert (found.possible, found.logs) == (0, ())


def test_energy_and_scales_are_looked_back_on_like_moods(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    scale = database.run_now(scales.make, me, "Sleep", 10)
    mood = feel(database, clock, me, 1, 4)
    assert database.read_now(looks.subjects, me) == (
        looks.MOOD,
        Subject(What.SCALE, 10, scale.id, "Sleep"),
    )
    database.run_now(mood_details.set_energy, me, mood, 2)
    database.run_now(mood_details.set_mark, me, mood, scale.id, 7)
    assert looks.ENERGY in database.read_now(looks.subjects, me)
    sleep = database.read_now(looks.scale, me, scale.id)
    for subject, value in ((looks.ENERGY, 2.0), (sleep, 7.0), (looks.MOOD, 4.0)):
        assert look(database, me, subject).days[TODAY - DAY].value == value


def test_days_on_which_everything_rests_are_known(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    database.run_now(pauses.begin, me, Scope(), TODAY - DAY, TODAY)
    found = look(database, me)
    assert found.rests == {TODAY - DAY, TODAY}
    assert found.possible == 3, "a day of rest asks for nothing"
    feel(database, clock, me, 0, 4)
    assert look(database, me).possible == 4, "what is recorded all the same counts"


def test_goals_are_counted_day_by_day_so_far(database: Database, me: Acquaintance) -> None:
    for title in ("Walk", "Read", "Write"):
        wish = replace(RUN, title=title, schedule=Daily(), start=TODAY - DAY)
        goal = database.run_now(goals.create, me, wish)
        if title == "Walk":
            database.run_now(entries.tick, me, goal.id, TODAY, State.DONE)
        if title == "Read":
            database.run_now(entries.tick, me, goal.id, TODAY, State.SKIPPED)
    assert database.read_now(looks.goals_done, me, MARCH) == {
        TODAY - DAY: Done(0, 3),
        TODAY: Done(1, 2),
    }


def test_bob_sees_nothing_of_alices(
    database: Database, clock: FakeClock, me: Acquaintance, bob: Acquaintance
) -> None:
    scale = database.run_now(scales.make, me, "Sleep", 10)
    feel(database, clock, me, 0, 4)
    assert look(database, bob).logs == ()
    assert database.read_now(looks.subjects, bob) == (looks.MOOD,)
    with pytest.raises(NotFound):
        database.read_now(looks.scale, bob, scale.id)
    with pytest.raises(NotFound):
        look(database, bob, Subject(What.SCALE, 10, scale.id, "Sleep"))
