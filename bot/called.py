"""Commands called by a bare word: who types "today" wants what /today does."""

from __future__ import annotations

from functools import cache

from bot.commands import LEADS_TO
from bot.lang import ENGLISH, N_, Lang, lang
from bot.wire import Code
from domain.written import fold

CALLED: dict[str, str] = {
    "today": N_("today"),
    "mood": N_("mood"),
    "new": N_("new, new goal"),
    "goals": N_("goals, my goals"),
    "moods": N_("moods, my moods"),
    "week": N_("week, my week"),
    "stats": N_("stats, statistics, charts"),
    "reminders": N_("reminders"),
    "pause": N_("pause, pauses"),
    "archive": N_("archive"),
    "history": N_("history, calendar"),
    "tracker": N_("tracker"),
    "bin": N_("bin"),
    "settings": N_("settings"),
    "privacy": N_("privacy"),
    "export": N_("export, my data"),
    "import": N_("import"),
    "erase": N_("erase, delete everything"),
    "help": N_("help"),
    "crisis": N_("crisis, support lines"),
    "start": N_("start"),
}
"""What each command is called in words, divided by commas. "Undo" is read as an entry already."""


CANCEL = N_("cancel, never mind")
"""What leaves a question, as /cancel does; that it leads nowhere by itself keeps it out of CALLED."""


def calls_off(own: Lang, words: str) -> bool:
    """Whether somebody wants to leave what they are in, said in their language or in English."""
    return _name(words) in _said(own.code, CANCEL) | _said(ENGLISH, CANCEL)


def called(own: Lang, words: str) -> Code | None:
    """What the command of that name leads to, named in the person's language or in English."""
    name = _name(words)
    return _names(own.code).get(name) or _names(ENGLISH).get(name)


def _name(words: str) -> str:
    return fold(words).strip(" .!?")


@cache
def _names(code: str) -> dict[str, Code]:
    return {
        name: LEADS_TO[command] for command, names in CALLED.items() for name in _said(code, names)
    }


def _said(code: str, names: str) -> frozenset[str]:
    return frozenset(fold(name) for name in lang(code).label(names).split(","))
