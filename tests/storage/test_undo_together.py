"""What is done to several things at once is one act: taken back, everything is as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.clock import FakeClock
from domain.patterns import Pattern
from storage import catching_up, goals, pauses, reviews, tagged, tags, templates, undo
from storage.database import Database
from storage.journal import Done
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.storage.acts import act, state_of
from tests.storage.test_goals import DAY, RUN, TODAY

Deed = Callable[[Database, Acquaintance], Done[object]]

PATTERNS = [Pattern("One", RUN.schedule, tags=("body", "new")), Pattern("Two", RUN.schedule)]

DEEDS: dict[str, Deed] = {
    "tick all": lambda db, me: act(db, me, tagged.tick_all, 1, TODAY + 4 * DAY),
    "tag": lambda db, me: act(db, me, tags.add_to_goal, 1, ["new", "newer"]),
    "untag the last": lambda db, me: act(db, me, tags.set_on_goal, 1, 1, False),
    "rename a tag": lambda db, me: act(db, me, tags.rename, 1, "Health"),
    "delete a tag": lambda db, me: act(db, me, tags.remove, 1),
    "save a template": lambda db, me: act(db, me, templates.save, "More", [1, 2], True),
    "use a template": lambda db, me: act(db, me, templates.use, PATTERNS, {}),
    "delete a template": lambda db, me: act(db, me, templates.remove, 1),
    "let days rest": lambda db, me: act(db, me, catching_up.rest, TODAY + DAY, TODAY + 3 * DAY),
    "say a day's mood": lambda db, me: act(db, me, reviews.say_mood, TODAY, 2, 5),
    "pause": lambda db, me: act(db, me, pauses.begin, Scope(tag_id=1), TODAY, None),
    "go on": lambda db, me: act(db, me, pauses.end, 1),
    "a weekly rest": lambda db, me: act(db, me, pauses.set_rest, 2, True),
}


def live_on(database: Database, clock: FakeClock, me: Acquaintance) -> None:
    """Two goals, each under a tag and one at rest, and a template; then some days go by."""
    for title in ("Run", "Swim"):
        database.run_now(goals.create, me, replace(RUN, title=title, description="Because"))
    for goal in (1, 2):
        database.run_now(tags.set_of_goal, me, goal, ["body"] if goal == 1 else ["water"])
    database.run_now(templates.save, me, "Mine", [1], False)
    database.run_now(pauses.begin, me, Scope(goal_id=2), TODAY, None)
    clock.advance(timedelta(days=4))


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_one_undo_takes_all_of_it_back(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, deed: Deed
) -> None:
    live_on(database, clock, alice)
    before = state_of(url)
    done = deed(database, alice)
    assert done.act_id is not None
    assert state_of(url) != before
    database.run_now(undo.take_back, alice, done.act_id)
    assert state_of(url) == before
