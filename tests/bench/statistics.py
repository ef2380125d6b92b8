"""The part "statistics": a year and ten years of one person's moods, among thousands of people's."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy.engine import make_url

from domain.clock import SystemClock
from domain.ranges import Range
from domain.spans import Span
from storage import mood_histories, people
from storage.database import Database
from storage.people import Acquaintance
from storage.statistics import count_moods
from tests.bench.postgres import new_database, server
from tests.bench.processes import Control
from tests.bench.raw_statistics import RawStatistics
from tests.bench.rounds import alternated
from tests.bench.table import Line
from tests.bench.ten_years import ONE_YEAR, SOMEBODY, TEN_YEARS, ZONE, with_ten_years

FEW, MANY = 1_000, 10_000
ROUNDS = 15
COLD_ROUNDS = 5
SPANS = {"one year": ONE_YEAR, "ten years": TEN_YEARS}
Side = Callable[[], object]


def statistics(_control: Control, folder: Path) -> Iterator[Line]:
    """All lines of the part. About a minute, most of it filling."""
    gc.freeze()  # as the bot itself does: what its imports made is not looked through again and again
    files = {
        count: with_ten_years(f"sqlite:///{folder / f'moods-{count}.db'}", count)
        for count in (FEW, MANY)
    }
    yield from _of("SQLite", files)
    yield from _cold(files[MANY])
    with server() as address:
        yield from _of(
            "PostgreSQL",
            {
                count: with_ten_years(new_database(address, f"moods_{count}"), count)
                for count in (FEW, MANY)
            },
        )


def _of(name: str, urls: dict[int, str]) -> Iterator[Line]:
    few, many = (_Statistics(urls[count]) for count in (FEW, MANY))
    raw = RawStatistics(urls[MANY])
    for of, span in SPANS.items():
        ours = partial(many.count, span)
        assert ours() == raw.count(span) > 0
        yield _compared(f"P18 {of}, {name} ÷ its driver", ours, partial(raw.count, span))
        yield _compared(
            f"P19 {of}, {name}, {MANY:,} people ÷ {FEW:,}", ours, partial(few.count, span)
        )
    yield _compared(f"   ten years as plain logs, {name}", partial(many.logs, TEN_YEARS))
    for each in (few, many, raw):
        each.close()


def _cold(url: str) -> Iterator[Line]:
    """With nothing of the file in memory, over a connection that was just made."""

    def cold(kind: type[_Statistics | RawStatistics]) -> float:
        _forget(Path(str(make_url(url).database)))
        opened = kind(url)
        seconds = _timed(partial(opened.count, TEN_YEARS))
        opened.close()
        return seconds

    sides = (partial(cold, kind) for kind in (_Statistics, RawStatistics))
    yield _line("P18 ten years, SQLite, cold ÷ its driver", list(alternated(COLD_ROUNDS, *sides)))


def _forget(file: Path) -> None:
    """Let the system drop what it holds of a file."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class _Statistics:
    """Ours, as the bot asks for them."""

    def __init__(self, url: str) -> None:
        self._db = Database(url, SystemClock())
        found = self._db.read_now(people.find, SOMEBODY)
        assert found
        self._me: Acquaintance = found

    def count(self, span: Span) -> int:
        """How many logs were counted."""
        wanted = Range(span.first, span.last, ZONE)
        return sum(day.count for day in self._db.read_now(count_moods, self._me, wanted))

    def logs(self, span: Span) -> int:
        """How many there are, with their reasons."""
        return len(self._db.read_now(mood_histories.moods_with_reasons, self._me, span))

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()


def _compared(name: str, *sides: Side) -> Line:
    for side in sides:
        side()  # the first one of each makes its statements
    return _line(name, list(alternated(ROUNDS, *(partial(_timed, side) for side in sides))))


def _line(name: str, rounds: list[tuple[float, ...]]) -> Line:
    ours, *other = (median(side) * 1e3 for side in zip(*rounds, strict=True))
    if not other:
        return Line(name, ours, "ms")
    return Line(name, ours, "ms", other[0], median(one / two for one, two in rounds))


def _timed(side: Side) -> float:
    gc.collect()  # or what one side left behind would be swept up, time and again, in the other's time
    begun = time.perf_counter()
    side()
    return time.perf_counter() - begun
