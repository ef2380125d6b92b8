"""SIGTERM: five seconds at most, exit code 0, and whatever was not handled is handled later, once."""

import signal
import time
from functools import partial
from itertools import chain

import pytest

from tests.bot_process import STOP_SECONDS, BotProcess
from tests.crash.conversation import HELLO, Conversation
from tests.emulator_process import Emulator, Person
from tests.history import History, facts_of, findings, inbox_of

pytestmark = pytest.mark.e2e
CROWD, EACH = 30, 20
FEW = 5


def test_a_bot_stopped_under_load_handles_the_rest_after_the_restart_once(
    emulator: Emulator, bot: BotProcess
) -> None:
    crowd = [emulator.person(f"Guest{number}") for number in range(CROWD)]
    Conversation(emulator, bot.start(), crowd).go(HELLO[:3])
    kept = [fact for fact in facts_of(bot.database) if fact.what.startswith("agreed")]
    emulator.delete("journal")
    emulator.post("delay", seconds=0.04)
    talks = [talk_of(person) for person in crowd]
    texts = [talk[turn] for turn in range(EACH) for talk in talks]
    queued = emulator.bulk(*crowd, texts=texts, n=len(texts))
    emulator.wait_until(lambda: len(emulator.journal("sendMessage")) > CROWD)
    assert bot.terminate() == 0
    stopped_at = len(emulator.journal("sendMessage"))
    assert stopped_at < len(texts), "nothing was left to be handled after the restart"

    emulator.post("delay", seconds=0)
    bot.start()
    emulator.wait_until(lambda: emulator.pending() == 0 and all_answered(bot), 30)
    assert bot.terminate() == 0
    updates = range(queued["first_update_id"], queued["last_update_id"] + 1)
    inbox = inbox_of(bot.database)
    found = findings(
        History(
            asked=kept,
            stored=[fact for fact in facts_of(bot.database) if "draft" not in fact.what],
            answers={person.id: answers_of(person) for person in crowd},
            journal=emulator.journal(),
            updates=updates,
            inbox={number: inbox[number] for number in updates if number in inbox},
        )
    )
    assert found == []


@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
def test_a_bot_stops_in_time_while_telegram_says_nothing(
    emulator: Emulator, bot: BotProcess, alice: Person, method: str
) -> None:
    fault = emulator.fault("stall_before", method, nth=2 if method == "getUpdates" else 1)
    bot.start()
    alice.start()
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    assert bot.terminate() == 0
    emulator.delete("faults")
    bot.start()
    alice.wait_for_text("I am Daymark")


def test_a_bot_stopped_while_it_recovers_leaves_the_rest_to_the_next_start(
    emulator: Emulator, bot: BotProcess
) -> None:
    crowd = [emulator.person(f"Guest{number}") for number in range(FEW)]
    Conversation(emulator, bot.start(), crowd).go(HELLO[:2])
    stalled = emulator.fault("stall_before", "editMessageText", times=1000, seconds=300)
    for person in crowd:
        person.press("Yes, goals and moods")
    emulator.wait_until(lambda: emulator.fault_hits(stalled) == FEW)
    bot.kill()

    # What is recovered for the first time goes side by side, what was tried before one by one.
    for stuck in (FEW + 1, 2 * FEW + 1):
        bot.launch()
        emulator.wait_until(partial(is_stuck, emulator, stalled, stuck))
        assert bot.terminate() == 0
        assert list(inbox_of(bot.database).values()).count("effected") == FEW

    emulator.delete("faults")
    bot.start()
    for person in crowd:
        person.wait_for_text("I need your time zone")
    emulator.wait_until(lambda: all_answered(bot))
    agreed = [fact for fact in facts_of(bot.database) if fact.what == "agreed to moods"]
    assert [fact.person for fact in agreed] == [person.id for person in crowd]


def test_a_second_sigterm_ends_a_bot_that_is_still_finishing(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    fault = emulator.fault("stall_before", "sendMessage")
    bot.start()
    alice.start()
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    assert bot.process is not None
    bot.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while bot.is_running and time.monotonic() < deadline:
        # The first may not have been taken in yet; a second one of its kind would be merged with it.
        time.sleep(0.1)
        bot.process.terminate()
    assert bot.wait() == -signal.SIGTERM
    emulator.delete("faults")
    bot.start()
    alice.wait_for_text("I am Daymark")


def is_stuck(emulator: Emulator, fault: int, calls: int) -> bool:
    return emulator.fault_hits(fault) >= calls


def talk_of(person: Person) -> list[str]:
    rounds = [("/new", f"{person.name}-{n}-", "/cancel", "/help") for n in range(EACH // 4)]
    return [*chain.from_iterable(rounds)]


def answers_of(person: Person) -> list[str]:
    rounds = [
        (
            "shall the goal be called",
            f"Anything to add about <b>\u2068{person.name}-{n}-",
            "Closed. Nothing was kept",
            "/today",
        )
        for n in range(EACH // 4)
    ]
    return [*chain.from_iterable(rounds)]


def all_answered(bot: BotProcess) -> bool:
    return set(inbox_of(bot.database).values()) == {"answered"}
