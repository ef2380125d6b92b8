"""Speaking unasked: a card is rendered at the moment it is sent, and each outcome has its name."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.api import Api, Meaning, meaning, retry_after_seconds
from bot.findings import Findings
from bot.lang import lang
from bot.logs import Sparingly
from bot.messenger import body, unmarked
from bot.overviews import Overview, may_be_drawn, overview
from bot.photos import photo_fields, take_note
from bot.pictures import Pictures
from bot.texts.reminders import discreet_card
from bot.texts.unasked import spoken
from bot.view import View
from charts.values import Theme
from domain.clock import Clock
from scheduling.courier import NotSent, Outcome, Refused, Sent, Unknown
from storage import people
from storage.database import Database
from storage.parcels import Card

log = structlog.get_logger()

PAUSE = timedelta(seconds=30)
"""Before something that surely did not arrive is tried again."""

PATIENCE = 10.0
"""Seconds for which a message waits for its picture. Together with its turn that is well within the lease."""


REST = 60.0
"""Seconds without a try after a picture that could not be drawn: on a Sunday evening each of very many
would wait for nothing, and all reminders behind them."""


class BotCourier:
    """The Courier of ``scheduling``, over the Bot API."""

    def __init__(
        self, api: Api, db: Database, clock: Clock, pictures: Pictures, findings: Findings
    ) -> None:
        self._api = api
        self._db = db
        self._clock = clock
        self._pictures = pictures
        self._findings = findings
        # On a Sunday evening there are many: whoever asks for a chart then waits for one of them at most.
        self._drawing = asyncio.Lock()
        self._draws_again = 0.0
        self._trouble = Sparingly()
        self._undrawn = Sparingly()

    async def prepare(self, card: Card) -> None:
        """Have the picture of an overview drawn. What comes too late costs the picture, and no more."""
        if not may_be_drawn(card):
            return
        try:
            async with asyncio.timeout(PATIENCE), self._drawing:
                # Looked at in here: of thirty that wait for each other only the first is to wait in vain.
                if asyncio.get_running_loop().time() >= self._draws_again:
                    await self._draw(card)
        except Exception as error:
            self._rest_from_drawing()
            if self._undrawn.may_speak():
                kind = type(error).__name__
                log.warning("an overview goes out without its picture", because=kind)

    async def deliver(self, card: Card) -> Outcome:
        """Send it once. What Telegram surely refused for its form goes again, in a plainer one."""
        return await self._try(card, await self._view(card))

    async def _draw(self, card: Card) -> None:
        await self._findings.told(card.me)
        found = await overview(self._db, self._clock, card)
        if found.chart is not None:
            drawn = self._pictures.draw(card.me.chat_id, found.chart, Theme(card.me.theme))
            # Cut off, a first start that takes long would never come to its end.
            if await asyncio.shield(drawn) is None:
                self._rest_from_drawing()

    def _rest_from_drawing(self) -> None:
        self._draws_again = asyncio.get_running_loop().time() + REST

    async def _view(self, card: Card) -> View:
        words = lang(card.me.language)
        if card.digest:
            return self._pictured(card, await overview(self._db, self._clock, card))
        if card.me.discreet:
            return discreet_card(words, card)
        return spoken(words, card, card.me.day_of(self._clock.now()))

    def _pictured(self, card: Card, found: Overview) -> View:
        if found.chart is None:
            return found.view
        known = self._pictures.known(card.me.chat_id, found.chart, Theme(card.me.theme))
        return replace(found.view, picture=known)

    async def retire(self, card: Card, message_id: int) -> None:
        """Take the buttons off; where that fails they still say what is so when they are tapped."""
        with suppress(TelegramError):
            await self._api.call(
                "editMessageReplyMarkup", chat_id=card.me.chat_id, message_id=message_id
            )

    async def rewrite(self, card: Card, message_id: int) -> timedelta | None:
        """Show a message of before as it stands; where that fails it does so when it is tapped."""
        view = spoken(lang(card.me.language), card, card.me.day_of(self._clock.now()))
        try:
            await self._api.call(
                "editMessageText",
                chat_id=card.me.chat_id,
                message_id=message_id,
                **body(view),
                reply_markup=view.markup(),
            )
        except RetryAfter as error:
            return timedelta(seconds=retry_after_seconds(error))
        except TelegramError:
            pass
        return None

    async def _try(self, card: Card, view: View, *, plain: bool = False) -> Outcome:
        try:
            return await self._send(card, view, plain=plain)
        except TelegramError as error:
            match meaning(error):
                case Meaning.BAD_ENTITIES if not plain:
                    log.error("telegram could not parse our text", method="a reminder")
                    return await self._try(card, view, plain=True)
                case Meaning.OTHER if view.picture:
                    log.warning("a picture was refused", because=error.message)
                    return await self._try(card, replace(view, picture=None), plain=plain)
            return await self._outcome(card, error)

    async def _send(self, card: Card, view: View, *, plain: bool) -> Outcome:
        method, fields = (
            ("sendPhoto", photo_fields(view)) if view.picture else ("sendMessage", body(view))
        )
        sent = await self._api.call(
            method,
            chat_id=card.me.chat_id,
            **(unmarked(fields) if plain else fields),
            reply_markup=view.markup(),
            disable_notification=True if card.digest else None,
        )
        take_note(view.picture, sent)
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
