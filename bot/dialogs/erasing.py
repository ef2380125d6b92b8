"""Confirming that everything shall go: a word is typed."""

from __future__ import annotations

from bot.codes.data import ShowErase
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text
from bot.texts.data import erase_question, word
from bot.turn import Turn
from bot.view import Reply
from domain.written import fold
from storage import drafts, erasing
from storage.drafts import Sketch

ERASE = "erase"


def _ask_word(asking: Asking) -> Question:
    return Question(erase_question(asking.lang, missed=bool(asking.data.get("missed"))))


def _read_word(asking: Asking, words: str) -> Answer:
    if fold(words) != fold(word(asking.lang)):
        return Answer({"missed": True}, stay=True)
    return Answer()


async def _ask_for(turn: Turn, draft: Sketch, _data: Data) -> Reply:
    await turn.act_for_good(ShowErase(), drafts.finish, turn.me, draft.id, erasing.ask_for, turn.me)
    await turn.meet_again()
    return await reply_to(turn, ShowErase())


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("deleting everything")


erasing_dialog = Dialog(
    ERASE,
    (Step("word", ERASE, _ask_word, read=_read_word),),
    _ask_for,
    _name,
)
