"""The handlers, in the order in which they are asked. One group: the first that fits answers."""

from __future__ import annotations

from itertools import chain
from typing import Any

from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.answering import Handler, answering, decide, deliver
from bot.codes.data import BeginErase
from bot.codes.day import WriteDayNote, WriteEntryNote
from bot.codes.dialogs import DialogCode
from bot.codes.goals import EditGoal, NewGoal, RestoreGoal
from bot.codes.moods import (
    ChangeFeltAt,
    RenameLabel,
    WriteEmotion,
    WriteLabel,
    WriteNote,
    WriteReason,
    WriteScale,
)
from bot.codes.own_reminders import TypeOwnTime
from bot.codes.pauses import BeginPause
from bot.codes.reminders import AddReminder, GoOn, TypeLead, TypeNag, TypeNotBefore, TypeUntil
from bot.codes.settings import ChangeZone
from bot.codes.stats import AskSpan
from bot.codes.tags import RenameTag, WriteTag
from bot.codes.templates import NameTemplate, UseTemplate
from bot.commands import LEADS_TO
from bot.conversations import (
    PRIVATE,
    DraftPersistence,
    Opens,
    conversation,
    keeping_state,
    retire_question,
)
from bot.dialogs.engine import unfinished
from bot.dialogs.goal import GOAL, HELLO
from bot.dialogs.zone import OFFERED, ZONE
from bot.handlers import (  # noqa: F401 - they fill the router
    bells,
    charts,
    data,
    day,
    digests,
    goals,
    hello,
    history,
    moods,
    own_reminders,
    pauses,
    reminders,
    review,
    said,
    settings,
    several,
    stats,
    summaries,
    tags,
    templates,
    undo,
)
from bot.handlers.dialogs import DIALOGS
from bot.router import leading_to, on_tap
from bot.strangers import is_astray
from bot.texts.settings import nothing_to_cancel
from bot.turn import Turn, current
from bot.view import Reply
from bot.wire import Unreadable, decode
from storage import drafts
from storage.database import Database
from storage.drafts import Sketch

CHANGED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT

SEVERAL_LINES = filters.Regex(r"\S\s*\n\s*\S")

Daymark = Application[Any, Any, Any, Any, Any, Any]

OPENS: dict[str, Opens] = {
    "goal": (NewGoal,),
    "edit": (EditGoal,),
    "zone": (ChangeZone,),
    "note": (WriteNote,),
    "reason": (WriteReason,),
    "emotion": (WriteEmotion,),
    "label": (WriteLabel,),
    "relabel": (RenameLabel,),
    "scale": (WriteScale,),
    "felt": (ChangeFeltAt,),
    "retitle": (RestoreGoal,),
    "pause": (BeginPause,),
    "said": (),
    "entry_note": (WriteEntryNote,),
    "tag": (WriteTag,),
    "retag": (RenameTag,),
    "template": (NameTemplate,),
    "adopt": (UseTemplate,),
    "day_note": (WriteDayNote,),
    "import": (),
    "several": (),
    "erase": (BeginErase,),
    "until": (TypeUntil,),
    "own_time": (TypeOwnTime,),
    "span": (AskSpan,),
    "bell": (AddReminder, GoOn),
    "nag": (TypeNag,),
    "not_before": (TypeNotBefore,),
    "lead": (TypeLead,),
}
"""The buttons that begin each dialog, and with them the commands that lead to those."""


async def on_cancel(turn: Turn) -> Reply:
    return Reply(nothing_to_cancel(turn.lang))


def build(bot: ExtBot[None], db: Database) -> Daymark:
    """The application: handlers and conversations, without the library's own polling and jobs."""
    application = (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .persistence(DraftPersistence(db))
        .build()
    )
    # Asked first, since most taps have to do with no dialog; on_tap refuses what nobody made.
    application.add_handler(CallbackQueryHandler(keeping_state(on_tap), pattern=is_plain))
    application.add_handler(CallbackQueryHandler(answering(hello.greet), pattern=is_astray))
    # Before the dialogs: a file, or a list of goals, is never the answer to a question.
    application.add_handler(
        MessageHandler(PRIVATE & filters.Document.ALL, keeping_state(data.on_document))
    )
    application.add_handler(
        CommandHandler("new", keeping_state(several.on_new_lines), PRIVATE & SEVERAL_LINES)
    )
    application.add_handler(
        CommandHandler("new", keeping_state(said.on_new_words), PRIVATE, has_args=True)
    )
    for kind, opens in OPENS.items():
        application.add_handler(conversation(DIALOGS[kind], opens))
    for name, code in LEADS_TO.items():
        application.add_handler(CommandHandler(name, command(leading_to(code)), PRIVATE))
    application.add_handler(CommandHandler("cancel", answering(on_cancel), PRIVATE))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, command(settings.unknown)))
    application.add_handler(
        MessageHandler(PRIVATE & SEVERAL_LINES, keeping_state(several.on_lines))
    )
    application.add_handler(MessageHandler(PRIVATE, keeping_state(said.words)))
    application.add_handler(MessageHandler(CHANGED, keeping_state(said.changed_words)))
    application.add_handler(
        MessageHandler(filters.ChatType.GROUPS & filters.COMMAND, answering(settings.in_group))
    )
    application.add_handler(ChatMemberHandler(answering(settings.membership)))
    application.add_error_handler(note_failure)
    return application


def is_plain(data: object) -> bool:
    """Whether a button neither opens a dialog nor belongs to one, and leads who taps it somewhere."""
    if is_astray(data):
        return False
    try:
        code = decode(str(data))
    except Unreadable:
        return True
    if isinstance(code, DialogCode):
        return code.kind not in DIALOGS
    return not isinstance(code, tuple(chain.from_iterable(OPENS.values())))


def command(handler: Handler) -> Any:  # noqa: ANN401 - a callback of the library
    """A command is answered inside any dialog; what was open stays open and is mentioned."""

    async def callback(_update: object, _context: ContextTypes.DEFAULT_TYPE) -> None:
        turn = current.get()
        reply = await decide(turn, handler)
        shown = await deliver(turn, reply)
        if reply and reply.draft:
            await retire_question(turn, reply.draft, shown)
        elif turn.waiting is not None:
            await _leave_open(turn, turn.waiting)

    return callback


async def _leave_open(turn: Turn, waiting: Sketch) -> None:
    if (waiting.kind, waiting.data) in (
        (GOAL, {HELLO: True}),
        (ZONE, {HELLO: True, OFFERED: True}),
    ):
        # Nothing was said yet, and words meant for something else must not become a goal or a city.
        await turn.keep(drafts.close, turn.me, waiting.id)
        return
    view = unfinished(turn, DIALOGS[waiting.kind], waiting)
    await turn.house.messenger.send(turn.me.chat_id, view)


async def note_failure(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The library swallows what a handler raises; the reception wants to know."""
    current.get().failure = context.error
