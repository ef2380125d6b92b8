"""Units: what a goal is counted in.

Of a fixed schedule each due day is a unit; of a free one each stretch of days within which it asks
for so many times. An answer outside of all of them is a unit of its own, so that a backfilled day
counts, while silence there counts against nobody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from domain.days import ONE_DAY, Day
from domain.entries import Progress, Reading, State
from domain.kinds import AfterDone, Schedule, TimesIn, TimesPer
from domain.schedules import Plan, Span, due_in, spans
from domain.tally import Tally
from domain.windows import Window, bounds, first_window, periods, sliding, turns

RECENT: Final = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """From `first` to `last` (both included) it was to be done on `need` days; `done`, `part` and
    `skipped` are the days so answered."""

    first: Day
    last: Day
    need: int
    done: int
    part: int
    skipped: int
    reading: Reading


def units(plan: Plan, states: Mapping[Day, State], today: Day) -> list[Unit]:
    """All units in order, up to the one under way. `states` are those of whole days."""
    tally = Tally(states)
    asked = list(asked_units(plan, tally, today, today))
    own = [Window(day, day, 1) for day in _outside(asked, tally) if day <= today]
    extra = [_unit(window, tally, today) for window in own]
    return sorted([*asked, *extra], key=lambda unit: unit.last)


def asked_units(plan: Plan, tally: Tally, today: Day, through: Day) -> Iterator[Unit]:
    """The units that the plan itself asks for, in order, of which each has begun by `through`."""
    for span in spans(plan):
        for window in _windows(plan, span, tally, min(through, span.last)):
            yield _unit(window, tally, today)


def units_in_a_row(plan: Plan, states: Mapping[Day, State], today: Day) -> list[Unit]:
    """The units that streaks are counted in. Of a goal for so many times in so many days these
    stretches alone: three days filled in before it began are no "3 weeks in a row"."""
    own = _stretch(plan.versions[-1].schedule)
    if own is None:
        return units(plan, states, today)
    tally = Tally(states)
    return [
        _unit(window, tally, today)
        for span in spans(plan)
        if _stretch(span.schedule) is own
        for window in _windows(plan, span, tally, min(today, span.last))
    ]


def under_way(plan: Plan, states: Mapping[Day, State], day: Day, today: Day) -> Unit | None:
    """The unit of so many times within so many days that `day` is part of, the latest to close first:
    "2 of 3 this week". None of other kinds, on a day of rest outside of all of them, and of one that
    has not begun by `today`."""
    for span in spans(plan):
        if not span.first <= day <= span.last:
            continue
        window = _window_around(plan, span, day)
        if window and window.first <= min(day, today) and day <= window.last:
            return _unit(window, Tally(states), today)
    return None


def progress(some: Iterable[Unit]) -> Progress:
    """Count the readings of units; `due` leaves out the open ones."""
    readings = [unit.reading for unit in some]
    still_open = readings.count(Reading.OPEN)
    return Progress(
        done=readings.count(Reading.DONE),
        part=readings.count(Reading.PART),
        skipped=readings.count(Reading.SKIPPED),
        missed=readings.count(Reading.MISSED),
        open=still_open,
        due=len(readings) - still_open,
    )


def recent(plan: Plan, states: Mapping[Day, State], today: Day, n: int = RECENT) -> Progress:
    """The last `n` units that are closed or met: "9 of the last 12".

    The one under way counts once it is answered, so that a morning never shows a worse number than
    the night before.
    """
    settled = [unit for unit in units(plan, states, today) if unit.reading is not Reading.OPEN]
    return progress(settled[-n:])


def _window_around(plan: Plan, span: Span, day: Day) -> Window | None:
    """The one that may hold `day`, found without a walk through all before it."""
    match span.schedule:
        case TimesPer() as schedule:
            # From its first day on: asked from a day of rest, the next one would come.
            begin = bounds(schedule, day)[0]
            return next(iter(periods(plan, span, schedule, begin)), None)
        case TimesIn() as schedule:
            first = first_window(plan, span, schedule)
            if first is None or day <= first.last:
                return first
            return next(iter(sliding(plan, span, schedule, day)), None)
    return None


def _stretch(schedule: Schedule) -> object:
    """What a schedule for so many times in so many days counts in: weeks, months, or days."""
    match schedule:
        case TimesPer(period=period):
            return period
        case TimesIn():
            return TimesIn
    return None


def _windows(plan: Plan, span: Span, tally: Tally, through: Day) -> Iterable[Window]:
    match span.schedule:
        case TimesPer() as schedule:
            windows = periods(plan, span, schedule, span.first)
        case TimesIn() as schedule:
            return _whole_windows(plan, span, schedule, through)
        case AfterDone() as schedule:
            windows = turns(plan, span, schedule, tally)
        case _:
            due = due_in(plan, span, span.first, through)
            return (Window(day, day, 1) for day in due)
    return takewhile(lambda window: window.first <= through, windows)


def _whole_windows(plan: Plan, span: Span, schedule: TimesIn, through: Day) -> Iterator[Window]:
    """The first one as soon as it has begun, and then one for each day."""
    first = first_window(plan, span, schedule)
    if first is None or first.first > through:
        return
    yield first
    later = sliding(plan, span, schedule, first.last + ONE_DAY)
    yield from takewhile(lambda window: window.last <= through, later)


def _unit(window: Window, tally: Tally, today: Day) -> Unit:
    first, last, need = window
    done = tally.count(State.DONE, first, last)
    part = tally.count(State.PART, first, last)
    skipped = tally.count(State.SKIPPED, first, last)
    if done and done + skipped >= need:
        reading = Reading.DONE
    elif done + skipped >= need:
        reading = Reading.SKIPPED
    elif first == last and part:
        reading = Reading.PART
    else:
        reading = Reading.MISSED if last < today else Reading.OPEN
    return Unit(first, last, need, done, part, skipped, reading)


def _outside(asked: Iterable[Unit], tally: Tally) -> Iterator[Day]:
    """The answered days that no unit holds."""
    waiting = sorted(asked, key=lambda unit: unit.first)
    reach, index = None, 0
    for day in tally.days:
        while index < len(waiting) and waiting[index].first <= day:
            reach = max(reach or waiting[index].last, waiting[index].last)
            index += 1
        if reach is None or day > reach:
            yield day
