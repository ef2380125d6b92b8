"""When something that is about no goal shall come: typed, as one time or as two to come between."""

from __future__ import annotations

from bot.codes.own_reminders import ShowOwnReminder
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text
from bot.texts.own_reminders import own_name
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.typed import parse_span, parse_time
from storage import drafts, own_reminders
from storage.drafts import Sketch
from storage.own_reminders import MOOD

OWN_TIME = "own_time"


def _ask_time(asking: Asking) -> Question:
    if asking.data["what"] == MOOD:
        return Question(
            asking.lang.say(
                "At what time shall I ask? Type one, such as “20:30”, or two for a random moment "
                "between them, such as “10:00 and 20:00”."
            )
        )
    return Question(asking.lang.say("At what time shall it come? Type it, such as “20:30”."))


def _read_time(asking: Asking, words: str) -> Answer:
    language = asking.lang.code
    if asking.data["what"] != MOOD:
        minute = parse_time(words, language=language)
        return Answer({"minute": minute, "until": minute})
    first, last = parse_span(words, language=language)
    return Answer({"minute": first, "until": last})


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = ShowOwnReminder(Word(data["what"]))
    await turn.act(
        here,
        drafts.finish,
        turn.me,
        draft.id,
        own_reminders.set_time,
        turn.me,
        data["what"],
        data["minute"],
        data["until"],
    )
    return await reply_to(turn, here)


def _name(lang: Lang, data: Data) -> Text:
    return lang.say("another time: {name}", name=own_name(lang, data["what"]))


own_time = Dialog(
    OWN_TIME,
    (Step("time", OWN_TIME, _ask_time, read=_read_time),),
    _save,
    _name,
    subject="goals",
    back=lambda data: ShowOwnReminder(Word(data["what"])),
)
