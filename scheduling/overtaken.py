"""Overtaken: a message of an earlier day that nobody answered says so once today's is out.

Two about one goal would look alike, and a tap on the older one may be meant for today. Nobody waits for
that: it is done when nothing is left to be said, and what a stop cuts off is not made up for, since the
buttons name their day all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from domain.errors import NotFound
from scheduling.courier import Courier
from scheduling.pacer import Pacer
from storage import overtaken
from storage.database import Database
from storage.errors import Busy
from storage.parcels import Card

log = structlog.get_logger()

TURN = 10.0
"""Seconds it waits for its turn. Where answers and reminders leave no room for so long, it is left."""


class Overtaken:
    """Who was reminded, until their older messages have been looked through."""

    def __init__(self, db: Database, courier: Courier, pacer: Pacer) -> None:
        self._db = db
        self._courier = courier
        self._pacer = pacer
        # Numbers and no cards: at eight in the morning very many people may be reminded.
        self._by: asyncio.Queue[tuple[int, int]] = asyncio.Queue()

    def by(self, card: Card) -> None:
        """A message has arrived."""
        if card.lines:
            self._by.put_nowait((card.me.id, card.id))

    async def run(self, until_idle: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled; each time there is something to do, first wait ``until_idle``."""
        while True:
            who = await self._by.get()
            await until_idle()
            await self._look_through(*who)

    async def work_off(self) -> None:
        """What there is, and no more."""
        while not self._by.empty():
            await self._look_through(*self._by.get_nowait())

    async def _look_through(self, person_id: int, card_id: int) -> None:
        try:
            for before in await self._db.read(overtaken.overtaken_by, person_id, card_id):
                await self._turn(before.card.me.chat_id)
                await self._rewrite(person_id, card_id, before.message_id)
        except (Busy, NotFound, TimeoutError):
            pass  # there is no room, or they are gone: neither is worth another try
        except Exception as error:
            log.error("an older message could not be looked at", kind=type(error).__name__)

    async def _turn(self, chat_id: int) -> None:
        async with asyncio.timeout(TURN):
            await self._pacer.turn(chat_id)

    async def _rewrite(self, person_id: int, card_id: int, message_id: int) -> None:
        """Looked at anew: while it waited for its turn it may have been answered, or taken away."""
        for before in await self._db.read(overtaken.overtaken_by, person_id, card_id):
            if before.message_id != message_id:
                continue
            rest = await self._courier.rewrite(before.card, message_id)
            if rest is not None:
                self._pacer.refused(rest.total_seconds(), before.card.me.chat_id)
