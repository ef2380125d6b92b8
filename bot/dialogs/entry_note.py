"""A note to one day of a goal."""

from __future__ import annotations

from bot.codes.day import ShowEntry
from bot.dialogs.noting import note_step
from bot.dialogs.steps import Asking, Data, Dialog
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.turn import Turn
from bot.view import Reply
from domain.days import from_daystamp
from storage import drafts, entries
from storage.drafts import Sketch

ENTRY_NOTE = "entry_note"


def _words(asking: Asking) -> Text:
    day = asking.lang.day(from_daystamp(asking.data["day"]), asking.turn.today)
    return asking.lang.say(
        "What do you want to keep with {title}, {day}?", title=bold(asking.data["name"]), day=day
    )


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = _place(data)
    await turn.act(
        here,
        drafts.finish,
        turn.me,
        draft.id,
        entries.annotate,
        turn.me,
        (here.goal, here.day, here.slot),
        data["note"],
    )
    return await reply_to(turn, here)


def _place(data: Data) -> ShowEntry:
    # A note that was begun before the way back was kept leads to the card of its own day.
    back, late = data.get("back", 0), data.get("late", 0)
    return ShowEntry(data["goal"], from_daystamp(data["day"]), data["slot"], back, late)


def _name(lang: Lang, data: Data) -> Text:
    return lang.say("a note to {title}", title=bold(data["name"]))


entry_note = Dialog(
    ENTRY_NOTE,
    (note_step(ENTRY_NOTE, _words),),
    _save,
    _name,
    subject="goals",
    back=_place,
)
