"""Moods: asked, noted by one tap, then perhaps given reasons and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.codes import (
    AskMood,
    ChooseLevel,
    ChooseReasons,
    DeleteMood,
    DropNote,
    LogMood,
    RestoreMood,
    SetLevel,
    SetReason,
    ShowMood,
    ShowMoodBin,
    ShowMoods,
)
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.moods import (
    PAGE,
    fingerprint,
    level_choice,
    mood_bin,
    mood_list,
    mood_question,
    noted,
    reason_choice,
    suggestions,
)
from bot.turn import Turn
from bot.view import Reply
from domain.moods import clean_reasons
from domain.written import fold
from storage import moods
from storage.moods import MoodView

OFFERED = 9
LATELY = timedelta(days=60)


@on(AskMood)
@needs_consent("moods")
async def ask_mood(turn: Turn, _code: AskMood) -> Reply:
    """The question is named after the update that asked for it, so each asking is its own log."""
    return Reply(mood_question(turn.lang, turn.receipt.update_id), fresh=True)


@on(LogMood)
@needs_consent("moods")
async def log_mood(turn: Turn, code: LogMood) -> Reply:
    mood = await turn.act(
        lambda mood: ShowMood(mood.id), moods.log, turn.me, str(code.request), code.level
    )
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Noted."))


@on(ShowMood)
async def show_mood(turn: Turn, code: ShowMood) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood))


@on(ChooseLevel)
@needs_consent("moods")
async def choose_level(turn: Turn, code: ChooseLevel) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(level_choice(turn.lang, mood))


@on(SetLevel)
@needs_consent("moods")
async def set_level(turn: Turn, code: SetLevel) -> Reply:
    mood = await turn.act(ShowMood(code.mood), moods.set_level, turn.me, code.mood, code.level)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Changed."))


@on(ChooseReasons)
@needs_consent("moods")
async def choose_reasons(turn: Turn, code: ChooseReasons) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(reason_choice(turn.lang, mood, await offered(turn, mood)))


@on(SetReason)
@needs_consent("moods")
async def set_reason(turn: Turn, code: SetReason) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    choices = await offered(turn, mood)
    wanted = [reason for reason in mood.reasons if fingerprint(reason) != code.key]
    if code.given:
        wanted += [reason for reason in choices if fingerprint(reason) == code.key]
    mood = await turn.act(
        ChooseReasons(code.mood), moods.set_reasons, turn.me, code.mood, clean_reasons(wanted)
    )
    return Reply(reason_choice(turn.lang, mood, choices))


@on(DropNote)
async def drop_note(turn: Turn, code: DropNote) -> Reply:
    mood = await turn.act(ShowMood(code.mood), moods.set_note, turn.me, code.mood, None)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("The note is gone."))


@on(DeleteMood)
async def delete_mood(turn: Turn, code: DeleteMood) -> Reply:
    mood = await turn.act(ShowMood(code.mood), moods.remove, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("In the bin for 30 days."))


@on(RestoreMood)
async def restore_mood(turn: Turn, code: RestoreMood) -> Reply:
    mood = await turn.act(ShowMood(code.mood), moods.restore, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("It is back."))


@on(ShowMoods)
async def show_moods(turn: Turn, code: ShowMoods) -> Reply:
    page = await turn.look(moods.page, turn.me, code.page, PAGE)
    return Reply(mood_list(turn.lang, turn.me, page))


@on(ShowMoodBin)
async def show_mood_bin(turn: Turn, code: ShowMoodBin) -> Reply:
    page = await turn.look(moods.bin_page, turn.me, code.page, PAGE)
    return Reply(mood_bin(turn.lang, turn.me, page))


async def offered(turn: Turn, mood: MoodView) -> tuple[str, ...]:
    """What the log has, then the person's own words of late, then ours: each once, and not too many."""
    own = await turn.look(moods.usual_reasons, turn.me, OFFERED, LATELY)
    return _each_once([*mood.reasons, *own, *suggestions(turn.lang)])[:OFFERED]


def _each_once(reasons: Iterable[str]) -> tuple[str, ...]:
    unique: dict[str, str] = {}
    for reason in reasons:
        unique.setdefault(fold(reason), reason)
    return tuple(unique.values())
