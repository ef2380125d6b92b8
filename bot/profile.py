"""How the bot presents itself in Telegram: its menu, and the words shown before Start."""

from __future__ import annotations

import asyncio

import structlog
from telegram.error import TelegramError

from bot.api import Api
from bot.commands import COMMANDS, MENU
from bot.lang import ENGLISH, Lang, lang, shipped

log = structlog.get_logger()


async def present(api: Api) -> None:
    """Set menu and descriptions where they differ from what Telegram has; its setters are rationed."""
    try:
        for code in shipped():
            # Reading a catalogue takes a tenth of a second, in which nobody would be answered.
            words = await asyncio.to_thread(lang, code)
            await _present_in(api, words, code if code != ENGLISH else None)
    except TelegramError as error:
        log.warning("menu and descriptions stay as they were", error=error.message)


async def _present_in(api: Api, words: Lang, language_code: str | None) -> None:
    private = {"scope": {"type": "all_private_chats"}, "language_code": language_code}
    menu = [{"command": name, "description": words.label(COMMANDS[name])} for name in MENU]
    if await api.call("getMyCommands", **private) != menu:
        await api.call("setMyCommands", commands=menu, **private)
    about = words.label(
        "Goals, a daily card to tick, and moods: kept honestly, without pressure. Your entries are "
        "stored by whoever runs this bot. Not a crisis service."
    )
    if (await api.call("getMyDescription", language_code=language_code))["description"] != about:
        await api.call("setMyDescription", description=about, language_code=language_code)
    short = words.label("Goals, daily ticks and moods, without pressure.")
    known = await api.call("getMyShortDescription", language_code=language_code)
    if known["short_description"] != short:
        await api.call(
            "setMyShortDescription", short_description=short, language_code=language_code
        )
