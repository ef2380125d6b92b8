"""Rows of the list of faults (docs/faults.md) that are shown at the desk; each names its row."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from itertools import permutations
from random import Random
from typing import Any

import pytest

from bot.codes import Reaction, ShowGoal, Tick, UndoLast
from domain.entries import Reading
from domain.kinds import Daily
from storage import entries, histories, people
from tests.bot.desk import GROUP, Desk, Player, Tap
from tests.bot.homes import TODAY, a_goal, entry
from tests.databases import dump_of, rows_of

WEEK = timedelta(days=7)


# --- 11: days that are longer or shorter ----------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25"),
        ("Africa/Cairo", "2026-04-24"),
        ("America/Santiago", "2026-09-06"),
        ("Australia/Lord_Howe", "2026-10-04"),
        ("Asia/Beirut", "2026-03-29"),
        ("Pacific/Apia", "2026-03-29"),
    ],
)
def test_11_a_streak_goes_on_over_a_day_of_23_or_25_hours(
    home: Desk, zone: str, change: str
) -> None:
    """Row 11: one entry for each local day, whatever the clocks do in the night."""
    me = home.do(people.set_zone, home.alice.me, zone)
    day = TODAY.fromisoformat(change)
    goal = a_goal(home, schedule=Daily(), start=day - timedelta(days=3))
    moment = home.clock.now().replace(month=day.month, day=day.day, hour=0) - timedelta(days=3)
    seen = []
    while me.day_of(moment) <= day + timedelta(days=2):
        home.clock.set(moment)
        today = me.day_of(moment)
        if today not in seen:
            seen.append(today)
            home.do(entries.tick, me, goal.id, today, Reaction.DONE.state)
        home.do(entries.open_day, me, today)
        moment += timedelta(minutes=30)
    days = [row[0] for row in rows_of(home.url, "SELECT day FROM entries ORDER BY day")]
    assert len(days) == len(set(days)) == len(seen)
    assert {b - a for a, b in zip(seen, seen[1:], strict=False)} == {timedelta(days=1)}
    view = home.look(_view_of(goal.id), me)
    assert view.streaks is not None
    assert view.streaks.current == len([each for each in seen if each >= goal.plan.start])


def _view_of(goal_id: int) -> Any:
    from storage import goal_views

    return lambda session, clock, me: goal_views.view(session, clock, me, goal_id)
