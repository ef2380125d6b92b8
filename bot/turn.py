"""A turn: one update of one person, with everything needed to handle and answer it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import ParamSpec, TypeVar

from telegram import Update

from bot.acquaintances import Acquaintances
from bot.farewells import Farewells
from bot.findings import Findings
from bot.lang import Lang, lang
from bot.messenger import Messenger
from bot.pictures import Pictures
from bot.wire import Code
from domain.clock import Clock
from storage import inbox, journal, people
from storage.database import Database, Session, UseCase
from storage.drafts import Sketch
from storage.inbox import Receipt
from storage.people import Acquaintance

PATIENCE = 10.0
"""Seconds a handler may take to decide. Storage and delivery have limits of their own."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class House:
    """What all turns share, wired once at the start."""

    db: Database
    clock: Clock
    messenger: Messenger
    pictures: Pictures
    findings: Findings
    acquaintances: Acquaintances
    farewells: Farewells
    username: str
    operator: str


@dataclass(slots=True)
class Turn:
    """The state of one update on its way through the handlers.

    ``waiting`` is the draft whose question a typed answer belongs to. ``effected`` turns true with the
    commit of the turn's one effect, and ``act_id`` then names it for an Undo button, unless it changed
    nothing. ``failure`` is what a handler raised, for the reception to see, and ``limit`` the time
    it has.
    """

    house: House
    update: Update
    receipt: Receipt
    me: Acquaintance
    waiting: Sketch | None = None
    effected: bool = False
    act_id: int | None = None
    failure: BaseException | None = None
    limit: asyncio.Timeout | None = None

    @property
    def lang(self) -> Lang:
        return lang(self.me.language)

    @property
    def today(self) -> date:
        return self.me.day_of(self.house.clock.now())

    @property
    def query_id(self) -> str | None:
        query = self.update.callback_query
        return query.id if query else None

    @property
    def message_id(self) -> int | None:
        """The message whose button was tapped."""
        query = self.update.callback_query
        return query.message.message_id if query and query.message else None

    @property
    def on_picture(self) -> bool:
        """Whether the button hangs below a picture, which another picture can take the place of."""
        query = self.update.callback_query
        return bool(query and getattr(query.message, "photo", ()))

    @property
    def typed_id(self) -> int | None:
        """The message that was typed, whether for the first time or changed since."""
        message = self.update.message or self.update.edited_message
        return message.message_id if message else None

    @property
    def group_id(self) -> int | None:
        """The group an update came from; None in private."""
        chat = self.update.effective_chat
        return chat.id if chat and chat.id != self.me.chat_id else None

    @property
    def typed(self) -> str:
        """The words of a message; empty for anything else."""
        message = self.update.message or self.update.edited_message
        return (message.text or "") if message else ""

    async def act(
        self,
        shows: Code | Callable[[T], Code],
        use_case: UseCase[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Make the one change of this update, durable and marked as made when this returns. It is an
        act of the person's that can be taken back.

        ``shows`` names what the person sees afterwards; should the process die before the answer, the
        next one shows that and changes nothing again.
        """
        address = _address(shows)
        # What answers an open question says nothing by itself: changed later, it must not be read anew.
        doer = journal.Doer(self.me.id, None if self.waiting else self.typed_id)

        def acting(session: Session, clock: Clock) -> journal.Done[T]:
            return journal.act(session, clock, doer, address, use_case, *args, **kwargs)

        done = await self._once(lambda done: address(done.result), acting)
        self.act_id = done.act_id
        return done.result

    async def act_for_good(
        self,
        shows: Code | Callable[[T], Code],
        use_case: UseCase[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Like ``act``, for what can never be taken back: a consent, an erasure, a taking back."""

        def plainly(session: Session, clock: Clock) -> T:
            return use_case(session, clock, *args, **kwargs)

        return await self._once(_address(shows), plainly)

    async def _once(self, address: Callable[[T], str], use_case: UseCase[[], T]) -> T:
        def once(session: Session, clock: Clock) -> T:
            return inbox.effected(session, clock, self.receipt, address, use_case)

        with self._unhurried():
            result = await self.house.db.run(once)
        self.effected = True
        return result

    async def keep(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Bookkeeping that may be repeated without harm, such as opening a day."""
        with self._unhurried():
            return await self.house.db.run(use_case, *args, **kwargs)

    async def look(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Only look something up."""
        with self._unhurried():
            return await self.house.db.read(use_case, *args, **kwargs)

    async def wait_for(self, work: Awaitable[T]) -> T:
        """Something outside that has limits of its own, such as a file on its way."""
        with self._unhurried():
            return await work

    @asynccontextmanager
    async def in_time(self) -> AsyncIterator[None]:
        """Raise TimeoutError in a handler that takes too long to decide."""
        try:
            async with asyncio.timeout(PATIENCE) as self.limit:
                yield
        finally:
            self.limit = None

    @contextmanager
    def _unhurried(self) -> Iterator[None]:
        """Storage has limits of its own: a locked database is not the fault of this update, which
        would be put aside as one that hangs."""
        if self.limit is None:
            yield
            return
        self.limit.reschedule(None)
        try:
            yield
        finally:
            self.limit.reschedule(asyncio.get_running_loop().time() + PATIENCE)

    async def meet_again(self) -> None:
        """What is known of the person is read anew: something else than ``change_me`` changed it."""
        known = await self.look(people.find, self.me.telegram_id)
        if known:
            self.me = known
            self.house.acquaintances.remember(known)

    async def change_me(
        self, shows: Code, use_case: UseCase[P, Acquaintance], *args: P.args, **kwargs: P.kwargs
    ) -> Acquaintance:
        """An effect on the person themselves, known to the rest of the house at once."""
        self.me = await self.act(shows, use_case, *args, **kwargs)
        self.house.acquaintances.remember(self.me)
        return self.me


def _address(shows: Code | Callable[[T], Code]) -> Callable[[T], str]:
    return lambda result: (shows if isinstance(shows, Code) else shows(result)).wire


current: ContextVar[Turn] = ContextVar("turn")
"""The turn under way. python-telegram-bot hands handlers an Update and nothing else of ours."""
