"""Documents that people send: how large they are, and fetching them.

Neither a file's name nor its content is ever logged, and its address holds the bot's token.
"""

from __future__ import annotations

import asyncio

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.messenger import Messenger
from bot.transport import FileTooLarge
from domain.errors import Reason, Refused
from domain.files.guard import MAX_BYTES

log = structlog.get_logger()

SECONDS = 60.0
"""So long a file may take to come, however slowly it does."""


class NotFetched(Exception):
    """Telegram did not hand a file over; it may later."""


def sent(update: Update) -> str:
    """The id of the document in a message. Refused(file): empty without one, too_large by what it
    says of its own size, so that it is not even fetched."""
    document = update.message.document if update.message else None
    if document is None:
        raise Refused("file", Reason.EMPTY)
    if (document.file_size or 0) > MAX_BYTES:
        raise Refused("file", Reason.TOO_LARGE, limit=MAX_BYTES)
    return document.file_id


async def fetch(messenger: Messenger, file_id: str) -> bytes:
    """The content of a document. Raises NotFetched, and Refused(file, too_large) when it is larger
    than it said."""
    try:
        async with asyncio.timeout(SECONDS):
            return await messenger.fetch(file_id)
    except FileTooLarge:
        raise Refused("file", Reason.TOO_LARGE, limit=MAX_BYTES) from None
    except (TelegramError, TimeoutError) as error:
        log.warning("a file was not fetched", error=type(error).__name__)
        raise NotFetched from None
