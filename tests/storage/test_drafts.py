"""Drafts: the row is the only truth about a dialog's step, and at most one of them waits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.clock import FakeClock
from domain.errors import Refused, Stale
from storage import drafts, goal_views, goals, moods
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import dump_of
from tests.storage.test_goals import RUN

DATA = {"title": "Run", "days": [0, 2], "deep": {"none": None, "yes": True, "half": 0.5}}


def test_a_draft_keeps_what_was_answered(database: Database, alice: Acquaintance) -> None:
    draft = database.run_now(drafts.begin, alice, "goal", "title", DATA)
    assert draft == drafts.Sketch(draft.id, "goal", "title", DATA, True, None)
    assert database.read_now(drafts.waiting, alice) == draft
    assert database.read_now(drafts.find, alice, draft.id) == draft
    assert database.read_now(drafts.of_kind, alice, "goal") == draft


def test_without_a_draft_nothing_waits(database: Database, alice: Acquaintance) -> None:
    assert database.read_now(drafts.waiting, alice) is None
    assert database.read_now(drafts.of_kind, alice, "goal") is None


def test_beginning_again_replaces_the_draft_of_that_kind(
    database: Database, alice: Acquaintance
) -> None:
    old = database.run_now(drafts.begin, alice, "goal", "when", DATA)
    new = database.run_now(drafts.begin, alice, "goal", "title", {})
    assert new.id != old.id
    assert new.data == {}
    with pytest.raises(Stale):
        database.read_now(drafts.find, alice, old.id)


def test_only_the_draft_last_touched_waits(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(drafts.begin, alice, "goal", "title", {})
    mood = database.run_now(drafts.begin, alice, "mood", "note", {})
    assert database.read_now(drafts.waiting, alice) == mood
    assert not database.read_now(drafts.find, alice, goal.id).waiting
    again = database.run_now(drafts.advance, alice, goal.id, "when", DATA)
    assert (again.step, again.data, again.waiting) == ("when", DATA, True)
    assert database.read_now(drafts.waiting, alice) == again


def test_a_closed_draft_is_stale_and_closing_it_again_changes_nothing(
    database: Database, url: str, alice: Acquaintance
) -> None:
    mood = database.run_now(drafts.begin, alice, "mood", "note", {})
    goal = database.run_now(drafts.begin, alice, "goal", "title", {})
    database.run_now(drafts.close, alice, goal.id)
    before = dump_of(url)
    database.run_now(drafts.close, alice, goal.id)
    with pytest.raises(Stale):
        database.run_now(drafts.advance, alice, goal.id, "when", {})
    assert dump_of(url) == before
    assert not database.read_now(drafts.find, alice, mood.id).waiting


def test_the_asking_message_is_remembered(database: Database, alice: Acquaintance) -> None:
    draft = database.run_now(drafts.begin, alice, "goal", "title", {})
    database.run_now(drafts.asked, alice, draft.id, 2**40)
    assert database.read_now(drafts.find, alice, draft.id).message_id == 2**40


def test_finishing_does_what_the_draft_was_for_exactly_once(
    database: Database, alice: Acquaintance
) -> None:
    draft = database.run_now(drafts.begin, alice, "goal", "confirm", {})
    made = database.run_now(drafts.finish, alice, draft.id, goals.create, alice, RUN)
    assert made.title == "Run"
    with pytest.raises(Stale):
        database.run_now(drafts.finish, alice, draft.id, goals.create, alice, RUN)
    assert len(database.read_now(goal_views.page, alice, 0, 10).lines) == 1


def test_a_draft_whose_end_is_refused_stays_open(database: Database, alice: Acquaintance) -> None:
    database.run_now(goals.create, alice, RUN)
    draft = database.run_now(drafts.begin, alice, "goal", "confirm", {})
    with pytest.raises(Refused):
        database.run_now(drafts.finish, alice, draft.id, goals.create, alice, RUN)
    assert database.read_now(drafts.find, alice, draft.id) == draft


def test_a_restart_goes_on_with_every_open_question(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    database.run_now(drafts.begin, alice, "goal", "when", {})
    database.run_now(drafts.begin, bob, "goal", "title", {})
    database.run_now(drafts.begin, bob, "mood", "note", {})  # Bob's goal waits no longer
    assert database.read_now(drafts.open_steps, "goal") == [(alice.telegram_id, "when")]
    assert database.read_now(drafts.open_steps, "mood") == [(bob.telegram_id, "note")]


@pytest.mark.parametrize(("what", "remove"), [("goal", goals.remove), ("mood", moods.remove)])
def test_what_is_thrown_away_takes_the_questions_about_it_along(
    database: Database,
    alice: Acquaintance,
    bob: Acquaintance,
    what: str,
    remove: Callable[..., Any],
) -> None:
    database.run_now(goals.create, alice, RUN)
    database.run_now(moods.log, alice, "1", 3)
    about_it = database.run_now(drafts.begin, alice, "edit", "title", {what: 1})
    kept = [
        database.run_now(drafts.begin, alice, "note", "note", {what: 2}),
        database.run_now(drafts.begin, alice, "goal", "title", {}),
    ]
    bobs = database.run_now(drafts.begin, bob, "edit", "title", {what: 1})
    database.run_now(remove, alice, 1)
    with pytest.raises(Stale):
        database.read_now(drafts.find, alice, about_it.id)
    for draft in kept:
        assert database.read_now(drafts.find, alice, draft.id).kind == draft.kind
    assert database.read_now(drafts.find, bob, bobs.id) == bobs


def test_drafts_nobody_touched_for_thirty_days_are_dropped(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    old = database.run_now(drafts.begin, alice, "goal", "title", {})
    touched = database.run_now(drafts.begin, alice, "edit", "title", {})
    clock.advance(timedelta(seconds=1))
    database.run_now(drafts.advance, alice, touched.id, "kind", {})
    clock.advance(drafts.KEPT - timedelta(seconds=1))
    database.run_now(drafts.tidy)
    assert database.read_now(drafts.find, alice, old.id).step == "title"
    clock.advance(timedelta(microseconds=1))
    database.run_now(drafts.tidy)
    with pytest.raises(Stale):
        database.read_now(drafts.find, alice, old.id)
    assert database.read_now(drafts.find, alice, touched.id).step == "kind"
