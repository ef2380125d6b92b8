"""Words outside of any question: an entry, a mood, a new goal, a note to what they reply to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from telegram import Message

from bot.called import called, calls_off
from bot.codes.day import SetEntry, ShowEntry, WriteEntryNote
from bot.codes.dialogs import ShowDraft
from bot.codes.goals import NewGoal
from bot.codes.moods import ShowMood, WriteNote
from bot.codes.undo import UndoAct, UndoLast
from bot.dialogs import said as asking
from bot.dialogs.engine import ask, begin, discard
from bot.dialogs.goal import GOAL, new_goal
from bot.dialogs.goal_draft import data_of_line, data_of_name
from bot.dialogs.mood_label import label
from bot.dialogs.steps import REVIEW, Data, Dialog
from bot.handlers.gates import ask_consent
from bot.handlers.undo import with_undo
from bot.hearing import Hearing, hearing
from bot.router import reply_to
from bot.texts.day import named
from bot.texts.moods import noted
from bot.texts.said import told
from bot.texts.settings import not_understood, nothing_to_cancel
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code, Unreadable, Word, decode
from domain.days import daystamp
from domain.errors import Reason, Refused
from domain.moods import clean_label, clean_note
from domain.oneline import Sketchy
from domain.quick import (
    Done,
    GoalSaid,
    Reading,
    UndoSaid,
    Which,
)
from domain.said_mood import MoodSaid, NewWord
from domain.written import visible
from storage import drafts, entries, goal_views, moods, said, undo

PLACES = 6
"""Goals of today that a note may go to; more would be a list to search."""


async def words(turn: Turn) -> Reply:
    """Words, pictures, voices outside any dialog."""
    if not visible(turn.typed):
        return Reply(not_understood(turn.lang))
    if turn.waiting is not None and calls_off(turn.lang, turn.typed):
        return await discard(turn, asking.dialog, turn.waiting.id)
    await _leave_question(turn)
    return await _heard(turn)


async def on_new_words(turn: Turn) -> Reply:
    """/new with the goal behind it: reviewed, or asked on from its name."""
    open_one = await turn.look(drafts.of_kind, turn.me, GOAL)
    if "goals" not in turn.me.agreed or (open_one and open_one.data.get("title")):
        return await reply_to(turn, NewGoal())  # one half made is not thrown away
    ear, words = await hearing(turn), turn.typed.split(None, 1)[1]
    try:
        sketch = ear.goal(words)
    except Refused as error:
        draft = _which_rhythm(ear, words, error)
        if draft is None:
            raise
        return await begin(turn, asking.dialog, draft)
    if sketch.schedule is not None:
        return await begin(turn, new_goal, data_of_line(sketch, turn.today), at=REVIEW)
    data = data_of_name(sketch, turn.today)
    following = new_goal.after(new_goal.steps[0], data)
    return await begin(turn, new_goal, data, at=following.name if following else REVIEW)


async def _leave_question(turn: Turn) -> None:
    """Whoever says something else does not want to be asked any longer what they meant before."""
    if turn.waiting is None:
        return
    await turn.keep(drafts.close, turn.me, turn.waiting.id)
    if turn.waiting.message_id is not None:
        await turn.house.messenger.strip(turn.me.chat_id, turn.waiting.message_id)
    turn.waiting = None


async def changed_words(turn: Turn) -> Reply | None:
    """A message was edited: what it did is done anew. One that had done nothing stays a message."""
    if not visible(turn.typed) or await _did(turn) is None:
        return None
    return await _heard(turn)


async def _did(turn: Turn) -> int | None:
    """The act that this message led to before it was changed."""
    return await turn.look(undo.of_message, turn.me, turn.typed_id or 0)


async def _heard(turn: Turn) -> Reply:
    if "goals" not in turn.me.agreed:
        return ask_consent(turn)
    if (answer := await _reply_to_mine(turn)) is not None:
        return answer
    return await _carry_out(turn, await _read(turn))


async def _read(turn: Turn) -> Reading:
    """In an order not known yet, an entry of either day is a question."""
    ear = await hearing(turn)
    try:
        return ear.entry(turn.typed)
    except Refused as error:
        if error.reason is not Reason.AMBIGUOUS_DATE:
            raise
        either = [each.entry(turn.typed) for each in ear.in_each_order().values()]
        meant = tuple(one for one in either if isinstance(one, Done))
        if len(meant) != len(either):
            raise
        return Which(meant)


async def _carry_out(turn: Turn, reading: Reading) -> Reply:
    match reading:
        case Done():
            return await _answer(turn, reading)
        case Which(candidates):
            titles = dict(await turn.look(goal_views.titles, turn.me))
            draft = asking.which_goal(candidates, titles)
            by_order = len({one.goal_id for one in candidates}) == 1
            return await _begin(turn, asking.dialog, asking.in_orders(draft) if by_order else draft)
        case MoodSaid():
            return await _mood(turn, reading)
        case NewWord():
            return await _new_word(turn, reading)
        case GoalSaid(sketch):
            return await _draft(turn, sketch)
        case UndoSaid():
            did = await _did(turn)
            return await reply_to(turn, UndoAct(did) if did else UndoLast())
        case _:
            return await _unclear(turn)


async def _answer(turn: Turn, done: Done) -> Reply:
    did = await turn.act(
        lambda told: ShowEntry(done.goal_id, done.day, told.entry.slot),
        said.again,
        turn.me,
        turn.typed_id or 0,
        said.answer,
        done,
    )
    return Reply(told(turn.lang, did, turn.act_id))


async def _mood(turn: Turn, mood: MoodSaid) -> Reply:
    if "moods" not in turn.me.agreed:
        return ask_consent(turn)
    view = await turn.act(
        lambda mood: ShowMood(mood.id),
        said.again,
        turn.me,
        turn.typed_id or 0,
        said.mood,
        f"said {turn.typed_id}",
        mood,
    )
    return Reply(with_undo(turn, noted(turn.lang, turn.me, view)))


async def _new_word(turn: Turn, new: NewWord) -> Reply:
    """`mood meh` for the first time: which level it stands for is asked once."""
    if "moods" not in turn.me.agreed:
        return ask_consent(turn)
    data = {"word": clean_label(new.word), "known": False, "level": None, "mood": 0}
    asked = {"request": turn.receipt.update_id, "note": new.note}
    return await _begin(turn, label, {**data, **asked}, at="level")


async def _draft(turn: Turn, sketch: Sketchy) -> Reply:
    """A goal in one line: its review, with Save, Change and Cancel."""
    data = data_of_line(sketch, turn.today)
    return await _begin(turn, new_goal, data, at=REVIEW)


async def _unclear(turn: Turn) -> Reply:
    """A command without its slash, a new goal that raises a question, or words that are none of ours."""
    if (reply := await _command_word(turn)) is not None:
        return reply
    ear = await hearing(turn)
    try:
        sketch = ear.goal(turn.typed)
    except Refused as error:
        draft = _which_rhythm(ear, turn.typed, error)
        if draft is not None:
            return await _begin(turn, asking.dialog, draft)
        if error.field != "title":  # it speaks of time, and that can be said better
            raise
    else:
        if sketch.schedule is not None:
            return await _draft(turn, sketch)
    mood = ear.answer_to_mood(turn.typed) if "moods" in turn.me.agreed else None
    what = asking.what_to_do(turn.typed, await _places(turn), mood)
    return await _begin(turn, asking.dialog, what)


async def _command_word(turn: Turn) -> Reply | None:
    """What a command without its slash does; a message that did something else is no command."""
    code, off = called(turn.lang, turn.typed), calls_off(turn.lang, turn.typed)
    if (code is None and not off) or await _did(turn) is not None:
        return None
    return await reply_to(turn, code) if code else Reply(nothing_to_cancel(turn.lang))


def _which_rhythm(ear: Hearing, words: str, error: Refused) -> Data | None:
    """The question about a goal that can be read in several ways, None for another complaint."""
    candidates = error.data.get("candidates")
    if error.reason is Reason.AMBIGUOUS and isinstance(candidates, tuple):
        return asking.which_rhythm(_drafts(candidates, ear.today))
    if error.reason is Reason.AMBIGUOUS_DATE:
        with suppress(Refused):
            sketches = [each.goal(words) for each in ear.in_each_order().values()]
            return asking.in_orders(asking.which_rhythm(_drafts(sketches, ear.today)))
    return None


def _drafts(sketches: Iterable[Sketchy], today: date) -> list[dict[str, Any]]:
    return [data_of_line(one, today) for one in sketches]


async def _begin(turn: Turn, dialog: Dialog, data: Data, *, at: str | None = None) -> Reply:
    """Ask, in place of what the message did before it was changed."""
    draft = await turn.act(
        lambda draft: ShowDraft(Word(dialog.kind), draft.id),
        said.again,
        turn.me,
        turn.typed_id or 0,
        drafts.begin,
        dialog.kind,
        at or dialog.first(data).name,
        data,
    )
    return ask(turn, dialog, draft)


async def _places(turn: Turn) -> list[dict[str, Any]]:
    """Where a note could go: the goals of today and the latest mood."""
    board = await turn.keep(entries.open_day, turn.me, turn.today)
    places: list[dict[str, Any]] = [
        {
            "goal": item.goal_id,
            "title": named(turn.lang, item),
            "day": daystamp(item.day),
            "slot": item.slot,
        }
        for item in board.items[:PLACES]
    ]
    latest = await turn.look(moods.page, turn.me, 0, 1)
    if latest.moods:
        places.append({"mood": latest.moods[0].id, "title": None})
    return places


async def _reply_to_mine(turn: Turn) -> Reply | None:
    """A reply to one of the bot's messages is a note to what that speaks of; "undo" takes it back."""
    message = turn.update.effective_message
    if message is None or message.reply_to_message is None:
        return None
    codes = list(_codes(message.reply_to_message))
    if isinstance(await _read(turn), UndoSaid):
        act = next((code for code in codes if isinstance(code, UndoAct)), UndoLast())
        return await reply_to(turn, act)
    for code in codes:
        match code:
            case WriteNote(mood):
                return await _note_to_mood(turn, mood)
            case WriteEntryNote(goal, day, slot) | SetEntry(goal=goal, day=day, slot=slot):
                return await _note_to_entry(turn, ShowEntry(goal, day, slot))
    return None


def _codes(message: Message) -> Iterator[Code]:
    """What the buttons of a message carry."""
    markup = message.reply_markup
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            try:
                yield decode(str(button.callback_data or ""))
            except Unreadable:
                continue


async def _note_to_mood(turn: Turn, mood_id: int) -> Reply:
    mood = await turn.act(
        ShowMood(mood_id),
        said.again,
        turn.me,
        turn.typed_id or 0,
        moods.set_note,
        mood_id,
        clean_note(turn.typed),
    )
    return Reply(noted(turn.lang, turn.me, mood))


async def _note_to_entry(turn: Turn, here: ShowEntry) -> Reply:
    place = (here.goal, here.day, here.slot)
    await turn.act(
        here,
        said.again,
        turn.me,
        turn.typed_id or 0,
        entries.annotate,
        place,
        clean_note(turn.typed),
    )
    return await reply_to(turn, here)
