"""Saving goals as a template, and other names for goals of one whose names are taken."""

from __future__ import annotations

from collections.abc import Mapping

from bot.codes.goals import ShowGoal, ShowGoals
from bot.codes.tags import ShowTag
from bot.codes.templates import ShowTemplate
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.handlers.undo import undo_row
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.texts.templates import Offer, made, made_first, offer_of, packs
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code, Word
from domain.errors import Reason, Refused
from domain.goals import clean_title
from domain.written import fold
from storage import drafts, templates
from storage.drafts import Sketch
from storage.templates import Made, clean_name

TEMPLATE = "template"
ADOPT = "adopt"


async def offered(turn: Turn, key: str) -> Offer:
    """What a template's buttons and links name. Raises NotFound."""
    pack = packs(turn.lang).get(key)
    if pack is not None:
        return pack
    return offer_of(await turn.look(templates.by_token, turn.me, key))


def made_reply(turn: Turn, goals: tuple[Made, ...]) -> Reply:
    """What came of a template; who came here by its link goes on with the first steps."""
    undo = undo_row(turn.lang, turn.act_id)
    if goals and turn.me.zone is None:
        return Reply(made_first(turn.lang, goals, undo))
    return Reply(made(turn.lang, goals, undo))


def _ask_name(asking: Asking) -> Question:
    usual = asking.data.get("usual")
    return Question(
        asking.lang.say("What shall the template be called?"),
        ((asking.choice(usual, "usual"),),) if usual else (),
    )


def _read_name(_asking: Asking, words: str) -> Answer:
    return Answer({"name": clean_name(words)})


def _choose_name(asking: Asking, _value: str) -> Answer:
    return Answer({"name": clean_name(asking.data.get("usual") or "")})


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    saved = await turn.act(
        lambda saved: ShowTemplate(Word(saved.token)),
        drafts.finish,
        turn.me,
        draft.id,
        templates.save,
        turn.me,
        data["name"],
        data["goals"],
        data["words"],
    )
    return await reply_to(turn, ShowTemplate(Word(saved.token)))


def _ask_other(asking: Asking) -> Question:
    rest = asking.data["taken"]
    buttons = [asking.choice(asking.lang.label("Leave it out"), "out")]
    if len(rest) > 1:
        buttons.append(asking.choice(asking.lang.label("Leave out all I have"), "all"))
    title = bold(asking.data["titles"][rest[0]])
    return Question(
        asking.lang.say(
            "You have a goal called {title} already. What shall the new one be called?", title=title
        ),
        (tuple(buttons),),
    )


def _read_other(asking: Asking, words: str) -> Answer:
    title, place = clean_title(words), asking.data["taken"][0]
    others = [
        asking.data["names"].get(str(number), other)
        for number, other in enumerate(asking.data["titles"])
        if number != place
    ]
    if fold(title) in {fold(other) for other in others if other is not None}:
        raise Refused("title", Reason.TAKEN, title=title)
    return _answered(asking, {str(place): title})


def _choose_other(asking: Asking, value: str) -> Answer:
    taken = asking.data["taken"]
    left_out = taken if value == "all" else taken[:1]
    return _answered(asking, {str(place): None for place in left_out})


def _answered(asking: Asking, names: Mapping[str, str | None]) -> Answer:
    rest = [place for place in asking.data["taken"] if str(place) not in names]
    changes = {"taken": rest, "names": {**asking.data["names"], **names}}
    return Answer(changes, stay=bool(rest))


async def _check_other(turn: Turn, data: Data) -> None:
    chosen = [name for name in data["names"].values() if name is not None]
    if taken := await turn.look(templates.taken, turn.me, chosen):
        raise Refused("title", Reason.TAKEN, title=taken[0])


async def _make(turn: Turn, draft: Sketch, data: Data) -> Reply:
    offer = await offered(turn, data["template"])
    goals = await turn.act(
        ShowGoals(),
        drafts.finish,
        turn.me,
        draft.id,
        templates.use,
        turn.me,
        offer.patterns,
        {int(place): name for place, name in data["names"].items()},
    )
    return made_reply(turn, goals)


def _template_name(lang: Lang, _data: Data) -> Text:
    return lang.say("a name for a template")


def _adopt_name(lang: Lang, _data: Data) -> Text:
    return lang.say("goals of a template")


def _saved_from(data: Data) -> Code:
    return ShowGoal(data["goal"]) if data.get("goal") else ShowTag(data["tag"])


template = Dialog(
    TEMPLATE,
    (Step("name", TEMPLATE, _ask_name, read=_read_name, choose=_choose_name),),
    _save,
    _template_name,
    subject="goals",
    back=_saved_from,
)

adopt = Dialog(
    ADOPT,
    (Step("other", ADOPT, _ask_other, read=_read_other, choose=_choose_other, check=_check_other),),
    _make,
    _adopt_name,
    subject="goals",
    back=lambda data: ShowTemplate(Word(data["template"])),
)
