"""sendMessage, sendLocation, sendChatAction, and the media that media.py makes."""

import asyncio

from emulator import errors, limits
from emulator.entities import FormattedText
from emulator.errors import bad_request
from emulator.messages import post_as_bot
from emulator.methods.call import Call
from emulator.methods.media import album_content, document_content, photo_content
from emulator.model import Chat, Json
from emulator.world import World

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(call: Call) -> Json:
    """A text of 1 to 4096 units."""
    chat = call.chat()
    content = text_fields(call.message_text())
    return _post(call, chat, content)


def text_fields(formatted: FormattedText) -> Json:
    """Text as message fields."""
    fields: Json = {"text": formatted.text}
    return fields | ({"entities": formatted.entities} if formatted.entities else {})


def send_photo(call: Call) -> Json:
    """A picture, uploaded or known by its file_id, with a caption."""
    chat = call.chat()
    return _post(call, chat, photo_content(call, call.reference("photo")) | call.caption())


def send_document(call: Call) -> Json:
    """A file, uploaded or known by its file_id, with a caption."""
    chat = call.chat()
    content = document_content(call, call.reference("document"))
    return _post(call, chat, content | call.caption())


def send_location(call: Call) -> Json:
    """A point on the map."""
    chat = call.chat()
    latitude, longitude = call.params.number("latitude"), call.params.number("longitude")
    if latitude is None or longitude is None:
        raise bad_request("latitude and longitude must be specified")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("invalid location specified")
    return _post(call, chat, {"location": {"latitude": latitude, "longitude": longitude}})


def send_media_group(call: Call) -> list[Json]:
    """An album of photos or documents; all of it or nothing."""
    chat = call.chat()
    media = call.params.json("media")
    if not isinstance(media, list) or not media:
        raise bad_request(errors.NO_MEDIA)
    if len(media) > limits.MAX_ALBUM_LENGTH:
        raise bad_request(errors.ALBUM_TOO_LONG)
    group = {"media_group_id": f"{chat.id}{chat.next_message_id:09d}", **call.reply(chat)}
    contents = [album_content(call, item) | group for item in media]
    for _ in contents:
        call.world.flood.admit(call.bot.id, chat.id)
    return [post_as_bot(call.world, call.bot, chat, content, None).body for content in contents]


def send_chat_action(call: Call) -> bool:
    """Show "typing…" for five seconds or until the bot's next message."""
    chat = call.chat()
    if call.params.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing = True
    call.world.touch(chat)
    loop = asyncio.get_running_loop()
    loop.call_later(limits.TYPING_SECONDS, _stop_typing, call.world, chat)
    return True


def _stop_typing(world: World, chat: Chat) -> None:
    if chat.typing:
        chat.typing = False
        world.touch(chat)


def _post(call: Call, chat: Chat, content: Json) -> Json:
    content = content | call.reply(chat)
    markup = call.markup()
    call.world.flood.admit(call.bot.id, chat.id)
    return post_as_bot(call.world, call.bot, chat, content, markup).body


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
}
