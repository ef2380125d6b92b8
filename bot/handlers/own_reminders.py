"""What comes by itself about no goal: switched on, moved, stopped."""

from __future__ import annotations

from bot.codes.own_reminders import (
    AnswerMood,
    SendDay,
    SendLong,
    SendMood,
    SendWeek,
    ShowOwnReminder,
    ShowOwnReminders,
    StopOwnReminder,
    TypeOwnTime,
)
from bot.codes.reminders import ShowReminder
from bot.dialogs.engine import begin
from bot.dialogs.own_time import own_time
from bot.handlers.gates import ask_consent, needs_consent
from bot.handlers.undo import with_undo
from bot.router import on
from bot.text import EMPTY, Text
from bot.texts.moods import noted
from bot.texts.own_reminders import own_reminder, own_reminders, stopped
from bot.texts.unasked import spoken
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.errors import NotFound
from storage import mood_questions, outbox
from storage import own_reminders as storage
from storage.own_reminders import DAY, KINDS, MOOD, WEEK


@on(ShowOwnReminders)
@needs_consent("goals", "moods")
async def show_own_reminders(turn: Turn, _code: ShowOwnReminders) -> Reply:
    there = await turn.look(storage.every, turn.me)
    return Reply(own_reminders(turn.lang, turn.me, there))


@on(ShowOwnReminder)
@needs_consent("goals", "moods")
async def show_own_reminder(turn: Turn, code: ShowOwnReminder) -> Reply:
    if code.what not in KINDS:
        raise NotFound("what")
    return await _shown(turn, code.what, apart=code.apart)


@on(SendWeek)
@needs_consent("goals", "moods")
async def send_week(turn: Turn, code: SendWeek) -> Reply:
    here = ShowOwnReminder(Word(WEEK))
    await turn.act(here, storage.set_week, turn.me, code.weekday, code.minute)
    return await _shown(turn, WEEK, apart=code.apart)


@on(SendLong)
@needs_consent("goals", "moods")
async def send_long(turn: Turn, code: SendLong) -> Reply:
    await turn.act(ShowOwnReminder(code.what), storage.set_long, turn.me, code.what, code.minute)
    return await _shown(turn, code.what)


@on(SendDay)
@needs_consent("goals", "moods")
async def send_day(turn: Turn, code: SendDay) -> Reply:
    await turn.act(ShowOwnReminder(Word(DAY)), storage.set_day, turn.me, code.minute)
    return await _shown(turn, DAY)


@on(SendMood)
@needs_consent("moods")
async def send_mood(turn: Turn, code: SendMood) -> Reply:
    here = ShowOwnReminder(Word(MOOD))
    await turn.act(here, storage.set_mood, turn.me, code.minute, code.until)
    return await _shown(turn, MOOD)


@on(StopOwnReminder)
async def stop_own_reminder(turn: Turn, code: StopOwnReminder) -> Reply:
    """Whatever was agreed to: what comes by itself can always be stopped."""
    if code.what not in KINDS:
        raise NotFound("what")
    await turn.act(ShowOwnReminder(code.what), storage.stop, turn.me, code.what)
    return await _shown(turn, code.what, apart=code.apart, note=stopped(turn.lang))


@on(AnswerMood)
@needs_consent("moods")
async def answer_mood(turn: Turn, code: AnswerMood) -> Reply:
    """Where the message asks nothing else, what was noted takes its place, with all that can be added."""
    mood = await turn.act(
        ShowReminder(code.card),
        mood_questions.answer,
        turn.me,
        code.card,
        code.level,
        code.steps,
    )
    toast = turn.lang.label("Noted.")
    card = await turn.keep(outbox.card, turn.me, code.card)
    if not card.lines:
        return Reply(noted(turn.lang, turn.me, mood), toast)
    return Reply(spoken(turn.lang, card, turn.today), toast)


@on(TypeOwnTime)
@needs_consent("goals", "moods")
async def type_own_time(turn: Turn, code: TypeOwnTime) -> Reply:
    if code.what not in KINDS:
        raise NotFound("what")
    if code.what == MOOD and "moods" not in turn.me.agreed:
        return ask_consent(turn)
    return await begin(turn, own_time, {"what": str(code.what)})


async def _shown(turn: Turn, what: str, *, apart: bool = False, note: Text = EMPTY) -> Reply:
    there = await turn.look(storage.every, turn.me)
    view = own_reminder(turn.lang, turn.me, what, there.get(what), note)
    return Reply(with_undo(turn, view), fresh=apart)
