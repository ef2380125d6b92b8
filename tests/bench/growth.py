"""The part "growth": what a tick-off takes among many people's rows, beside a few people's."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from domain.clock import SystemClock
from storage.database import Database
from tests.bench.fleet import ANSWER_AND_EDIT, with_cards
from tests.bench.histories import with_histories
from tests.bench.processes import Bot, Control, start_daymark, stop
from tests.bench.rounds import alternated, offer
from tests.bench.table import Line
from tests.bench.ticking import Ticks, in_turns, plainly

FEW = 1_000
MANY = 100_000
"""A tenth of the people the goal speaks of: filling the file should not take minutes."""

ROUNDS = 5
COUNT = 300
UPDATES, A_SECOND = 120, 40


def growth(control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. About a minute and a half, half of it filling."""
    urls = {
        count: with_histories(f"sqlite:///{folder / f'{count}.db'}", count) for count in (MANY, FEW)
    }
    yield _transaction(urls)
    yield _tick_off(control, urls)


def _transaction(urls: dict[int, str]) -> Line:
    """Of random people, so that what is read lies anywhere in the file."""
    with ExitStack() as stack:
        databases = {count: Database(url, SystemClock()) for count, url in urls.items()}
        for db in databases.values():
            stack.callback(db.close)
        sides = ((Ticks(count), partial(plainly, db)) for count, db in databases.items())
        rounds = zip(*in_turns(ROUNDS, COUNT, 1, *sides), strict=True)
        return _line("transaction", [(many.typical, few.typical) for many, few in rounds])


def _tick_off(control: Control, urls: dict[int, str]) -> Line:
    """From the tap to the card, without delay, fewer than the bot can do."""
    with ExitStack() as stack:
        bots = []
        for number, url in enumerate(urls.values()):
            token = f"{20 + number}:growth"
            process = start_daymark(control, token, url)
            stack.callback(stop, process)
            bots.append(with_cards(control, Bot("Daymark", token, "tap", ANSWER_AND_EDIT, process)))
        rounds = alternated(ROUNDS, *(partial(_typical, control, bot) for bot in bots))
        return _line("tick-off", [(many, few) for many, few in rounds])


def _typical(control: Control, bot: Bot) -> float:
    waits = offer(control, bot, UPDATES, A_SECOND)
    return median(waits[ANSWER_AND_EDIT[-1]])


def _line(name: str, rounds: list[tuple[float, float]]) -> Line:
    many, few = (median(side) * 1e3 for side in zip(*rounds, strict=True))
    ratio = median(one / other for one, other in rounds)
    return Line(f"P19 {name}, p50, {MANY:,} people ÷ {FEW:,}", many, "ms", few, ratio)
