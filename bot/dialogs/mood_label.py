"""A word of a person's own for a mood: typed, and asked once which level it stands for."""

from __future__ import annotations

from bot.codes.moods import AskMood, ShowLabel, ShowLabels, ShowMood
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.handlers.undo import with_undo
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, paragraphs, quote
from bot.texts.mood_levels import levels, tapped
from bot.texts.mood_setup import label_card
from bot.texts.moods import noted
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code
from domain.moods import LEVELS, clean_label, in_range
from domain.numbers import parse_number
from storage import drafts, mood_labels
from storage.drafts import Sketch

LABEL = "label"
RELABEL = "relabel"


def _ask_word(asking: Asking) -> Question:
    return Question(asking.lang.say("Which word is it? Type it as you would say it."))


async def _read_word(asking: Asking, words: str) -> Answer:
    """A word that was said before is not asked about again."""
    word = clean_label(words)
    known = await asking.turn.look(mood_labels.known, asking.turn.me, word)
    return Answer(
        {"word": word, "known": known is not None, "level": known.level if known else None}
    )


def _ask_level(asking: Asking) -> Question:
    buttons = tuple(asking.choice(tapped(degree), str(degree.step)) for degree in levels())
    text = asking.lang.say(
        "Which level does {word} stand for? 1 is very unpleasant, {last} is very pleasant. This is asked "
        "once.",
        word=bold(asking.data["word"]),
        last=LEVELS[-1],
    )
    return Question(text, (buttons,))


def _read_level(_asking: Asking, words: str) -> Answer:
    return Answer({"level": in_range("level", parse_number(words), LEVELS)})


async def _save_label(turn: Turn, draft: Sketch, data: Data) -> Reply:
    """Correct a mood to the word, answer a question with it, or only keep it."""
    word, level = data["word"], data["level"]
    if data["mood"]:
        return await _correct(turn, draft, data["mood"], word, level)
    if data["request"]:
        return await _answer(turn, draft, data)
    label = await turn.act(
        lambda label: ShowLabel(label.id),
        drafts.finish,
        turn.me,
        draft.id,
        mood_labels.add,
        turn.me,
        word,
        level,
    )
    return Reply(label_card(turn.lang, label))


async def _correct(turn: Turn, draft: Sketch, mood_id: int, word: str, level: int) -> Reply:
    mood = await turn.act(
        ShowMood(mood_id),
        drafts.finish,
        turn.me,
        draft.id,
        mood_labels.set_new,
        turn.me,
        mood_id,
        word,
        level,
    )
    return Reply(noted(turn.lang, turn.me, mood))


async def _answer(turn: Turn, draft: Sketch, data: Data) -> Reply:
    mood = await turn.act(
        lambda mood: ShowMood(mood.id),
        drafts.finish,
        turn.me,
        draft.id,
        mood_labels.log_new,
        turn.me,
        str(data["request"]),
        data["word"],
        data["level"],
        data.get("note"),
    )
    return Reply(with_undo(turn, noted(turn.lang, turn.me, mood)))


def _back(data: Data) -> Code:
    if data["mood"]:
        return ShowMood(data["mood"])
    return AskMood(data["request"]) if data["request"] else ShowLabels()


def _ask_spelling(asking: Asking) -> Question:
    twin = asking.data.get("twin")
    taken = asking.lang.say("{word} is one of your words already.", word=bold(twin or ""))
    return Question(
        paragraphs(
            taken if twin else EMPTY,
            asking.lang.say("How shall it be written? Moods noted by it keep the old word."),
            quote(asking.data["now"]),
        )
    )


async def _read_spelling(asking: Asking, words: str) -> Answer:
    """Two words of one spelling would be one: it is asked again instead."""
    word = clean_label(words)
    twin = await asking.turn.look(mood_labels.known, asking.turn.me, word)
    if twin and twin.id != asking.data["label"]:
        return Answer({"twin": twin.label}, stay=True)
    return Answer({"word": word})


async def _save_spelling(turn: Turn, draft: Sketch, data: Data) -> Reply:
    label = await turn.act(
        ShowLabel(data["label"]),
        drafts.finish,
        turn.me,
        draft.id,
        mood_labels.rename,
        turn.me,
        data["label"],
        data["word"],
    )
    return Reply(label_card(turn.lang, label))


def _label_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a word for a mood")


def _spelling_name(lang: Lang, _data: Data) -> Text:
    return lang.say("another spelling of a word")


label = Dialog(
    LABEL,
    (
        Step("word", LABEL, _ask_word, read=_read_word),
        Step(
            "level",
            LABEL,
            _ask_level,
            read=_read_level,
            choose=_read_level,
            applies=lambda data: not data.get("known"),
        ),
    ),
    _save_label,
    _label_name,
    subject="moods",
    back=_back,
)

relabel = Dialog(
    RELABEL,
    (Step("spelling", RELABEL, _ask_spelling, read=_read_spelling),),
    _save_spelling,
    _spelling_name,
    subject="moods",
    back=lambda data: ShowLabel(data["label"]),
)
