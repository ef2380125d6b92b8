"""A scale of a person's own: its name, and how far it goes."""

from __future__ import annotations

from bot.codes.moods import ChooseMark, ShowDetails, ShowMoodSetup
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code
from domain.errors import Reason, Refused
from domain.moods import TOPS, clean_scale_name
from domain.numbers import parse_number
from storage import drafts, scales
from storage.drafts import Sketch

SCALE = "scale"


def _ask_name(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "What shall the scale be called? Such as sleep, anxiety or pain: whatever you want to note "
            "beside the mood."
        )
    )


async def _read_name(asking: Asking, words: str) -> Answer:
    """A scale of that name keeps the end it has: what was noted on it would mean something else."""
    name = clean_scale_name(words)
    known = await asking.turn.look(scales.named, asking.turn.me, name)
    return Answer({"name": name, "known": known is not None, "top": known.top if known else None})


def _ask_top(asking: Asking) -> Question:
    buttons = tuple(asking.choice(f"1–{top}", str(top)) for top in TOPS)
    return Question(
        asking.lang.say("How far shall {name} go?", name=bold(asking.data["name"])), (buttons,)
    )


def _read_top(_asking: Asking, words: str) -> Answer:
    top = parse_number(words)
    if top not in TOPS:
        raise Refused("top", Reason.UNKNOWN)
    return Answer({"top": top})


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    """Asked for from a mood, the new scale is noted on at once."""

    def shows(scale: scales.ScaleView) -> Code:
        return ChooseMark(data["mood"], scale.id) if data["mood"] else ShowMoodSetup()

    scale = await turn.act(
        shows,
        drafts.finish,
        turn.me,
        draft.id,
        scales.make,
        turn.me,
        data["name"],
        data["top"],
    )
    return await reply_to(turn, shows(scale))


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("a scale of your own")


scale = Dialog(
    SCALE,
    (
        Step("name", SCALE, _ask_name, read=_read_name),
        Step(
            "top",
            SCALE,
            _ask_top,
            read=_read_top,
            choose=_read_top,
            applies=lambda data: not data.get("known"),
        ),
    ),
    _save,
    _name,
    subject="moods",
    back=lambda data: ShowDetails(data["mood"]) if data["mood"] else ShowMoodSetup(),
)
