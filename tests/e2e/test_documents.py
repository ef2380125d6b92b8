"""Real files over real HTTP: what goes out comes in again, and nothing of it is logged."""

import json

import httpx
import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import HELLO, Conversation
from tests.emulator_process import TOKEN, Emulator, Json, Person

pytestmark = pytest.mark.e2e

BATCH = json.dumps(
    [{"title": "Canary walk", "is_onetime": False, "frequency": "Daily", "goaltracking": []}]
).encode()
SECRET = TOKEN.partition(":")[2]


def documents(person: Person) -> list[Json]:
    """The files the bot has sent so far."""
    sent = [seen for seen in person.messages() if seen.is_from_bot]
    return [seen.raw["document"] for seen in sent if seen.raw["document"]]


def download(emulator: Emulator, document: Json) -> bytes:
    path = emulator.bot().call("getFile", file_id=document["file_id"])["file_path"]
    return httpx.get(f"{emulator.url}/file/bot{TOKEN}/{path}").content


def test_a_file_comes_in_and_goes_out_and_comes_in_elsewhere(
    emulator: Emulator, bot: BotProcess, alice: Person, bob: Person
) -> None:
    conversation = Conversation(emulator, bot.start(), [alice, bob])
    conversation.go(HELLO)
    sent = alice.send_document("canary-name.json", BATCH)
    alice.wait_for_text("New goals: 1", after=sent["message_id"])
    bot.restart()
    alice.press("Import")
    alice.wait_for_text("It is in.")
    said = alice.say("/export")
    alice.wait_for_text("everything I have of you", after=said["message_id"])
    exported, tables = documents(alice)
    assert exported["file_name"].endswith(".json")
    assert tables["file_name"].endswith(".zip")
    tree = download(emulator, exported)
    assert [goal["title"] for goal in json.loads(tree)["goals"]] == ["Canary walk"]
    sent = bob.send_document("from-alice.json", tree)
    bob.wait_for_text("an account of yours", after=sent["message_id"])
    bob.press("Import")
    bob.wait_for_text("It is in.")
    assert bot.terminate() == 0
    for secret in (SECRET, "anary"):
        assert secret not in bot.text


def test_a_file_of_more_than_ten_megabytes_is_turned_away(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO)
    sent = alice.send_document("big.json", b"[" + b" " * 10 * 1024 * 1024)
    alice.wait_for_text("larger than I can read", after=sent["message_id"])
    assert emulator.journal("getFile") == []


def test_everything_goes_and_only_a_goodbye_is_said(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO)
    alice.say("/erase")
    alice.wait_for_text("Delete everything?")
    alice.press("Send my files and go on")
    alice.wait_for_text("To have everything deleted, type")
    assert len(documents(alice)) == 2
    alice.say("ERASE")
    alice.wait_for_text("everything of yours will be deleted")
    alice.press("Erase now")
    goodbye = alice.wait_for_text("Everything of yours is deleted")
    said = alice.say("/start")
    alice.wait_for_text("I am Daymark", after=said["message_id"])
    between = [seen for seen in alice.messages() if goodbye.id < seen.id < said["message_id"]]
    assert between == []
