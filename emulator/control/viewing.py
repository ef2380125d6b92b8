"""What a person sees: chats, toasts, files, and the stream of changes."""

from datetime import UTC, datetime

from starlette.responses import Response, StreamingResponse

from emulator.control.ask import Ask, ControlError
from emulator.entities import FormattedText, safe_html
from emulator.model import Json, Message


def chat(ask: Ask) -> Json:
    """A chat as this person sees it now; `limit` keeps only the newest messages."""
    seen = ask.acting_chat() if "person" in ask.params.values else ask.chat()
    shown = list(seen.messages.values())[-ask.params.integer("limit") :]
    return {
        "chat_id": seen.id,
        "version": seen.version,
        "title": seen.title or ask.bot().first_name,
        "messages": [message_view(message) for message in shown],
        "reply_keyboard": seen.reply_keyboard,
        "typing": seen.typing,
        "blocked": seen.blocked,
    }


def message_view(message: Message) -> Json:
    """A message as the page draws it."""
    body = message.body
    quoted = body.get("reply_to_message")
    return {
        "message_id": message.id,
        "from": message.author,
        "from_id": body["from"]["id"],
        "from_name": _name(body["from"]),
        "date": datetime.fromtimestamp(body["date"], UTC).isoformat(),
        "unix": body["date"],
        "edited": "edit_date" in body,
        **_words(body, "text", "entities", "html"),
        **_words(body, "caption", "caption_entities", "caption_html"),
        "photo": _photo(body),
        "document": _document(body),
        "location": body.get("location"),
        "contact": body.get("contact"),
        "service": {key: body[key] for key in body if key.startswith("migrate_")} or None,
        "media_group_id": body.get("media_group_id"),
        "reply_to": quoted and quoted["message_id"],
        "reactions": message.reactions,
        "keyboard": [[_button(button) for button in row] for row in message.keyboard] or None,
    }


def toasts(ask: Ask) -> list[Json]:
    """Answers to this person's presses, newer than `after`."""
    person, after = ask.person(), ask.params.integer("after")
    return [
        {
            "seq": toast.seq,
            "callback_query_id": toast.callback_query_id,
            "text": toast.text,
            "show_alert": toast.show_alert,
        }
        for toast in ask.world.toasts
        if toast.person_id == person.id and toast.seq > after
    ]


def events(ask: Ask) -> Response:
    """Server-Sent Events of one person."""
    stream = ask.world.events.listen(ask.person().id)
    return StreamingResponse(stream, media_type="text/event-stream")


def file(ask: Ask) -> Response:
    """The content of a file in a chat."""
    stored = ask.world.files.known.get(ask.path["file_id"])
    if stored is None:
        raise ControlError(404, "there is no such file")
    # A document is somebody's upload: never let the page's origin run it.
    headers = {} if stored.width else {"Content-Disposition": "attachment"}
    headers |= {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=31536000"}
    content = ask.world.files.read(stored.file_id)
    return Response(content, media_type=stored.mime_type, headers=headers)


def _name(user: Json) -> str:
    return " ".join(filter(None, (user["first_name"], user.get("last_name"))))


def _words(body: Json, text_key: str, entities_key: str, html_key: str) -> Json:
    text, entities = body.get(text_key), body.get(entities_key, [])
    rendered = safe_html(FormattedText(text, entities)) if text else None
    return {text_key: text, entities_key: entities, html_key: rendered}


def _photo(body: Json) -> Json | None:
    if "photo" not in body:
        return None
    full = body["photo"][-1]
    size = {"width": full["width"], "height": full["height"]}
    return {"url": f"/control/files/{full['file_id']}", "file_id": full["file_id"], **size}


def _document(body: Json) -> Json | None:
    if "document" not in body:
        return None
    document = body["document"]
    names = {key: document[key] for key in ("file_id", "file_name", "mime_type", "file_size")}
    return {"url": f"/control/files/{document['file_id']}", **names}


def _button(button: Json) -> Json:
    names = {"callback_data": "data", "url": "url", "request_location": "request_location"}
    actions = {names[key]: value for key, value in button.items() if key in names}
    return {"text": button["text"], **actions}
