"""What a summary tells of a span: what was asked for, and nothing else, and nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.kinds import Daily, Period, TimesPer
from domain.moods import Degree
from domain.spans import Span
from storage import entries, goals, mood_details, moods, scales, summaries
from storage.database import Database
from storage.goals import Wish
from storage.mood_rows import Mark, MoodView
from storage.moods import Choice
from storage.people import Acquaintance
from storage.summaries import GoalCount, Records, Wanted
from tests.storage.explained import heard
from tests.storage.full import HARD_TEXT
from tests.storage.test_goals import DAY, RUN, TODAY
from tests.storage.years import feel

DAYS = Span(TODAY - 9 * DAY, TODAY)
WEEKS = Span(TODAY - 9 * DAY, TODAY + 4 * DAY)
ALL = Wanted(goals=True, scales=True, reasons=True, notes=True)
NOTHING = Wanted(goals=False, scales=False, reasons=False, notes=False)


@pytest.fixture
def said(database: Database, alice: Acquaintance) -> MoodView:
    """Alice said everything that can be said of a mood."""
    mood = database.run_now(moods.log, alice, "m1", 4)
    sleep = database.run_now(scales.make, alice, "Sleep", 10)
    database.run_now(mood_details.set_mark, alice, mood.id, sleep.id, 7)
    database.run_now(mood_details.set_energy, alice, mood.id, 2)
    database.run_now(mood_details.set_emotions, alice, mood.id, ("calm",))
    database.run_now(moods.set_reasons, alice, mood.id, ("work",))
    return database.run_now(moods.set_note, alice, mood.id, HARD_TEXT)


def told(database: Database, me: Acquaintance, wanted: Wanted = ALL, span: Span = DAYS) -> Records:
    return database.read_now(summaries.records, me, span, WEEKS, wanted)


def test_a_mood_is_told_with_all_that_was_said_of_it(
    database: Database, alice: Acquaintance, said: MoodView
) -> None:
    found = told(database, alice)
    (one,) = found.logs
    assert (one.noted.id, one.noted.level, one.degree) == (said.id, 4, Degree(4))
    assert (one.noted.log.day, one.noted.log.minute) == (TODAY, 13 * 60)
    assert (one.noted.log.reasons, one.feelings, one.energy) == (("work",), ("calm",), 2)
    assert one.marks == (Mark(1, "Sleep", 10, 7),)
    assert one.note == said.note
    assert [look.subject.name for look in found.beside] == ["", "Sleep"]


@pytest.mark.parametrize("part", ["goals", "scales", "reasons", "notes"])
def test_what_is_not_wanted_is_left_out_and_all_the_rest_is_there(
    database: Database, alice: Acquaintance, said: MoodView, part: str
) -> None:
    database.run_now(goals.create, alice, replace(RUN, start=DAYS.first))
    found = told(database, alice, replace(ALL, **{part: False}))
    (one,) = found.logs
    there = {
        "goals": bool(found.goals and found.weeks and found.done is not None),
        "scales": bool(one.energy and one.marks and found.beside),
        "reasons": bool(one.noted.log.reasons and one.feelings and found.look.logs[0].reasons),
        "notes": bool(one.note),
    }
    assert there == {**dict.fromkeys(there, True), part: False}


def test_a_note_that_is_not_wanted_is_not_even_read(
    database: Database, alice: Acquaintance, said: MoodView
) -> None:
    with heard() as asked:
        told(database, alice, replace(ALL, notes=False))
    assert [statement for statement, _ in asked if "note" in statement.split("FROM")[0]] == []
    with heard() as asked:
        told(database, alice, replace(NOTHING, notes=True))
    assert any("mood_logs.note" in statement for statement, _ in asked)


def test_moods_stand_in_the_order_of_their_days_and_none_from_the_bin_or_beyond(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    now = clock.now()
    for days_ago in (0, 2, 10, 1):
        clock.set(now - days_ago * DAY)
        database.run_now(moods.log, alice, f"m{days_ago}", 3)
    clock.set(now)
    database.run_now(moods.remove, alice, 4)
    days = [each.noted.log.day for each in told(database, alice).logs]
    assert days == [TODAY - 2 * DAY, TODAY]


def test_of_seven_levels_the_step_that_was_chosen_is_told(
    database: Database, alice: Acquaintance
) -> None:
    database.run_now(mood_details.set_steps, alice, 7)
    mood = database.run_now(moods.log, alice, "m1", 6, 7)
    assert told(database, alice).logs[0].degree == Degree(6, 7)
    database.run_now(moods.set_choice, alice, mood.id, Choice(Degree(2), "meh"))
    assert told(database, alice).logs[0].noted.label == "meh"


def test_goals_are_counted_by_their_days_with_skips_apart(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=Daily(), start=DAYS.first))
    for days_ago, state in enumerate((State.DONE, State.PART, State.SKIPPED, State.DONE), 1):
        database.run_now(entries.tick, alice, goal.id, TODAY - days_ago * DAY, state)
    found = told(database, alice, replace(NOTHING, goals=True))
    assert found.goals == (GoalCount("Run", done=2, due=8, part=1, skipped=1),)
    assert [history.goal_id for history in found.weeks] == [goal.id]
    assert found.done is not None
    assert found.done[TODAY - DAY].done == 1


def test_of_days_of_ones_choice_none_was_due(database: Database, alice: Acquaintance) -> None:
    free = replace(RUN, schedule=TimesPer(2, Period.WEEK), start=DAYS.first)
    goal = database.run_now(goals.create, alice, free)
    assert told(database, alice).goals == ()
    database.run_now(entries.tick, alice, goal.id, TODAY - DAY, State.DONE)
    (count,) = told(database, alice).goals
    assert (count.done, count.due, count.skipped) == (1, None, 0)


def test_the_weeks_of_six_goals_are_drawn_and_all_are_counted(
    database: Database, alice: Acquaintance
) -> None:
    for n in range(8):
        wish = Wish(f"Goal {n}", None, Daily(), TODAY - n * DAY, None, RUN.criticality, ())
        database.run_now(goals.create, alice, wish)
    found = told(database, alice)
    assert [history.title for history in found.weeks] == [f"Goal {n}" for n in (7, 6, 5, 4, 3, 2)]
    assert [count.title for count in found.goals] == [f"Goal {n}" for n in range(1, 8)]


def test_a_year_of_five_moods_a_day_is_told_whole(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    start = datetime(2025, 3, 5, tzinfo=UTC)
    database.run_now(feel, alice, start, 365)
    found = told(database, alice, span=Span(start.date() + DAY, TODAY))
    assert len(found.logs) == len(found.look.logs) > 1000
    assert [each.noted.log for each in found.logs] == list(found.look.logs)


def test_charlie_is_told_nothing_of_alices(
    database: Database, alice: Acquaintance, charlie: Acquaintance, said: MoodView
) -> None:
    database.run_now(goals.create, alice, replace(RUN, start=DAYS.first))
    found = told(database, charlie)
    assert (found.logs, found.beside, found.goals, found.weeks) == ((), (), (), ())
    assert (found.look.logs, dict(found.look.days), found.done) == ((), {}, {})
