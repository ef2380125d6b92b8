"""Messages come into chats, change and go; people's become updates."""

from emulator.model import Author, Bot, Chat, Json, Message, Person
from emulator.world import World

# These go with the person's next message.
USED_UP = {"one_time_keyboard", "force_reply"}


def post(world: World, chat: Chat, author: Author, sender: Json, content: Json) -> Message:
    """Put a message into a chat and show it. `content` is the Bot API object's specific part."""
    message_id = chat.take_message_id()
    head = {
        "message_id": message_id,
        "from": sender,
        "chat": world.chat_object(chat),
        "date": world.clock.unix(),
    }
    message = chat.messages[message_id] = Message(message_id, author, head | content)
    world.touch(chat)
    return message


def post_as_bot(world: World, bot: Bot, chat: Chat, content: Json, markup: Json | None) -> Message:
    """A bot's message with its keyboard, inline or below the text field."""
    if markup and "inline_keyboard" in markup:
        content = content | {"reply_markup": markup}
    elif markup:
        set_chat_keyboard(chat, markup)
    chat.typing = False
    return post(world, chat, "bot", bot.user(), content)


def post_as_person(
    world: World, bot: Bot, chat: Chat, person: Person, content: Json
) -> tuple[Message, int | None]:
    """A person's message, and the id of the update it became (None if the bot must not see it)."""
    if chat.reply_keyboard and chat.reply_keyboard.keys() & USED_UP:
        chat.reply_keyboard = None
    message = post(world, chat, "person", person.user(), content)
    if not may_read(bot, chat, message):
        return message, None
    update_id = bot.queue.put("message", message.body, world.expiry.update_seconds)
    return message, update_id


def may_read(bot: Bot, chat: Chat, message: Message) -> bool:
    """Privacy mode: in groups a bot gets commands, replies to itself and mentions of itself."""
    if chat.is_private:
        return True
    if chat.kicked:
        return False
    body = message.body
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    text = str(body.get("text", body.get("caption", "")))
    return text.startswith("/") or f"@{bot.username}" in text or "text" not in body


def set_chat_keyboard(chat: Chat, markup: Json) -> None:
    """Show or remove the keyboard below the text field."""
    chat.reply_keyboard = None if markup.get("remove_keyboard") else markup


def replied(chat: Chat, message_id: int) -> Json | None:
    """The message answered to, as it is quoted in the reply: without its own quotation."""
    message = chat.messages.get(message_id)
    if message is None:
        return None
    return {key: value for key, value in message.body.items() if key != "reply_to_message"}


def mark_edited(world: World, chat: Chat, message: Message, content: Json) -> None:
    """Replace a message's body, dated as edited now."""
    message.body = content | {"edit_date": world.clock.unix()}
    world.touch(chat)


def remove(world: World, chat: Chat, message: Message) -> None:
    """Take a message out of the chat for everyone."""
    del chat.messages[message.id]
    world.touch(chat)
