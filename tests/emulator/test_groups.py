"""Groups: privacy mode, removal, migration."""

from tests.emulator_process import Bot, Emulator, Person


def test_in_groups_the_bot_hears_commands_mentions_and_replies_only(
    emulator: Emulator, bot: Bot, alice: Person, bob: Person
):
    group = emulator.group("Family", alice, bob)
    bot.skip_updates()
    in_group = alice.in_chat(group)
    said = bot.send(in_group, "hello all")
    in_group.say("just talking")
    in_group.say("/today")
    in_group.say(f"ask @{bot.call('getMe')['username']}")
    bob.in_chat(group).say("thanks", reply_to_message_id=said)
    messages = [update["message"] for update in bot.updates()]
    assert [message["text"].split()[0] for message in messages] == ["/today", "ask", "thanks"]
    assert messages[0]["chat"] == {"id": group, "type": "group", "title": "Family"}
    assert messages[2]["from"]["id"] == bob.id


def test_members_see_the_group_and_others_do_not(
    emulator: Emulator, bot: Bot, alice: Person, bob: Person, charlie: Person
):
    group = emulator.group("Family", alice, bob)
    bot.send(alice.in_chat(group), "hello all")
    assert bob.in_chat(group).last().text == "hello all"
    assert bot.call("getChatMember", chat_id=group, user_id=bob.id)["status"] == "member"
    assert bot.call("getChatMember", chat_id=group, user_id=charlie.id)["status"] == "left"
    answer = emulator.http.get(f"/control/chats/{group}", params={"person": charlie.id})
    assert answer.status_code == 403


def test_a_kicked_bot_is_forbidden_until_it_joins_again(
    emulator: Emulator, bot: Bot, alice: Person
):
    group = emulator.group("Family", alice)
    emulator.post(f"chats/{group}/kick")
    answer = bot.error("sendMessage", chat_id=group, text="a")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot was kicked from the group chat"
    emulator.post(f"chats/{group}/join")
    bot.call("sendMessage", chat_id=group, text="a")
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in bot.updates()]
    assert statuses == ["member", "kicked", "member"]


def test_an_upgraded_group_names_its_new_id(emulator: Emulator, bot: Bot, alice: Person):
    group = emulator.group("Family", alice)
    bot.skip_updates()
    new_id = emulator.post(f"chats/{group}/upgrade")["new_chat_id"]
    answer = bot.error("sendMessage", chat_id=group, text="a")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new_id},
    }
    left, entered = (update["message"] for update in bot.updates())
    assert left["migrate_to_chat_id"] == new_id
    assert entered["migrate_from_chat_id"] == group
    assert bot.call("sendMessage", chat_id=new_id, text="a")["chat"]["type"] == "supergroup"
    emulator.post(f"chats/{new_id}/kick")
    answer = bot.error("sendMessage", chat_id=new_id, text="a")
    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"


def test_groups_are_listed(emulator: Emulator, alice: Person):
    group = emulator.group("Family", alice)
    assert [listed["chat_id"] for listed in emulator.get("groups")] == [group]
