"""Moods: asked, noted by one tap, then perhaps given reasons and words.

What the goals-and-moods API calls create is here LogMood, by a word of one's own LogLabel; list is
ShowMoods, retrieve ShowMood, delete DeleteMood; update is every button that changes a noted mood.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.codes.moods import (
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
from bot.texts.mood_levels import chosen
from bot.texts.moods import (
    PAGE,
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
from storage import mood_labels, moods
from storage.mood_rows import MoodView, steps_of

OFFERED = 9
OFFERED_LABELS = 6
LATELY = timedelta(days=60)


@on(AskMood)
@needs_consent("moods")
async def ask_mood(turn: Turn, code: AskMood) -> Reply:
    """The question is named after the update that asked for it, so each asking is its own log."""
    offers = await turn.look(mood_labels.offers, turn.me, OFFERED_LABELS)
    request = code.request or turn.receipt.update_id
    question = mood_question(turn.lang, request, offers.steps, offers.labels)
    return Reply(question, fresh=not code.request)


@on(LogMood)
@needs_consent("moods")
async def log_mood(turn: Turn, code: LogMood) -> Reply:
    """The API's create: logdate is now, mood the level and its word; reasons follow, if at all."""
    mood = await turn.act(
        lambda mood: ShowMood(mood.id),
        moods.log,
        turn.me,
        str(code.request),
        code.level,
        code.steps,
    )
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Noted."))


@on(ShowMood)
async def show_mood(turn: Turn, code: ShowMood) -> Reply:
    """The API's retrieve."""
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood))


@on(ChooseLevel)
@needs_consent("moods")
async def choose_level(turn: Turn, code: ChooseLevel) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(level_choice(turn.lang, mood, await turn.look(steps_of, turn.me)))


@on(SetLevel)
@needs_consent("moods")
async def set_level(turn: Turn, code: SetLevel) -> Reply:
    """The API's update of mood."""
    mood = await turn.act(
        ShowMood(code.mood), moods.set_level, turn.me, code.mood, code.level, code.steps
    )
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Changed."))


@on(ChooseReasons)
@needs_consent("moods")
async def choose_reasons(turn: Turn, code: ChooseReasons) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(reason_choice(turn.lang, mood, await offered(turn, mood)))


@on(SetReason)
@needs_consent("moods")
async def set_reason(turn: Turn, code: SetReason) -> Reply:
    """The API's update of reasons."""
    mood = await turn.look(moods.view, turn.me, code.mood)
    choices = await offered(turn, mood)
    wanted = chosen(mood.reasons, choices, code.key, code.given)
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
    """The API's delete; for 30 days it can be restored."""
    mood = await turn.act(ShowMood(code.mood), moods.remove, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("In the bin for 30 days."))


@on(RestoreMood)
async def restore_mood(turn: Turn, code: RestoreMood) -> Reply:
    mood = await turn.act(ShowMood(code.mood), moods.restore, turn.me, code.mood)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("It is back."))


@on(ShowMoods)
async def show_moods(turn: Turn, code: ShowMoods) -> Reply:
    """The API's list."""
    page = await turn.look(moods.page, turn.me, code.page, PAGE)
    return Reply(mood_list(turn.lang, turn.me, page))


@on(ShowMoodBin)
async def show_mood_bin(turn: Turn, code: ShowMoodBin) -> Reply:
    page = await turn.look(moods.bin_page, turn.me, code.page, PAGE)
    return Reply(mood_bin(turn.lang, turn.me, page))


async def offered(turn: Turn, mood: MoodView) -> tuple[str, ...]:
    """What the log has, then the person's own words of late, then ours: each once, and not too many."""
    own = await turn.look(moods.usual_reasons, turn.me, OFFERED, LATELY)
    return each_once([*mood.reasons, *own, *suggestions(turn.lang)], OFFERED)


def each_once(words: Iterable[str], most: int) -> tuple[str, ...]:
    """The first ``most`` of different words, whatever their case."""
    unique: dict[str, str] = {}
    for word in words:
        unique.setdefault(fold(word), word)
    return tuple(unique.values())[:most]
