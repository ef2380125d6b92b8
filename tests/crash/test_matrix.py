"""Killed at every named point of the source, on both databases: nothing lost, nothing twice.

Two people talk at once, to a bot as it is; `test_every_pass` goes through the commits and calls one by one.
"""

import ast
from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import WHOLE, Conversation, after_the_whole
from tests.emulator_process import ROOT, Emulator, Person

pytestmark = pytest.mark.crash

TALKING = (
    "fetched",
    "inbox-store",
    "stored",
    "effected",
    "before-commit",
    "after-commit",
    "before-answer",
    "after-answer",
    "before-answered",
    "inbox-answered",
)
"""The points that every conversation passes again and again."""

ELSEWHERE = {
    "backup-written": "tests.crash.test_commands",
    "restore-ready": "tests.crash.test_commands",
    "migrated": "tests.crash.test_commands",
    **dict.fromkeys(
        ("swept", "before-reminder", "after-reminder", "sent-marked"),
        "tests.crash.test_every_reminder",
    ),
}
"""The points that only a command or a reminder passes, and where each is killed."""


def named_points() -> set[str]:
    """Every name that the source gives to `crash_point`."""
    return {
        name
        for package in ("bot", "scheduling", "storage", "charts", "domain")
        for path in (ROOT / package).rglob("*.py")
        for name in points_in(path)
    }


def points_on_the_way_of_a_reminder() -> set[str]:
    """Those that are killed there, each as often as a reminder comes by."""
    return {
        point for point, where in ELSEWHERE.items() if where == "tests.crash.test_every_reminder"
    }


def points_in(path: Path) -> set[str]:
    return {
        argument.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "crash_point"
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_point_of_the_source_is_in_the_matrix() -> None:
    assert named_points() == {*TALKING, *ELSEWHERE}


@pytest.mark.parametrize("point", TALKING)
def test_a_bot_killed_at_a_point_loses_nothing_and_does_nothing_twice(
    emulator: Emulator, people: list[Person], bot: BotProcess, point: str
) -> None:
    bot.crash_at = f"{point}:2"  # when the talk is under way; the first is of the start
    conversation = Conversation(emulator, bot, people)
    bot.launch()
    conversation.go(WHOLE)
    conversation.finish()
    assert conversation.deaths == 1
    assert conversation.findings(after_the_whole(people, emulator)) == []
