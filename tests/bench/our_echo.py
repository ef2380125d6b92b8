"""An echo on our transport: the library's handlers, our poll and lanes, answers by raw calls."""

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ExtBot, MessageHandler, filters

from bot.api import Api
from bot.lanes import Lanes
from bot.poll import LONG_POLL
from bot.transport import AiohttpRequest, Patience


async def main(url: str, token: str) -> None:
    """Poll until killed."""
    base = f"{url}/bot"
    talking = AiohttpRequest()
    polling = AiohttpRequest(connections=1, patience=Patience(read=LONG_POLL + 10))
    bot: ExtBot[None] = ExtBot(token, base_url=base, request=talking, get_updates_request=polling)
    application = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    api = Api(talking, base, token)

    async def echo(update: Update, _context: object) -> None:
        assert update.message is not None
        await api.call("sendMessage", chat_id=update.message.chat_id, text=update.message.text)

    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    async with application:
        await _poll(application, Api(polling, base, token))


async def _poll(application: Application[Any, Any, Any, Any, Any, Any], api: Api) -> None:
    async def handle(raw: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(raw, application.bot))

    lanes: Lanes[dict[str, Any]] = Lanes(handle)
    offset = 0
    while True:
        await lanes.room()
        for raw in await api.call("getUpdates", offset=offset, timeout=LONG_POLL):
            lanes.put(raw["message"]["from"]["id"], raw)
            offset = raw["update_id"] + 1


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
