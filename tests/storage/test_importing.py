"""Carrying out what was read from a file: as previewed, item by item, and twice is once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.entries import State
from domain.errors import Reason
from domain.files.plan import EntryItem, GoalItem, Import, MoodItem
from domain.kinds import Daily, Once, Weekdays
from storage import entries, export, goal_views, goals, importing, mood_labels, moods, undo
from storage.database import Database
from storage.importing import Fate, Outcome, Told
from storage.people import Acquaintance
from tests.databases import dump_of, rows_of
from tests.storage.acts import act
from tests.storage.test_goals import DAY, RUN, TODAY

YESTERDAY = TODAY - DAY
READ = GoalItem(
    item=1,
    title="Read",
    schedule=Daily(),
    start=YESTERDAY,
    description="Ten pages",
    criticality_text="urgent-ish",
    frequency_text="often",
    reminders=(480,),
    tags=("books",),
    entries=(
        EntryItem(YESTERDAY, State.DONE, "a note"),
        EntryItem(TODAY, State.OPEN, "only a note"),
        EntryItem(YESTERDAY - DAY, State.SKIPPED),
    ),
)
FELT = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
TIRED = MoodItem(
    item=3,
    felt_at=FELT,
    day=FELT.date(),
    label="tired",
    level=2,
    request="daylio:1",
    reasons=("work", "sleep"),
    emotions=("flat",),
    note="long day",
)
BOTH = Import(goals=(READ,), moods=(TIRED,))


def carry(database: Database, me: Acquaintance, plan: Import, **levels: int) -> Outcome:
    return database.run_now(importing.carry_out, me, plan, levels)


def of(*goals: GoalItem) -> Import:
    return Import(goals=goals)


def test_a_goal_comes_in_with_everything_the_file_says(
    database: Database, url: str, alice: Acquaintance
) -> None:
    outcome = carry(database, alice, BOTH)
    assert outcome == Outcome(new=1, days=2, moods=1)
    goal = database.read_now(goal_views.view, alice, 1)
    assert (goal.title, goal.description, goal.tags) == ("Read", "Ten pages", ("books",))
    assert (goal.plan.start, goal.reminders) == (YESTERDAY, (480,))
    kept = "SELECT criticality_text, frequency_text FROM goals"
    assert rows_of(url, kept) == [("urgent-ish", "often")]
    days = rows_of(url, "SELECT day, state, note FROM entries ORDER BY day")
    assert [(str(day), state, note) for day, state, note in days] == [
        ("2026-03-02", "skipped", None),
        ("2026-03-03", "done", "a note"),
        ("2026-03-04", "open", "only a note"),
    ]


def test_a_mood_comes_in_with_everything_the_file_says(
    database: Database, alice: Acquaintance
) -> None:
    carry(database, alice, BOTH)
    mood = database.read_now(moods.view, alice, 1)
    assert (mood.level, mood.label, mood.note) == (2, "tired", "long day")
    assert (mood.reasons, mood.emotions) == (("work", "sleep"), ("flat",))
    assert (mood.felt_at, mood.day, mood.late) == (FELT, FELT.date(), True)


def test_twice_is_once(database: Database, url: str, alice: Acquaintance) -> None:
    carry(database, alice, BOTH)
    before = dump_of(url)
    outcome = carry(database, alice, BOTH)
    assert (outcome.new, outcome.days, outcome.moods, outcome.moods_again) == (0, 0, 0, 1)
    assert outcome.told == [Told(1, "Read", Fate.JOINED)]
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}


def test_trying_out_says_the_same_and_leaves_nothing(
    database: Database, url: str, alice: Acquaintance
) -> None:
    before = dump_of(url)
    tried = database.run_now(importing.try_out, alice, BOTH, {})
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}
    assert carry(database, alice, BOTH) == tried


def test_an_import_is_one_act_and_is_taken_back_whole(
    database: Database, alice: Acquaintance
) -> None:
    database.run_now(goals.create, alice, replace(RUN, title="Read"))
    before = database.read_now(export.everything, alice)
    done = act(database, alice, importing.carry_out, BOTH, {"meh": 3})
    assert database.read_now(export.everything, alice) != before
    database.run_now(undo.take_back, alice, done.act_id)
    assert database.read_now(export.everything, alice) == before


def test_a_goal_of_that_name_gets_the_days_it_misses_and_keeps_its_own(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, title="read", start=YESTERDAY))
    database.run_now(entries.tick, alice, goal.id, YESTERDAY, State.PART)
    outcome = carry(database, alice, of(READ))
    assert (outcome.joined, outcome.days) == (1, 1)
    states = rows_of(url, "SELECT state FROM entries ORDER BY day")
    assert states == [("skipped",), ("part",), ("open",)]
    assert database.read_now(goal_views.view, alice, goal.id).title == "read"


def test_a_goal_with_ones_own_id_is_changed(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, start=YESTERDAY))
    database.run_now(entries.tick, alice, goal.id, YESTERDAY, State.PART)
    weekly = Weekdays(frozenset({0}))
    item = replace(READ, title="Walk", schedule=weekly, start=TODAY, external_id=goal.id)
    outcome = carry(database, alice, of(item))
    assert outcome.told == [Told(1, "Walk", Fate.CHANGED)]
    view = database.read_now(goal_views.view, alice, goal.id)
    assert (view.title, view.schedule, view.plan.start) == ("Walk", weekly, YESTERDAY)
    done = rows_of(url, "SELECT state FROM entries WHERE day = '2026-03-03'")
    assert done == [("done",)], "the file names the goal by its number, so it is right"


def test_a_day_is_found_by_its_own_number(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.open_day, alice, TODAY)
    (number,) = rows_of(url, "SELECT id FROM entries")[0]
    days = (EntryItem(YESTERDAY, State.DONE, external_id=number),)
    carry(database, alice, of(replace(READ, external_id=goal.id, entries=days)))
    assert rows_of(url, "SELECT id, state FROM entries") == [(number, "done")]


@pytest.mark.parametrize("whose", ["nobody's", "Bob's"])
def test_an_id_that_is_not_ones_own_makes_a_new_goal_and_says_so_in_the_same_words(
    database: Database, alice: Acquaintance, bob: Acquaintance, whose: str
) -> None:
    bobs = database.run_now(goals.create, bob, replace(RUN, title="Bob's"))
    before = database.read_now(export.everything, bob)
    number = bobs.id if whose == "Bob's" else 999
    outcome = carry(database, alice, of(replace(READ, external_id=number)))
    assert outcome.told == [Told(1, "Read", Fate.ID_UNKNOWN)]
    assert outcome.new == 1
    assert database.read_now(export.everything, bob) == before


def test_a_day_of_somebody_elses_is_no_day_of_ones_own(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    bobs = database.run_now(goals.create, bob, RUN)
    database.run_now(entries.tick, bob, bobs.id, TODAY, State.PART)
    (number,) = rows_of(url, "SELECT id FROM entries")[0]
    days = (EntryItem(YESTERDAY, State.DONE, external_id=number),)
    carry(database, alice, of(replace(READ, entries=days)))
    assert rows_of(url, f"SELECT state FROM entries WHERE id = {number}") == [("part",)]
    assert len(rows_of(url, "SELECT id FROM entries")) == 2


def test_a_goal_in_the_bin_has_words_of_its_own(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(goals.remove, alice, goal.id)
    outcome = carry(database, alice, of(replace(READ, external_id=goal.id)))
    assert outcome.told == [Told(1, "Read", Fate.IN_BIN)]
    assert outcome.told[0].left_out
    assert database.read_now(goal_views.view, alice, goal.id).title == RUN.title


def test_an_item_that_is_refused_changes_nothing_and_the_others_go_on(
    database: Database, alice: Acquaintance
) -> None:
    first = database.run_now(goals.create, alice, RUN)
    database.run_now(goals.create, alice, replace(RUN, title="Taken"))
    bad = replace(READ, title="taken", external_id=first.id)
    backwards = replace(READ, item=2, title="Backwards", target=YESTERDAY - DAY, schedule=Once())
    good = replace(READ, item=3, title="Good")
    outcome = carry(database, alice, of(bad, backwards, good))
    assert [(told.item, told.why) for told in outcome.told] == [
        (1, Reason.TAKEN),
        (2, Reason.BEFORE_START),
    ]
    assert (outcome.new, outcome.changed, outcome.days) == (1, 0, 2)
    assert database.read_now(goal_views.view, alice, first.id).tags == ()


def test_silent_reminders_stay_silent_until_they_are_asked_for(
    database: Database, url: str, alice: Acquaintance
) -> None:
    item = replace(READ, reminding=False, external_id=1)
    carry(database, alice, of(item))
    carry(database, alice, of(item))
    assert database.read_now(goal_views.view, alice, 1).reminders == ()
    assert len(rows_of(url, "SELECT id FROM reminders")) == 1
    carry(database, alice, of(replace(item, reminding=True)))
    assert database.read_now(goal_views.view, alice, 1).reminders == (480,)
    assert len(rows_of(url, "SELECT id FROM reminders")) == 1


def test_an_archived_goal_comes_in_archived(database: Database, alice: Acquaintance) -> None:
    carry(database, alice, of(replace(READ, archived=True)))
    assert database.read_now(goal_views.view, alice, 1).archived


def test_a_word_without_a_level_is_no_mood(database: Database, alice: Acquaintance) -> None:
    meh = replace(TIRED, label="Meh", level=None)
    outcome = carry(database, alice, Import(moods=(meh,)))
    assert (outcome.moods, outcome.told) == (0, [Told(3, None, Reason.UNKNOWN, "mood")])
    assert carry(database, alice, Import(moods=(meh,)), meh=3).moods == 1
    assert database.read_now(moods.view, alice, 1).level == 3
    known = database.read_now(mood_labels.known, alice, "MEH")
    assert known is not None
    assert known.level == 3


def test_a_mood_that_was_thrown_away_does_not_come_back(
    database: Database, alice: Acquaintance
) -> None:
    carry(database, alice, BOTH)
    database.run_now(moods.remove, alice, 1)
    assert carry(database, alice, BOTH).moods_again == 1
    assert database.read_now(moods.page, alice, 0, 9).moods == ()


def test_a_thousand_goals_with_years_of_days_are_taken_and_taken_back(
    database: Database, alice: Acquaintance
) -> None:
    """Nothing in it grows with the square of anything."""
    days = tuple(EntryItem(TODAY - timedelta(days=n), State.DONE) for n in range(1000))
    long = replace(READ, start=TODAY - timedelta(days=1000), entries=days)
    many = [replace(READ, item=n, title=f"Goal {n}", entries=()) for n in range(2, 200)]
    done = act(database, alice, importing.carry_out, of(long, *many), {})
    assert (done.result.new, done.result.days) == (199, 1000)
    database.run_now(undo.take_back, alice, done.act_id)
    assert database.read_now(export.holds, alice) == {}
