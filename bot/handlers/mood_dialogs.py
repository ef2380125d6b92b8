"""Where the dialogs about moods begin: feelings, words, scales, when it was."""

from __future__ import annotations

from bot.codes.moods import ChangeFeltAt, RenameLabel, WriteEmotion, WriteLabel, WriteScale
from bot.dialogs.engine import begin
from bot.dialogs.felt import FELT, felt
from bot.dialogs.mood_label import LABEL, RELABEL, label, relabel
from bot.dialogs.mood_scale import SCALE, scale
from bot.dialogs.steps import Dialog
from bot.dialogs.words import EMOTION, emotion
from bot.handlers import mood_setup  # noqa: F401 - where these lead back to, it fills the router
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.turn import Turn
from bot.view import Reply
from domain.errors import Gone
from storage import mood_labels, moods

MOOD_DIALOGS: dict[str, Dialog] = {
    EMOTION: emotion,
    LABEL: label,
    RELABEL: relabel,
    SCALE: scale,
    FELT: felt,
}


@on(WriteEmotion)
@needs_consent("moods")
async def begin_emotion(turn: Turn, code: WriteEmotion) -> Reply:
    return await begin(turn, emotion, {"mood": await _live(turn, code.mood)})


@on(WriteLabel)
@needs_consent("moods")
async def begin_label(turn: Turn, code: WriteLabel) -> Reply:
    mood = await _live(turn, code.mood) if code.mood else 0
    return await begin(turn, label, {"request": code.request, "mood": mood})


@on(RenameLabel)
@needs_consent("moods")
async def begin_relabel(turn: Turn, code: RenameLabel) -> Reply:
    word = await turn.look(mood_labels.find, turn.me, code.label)
    return await begin(turn, relabel, {"label": word.id, "now": word.label})


@on(WriteScale)
@needs_consent("moods")
async def begin_scale(turn: Turn, code: WriteScale) -> Reply:
    mood = await _live(turn, code.mood) if code.mood else 0
    return await begin(turn, scale, {"mood": mood})


@on(ChangeFeltAt)
@needs_consent("moods")
async def begin_felt(turn: Turn, code: ChangeFeltAt) -> Reply:
    return await begin(turn, felt, {"mood": await _live(turn, code.mood)})


async def _live(turn: Turn, mood_id: int) -> int:
    """One in the bin comes back first; nothing is asked about it until then."""
    mood = await turn.look(moods.view, turn.me, mood_id)
    if mood.in_bin:
        raise Gone("mood", mood.id)
    return mood.id
