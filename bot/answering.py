"""From a handler of ours to a callback of python-telegram-bot: deciding, refusing kindly, answering."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.texts.refusals import refusal
from bot.turn import Turn, current
from bot.view import Reply
from domain.errors import DomainError
from storage import cards
from storage.crash import crash_point

Handler = Callable[[Turn], Awaitable[Reply | None]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


def answering(handler: Handler) -> Callback:
    """Wrap a handler: it decides and returns a Reply, this delivers it."""

    async def callback(_update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        turn = current.get()
        await deliver(turn, await decide(turn, handler))

    return callback


async def decide(turn: Turn, handler: Handler) -> Reply | None:
    """Run a handler within its time. What the domain refuses becomes a sentence for the person."""
    try:
        async with turn.in_time():
            return await handler(turn)
    except DomainError as error:
        return _fitting(turn, refusal(turn.lang, turn.today, error))


async def deliver(turn: Turn, reply: Reply | None) -> int | None:
    """Answer the tap and show the view, side by side. Returns the id of the message that shows it."""
    if reply is None:
        return None
    crash_point("before-answer")
    shown, _ = await asyncio.gather(_show(turn, reply), _end_spinner(turn, reply))
    crash_point("after-answer")
    if reply.card and shown is not None:
        await _hang(turn, shown)
    return shown


def _fitting(turn: Turn, reply: Reply) -> Reply:
    """A refusal without buttons is a toast for who tapped; one with buttons needs a message."""
    if turn.query_id is None or reply.view is None:
        return reply
    if reply.view.rows:
        return replace(reply, fresh=True)
    return Reply(toast=reply.view.text.plain, alert=reply.alert)


async def _show(turn: Turn, reply: Reply) -> int | None:
    if reply.view is None:
        return None
    messenger = turn.house.messenger
    # Everything personal goes to the person's own chat, wherever a button was tapped.
    chat_id = turn.group_id if reply.public and turn.group_id else turn.me.chat_id
    if turn.message_id is not None and turn.group_id is None and not reply.fresh:
        return await messenger.edit(chat_id, turn.message_id, reply.view)
    return await messenger.send(chat_id, reply.view)


async def _end_spinner(turn: Turn, reply: Reply) -> None:
    if turn.query_id is not None:
        await turn.house.messenger.answer(turn.query_id, reply.toast, alert=reply.alert)


async def _hang(turn: Turn, message_id: int) -> None:
    """There is one living card: the one before it loses its buttons."""
    before = await turn.look(cards.hanging, turn.me)
    if before and before.message_id == message_id:
        return
    await turn.keep(cards.hang, turn.me, message_id)
    if before:
        await turn.house.messenger.strip(turn.me.chat_id, before.message_id)
