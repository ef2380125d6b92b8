"""Killed on the way of a reminder: none is lost, none is decided twice, and one copy more at most."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.reminding import move, remind_soon, reminders_in

pytestmark = pytest.mark.crash
SOON, LEASE_OVER = 150.0, 31.0
CERTAIN = {"swept": 1, "before-reminder": 1, "after-reminder": 2, "sent-marked": 2}
"""Where the bot dies, and how many copies there may then be."""


@pytest.mark.parametrize("point", CERTAIN)
def test_03_a_reminder_outlives_a_kill_at_every_point_of_its_way(
    emulator: Emulator,
    bot_on: Callable[..., BotProcess],
    url: str,
    tmp_path: Path,
    alice: Person,
    point: str,
) -> None:
    clock_file = tmp_path / "clock.json"
    bot = bot_on(url, settings={"DAYMARK_CLOCK_FILE": str(clock_file)}, crash_at=point)
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO + GOAL)
    conversation.rest()
    remind_soon(url, clock_file, alice)
    move(clock_file, SOON)
    emulator.wait_until(lambda: not bot.is_running)
    bot.crash_at = ""
    move(clock_file, SOON + LEASE_OVER)
    bot.start()
    emulator.wait_until(lambda: rows_of(url, "SELECT state FROM outbox") == [("sent",)])
    conversation.finish()
    assert 1 <= len(reminders_in(alice)) <= CERTAIN[point]
    assert rows_of(url, "SELECT count(*) FROM alarms") == [(1,)]
