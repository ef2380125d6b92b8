"""A newer time zone database between two starts of a real bot."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.reminding import move, remind_soon, reminders_in

pytestmark = pytest.mark.e2e


def with_zone(folder: Path, name: str, like: str) -> Path:
    """A folder of time zones in which one is like another; what it lacks is found elsewhere."""
    place = folder / name
    place.parent.mkdir(parents=True)
    with as_file(files("tzdata").joinpath("zoneinfo", *like.split("/"))) as data:
        shutil.copy(data, place)
    return folder


def versions(url: str) -> list[object]:
    return [version for (version,) in rows_of(url, "SELECT tz_version FROM people")]


@pytest.fixture
def reminded(
    emulator: Emulator, bot_on: Callable[..., BotProcess], url: str, tmp_path: Path, alice: Person
) -> BotProcess:
    """A bot that has stopped, two minutes before Alice is reminded."""
    bot = bot_on(url, settings={"DAYMARK_CLOCK_FILE": str(tmp_path / "clock.json")})
    Conversation(emulator, bot.start(), [alice]).go(HELLO + GOAL)
    remind_soon(url, tmp_path / "clock.json", alice)
    bot.terminate()
    return bot


def test_12_a_reminder_comes_at_its_wall_time_by_the_newer_rules(
    emulator: Emulator, reminded: BotProcess, url: str, tmp_path: Path, alice: Person
) -> None:
    """Berlin keeps the time of Helsinki now: it is an hour later there, and what was to come is due."""
    before = versions(url)
    tree = with_zone(tmp_path / "newer", "Europe/Berlin", like="Europe/Helsinki")
    reminded.settings["PYTHONTZPATH"] = str(tree)
    reminded.start()
    emulator.wait_until(lambda: len(reminders_in(alice)) == 1)
    assert versions(url) != before
    reminded.restart()
    assert len(reminders_in(alice)) == 1


def test_12_who_lives_in_a_zone_that_is_gone_is_reminded_by_its_last_offset(
    emulator: Emulator, reminded: BotProcess, url: str, tmp_path: Path, alice: Person
) -> None:
    """As if the bot had been stopped in Atlantis, and it had sunk since."""
    for table in ("people", "zone_offsets"):
        rows_of(url, f"UPDATE {table} SET zone = 'Europe/Atlantis'")
    reminded.start()
    alice.wait_for_text("Your clock stays at")
    emulator.wait_until(lambda: versions(url) == ["told"])
    reminded.restart()
    move(tmp_path / "clock.json", 121)
    emulator.wait_until(lambda: len(reminders_in(alice)) == 1)
    alice.say("/settings")
    alice.wait_for_text("Atlantis\u2069 (")
    assert sum("Your clock stays at" in seen.text for seen in alice.messages()) == 1


def test_12_who_lives_in_a_zone_that_is_gone_unnoted_hears_of_it_and_goes_on(
    reminded: BotProcess, url: str, alice: Person
) -> None:
    rows_of(url, "DELETE FROM zone_offsets")
    rows_of(url, "UPDATE people SET zone = 'Europe/Atlantis'")
    reminded.start()
    alice.wait_for_text("any more: the list of time zones has changed")
    alice.say("/today")
    alice.wait_for_text("Days are counted in UTC until I know your time zone.")
    alice.say("/settings")
    alice.wait_for_text("Time zone: not set")
    assert reminders_in(alice) == []
