"""A note to the mood of a whole day, from its review."""

from __future__ import annotations

from bot.codes.day import ReviewDay
from bot.dialogs.noting import note_step
from bot.dialogs.steps import Asking, Data, Dialog
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text
from bot.turn import Turn
from bot.view import Reply
from domain.days import from_daystamp
from storage import drafts, moods
from storage.drafts import Sketch

DAY_NOTE = "day_note"


def _words(asking: Asking) -> Text:
    return asking.lang.say("What do you want to keep of this day?")


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = _review(data)
    await turn.act(
        here,
        drafts.finish,
        turn.me,
        draft.id,
        moods.set_note,
        turn.me,
        data["mood"],
        data["note"],
    )
    return await reply_to(turn, here)


def _review(data: Data) -> ReviewDay:
    return ReviewDay(from_daystamp(data["day"]))


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("a note to a day")


day_note = Dialog(
    DAY_NOTE,
    (note_step(DAY_NOTE, _words),),
    _save,
    _name,
    subject="moods",
    back=_review,
)
