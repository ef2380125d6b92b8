"""What the emulated Telegram remembers: people, bots, chats and their messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from emulator import limits
from emulator.updates import UpdateQueue

Json = dict[str, Any]
Author = Literal["person", "bot"]
PRIVATE = "private"


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram client."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"

    def user(self) -> Json:
        """The Bot API's User object."""
        return {
            "id": self.id,
            "is_bot": False,
            **self.name(),
            "language_code": self.language_code,
        }

    def name(self) -> Json:
        """The name fields that User and Chat share; absent ones are left out, as Telegram does."""
        names = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
        }
        return {key: value for key, value in names.items() if value}


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed instead of being polled."""

    url: str
    secret_token: str = ""
    max_connections: int = limits.WEBHOOK_CONNECTIONS
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Bot:
    """A bot known by its token. `profile` maps a setting's key to what the bot has set."""

    id: int
    token: str
    queue: UpdateQueue
    commands: dict[str, list[Json]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, Json] = field(default_factory=dict)
    webhook: Webhook | None = None

    @property
    def username(self) -> str:
        """A name that ends as bot names must."""
        return f"sandbox_{self.id}_bot"

    @property
    def first_name(self) -> str:
        """The name set by setMyName, or one that says what this is."""
        return self.texts.get("name:") or "Sandbox bot"

    def menu_for(self, person: Person | None) -> list[Json]:
        """The command menu a client picks: the narrowest scope first, in it the own language."""
        place = [f"chat {person.id}"] if person else []
        for scope in (*place, "all_private_chats", "default"):
            for language in _languages(person):
                if f"{scope}:{language}" in self.commands:
                    return self.commands[f"{scope}:{language}"]
        return []

    def text_for(self, what: str, person: Person | None) -> str:
        """Name or description in the person's language, or else the general one."""
        texts = (self.texts.get(f"{what}:{language}") for language in _languages(person))
        return next(filter(None, texts), "")

    def menu_button_for(self, person: Person | None) -> Json:
        """The button beside the person's text field."""
        own = self.menu_buttons.get(str(person.id)) if person else None
        return own or self.menu_buttons.get("") or {"type": "default"}

    def forget_settings(self) -> None:
        """As if BotFather had just made it; update ids go on."""
        self.commands.clear()
        self.texts.clear()
        self.menu_buttons.clear()
        self.webhook = None
        self.queue.reset()

    def user(self) -> Json:
        """The Bot API's User object."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }


def _languages(person: Person | None) -> tuple[str, ...]:
    return (person.language_code, "") if person else ("",)


@dataclass(slots=True)
class Message:
    """One message: `body` is the Bot API object, without the chat it belongs to."""

    id: int
    author: Author
    body: Json
    reactions: list[Json] = field(default_factory=list)

    @property
    def keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons; empty without an inline keyboard."""
        markup = self.body.get("reply_markup") or {}
        rows: list[list[Json]] = markup.get("inline_keyboard", [])
        return rows

    def buttons(self) -> Iterator[tuple[int, int, Json]]:
        """Row, column and Bot API object of every inline button."""
        for row, buttons in enumerate(self.keyboard):
            for column, button in enumerate(buttons):
                yield row, column, button


@dataclass(slots=True)
class Chat:
    """A conversation of one bot: private (id = the person's id) or a group."""

    bot_id: int
    id: int
    kind: str
    title: str | None = None
    members: list[int] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    version: int = 0
    reply_keyboard: Json | None = None
    blocked: bool = False
    kicked: bool = False
    migrated_to: int | None = None
    typing: bool = False

    @property
    def is_private(self) -> bool:
        """Whether only one person and the bot are here."""
        return self.kind == PRIVATE

    @property
    def is_silent(self) -> bool:
        """Whether this is a private chat in which nothing was ever said."""
        return self.is_private and self.next_message_id == 1

    def take_message_id(self) -> int:
        """A fresh id; ids count per chat, so that a bot that mixes chats up is found out."""
        message_id = self.next_message_id
        self.next_message_id += 1
        return message_id


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button that waits for answerCallbackQuery."""

    id: str
    bot_id: int
    person_id: int
    chat_id: int
    asked_at: int
    answered: bool = False


@dataclass(slots=True)
class Toast:
    """What answerCallbackQuery showed to a person."""

    seq: int
    person_id: int
    callback_query_id: str
    text: str
    show_alert: bool
