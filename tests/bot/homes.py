"""What tests of several modules want of a home: goals that are there, and goals read from storage."""

from datetime import date

from domain.goals import Criticality
from domain.kinds import Daily, Schedule
from storage import goal_views, goals, histories
from storage.goal_views import GoalView
from storage.goals import Wish
from storage.histories import EntryView
from tests.bot.desk import Desk

TODAY = date(2026, 3, 4)
"""Wednesday."""


def a_goal(
    desk: Desk,
    title: str = "Read",
    *,
    schedule: Schedule | None = None,
    start: date = TODAY,
    target: date | None = None,
    criticality: Criticality = Criticality.NORMAL,
    description: str | None = None,
    reminders: tuple[int, ...] = (),
) -> GoalView:
    """A goal of Alice's, as if made by an earlier talk."""
    wish = Wish(title, description, schedule or Daily(), start, target, criticality, reminders)
    return desk.do(goals.create, desk.alice.me, wish)


def goal(desk: Desk, goal_id: int = 1) -> GoalView:
    """A goal of Alice's as it is stored."""
    return desk.look(goal_views.view, desk.alice.me, goal_id)


def titles(desk: Desk) -> list[str]:
    return [line.title for line in desk.look(goal_views.page, desk.alice.me, 0, 100).lines]


def entry(desk: Desk, goal_id: int = 1, day: date = TODAY, slot: int = 0) -> EntryView:
    """One day of a goal of Alice's as it is stored."""
    return desk.look(histories.entry, desk.alice.me, goal_id, day, slot)
