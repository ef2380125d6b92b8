"""The one question that every note is asked by; what it is a note to, its dialog says."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogs.steps import Answer, Asking, Question, Step
from bot.text import EMPTY, Text, paragraphs, quote
from domain.errors import Reason, Refused
from domain.moods import clean_note


def note_step(kind: str, words: Callable[[Asking], Text]) -> Step:
    """Asks by ``words`` for a ``note``; shows the one there is, under ``now``, with a way to drop it."""

    def ask(asking: Asking) -> Question:
        now = asking.data.get("now")
        remove = (asking.choice(asking.lang.label("Remove note"), "none"),)
        text = paragraphs(words(asking), quote(now) if now else EMPTY)
        return Question(text, (remove,) if now else ())

    return Step("note", kind, ask, read=_read, choose=_choose)


def _read(_asking: Asking, words: str) -> Answer:
    note = clean_note(words)
    if note is None:
        raise Refused("note", Reason.EMPTY)
    return Answer({"note": note})


def _choose(_asking: Asking, _value: str) -> Answer:
    return Answer({"note": None})
