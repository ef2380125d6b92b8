"""The strength of a habit: the score of Loop Habit Tracker 2.3.1, one step for each day.

A step takes the score to `score * m + value * (1 - m)` with `m = 0.5 ** (sqrt(f) / 13)`, where `f`
is times by days. `value` is what was done in the last so many days by what was to be done, 1 at
most; both are doubled for f < 1, without which "2 in 3 days" would settle far below 2/3.
"""

from collections.abc import Mapping, Sequence
from math import exp2, sqrt
from typing import Final, NamedTuple

from domain.days import ONE_DAY, Day, days_between
from domain.entries import State
from domain.kinds import (
    AfterDone,
    Daily,
    EveryDays,
    MonthDays,
    MonthWeekday,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from domain.rests import is_resting
from domain.schedules import Plan, is_once, schedule_on

HALF_LIFE: Final = 13
"""After how many days of nothing a daily habit has half its strength."""

_WORTH: Final[Mapping[State, float]] = {State.DONE: 1, State.PART: 0.5}


class Frequency(NamedTuple):
    """So many times in so many days."""

    times: int
    days: int


def strength(plan: Plan, states: Mapping[Day, State], today: Day) -> float | None:
    """From 0 to 1; None before the first day that counts, and for a one-time goal."""
    days = history(plan, states, today)
    return days[-1][1] if days and not is_once(plan) else None


def history(plan: Plan, states: Mapping[Day, State], today: Day) -> list[tuple[Day, float]]:
    """The strength at the end of each day, from the first that changed it on.

    Days between start and end count once they are over, any other day once it is answered: today's
    silence and that before the start count against nobody. A skipped day, and a resting one on which
    nothing was done, leaves the score as it was; the latter is no part of any window either.
    """
    told: list[tuple[Day, float]] = []
    done, score, begun = [0.0], 0.0, False
    for day in _days(plan, states, today):
        state, frequency = states.get(day, State.OPEN), frequency_of(schedule_on(plan, day))
        if frequency and (state in _WORTH or not is_resting(plan.rests, day)):
            done.append(done[-1] + _WORTH.get(state, 0))
            if state is not State.SKIPPED:
                score, begun = _step(score, frequency, done), True
        if begun:
            told.append((day, score))
    return told


def frequency_of(schedule: Schedule) -> Frequency | None:
    """How often in how many days, as Loop would have it; None for a one-time goal."""
    match schedule.of if isinstance(schedule, Slotted) else schedule:
        case Daily():
            return Frequency(1, 1)
        case Weekdays(days=days):
            return Frequency(len(days), 7)
        case EveryDays(every=every) | AfterDone(every=every):
            return Frequency(1, every)
        case MonthDays(days=days):
            return Frequency(min(len(days), 30), 30)
        case MonthWeekday():
            return Frequency(1, 30)
        case Yearly():
            return Frequency(1, 365)
        case TimesPer(times=times, period=period):
            return Frequency(times, 7) if period is Period.WEEK else Frequency(min(times, 30), 30)
        case TimesIn(times=times, days=length):
            return Frequency(times, length)
        case _:
            return None


def _step(score: float, frequency: Frequency, done: Sequence[float]) -> float:
    """`done` are the sums of all days up to each, the last of them the day's own."""
    times, days = frequency
    kept = exp2(-sqrt(times / days) / HALF_LIFE)
    if times < days:
        times, days = times * 2, days * 2
    value = min(1, (done[-1] - done[max(0, len(done) - 1 - days)]) / times)
    return score * kept + value * (1 - kept)


def _days(plan: Plan, states: Mapping[Day, State], today: Day) -> list[Day]:
    """The days that may count, in order."""
    answered = {day for day, state in states.items() if state is not State.OPEN and day <= today}
    return sorted(answered.union(days_between(plan.start, min(today - ONE_DAY, plan.end))))
