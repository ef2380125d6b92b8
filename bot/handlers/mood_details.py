"""What else can be said of a mood: energy, feelings, the whole day, marks on one's own scales.

Each of these is an update in the words of the goals-and-moods API, beyond the fields it has.
"""

from __future__ import annotations

from bot.codes.moods import (
    ChooseEmotions,
    ChooseEnergy,
    ChooseMark,
    SetEmotion,
    SetEnergy,
    SetMark,
    SetWholeDay,
    ShowDetails,
)
from bot.handlers.gates import needs_consent
from bot.handlers.moods import LATELY, each_once
from bot.router import on
from bot.texts.mood_details import details, emotion_choice, energy_choice, feelings, mark_choice
from bot.texts.mood_levels import chosen
from bot.texts.moods import noted
from bot.turn import Turn
from bot.view import Reply
from domain.errors import NotFound
from domain.moods import clean_emotions
from storage import mood_details, moods, scales
from storage.mood_rows import MoodView

OFFERED_EMOTIONS = 15


@on(ShowDetails)
async def show_details(turn: Turn, code: ShowDetails) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    if mood.in_bin:
        return Reply(noted(turn.lang, turn.me, mood))
    return await detailed(turn, mood)


@on(ChooseEnergy)
@needs_consent("moods")
async def choose_energy(turn: Turn, code: ChooseEnergy) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(energy_choice(turn.lang, mood))


@on(SetEnergy)
@needs_consent("moods")
async def set_energy(turn: Turn, code: SetEnergy) -> Reply:
    mood = await turn.act(
        ShowDetails(code.mood), mood_details.set_energy, turn.me, code.mood, code.energy or None
    )
    return await detailed(turn, mood)


@on(ChooseEmotions)
@needs_consent("moods")
async def choose_emotions(turn: Turn, code: ChooseEmotions) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return Reply(emotion_choice(turn.lang, mood, await offered_emotions(turn, mood)))


@on(SetEmotion)
@needs_consent("moods")
async def set_emotion(turn: Turn, code: SetEmotion) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    choices = await offered_emotions(turn, mood)
    wanted = chosen(mood.emotions, choices, code.key, code.given)
    mood = await turn.act(
        ChooseEmotions(code.mood),
        mood_details.set_emotions,
        turn.me,
        code.mood,
        clean_emotions(wanted),
    )
    return Reply(emotion_choice(turn.lang, mood, choices))


@on(SetWholeDay)
@needs_consent("moods")
async def set_whole_day(turn: Turn, code: SetWholeDay) -> Reply:
    mood = await turn.act(
        ShowDetails(code.mood), mood_details.set_whole_day, turn.me, code.mood, code.whole
    )
    return await detailed(turn, mood)


@on(ChooseMark)
@needs_consent("moods")
async def choose_mark(turn: Turn, code: ChooseMark) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    scale = await turn.look(scales.find, turn.me, code.scale)
    if scale.hidden:
        raise NotFound("scale")
    return Reply(mark_choice(turn.lang, mood, scale))


@on(SetMark)
@needs_consent("moods")
async def set_mark(turn: Turn, code: SetMark) -> Reply:
    mood = await turn.act(
        ShowDetails(code.mood),
        mood_details.set_mark,
        turn.me,
        code.mood,
        code.scale,
        code.value or None,
    )
    return await detailed(turn, mood)


async def detailed(turn: Turn, mood: MoodView) -> Reply:
    """A log with everything that can be added, the person's own scales in sight among it."""
    every = await turn.look(scales.every, turn.me)
    in_sight = [scale for scale in every if not scale.hidden]
    return Reply(details(turn.lang, turn.me, mood, in_sight))


async def offered_emotions(turn: Turn, mood: MoodView) -> tuple[str, ...]:
    """What the log has, then the person's own words of late, then ours: each once, and not too many."""
    own = await turn.look(mood_details.usual_emotions, turn.me, OFFERED_EMOTIONS, LATELY)
    return each_once([*mood.emotions, *own, *feelings(turn.lang)], OFFERED_EMOTIONS)
