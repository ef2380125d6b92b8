"""Killed once the picture of a weekly overview is drawn, before it is sent and after."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.clock import ShiftedClock, SystemClock
from storage import moods, own_reminders, people
from storage.database import Database
from tests.bot_process import BotProcess
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.reminding import move

pytestmark = pytest.mark.crash

SIX = 18 * 60
LEASE_OVER = timedelta(seconds=31)
WAIT = 60.0
"""Seconds for what draws to start, twice."""


def until(clock_file: Path, instant: datetime) -> None:
    move(clock_file, (instant - SystemClock().now()).total_seconds())


def settled_in(url: str, clock_file: Path, person: Person, sunday: datetime) -> None:
    """With a mood on each day of the week, and a weekly overview at six of its Sunday."""
    database = Database(url, ShiftedClock(clock_file))
    try:
        me = database.run_now(people.meet, person.id, person.chat_id, "en")
        me = database.run_now(people.agree, me, frozenset({"moods"}))
        me = database.run_now(people.set_zone, me, "UTC")
        for days in range(6, -1, -1):
            until(clock_file, sunday - timedelta(days=days, hours=6))
            database.run_now(moods.log, me, f"mood-{days}", 1 + days % 5)
        database.run_now(own_reminders.set_week, me, sunday.weekday(), SIX)
    finally:
        database.close()


@pytest.mark.parametrize(("point", "copies"), [("before-reminder", 1), ("after-reminder", 2)])
def test_03_a_weekly_photo_outlives_a_kill_on_its_way(
    emulator: Emulator,
    bot: BotProcess,
    url: str,
    tmp_path: Path,
    alice: Person,
    point: str,
    copies: int,
) -> None:
    clock_file = tmp_path / "clock.json"
    bot.settings["DAYMARK_CLOCK_FILE"] = str(clock_file)
    tomorrow = SystemClock().now() + timedelta(days=1)
    sunday = tomorrow.replace(hour=18, minute=1, second=0, microsecond=0)
    sunday += timedelta(days=6 - sunday.weekday())
    settled_in(url, clock_file, alice, sunday)
    alice.start()

    bot.crash_at = f"{point}:1"
    until(clock_file, sunday)
    bot.launch()
    emulator.wait_until(lambda: not bot.is_running, WAIT)
    bot.crash_at = ""
    until(clock_file, sunday + LEASE_OVER)
    bot.start()
    decided = "SELECT state FROM outbox WHERE kind = 'week' AND decided_at IS NOT NULL"
    emulator.wait_until(lambda: rows_of(url, decided) == [("sent",)], WAIT)

    sent = [call for call in emulator.journal("sendPhoto") if call["effect"]]
    assert len(sent) == copies
    assert all("Mood from 1 to 5" in call["params"]["caption"] for call in sent)
    assert bot.terminate() == 0
