"""When a goal shall be mentioned, in a person's own words."""

from __future__ import annotations

from datetime import date

from bot.codes.reminders import ShowGoalReminders
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step, day_and_minute
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, paragraphs
from bot.texts.bells import before_in_words, goal_reminders
from bot.texts.quiet import said_all_the_same
from bot.turn import Turn
from bot.view import Reply
from domain.bells import Bell
from domain.errors import Reason, Refused
from domain.typed_bells import parse_bells
from storage import drafts, reminders
from storage.drafts import Sketch
from storage.reminders import ReminderView

BELL = "bell"
TIMES = (8 * 60, 12 * 60, 18 * 60, 20 * 60)
LENGTHS = (30, 60, 24 * 60)


def _ask(asking: Asking) -> Question:
    times = [asking.choice(asking.lang.time(minute), f"t{minute}") for minute in TIMES]
    text = asking.lang.say(
        "When shall I mention {title}? Tap one, or type times such as “8, 16 and 22”, “45 min before” it "
        "is due, or a date with a time, “24 Dec 18:00”.",
        title=bold(asking.data["title"]),
    )
    zone = EMPTY
    if not asking.turn.me.zone:
        zone = asking.lang.say("I remind of nothing until I know your time zone.")
    ways = tuple(
        asking.choice(before_in_words(asking.lang, minutes), f"b{minutes}") for minutes in LENGTHS
    )
    return Question(paragraphs(text, zone), (tuple(times), ways))


def _read(asking: Asking, words: str) -> Answer:
    me = asking.turn.me
    bells = parse_bells(
        words,
        asking.turn.house.clock.now(),
        me.zone_or_utc,
        me.date_order,
        language=asking.lang.code,
    )
    return Answer(
        {
            "bells": [_plain(bell) for bell in bells],
        }
    )


def _choose(asking: Asking, value: str) -> Answer:
    """A time or a length that was offered, or one of the days that a typed one may have meant."""
    if value[:1] == "t" and value[1:].isdecimal():
        return Answer({"bells": [_plain(Bell(int(value[1:]) % (24 * 60)))]})
    if value in {f"b{minutes}" for minutes in LENGTHS}:
        return Answer({"bells": [_plain(Bell(before=int(value[1:])))]})
    day, minute = day_and_minute(value)
    if minute is None:
        raise Refused("bell", Reason.EMPTY, day=day)
    return _read(asking, f"{day.isoformat()} {minute // 60}:{minute % 60:02}")


def moving(one: ReminderView) -> dict[str, object]:
    """What the dialog begins with where one reminder is to come at another time."""
    return {"goal": one.goal_id, "title": one.title, "instead": one.id}


def _plain(bell: Bell) -> dict[str, object]:
    day = bell.day.isoformat() if bell.day else None
    return {"minute": bell.minute, "before": bell.before, "day": day}


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    bells = [_bell(plain) for plain in data["bells"]]
    of = await turn.act(
        ShowGoalReminders(data["goal"]),
        drafts.finish,
        turn.me,
        draft.id,
        reminders.add,
        turn.me,
        data["goal"],
        bells,
        data.get("instead"),
    )
    minutes = [bell.minute for bell in bells if bell.minute is not None]
    note = said_all_the_same(turn.lang, turn.me, minutes)
    return Reply(goal_reminders(turn.lang, turn.me, of, turn.today, note))


def _bell(plain: Data) -> Bell:
    day = plain["day"]
    return Bell(plain["minute"], None, plain["before"], date.fromisoformat(day) if day else None)


def _name(lang: Lang, data: Data) -> Text:
    return lang.say("a reminder of {title}", title=bold(data["title"]))


bell = Dialog(
    BELL,
    (Step("when", BELL, _ask, read=_read, choose=_choose),),
    _save,
    _name,
    subject="goals",
    back=lambda data: ShowGoalReminders(data["goal"]),
)
