"""The questions about when: once or again and again, from when, until when, reminded."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogs.calendar import month_rows
from bot.dialogs.goal_draft import schedule_in, start_in
from bot.dialogs.goal_often import recurs, taken
from bot.dialogs.steps import Answer, Asking, Data, Question, Step, currently, day_typed
from bot.text import EMPTY, Text, paragraphs
from bot.texts.schedules import times_in_words
from bot.view import Row
from domain.days import daystamp, from_daystamp
from domain.errors import Reason, Refused
from domain.kinds import Daily, EveryDays, Once, to_plain
from domain.numbers import parse_number
from domain.typed import parse_time, parse_times

REMIND_AT = (8 * 60, 12 * 60, 18 * 60, 20 * 60 + 30)


def _ask_kind(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("Again and again"), "often"),
        asking.choice(asking.lang.label("Just once"), "once"),
    )
    return Question(
        asking.lang.say("Is this something to do again and again, or once?"), (choices,)
    )


def _choose_kind(asking: Asking, value: str) -> Answer:
    if value == "once":
        once = {"once": True, "schedule": to_plain(Once())}
        # A new goal that is done once has no beginning; one that is there keeps the one it had.
        return Answer(once if "goal" in asking.data else {**once, "start": None})
    before = schedule_in(asking.data)
    kept = before if before and not isinstance(before, Once) else Daily()
    return Answer({"once": False, "schedule": to_plain(kept)})


def _ask_start(asking: Asking) -> Question:
    today = asking.turn.today
    rows: tuple[Row, ...] = (
        (
            asking.choice(asking.lang.label("Today"), daystamp(today)),
            asking.choice(asking.lang.label("Tomorrow"), daystamp(today + timedelta(days=1))),
            asking.choice(asking.lang.label("Next Monday"), daystamp(_next_monday(today))),
        ),
    )
    return Question(
        paragraphs(
            asking.lang.say("From which day on? Tap one, or type it, such as “5 Dec”."),
            _now(asking, "start"),
        ),
        (*rows, *month_rows(asking, today, today)),
    )


def _now(asking: Asking, field: str) -> Text:
    """The day that was chosen already, where one was."""
    stamp = asking.data.get(field)
    if not stamp:
        return EMPTY
    day = asking.lang.day(from_daystamp(stamp), asking.turn.today)
    return currently(asking, asking.lang.say("{day}", day=day))


def _read_start(asking: Asking, words: str) -> Answer:
    return _start(asking, day_typed(asking, words))


def _choose_start(asking: Asking, value: str) -> Answer:
    return _start(asking, from_daystamp(value))


def _start(asking: Asking, day: date) -> Answer:
    """A grid of days begins with the goal, or the first day would not be due."""
    schedule, changes = schedule_in(asking.data), {"start": daystamp(day)}
    if isinstance(schedule, EveryDays):
        return taken(EveryDays(schedule.every, day), **changes)
    return Answer(changes)


def _ask_target(asking: Asking) -> Question:
    today = asking.turn.today
    earliest = max(today, start_in(asking.data, today))
    once = isinstance(schedule_in(asking.data), Once)
    words = (
        asking.lang.say("By which day? Tap it, type it, or leave it open.")
        if once
        else asking.lang.say("Does it end? Tap a last day, type it, or let it go on.")
    )
    without = asking.lang.label("Any day") if once else asking.lang.label("No end")
    rows = ((asking.choice(without, "none"),),)
    return Question(
        paragraphs(words, _now(asking, "target")), (*rows, *month_rows(asking, today, earliest))
    )


def _read_target(asking: Asking, words: str) -> Answer:
    return _target(asking, day_typed(asking, words))


def _choose_target(asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"target": None})
    return _target(asking, from_daystamp(value))


def _target(asking: Asking, day: date) -> Answer:
    start = start_in(asking.data, asking.turn.today)
    if day < start:
        raise Refused("target", Reason.BEFORE_START, start=start, target=day)
    return Answer({"target": daystamp(day)})


def _ask_due_time(asking: Asking) -> Question:
    schedule = schedule_in(asking.data)
    at = schedule.at if isinstance(schedule, Once) else None
    buttons = tuple(asking.choice(asking.lang.time(minute), f"{minute}") for minute in REMIND_AT)
    return Question(
        paragraphs(
            asking.lang.say("At a time of that day? Tap one, or type it, such as “14:30”."),
            currently(
                asking,
                EMPTY if at is None else asking.lang.say("{time}", time=asking.lang.time(at)),
            ),
        ),
        (buttons, (asking.choice(asking.lang.label("At any time"), "none"),)),
    )


def _read_due_time(asking: Asking, words: str) -> Answer:
    return _due_at(parse_time(words, language=asking.lang.code))


def _choose_due_time(_asking: Asking, value: str) -> Answer:
    return _due_at(None if value == "none" else parse_number(value))


def _due_at(minute: int | None) -> Answer:
    return Answer({"schedule": to_plain(Once(minute))})


def _has_a_date(data: Data) -> bool:
    return not recurs(data) and bool(data.get("target"))


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _ask_reminders(asking: Asking) -> Question:
    buttons = [asking.choice(asking.lang.time(minute), f"{minute}") for minute in REMIND_AT]
    now = tuple(asking.data.get("reminders") or ())
    none = (asking.choice(asking.lang.label("No reminder"), "none"),)
    return Question(
        paragraphs(
            asking.lang.say(
                "A time to be reminded at? Tap one, or type several, such as “8, 16 and 22”."
            ),
            EMPTY
            if asking.turn.me.zone
            else asking.lang.say("I remind of nothing until I know your time zone."),
            currently(
                asking,
                asking.lang.say("{times}", times=times_in_words(asking.lang, now))
                if now
                else EMPTY,
            ),
        ),
        (tuple(buttons), none),
    )


def _read_reminders(asking: Asking, words: str) -> Answer:
    return Answer({"reminders": list(parse_times(words, language=asking.lang.code))})


def _choose_reminders(_asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"reminders": []})
    if not value.isdecimal() or int(value) >= 24 * 60:
        raise Refused("time", Reason.NOT_A_TIME)
    return Answer({"reminders": [int(value)]})


kind = Step("kind", "schedule", _ask_kind, choose=_choose_kind)

start = Step(
    "start", "start", _ask_start, read=_read_start, choose=_choose_start, skip={}, applies=recurs
)

target = Step("target", "target", _ask_target, read=_read_target, choose=_choose_target, skip={})

due_time = Step(
    "due_time",
    "target",
    _ask_due_time,
    read=_read_due_time,
    choose=_choose_due_time,
    skip={},
    applies=_has_a_date,
)

reminders = Step(
    "reminders",
    "reminders",
    _ask_reminders,
    read=_read_reminders,
    choose=_choose_reminders,
    skip={},
)
