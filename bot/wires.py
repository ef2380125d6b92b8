"""Wires: the open connections to the Bot API, and whom they belong to."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.api import Api, Meaning, meaning
from bot.config import Config
from bot.errors import TokenRefused
from bot.logs import Sparingly
from bot.poll import LONG_POLL, PAUSE_MAX
from bot.transport import AiohttpRequest, Patience

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wires:
    """The parts of a running bot that have to be opened and closed."""

    bot: ExtBot[None]
    api: Api
    polling: Api


async def wire(config: Config, stack: AsyncExitStack) -> Wires:
    """Open what a bot needs; the stack closes it again."""
    token = config.token.get_secret_value() if config.token else ""
    base = f"{config.telegram_url}/bot"
    talking = AiohttpRequest()
    # A long poll holds its connection; in a shared pool that would be one fewer for answers.
    polling = AiohttpRequest(connections=1, patience=Patience(read=LONG_POLL + 10))
    for request in (talking, polling):
        await request.initialize()
        stack.push_async_callback(request.shutdown)
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=base,
        base_file_url=f"{config.telegram_url}/file/bot",
        request=talking,
        get_updates_request=polling,
    )
    return Wires(bot, Api(talking, base, token), Api(polling, base, token))


async def introduce(bot: ExtBot[None], stopping: asyncio.Event) -> bool:
    """Ask Telegram who we are, as long as it takes. False when told to stop meanwhile."""
    pause, trouble = 1.0, Sparingly()
    while not stopping.is_set():
        try:
            await bot.initialize()
        except TelegramError as error:
            if meaning(error) in {Meaning.UNAUTHORIZED, Meaning.OTHER}:
                raise TokenRefused(
                    "Telegram does not know this token. BotFather shows yours."
                ) from None
            if trouble.may_speak():
                log.warning("telegram cannot be reached", because=meaning(error).value)
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)
        pause = min(2 * pause, PAUSE_MAX)
    return False
