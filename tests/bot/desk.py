"""A desk at which tests talk with the real bot: its handlers, its reception, its database.

Only two things are not real: Telegram is a recording request, and time is told by the test.
"""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram.ext import ExtBot

from bot.acquaintances import Acquaintances
from bot.api import Api
from bot.application import build
from bot.arrivals import Arrival, dumped
from bot.courier import BotCourier
from bot.farewells import Farewells, salt_of
from bot.findings import Findings
from bot.lang import nearest
from bot.messenger import Messenger
from bot.pictures import Pictures
from bot.reception import Reception
from bot.turn import House
from bot.wire import Code
from domain.clock import Clock, FakeClock
from scheduling.pacer import Pacer
from scheduling.post import Post
from storage import inbox, people
from storage.database import Database, UseCase
from storage.inbox import Receipt
from storage.people import Acquaintance
from storage.tables import Received
from tests.bot.easel import Easel
from tests.bot.recording import ME, Recording, Shown
from tests.databases import NOON

P = ParamSpec("P")
T = TypeVar("T")

TOKEN = "1:desk"
ADDRESS = "http://telegram.invalid/bot"
BOT_ID = 1
GROUP = -500


@dataclass(frozen=True)
class Tap:
    """A button somebody has in sight, to be tapped now or when it is long out of date."""

    data: str
    message_id: int | None


@dataclass(frozen=True)
class Saved:
    """A desk put away, to be taken out as often as wanted."""

    database: Path
    telegram: Recording
    updates: int


class Desk:
    """The bot with everything of ours around it. After each update its promises are checked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = FakeClock(NOON)
        self.telegram = Recording()
        self.updates = 1000
        self.alice = Player(self, 101, "Alice")
        self.bob = Player(self, 102, "Bob")
        self.charlie = Player(self, 103, "Charlie")
        self._loop = asyncio.Runner()

    def __enter__(self) -> Self:
        self.await_(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self.await_(self._close())
        self._loop.close()

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def await_(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(work)

    def do(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change something behind the bot's back."""
        return self.database.run_now(use_case, *args, **kwargs)

    def look(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.read_now(use_case, *args, **kwargs)

    def restart(self) -> None:
        """End the process as far as it can be told from inside, and start another on the same file."""
        self.await_(self._close())
        self.await_(self._open())

    def save(self, path: Path) -> Saved:
        with sqlite3.connect(self.path) as there, sqlite3.connect(path) as here:
            there.backup(here)
        there.close()
        here.close()
        return Saved(path, deepcopy(self.telegram), self.updates)

    def resume(self, saved: Saved) -> None:
        """Go on where another desk was put away. To be called before the desk is opened."""
        self.telegram, self.updates = deepcopy(saved.telegram), saved.updates

    def arrives(self, body: dict[str, Any]) -> None:
        """An update comes in, is handled to its end, and none of the bot's promises is broken."""
        self.deliver(body)
        assert self.parked() == []
        assert self.telegram.complaints == []
        query = body.get("callback_query")
        assert query is None or query["id"] in self.telegram.toasts, "the tap was never answered"

    def deliver(self, body: dict[str, Any]) -> Receipt:
        """An update comes in; whatever becomes of it is the test's to check."""
        self.updates += 1
        raw = {"update_id": self.updates, **body}
        receipt = Receipt(BOT_ID, self.updates)
        self.do(inbox.store, BOT_ID, [(self.updates, dumped(raw))])
        self.receive(Arrival(receipt, json.loads(dumped(raw))))
        return receipt

    def receive(self, arrival: Arrival) -> None:
        async def handled() -> None:
            await self.reception.receive(arrival)
            await self.reception.settle()

        self.await_(handled())

    def beats(self) -> None:
        """The clock beats once: what is due is said. Whoever hears something looks at that."""

        async def worked_off() -> None:
            await self.post.work_off()
            await self.post.finish()

        before = {chat: max(shown) for chat, shown in self.telegram.chats.items() if shown}
        self.await_(worked_off())
        for chat, shown in self.telegram.chats.items():
            if max(shown, default=0) > before.get(chat, 0):
                self.telegram.latest[chat] = max(shown)

    def parked(self) -> list[str | None]:
        """What was put aside, by its traceback."""
        return self.look(_parked)

    def state_of(self, receipt: Receipt) -> tuple[str, str | None]:
        """How far an update has come, and what the inbox still keeps of it."""
        return self.look(_state_of, receipt)

    async def _open(self) -> None:
        self.database = Database(self.url, self.clock)
        self.bot: ExtBot[None] = ExtBot(
            TOKEN, base_url=ADDRESS, request=self.telegram, get_updates_request=self.telegram
        )
        await self.bot.initialize()
        api = Api(self.telegram, ADDRESS, TOKEN)
        pacer, acquaintances = Pacer(), Acquaintances()
        messenger = Messenger(api, self._lose, pacer)
        self.easel = Easel()
        pictures = Pictures(self.easel, self.easel)
        self.house = House(
            db=self.database,
            clock=self.clock,
            messenger=messenger,
            pictures=pictures,
            findings=Findings(self.database, self.clock, self.easel),
            acquaintances=acquaintances,
            farewells=Farewells(self.database, messenger, pictures, acquaintances, salt_of(TOKEN)),
            username=str(ME["username"]),
            operator="Olga",
        )
        self.application = build(self.bot, self.database)
        await self.application.initialize()
        self.reception = Reception(self.house, self.application)
        self.courier = BotCourier(api, self.database, self.clock, pictures, self.house.findings)
        self.post = Post(self.database, self.courier, pacer)

    async def _close(self) -> None:
        await self.application.shutdown()
        self.database.close()

    async def _lose(self, chat_id: int) -> None:
        await self.database.run(people.lose, chat_id)


class Player:
    """Somebody with a phone."""

    def __init__(self, desk: Desk, telegram_id: int, name: str) -> None:
        self._desk = desk
        self.id = telegram_id
        self.speaks = "en"
        """The language of the phone."""
        self._name = name

    def settles_in(
        self, zone: str | None = "Europe/Berlin", agreed: tuple[str, ...] = ("goals", "moods")
    ) -> Acquaintance:
        """Be somebody who went through /start long ago."""
        me = self._desk.do(people.meet, self.id, self.id, nearest(self.speaks))
        me = self._desk.do(people.agree, me, frozenset(agreed))
        return self._desk.do(people.set_zone, me, zone) if zone else me

    @property
    def me(self) -> Acquaintance:
        """What the bot knows of this person."""
        found = self._desk.look(people.find, self.id)
        assert found is not None
        return found

    @property
    def chat(self) -> dict[int, Shown]:
        """The bot's messages in this person's chat, by id."""
        return self._desk.telegram.chats[self.id]

    @property
    def last(self) -> Shown:
        """The message sent or rewritten last."""
        return self.chat[self._desk.telegram.latest[self.id]]

    @property
    def chart(self) -> object:
        """What the picture of the last message shows."""
        assert self.last.picture is not None, "that message has no picture"
        return self._desk.easel.shows(self.last.picture)

    @property
    def documents(self) -> list[tuple[str, bytes]]:
        """The files the bot sent, by name."""
        return self._desk.telegram.documents[self.id]

    @property
    def toast(self) -> str:
        """What popped up at the last tap."""
        return next(reversed(self._desk.telegram.toasts.values()), "")

    @property
    def alerted(self) -> bool:
        """Whether what popped up at the last tap has to be tapped away."""
        answers = self._desk.telegram.made("answerCallbackQuery")
        return bool(answers and answers[-1].payload.get("show_alert"))

    def says(self, words: str, *, chat: int | None = None) -> dict[str, Any]:
        """Type something. Returns the message, to be edited."""
        return self.sends({"text": words, **_entities(words)}, chat=chat)

    def replies(self, to: Shown, words: str) -> dict[str, Any]:
        """Type something in reply to a message of the bot's, which Telegram sends along."""
        shown: dict[str, Any] = {"message_id": to.message_id, "date": 1, "text": to.text}
        if to.buttons:
            shown["reply_markup"] = {"inline_keyboard": to.buttons}
        author = {"id": BOT_ID, "is_bot": True, "first_name": "Daymark"}
        there = {**shown, "from": author, "chat": self._chat(None)}
        return self.sends({"text": words, "reply_to_message": there})

    def edits(self, message: dict[str, Any], words: str) -> None:
        """Change what was typed before."""
        now = int(self._desk.clock.now().timestamp())
        self._desk.arrives({"edited_message": {**message, "text": words, "edit_date": now}})

    def shares(self, latitude: float, longitude: float) -> None:
        self.sends({"location": {"latitude": latitude, "longitude": longitude}})

    def sends_photo(self) -> None:
        size = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        self.sends({"photo": [size], "caption": "a caption"})

    def sends_document(self, content: bytes, size: int | None = None) -> None:
        """A file of this content; ``size`` is what it says of itself."""
        telegram = self._desk.telegram
        file_id = f"file-{telegram.next_id()}"
        telegram.files[file_id] = content
        size = len(content) if size is None else size
        document = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
        self.sends({"document": {**document, "file_name": "canary-name.txt"}})

    def sends_sticker(self) -> None:
        size = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1}
        self.sends(
            {"sticker": {**size, "type": "regular", "is_animated": False, "is_video": False}}
        )

    def sends(self, content: dict[str, Any], *, chat: int | None = None) -> dict[str, Any]:
        message = self.message(content, chat=chat)
        self._desk.arrives({"message": message})
        return message

    def message(self, content: dict[str, Any], *, chat: int | None = None) -> dict[str, Any]:
        return {
            "message_id": self._desk.telegram.next_id(),
            "date": int(self._desk.clock.now().timestamp()),
            "from": self.user,
            "chat": self._chat(chat),
            **content,
        }

    @property
    def user(self) -> dict[str, Any]:
        named = {"first_name": self._name, "language_code": self.speaks}
        return {"id": self.id, "is_bot": False, **named}

    def button(self, label: str) -> Tap:
        """The button of the last message with that label, or the one that contains it."""
        every = [button for row in self.last.buttons for button in row]
        fitting = [button for button in every if button["text"] == label] or [
            button for button in every if label in button["text"]
        ]
        assert len(fitting) == 1, f"{label!r} is not one of {self.last.labels}"
        return Tap(fitting[0]["callback_data"], self.last.message_id)

    def taps(self, label: str) -> None:
        self.presses(self.button(label))

    def presses(self, tap: Tap, *, chat: int | None = None) -> None:
        self._desk.arrives(self.press(tap, chat=chat))

    def press(self, tap: Tap, *, chat: int | None = None) -> dict[str, Any]:
        query: dict[str, Any] = {
            "id": f"query-{self._desk.telegram.next_id()}",
            "from": self.user,
            "chat_instance": "1",
            "data": tap.data,
        }
        if tap.message_id is not None:
            place = {"message_id": tap.message_id, "date": 1, "chat": self._chat(chat)}
            shown = self.chat.get(tap.message_id)
            size = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
            pictured = shown is not None and shown.picture is not None
            content = {"photo": [size]} if pictured else {"text": "a message of the bot's"}
            query["message"] = {**place, **content}
        return {"callback_query": query}

    def makes_up(self, code: Code | str) -> None:
        """Tap a button that was never shown, on the last message."""
        wire = code if isinstance(code, str) else code.wire
        self.presses(Tap(wire, self._desk.telegram.latest.get(self.id)))

    def turns_membership(self, status: str) -> None:
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Daymark"}
        before: dict[str, Any] = {"user": bot, "status": "member"}
        after: dict[str, Any] = {"user": bot, "status": status}
        if status == "kicked":
            after["until_date"] = 0
        change = {"chat": self._chat(None), "from": self.user, "date": 1}
        self._desk.arrives(
            {"my_chat_member": {**change, "old_chat_member": before, "new_chat_member": after}}
        )

    def _chat(self, chat: int | None) -> dict[str, Any]:
        if chat is not None:
            return {"id": chat, "type": "group", "title": "A group"}
        return {"id": self.id, "type": "private", "first_name": self._name}


def patient(condition: Callable[[], bool], bound: float = 5.0) -> Awaitable[None]:
    """Wait until something holds, and fail when it does not in time."""

    async def wait() -> None:
        async with asyncio.timeout(bound):
            while not condition():
                await asyncio.sleep(0.001)

    return wait()


def _entities(words: str) -> dict[str, Any]:
    if not words.startswith("/"):
        return {}
    return {
        "entities": [
            {"type": "bot_command", "offset": 0, "length": len(words.split(maxsplit=1)[0])}
        ]
    }


def _parked(session: Session, _clock: Clock) -> list[str | None]:
    return list(session.scalars(select(Received.error).where(Received.state == "parked")))


def _state_of(session: Session, _clock: Clock, receipt: Receipt) -> tuple[str, str | None]:
    row = select(Received.state, Received.payload).where(Received.update_id == receipt.update_id)
    state, payload = session.execute(row).one()
    return state, payload
