"""Everything that is true in this small Telegram, and how changes in it become known."""

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emulator import errors, limits
from emulator.clock import Clock
from emulator.errors import ApiError, bad_request, forbidden, unauthorized
from emulator.events import Events
from emulator.faults import Faults
from emulator.files import FileStore
from emulator.flood import FloodControl
from emulator.journal import Journal
from emulator.model import PRIVATE, Bot, CallbackQuery, Chat, Json, Person, Toast
from emulator.updates import UpdateQueue
from emulator.webhook import Webhooks

TOKEN = re.compile(r"(\d{1,20}):[A-Za-z0-9_-]+")
FIRST_PERSON_ID = 1001
FIRST_GROUP_ID = -5001
FIRST_SUPERGROUP_ID = -1_001_000_000_001
CALLBACKS_PER_SECOND = 1_000_000
TOASTS_KEPT = 10_000
CALLBACKS_KEPT = 50_000


@dataclass(slots=True)
class Expiry:
    """How long things wait, in virtual seconds."""

    callback_answer_seconds: float = limits.CALLBACK_ANSWER_SECONDS
    callback_update_seconds: float = limits.CALLBACK_UPDATE_LIFETIME_SECONDS
    update_seconds: float = limits.UPDATE_LIFETIME_SECONDS


class World:
    """The state of one emulator process."""

    def __init__(self, clock: Clock, tokens: Sequence[str], file_folder: Path | None) -> None:
        self.clock = clock
        self.events = Events()
        self.journal = Journal()
        self.faults = Faults()
        self.flood = FloodControl()
        self.files = FileStore(file_folder)
        self.bots: dict[int, Bot] = {}
        self.changed = asyncio.Event()
        self.webhooks = Webhooks(clock, self.changed.set)
        self._only_tokens = frozenset(tokens)
        self.wipe()
        for token in tokens:
            self.bot_of(token)

    def wipe(self) -> None:
        """Back to Alice, Bob and Charlie who have not spoken; bots and the clock stay."""
        self.people: dict[int, Person] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.toasts: deque[Toast] = deque(maxlen=TOASTS_KEPT)
        self.toast_count = 0
        self.callback_count = 0
        self.group_count = 0
        self.expiry = Expiry()
        self.delay = 0.0
        self.journal.clear()
        self.faults.clear()
        self.flood.enforced = False
        for bot in self.bots.values():
            bot.forget_settings()
            self.webhooks.watch(bot)
        for name in ("Alice", "Bob", "Charlie"):
            self.add_person(name, username=f"{name.lower()}_sandbox")
        self.changed.set()
        for person_id in self.people:
            self.events.tell(person_id, "chat", {"chat_id": person_id, "version": 0})

    def add_person(self, first_name: str, **details: str | None) -> Person:
        """A new person; ids are never given twice."""
        person_id = FIRST_PERSON_ID + len(self.people)
        given = {key: value for key, value in details.items() if value}
        person = Person(person_id, first_name, **given)
        self.people[person_id] = person
        self.changed.set()
        return person

    def bot_of(self, token: str) -> Bot:
        """The bot of a token, made on first use. Raises 401 for tokens not accepted."""
        match = TOKEN.fullmatch(token)
        if match is None:
            raise ApiError(401, "Unauthorized: invalid token specified")
        if self._only_tokens and token not in self._only_tokens:
            raise unauthorized()
        bot = self.bots.get(int(match[1])) or self.add_bot(token)
        if bot.token != token:
            raise unauthorized()
        return bot

    def add_bot(self, token: str) -> Bot:
        """A bot with this token, whether or not it may call now."""
        bot_id = int(token.partition(":")[0])
        queue = UpdateQueue(self.clock, lambda: self.faults.doubles(bot_id))
        bot = self.bots[bot_id] = Bot(bot_id, token, queue)
        self.changed.set()
        return bot

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The person's chat with the bot, opened if this is their first word."""
        key = (bot.id, person.id)
        if key not in self.chats:
            self.chats[key] = Chat(bot.id, person.id, PRIVATE)
        return self.chats[key]

    def new_group(self, bot: Bot, title: str, members: list[int]) -> Chat:
        """A group with these people and the bot."""
        group_id = FIRST_GROUP_ID - self.group_count
        self.group_count += 1
        chat = self.chats[bot.id, group_id] = Chat(bot.id, group_id, "group", title, members)
        return chat

    def upgraded(self, group: Chat) -> Chat:
        """The supergroup that takes the place of a group."""
        new_id = FIRST_SUPERGROUP_ID - self.group_count
        self.group_count += 1
        group.migrated_to = new_id
        members = list(group.members)
        chat = Chat(group.bot_id, new_id, "supergroup", group.title, members)
        self.chats[group.bot_id, new_id] = chat
        return chat

    def chat_for(self, bot: Bot, chat_id: int) -> Chat:
        """A chat the bot may write to now; raises the reason why not."""
        chat = self.chats.get((bot.id, chat_id))
        if chat is None or chat.is_silent:
            if chat_id in self.people:
                raise forbidden(errors.NEVER_STARTED)
            raise bad_request(errors.CHAT_NOT_FOUND)
        if chat.migrated_to is not None:
            raise bad_request(errors.MIGRATED, {"migrate_to_chat_id": chat.migrated_to})
        if chat.blocked:
            raise forbidden(errors.BLOCKED)
        if chat.kicked:
            supergroup = chat.kind == "supergroup"
            raise forbidden(errors.KICKED_FROM_SUPERGROUP if supergroup else errors.KICKED)
        return chat

    def chat_object(self, chat: Chat) -> Json:
        """The Bot API's Chat."""
        if chat.is_private:
            return {"id": chat.id, "type": chat.kind, **self.people[chat.id].name()}
        return {"id": chat.id, "type": chat.kind, "title": chat.title}

    def audience(self, chat: Chat) -> list[int]:
        """Who sees this chat."""
        return [chat.id] if chat.is_private else chat.members

    def touch(self, chat: Chat) -> None:
        """The chat looks different now: tell the pages and the state file."""
        chat.version += 1
        self.changed.set()
        for person_id in self.audience(chat):
            self.events.tell(person_id, "chat", {"chat_id": chat.id, "version": chat.version})

    def new_callback(self, bot: Bot, person: Person, chat_id: int) -> CallbackQuery:
        """A pressed button's query."""
        self.callback_count += 1
        # Dated, so that a fresh emulator never repeats an id to a bot that remembers the old one.
        query_id = str(self.clock.unix() * CALLBACKS_PER_SECOND + self.callback_count)
        query = CallbackQuery(query_id, bot.id, person.id, chat_id, self.clock.unix())
        self.callbacks[query_id] = query
        if len(self.callbacks) > CALLBACKS_KEPT:
            del self.callbacks[next(iter(self.callbacks))]
        return query

    def add_toast(self, query: CallbackQuery, text: str, show_alert: bool) -> None:
        """Show an answer to the person who pressed."""
        self.toast_count += 1
        toast = Toast(self.toast_count, query.person_id, query.id, text, show_alert)
        self.toasts.append(toast)
        shown = {"callback_query_id": query.id, "text": text, "show_alert": show_alert}
        self.events.tell(query.person_id, "toast", {"seq": toast.seq, **shown})
