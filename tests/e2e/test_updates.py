"""Updates as nobody expects them: broken, unknown, repeated, from groups."""

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.emulator_process import Emulator, Json, Person
from tests.history import facts_of, inbox_of

pytestmark = pytest.mark.e2e


def broken_updates(person: Person) -> list[Json]:
    """Updates with something missing, something else, or too much of it."""
    user = {"id": person.id, "is_bot": False, "first_name": person.name}
    chat = {"id": person.chat_id, "type": "private", "first_name": person.name}
    message = {"message_id": 7, "date": 1_700_000_000, "chat": chat, "from": user, "text": "hello"}
    return [
        {"message": {"text": "nobody said this"}},
        {"message": {**message, "chat": None}},
        {"message": {**message, "date": "yesterday"}},
        {"message": {**message, "entities": [{"type": "bold"}]}},
        {"message": {**message, "text": ["not", "a", "text"]}},
        {"message": "not an object"},
        {"callback_query": {"id": "1", "from": user}},
        {"callback_query": {"id": "2", "from": user, "chat_instance": "x", "data": None}},
        {"my_chat_member": {"chat": chat}},
        {"something_new": {"from": user, "chat": chat}},
        {},
    ]


def test_broken_updates_are_put_aside_and_the_others_go_on(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    bot.start()
    poison = []
    for update in broken_updates(alice):
        poison.append(emulator.post("update", update=update)["update_id"])
        before = alice.say("/help")["message_id"]
        alice.wait_for_text("/today", after=before)
    emulator.wait_until(lambda: set(inbox_of(bot.database).values()) <= {"parked", "answered"})
    assert {inbox_of(bot.database)[update_id] for update_id in poison} == {"parked", "answered"}
    assert bot.terminate() == 0
    bot.start()
    before = alice.say("/help")["message_id"]
    alice.wait_for_text("/today", after=before)


def test_updates_that_come_twice_change_nothing(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    emulator.fault("duplicate_update", times=1000)
    conversation = Conversation(emulator, bot.start(), [alice])
    conversation.go(HELLO + GOAL)
    conversation.finish()
    goals = [fact.what for fact in facts_of(bot.database) if "goal " in fact.what]
    assert goals == ["goal run-Alice"]
    assert sum("Anything to add" in str(call["params"]) for call in emulator.journal()) == 1


def test_in_a_group_nothing_personal_is_said(
    emulator: Emulator, at_home: Conversation, alice: Person, bob: Person
) -> None:
    group = emulator.group("Runners", alice, bob)
    there = alice.in_chat(group)
    there.say("/today")
    there.wait_for_text("a chat of our own")
    assert not any("run-Alice" in seen.text for seen in there.messages() if seen.is_from_bot)


def test_19_36_a_group_that_became_a_supergroup_is_answered_in_its_new_place(
    emulator: Emulator, at_home: Conversation, alice: Person, bob: Person
) -> None:
    group = emulator.group("Runners", alice, bob)
    new = emulator.post(f"chats/{group}/upgrade")["new_chat_id"]
    there = alice.in_chat(new)
    there.say("/today")
    there.wait_for_text("a chat of our own")
    alice.say("/today")
    alice.wait_for_text("run-Alice")


def test_19_an_answer_on_its_way_to_a_group_that_moved_arrives_once(
    emulator: Emulator, at_home: Conversation, alice: Person, bob: Person
) -> None:
    """Row 19: Telegram refuses the old number and names the new one."""
    group = emulator.group("Runners", alice, bob)
    at_home.rest()
    assert at_home.bot.terminate() == 0
    alice.in_chat(group).say("/today")
    new = emulator.post(f"chats/{group}/upgrade")["new_chat_id"]
    at_home.bot.start()
    there = alice.in_chat(new)
    there.wait_for_text("a chat of our own")
    at_home.finish()
    assert sum(seen.is_from_bot for seen in there.messages()) == 1
