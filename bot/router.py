"""Which handler answers which code. One table, filled by the handlers themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.codes.day import ShowDay, ShowEntry, WriteEntryNote
from bot.codes.reminders import ShowLater, ShowMoreOf
from bot.texts.refusals import old_button
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code, Unreadable, decode
from domain.errors import Stale
from storage import overtaken
from storage.people import NOBODY

C = TypeVar("C", bound=Code)
CodeHandler = Callable[[Turn, Any], Awaitable[Reply]]
H = TypeVar("H", bound=CodeHandler)

LEAVING = (ShowDay, ShowEntry, ShowLater, ShowMoreOf, WriteEntryNote)
"""The ways from a reminder to something else in its place."""

_handlers: dict[type[Code], CodeHandler] = {}


def on(kind: type[C]) -> Callable[[H], H]:
    """Make a function the handler of one family of buttons."""

    def register(handler: H) -> H:
        if kind in _handlers:
            raise TypeError(f"{kind.__name__} has a handler already")
        _handlers[kind] = handler
        return handler

    return register


async def reply_to(turn: Turn, code: Code) -> Reply:
    """What a code leads to. Raises Stale for a button of a dialog that there is not."""
    handler = _handlers.get(type(code))
    if handler is None:
        raise Stale  # somebody made up the name of a dialog
    return await handler(turn, code)


def leading_to(code: Code) -> Callable[[Turn], Awaitable[Reply]]:
    """A handler for whatever leads to one code, such as a command."""

    async def handler(turn: Turn) -> Reply:
        return await reply_to(turn, code)

    return handler


async def on_tap(turn: Turn) -> Reply:
    """Answer any button, whatever it says and whoever made it up."""
    query = turn.update.callback_query
    try:
        code = decode((query.data or "") if query else "")
    except Unreadable:
        return old_button(turn.lang)
    if isinstance(code, LEAVING) and turn.message_id is not None and turn.me.id != NOBODY:
        await turn.keep(overtaken.leave, turn.me, turn.message_id)
    return await reply_to(turn, code)


def handled() -> frozenset[type[Code]]:
    """The families that have a handler."""
    return frozenset(_handlers)
