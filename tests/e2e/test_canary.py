"""The token and people's words appear in no byte that the bot writes, whatever goes wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import WHOLE, WORDS, Conversation
from tests.emulator_process import Emulator, Person

pytestmark = pytest.mark.e2e
SECRET = "CanaryTokenThatNobodyMaySee"
TOKEN = f"424242:{SECRET}"
BROKEN = {"message_id": 1, "date": "when", "text": "canary-of-a-broken-update"}


def go_wrong(emulator: Emulator, person: Person) -> None:
    """Everything that makes a bot want to write about it."""
    for method in ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"):
        emulator.fault("html_502", method, nth=3)
        emulator.fault("drop_after", method, nth=5)
        emulator.fault(
            "error_before", method, nth=7, description="Bad Request: made up", status=400
        )
    user = {"id": person.id, "is_bot": False, "first_name": person.name}
    chat = {"id": person.id, "type": "private"}
    emulator.post("update", update={"message": {**BROKEN, "from": user, "chat": chat}})


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_secret_is_written_in_a_whole_conversation(
    bot_on: Callable[..., BotProcess], file: Path, style: str
) -> None:
    with Emulator(token=TOKEN) as emulator:
        alice = emulator.person("Alice")
        bot = BotProcess(emulator, f"sqlite:///{file}", TOKEN, settings={"DAYMARK_LOG": style})
        conversation = Conversation(emulator, bot.start(), [alice])
        conversation.go(WHOLE)
        go_wrong(emulator, alice)
        for words in ("/today", "/goals", "/moods", "/new", "/cancel", "/help", "/bin") * 2:
            alice.say(words)
        bot.wait_for_output("an update was put aside")
        emulator.wait_until(lambda: emulator.pending() == 0, 30)
        bot.kill()
        bot.start()
        assert bot.terminate() == 0
        secrets = [SECRET, BROKEN["text"], *(word.format(me="Alice") for word in WORDS)]
        assert [secret for secret in secrets if str(secret) in bot.text] == []
        assert style != "json" or all(map(is_json, lines_of_log(bot)))
        bot.close()


def lines_of_log(bot: BotProcess) -> list[str]:
    return [line for line in bot.text.splitlines() if line not in bot.said]


def is_json(line: str) -> bool:
    return bool(json.loads(line)["event"])
