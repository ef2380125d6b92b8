"""Dialogs of one question: a mood's note, reason or feeling, another name for a restored goal."""

from __future__ import annotations

from bot.codes.goals import ShowGoal
from bot.codes.moods import ChooseEmotions, ChooseReasons, ShowMood
from bot.dialogs.noting import note_step
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.handlers.mood_details import offered_emotions
from bot.handlers.moods import offered
from bot.lang import Lang
from bot.text import Text, bold
from bot.texts.goals import goal_card
from bot.texts.mood_details import emotion_choice
from bot.texts.moods import noted, reason_choice
from bot.turn import Turn
from bot.view import Reply
from domain.goals import clean_title
from domain.moods import clean_emotion, clean_emotions, clean_reason, clean_reasons
from storage import drafts, goals, mood_details, moods
from storage.drafts import Sketch

NOTE = "note"
REASON = "reason"
EMOTION = "emotion"
RETITLE = "retitle"


def _note_words(asking: Asking) -> Text:
    return asking.lang.say("Write what you want to keep with this mood.")


async def _save_note(turn: Turn, draft: Sketch, data: Data) -> Reply:
    mood = await turn.act(
        ShowMood(data["mood"]),
        drafts.finish,
        turn.me,
        draft.id,
        moods.set_note,
        turn.me,
        data["mood"],
        data["note"],
    )
    return Reply(noted(turn.lang, turn.me, mood))


def _ask_reason(asking: Asking) -> Question:
    return Question(asking.lang.say("In a word or two: what has to do with it?"))


def _read_reason(_asking: Asking, words: str) -> Answer:
    return Answer({"reason": clean_reason(words)})


async def _save_reason(turn: Turn, draft: Sketch, data: Data) -> Reply:
    mood = await turn.look(moods.view, turn.me, data["mood"])
    mood = await turn.act(
        ChooseReasons(mood.id),
        drafts.finish,
        turn.me,
        draft.id,
        moods.set_reasons,
        turn.me,
        mood.id,
        clean_reasons([*mood.reasons, data["reason"]]),
    )
    return Reply(reason_choice(turn.lang, mood, await offered(turn, mood)))


def _ask_emotion(asking: Asking) -> Question:
    return Question(asking.lang.say("In a word or two: what do you feel?"))


def _read_emotion(_asking: Asking, words: str) -> Answer:
    return Answer({"emotion": clean_emotion(words)})


async def _save_emotion(turn: Turn, draft: Sketch, data: Data) -> Reply:
    mood = await turn.look(moods.view, turn.me, data["mood"])
    mood = await turn.act(
        ChooseEmotions(mood.id),
        drafts.finish,
        turn.me,
        draft.id,
        mood_details.set_emotions,
        turn.me,
        mood.id,
        clean_emotions([*mood.emotions, data["emotion"]]),
    )
    return Reply(emotion_choice(turn.lang, mood, await offered_emotions(turn, mood)))


def _ask_retitle(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "You have another goal called {title} by now. Under which name shall this one come back?",
            title=bold(asking.data["title"]),
        )
    )


def _read_retitle(_asking: Asking, words: str) -> Answer:
    return Answer({"title": clean_title(words)})


async def _save_retitle(turn: Turn, draft: Sketch, data: Data) -> Reply:
    goal = await turn.act(
        ShowGoal(data["goal"]),
        drafts.finish,
        turn.me,
        draft.id,
        goals.restore,
        turn.me,
        data["goal"],
        data["title"],
    )
    return Reply(goal_card(turn.lang, goal, note=turn.lang.say("It is back.")))


def _note_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a note to a mood")


def _reason_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a reason for a mood")


def _emotion_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a feeling for a mood")


def _retitle_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a new name for a restored goal")


note = Dialog(
    NOTE,
    (note_step(NOTE, _note_words),),
    _save_note,
    _note_name,
    subject="moods",
    back=lambda data: ShowMood(data["mood"]),
)

reason = Dialog(
    REASON,
    (Step("reason", REASON, _ask_reason, read=_read_reason),),
    _save_reason,
    _reason_name,
    subject="moods",
    back=lambda data: ShowMood(data["mood"]),
)

emotion = Dialog(
    EMOTION,
    (Step("emotion", EMOTION, _ask_emotion, read=_read_emotion),),
    _save_emotion,
    _emotion_name,
    subject="moods",
    back=lambda data: ShowMood(data["mood"]),
)

retitle = Dialog(
    RETITLE,
    (Step("title", RETITLE, _ask_retitle, read=_read_retitle),),
    _save_retitle,
    _retitle_name,
)
