"""New tags for a goal, several at once, and another name for a tag."""

from __future__ import annotations

import re

from bot.codes.tags import ShowGoalTags, ShowTag
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.turn import Turn
from bot.view import Reply
from domain.errors import Reason, Refused
from storage import drafts, tags
from storage.drafts import Sketch
from storage.tags import PER_GOAL, clean_tag

TAG = "tag"
RETAG = "retag"

BETWEEN = re.compile(r"[\s,;،、，]+")
"""What people write between words, in any script."""


def _ask_tags(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "Which tags for {title}? A word each, such as: health, home.",
            title=bold(asking.data["name"]),
        )
    )


def _read_tags(_asking: Asking, words: str) -> Answer:
    names = [clean_tag(name) for name in BETWEEN.split(words) if name.strip("#")]
    if not names:
        raise Refused("tags", Reason.EMPTY)
    if len(names) > PER_GOAL:
        raise Refused("tags", Reason.TOO_MANY, count=len(names), limit=PER_GOAL)
    return Answer({"tags": names})


async def _save_tags(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = ShowGoalTags(data["goal"])
    await turn.act(
        here,
        drafts.finish,
        turn.me,
        draft.id,
        tags.add_to_goal,
        turn.me,
        data["goal"],
        data["tags"],
    )
    return await reply_to(turn, here)


def _ask_name(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "How shall {name} be called from now on?", name=bold(f"#{asking.data['name']}")
        )
    )


def _read_name(_asking: Asking, words: str) -> Answer:
    return Answer({"to": clean_tag(words)})


async def _save_name(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = ShowTag(data["tag"])
    await turn.act(
        here, drafts.finish, turn.me, draft.id, tags.rename, turn.me, data["tag"], data["to"]
    )
    return await reply_to(turn, here)


def _tags_name(lang: Lang, data: Data) -> Text:
    return lang.say("tags for {title}", title=bold(data["name"]))


def _retag_name(lang: Lang, data: Data) -> Text:
    return lang.say("a new name for {name}", name=bold(f"#{data['name']}"))


new_tags = Dialog(
    TAG,
    (Step("tags", TAG, _ask_tags, read=_read_tags),),
    _save_tags,
    _tags_name,
    subject="goals",
    back=lambda data: ShowGoalTags(data["goal"]),
)

retag = Dialog(
    RETAG,
    (Step("name", RETAG, _ask_name, read=_read_name),),
    _save_name,
    _retag_name,
    subject="goals",
    back=lambda data: ShowTag(data["tag"]),
)
