"""/undo and Undo buttons: what was done last is taken back, exactly."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoal, ShowGoals
from bot.codes.moods import ShowLabel, ShowLabels, ShowMood, ShowMoods, ShowMoodSetup, ShowScale
from bot.codes.tags import ShowTag, ShowTags
from bot.codes.templates import ShowTemplate, ShowTemplates
from bot.codes.undo import UndoAct, UndoLast
from bot.lang import Lang
from bot.router import on, reply_to
from bot.text import EMPTY, paragraphs
from bot.texts.undo import nothing_left, taken_back, too_late
from bot.turn import Turn
from bot.view import Button, Reply, Row, View
from bot.wire import Code, Unreadable, decode
from domain.errors import DomainError, NotFound
from storage import undo
from storage.undo import TakenBack
from storage.undone import Shift

OTHERS: dict[type[Code], Code] = {
    ShowGoal: ShowGoals(),
    ShowMood: ShowMoods(),
    ShowTemplate: ShowTemplates(),
    ShowTag: ShowTags(),
    ShowLabel: ShowLabels(),
    ShowScale: ShowMoodSetup(),
}
"""What to show instead of a thing that is there no more."""


@on(UndoLast)
async def undo_last(turn: Turn, _code: UndoLast) -> Reply:
    return await _undo(turn, None)


@on(UndoAct)
async def undo_act(turn: Turn, code: UndoAct) -> Reply:
    return await _undo(turn, code.act)


async def _undo(turn: Turn, act_id: int | None) -> Reply:
    try:
        taken = await turn.act_for_good(_led_to, undo.take_back, turn.me, act_id)
    except NotFound:
        return _nothing(turn, act_id)
    if taken.of_me:
        await turn.meet_again()
    done = taken_back(turn.lang, turn.me, turn.today, taken)
    reply = await _there(turn, _led_to(taken))
    view = reply.view or View(EMPTY)
    before = await turn.look(undo.last, turn.me)
    rows = (*view.rows, *undo_row(turn.lang, before.id if before else None, before=True))
    text = paragraphs(done, view.text)
    return replace(reply, view=replace(view, text=text, rows=rows), toast=done.plain, card=False)


def undo_row(lang: Lang, act_id: int | None, *, before: bool = False) -> tuple[Row, ...]:
    """The button that takes an act back; none where nothing was changed."""
    if act_id is None:
        return ()
    label = lang.label("Undo the one before") if before else lang.label("Undo")
    return ((Button(label, UndoAct(act_id)),),)


def with_undo(turn: Turn, view: View) -> View:
    """What a turn did, with the button that takes it back."""
    return replace(view, rows=(*view.rows, *undo_row(turn.lang, turn.act_id)))


async def _there(turn: Turn, code: Code) -> Reply:
    try:
        return await reply_to(turn, code)
    except DomainError:
        return await reply_to(turn, OTHERS.get(type(code), ShowToday()))


def _led_to(taken: TakenBack) -> Code:
    """What the act led to; of what it made and is gone with it, the others of its kind."""
    try:
        code = decode(taken.shows)
    except Unreadable:
        return ShowToday()  # written by another version, which called it otherwise
    if isinstance(taken.what, Shift) and taken.what.again is None:
        return OTHERS.get(type(code), code)
    return code


def _nothing(turn: Turn, act_id: int | None) -> Reply:
    if turn.query_id is not None:
        return Reply(toast=too_late(turn.lang).plain)
    words = nothing_left(turn.lang) if act_id is None else too_late(turn.lang)
    return Reply(View(words, ((Button(turn.lang.label("Today"), ShowToday()),),)))
