"""Updates pushed to a bot's webhook: in order, again and again until they are taken."""

import asyncio
from collections.abc import Callable

import aiohttp

from emulator.clock import Clock
from emulator.model import Bot, Webhook
from emulator.updates import QueuedUpdate

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
ANSWER_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0


class Webhooks:
    """One delivering task per bot that has a webhook."""

    def __init__(self, clock: Clock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def watch(self, bot: Bot) -> None:
        """Deliver to the webhook the bot has now, and to none if it has none."""
        old = self._tasks.pop(bot.id, None)
        if old is not None:
            old.cancel()
        if bot.webhook is not None:
            self._tasks[bot.id] = asyncio.create_task(self._deliver(bot, bot.webhook))

    def stop(self) -> None:
        """End all deliveries."""
        for task in self._tasks.values():
            task.cancel()

    async def _deliver(self, bot: Bot, hook: Webhook) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        pause = FIRST_PAUSE_SECONDS
        async with aiohttp.ClientSession(timeout=timeout) as http:
            while True:
                update = await bot.queue.wait_for_head()
                if await self._post(http, hook, update):
                    bot.queue.drop_head(update.update_id)
                    pause = FIRST_PAUSE_SECONDS
                    if bot.queue.is_doubled():
                        await self._post(http, hook, update)
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                self._changed()

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, update: QueuedUpdate) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers[SECRET_HEADER] = hook.secret_token
        try:
            async with http.post(
                hook.url, data=update.body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                if answer.status // 100 == 2:
                    return True
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            reason = str(error) or "Connection timed out"
        hook.last_error_date, hook.last_error_message = self._clock.unix(), reason
        return False
