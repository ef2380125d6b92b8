"""Ticking goals without Telegram: who ticks what, over and over, so many at once."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median

from domain.clock import SystemClock
from domain.days import Day, local_day
from domain.entries import State
from storage import entries
from storage.database import Database
from storage.people import Acquaintance
from tests.bench.histories import GOALS, ZONE
from tests.bench.rounds import alternated, percentile


@dataclass(frozen=True)
class Tick:
    """One tick of anybody's; each changes something."""

    person: int
    goal: int
    day: Day
    state: State

    @property
    def me(self) -> Acquaintance:
        return Acquaintance(
            self.person, self.person, self.person, "en", ZONE, 0, 0, frozenset({"goals"})
        )


How = Callable[[Tick], Awaitable[object]]


@dataclass(frozen=True)
class Ticked:
    """So many a second, and how many seconds each took."""

    rate: float
    waits: list[float]

    @property
    def typical(self) -> float:
        return median(self.waits)

    @property
    def p99(self) -> float:
        return percentile(self.waits, 0.99)


class Ticks:
    """Ticks of random people among so many."""

    def __init__(self, people: int) -> None:
        self._people = people
        self._random = Random(people)
        self._done: Counter[int] = Counter()
        self._day = local_day(SystemClock().now(), ZONE, 0)

    def another(self) -> Tick:
        person = self._random.randint(1, self._people)
        goal = (person - 1) * GOALS + self._random.randint(1, GOALS)
        self._done[goal] += 1
        state = State.DONE if self._done[goal] % 2 else State.OPEN
        return Tick(person, goal, self._day, state)


def in_turns(
    rounds: int, count: int, at_once: int, *sides: tuple[Ticks, How]
) -> tuple[tuple[Ticked, ...], ...]:
    """What each side took, round by round: so many ticks, so many of them under way at any moment."""

    def measured(ticks: Ticks, how: How) -> Ticked:
        return asyncio.run(_ticked(ticks, count, at_once, how))

    for side in sides:
        measured(*side)  # with caches as they are in a bot that has run for a while
    turns = alternated(rounds, *(partial(measured, *side) for side in sides))
    return tuple(zip(*turns, strict=True))


async def plainly(db: Database, tick: Tick) -> None:
    """By the use case alone."""
    await db.run(entries.tick, tick.me, tick.goal, tick.day, tick.state)


async def _ticked(ticks: Ticks, count: int, at_once: int, tick: How) -> Ticked:
    waits: list[float] = []

    async def one_after_the_other() -> None:
        for _ in range(count // at_once):
            begun = time.perf_counter()
            await tick(ticks.another())
            waits.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return Ticked(len(waits) / (time.perf_counter() - begun), waits)
