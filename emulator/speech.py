"""What people's clients do: text with entities, presses, edits."""

from dataclasses import dataclass

from emulator.entities import FormattedText, trimmed, with_detected
from emulator.messages import mark_edited, may_read
from emulator.model import Bot, CallbackQuery, Chat, Json, Message, Person
from emulator.world import World


class NoSuchButton(LookupError):
    """The message has no such inline button."""


@dataclass(frozen=True, slots=True)
class Press:
    """Which button: by its data, its place or its label; `forged` sends `data` regardless."""

    message_id: int
    data: str | None = None
    row: int | None = None
    column: int | None = None
    label: str | None = None
    forged: bool = False

    def means(self, row: int, column: int, button: Json) -> bool:
        """Whether this button, which must have data, is the one."""
        if "callback_data" not in button:
            return False
        if self.label is not None:
            return bool(button["text"] == self.label)
        if self.row is not None:
            return (row, column) == (self.row, self.column or 0)
        return bool(button["callback_data"] == self.data)


def text_content(text: str, entities: list[Json] | None = None) -> Json:
    """A person's text as message fields: trimmed, with commands and links found."""
    formatted = trimmed(FormattedText(text, with_detected(text, entities or [])))
    fields: Json = {"text": formatted.text}
    return fields | ({"entities": formatted.entities} if formatted.entities else {})


def edit(world: World, bot: Bot, chat: Chat, message: Message, content: Json) -> int | None:
    """Change a person's text; the id of the edited_message update, None if the bot must not see."""
    kept = {key: value for key, value in message.body.items() if key not in {"text", "entities"}}
    mark_edited(world, chat, message, kept | content)
    if not may_read(bot, chat, message):
        return None
    return bot.queue.put("edited_message", message.body, world.expiry.update_seconds)


def press(
    world: World, bot: Bot, chat: Chat, person: Person, wanted: Press
) -> tuple[CallbackQuery, int | None]:
    """Press a button; the query and its update's id. Raises NoSuchButton unless forged."""
    message = chat.messages.get(wanted.message_id)
    data = wanted.data if wanted.forged else _data_of(message, wanted)
    query = world.new_callback(bot, person, chat.id)
    body = {
        "id": query.id,
        "from": person.user(),
        "message": _pressed_message(world, chat, message, wanted.message_id),
        "chat_instance": str(1_000_000_007 * bot.id + chat.id),
        "data": data,
    }
    lifetime = world.expiry.callback_update_seconds
    return query, bot.queue.put("callback_query", body, lifetime)


def _data_of(message: Message | None, wanted: Press) -> str:
    for row, column, button in message.buttons() if message else ():
        if wanted.means(row, column, button):
            return str(button["callback_data"])
    raise NoSuchButton(wanted)


def _pressed_message(world: World, chat: Chat, message: Message | None, message_id: int) -> Json:
    """The message under the button; date 0 marks one that is not accessible any more."""
    if message is not None:
        return message.body
    return {"chat": world.chat_object(chat), "message_id": message_id, "date": 0}
