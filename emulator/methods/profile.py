"""What a bot says about itself: getMe, name, descriptions, menu button."""

from functools import partial

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.methods.call import Call, Handler
from emulator.model import Json
from emulator.text import utf16_length

MENU_BUTTONS = {"default", "commands", "web_app"}
# Setting's name in calls and answers, and how long it may be.
TEXTS = {
    "name": limits.MAX_BOT_NAME,
    "description": limits.MAX_BOT_DESCRIPTION,
    "short_description": limits.MAX_BOT_SHORT_DESCRIPTION,
}


def get_me(call: Call) -> Json:
    """The bot's own User."""
    return call.bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def leave_server(_call: Call) -> bool:
    """logOut and close: nothing to do for a bot that has no other server."""
    return True


def set_text(what: str, call: Call) -> bool:
    """Set the name or a description for a language; an empty one removes it."""
    text = call.params.text(what).strip()
    if utf16_length(text) > TEXTS[what]:
        raise bad_request(f"bot {what.replace('_', ' ')} is too long")
    call.bot.texts[_text_key(what, call)] = text
    call.world.changed.set()
    return True


def get_text(what: str, call: Call) -> Json:
    """The text for a language, or else the general one."""
    texts = call.bot.texts
    general = call.bot.first_name if what == "name" else texts.get(f"{what}:", "")
    return {what: texts.get(_text_key(what, call)) or general}


def _text_key(what: str, call: Call) -> str:
    return f"{what}:{call.params.text('language_code')}"


def set_chat_menu_button(call: Call) -> bool:
    """The button beside the text field, of one private chat or of all."""
    button = call.params.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: unsupported type")
    call.bot.menu_buttons[_chat_key(call)] = button
    call.world.changed.set()
    return True


def get_chat_menu_button(call: Call) -> Json:
    """The button of a private chat, or else the general one."""
    key = _chat_key(call)
    return call.bot.menu_button_for(call.world.people[int(key)] if key else None)


def _chat_key(call: Call) -> str:
    if not call.params.text("chat_id"):
        return ""
    chat = call.chat()
    if not chat.is_private:
        raise bad_request(errors.CHAT_NOT_FOUND)
    return str(chat.id)


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "logOut": leave_server,
    "close": leave_server,
    "setMyName": partial(set_text, "name"),
    "getMyName": partial(get_text, "name"),
    "setMyDescription": partial(set_text, "description"),
    "getMyDescription": partial(get_text, "description"),
    "setMyShortDescription": partial(set_text, "short_description"),
    "getMyShortDescription": partial(get_text, "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
