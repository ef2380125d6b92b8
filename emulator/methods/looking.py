"""getChat, getChatMember, getFile."""

from emulator import errors
from emulator.errors import bad_request
from emulator.methods.call import Call, Handler
from emulator.model import Json, Person

ACCENT_COLORS = 7
MAX_REACTIONS = 11
NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(call: Call) -> Json:
    """The ChatFullInfo of a chat, also of one that has blocked the bot."""
    chat = call.world.chats.get((call.bot.id, call.chat_id()))
    if chat is None or chat.is_silent:
        raise bad_request(errors.CHAT_NOT_FOUND)
    return call.world.chat_object(chat) | {
        "accent_color_id": abs(chat.id) % ACCENT_COLORS,
        "max_reaction_count": MAX_REACTIONS,
        "accepted_gift_types": NO_GIFTS,
    }


def get_chat_member(call: Call) -> Json:
    """Whether a person, or the bot itself, is in a chat."""
    chat = call.chat()
    user_id = call.params.integer("user_id")
    if user_id == call.bot.id:
        return {"user": call.bot.user(), "status": "member"}
    person = call.world.people.get(user_id)
    if person is None:
        raise bad_request(errors.USER_NOT_FOUND)
    return _member(person, call.world.audience(chat))


def _member(person: Person, members: list[int]) -> Json:
    status = "member" if person.id in members else "left"
    return {"user": person.user(), "status": status}


def get_file(call: Call) -> Json:
    """Where to download a file: /file/bot<token>/<file_path>."""
    file = call.world.files.known.get(call.params.text("file_id"))
    if file is None:
        raise bad_request(errors.INVALID_FILE_ID)
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


METHODS: dict[str, Handler] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getFile": get_file,
}
