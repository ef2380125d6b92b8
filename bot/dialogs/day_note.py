"""A note to the mood of a whole day, from its review."""

from __future__ import annotations

from bot.codes.day import ReviewDay
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import EMPTY, Text, paragraphs, quote
from bot.turn import Turn
from bot.view import Reply
from domain.days import from_daystamp
from domain.errors import Reason, Refused
from domain.moods import clean_note
from storage import drafts, moods
from storage.drafts import Sketch

DAY_NOTE = "day_note"


def _ask(asking: Asking) -> Question:
    now = asking.data.get("now")
    remove = (asking.choice(asking.lang.label("Remove note"), "none"),)
    words = asking.lang.say("What do you want to keep of this day?")
    return Question(paragraphs(words, quote(now) if now else EMPTY), (remove,) if now else ())


def _read(_asking: Asking, words: str) -> Answer:
    note = clean_note(words)
    if note is None:
        raise Refused("note", Reason.EMPTY)
    return Answer({"note": note})


def _choose(_asking: Asking, _value: str) -> Answer:
    return Answer({"note": None})


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
    (Step("note", DAY_NOTE, _ask, read=_read, choose=_choose),),
    _save,
    _name,
    subject="moods",
    back=_review,
)
