"""What people do in their chats: say, press, edit, send, delete, block."""

from emulator import limits, membership, messages, speech
from emulator.control.ask import Ask, ControlError
from emulator.methods.media import document_fields, photo_fields
from emulator.model import Chat, Json, Message
from emulator.params import Upload
from emulator.text import utf16_length


def say(ask: Ask) -> Json:
    """Send a text; 400 above 4096 units, which a client would not send either."""
    return _send(ask, ask.acting_chat(), _text_content(ask, str(ask.required("text"))))


def start(ask: Ask) -> Json:
    """Press START: unblock the bot and say /start, with the link's payload if there is one."""
    chat = ask.world.private_chat(ask.bot(), ask.person())
    if chat.blocked:
        membership.unblock(ask.world, ask.bot(), chat, ask.person())
    payload = str(ask.params.values.get("payload") or "")
    return _send(ask, chat, speech.text_content(f"/start {payload}".strip()))


def press(ask: Ask) -> Json:
    """Press an inline button, or with `forge` send any data as a modified client could."""
    values = ask.params.values
    wanted = speech.Press(
        message_id=ask.params.integer("message_id"),
        data=values.get("data"),
        row=values.get("row"),
        column=values.get("column"),
        label=values.get("label"),
        forged=bool(values.get("forge")),
    )
    acting = (ask.world, ask.bot(), ask.acting_chat(), ask.person())
    try:
        query, update_id = speech.press(*acting, wanted)
    except speech.NoSuchButton as error:
        raise ControlError(409, f"no such button: {error}") from error
    return {"callback_query_id": query.id, "update_id": update_id}


def edit(ask: Ask) -> Json:
    """Change the text of an own message."""
    chat, message = _message(ask)
    if message.author != "person" or message.body["from"]["id"] != ask.person().id:
        raise ControlError(403, "only the sender can edit a message")
    content = _text_content(ask, str(ask.required("text")))
    return {"update_id": speech.edit(ask.world, ask.bot(), chat, message, content)}


def delete(ask: Ask) -> Json:
    """Delete a message of the chat; the bot is not told, and its later edit will fail."""
    chat, message = _message(ask)
    messages.remove(ask.world, chat, message)
    return {}


def location(ask: Ask) -> Json:
    """Send a point on the map."""
    point = {name: float(ask.required(name)) for name in ("latitude", "longitude")}
    return _send(ask, ask.acting_chat(), {"location": point})


def contact(ask: Ask) -> Json:
    """Share the person's own contact, or the one given."""
    person, values = ask.person(), ask.params.values
    card = {
        "phone_number": str(values.get("phone_number") or f"+1555{person.id:07d}"),
        "first_name": str(values.get("first_name") or person.first_name),
        "user_id": person.id,
    }
    return _send(ask, ask.acting_chat(), {"contact": card})


def photo(ask: Ask) -> Json:
    """Send a picture with a caption."""
    file = ask.world.files.add_photo(_upload(ask))
    return _send(ask, ask.acting_chat(), photo_fields(file) | _caption(ask))


def document(ask: Ask) -> Json:
    """Send a file with a caption."""
    file = ask.world.files.add_document(_upload(ask))
    return _send(ask, ask.acting_chat(), document_fields(file) | _caption(ask))


def block(ask: Ask) -> Json:
    """Block the bot."""
    chat = ask.world.private_chat(ask.bot(), ask.person())
    membership.block(ask.world, ask.bot(), chat, ask.person())
    return {}


def unblock(ask: Ask) -> Json:
    """Let the bot write again."""
    chat = ask.world.private_chat(ask.bot(), ask.person())
    membership.unblock(ask.world, ask.bot(), chat, ask.person())
    return {}


def bulk(ask: Ask) -> Json:
    """Queue many texts at once, in turn from all people named, `n` rounds: a backlog."""
    people = ask.params.json("people") or [ask.required("person")]
    texts = ask.params.json("texts") or ["hello"]
    bot, update_ids = ask.bot(), []
    for turn in range(ask.params.integer("n", len(texts))):
        person = ask.person_of(people[turn % len(people)])
        content = speech.text_content(str(texts[turn % len(texts)]))
        chat = ask.world.private_chat(bot, person)
        update_ids.append(messages.post_as_person(ask.world, bot, chat, person, content)[1])
    return {"first_update_id": update_ids[0], "last_update_id": update_ids[-1]}


def _send(ask: Ask, chat: Chat, content: Json) -> Json:
    if chat.blocked:
        raise ControlError(409, "the bot is blocked: unblock it or press START")
    quoted = messages.replied(chat, ask.params.integer("reply_to_message_id"))
    content = content | ({"reply_to_message": quoted} if quoted else {})
    sent = messages.post_as_person(ask.world, ask.bot(), chat, ask.person(), content)
    return {"message_id": sent[0].id, "update_id": sent[1]}


def _text_content(ask: Ask, text: str) -> Json:
    content = speech.text_content(text, ask.params.json("entities"))
    if not 1 <= utf16_length(content["text"]) <= limits.MAX_MESSAGE_LENGTH:
        raise ControlError(400, f"a text has 1 to {limits.MAX_MESSAGE_LENGTH} UTF-16 units")
    return content


def _message(ask: Ask) -> tuple[Chat, Message]:
    chat = ask.acting_chat()
    message = chat.messages.get(ask.params.integer("message_id"))
    if message is None:
        raise ControlError(404, "there is no such message")
    return chat, message


def _upload(ask: Ask) -> Upload:
    upload = ask.params.upload("file")
    if upload is None:
        raise ControlError(400, "file is missing: send multipart/form-data with a part named file")
    return upload


def _caption(ask: Ask) -> Json:
    caption = ask.params.text("caption").strip()
    if utf16_length(caption) > limits.MAX_CAPTION_LENGTH:
        raise ControlError(400, f"a caption has up to {limits.MAX_CAPTION_LENGTH} UTF-16 units")
    return {"caption": caption} if caption else {}
