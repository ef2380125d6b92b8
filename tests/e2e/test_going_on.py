"""Restarts, backups, the sandbox and the next morning: everything goes on where it stood."""

import re
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from domain.clock import ShiftedClock
from storage import goals, own_reminders, people
from storage.database import Database
from tests.bot_process import BotProcess, daymark
from tests.crash.conversation import DAY, GOAL, HELLO, Conversation
from tests.emulator_process import Emulator, Person
from tests.history import facts_of
from tests.reminding import reminders_in

pytestmark = pytest.mark.e2e
BAD_PORT = 5


def test_a_backup_of_a_running_bot_goes_on_in_another_place(
    emulator: Emulator,
    at_home: Conversation,
    alice: Person,
    bot_on: Callable[..., BotProcess],
    tmp_path: Path,
) -> None:
    copy, moved = tmp_path / "backup.db", f"sqlite:///{tmp_path / 'moved.db'}"
    made = daymark("backup", str(copy), DAYMARK_DATABASE=at_home.bot.database)
    assert made.returncode == 0, made.stdout
    at_home.bot.terminate()
    restored = daymark("restore", str(copy), DAYMARK_DATABASE=moved)
    assert restored.returncode == 0, restored.stdout
    assert facts_of(moved) == facts_of(at_home.bot.database)
    conversation = Conversation(emulator, bot_on(moved).start(), [alice])
    conversation.go(DAY)


def test_buttons_and_dialogs_outlive_a_restart(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    conversation = Conversation(emulator, bot.start(), [alice])
    for step in HELLO + GOAL:
        conversation.go([step])
        if step in GOAL[1:3]:
            assert bot.terminate() == 0
            bot.start()
    assert "goal run-Alice" in {fact.what for fact in facts_of(bot.database)}


def test_the_next_morning_has_a_card_of_its_own(
    bot_on: Callable[..., BotProcess], tmp_path: Path
) -> None:
    clock_file = tmp_path / "clock.json"
    with Emulator(clock_file=clock_file) as emulator:
        alice = emulator.person("Alice")
        settings = {"DAYMARK_CLOCK_FILE": str(clock_file)}
        bot = BotProcess(emulator, f"sqlite:///{tmp_path / 'x.db'}", settings=settings)
        conversation = Conversation(emulator, bot.start(), [alice])
        conversation.go(HELLO + GOAL + DAY[:2])
        yesterday = alice.wait_for_text("– done")
        for _ in range(2):  # before eight o'clock the first of them is still the same day's
            emulator.next_morning("Europe/Berlin")
        alice.say("/today")
        today = alice.wait_for_text("Today, ", after=yesterday.id)
        assert "⬜ run-Alice" in today.labels
        assert today.text.splitlines()[0] != yesterday.text.splitlines()[0]
        assert bot.terminate() == 0
        bot.close()


def test_each_next_morning_brings_its_reminder_and_a_week_of_them_the_weekly_overview(
    bot_on: Callable[..., BotProcess], tmp_path: Path
) -> None:
    """By themselves: nobody writes meanwhile."""
    clock_file, url = tmp_path / "clock.json", f"sqlite:///{tmp_path / 'x.db'}"
    with Emulator(clock_file=clock_file) as emulator:
        alice = emulator.person("Alice")
        settings = {"DAYMARK_CLOCK_FILE": str(clock_file)}
        bot = BotProcess(emulator, url, settings=settings)
        Conversation(emulator, bot.start(), [alice]).go(HELLO + GOAL + DAY[:2])
        emulator.next_morning("Europe/Berlin")  # from which on each is another day's
        _set_reminders(url, clock_file, alice)
        for morning in range(1, 8):
            emulator.next_morning("Europe/Berlin")
            emulator.wait_until(lambda due=morning: len(reminders_in(alice)) == due)
        emulator.wait_until(lambda: [seen for seen in alice.messages() if "Stop" in seen.labels])
        assert bot.terminate() == 0
        bot.close()


def _set_reminders(url: str, clock_file: Path, person: Person) -> None:
    """At eight: of the person's goal on every day, of their week on Mondays."""
    database = Database(url, ShiftedClock(clock_file))
    me = database.run_now(people.find, person.chat_id)
    assert me is not None
    wish = database.read_now(goals.wish_of, me, 1)
    database.run_now(goals.rewrite, me, 1, replace(wish, reminders=(480,)))
    database.run_now(own_reminders.set_week, me, 0, 480)
    database.close()


@pytest.mark.parametrize("command", ["run", "sandbox"])
def test_without_a_token_the_sandbox_is_played_and_goes_on_after_a_restart(
    emulator: Emulator, file: Path, command: str
) -> None:
    sandbox = sandbox_of(emulator, file, command)
    address = address_of(sandbox)
    with httpx.Client(base_url=address, trust_env=False) as browser:
        assert "<html" in browser.get("/").text
        played = Emulator(url=address)
        played.http = browser
        alice = played.person("Alice")
        alice.start()
        alice.wait_for_text("I am Daymark")
    sandbox.terminate()
    assert "this is the sandbox" in sandbox.said[0].lower()
    assert "Telegram is not involved" in sandbox.said[0]

    again = sandbox_of(emulator, file, command)
    with httpx.Client(base_url=address_of(again), trust_env=False) as browser:
        played.http = browser
        alice.press("Let's go")
        alice.wait_for_text("May I store what you tell me")
    again.terminate()
    for bot in (sandbox, again):
        bot.close()


def test_a_port_that_is_taken_is_told_in_one_line(emulator: Emulator, file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        bot = sandbox_of(emulator, file, "sandbox", port)
        assert bot.wait() == BAD_PORT
    assert bot.said == [f"daymark: Port {port} is taken. Set DAYMARK_SANDBOX_PORT to another one."]
    assert not file.exists()
    bot.close()


def sandbox_of(emulator: Emulator, file: Path, command: str, port: int = 0) -> BotProcess:
    return BotProcess(
        emulator,
        f"sqlite:///{file}",
        token="",
        settings={"DAYMARK_SANDBOX_PORT": str(port), "DAYMARK_TELEGRAM_URL": ""},
        command=("-m", "bot", command),
    ).launch()


def address_of(bot: BotProcess) -> str:
    output = bot.wait_for_output("Chat with the bot at")
    found = re.search(r"http://127\.0\.0\.1:\d+", output)
    assert found, output
    return found.group()
