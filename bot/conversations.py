"""Each dialog as a ConversationHandler of python-telegram-bot.

The library routes; the draft row decides. A conversation's state is the step its draft stands at:
at a start it is read from the drafts, afterwards it is whatever the last answer led to. The library
itself writes nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    BasePersistence,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)
from telegram.warnings import PTBUserWarning

from bot.answering import Handler, decide, deliver
from bot.codes.dialogs import DialogCode
from bot.commands import LEADS_TO
from bot.dialogs.engine import discard, on_code, on_words
from bot.dialogs.said import SAID
from bot.dialogs.steps import Dialog
from bot.router import leading_to, on_tap
from bot.turn import Turn, current
from bot.view import Reply
from bot.wire import Code, Unreadable, decode
from storage import drafts
from storage.database import Database
from storage.drafts import Sketch

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
ANSWERS = PRIVATE & ~filters.COMMAND
"""Anything a person may answer with. Without UpdateType it would take edited messages, too."""

Opens = tuple[type[Code], ...]


class WaitsFor(filters.MessageFilter):
    """Whether the open question is one of this dialog's: the draft knows, not the library."""

    def __init__(self, kind: str) -> None:
        super().__init__(name=f"waits for {kind}")
        self._kind = kind

    def filter(self, message: Message) -> bool:
        waiting = current.get().waiting
        if waiting is None or waiting.kind != self._kind:
            return False
        # What was not understood is no reason not to hear what is said next; /cancel belongs to it.
        return self._kind != SAID or not message.text or message.text.startswith("/")


def conversation(dialog: Dialog, opens: Opens) -> ConversationHandler[Any]:
    """The handler of one dialog. ``opens`` are the buttons that begin it, tapped or as commands."""

    async def answer(turn: Turn) -> Reply:
        return await on_words(turn, dialog)

    async def tap(turn: Turn) -> Reply:
        data = turn.update.callback_query.data  # type: ignore[union-attr]
        code = decode(data) if data else None  # about an empty one the library asks no pattern
        if isinstance(code, DialogCode):
            return await on_code(turn, dialog, code)
        return await on_tap(turn)

    async def cancel(turn: Turn) -> Reply:
        return await discard(turn, dialog, turn.waiting.id)  # type: ignore[union-attr]

    waits = WaitsFor(dialog.kind)
    said: MessageHandler[Any, Any] = MessageHandler(
        ANSWERS & waits, keeping_state(answer, dialog.kind)
    )
    cancelled: CommandHandler[Any, Any] = CommandHandler(
        "cancel", keeping_state(cancel, dialog.kind), PRIVATE & waits
    )
    with warnings.catch_warnings():
        # Buttons carry their dialog and draft themselves; per-message tracking is not wanted.
        warnings.filterwarnings("ignore", "If 'per_message=False'", PTBUserWarning)
        return ConversationHandler(
            name=dialog.kind,
            persistent=True,
            allow_reentry=True,
            per_message=False,
            entry_points=[
                *(
                    CommandHandler(name, keeping_state(leading_to(code), dialog.kind), PRIVATE)
                    for name, code in LEADS_TO.items()
                    if isinstance(code, opens)
                ),
                CallbackQueryHandler(keeping_state(tap, dialog.kind), pattern=_mine(dialog, opens)),
                # Should the library's state lag behind the draft, the draft is right and heals it.
                said,
                cancelled,
            ],
            states={step.name: [said] for step in dialog.steps},
            fallbacks=[cancelled],
        )


def _mine(dialog: Dialog, opens: Opens) -> Callable[[object], bool]:
    """Whether a button opens this dialog, or belongs to it."""

    def matches(data: object) -> bool:
        try:
            code = decode(data) if isinstance(data, str) else None
        except Unreadable:
            return False
        if isinstance(code, DialogCode):
            return code.kind == dialog.kind
        return isinstance(code, opens)

    return matches


def keeping_state(
    handler: Handler, kind: str = ""
) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, object]]:
    """Deliver a reply that may be a dialog's question; the state is then the step of its draft.
    ``kind`` is the dialog that the library asks for, if any."""

    async def callback(_update: Update, _context: ContextTypes.DEFAULT_TYPE) -> object:
        turn = current.get()
        reply = await decide(turn, handler)
        shown = await deliver(turn, reply)
        draft = reply.draft if reply else None
        await retire_question(turn, draft, shown)
        # What was said here may have led into another dialog: that one is told by its draft.
        return draft.step if draft and draft.kind == kind else ConversationHandler.END

    return callback


async def retire_question(turn: Turn, draft: Sketch | None, shown: int | None) -> None:
    """The newest question has the buttons; one that was answered by words loses them."""
    if draft is not None and shown is not None and shown != draft.message_id:
        await turn.keep(drafts.asked, turn.me, draft.id, shown)
    answered = turn.waiting.message_id if turn.waiting else None
    if answered is not None and answered != shown:
        await turn.house.messenger.strip(turn.me.chat_id, answered)


class DraftPersistence(BasePersistence[Any, Any, Any]):
    """Tells the library at its start which question each person is at; stores nothing by itself."""

    def __init__(self, db: Database) -> None:
        nothing = PersistenceInput(
            bot_data=False, chat_data=False, user_data=False, callback_data=False
        )
        super().__init__(store_data=nothing, update_interval=86_400)
        self._db = db

    async def get_conversations(self, name: str) -> dict[Any, Any]:
        open_steps = await self._db.read(drafts.open_steps, name)
        # In private the chat and the person have the same id.
        return {(telegram_id, telegram_id): step for telegram_id, step in open_steps}

    async def update_conversation(self, name: str, key: object, new_state: object) -> None:
        """The draft was written in the use case already."""

    async def flush(self) -> None:
        """Nothing is ever held back."""

    async def get_bot_data(self) -> dict[Any, Any]:
        return {}

    async def get_chat_data(self) -> dict[int, Any]:
        return {}

    async def get_user_data(self) -> dict[int, Any]:
        return {}

    async def get_callback_data(self) -> None:
        return None

    async def update_bot_data(self, data: object) -> None:
        """Not used."""

    async def update_chat_data(self, chat_id: int, data: object) -> None:
        """Not used."""

    async def update_user_data(self, user_id: int, data: object) -> None:
        """Not used."""

    async def update_callback_data(self, data: object) -> None:
        """Not used."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not used."""

    async def drop_user_data(self, user_id: int) -> None:
        """Not used."""

    async def refresh_bot_data(self, bot_data: object) -> None:
        """Not used."""

    async def refresh_chat_data(self, chat_id: int, chat_data: object) -> None:
        """Not used."""

    async def refresh_user_data(self, user_id: int, user_data: object) -> None:
        """Not used."""
