"""What the bot says about itself, and who is shown which of it."""

from tests.emulator_process import Bot, Emulator, Person


def names(commands: list[dict]) -> list[str]:
    return [command["command"] for command in commands]


def command(name: str, description: str = "does it") -> dict[str, str]:
    return {"command": name, "description": description}


def test_menus_are_kept_per_scope_and_language(emulator: Emulator, bot: Bot, alice: Person):
    private = {"type": "all_private_chats"}
    bot.call("setMyCommands", commands=[command("/today"), command("mood")])
    bot.call("setMyCommands", commands=[command("heute")], scope=private, language_code="de")
    assert names(bot.call("getMyCommands")) == ["today", "mood"]
    assert bot.call("getMyCommands", scope=private) == []
    assert names(bot.call("getMyCommands", scope=private, language_code="de")) == ["heute"]
    alice.speaks("de")
    assert names(emulator.get("bots", person=alice.id)[0]["commands"]) == ["heute"]
    bot.call("deleteMyCommands", scope=private, language_code="de")
    assert names(emulator.get("bots", person=alice.id)[0]["commands"]) == ["today", "mood"]


def test_of_two_commands_with_one_name_the_last_one_stays(bot: Bot):
    bot.call("setMyCommands", commands=[command("a", "old"), command("b"), command("a", "new")])
    commands = {c["command"]: c["description"] for c in bot.call("getMyCommands")}
    assert commands == {"a": "new", "b": "does it"}


def test_name_and_descriptions_are_kept_per_language(bot: Bot):
    bot.call("setMyName", name="Daymark")
    assert bot.call("getMe")["first_name"] == "Daymark"
    assert bot.call("getMyName", language_code="de") == {"name": "Daymark"}
    bot.call("setMyDescription", description="Ziele", language_code="de")
    assert bot.call("getMyDescription") == {"description": ""}
    assert bot.call("getMyDescription", language_code="de") == {"description": "Ziele"}
    bot.call("setMyShortDescription", short_description="goals")
    assert bot.call("getMyShortDescription") == {"short_description": "goals"}


def test_a_chat_can_have_a_menu_button_of_its_own(bot: Bot, alice: Person, bob: Person):
    bot.call("setChatMenuButton", menu_button={"type": "commands"})
    bot.call("setChatMenuButton", chat_id=alice.id, menu_button={"type": "default"})
    assert bot.call("getChatMenuButton", chat_id=alice.id) == {"type": "default"}
    assert bot.call("getChatMenuButton", chat_id=bob.id) == {"type": "commands"}


def test_a_bot_can_be_announced_before_it_calls(emulator: Emulator, alice: Person):
    emulator.post("bots", token="99:another")
    emulator.post("say", person=alice.id, text="hi", bot_id=99)
    update = emulator.bot("99:another").updates()[0]
    assert update["message"]["text"] == "hi"
    assert alice.last().text == "hello"
