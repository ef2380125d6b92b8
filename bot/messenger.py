"""Sending: the one way anything leaves for Telegram, and what its refusals mean for us.

Nothing here raises for a message that could not be delivered. By the time something is sent, what it
reports is already committed; the next look shows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from telegram import InputFile
from telegram.constants import CallbackQueryLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.api import Api, Meaning, meaning, retry_after_seconds
from bot.photos import photo_fields, photo_instead, take_note
from bot.pictures import Picture
from bot.text import Text
from bot.view import View
from domain.written import shorten
from scheduling.pacer import Pacer

log = structlog.get_logger()

SHORT_WAIT = 5.0
"""Seconds of a 429 that an answer sits out; a longer one drops the answer, never the change."""

TRIES = 3
PAUSE = 0.3
HUSH = 60.0
"""Seconds after a goodbye in which whatever was under way has surely ended."""

_FINE = {Meaning.NOT_MODIFIED, Meaning.QUERY_TOO_OLD}


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent."""

    name: str
    content: bytes


class Messenger:
    """Shows views to people. ``on_gone`` hears of chats that can no longer be reached, and the pacer
    of all that leaves: what Telegram allows in a second is taken by answers first."""

    def __init__(self, api: Api, on_gone: Callable[[int], Awaitable[None]], pacer: Pacer) -> None:
        self._api = api
        self._on_gone = on_gone
        self._pacer = pacer
        self._silent: set[int] = set()
        self._keyboards: set[int] = set()

    async def say_goodbye(self, chat_id: int, view: View) -> None:
        """The last that goes to this chat: whose it was is gone, and with them what is still under way."""
        self._silent.add(chat_id)
        # Not for ever: this would be a list of those who wanted to be forgotten.
        asyncio.get_running_loop().call_later(HUSH, self._silent.discard, chat_id)
        await self._deliver(chat_id, "sendMessage", **body(view))

    def speak_again(self, chat_id: int) -> None:
        """Somebody new is in this chat."""
        self._silent.discard(chat_id)

    async def send(self, chat_id: int, view: View) -> int | None:
        """Send a new message. Returns its id, or None when it is not known to have arrived."""
        if chat_id in self._silent:
            return None
        await self._put_keyboard_away(chat_id)
        if view.picture is not None:
            return await self._send_photo(chat_id, view, view.picture)
        sent = await self._deliver(chat_id, "sendMessage", **body(view), reply_markup=view.markup())
        if view.location_label is not None:
            self._keyboards.add(chat_id)
        return sent["message_id"] if isinstance(sent, dict) else None

    async def send_document(self, chat_id: int, document: Document) -> bool:
        """Send a file. Returns whether it is known to have arrived."""
        if chat_id in self._silent:
            return False
        content = InputFile(document.content, document.name)
        sent = await self._deliver(chat_id, "sendDocument", document=content, parse_mode=None)
        return isinstance(sent, dict)

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that somebody sent. Raises TelegramError."""
        file = await self._call("getFile", file_id=file_id)
        # Without a path it is larger than Telegram hands to bots.
        return await self._api.download(str(file.get("file_path")))

    async def edit(self, chat_id: int, message_id: int, view: View) -> int | None:
        """Rewrite a message in place; where it is gone, send anew. Returns the id it now has."""
        if chat_id in self._silent:
            return None
        method = "editMessageMedia" if view.picture else "editMessageText"
        fields = photo_instead(view) if view.picture else body(view)
        this: dict[str, object] = {"chat_id": chat_id, "message_id": message_id}
        try:
            edited = await self._call(method, **this, **fields, reply_markup=view.markup())
        except TelegramError as error:
            # Sent anew it also gets past what Telegram cannot parse: sending knows to go plain.
            if meaning(error) in {Meaning.EDIT_LOST, Meaning.BAD_ENTITIES}:
                return await self.send(chat_id, view)
            if view.picture and _is_refused(error):
                return await self._send_otherwise(chat_id, view, view.picture, error)
            await self._note(error, chat_id, method)
        else:
            take_note(view.picture, edited)
        return message_id

    async def _send_photo(self, chat_id: int, view: View, picture: Picture) -> int | None:
        method, fields = "sendPhoto", {**photo_fields(view), "reply_markup": view.markup()}
        try:
            sent = await self._call(method, chat_id=chat_id, **fields)
        except TelegramError as error:
            if _is_refused(error):
                return await self._send_otherwise(chat_id, view, picture, error)
            sent = await self._deliver_otherwise(error, chat_id, method, fields)
        take_note(picture, sent)
        return int(sent["message_id"]) if isinstance(sent, dict) else None

    async def _send_otherwise(
        self, chat_id: int, view: View, picture: Picture, error: TelegramError
    ) -> int | None:
        """A picture was refused: it is uploaded anew where it was named by a file that Telegram does not
        know any more, and else its words go alone."""
        if picture.file_id:
            picture.file_id = None
            return await self.send(chat_id, view)
        log.warning("a picture was refused", because=error.message)
        return await self.send(chat_id, replace(view, picture=None))

    async def _put_keyboard_away(self, chat_id: int) -> None:
        """A keyboard of its own stays when a city is typed instead of tapping it. Only a message
        without buttons can take it away, so one is sent that nobody gets to see."""
        if chat_id not in self._keyboards:
            return
        self._keyboards.discard(chat_id)
        away: dict[str, object] = {"text": "📍", "parse_mode": None, "disable_notification": True}
        sent = await self._deliver(
            chat_id, "sendMessage", **away, reply_markup={"remove_keyboard": True}
        )
        if isinstance(sent, dict):
            await self._deliver(
                chat_id, "deleteMessage", message_id=sent["message_id"], parse_mode=None
            )

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message that is no longer the place to tap."""
        if chat_id in self._silent:
            return
        try:
            await self._call("editMessageReplyMarkup", chat_id=chat_id, message_id=message_id)
        except TelegramError as error:
            if meaning(error) is not Meaning.EDIT_LOST:
                await self._note(error, chat_id, "editMessageReplyMarkup")

    async def answer(self, query_id: str, toast: str = "", *, alert: bool = False) -> None:
        """End the spinner of a tap, with a word if there is one."""
        words = shorten(toast, CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
        try:
            await self._call(
                "answerCallbackQuery",
                callback_query_id=query_id,
                text=words or None,
                show_alert=alert or None,
            )
        except TelegramError as error:
            await self._note(error, None, "answerCallbackQuery")

    async def _deliver(self, chat_id: int, method: str, **payload: object) -> Any:  # noqa: ANN401
        try:
            return await self._call(method, chat_id=chat_id, **payload)
        except TelegramError as error:
            return await self._deliver_otherwise(error, chat_id, method, payload)

    async def _deliver_otherwise(
        self, error: TelegramError, chat_id: int, method: str, payload: dict[str, object]
    ) -> Any:  # noqa: ANN401 - Telegram's JSON
        if isinstance(error, ChatMigrated):
            return await self._deliver_there(error.new_chat_id, method, payload)
        if meaning(error) is Meaning.BAD_ENTITIES and payload["parse_mode"]:
            return await self._deliver_plain(chat_id, method, payload)
        await self._note(error, chat_id, method)
        return None

    async def _deliver_there(self, chat_id: int, method: str, payload: dict[str, object]) -> Any:  # noqa: ANN401
        """A group got another number. It is kept nowhere, so that only what is under way is redirected,
        and once: two chats that name each other would never let go of it."""
        try:
            return await self._call(method, chat_id=chat_id, **payload)
        except TelegramError as error:
            await self._note(error, chat_id, method)
            return None

    async def _deliver_plain(self, chat_id: int, method: str, payload: dict[str, object]) -> Any:  # noqa: ANN401
        # Our escaping has a hole; the person still gets their answer, and we get to know.
        log.error("telegram could not parse our text", method=method)
        return await self._deliver(chat_id, method, **unmarked(payload))

    async def _call(self, method: str, **payload: object) -> Any:  # noqa: ANN401 - Telegram's JSON
        """Call, and call again what may be repeated: what surely did not arrive, or an edit."""
        for attempt in range(TRIES):
            if method.startswith(("send", "edit")):
                self._pacer.answered()
            try:
                return await self._api.call(method, **payload)
            except TelegramError as error:
                if attempt == TRIES - 1 or not await _worth_repeating(method, error):
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _note(self, error: TelegramError, chat_id: int | None, method: str) -> None:
        what = meaning(error)
        if what in _FINE:
            return
        if what is Meaning.GONE and chat_id is not None:
            await self._on_gone(chat_id)
            return
        log.warning("not delivered", method=method, because=what.value, error=error.message)


def body(view: View) -> dict[str, object]:
    return {
        "text": view.text.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": {"is_disabled": True},
    }


def unmarked(fields: Mapping[str, object]) -> dict[str, object]:
    """The same in plain words."""
    words = {
        field: Text(str(fields[field])).plain for field in ("text", "caption") if field in fields
    }
    return {**fields, **words, "parse_mode": None}


def _is_refused(error: TelegramError) -> bool:
    """Whether it surely did not arrive, for what it is: a gateway's error would leave that open."""
    return isinstance(error, BadRequest) and meaning(error) is Meaning.OTHER


async def _worth_repeating(method: str, error: TelegramError) -> bool:
    """Wait and say yes, or say no. A message is never sent again on an unknown outcome: it might
    stand there twice; an edit may, since it says the same."""
    match meaning(error), error:
        case Meaning.NOT_SENT, _:
            await asyncio.sleep(PAUSE)
            return True
        case Meaning.UNKNOWN_OUTCOME, _:
            await asyncio.sleep(PAUSE)
            return not method.startswith("send")
        case Meaning.WAIT, RetryAfter():
            seconds = retry_after_seconds(error)
            if seconds <= SHORT_WAIT:
                await asyncio.sleep(seconds)
            return seconds <= SHORT_WAIT
        case _:
            return False
