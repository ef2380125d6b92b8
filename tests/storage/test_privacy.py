"""Charlie has no access: whatever id Charlie names, nothing is shown and nothing changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from domain.entries import State
from domain.errors import NotFound, Stale
from storage import cards, drafts, entries, goal_views, goals, moods
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import dump_of
from tests.storage.test_goals import RUN, TODAY


@dataclass(frozen=True)
class Belongings:
    goal: int
    binned_goal: int
    mood: int
    binned_mood: int
    draft: int


@pytest.fixture
def alices(database: Database, alice: Acquaintance) -> Belongings:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    binned = database.run_now(goals.create, alice, replace(RUN, title="Old"))
    database.run_now(goals.remove, alice, binned.id)
    mood, old = (database.run_now(moods.log, alice, f"m{n}", 3) for n in range(2))
    database.run_now(moods.set_reasons, alice, mood.id, ("work",))
    database.run_now(moods.remove, alice, old.id)
    draft = database.run_now(drafts.begin, alice, "goal", "title", {"title": "Secret"})
    database.run_now(cards.hang, alice, 5)
    return Belongings(goal.id, binned.id, mood.id, old.id, draft.id)


Attempt = Callable[[Database, Acquaintance, Belongings], object]

REFUSED: dict[str, Attempt] = {
    "view": lambda db, me, its: db.run_now(goal_views.view, me, its.goal),
    "view a binned goal": lambda db, me, its: db.run_now(goal_views.view, me, its.binned_goal),
    "wish_of": lambda db, me, its: db.run_now(goals.wish_of, me, its.goal),
    "rewrite": lambda db, me, its: db.run_now(goals.rewrite, me, its.goal, RUN),
    "remove": lambda db, me, its: db.run_now(goals.remove, me, its.goal),
    "restore": lambda db, me, its: db.run_now(goals.restore, me, its.binned_goal),
    "settle_status": lambda db, me, its: db.run_now(goals.settle_status, me, its.goal),
    "tick": lambda db, me, its: db.run_now(entries.tick, me, its.goal, TODAY, State.OPEN),
    "tick a binned goal": lambda db, me, its: db.run_now(
        entries.tick, me, its.binned_goal, TODAY, State.DONE
    ),
    "view a mood": lambda db, me, its: db.run_now(moods.view, me, its.mood),
    "set_level": lambda db, me, its: db.run_now(moods.set_level, me, its.mood, 1),
    "set_note": lambda db, me, its: db.run_now(moods.set_note, me, its.mood, "mine"),
    "set_reasons": lambda db, me, its: db.run_now(moods.set_reasons, me, its.mood, ("mine",)),
    "remove a mood": lambda db, me, its: db.run_now(moods.remove, me, its.mood),
    "restore a mood": lambda db, me, its: db.run_now(moods.restore, me, its.binned_mood),
    "find a draft": lambda db, me, its: db.run_now(drafts.find, me, its.draft),
    "advance": lambda db, me, its: db.run_now(drafts.advance, me, its.draft, "when", {}),
    "finish": lambda db, me, its: db.run_now(drafts.finish, me, its.draft, goals.create, me, RUN),
}

IGNORED: dict[str, Attempt] = {
    "close": lambda db, me, its: db.run_now(drafts.close, me, its.draft),
    "asked": lambda db, me, its: db.run_now(drafts.asked, me, its.draft, 1),
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_charlie_finds_nothing_by_id(
    database: Database, url: str, charlie: Acquaintance, alices: Belongings, attempt: Attempt
) -> None:
    before = dump_of(url)
    with pytest.raises((NotFound, Stale)) as refused:
        attempt(database, charlie, alices)
    absent = Belongings(*[9999] * 5)
    with pytest.raises(type(refused.value)) as unknown:
        attempt(database, charlie, absent)
    assert str(refused.value) == str(unknown.value)  # the answer does not tell that it exists
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}


@pytest.mark.parametrize("attempt", IGNORED.values(), ids=IGNORED.keys())
def test_charlie_changes_nothing_by_id(
    database: Database, url: str, charlie: Acquaintance, alices: Belongings, attempt: Attempt
) -> None:
    before = dump_of(url)
    attempt(database, charlie, alices)
    assert dump_of(url) == before


@pytest.mark.usefixtures("alices")
def test_charlies_lists_are_empty(database: Database, charlie: Acquaintance) -> None:
    for page in (goal_views.page, goal_views.bin_page):
        assert database.read_now(page, charlie, 0, 10).lines == ()
    for shown in (moods.page, moods.bin_page):
        assert database.read_now(shown, charlie, 0, 10).moods == ()
    assert database.run_now(entries.open_day, charlie, TODAY).items == ()
    assert database.read_now(moods.usual_reasons, charlie, 9, goals.BIN_KEEPS) == ()
    assert database.read_now(drafts.waiting, charlie) is None
    assert database.read_now(drafts.of_kind, charlie, "goal") is None
    assert database.read_now(cards.hanging, charlie) is None


@pytest.mark.usefixtures("alices")
def test_charlies_own_belongings_leave_alices_alone(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(drafts.begin, charlie, "goal", "title", {})
    database.run_now(cards.hang, charlie, 6)
    waiting = database.read_now(drafts.waiting, alice)
    assert waiting is not None
    assert waiting.data == {"title": "Secret"}
    hanging = database.read_now(cards.hanging, alice)
    assert hanging is not None
    assert hanging.message_id == 5
