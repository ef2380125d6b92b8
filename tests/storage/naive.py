"""What storage should say, told again in the simplest way: a day at a time, by predicates over dicts.

Nothing of the domain's own reckoning is imported, only its words: kinds of schedule, states, readings.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.entries import Reading, State
from domain.goals import Status
from domain.kinds import (
    LAST,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Schedule,
    Slotted,
    Weekdays,
    Yearly,
)
from tests.storage.naive_free import FREE, Asked, Stretch

DAY = timedelta(days=1)
FAR = 3 * 366
"""Days after which a rhythm has surely come again."""

NEAR = 100
"""As many for those who choose the days themselves."""

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
    def once(self) -> bool:
        return isinstance(self.versions[-1][1], Once)

    @property
    def done_once(self) -> bool:
        """On a day on which it was a one-time goal."""
        return any(
            self.state(day) is State.DONE and isinstance(self.schedule(day), Once)
            for day, _ in self.answers
        )

    def version(self, day: date) -> int:
        return max(sum(since <= day for since, _ in self.versions) - 1, 0)

    def schedule(self, day: date) -> Schedule:
        return self.versions[self.version(day)][1]

    def days(self, last: date) -> list[date]:
        """From its start on, up to a day."""
        return [self.start + n * DAY for n in range((last - self.start).days + 1)]

    def settled(self) -> set[date]:
        """The days done or skipped."""
        return {day for day, _ in self.answers if self.state(day) in (State.DONE, State.SKIPPED)}

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
        """A one-time goal without a date, all day long today; and what one chooses the days of, as
        it was told on that day."""
        if not goal.start <= day <= min(today, goal.target or today):
            return False
        if isinstance(goal.schedule(day), FREE):
            told = {each for each in goal.settled() if each <= day}
            return self.stretch(goal, day, max(day, goal.start) + NEAR * DAY, told).asks(day)
        dateless = goal.target is None and isinstance(goal.schedule(day), Once)
        asks = goal.completed is None and not self.rests(goal, day)
        return dateless and day == today and asks

    def stretch(self, goal: Goal, day: date, horizon: date, settled: set[date]) -> Stretch:
        """The days around one on which the same free schedule rules."""
        schedule, last = goal.schedule(day), goal.target or horizon
        assert isinstance(schedule, FREE)
        days = [one for one in goal.days(last) if goal.version(one) == goal.version(day)]
        awake = [one for one in days if not self.rests(goal, one)]
        return Stretch(schedule, days, awake, settled, days[-1] < last)

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
        read = [self._read(goal, asked, today) for asked in self._asked(goal, goal.target)]
        if Reading.DONE in read and set(read) <= {Reading.DONE, Reading.SKIPPED}:
            return Status.COMPLETED
        return Status.ENDED if goal.target < today else Status.OPEN

    def lately(self, goal: Goal, today: date) -> tuple[int, int, int, int]:
        """Of the last twelve that counted, days or stretches: done, part, skipped, missed."""
        asked = [one for one in self._asked(goal, today + NEAR * DAY) if one[0] <= today]
        days = {day for day, _ in goal.answers if day <= today and goal.state(day) != State.OPEN}
        own = [
            (day, day, 1)
            for day in days
            if not any(first <= day <= last for first, last, _ in asked)
        ]
        every = sorted([*asked, *own], key=lambda one: one[1])
        read = [self._read(goal, one, today) for one in every]
        closed = [reading for reading in read if reading is not Reading.OPEN][-12:]
        wanted = (Reading.DONE, Reading.PART, Reading.SKIPPED, Reading.MISSED)
        return tuple(map(closed.count, wanted))  # type: ignore[return-value]

    def _asked(self, goal: Goal, horizon: date) -> list[Asked]:
        """Each day that is due, and each stretch of days in which so much is to be done."""
        asked: list[Asked] = []
        done_with: set[int] = set()
        for day in goal.days(min(horizon, goal.target or horizon)):
            if self.due(goal, day):
                asked.append((day, day, 1))
            elif isinstance(goal.schedule(day), FREE) and goal.version(day) not in done_with:
                done_with.add(goal.version(day))
                asked += self.stretch(goal, day, horizon, goal.settled()).units()
        return asked

    def _read(self, goal: Goal, asked: Asked, today: date) -> Reading:
        first, last, times = asked
        states = [goal.state(first + n * DAY) for n in range((last - first).days + 1)]
        done, skipped = states.count(State.DONE), states.count(State.SKIPPED)
        if done + skipped >= times:
            return Reading.DONE if done else Reading.SKIPPED
        if states == [State.PART]:
            return Reading.PART
        return Reading.MISSED if last < today else Reading.OPEN

    def next_open(self, goal: Goal, today: date) -> date | None:
        for day in (max(today, goal.start) + n * DAY for n in range(FAR)):
            if goal.target and day > goal.target:
                return None
            if goal.state(day) in (State.DONE, State.SKIPPED):
                continue
            if self.due(goal, day) or self._may_be_chosen(goal, day):
                return day
        return None

    def _may_be_chosen(self, goal: Goal, day: date) -> bool:
        if self.rests(goal, day):
            return False
        if isinstance(goal.schedule(day), FREE):
            return self.stretch(goal, day, day + NEAR * DAY, goal.settled()).asks(day)
        dateless = goal.target is None and isinstance(goal.schedule(day), Once)
        return dateless and not goal.done_once

    def settle(self, goal: Goal, now: datetime) -> None:
        """Completed, or open again."""
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
