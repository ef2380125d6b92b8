"""The raw road to the Bot API for hot answers, and what its errors mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from typing import Any
from urllib.parse import quote

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import NotSent


@dataclass(frozen=True, slots=True)
class Attached:
    """A value that speaks of a file by its ``attach_uri``, and that file."""

    value: dict[str, object]
    file: InputFile


class Api:
    """Calls by method name, with plain values in and plain JSON out.

    telegram.Bot spends 0.3 to 0.6 ms a call on objects that an answer to a tap throws away.

    Args:
        request: the open transport, shared with telegram.Bot.
        base_url: the address up to and including `/bot`, as telegram.Bot takes it.
        token: the bot's; never shown.
    """

    def __init__(self, request: BaseRequest, base_url: str, token: str) -> None:
        self._request = request
        self._prefix = f"{base_url}{token}/"
        self._files = f"{base_url.removesuffix('/bot')}/file/bot{token}/"

    def __repr__(self) -> str:
        return "Api(token hidden)"

    async def call(self, method: str, /, **payload: object) -> Any:  # noqa: ANN401 - it is JSON
        """Return the `result` of one call as decoded JSON; payload values of None are left out, and
        an InputFile or what is Attached is uploaded.

        Raises:
            TelegramError: `meaning` says what to do about it.
        """
        fields = [_parameter(name, value) for name, value in payload.items()]
        return await self._request.post(self._prefix + method, RequestData(fields))

    async def download(self, path: str) -> bytes:
        """The content of a file that getFile gave this path. The address holds the token: it goes
        into no error and no log."""
        return await self._request.retrieve(self._files + quote(path))


def _parameter(name: str, value: object) -> RequestParameter:
    if isinstance(value, InputFile):
        return RequestParameter(name, None, [value])
    if isinstance(value, Attached):
        return RequestParameter(name, value.value, [value.file])
    return RequestParameter(name, value, None)


class Meaning(StrEnum):
    """What an error of a call asks of the caller."""

    NOT_MODIFIED = auto()
    QUERY_TOO_OLD = auto()
    EDIT_LOST = auto()
    GONE = auto()
    MIGRATED = auto()
    BAD_ENTITIES = auto()
    WAIT = auto()
    CONFLICT = auto()
    UNAUTHORIZED = auto()
    NOT_SENT = auto()
    UNKNOWN_OUTCOME = auto()
    OTHER = auto()


def meaning(error: TelegramError) -> Meaning:
    """Sort an error by what to do next.

    - NOT_MODIFIED: a second tap or a redraw without change; treat it as success.
    - QUERY_TOO_OLD: answered too late; ignore it, the change stands.
    - EDIT_LOST: the message is gone, not ours, or a picture; send a new one.
    - GONE: blocked, deactivated, kicked, or never started us; stop sending, keep the data.
    - MIGRATED: send it to `error.new_chat_id`, once.
    - BAD_ENTITIES: our escaping is wrong; resend plain and log it as our bug.
    - WAIT: try again after `retry_after_seconds(error)`.
    - CONFLICT: another poller or a webhook; back off, tell the operator, never fight.
    - UNAUTHORIZED: the token was revoked; stop loudly.
    - NOT_SENT: repeat freely.
    - UNKNOWN_OUTCOME: an edit may be repeated, a message at most once.
    - OTHER: refused for good; log it, repeating changes nothing.
    """
    match error:
        # BadRequest and TimedOut are NetworkErrors: a case for that base would swallow them.
        case BadRequest():
            return _meaning_of_refusal(error.message.lower())
        case InvalidToken():
            # An unknown method ends here too, as "Not Found", and says nothing of the token.
            return Meaning.OTHER if "not found" in error.message.lower() else Meaning.UNAUTHORIZED
        case _:
            return _meaning_of_kind(error)


def retry_after_seconds(error: RetryAfter) -> float:
    """Seconds to wait, whichever of its two types the library carries them in."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


_KINDS: tuple[tuple[type[TelegramError], Meaning], ...] = (
    (NotSent, Meaning.NOT_SENT),
    (TimedOut, Meaning.UNKNOWN_OUTCOME),
    (Forbidden, Meaning.GONE),
    (ChatMigrated, Meaning.MIGRATED),
    (RetryAfter, Meaning.WAIT),
    (Conflict, Meaning.CONFLICT),
)

_REFUSALS: tuple[tuple[str, Meaning], ...] = (
    ("message is not modified", Meaning.NOT_MODIFIED),
    ("query is too old", Meaning.QUERY_TOO_OLD),
    ("message to edit not found", Meaning.EDIT_LOST),
    ("message can't be edited", Meaning.EDIT_LOST),
    ("there is no text in the message to edit", Meaning.EDIT_LOST),
    ("chat not found", Meaning.GONE),
    ("can't parse entities", Meaning.BAD_ENTITIES),
)


def _meaning_of_refusal(text: str) -> Meaning:
    return next((found for start, found in _REFUSALS if text.startswith(start)), Meaning.OTHER)


def _meaning_of_kind(error: TelegramError) -> Meaning:
    return next((found for kind, found in _KINDS if isinstance(error, kind)), Meaning.OTHER)
