"""What Telegram does to bots on bad days, and that none of it costs a change."""

import socket
from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation, Say
from tests.emulator_process import Emulator, Person
from tests.history import Fact, facts_of

pytestmark = pytest.mark.e2e
BAD_TOKEN = 4
TOO_LATE_TO_ANSWER, TOO_LATE_TO_ARRIVE = 100.0, 200.0
"""Seconds between a tap and the start of the bot: after one minute Telegram takes no answer to it, after
two and a half it forgets it."""


def test_a_second_poller_makes_the_bot_wait_and_then_go_on(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    bot.start()
    emulator.fault(
        "error_before",
        "getUpdates",
        status=409,
        description="Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )
    alice.start()
    bot.wait_for_output("another program polls with this token")
    alice.wait_for_text("I am Daymark", seconds=20)
    assert len(alice.messages()) == 2


def test_a_token_that_telegram_does_not_know_ends_the_bot_with_one_line(
    file: Path,
) -> None:
    with Emulator(only_tokens=("1:another",), token="1:another") as strict:
        bot = BotProcess(strict, f"sqlite:///{file}", token="2:mine")
        assert bot.launch().wait() == BAD_TOKEN
        assert bot.said[1:] == [
            "daymark: Telegram does not know this token. BotFather shows yours."
        ]
        bot.close()


def test_a_token_that_is_revoked_ends_the_running_bot_with_one_line(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    bot.start()
    emulator.fault("error_before", "getUpdates", status=401, description="Unauthorized")
    alice.start()
    assert bot.wait() == BAD_TOKEN
    assert bot.said[1:] == ["daymark: Telegram does not accept the token any more."]


def test_a_bot_that_cannot_reach_telegram_waits_until_it_can(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    late = Emulator(port=port, url=f"http://127.0.0.1:{port}")
    bot = BotProcess(late, f"sqlite:///{file}").launch()
    bot.wait_for_output("telegram cannot be reached")
    with late:
        alice = late.person("Alice")
        alice.start()
        alice.wait_for_text("I am Daymark", seconds=20)
        assert bot.terminate() == 0
    bot.close()


@pytest.mark.parametrize(
    "kind", ["html_502", "truncated", "empty_200", "drop_before", "drop_after"]
)
def test_polls_that_go_wrong_lose_no_update(
    emulator: Emulator, bot: BotProcess, alice: Person, kind: str
) -> None:
    bot.start()
    fault = emulator.fault(kind, "getUpdates", times=2)
    alice.start()
    alice.wait_for_text("I am Daymark", seconds=20)
    emulator.wait_until(lambda: emulator.fault_hits(fault) >= 1)
    assert len(alice.messages()) == 2


@pytest.mark.parametrize(
    "kind", ["html_502", "truncated", "empty_200", "drop_before", "drop_after"]
)
def test_answers_that_go_wrong_cost_no_tick(
    emulator: Emulator, at_home: Conversation, alice: Person, kind: str
) -> None:
    alice.say("/today")
    alice.wait_for_text("Today, ")
    emulator.fault(kind, "editMessageText", times=2)
    emulator.fault(kind, "answerCallbackQuery")
    alice.press("⬜ run-Alice")
    alice.wait_for_text("– done")
    assert done_in(at_home.bot) == 1


def test_a_wait_that_telegram_asks_for_is_sat_out(
    emulator: Emulator, at_home: Conversation, alice: Person
) -> None:
    emulator.fault(
        "error_before",
        "sendMessage",
        status=429,
        description="Too Many Requests: retry after 1",
        parameters={"retry_after": 1},
    )
    alice.say("/today")
    alice.wait_for_text("Today, ")
    assert texts_with(alice, "Today, ") == 1


def test_somebody_who_blocked_the_bot_is_left_alone_until_they_start_it_again(
    emulator: Emulator, at_home: Conversation, alice: Person
) -> None:
    url = at_home.bot.database
    alice.block()
    emulator.wait_until(lambda: Fact(alice.id, "blocked") in facts_of(url))
    alice.start()
    alice.wait_for_text("Everything is where you left it")
    emulator.wait_until(lambda: Fact(alice.id, "blocked") not in facts_of(url))
    alice.say("/today")
    alice.wait_for_text("run-Alice")


def test_a_card_that_was_deleted_is_sent_anew(at_home: Conversation, alice: Person) -> None:
    alice.say("/today")
    card = alice.wait_for_text("Today, ")
    at_home.emulator.fault("stall_before", "editMessageText", seconds=1)
    alice.press("⬜ run-Alice")
    alice.delete(card.id)
    assert alice.wait_for_text("– done").id > card.id
    assert done_in(at_home.bot) == 1


def test_22_an_answer_that_comes_too_late_for_the_tap_keeps_its_effect(
    emulator: Emulator, at_home: Conversation, alice: Person
) -> None:
    alice.say("/today")
    alice.wait_for_text("Today, ")
    fault = emulator.fault(
        "error_before",
        "answerCallbackQuery",
        status=400,
        description="Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    alice.press("⬜ run-Alice")
    alice.wait_for_text("– done")
    emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
    assert done_in(at_home.bot) == 1
    assert at_home.bot.terminate() == 0
    assert "level='warning'" not in at_home.bot.text


@pytest.mark.parametrize(("down", "done"), [(TOO_LATE_TO_ANSWER, 1), (TOO_LATE_TO_ARRIVE, 0)])
def test_a_tap_on_a_bot_that_is_down_counts_if_telegram_still_has_it(
    file: Path, down: float, done: int
) -> None:
    with (
        Emulator() as emulator,  # of its own: its clock cannot be turned back for the others
        BotProcess(emulator, f"sqlite:///{file}") as bot,
    ):
        alice = emulator.person("Alice")
        conversation = Conversation(emulator, bot, [alice])
        conversation.go([*HELLO, *GOAL, Say("/today", "⬜ <b>")])
        conversation.finish()
        alice.press("⬜ run-Alice")
        emulator.advance(down)
        bot.start()
        conversation.go([Say("/today", "– done" if done else "⬜ <b>")])
        conversation.finish()
        refused = [call["error"] for call in emulator.journal() if call["error"]]
        assert ["query is too old" in error for error in refused] == [True] * done
        assert done_in(bot) == done
        assert "level='warning'" not in bot.text


def done_in(bot: BotProcess) -> int:
    """How many days are ticked in all."""
    return sum(fact.what.startswith("done ") for fact in facts_of(bot.database))


def texts_with(person: Person, words: str) -> int:
    return sum(words in seen.text for seen in person.messages())
