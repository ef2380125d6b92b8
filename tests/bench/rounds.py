"""Rounds in turns, A B C A B C: what slows the machine down for a while slows all of them down."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from tests.bench.crowd import PEOPLE
from tests.bench.processes import ROUND_SECONDS, Bot, Control

T = TypeVar("T")


@dataclass
class Rates:
    """Updates a second, round by round, and the processor time each took."""

    per_second: list[float] = field(default_factory=list)
    cpu_micros: list[float] = field(default_factory=list)

    @property
    def typical(self) -> float:
        return median(self.per_second)

    def over(self, baseline: "Rates") -> float:
        """How many times the baseline: the median over the rounds, each against its neighbour."""
        pairs = zip(self.per_second, baseline.per_second, strict=True)
        return median(ours / theirs for ours, theirs in pairs)


@dataclass(frozen=True)
class Turn:
    """How many updates one bot gets in one round."""

    bot: Bot
    updates: int


def in_turns(control: Control, delay: float, turns: list[Turn], rounds: int) -> dict[str, Rates]:
    """Rates by the bots' names; every call takes ``delay`` seconds."""
    control.ask("delay", seconds=delay)
    rates = {turn.bot.name: Rates() for turn in turns}
    for _ in range(rounds):
        for turn in turns:
            cpu = turn.bot.cpu_seconds
            seconds = deal(control, turn.bot, turn.updates)
            spent = turn.bot.cpu_seconds - cpu
            rates[turn.bot.name].per_second.append(turn.updates / seconds)
            rates[turn.bot.name].cpu_micros.append(spent / turn.updates * 1e6)
    return rates


def deal(control: Control, bot: Bot, updates: int, people: int = PEOPLE) -> float:
    """Hand out updates and wait until every one is answered. Seconds from first to last."""
    return float(
        control.ask(
            "round",
            token=bot.token,
            sort=bot.sort,
            n=updates,
            people=people,
            awaited=bot.calls,
        )
    )


def offer(
    control: Control,
    bot: Bot,
    updates: int,
    a_second: float,
    patience: float = ROUND_SECONDS,
    people: int = PEOPLE,
) -> dict[str, list[float]]:
    """Hand out updates at a fixed rate, as people would. Seconds until each call that ends one; those
    are missing that were not made by so many seconds after the last update."""
    waits = control.ask(
        "offer",
        token=bot.token,
        sort=bot.sort,
        n=updates,
        people=people,
        awaited=bot.calls,
        every=1 / a_second,
        patience=patience,
    )
    return {str(method): list(seconds) for method, seconds in waits.items()}


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so large a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def alternated(rounds: int, *measures: Callable[[], T]) -> Iterator[tuple[T, ...]]:
    """Each measure once a round, in turns."""
    for _ in range(rounds):
        yield tuple(measure() for measure in measures)
