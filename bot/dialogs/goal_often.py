"""The questions about how often: one that names the ways, and for each way what it needs to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.dialogs.calendar import month_rows
from bot.dialogs.goal_draft import schedule_in, start_in
from bot.dialogs.steps import Answer, Asking, Data, Question, Step, day_typed
from bot.texts.schedules import ordinals
from bot.view import Button, Row, in_rows
from domain.days import from_daystamp
from domain.errors import Reason, Refused
from domain.kinds import (
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesPer,
    Weekdays,
    Yearly,
    to_plain,
)
from domain.numbers import parse_number
from domain.oneline import parse_goal
from domain.typed import parse_times, parse_weekdays

WAYS = ("weekdays", "week", "times_month", "every", "month", "year", "slots")
"""What a way is called in a draft, and in the questions that apply to it. Every day needs none."""

NAMELESS = "-"
"""Stands for the title in a line that is only about time."""

EVERY = (2, 3, 4, 5, 7, 10, 14, 30)
PER_WEEK = range(1, 7)
PER_MONTH = range(1, 11)
SLOTS = ((8 * 60, 20 * 60), (8 * 60, 14 * 60, 20 * 60), (8 * 60, 12 * 60, 16 * 60, 20 * 60))


def taken(schedule: Schedule, **changes: object) -> Answer:
    """The answer that a schedule is."""
    return Answer({"schedule": to_plain(schedule), **changes})


def _ask_often(asking: Asking) -> Question:
    lang = asking.lang
    choices = (
        asking.choice(lang.label("Every day"), "daily"),
        asking.choice(lang.label("On chosen weekdays"), "weekdays"),
        asking.choice(lang.label("Times a week"), "week"),
        asking.choice(lang.label("Times a month"), "times_month"),
        asking.choice(lang.label("Every few days"), "every"),
        asking.choice(lang.label("Each month"), "month"),
        asking.choice(lang.label("Each year"), "year"),
        asking.choice(lang.label("Several times a day"), "slots"),
    )
    return Question(
        lang.say(
            "How often? Choose, or type it, such as “mon wed fri”, “every 3 days” or “2 times in 10 days”."
        ),
        in_rows(choices, 2),
    )


def _read_often(asking: Asking, words: str) -> Answer:
    """Weekdays, or whatever a goal in one line may say of how often and when."""
    try:
        days = parse_weekdays(words, language=asking.lang.code)
    except Refused:
        return _read_rhythm(asking, words)
    return taken(of_weekdays(days), chosen=None)


def _read_rhythm(asking: Asking, words: str) -> Answer:
    sketch = parse_goal(
        f'"{NAMELESS}" {words}',
        asking.turn.today,
        language=asking.lang.code,
        week_start=asking.turn.me.first_weekday,
        order=asking.turn.me.date_order,
    )
    if sketch.schedule is None or sketch.title != NAMELESS:
        raise Refused("schedule", Reason.UNREADABLE)
    times = {"reminders": list(sketch.reminders)} if sketch.reminders else {}
    once = isinstance(sketch.schedule, Once)
    return taken(sketch.schedule, chosen=None, once=once, **times)


def _choose_often(_asking: Asking, value: str) -> Answer:
    if value == "daily":
        return taken(Daily(), chosen=None)
    if value not in WAYS:
        raise Refused("schedule", Reason.UNKNOWN)
    return Answer({"chosen": value})


def of_weekdays(days: frozenset[int]) -> Schedule:
    """All seven are every day."""
    return Daily() if len(days) == 7 else Weekdays(days)


def _ask_days(asking: Asking) -> Question:
    days = _chosen_days(asking.data)
    rows = in_rows([_day(asking, day, day in days) for day in _week(asking)], 4)
    if days:
        rows = (*rows, (asking.choice(asking.lang.label("That is all"), "done"),))
    return Question(asking.lang.say("On which days? Tap them, or type “mon wed fri”."), rows)


def _week(asking: Asking) -> list[int]:
    return [(asking.turn.me.first_weekday + n) % 7 for n in range(7)]


def _day(asking: Asking, day: int, chosen: bool) -> Button:
    name = asking.lang.weekday(day, "abbreviated")
    return asking.choice(f"✓ {name}" if chosen else name, f"-{day}" if chosen else f"+{day}")


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
        return taken(of_weekdays(days), days=None)
    sign, day = value[:1], value[1:]
    if sign not in {"+", "-"} or day not in set("0123456"):
        raise Refused("weekdays", Reason.UNREADABLE)
    changed = days | {int(day)} if sign == "+" else days - {int(day)}
    return Answer({"days": sorted(changed)}, stay=True)


def _read_days(asking: Asking, words: str) -> Answer:
    return taken(of_weekdays(parse_weekdays(words, language=asking.lang.code)), days=None)


def _ask_times(asking: Asking) -> Question:
    weekly = asking.data.get("chosen") == "week"
    words = (
        asking.lang.say("How many times a week? The days are yours to choose.")
        if weekly
        else asking.lang.say("How many times a month? The days are yours to choose.")
    )
    return Question(words, in_rows(_numbers(asking, PER_WEEK if weekly else PER_MONTH), 5))


def _numbers(asking: Asking, numbers: range | tuple[int, ...]) -> list[Button]:
    return [asking.choice(str(number), str(number)) for number in numbers]


def _times(asking: Asking, words: str) -> Answer:
    period = Period.WEEK if asking.data.get("chosen") == "week" else Period.MONTH
    return taken(TimesPer(parse_number(words), period, asking.turn.me.first_weekday))


def _ask_every(asking: Asking) -> Question:
    return Question(
        asking.lang.say("Every how many days? Tap, or type a number."),
        in_rows(_numbers(asking, EVERY), 4),
    )


def _every(asking: Asking, words: str) -> Answer:
    number = parse_number(words)
    if number == 1:
        return taken(Daily(), chosen=None)
    return taken(EveryDays(number, _from(asking)), every=number)


def _from(asking: Asking) -> date:
    """A grid begins with the goal; one of a goal that runs already, with its change."""
    return max(start_in(asking.data, asking.turn.today), asking.turn.today)


def _ask_basis(asking: Asking) -> Question:
    every = asking.data["every"]
    return Question(
        asking.lang.say("Every {n} days: counted from when?", n=every),
        (
            (asking.choice(asking.lang.label("On fixed days"), "grid"),),
            (asking.choice(asking.lang.label("From when I last did it"), "done"),),
        ),
    )


def _choose_basis(asking: Asking, value: str) -> Answer:
    every = asking.data["every"]
    match value:
        case "grid":
            return taken(EveryDays(every, _from(asking)))
        case "done":
            return taken(AfterDone(every))
    raise Refused("schedule", Reason.UNKNOWN)


def _ask_month(asking: Asking) -> Question:
    days = [asking.choice(str(day), str(day)) for day in range(1, 31)]
    return Question(
        asking.lang.say("On which day of the month? Tap one, or type several, such as “1, 15”."),
        (
            *in_rows(days, 7),
            (asking.choice(asking.lang.label("The last day"), "31"),),
            (asking.choice(asking.lang.label("Such as the first Monday"), "nth"),),
        ),
    )


def _read_month(_asking: Asking, words: str) -> Answer:
    numbers = frozenset(parse_number(word) for word in words.replace(",", " ").split())
    return taken(MonthDays(numbers), chosen="month")


def _choose_month(asking: Asking, value: str) -> Answer:
    if value == "nth":
        return Answer({"chosen": "nth"})
    return _read_month(asking, value)


def _ask_nth(asking: Asking) -> Question:
    names = ordinals(asking.lang).items()
    return Question(
        asking.lang.say("Which one in the month?"),
        in_rows([asking.choice(name, str(nth % 10)) for nth, name in names], 5),
    )


def _choose_nth(_asking: Asking, value: str) -> Answer:
    nth = parse_number(value)
    return Answer({"nth": -1 if nth == 9 else nth})


def _ask_nth_day(asking: Asking) -> Question:
    buttons = [
        asking.choice(asking.lang.weekday(day, "abbreviated"), str(day)) for day in _week(asking)
    ]
    return Question(asking.lang.say("Which weekday?"), in_rows(buttons, 4))


def _choose_nth_day(asking: Asking, value: str) -> Answer:
    return taken(MonthWeekday(asking.data["nth"], parse_number(value)))


def _read_nth_day(asking: Asking, words: str) -> Answer:
    days = parse_weekdays(words, language=asking.lang.code)
    if len(days) != 1:
        raise Refused("weekdays", Reason.TOO_MANY, count=len(days), limit=1)
    return taken(MonthWeekday(asking.data["nth"], min(days)))


def _ask_year(asking: Asking) -> Question:
    today = asking.turn.today
    return Question(
        asking.lang.say("On which date each year? Type it, such as “5 Dec”, or tap it."),
        month_rows(asking, today, today),
    )


def _read_year(asking: Asking, words: str) -> Answer:
    return _yearly(day_typed(asking, words))


def _choose_year(_asking: Asking, value: str) -> Answer:
    return _yearly(from_daystamp(value))


def _yearly(day: date) -> Answer:
    return taken(Yearly(day.month, day.day))


def _ask_leap(asking: Asking) -> Question:
    choices: Row = (
        asking.choice(asking.lang.label("28 February"), Leap.BEFORE.value),
        asking.choice(asking.lang.label("1 March"), Leap.AFTER.value),
    )
    return Question(asking.lang.say("And in years without a 29 February?"), (choices,))


def _choose_leap(_asking: Asking, value: str) -> Answer:
    if value not in set(Leap):
        raise Refused("schedule", Reason.UNKNOWN)
    return taken(Yearly(2, 29, Leap(value)))


def _ask_slots(asking: Asking) -> Question:
    buttons = [
        asking.choice(
            ", ".join(map(asking.lang.time, times)), "-".join(str(minute) for minute in times)
        )
        for times in SLOTS
    ]
    return Question(
        asking.lang.say(
            "At which times? Each gets a box of its own. Type them, such as “8, 14, 20”."
        ),
        in_rows(buttons, 1),
    )


def _read_slots(asking: Asking, words: str) -> Answer:
    times = parse_times(words, language=asking.lang.code)
    if len(times) == 1:
        raise Refused("times", Reason.EMPTY, count=2)
    return taken(Slotted(Daily(), times))


def _choose_slots(_asking: Asking, value: str) -> Answer:
    return taken(Slotted(Daily(), tuple(parse_number(minute) for minute in value.split("-"))))


def recurs(data: Data) -> bool:
    """Whether it is something to do again and again."""
    return not isinstance(schedule_in(data), Once)


def _chosen(*ways: str) -> Callable[[Data], bool]:
    def applies(data: Data) -> bool:
        return recurs(data) and data.get("chosen") in ways

    return applies


def _on_leap_day(data: Data) -> bool:
    schedule = schedule_in(data)
    yearly = isinstance(schedule, Yearly) and (schedule.month, schedule.day) == (2, 29)
    return yearly and data.get("chosen") == "year"


GROUP = "schedule"

STEPS = (
    Step("often", GROUP, _ask_often, read=_read_often, choose=_choose_often, applies=recurs),
    Step(
        "days",
        GROUP,
        _ask_days,
        read=_read_days,
        choose=_choose_days,
        applies=_chosen("weekdays"),
    ),
    Step(
        "times",
        GROUP,
        _ask_times,
        read=_times,
        choose=_times,
        applies=_chosen("week", "times_month"),
    ),
    Step("every", GROUP, _ask_every, read=_every, choose=_every, applies=_chosen("every")),
    Step("basis", GROUP, _ask_basis, choose=_choose_basis, applies=_chosen("every")),
    Step(
        "month",
        GROUP,
        _ask_month,
        read=_read_month,
        choose=_choose_month,
        applies=_chosen("month", "nth"),
    ),
    Step("nth", GROUP, _ask_nth, choose=_choose_nth, applies=_chosen("nth")),
    Step(
        "nth_day",
        GROUP,
        _ask_nth_day,
        read=_read_nth_day,
        choose=_choose_nth_day,
        applies=_chosen("nth"),
    ),
    Step("year", GROUP, _ask_year, read=_read_year, choose=_choose_year, applies=_chosen("year")),
    Step("leap", GROUP, _ask_leap, choose=_choose_leap, applies=_on_leap_day),
    Step(
        "slots",
        GROUP,
        _ask_slots,
        read=_read_slots,
        choose=_choose_slots,
        applies=_chosen("slots"),
    ),
)
