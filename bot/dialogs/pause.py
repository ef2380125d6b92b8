"""Letting something rest: from when, until when. It goes on by itself."""

from __future__ import annotations

from datetime import date, timedelta

from bot.codes.pauses import ShowPauses
from bot.dialogs.calendar import month_rows
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step, day_typed
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.texts.schedules import day_in_words
from bot.turn import Turn
from bot.view import Reply
from domain.days import daystamp, from_daystamp
from domain.errors import Reason, Refused
from storage import drafts, pauses
from storage.drafts import Sketch
from storage.pauses import Scope

PAUSE = "pause"
BACK = timedelta(days=31)
"""How far in the past a pause may begin: somebody was ill, and tells it afterwards."""


def _ask_from(asking: Asking) -> Question:
    today = asking.turn.today
    tomorrow = today + timedelta(days=1)
    presets = (
        asking.choice(asking.lang.label("Today"), daystamp(today)),
        asking.choice(asking.lang.label("Tomorrow"), daystamp(tomorrow)),
    )
    return Question(
        asking.lang.say(
            "{name} rests: from which day on? It may have begun already.", name=_named(asking)
        ),
        (presets, *month_rows(asking, today, today - BACK)),
    )


def _named(asking: Asking) -> Text:
    name = asking.data.get("name")
    return bold(name) if name else asking.lang.say("Everything")


def _read_from(asking: Asking, words: str) -> Answer:
    return _from(asking, day_typed(asking, words))


def _choose_from(asking: Asking, value: str) -> Answer:
    return _from(asking, from_daystamp(value))


def _from(asking: Asking, day: date) -> Answer:
    earliest = asking.turn.today - BACK
    if day < earliest:
        raise Refused("from", Reason.BEFORE_START, start=earliest)
    return Answer({"from": daystamp(day)})


def _ask_until(asking: Asking) -> Question:
    first = from_daystamp(asking.data["from"])
    today = asking.turn.today
    lengths = (
        (asking.lang.label("One day"), 1),
        (asking.lang.label("A week"), 7),
        (asking.lang.label("Two weeks"), 14),
    )
    presets = tuple(
        asking.choice(label, daystamp(first + timedelta(days=days - 1))) for label, days in lengths
    )
    return Question(
        asking.lang.say(
            "From {first} on. Until which day, that day included?",
            first=day_in_words(asking.lang, first, today),
        ),
        (
            presets,
            (asking.choice(asking.lang.label("Until I go on"), "none"),),
            *month_rows(asking, today, first),
        ),
    )


def _read_until(asking: Asking, words: str) -> Answer:
    return _until(asking, day_typed(asking, words))


def _choose_until(asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"until": None})
    return _until(asking, from_daystamp(value))


def _until(asking: Asking, day: date) -> Answer:
    first = from_daystamp(asking.data["from"])
    if day < first:
        raise Refused("until", Reason.BEFORE_START, start=first, target=day)
    return Answer({"until": daystamp(day)})


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    until = data.get("until")
    await turn.act(
        ShowPauses(),
        drafts.finish,
        turn.me,
        draft.id,
        pauses.begin,
        turn.me,
        Scope(data.get("goal"), data.get("tag")),
        from_daystamp(data["from"]),
        from_daystamp(until) if until else None,
    )
    reply = await reply_to(turn, ShowPauses())
    return Reply(reply.view, turn.lang.label("It rests."))


def _name(lang: Lang, data: Data) -> Text:
    name = data.get("name")
    return lang.say("a pause of {name}", name=bold(name)) if name else lang.say("a pause")


pause = Dialog(
    PAUSE,
    (
        Step("from", PAUSE, _ask_from, read=_read_from, choose=_choose_from),
        Step("until", PAUSE, _ask_until, read=_read_until, choose=_choose_until),
    ),
    _save,
    _name,
    subject="goals",
    back=lambda _data: ShowPauses(),
)
