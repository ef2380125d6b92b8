"""The poll loop: an update is confirmed to Telegram only after it is safe in our inbox.

python-telegram-bot's own Updater confirms what it has merely fetched; killed with a backlog of 5 000
it had lost 4 937. It also stops for good at one update it cannot parse. Hence this loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ParamSpec, Protocol, TypeVar, cast

import structlog
from telegram.constants import PollingLimit
from telegram.error import InvalidToken, TelegramError

from bot.api import Api, Meaning, meaning
from bot.arrivals import Arrival, Raw, dumped
from bot.intake import Intake
from bot.logs import Sparingly
from storage import inbox
from storage.crash import crash_point
from storage.database import UseCase
from storage.errors import Busy
from storage.inbox import Receipt

log = structlog.get_logger()

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = 50
"""Seconds Telegram may hold a request open while there is nothing to say."""

AT_ONCE = 0
"""As long as there may be a backlog: fewer than a full batch say that there is no more of it."""

PAUSE = 0.5
PAUSE_MAX = 30.0
CONFLICT_PAUSE = 5.0


P = ParamSpec("P")
T = TypeVar("T")
Excuse = Callable[[list[Raw]], Awaitable[None]]


class Keeper(Protocol):
    """Where updates are kept: the database, as long as this process is the one to take them in."""

    def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """As `Database.run`."""
        ...


def _rival(error: TelegramError) -> str:
    """Who else gets the updates; Telegram gives them to one only."""
    if "webhook" in error.message.lower():
        return "a webhook is set for this bot: delete it (deleteWebhook), then updates come here"
    return "another program polls with this token; waiting for it to stop"


def _tell(error: TelegramError, what: Meaning) -> None:
    if what is Meaning.CONFLICT:
        log.error(_rival(error))
    else:
        log.warning("telegram cannot be reached", because=what.value)


class PollLoop:
    """Fetches, stores, confirms, hands over; until it is cancelled.

    ``excuse`` tells people that what they did cannot be kept just now.
    """

    def __init__(
        self, api: Api, bot_id: int, keeper: Keeper, intake: Intake, excuse: Excuse
    ) -> None:
        self._api = api
        self._bot_id = bot_id
        self._keeper = keeper
        self._intake = intake
        self._excuse = excuse
        self._pause = PAUSE
        self._trouble = Sparingly()
        self.caught_up = asyncio.Event()
        """Set once everything was taken in that had waited at Telegram for the loop to begin."""

    async def run(self) -> None:
        """Raises InvalidToken when Telegram says that the token is no longer good."""
        offset: int | None = None
        while True:
            await self._intake.room()
            batch = await self._fetch(offset)
            if batch:
                await self._take_in(batch)
                offset = max(raw["update_id"] for raw in batch) + 1
            if batch is not None and len(batch) < PollingLimit.MAX_LIMIT:
                self.caught_up.set()

    async def _fetch(self, offset: int | None) -> list[Raw] | None:
        """The next batch; None when there is no telling."""
        try:
            batch = await self._api.call(
                "getUpdates",
                offset=offset,
                timeout=LONG_POLL if self.caught_up.is_set() else AT_ONCE,
                limit=PollingLimit.MAX_LIMIT,
                allowed_updates=list(ALLOWED),
            )
        except TelegramError as error:
            await self._bear(error)
            return None
        if self._pause > PAUSE:
            log.info("telegram answers again")
            self._trouble = Sparingly()
        self._pause = PAUSE
        return cast("list[Raw]", batch)

    async def _take_in(self, batch: list[Raw]) -> None:
        """Store a batch, then hand over what has to be handled. The next request confirms it."""
        rows = [(raw["update_id"], dumped(raw)) for raw in batch]
        crash_point("fetched")
        open_ids = set(await self._stored(rows, batch))
        crash_point("stored")
        for raw in batch:
            if raw["update_id"] in open_ids:
                self._intake.take(Arrival(Receipt(self._bot_id, raw["update_id"]), raw))

    async def _stored(self, rows: list[tuple[int, str]], batch: list[Raw]) -> list[int]:
        """Until the batch is stored nothing is confirmed, so there is nothing to lose by waiting."""
        excused = False
        while True:
            try:
                return await self._keeper.run(inbox.store, self._bot_id, rows)
            except Busy:
                log.warning("the inbox cannot be written; trying again")
            if not excused:
                # Once: a spinner that never ends makes people tap again and again.
                await self._excuse(batch)
                excused = True
            await asyncio.sleep(PAUSE)

    async def _bear(self, error: TelegramError) -> None:
        """Wait a while, longer each time, and say why once a minute."""
        what = meaning(error)
        if what is Meaning.UNAUTHORIZED:
            raise cast("InvalidToken", error)
        if what is Meaning.CONFLICT:
            self._pause = max(self._pause, CONFLICT_PAUSE)
        if self._trouble.may_speak():
            _tell(error, what)
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, PAUSE_MAX)
