"""Reminders by a real bot: they come by themselves, whatever Telegram says to them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation, Press, Say
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.reminding import move, remind_soon, reminders_in

pytestmark = pytest.mark.e2e
SIX_HOURS = 6 * 3600.0
PAUSE = 30.0
"""Seconds at most between two attempts, each by a clock that nobody moves."""

SOON = 150.0
"""Seconds ahead at which what was to be soon is due."""

ERASING = (
    Say("/erase", "Delete everything?"),
    Press("Send my files and go on", "To have everything deleted, type"),
    Say("ERASE", "everything of yours will be deleted"),
)
"""All but the last tap."""


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


@pytest.fixture
def reminded(
    emulator: Emulator,
    bot_on: Callable[..., BotProcess],
    url: str,
    clock_file: Path,
    alice: Person,
) -> Conversation:
    """Alice has a goal with a reminder in two minutes; the bot runs on a clock that can be moved."""
    bot = bot_on(url, settings={"DAYMARK_CLOCK_FILE": str(clock_file)})
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO + GOAL)
    remind_soon(url, clock_file, alice)
    return conversation


def answered(url: str) -> list[str]:
    return [state for (state,) in rows_of(url, "SELECT state FROM entries WHERE state <> 'open'")]


def outcomes(url: str) -> list[tuple[str, str | None]]:
    return [
        (state, why) for state, why in rows_of(url, "SELECT state, why FROM outbox ORDER BY id")
    ]


def test_a_reminder_comes_by_itself_and_is_answered_where_it_stands(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    move(clock_file, SOON)
    emulator.wait_until(lambda: bool(reminders_in(alice)))
    (reminder,) = reminders_in(alice)
    assert "run-Alice" in reminder.text
    alice.press("⬜ run-Alice", reminder.id)
    alice.wait_for_text(": Done")
    emulator.wait_until(lambda: answered(url) == ["done"])
    assert outcomes(url) == [("sent", None)]
    reminded.finish()


def test_14_a_429_is_waited_out_and_the_reminder_comes_once(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    """Row 14."""
    fault = emulator.fault(
        "error_before",
        "sendMessage",
        status=429,
        description="Too Many Requests: retry after 3",
        parameters={"retry_after": 3},
    )
    move(clock_file, SOON)
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    (refused,) = [call for call in emulator.journal("sendMessage") if call["status"] == 429]
    emulator.wait_until(lambda: bool(reminders_in(alice)))
    came = [call for call in emulator.journal("sendMessage") if "Later" in str(call)][-1]
    assert came["at"] - refused["at"] >= 3
    reminded.finish()
    assert outcomes(url) == [("sent", None)]
    assert len(reminders_in(alice)) == 1


def test_15_a_server_error_is_no_end_of_a_reminder(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    """Row 15: nobody knows what became of it, so it comes again once the lease is over."""
    fault = emulator.fault(
        "error_before", "sendMessage", status=502, body="<html>Bad Gateway</html>"
    )
    move(clock_file, SOON)
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    move(clock_file, SOON + 31)
    emulator.wait_until(lambda: bool(reminders_in(alice)))
    reminded.finish()
    assert outcomes(url) == [("sent", None)]


def test_16_a_timeout_after_the_delivery_costs_one_copy_at_most_and_both_act_as_one(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    """Row 16."""
    fault = emulator.fault("drop_after", "sendMessage")
    move(clock_file, SOON)
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    move(clock_file, SOON + 31)
    emulator.wait_until(lambda: outcomes(url) == [("sent", None)])
    first, second = reminders_in(alice)
    alice.press("⬜ run-Alice", first.id)
    emulator.wait_until(lambda: answered(url) == ["done"])
    alice.press("⬜ run-Alice", second.id)
    reminded.finish()
    assert answered(url) == ["done"]


def test_17_after_hours_without_a_way_to_telegram_it_is_said_once_and_as_late(
    bot_on: Callable[..., BotProcess], url: str, clock_file: Path, tmp_path: Path
) -> None:
    """Row 17: nobody listens at Telegram's address for what is to the bot six hours."""
    with Emulator(state=tmp_path / "telegram.json") as telegram:
        bot = bot_on(
            url,
            settings={"DAYMARK_CLOCK_FILE": str(clock_file), "DAYMARK_TELEGRAM_URL": telegram.url},
        )
        bot.emulator = telegram
        alice = telegram.person("Alice")
        conversation = Conversation(telegram, bot.start(), [alice])
        conversation.go(HELLO + GOAL)
        conversation.rest()
        remind_soon(url, clock_file, alice)
        telegram.stop()
        move(clock_file, SOON)
        bot.wait_for_output("reminders wait: telegram cannot be reached")
        telegram.wait_until(lambda: outcomes(url) == [("waiting", None)])
        move(clock_file, SOON + SIX_HOURS)
        telegram.port = int(telegram.url.rpartition(":")[2])
        telegram.start()
        alice.wait_for_text("While I was away", seconds=PAUSE + 10)
        assert bot.text.count("cannot be reached") <= 3
        conversation.finish()
        assert outcomes(url) == [("sent", None)]
        assert sum("While I was away" in seen.text for seen in alice.messages()) == 1


def test_18_who_blocked_the_bot_is_left_alone_until_they_come_back(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    """Row 18: what was due is closed, and nothing more goes off until Start."""
    alice.block()
    move(clock_file, SOON)
    emulator.wait_until(lambda: rows_of(url, "SELECT 1 FROM alarms") == [])
    assert reminders_in(alice) == []
    alice.unblock()
    alice.start()
    emulator.wait_until(lambda: rows_of(url, "SELECT count(*) FROM alarms") == [(1,)])
    reminded.finish()


def test_26_a_stop_while_reminders_wait_loses_none(
    emulator: Emulator, reminded: Conversation, clock_file: Path, url: str, alice: Person
) -> None:
    """Row 26."""
    stuck = emulator.fault("stall_before", "sendMessage", seconds=300)
    move(clock_file, SOON)
    emulator.wait_until(lambda: emulator.fault_hits(stuck) == 1)
    assert reminded.bot.terminate() == 0
    emulator.delete("faults")
    move(clock_file, SOON + 31)
    reminded.bot.start()
    emulator.wait_until(lambda: outcomes(url) == [("sent", None)])
    assert 1 <= len(reminders_in(alice)) <= 2
    reminded.finish()


@pytest.mark.parametrize(
    "on_its_way",
    [
        {"kind": "stall_after", "seconds": 300},
        {
            "kind": "error_before",
            "status": 429,
            "description": "Too Many Requests: retry after 2",
            "parameters": {"retry_after": 2},
        },
    ],
    ids=["accepted", "waiting"],
)
def test_45_after_a_goodbye_no_reminder_comes_that_was_on_its_way(
    emulator: Emulator,
    reminded: Conversation,
    clock_file: Path,
    url: str,
    alice: Person,
    bob: Person,
    on_its_way: dict[str, Any],
) -> None:
    """Row 45. Bob's reminder, which is due later, shows that the time for hers is over."""
    Conversation(emulator, reminded.bot, [bob]).go(HELLO + GOAL)
    reminded.go(ERASING)
    fault = emulator.fault(method="sendMessage", chat_id=alice.chat_id, **on_its_way)
    move(clock_file, SOON)
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    alice.press("Erase now")
    goodbye = alice.wait_for_text("Everything of yours is deleted")
    emulator.delete("faults")
    remind_soon(url, clock_file, bob, goal_id=2)
    move(clock_file, 2 * SOON + 31)
    emulator.wait_until(lambda: bool(reminders_in(bob)))
    assert [seen for seen in alice.messages() if seen.id > goodbye.id] == []
    assert len(reminders_in(alice)) == (on_its_way["kind"] == "stall_after")
    left = "SELECT DISTINCT person_id FROM {}"
    for table in ("reminders", "alarms", "outbox", "goals"):
        assert len(rows_of(url, left.format(table))) == 1, f"{table} is Bob's alone"
    assert reminded.bot.terminate() == 0
