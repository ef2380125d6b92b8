"""What storage should say, told again in the simplest way: a day at a time, by predicates over dicts.

Nothing of the domain's own reckoning is imported, only its words: kinds of schedule, states, readings.
What is asked for by goals that are done on days of one's choice is left to their own tests.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.entries import Reading, State
from domain.goals import Status
from domain.kinds import (
    LAST,
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)

DAY = timedelta(days=1)
FREE = (TimesPer, TimesIn, AfterDone)
FAR = 3 * 366

Answer = tuple[State, datetime]
Seen = tuple[int, date, int, Reading]
"""Goal, day, slot, and how that reads."""


@dataclass
class Goal:
    """One goal, with all that was ever said of it."""

    id: int
    title: str
    start: date
    target: date | None
    versions: list[tuple[date, Schedule]]
    created: datetime
    tags: set[str]
    archived: datetime | None = None
    binned: bool = False
    completed: datetime | None = None
    answers: dict[tuple[date, int], Answer] = field(default_factory=dict)
    words: dict[tuple[date, int], tuple[str | None, str | None]] = field(default_factory=dict)
    """Note and reason of a day's slot."""

    @property
    def simple(self) -> bool:
        """Whether all it ever was is due on days that can be named."""
        return not any(isinstance(schedule, FREE) for _, schedule in self.versions)

    @property
    def once(self) -> bool:
        return isinstance(self.versions[-1][1], Once)

    @property
    def done_once(self) -> bool:
        """On a day on which it was a one-time goal."""
        return any(
            self.state(day) is State.DONE and isinstance(self.schedule(day), Once)
            for day, _ in self.answers
        )

    def schedule(self, day: date) -> Schedule:
        ruling = [schedule for since, schedule in self.versions if since <= day]
        return ruling[-1] if ruling else self.versions[0][1]

    def slots(self, day: date) -> list[int]:
        schedule = self.schedule(day)
        return list(range(1, len(schedule.times) + 1)) if isinstance(schedule, Slotted) else [0]

    def answered(self, day: date) -> dict[int, State]:
        return {slot: state for (on, slot), (state, _) in self.answers.items() if on == day}

    def said(self, place: tuple[date, int]) -> tuple[str | None, str | None]:
        return self.words.get(place, (None, None))

    def say(self, place: tuple[date, int], note: str | None, reason: str | None) -> None:
        self.words[place] = (note, reason)
        if (note, reason) == (None, None):
            del self.words[place]

    def state(self, day: date) -> State:
        """Of the whole day."""
        given = self.answered(day)
        if 0 in given:
            return given[0]
        slots = {given.get(slot, State.OPEN) for slot in self.slots(day)}
        if slots == {State.SKIPPED}:
            return State.SKIPPED
        if slots <= {State.DONE, State.SKIPPED}:
            return State.DONE
        return State.PART if slots & {State.DONE, State.PART} else State.OPEN


@dataclass
class Pause:
    """Days off of a goal, of a tag, or of everything."""

    goal: int | None
    tag: str | None
    first: date
    last: date | None
    weekdays: frozenset[int] | None = None

    def covers(self, day: date) -> bool:
        within = self.first <= day and (self.last is None or day <= self.last)
        return within and (self.weekdays is None or day.weekday() in self.weekdays)


@dataclass
class Mood:
    """All that was said of one mood."""

    level: int
    felt_at: datetime
    logged_at: datetime
    day: date
    label: str | None = None
    note: str | None = None
    reasons: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    energy: int | None = None
    marks: dict[int, int] = field(default_factory=dict)
    whole_day: bool = False
    binned: bool = False


@dataclass
class World:
    """Everything of one person."""

    zone: str
    day_start: int = 0
    goals: dict[int, Goal] = field(default_factory=dict)
    pauses: dict[int, Pause] = field(default_factory=dict)
    moods: dict[int, Mood] = field(default_factory=dict)
    labels: dict[int, tuple[str, int]] = field(default_factory=dict)
    scales: dict[int, bool] = field(default_factory=dict)
    """Whether each is out of sight."""

    def day_of(self, instant: datetime) -> date:
        wall = instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return (wall - timedelta(minutes=self.day_start)).date()

    def tags(self) -> set[str]:
        """A tag stays while a goal is under it, or while it rests something."""
        used = {tag for goal in self.goals.values() for tag in goal.tags}
        return used | {pause.tag for pause in self.pauses.values() if pause.tag}

    def rests(self, goal: Goal, day: date) -> bool:
        if goal.archived and self.day_of(goal.archived) <= day:
            return True
        return any(
            pause.covers(day)
            for pause in self.pauses.values()
            if (pause.goal is None and pause.tag is None)
            or pause.goal == goal.id
            or pause.tag in goal.tags
        )

    def due(self, goal: Goal, day: date) -> bool:
        if day < goal.start or (goal.target and day > goal.target):
            return False
        schedule = goal.schedule(day)
        if isinstance(schedule, Once):
            return day == goal.target
        return falls_on(schedule, day) and not self.rests(goal, day)

    def offered(self, goal: Goal, day: date, today: date) -> bool:
        """A one-time goal without a date, all day long today, unless it rests."""
        dateless = goal.target is None and isinstance(goal.schedule(day), Once)
        asks = goal.completed is None and not self.rests(goal, day)
        return dateless and goal.start <= day == today and asks

    def may_tick(self, goal: Goal, day: date, today: date) -> bool:
        if day < today or goal.state(day) is not State.OPEN or self.due(goal, day):
            return True
        schedule = goal.schedule(day)
        free = isinstance(schedule, FREE) or (goal.target is None and isinstance(schedule, Once))
        return free and day == today and goal.start <= day <= (goal.target or day)

    def readings(self, goal: Goal, day: date, today: date) -> list[Seen]:
        """What a day shows of a goal."""
        given, seen = goal.answered(day), []
        for slot in sorted({*goal.slots(day), *given}):
            if slot in given:
                seen.append((goal.id, day, slot, Reading(given[slot])))
            elif self.due(goal, day):
                missed = Reading.MISSED if day < today else Reading.OPEN
                seen.append((goal.id, day, slot, missed))
            elif self.offered(goal, day, today):
                seen.append((goal.id, day, slot, Reading.OPEN))
        return seen

    def card(self, goal: Goal, day: date, today: date) -> list[Seen]:
        """As ``readings``, with a one-time goal past its date until that is answered; while it rests
        only what was answered today."""
        seen = self.readings(goal, day, today)
        late = goal.once and goal.target is not None and goal.target < today == day
        if late and goal.target and self._is_fresh(goal, goal.target, today):
            state = goal.answered(goal.target).get(0)
            late_reading = Reading(state) if state else Reading.MISSED
            if state or not self.rests(goal, today):
                seen.append((goal.id, goal.target, 0, late_reading))
        return seen

    def _is_fresh(self, goal: Goal, target: date, today: date) -> bool:
        _, at = goal.answers.get((target, 0), (None, None))
        return all(when is None or self.day_of(when) == today for when in (goal.completed, at))

    def status(self, goal: Goal, today: date) -> Status:
        if goal.target is None:
            return Status.COMPLETED if goal.once and goal.done_once else Status.OPEN
        days = range((goal.target - goal.start).days + 1)
        due = [goal.start + n * DAY for n in days if self.due(goal, goal.start + n * DAY)]
        states = [goal.state(day) for day in due]
        if State.DONE in states and set(states) <= {State.DONE, State.SKIPPED}:
            return Status.COMPLETED
        return Status.ENDED if goal.target < today else Status.OPEN

    def lately(self, goal: Goal, today: date) -> tuple[int, int, int, int]:
        """Of the last twelve days that counted: done, part, skipped, missed."""
        days = {day for day, _ in goal.answers if day <= today and goal.state(day) != State.OPEN}
        alive = range((min(today, goal.target or today) - goal.start).days + 1)
        days |= {goal.start + n * DAY for n in alive if self.due(goal, goal.start + n * DAY)}
        read = [(goal.state(day), day) for day in sorted(days)]
        settled = [state for state, day in read if state is not State.OPEN or day < today][-12:]
        return tuple(map(settled.count, (State.DONE, State.PART, State.SKIPPED, State.OPEN)))  # type: ignore[return-value]

    def next_open(self, goal: Goal, today: date) -> date | None:
        for day in (max(today, goal.start) + n * DAY for n in range(FAR)):
            if goal.target and day > goal.target:
                return None
            if goal.state(day) in (State.DONE, State.SKIPPED):
                continue
            dateless = goal.target is None and isinstance(goal.schedule(day), Once)
            if self.due(goal, day) or (
                dateless and not goal.done_once and not self.rests(goal, day)
            ):
                return day
        return None

    def settle(self, goal: Goal, now: datetime) -> None:
        """Completed, or open again."""
        if goal.simple:
            done = self.status(goal, self.day_of(now)) is Status.COMPLETED
            goal.completed = (goal.completed or now) if done else None


def falls_on(schedule: Schedule, day: date) -> bool:
    """Whether a repeating schedule names this day."""
    last_of_month = (day + DAY).day == 1
    match schedule:
        case Slotted(of):
            return falls_on(of, day)
        case Daily():
            return True
        case Weekdays(days):
            return day.weekday() in days
        case EveryDays(every, anchor):
            return (day - anchor).days % every == 0
        case MonthDays(days):
            return day.day in days or (last_of_month and max(days) > day.day)
        case MonthWeekday(nth, weekday):
            in_order = (day + 7 * DAY).month != day.month if nth == LAST else False
            return day.weekday() == weekday and (in_order or (day.day + 6) // 7 == nth)
        case Yearly(2, 29, leap) if day.year % 4:
            return (day.month, day.day) == ((2, 28) if leap is Leap.BEFORE else (3, 1))
        case Yearly(month, number):
            return (day.month, day.day) == (month, number)
    return False
