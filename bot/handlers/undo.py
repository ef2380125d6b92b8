"""/undo and Undo buttons: what was done last is taken back, exactly."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoal
from bot.codes.moods import ShowMood
from bot.codes.undo import UndoAct, UndoLast
from bot.lang import Lang
from bot.router import on, reply_to
from bot.text import EMPTY, Text, paragraphs
from bot.turn import Turn
from bot.view import Button, Reply, Row, View
from bot.wire import Code, Unreadable, decode
from domain.errors import DomainError, NotFound
from storage import undo
from storage.undo import TakenBack


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
        return _nothing(turn)
    if taken.of_me:
        await turn.meet_again()
    done = turn.lang.say("Taken back.")
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
    """What the act led to, as it is now; what it made is gone with it."""
    try:
        return await reply_to(turn, code)
    except DomainError:
        back = ((Button(turn.lang.label("Today"), ShowToday()),),)
        return Reply(View(_gone(turn.lang, code), back))


def _gone(lang: Lang, code: Code) -> Text:
    match code:
        case ShowGoal():
            return lang.say("The goal is gone.")
        case ShowMood():
            return lang.say("The mood is gone.")
        case _:
            return EMPTY


def _led_to(taken: TakenBack) -> Code:
    try:
        return decode(taken.shows)
    except Unreadable:
        return ShowToday()  # written by another version, which called it otherwise


def _nothing(turn: Turn) -> Reply:
    words = turn.lang.say(
        "There is nothing to take back: it was taken back already, or is too old."
    )
    if turn.query_id is not None:
        return Reply(toast=words.plain)
    return Reply(View(words, ((Button(turn.lang.label("Today"), ShowToday()),),)))
