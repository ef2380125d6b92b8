"""The world in a JSON file, so that a restarted sandbox goes on where it was."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emulator.atomic import write_atomically
from emulator.files import StoredFile
from emulator.model import Bot, CallbackQuery, Chat, Json, Message, Person, Toast, Webhook
from emulator.updates import QueuedUpdate
from emulator.world import Expiry, World

SAVE_SECONDS = 1.0
# What happened after the last save is forgotten by us but not by the bot: skip the ids it knows.
CRASH_GAP = 10_000


class StateFile:
    """Saves at most once a second, and on leaving."""

    def __init__(self, path: Path, world: World) -> None:
        self._path = path
        self._world = world

    def load(self) -> None:
        """Take the world from the file, if there is one."""
        if self._path.exists():
            restore(self._world, json.loads(self._path.read_text()))

    async def keep_saving(self) -> None:
        """Save after changes until cancelled."""
        while True:
            await self._world.changed.wait()
            self.save(clean=False)
            await asyncio.sleep(SAVE_SECONDS)

    def save(self, *, clean: bool) -> None:
        """Write the file; `clean` says that nothing can happen after it."""
        self._world.changed.clear()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        body = json.dumps(snapshot(self._world) | {"clean": clean})
        write_atomically(self._path, body.encode())


def snapshot(world: World) -> Json:
    """Everything that outlives the process, as JSON."""
    return {
        "people": [asdict(person) for person in world.people.values()],
        "bots": [_bot_snapshot(bot) for bot in world.bots.values()],
        "chats": [_chat_snapshot(chat) for chat in world.chats.values()],
        "callbacks": [asdict(query) for query in world.callbacks.values()],
        "toasts": [asdict(toast) for toast in world.toasts],
        "files": [asdict(file) for file in world.files.known.values()],
        "counts": {name: getattr(world, name) for name in COUNTS},
        "expiry": asdict(world.expiry),
        "delay": world.delay,
        "flood": world.flood.enforced,
    }


COUNTS = ("toast_count", "callback_count", "group_count")


def restore(world: World, saved: Json) -> None:
    """Make the world what it was; after a crash with fresh ids (CRASH_GAP)."""
    gap = 0 if saved["clean"] else CRASH_GAP
    world.people = {person["id"]: Person(**person) for person in saved["people"]}
    world.files.restore([StoredFile(**file) for file in saved["files"]])
    for bot in saved["bots"]:
        _restore_bot(world, bot, gap)
    chats = [_restored_chat(chat, gap) for chat in saved["chats"]]
    world.chats = {(chat.bot_id, chat.id): chat for chat in chats}
    world.callbacks = {query["id"]: CallbackQuery(**query) for query in saved["callbacks"]}
    world.toasts.extend(Toast(**toast) for toast in saved["toasts"])
    for name in COUNTS:
        setattr(world, name, saved["counts"][name] + gap)
    world.expiry = Expiry(**saved["expiry"])
    world.delay = saved["delay"]
    world.flood.enforced = saved["flood"]


def _bot_snapshot(bot: Bot) -> Json:
    queue = bot.queue
    return {
        "id": bot.id,
        "token": bot.token,
        "commands": bot.commands,
        "texts": bot.texts,
        "menu_buttons": bot.menu_buttons,
        "webhook": bot.webhook and asdict(bot.webhook),
        "pending": [asdict(update) for update in queue.pending],
        "next_update_id": queue.next_id,
        "allowed": sorted(queue.allowed) if queue.allowed else None,
    }


def _restore_bot(world: World, saved: Json, gap: int) -> None:
    bot = world.bots.get(saved["id"]) or world.add_bot(saved["token"])
    bot.commands, bot.texts = saved["commands"], saved["texts"]
    bot.menu_buttons = saved["menu_buttons"]
    bot.webhook = Webhook(**saved["webhook"]) if saved["webhook"] else None
    bot.queue.pending.extend(QueuedUpdate(**update) for update in saved["pending"])
    bot.queue.next_id = saved["next_update_id"] + gap
    bot.queue.allowed = frozenset(saved["allowed"]) if saved["allowed"] else None
    world.webhooks.watch(bot)


def _chat_snapshot(chat: Chat) -> Json:
    fields: dict[str, Any] = {name: getattr(chat, name) for name in CHAT_FIELDS}
    return fields | {"messages": _message_snapshots(chat.messages.values())}


CHAT_FIELDS = (
    "bot_id",
    "id",
    "kind",
    "title",
    "members",
    "next_message_id",
    "version",
    "reply_keyboard",
    "blocked",
    "kicked",
    "migrated_to",
)


def _message_snapshots(messages: Iterable[Message]) -> list[Json]:
    # Not asdict: it copies every body deeply, which takes seconds for a long chat.
    return [
        {"id": m.id, "author": m.author, "body": m.body, "reactions": m.reactions} for m in messages
    ]


def _restored_chat(saved: Json, gap: int) -> Chat:
    messages = {message["id"]: Message(**message) for message in saved["messages"]}
    chat = Chat(**(saved | {"messages": messages}))
    chat.next_message_id += 0 if chat.is_silent else gap
    return chat
