"""A note to one day of a goal."""

from __future__ import annotations

from bot.codes.day import ShowEntry
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import EMPTY, Text, bold, paragraphs, quote
from bot.turn import Turn
from bot.view import Reply
from domain.days import from_daystamp
from domain.errors import Reason, Refused
from domain.moods import clean_note
from storage import drafts, entries
from storage.drafts import Sketch

ENTRY_NOTE = "entry_note"


def _ask(asking: Asking) -> Question:
    now = asking.data.get("now")
    day = asking.lang.day(from_daystamp(asking.data["day"]), asking.turn.today)
    words = asking.lang.say(
        "What do you want to keep with {title}, {day}?", title=bold(asking.data["name"]), day=day
    )
    remove = (asking.choice(asking.lang.label("Remove note"), "none"),)
    return Question(paragraphs(words, quote(now) if now else EMPTY), (remove,) if now else ())


def _read(_asking: Asking, words: str) -> Answer:
    note = clean_note(words)
    if note is None:
        raise Refused("note", Reason.EMPTY)
    return Answer({"note": note})


def _choose(_asking: Asking, _value: str) -> Answer:
    return Answer({"note": None})


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
    return ShowEntry(data["goal"], from_daystamp(data["day"]), data["slot"])


def _name(lang: Lang, data: Data) -> Text:
    return lang.say("a note to {title}", title=bold(data["name"]))


entry_note = Dialog(
    ENTRY_NOTE,
    (Step("note", ENTRY_NOTE, _ask, read=_read, choose=_choose),),
    _save,
    _name,
    subject="goals",
    back=_place,
)
