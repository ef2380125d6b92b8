"""Strangers: people of whom nothing is stored, as of everybody who was erased.

A button of earlier days must not begin a record of them again. Only what the welcome leads to is
open to them, and only an answer given there is stored.
"""

from __future__ import annotations

from telegram import Update

from bot.codes.settings import (
    Agree,
    SetSetting,
    ShowConsent,
    ShowPrivacy,
    ShowSetting,
    ShowSupport,
)
from bot.turn import current
from bot.wire import Code, Unreadable, decode
from storage.people import NOBODY

OPEN = (ShowConsent, ShowPrivacy, ShowSupport)


def introduces(update: Update) -> bool:
    """Whether somebody comes to the bot by this. Whoever only shares a group with it does not, nor
    does an old button."""
    chat, query = update.effective_chat, update.callback_query
    if chat is not None and chat.type != chat.PRIVATE:
        return False
    return query is None or _is_answer(_code(query.data))


def is_astray(data: object) -> bool:
    """Whether the tap under way is a stranger's, on a button that would lead them nowhere."""
    turn, code = current.get(), _code(data)
    if turn.me.id != NOBODY or turn.group_id is not None or isinstance(code, OPEN):
        return False
    return not (isinstance(code, ShowSetting) and code.name == "language")


def _is_answer(code: Code | None) -> bool:
    return isinstance(code, Agree) or (isinstance(code, SetSetting) and code.name == "language")


def _code(data: object) -> Code | None:
    try:
        return decode(str(data))
    except Unreadable:
        return None
