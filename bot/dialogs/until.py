"""When a reminder shall come again: typed; echoed by the message that follows."""

from __future__ import annotations

from datetime import datetime

from bot.codes.reminders import ShowReminder
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step, day_and_minute
from bot.handlers.reminders import put_off_until
from bot.lang import Lang
from bot.text import Text
from bot.turn import Turn
from bot.view import Reply
from domain.putting_off import parse_until
from storage import drafts, outbox, snoozing
from storage.drafts import Sketch

UNTIL = "until"


def _ask_until(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "When shall I say it again? Type a time or a day, such as “20:30”, “in 2 hours” or "
            "“tomorrow 9”."
        )
    )


def _read_until(asking: Asking, words: str) -> Answer:
    me = asking.turn.me
    until = parse_until(
        words,
        asking.turn.house.clock.now(),
        me.zone_or_utc,
        datetime.fromisoformat(asking.data["due_at"]),
        me.date_order,
        language=asking.lang.code,
    )
    return Answer({"until": until.isoformat()})


def _choose_until(asking: Asking, value: str) -> Answer:
    """One of the days that a typed one may have meant."""
    day, minute = day_and_minute(value)
    time = "" if minute is None else f" {minute // 60}:{minute % 60:02}"
    return _read_until(asking, f"{day.isoformat()}{time}")


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    until = datetime.fromisoformat(data["until"])
    count = await turn.act_for_good(
        ShowReminder(data["card"]),
        drafts.finish,
        turn.me,
        draft.id,
        snoozing.put_off,
        turn.me,
        data["card"],
        until,
    )
    card = await turn.keep(outbox.card, turn.me, data["card"])
    return put_off_until(turn, card, until, count)


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("when to remind you again")


until = Dialog(
    UNTIL,
    (Step("when", UNTIL, _ask_until, read=_read_until, choose=_choose_until),),
    _save,
    _name,
    subject="goals",
    back=lambda data: ShowReminder(data["card"]),
)
