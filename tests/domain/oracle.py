"""What is due when, said a second time: from the words of a rule, each day by itself, with plain
dates. Nothing of the code under test is used here, so a mistake would have to be made twice.

Rules are those that the database keeps: ``{"kind": "every_days", "every": 3, "anchor": …}``.
"""

from collections.abc import Callable, Container, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

Rule = Mapping[str, Any]
DAY = timedelta(days=1)


class Counted(NamedTuple):
    """A stretch of days with what was asked for in it and how it reads."""

    first: date
    last: date
    need: int
    reading: str


def is_due_by_rule(rule: Rule, start: date, target: date | None, day: date) -> bool:
    """Whether a goal with that rule is due on that day."""
    if day < start or (target is not None and day > target):
        return False
    return _FIXED[rule["kind"]](rule, target, day)


def _is_last_of_month(day: date) -> bool:
    return (day + DAY).day == 1


def _is_month_day(rule: Rule, _target: date | None, day: date) -> bool:
    """A number that the month does not reach is its last day."""
    too_late = any(number > day.day for number in rule["days"])
    return bool(day.day in rule["days"] or (_is_last_of_month(day) and too_late))


def _is_month_weekday(rule: Rule, _target: date | None, day: date) -> bool:
    if day.weekday() != rule["weekday"]:
        return False
    if rule["nth"] == -1:
        return (day + 7 * DAY).month != day.month
    earlier = [n for n in range(1, 6) if (day - n * 7 * DAY).month == day.month and n * 7 < day.day]
    return bool(len(earlier) == rule["nth"] - 1)


def _is_yearly(rule: Rule, _target: date | None, day: date) -> bool:
    if (rule["month"], rule["day"]) == (day.month, day.day):
        return True
    if (rule["month"], rule["day"]) != (2, 29):
        return False
    leaps = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    instead = {"feb28": (2, 28), "mar1": (3, 1)}[rule["leap"]]
    return not leaps and (day.month, day.day) == instead


_FIXED: dict[str, Callable[[Rule, date | None, date], bool]] = {
    "once": lambda _rule, target, day: day == target,
    "daily": lambda _rule, _target, _day: True,
    "weekdays": lambda rule, _target, day: day.weekday() in rule["days"],
    "every_days": lambda rule, _target, day: (
        (day - date.fromisoformat(rule["anchor"])).days % rule["every"] == 0
    ),
    "month_days": _is_month_day,
    "month_weekday": _is_month_weekday,
    "yearly": _is_yearly,
    "slotted": lambda rule, target, day: _FIXED[rule["of"]["kind"]](rule["of"], target, day),
}


def times_per(
    rule: Rule,
    start: date,
    end: date,
    rests: Container[date],
    states: Mapping[date, str],
    today: date,
) -> list[Counted]:
    """The weeks or months from start to end that have begun by today, day by day."""

    def period_of(day: date) -> tuple[int, ...]:
        if rule["period"] == "month":
            return day.year, day.month
        while day.weekday() != rule["week_start"]:
            day -= DAY
        return day.year, day.month, day.day

    counted, day = [], start
    while day <= min(end, today):
        days = [day + n * DAY for n in range(31) if period_of(day + n * DAY) == period_of(day)]
        before = sum(1 for n in range(1, 31) if period_of(day - n * DAY) == period_of(day))
        lived = [each for each in days if each <= end]
        awake = sum(1 for each in lived if each not in rests)
        need = min(awake, _rounded_up(rule["times"] * awake, len(days) + before))
        if awake:
            counted.append(_counted(lived[0], lived[-1], need, states, today))
        day = days[-1] + DAY
    return counted


def times_in(
    rule: Rule,
    start: date,
    end: date,
    rests: Container[date],
    states: Mapping[date, str],
    today: date,
) -> list[Counted]:
    """A window for each awake day that has as many awake days behind it as the rule says; the
    first of them counts from its first day on."""
    life = [start + n * DAY for n in range((end - start).days + 1)]
    awake = [day for day in life if day not in rests]
    size = min(rule["days"], len(awake))
    need = min(size, _rounded_up(rule["times"] * size, rule["days"]))
    counted = []
    for index in range(max(size - 1, 0), len(awake)):
        first, last = awake[index - size + 1], awake[index]
        if last <= today or (index == size - 1 and first <= today):
            counted.append(_counted(first, last, need, states, today))
    return counted


def after_done(
    rule: Rule,
    start: date,
    end: date,
    rests: Container[date],
    states: Mapping[date, str],
    today: date,
) -> list[Counted]:
    """Lives through the days one by one; an answer before the start counts as the last time."""
    every, counted = rule["every"], []
    earlier = [day for day, state in states.items() if state in ("done", "skipped") and day < start]
    due = max([start, *(day + every * DAY for day in earlier)])
    begun, left = None, 0
    day = start
    while day <= end and (day <= today or begun):
        if begun is None and day >= due and day not in rests:
            begun, left = day, every
        settled = states.get(day) in ("done", "skipped")
        left -= day not in rests
        if begun and (settled or left == 0):
            counted.append(_counted(begun, day, 1, states, today))
            begun = None
            due = day + DAY
        if settled:
            due = day + every * DAY
        day += DAY
    return [*counted, _counted(begun, end, 1, states, today)] if begun else counted


FREE = {"times_per": times_per, "times_in": times_in, "after_done": after_done}


def _rounded_up(number: int, by: int) -> int:
    return number // by + (number % by > 0)


def _counted(
    first: date, last: date, need: int, states: Mapping[date, str], today: date
) -> Counted:
    said = [states.get(first + n * DAY) for n in range((last - first).days + 1)]
    if said.count("done") + said.count("skipped") >= need:
        return Counted(first, last, need, "done" if "done" in said else "skipped")
    if said == ["part"]:
        return Counted(first, last, need, "part")
    return Counted(first, last, need, "missed" if last < today else "open")
