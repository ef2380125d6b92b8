"""What has to be said, told in the simplest way: by looking at everybody's wall clock each minute."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.reminded import Occasion


@dataclass(frozen=True)
class Habit:
    """A goal with one reminder: on these weekdays, at this minute after midnight."""

    person: int
    goal: int
    title: str
    zone: str
    day_start: int
    minute: int
    weekdays: frozenset[int]


@dataclass(frozen=True)
class Going:
    """A moment at which a reminder goes off, and whether its goal is asked for on that day at all."""

    occasion: Occasion
    at: datetime
    asked: bool


def goings(habits: Collection[Habit], after: datetime, until: datetime) -> Iterator[Going]:
    """Walk from minute to minute and look at the clock on everybody's wall. An hour that comes twice
    counts once; what lies in one that is left out is not looked for here."""
    by_wall = defaultdict(list)
    for habit in habits:
        by_wall[habit.zone, habit.minute].append(habit)
    zones = {habit.zone: ZoneInfo(habit.zone) for habit in habits}
    seen: set[Occasion] = set()
    at = after.replace(second=0, microsecond=0)
    while (at := at + timedelta(minutes=1)) <= until:
        for name, zone in zones.items():
            wall = at.astimezone(zone).replace(tzinfo=None)
            for habit in by_wall.get((name, wall.hour * 60 + wall.minute), ()):
                day = (wall - timedelta(minutes=habit.day_start)).date()
                occasion = Occasion(habit.person, habit.goal, day)
                if occasion not in seen:
                    seen.add(occasion)
                    yield Going(occasion, at, day.weekday() in habit.weekdays)
