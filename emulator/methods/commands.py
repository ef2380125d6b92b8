"""The command menu, per scope and language: setMyCommands, getMyCommands, deleteMyCommands."""

import re

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.methods.call import Call, Handler
from emulator.model import Json

COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def set_my_commands(call: Call) -> bool:
    """Replace a menu of up to 100 commands; of equal names the last one stays."""
    given = call.params.json("commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands: expected an array")
    if len(given) > limits.MAX_COMMANDS:
        raise bad_request(errors.COMMANDS_TOO_MANY)
    commands = [_checked(command) for command in given]
    call.bot.commands[_menu(call)] = list({c["command"]: c for c in commands}.values())
    call.world.changed.set()
    return True


def get_my_commands(call: Call) -> list[Json]:
    """The menu of exactly this scope and language."""
    return call.bot.commands.get(_menu(call), [])


def delete_my_commands(call: Call) -> bool:
    """Remove the menu of exactly this scope and language, so that a wider one shows."""
    call.bot.commands.pop(_menu(call), None)
    call.world.changed.set()
    return True


def _menu(call: Call) -> str:
    """Key of a scope and a language, such as `default:` or `chat 1001:de`."""
    scope = call.params.json("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type")
    if any(name not in scope for name in SCOPES[kind]):
        raise bad_request(errors.CHAT_NOT_FOUND)
    place = " ".join([kind, *(str(scope[name]) for name in SCOPES[kind])])
    return f"{place}:{call.params.text('language_code')}"


def _checked(command: object) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not COMMAND_NAME.fullmatch(name):
        raise bad_request(errors.COMMAND_INVALID)
    if not 1 <= len(description) <= limits.MAX_COMMAND_DESCRIPTION:
        raise bad_request(errors.COMMAND_DESCRIPTION_INVALID)
    return {"command": name, "description": description}


METHODS: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
