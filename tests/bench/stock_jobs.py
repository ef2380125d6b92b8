"""Baseline: reminders as python-telegram-bot's examples have them, a job for each, which sends.

Its scheduler drops what it comes to a second late; that grace is lifted.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from tests.bench.alarms import APART
from tests.bench.lag import Watch
from tests.bench.stock_echo import echo

App = Application[Any, Any, Any, Any, Any, Any]


async def send(context: ContextTypes.DEFAULT_TYPE) -> None:
    """What a job does."""
    assert context.job is not None
    assert context.job.chat_id is not None
    await context.bot.send_message(context.job.chat_id, "Walk")


async def remind(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """ "remind 750 4.5": remind so many people, all in so many seconds."""
    assert update.message is not None
    assert update.message.text is not None
    assert context.job_queue is not None
    _, count, seconds = update.message.text.split()
    now = datetime.now(UTC)  # noqa: TID251 - a stock bot has no clock of ours
    at, lasting = now + timedelta(seconds=float(seconds)), {"misfire_grace_time": None}
    for number in range(1, int(count) + 1):
        context.job_queue.run_once(send, at, chat_id=APART + number, job_kwargs=lasting)
    await update.message.reply_text("Yes")


def main(url: str, token: str, lag_file: str) -> None:
    """Echo, and remind when asked to."""
    watch = Watch(Path(lag_file))

    async def begin(_application: App) -> None:
        watch.start()

    async def end(_application: App) -> None:
        watch.stop()

    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot")
    application = builder.post_init(begin).post_shutdown(end).build()
    application.add_handler(MessageHandler(filters.Regex("^remind "), remind))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
