"""The answer to something typed outside of any question: what it did, in words, and how to take it back."""

from __future__ import annotations

from bot.codes.day import ShowDay, ShowEntry, WriteEntryNote
from bot.codes.undo import UndoAct
from bot.lang import Lang
from bot.text import EMPTY, bold, lines, paragraphs, quote
from bot.texts.history import state_words
from bot.view import Button, Row, View
from storage.said import Told


def told(lang: Lang, done: Told, act_id: int | None) -> View:
    """What a typed answer did to one day of a goal."""
    entry = done.entry
    heading = lang.say(
        "{title}, {day}: {state}",
        title=bold(entry.title),
        day=lang.day(entry.day, entry.today),
        state=state_words(lang, entry.reading),
    )
    completed = lang.say("<b>Completed.</b>") if done.completed else EMPTY
    unchanged = EMPTY if act_id is not None else lang.say("It was so already.")
    note = quote(entry.note) if entry.note else EMPTY
    return View(paragraphs(lines([heading, completed, unchanged]), note), _rows(lang, done, act_id))


def _rows(lang: Lang, done: Told, act_id: int | None) -> tuple[Row, ...]:
    entry = done.entry
    here = (entry.goal_id, entry.day, entry.slot)
    undo = (Button(lang.label("Undo"), UndoAct(act_id)),) if act_id is not None else ()
    note = Button(lang.label("Note"), WriteEntryNote(*here))
    more = Button(lang.label("More…"), ShowEntry(*here))
    day = Button(lang.label("Day"), ShowDay(entry.day))
    return ((*undo, note), (more, day))
