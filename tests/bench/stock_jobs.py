"""Baseline: reminders as python-telegram-bot's examples have them, a job for each, which sends.

Its scheduler drops what it comes to a second late; that grace is lifted.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from tests.bench.alarms import APART
from tests.bench.lag import Watch
from tests.bench.stock_echo import echo

App = Application[Any, Any, Any, Any, Any, Any]


async def remind(context: ContextTypes.DEFAULT_TYPE) -> None:
    """What a job does."""
    assert context.job is not None
    assert context.job.chat_id is not None
    await context.bot.send_message(context.job.chat_id, "Walk")


def main(url: str, token: str, lag_file: str, count: str, at: str) -> None:
    """Echo, and remind ``count`` people at one moment, in seconds since 1970."""
    watch = Watch(Path(lag_file))

    async def begin(application: App) -> None:
        assert application.job_queue is not None
        when = datetime.fromtimestamp(float(at), UTC)
        for number in range(1, int(count) + 1):
            application.job_queue.run_once(
                remind, when, chat_id=APART + number, job_kwargs={"misfire_grace_time": None}
            )
        watch.start()

    async def end(_application: App) -> None:
        watch.stop()

    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot")
    application = builder.post_init(begin).post_shutdown(end).build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
