"""The questions about what a goal is: its name, its description, how much it matters."""

from __future__ import annotations

from bot.dialogs.goal_draft import data_of_line
from bot.dialogs.steps import ONLY, REVIEW, Answer, Asking, Data, Question, Step, currently
from bot.text import EMPTY, bold, paragraphs, quote
from bot.turn import Turn
from bot.view import Row
from domain.errors import Reason, Refused
from domain.goals import Criticality, clean_description, clean_title
from domain.oneline import Sketchy, parse_goal
from storage import goals

HELLO = "hello"
"""The key in the data of a newcomer's first goal, whose question is one of the first minutes."""


def _ask_title(asking: Asking) -> Question:
    now = asking.data.get("title")
    return Question(
        paragraphs(
            asking.lang.say(
                "What shall the goal be called? A word or two is enough, such as “Read”."
            ),
            currently(asking, bold(now) if now else EMPTY),
        )
    )


def _read_title(asking: Asking, words: str) -> Answer:
    return _in_one_line(asking, words) if asking.data.get(HELLO) else _called(words)


def _called(words: str) -> Answer:
    return Answer({"title": clean_title(words)})


def _in_one_line(asking: Asking, words: str) -> Answer:
    """A newcomer may say how often at once. What fits several rhythms is asked about."""
    today = asking.turn.today
    try:
        sketch = parse_goal(
            words,
            today,
            language=asking.lang.code,
            week_start=asking.turn.me.first_weekday,
        )
    except Refused as error:
        match error.data:
            case {"candidates": (Sketchy(title=title), *_)}:
                return Answer({"title": title}, go_to="kind")
        raise
    if sketch.schedule is None:
        return _called(words)
    return Answer(data_of_line(sketch, today), go_to=REVIEW)


def _ask_description(asking: Asking) -> Question:
    now = asking.data.get("description")
    rows: tuple[Row, ...] = ()
    if ONLY not in asking.data and not asking.data.get("schedule"):
        rows = ((asking.choice(asking.lang.label("That is all: every day"), "enough"),),)
    elif now:
        rows = ((asking.choice(asking.lang.label("No description"), "none"),),)
    text = asking.lang.say(
        "Anything to add about {title}? Why it matters, or what counts as done.",
        title=bold(asking.data["title"]),
    )
    return Question(paragraphs(text, quote(now) if now else EMPTY), rows)


def _read_description(_asking: Asking, words: str) -> Answer:
    return Answer({"description": clean_description(words)})


def _choose_description(asking: Asking, value: str) -> Answer:
    """``enough`` goes to the review at once: a name is all that a goal needs."""
    if value == "enough":
        # Within a single change the usual order leads to the review, and ends the change.
        return Answer(go_to=None if ONLY in asking.data else REVIEW)
    return Answer({"description": None})


def _ask_criticality(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("A lot"), "high"),
        asking.choice(asking.lang.label("As usual"), "normal"),
        asking.choice(asking.lang.label("If there is time"), "low"),
    )
    return Question(
        asking.lang.say("How much does it matter? It decides the order on your card."), (choices,)
    )


def _choose_criticality(_asking: Asking, value: str) -> Answer:
    if value not in set(Criticality):
        raise Refused("criticality", Reason.UNKNOWN)
    return Answer({"criticality": value})


async def _title_is_free(turn: Turn, data: Data) -> None:
    await turn.look(goals.refuse_taken, turn.me, data["title"], data.get("goal"))


title = Step("title", "title", _ask_title, read=_read_title, check=_title_is_free)

description = Step(
    "description",
    "description",
    _ask_description,
    read=_read_description,
    choose=_choose_description,
    skip={},
)

criticality = Step(
    "criticality", "criticality", _ask_criticality, choose=_choose_criticality, skip={}
)
