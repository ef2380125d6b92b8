"""Speaking unasked: a card is rendered at the moment it is sent, and each outcome has its name."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.api import Api, Meaning, meaning, retry_after_seconds
from bot.lang import lang
from bot.logs import Sparingly
from bot.messenger import body
from bot.overviews import overview
from bot.texts.reminders import discreet_card
from bot.texts.unasked import spoken
from bot.view import View
from domain.clock import Clock
from scheduling.courier import NotSent, Outcome, Refused, Sent, Unknown
from storage import people
from storage.database import Database
from storage.parcels import Card

log = structlog.get_logger()

PAUSE = timedelta(seconds=30)
"""Before something that surely did not arrive is tried again."""


class BotCourier:
    """The Courier of ``scheduling``, over the Bot API."""

    def __init__(self, api: Api, db: Database, clock: Clock) -> None:
        self._api = api
        self._db = db
        self._clock = clock
        self._trouble = Sparingly()

    async def deliver(self, card: Card) -> Outcome:
        """Send it once. Only a text that Telegram cannot parse goes again, as plain words."""
        view = await self._view(card)
        fields = {"chat_id": card.me.chat_id, **body(view), "reply_markup": view.markup()}
        if card.digest:
            fields["disable_notification"] = True
        try:
            return await self._send(fields)
        except TelegramError as error:
            if meaning(error) is not Meaning.BAD_ENTITIES:
                return await self._outcome(card, error)
        log.error("telegram could not parse our text", method="sendMessage")
        try:
            return await self._send({**fields, "text": view.text.plain, "parse_mode": None})
        except TelegramError as error:
            return await self._outcome(card, error)

    async def _view(self, card: Card) -> View:
        words = lang(card.me.language)
        if card.digest:
            return await overview(self._db, self._clock, card)
        if card.me.discreet:
            return discreet_card(words, card)
        return spoken(words, card, card.me.day_of(self._clock.now()))

    async def retire(self, card: Card, message_id: int) -> None:
        """Take the buttons off; where that fails they still say what is so when they are tapped."""
        with suppress(TelegramError):
            await self._api.call(
                "editMessageReplyMarkup", chat_id=card.me.chat_id, message_id=message_id
            )

    async def _send(self, fields: dict[str, object]) -> Outcome:
        sent = await self._api.call("sendMessage", **fields)
        return Sent(sent["message_id"])

    async def _outcome(self, card: Card, error: TelegramError) -> Outcome:
        what = meaning(error)
        match what, error:
            case Meaning.GONE, _:
                await self._db.run(people.lose, card.me.chat_id)
                return Refused()
            case Meaning.WAIT, RetryAfter():
                return NotSent(timedelta(seconds=retry_after_seconds(error)))
            case ((Meaning.NOT_SENT | Meaning.UNAUTHORIZED | Meaning.CONFLICT), _):
                if self._trouble.may_speak():
                    log.warning("reminders wait: telegram cannot be reached", because=what.value)
                return NotSent(PAUSE, everybody=True)
            case Meaning.UNKNOWN_OUTCOME, _:
                return Unknown()
            case _:
                log.warning("a reminder was refused", because=what.value)
                return Refused()
