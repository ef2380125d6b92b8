"""Farewells: people who asked to be erased, and what the process still has of them."""

from __future__ import annotations

import hashlib
import hmac

import structlog

from bot.acquaintances import Acquaintances
from bot.lang import lang
from bot.messenger import Messenger
from bot.pictures import Pictures
from bot.texts.data import goodbye
from storage import erasing
from storage.database import Database
from storage.erasing import Farewell
from storage.inbox import Receipt

log = structlog.get_logger()


def salt_of(token: str) -> bytes:
    """What the proofs of erasure are salted with: it follows from the bot's token, and is therefore
    neither in the database nor in its backups."""
    return hmac.new(token.encode(), b"daymark: erased", hashlib.sha256).digest()


class Farewells:
    """Erases people, and sees to it that nothing but a goodbye is sent to them afterwards."""

    def __init__(
        self,
        db: Database,
        messenger: Messenger,
        pictures: Pictures,
        acquaintances: Acquaintances,
        salt: bytes,
    ) -> None:
        self._db = db
        self._messenger = messenger
        self._pictures = pictures
        self._acquaintances = acquaintances
        self._salt = salt
        self._dropped: set[Receipt] = set()

    async def erase(self, telegram_id: int) -> None:
        """Erase somebody at once. Twice is once."""
        await self._part(await self._db.run(erasing.erase, telegram_id, self._salt))

    async def erased(self, telegram_id: int) -> bool:
        """Whether somebody was erased before; they may have come back since."""
        return await self._db.read(erasing.erased, telegram_id, self._salt)

    async def erase_due(self) -> None:
        """Erase everybody whose time has come, each in a commit of their own."""
        for telegram_id in await self._db.read(erasing.due):
            await self._part(await self._db.run(erasing.erase_due, telegram_id, self._salt))

    def dropped(self, receipt: Receipt) -> bool:
        """Whether an update came from somebody who is gone since."""
        return receipt in self._dropped

    async def _part(self, gone: Farewell | None) -> None:
        if gone is None:
            return
        self._dropped.update(gone.dropped)
        self._acquaintances.forget(gone.telegram_id)
        self._pictures.forget(gone.chat_id)
        log.info("erased somebody who asked for it")
        await self._messenger.say_goodbye(gone.chat_id, goodbye(lang(gone.language)))
