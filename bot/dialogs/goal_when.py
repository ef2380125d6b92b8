"""The questions about when: once or again and again, on which days, from when, until when, reminded."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogs.calendar import month_rows
from bot.dialogs.goal_draft import schedule_in, start_in
from bot.dialogs.steps import Answer, Asking, Data, Question, Step, currently
from bot.text import EMPTY, Text, paragraphs
from bot.texts.schedules import times_in_words
from bot.view import Row, in_rows
from domain.days import daystamp, from_daystamp
from domain.errors import Reason, Refused
from domain.schedules import Daily, Once, Schedule, Weekdays, to_plain
from domain.typed import parse_day, parse_times, parse_weekdays

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


def _ask_often(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("Every day"), "daily"),
        asking.choice(asking.lang.label("On chosen weekdays"), "weekdays"),
    )
    return Question(
        asking.lang.say("How often? Choose, or type the days, such as “mon wed fri”."), (choices,)
    )


def _read_often(asking: Asking, words: str) -> Answer:
    days = parse_weekdays(words, language=asking.lang.code)
    return Answer({"chosen": False, "schedule": to_plain(_of_weekdays(days))})


def _choose_often(asking: Asking, value: str) -> Answer:
    if value == "daily":
        return Answer({"chosen": False, "schedule": to_plain(Daily())})
    return Answer({"chosen": True})


def _of_weekdays(days: frozenset[int]) -> Schedule:
    return Daily() if len(days) == 7 else Weekdays(days)


def _ask_days(asking: Asking) -> Question:
    days = _chosen_days(asking.data)
    order = [(asking.turn.me.first_weekday + n) % 7 for n in range(7)]
    buttons = [
        asking.choice(
            f"✓ {asking.lang.weekday(day, 'abbreviated')}"
            if day in days
            else asking.lang.weekday(day, "abbreviated"),
            f"-{day}" if day in days else f"+{day}",
        )
        for day in order
    ]
    rows = in_rows(buttons, 4)
    if days:
        rows = (*rows, (asking.choice(asking.lang.label("Done"), "done"),))
    return Question(asking.lang.say("On which days? Tap them, or type “mon wed fri”."), rows)


def _chosen_days(data: Data) -> frozenset[int]:
    days = data.get("days")
    if days is not None:
        return frozenset(days)
    schedule = schedule_in(data)
    return schedule.days if isinstance(schedule, Weekdays) else frozenset()


def _choose_days(asking: Asking, value: str) -> Answer:
    """``+2`` and ``-2`` put a day in or out, whatever was there; ``done`` takes what is chosen."""
    days = _chosen_days(asking.data)
    if value == "done":
        if not days:
            raise Refused("weekdays", Reason.NO_WEEKDAY)
        return Answer({"days": None, "schedule": to_plain(_of_weekdays(days))})
    sign, day = value[:1], value[1:]
    if sign not in {"+", "-"} or day not in set("0123456"):
        raise Refused("weekdays", Reason.UNREADABLE)
    changed = days | {int(day)} if sign == "+" else days - {int(day)}
    return Answer({"days": sorted(changed)}, stay=True)


def _read_days(asking: Asking, words: str) -> Answer:
    days = parse_weekdays(words, language=asking.lang.code)
    return Answer({"days": None, "schedule": to_plain(_of_weekdays(days))})


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
    return Answer({"start": daystamp(_typed_day(asking, words))})


def _choose_start(_asking: Asking, value: str) -> Answer:
    return Answer({"start": daystamp(from_daystamp(value))})


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
    return _target(asking, _typed_day(asking, words))


def _choose_target(asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"target": None})
    return _target(asking, from_daystamp(value))


def _target(asking: Asking, day: date) -> Answer:
    start = start_in(asking.data, asking.turn.today)
    if day < start:
        raise Refused("target", Reason.BEFORE_START, start=start, target=day)
    return Answer({"target": daystamp(day)})


def _typed_day(asking: Asking, words: str) -> date:
    return parse_day(words, asking.turn.today, language=asking.lang.code)


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
            asking.lang.say("<i>I keep the times; sending reminders is still to come.</i>"),
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


def _recurs(data: Data) -> bool:
    return not isinstance(schedule_in(data), Once)


def _picks_days(data: Data) -> bool:
    return _recurs(data) and bool(data.get("chosen"))


kind = Step("kind", "schedule", _ask_kind, choose=_choose_kind)

often = Step(
    "often", "schedule", _ask_often, read=_read_often, choose=_choose_often, applies=_recurs
)

days = Step(
    "days", "schedule", _ask_days, read=_read_days, choose=_choose_days, applies=_picks_days
)

start = Step(
    "start", "start", _ask_start, read=_read_start, choose=_choose_start, skip={}, applies=_recurs
)

target = Step("target", "target", _ask_target, read=_read_target, choose=_choose_target, skip={})

reminders = Step(
    "reminders",
    "reminders",
    _ask_reminders,
    read=_read_reminders,
    choose=_choose_reminders,
    skip={},
)
