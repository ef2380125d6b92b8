"""Making a goal, and changing one: the same questions either way.

The order of the questions is drawn in docs/dialogs/goal.mmd.
"""

from __future__ import annotations

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoal
from bot.dialogs import goal_often, goal_what, goal_when
from bot.dialogs.goal_draft import data_of, wish_of
from bot.dialogs.goal_what import HELLO
from bot.dialogs.steps import ONLY, REVIEW, Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.text import Text, bold, paragraphs
from bot.texts.goals import field_names, goal_card
from bot.texts.quiet import said_all_the_same
from bot.texts.review import is_ever_due, summary
from bot.turn import Turn
from bot.view import Reply, Row, in_rows
from domain.errors import Reason, Refused
from storage import drafts, goals
from storage.drafts import Sketch

__all__ = ["EDIT", "GOAL", "HELLO", "STEPS", "data_of", "edit_goal", "new_goal"]

GOAL = "goal"
EDIT = "edit"

STEPS = (
    goal_what.title,
    goal_what.description,
    goal_when.kind,
    *goal_often.STEPS,
    goal_when.start,
    goal_when.target,
    goal_when.due_time,
    goal_what.criticality,
    goal_when.reminders,
)


def _ask_review(asking: Asking) -> Question:
    today = asking.turn.today
    wish = wish_of(asking.data, today)
    save: Row = (asking.choice(asking.lang.label("✓ Save"), "save"),)
    names = field_names(asking.lang, wish.schedule).items()
    fields = in_rows([asking.choice(label, field) for field, label in names], 2)
    rows: tuple[Row, ...] = (save, (asking.leaf(asking.lang.label("Change…"), "change"),))
    if asking.page == "change":
        rows = (*fields, save)
    if not is_ever_due(wish):
        rows = fields  # nothing could ever be ticked: first the days have to change
    return Question(summary(asking.lang, asking.turn.me, wish, today), rows)


def _choose_review(asking: Asking, value: str) -> Answer:
    if value == "save":
        return Answer()
    step = next((step for step in STEPS if step.group == value), None)
    if step is None or step.group == REVIEW:
        raise Refused("field", Reason.UNKNOWN)
    return Answer({ONLY: value}, go_to=step.name)


async def _create(turn: Turn, draft: Sketch, data: Data) -> Reply:
    goal = await turn.act(
        lambda goal: ShowGoal(goal.id),
        drafts.finish,
        turn.me,
        draft.id,
        goals.create,
        turn.me,
        wish_of(data, turn.today),
    )
    return Reply(
        goal_card(turn.lang, goal, note=turn.lang.say("Saved.")), turn.lang.label("Saved.")
    )


async def _rewrite(turn: Turn, draft: Sketch, data: Data) -> Reply:
    goal = await turn.act(
        lambda goal: ShowGoal(goal.id),
        drafts.finish,
        turn.me,
        draft.id,
        goals.rewrite,
        turn.me,
        data["goal"],
        wish_of(data, turn.today),
    )
    note = turn.lang.say("Changed. Today and the past stay as they were.")
    if data.get(ONLY) != "schedule":
        note = turn.lang.say("Changed.")
    if data.get(ONLY) == "reminders":
        note = paragraphs(note, said_all_the_same(turn.lang, turn.me, data["reminders"] or ()))
    return Reply(goal_card(turn.lang, goal, note=note), turn.lang.label("Changed."))


def _new_name(lang: Lang, data: Data) -> Text:
    title = data.get("title")
    return lang.say("a new goal, {title}", title=bold(title)) if title else lang.say("a new goal")


def _edit_name(lang: Lang, data: Data) -> Text:
    return lang.say("a change to {title}", title=bold(data["title"]))


new_goal = Dialog(
    GOAL,
    (*STEPS, Step(REVIEW, REVIEW, _ask_review, choose=_choose_review)),
    _create,
    _new_name,
    subject="goals",
    back=lambda data: ShowToday() if data.get(HELLO) else None,
)

edit_goal = Dialog(
    EDIT,
    STEPS,
    _rewrite,
    _edit_name,
    subject="goals",
    back=lambda data: ShowGoal(data["goal"]),
)
