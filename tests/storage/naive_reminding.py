"""Which reminders have to be said, told in the simplest way: by looking at the clock on the wall.

Nothing that lets reminders go off is imported. Of times that the clocks leave out nothing is told here.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.entries import Reading
from domain.kinds import Slotted
from tests.storage.naive import Goal, World

MINUTE = timedelta(minutes=1)
LATE = timedelta(hours=2)
"""What is later than that is said as late, and not in quiet hours."""

SOON = timedelta(minutes=20)
"""What is due so soon may be said with what is due now."""

ENOUGH = 6
"""After so many attempts that were cut off something is given up."""

UNANSWERED = {Reading.OPEN, Reading.MISSED}
Occasion = tuple[int, date]
"""A reminder, by its number, and a day."""


@dataclass
class Bell:
    """A reminder of a goal at a minute of the wall clock."""

    goal: int
    minute: int
    speaks: bool = True


@dataclass
class Hearer(World):
    """A person: as ``World``, with their reminders by number, and their quiet hours."""

    bells: dict[int, Bell] = field(default_factory=dict)
    quiet: tuple[int, int] | None = (22 * 60, 7 * 60)

    def goings(
        self, bell: Bell, after: datetime, until: datetime
    ) -> Iterator[tuple[date, datetime]]:
        """For which days it goes off, and when; the latest first."""
        zone, at = ZoneInfo(self.zone), until
        while at > after:
            wall = at.astimezone(zone)
            if wall.hour * 60 + wall.minute == bell.minute and self._speaks(bell):
                yield self.day_of(at), at
            at -= MINUTE

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours under way are over."""
        end, zone = now, ZoneInfo(self.zone)
        while self._is_quiet(end.astimezone(zone)):
            end += MINUTE
        return end if end > now else None

    def slots(self, goal_id: int, day: date, now: datetime) -> dict[int, Reading]:
        """How what stands of a goal on the card of a day reads."""
        goal = self.goals.get(goal_id)
        if goal is None or _is_away(goal):
            return {}
        seen = self.card(goal, day, self.day_of(now))
        return {slot: reading for _, on, slot, reading in sorted(seen) if on == day}

    def meant(self, goal_id: int, day: date, minute: int, now: datetime) -> int:
        """The slot that a reminder is about: the one at its time, or the first without an answer."""
        there = self.slots(goal_id, day, now)
        if 0 in there or not there:
            return 0
        schedule = self.goals[goal_id].schedule(day)
        times = schedule.times if isinstance(schedule, Slotted) else ()
        at_its_time = [nth for nth, at in enumerate(times, 1) if at == minute and nth in there]
        still_open = [slot for slot, reading in there.items() if reading in UNANSWERED]
        return next(iter((*at_its_time, *still_open, *there)))

    def _speaks(self, bell: Bell) -> bool:
        return bell.speaks and not _is_away(self.goals[bell.goal])

    def _is_quiet(self, wall: datetime) -> bool:
        if self.quiet is None:
            return False
        start, end = self.quiet
        minute = wall.hour * 60 + wall.minute
        return (start <= minute < end) if start <= end else (minute >= start or minute < end)


@dataclass
class Pending:
    """Something that is to be said, not before ``ready``. ``weight`` is that of attempts which came to
    nothing; the slot is known once it was decided about. It is not ``sure`` where something else was
    on its way when it was not wanted: whether it was looked at then is left open."""

    goal: int
    day: date
    due: datetime
    ready: datetime
    bell: int | None = None
    slot: int | None = None
    weight: int = 0
    sure: bool = True

    @property
    def place(self) -> tuple[int, date, int | None]:
        return self.goal, self.day, self.slot


@dataclass
class Told:
    """What went off, and what is still to be said of it. Nothing of this is ever taken back."""

    counted: datetime
    """Everything until then has gone off."""

    gone_off: set[Occasion] = field(default_factory=set)
    pending: dict[object, Pending] = field(default_factory=dict)
    unwanted: dict[object, Pending] = field(default_factory=dict)
    """What was ready at the last look, and is not to be said."""

    def go_off(self, hearer: Hearer, now: datetime) -> None:
        """Each reminder once for a day, and once for all the days that were missed."""
        for number, bell in hearer.bells.items():
            latest = next(hearer.goings(bell, self.counted, now), None)
            if latest is not None:
                self.goes_off(number, bell, *latest)
        self.counted = now

    def goes_off(self, number: int, bell: Bell, day: date, at: datetime) -> None:
        if (number, day) not in self.gone_off:
            self.gone_off.add((number, day))
            self.pending[number, day] = Pending(bell.goal, day, at, at, number)

    def decide(self, hearer: Hearer, now: datetime) -> dict[object, Pending]:
        """What has to be said at this moment, by its name."""
        quiet_until = hearer.quiet_until(now)
        for one in self._ready(now).values():
            if one.due < now - LATE and quiet_until:
                one.ready = quiet_until
        self.unwanted = {
            name: one for name, one in self._ready(now).items() if not wanted(hearer, one, now)
        }
        return {name: one for name, one in self._ready(now).items() if name not in self.unwanted}

    def is_over(self, now: datetime, said: Container[object]) -> None:
        """Everything of that moment was looked at, and what need not be said is gone."""
        for name, one in self._ready(now).items():
            assert name in self.unwanted or name in said or not one.sure, f"{name} was not said"
            del self.pending[name]

    def waits(self, now: datetime, until: datetime) -> None:
        """Something is on its way: the rest of that moment is looked at later."""
        for name, one in self._ready(now).items():
            one.ready, one.sure = until, one.sure and name not in self.unwanted

    def _ready(self, now: datetime) -> dict[object, Pending]:
        return {name: one for name, one in self.pending.items() if one.ready <= now}


def wanted(hearer: Hearer, one: Pending, now: datetime) -> bool:
    """Whether something that is ready is said; from then on it speaks of one slot."""
    there = hearer.slots(one.goal, one.day, now)
    bell = None if one.bell is None else hearer.bells.get(one.bell)
    if bell is not None and one.slot not in there:
        one.slot = hearer.meant(one.goal, one.day, bell.minute, now)
    is_on = one.bell is None or (bell is not None and bell.speaks)
    return is_on and one.weight < ENOUGH and there.get(one.slot or 0) in UNANSWERED


def _is_away(goal: Goal) -> bool:
    return goal.binned or goal.archived is not None
