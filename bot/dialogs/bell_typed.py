"""What the buttons of a reminder do not offer, typed: how often it says itself again, before which time
of a day nothing is said of a goal, and from how many days before its date it is spoken of."""

from __future__ import annotations

from bot.codes.reminders import ShowGoalReminders, ShowOfGoal, ShowOneReminder
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, bold
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.bells import LEAD_MAX, NAG_MINUTES, NAG_TIMES
from domain.typed import parse_time
from domain.typed_nags import parse_lead, parse_nag
from storage import drafts, reminders
from storage.drafts import Sketch

NAG = "nag"
NOT_BEFORE = "not_before"
LEAD = "lead"


def _ask_nag(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "How often shall I say it again while it is open? Type it, such as “20 min” or “20 min, 4 "
            "times”: from {first} to {last} minutes, {few} to {many} times.",
            first=NAG_MINUTES[0],
            last=NAG_MINUTES[-1],
            few=NAG_TIMES[0],
            many=NAG_TIMES[-1],
        )
    )


def _read_nag(asking: Asking, words: str) -> Answer:
    every, times = parse_nag(words, language=asking.lang.code)
    return Answer({"every": every, "times": times})


async def _save_nag(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here, me = ShowOneReminder(data["reminder"]), turn.me
    wanted = (data["reminder"], data["every"], data["times"])
    await turn.act(here, drafts.finish, me, draft.id, reminders.nag, me, *wanted)
    return await reply_to(turn, here)


def _name_nag(lang: Lang, _data: Data) -> Text:
    return lang.say("how often to remind you again")


nag = Dialog(
    NAG,
    (Step("often", NAG, _ask_nag, read=_read_nag),),
    _save_nag,
    _name_nag,
    subject="goals",
    back=lambda data: ShowOneReminder(data["reminder"]),
)


def _ask_start(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "Before which time of a day shall nothing be said of {title}? Type it, such as “8:20”.",
            title=bold(asking.data["title"]),
        )
    )


def _read_start(asking: Asking, words: str) -> Answer:
    return Answer({"minute": parse_time(words, language=asking.lang.code)})


async def _save_start(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here, me = ShowGoalReminders(data["goal"]), turn.me
    wanted = (data["goal"], data["minute"])
    await turn.act(here, drafts.finish, me, draft.id, reminders.start_alerts, me, *wanted)
    return await reply_to(turn, here)


def _name_start(lang: Lang, data: Data) -> Text:
    return lang.say("the earliest time to remind of {title}", title=bold(data["title"]))


not_before = Dialog(
    NOT_BEFORE,
    (Step("time", NOT_BEFORE, _ask_start, read=_read_start),),
    _save_start,
    _name_start,
    subject="goals",
    back=lambda data: ShowOfGoal(data["goal"], Word("start")),
)


def _ask_lead(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "From how many days before {title} is due, or ends, shall its reminders speak? Type a "
            "number from 0 to {last}.",
            title=bold(asking.data["title"]),
            last=LEAD_MAX,
        )
    )


def _read_lead(asking: Asking, words: str) -> Answer:
    return Answer({"days": parse_lead(words, language=asking.lang.code)})


async def _save_lead(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here, me = ShowGoalReminders(data["goal"]), turn.me
    wanted = (data["goal"], data["days"])
    await turn.act(here, drafts.finish, me, draft.id, reminders.lead, me, *wanted)
    return await reply_to(turn, here)


def _name_lead(lang: Lang, data: Data) -> Text:
    return lang.say("how early to remind of {title}", title=bold(data["title"]))


lead = Dialog(
    LEAD,
    (Step("days", LEAD, _ask_lead, read=_read_lead),),
    _save_lead,
    _name_lead,
    subject="goals",
    back=lambda data: ShowOfGoal(data["goal"], Word("lead")),
)
