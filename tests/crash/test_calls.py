"""Killed around a call of the Bot API: before it has had its effect there, and after."""

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import WHOLE, Conversation, after_the_whole
from tests.emulator_process import Emulator, Person

pytestmark = pytest.mark.crash


@pytest.mark.parametrize("kind", ["stall_before", "stall_after"])
@pytest.mark.parametrize(
    "method", ["sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"]
)
def test_a_bot_killed_in_a_call_loses_nothing_and_does_nothing_twice(
    emulator: Emulator, people: list[Person], bot: BotProcess, method: str, kind: str
) -> None:
    fault = emulator.fault(kind, method, nth=3)
    conversation = Conversation(emulator, bot, people)

    def kill_in_the_call() -> None:
        if conversation.deaths == 0 and emulator.fault_hits(fault):
            bot.kill()
            emulator.delete("faults")

    conversation.tend = kill_in_the_call
    bot.launch()
    conversation.go(WHOLE)
    conversation.finish()
    assert conversation.deaths == 1
    assert conversation.findings(after_the_whole(people, emulator)) == []
