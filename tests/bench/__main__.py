"""Measure, print the table, write build/bench.json. About fifteen minutes; each of the PARTS may be named to
be run alone. docs/performance.md tells how to read it."""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import table
from tests.bench.burst import burst
from tests.bench.ceiling import ceiling
from tests.bench.charting import charting
from tests.bench.charts import charts
from tests.bench.cold import of_imports, to_first_poll
from tests.bench.crowd import TAPPING
from tests.bench.fleet import Fleet, fleet, warmed
from tests.bench.growth import growth
from tests.bench.latency import latency
from tests.bench.processes import Control, far_end
from tests.bench.reminders import reminders
from tests.bench.responsiveness import loop
from tests.bench.rounds import Rates, Turn, alternated, deal, in_turns
from tests.bench.seed import seed
from tests.bench.statistics import statistics
from tests.bench.table import Line
from tests.bench.transactions import transactions
from tests.emulator_process import Emulator

ROUNDS = 5
SLOW = 0.04
"""Seconds a call takes as seen from a server in Europe, roughly."""

SETTLED_SECONDS = 3.0
"""After its start a bot tidies up once; then it is idle."""


def main(only: str | None = None) -> None:
    """Every part of the bench in one run, or one part. What is measured is shown and saved part by
    part: a later one that fails takes nothing along."""
    lines: list[Line] = []
    with far_end() as control:
        for part in PARTS.values() if only is None else (PARTS[only],):
            with tempfile.TemporaryDirectory() as folder:
                measured = list(part(control, Path(folder)))
            table.show(measured)
            lines += measured
            table.save(lines)


def _chat(control: Control, folder: Path) -> Iterator[Line]:
    database = seed(folder / "daymark.db")
    yield from _ceilings(control)
    yield from _cold_start(control, database)
    yield from _running(control, folder, database)


def _ceilings(control: Control) -> Iterator[Line]:
    """Both far ends: the emulator would be the limit, hence the stand-in."""
    with Emulator() as emulator:
        alice = emulator.person("Alice")
        alice.start()
        emulated = ceiling(emulator.url, emulator.token, alice.chat_id)
    yield Line("the emulator's own limit", emulated, "calls/s")
    yield Line("the stand-in's own limit", ceiling(control.url, "8:x", 1), "calls/s")


def _cold_start(control: Control, database: str) -> Iterator[Line]:
    def started() -> float:
        return to_first_poll(control, database)

    started()  # the first one ever also compiles the bytecode
    pairs = list(alternated(ROUNDS, of_imports, started))
    imports = median(imported for imported, _ in pairs)
    ratio = median(ours / imported for imported, ours in pairs)
    seconds = median(ours for _, ours in pairs)
    name = "P16 cold start to first poll ÷ two imports"
    yield Line(name, seconds, "s", imports, ratio)


def _running(control: Control, folder: Path, database: str) -> Iterator[Line]:
    with fleet(control, folder, database) as started:
        control.ask("first_poll", token=started.daymark.token, since=0.0)
        time.sleep(SETTLED_SECONDS)
        yield Line("P17 resident memory, idle", started.daymark.resident_mib, "MiB")
        bots = warmed(control, started)
        yield from _without_delay(control, bots)
        yield from _with_delay(control, bots)
        deal(control, bots.daymark, 20 * TAPPING, TAPPING)
        name = f"P17 most memory held, {TAPPING} people tapping"
        yield Line(name, bots.daymark.peak_mib, "MiB")


def _without_delay(control: Control, bots: Fleet) -> Iterator[Line]:
    turns = [
        Turn(bots.stock_echo, 600),
        Turn(bots.our_echo, 1500),
        Turn(bots.daymark, 600),
        Turn(bots.stock_tick, 300),
    ]
    rates = in_turns(control, 0.0, turns, ROUNDS)
    echo, tick = rates[bots.stock_echo.name], rates[bots.stock_tick.name]
    ours, daymark = rates[bots.our_echo.name], rates[bots.daymark.name]
    yield _compared("P1 echo, our transport ÷ stock echo, 0 ms", ours, echo)
    yield _compared("P2 tick-off, Daymark ÷ stock echo, 0 ms", daymark, echo)
    yield _compared("   tick-off, Daymark ÷ stock tick-off, 0 ms", daymark, tick)
    yield _processor("   processor time, our echo ÷ stock echo", ours, echo)
    yield _processor("   processor time, Daymark's tick-off ÷ stock tick-off", daymark, tick)


def _with_delay(control: Control, bots: Fleet) -> Iterator[Line]:
    turns = [
        Turn(bots.stock_echo, 40),
        Turn(bots.our_echo, 1000),
        Turn(bots.daymark, 500),
        Turn(bots.stock_tick, 20),
    ]
    rates = in_turns(control, SLOW, turns, ROUNDS)
    echo, tick = rates[bots.stock_echo.name], rates[bots.stock_tick.name]
    ours, daymark = rates[bots.our_echo.name], rates[bots.daymark.name]
    yield _compared("   echo, our transport ÷ stock echo, 40 ms", ours, echo)
    yield _compared("   tick-off, Daymark ÷ stock echo, 40 ms", daymark, echo)
    yield _compared("P3 tick-off, Daymark ÷ stock tick-off, 40 ms", daymark, tick)


def _compared(name: str, ours: Rates, baseline: Rates) -> Line:
    return Line(name, ours.typical, "updates/s", baseline.typical, ours.over(baseline))


def _processor(name: str, ours: Rates, baseline: Rates) -> Line:
    """Less swayed by what else runs on the machine than updates a second are."""
    mine, theirs = median(ours.cpu_micros), median(baseline.cpu_micros)
    pairs = zip(ours.cpu_micros, baseline.cpu_micros, strict=True)
    return Line(name, mine, "µs/update", theirs, median(a / b for a, b in pairs))


PARTS = {
    "chat": _chat,
    "latency": latency,
    "loop": loop,
    "transactions": transactions,
    "reminders": reminders,
    "burst": burst,
    "growth": growth,
    "statistics": statistics,
    "charts": charts,
    "charting": charting,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
