"""Edits of the bot's own messages, and deletions."""

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.markup import checked_inline
from emulator.messages import mark_edited, remove
from emulator.methods.call import Call
from emulator.methods.media import album_content
from emulator.methods.sending import text_fields
from emulator.model import Chat, Json, Message

TEXT_FIELDS = ("text", "entities")
CAPTION_FIELDS = ("caption", "caption_entities")
MEDIA_FIELDS = ("photo", "document", *CAPTION_FIELDS)


def edit_message_text(call: Call) -> Json:
    """Replace the text; the keyboard goes unless it is given again."""
    chat, message = _own_message(call)
    if "text" not in message.body:
        raise bad_request(errors.NO_TEXT_TO_EDIT)
    return _apply(call, chat, message, TEXT_FIELDS, text_fields(call.message_text()))


def edit_message_caption(call: Call) -> Json:
    """Replace the caption of a photo or document."""
    chat, message = _own_message(call)
    if not message.body.keys() & {"photo", "document"}:
        raise bad_request(errors.NO_CAPTION_TO_EDIT)
    return _apply(call, chat, message, CAPTION_FIELDS, call.caption())


def edit_message_reply_markup(call: Call) -> Json:
    """Replace or remove the inline keyboard only."""
    chat, message = _own_message(call)
    return _apply(call, chat, message, (), {})


def edit_message_media(call: Call) -> Json:
    """Replace a photo or document and its caption."""
    chat, message = _own_message(call)
    media = call.params.json("media")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: expected a JSON object")
    fields = (*MEDIA_FIELDS, *TEXT_FIELDS)
    return _apply(call, chat, message, fields, album_content(call, media))


def _own_message(call: Call) -> tuple[Chat, Message]:
    chat = call.chat()
    message = chat.messages.get(call.message_id())
    if message is None:
        raise bad_request(errors.EDITED_NOT_FOUND)
    if message.author != "bot":
        raise bad_request(errors.NOT_EDITABLE)
    return chat, message


def _apply(
    call: Call, chat: Chat, message: Message, replaced: tuple[str, ...], content: Json
) -> Json:
    markup = checked_inline(call.params.json("reply_markup"))
    dropped = {*replaced, "reply_markup", "edit_date"}
    body = {key: value for key, value in message.body.items() if key not in dropped} | content
    if markup:
        body["reply_markup"] = markup
    if body == {key: value for key, value in message.body.items() if key != "edit_date"}:
        raise bad_request(errors.NOT_MODIFIED)
    mark_edited(call.world, chat, message, body)
    return message.body


def delete_message(call: Call) -> bool:
    """Delete one message not older than 48 hours, the bot's own or, in private, anybody's."""
    chat = call.chat()
    message = chat.messages.get(call.message_id())
    if message is None:
        raise bad_request(errors.DELETED_NOT_FOUND)
    if not _deletable(call, chat, message):
        raise bad_request(errors.NOT_DELETABLE)
    remove(call.world, chat, message)
    return True


def delete_messages(call: Call) -> bool:
    """Delete up to 100 messages; those that cannot be found or deleted are passed over."""
    chat = call.chat()
    ids = call.params.json("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > limits.MAX_DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    found = [message for message_id in ids if (message := chat.messages.get(message_id))]
    for message in found:
        if _deletable(call, chat, message):
            remove(call.world, chat, message)
    return True


def _deletable(call: Call, chat: Chat, message: Message) -> bool:
    young = call.world.clock.unix() - message.body["date"] <= limits.DELETABLE_SECONDS
    return young and (message.author == "bot" or chat.is_private)


def set_message_reaction(call: Call) -> bool:
    """Put the bot's reaction on a message, or take it away with an empty list."""
    chat = call.chat()
    message = chat.messages.get(call.message_id())
    if message is None:
        raise bad_request(errors.REACTED_NOT_FOUND)
    message.reactions = call.params.json("reaction") or []
    call.world.touch(chat)
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageMedia": edit_message_media,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
