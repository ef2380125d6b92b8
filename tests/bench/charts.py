"""The part "charts": each kind beside a bare one of matplotlib's, and what the process that draws costs."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from charts.studio import Studio
from charts.values import Theme
from tests.bench.drawn import DIGITS, KINDS
from tests.bench.processes import Control, memory_mib
from tests.bench.table import Line
from tests.charts.samples import SAMPLES

COLD_ROUNDS = 3
CHARTS = 30
KIB = 1024
IDLE_SECONDS = 0.5
"""In the place of five minutes, so that one can see it go."""


def charts(_control: Control, _folder: Path) -> Iterator[Line]:
    """All lines of the part. About half a minute."""
    yield from _beside_bare_ones()
    yield from asyncio.run(_process())


def _beside_bare_ones() -> Iterator[Line]:
    program = [sys.executable, "-m", "tests.bench.drawn"]
    found = json.loads(subprocess.run(program, stdout=subprocess.PIPE, check=True).stdout)
    for name in (*KINDS, DIGITS):
        seconds, bare, ratio, _, _ = found[name]
        yield Line(f"P14 {name} ÷ bare", seconds * 1e3, "ms", bare * 1e3, ratio)
    size, beside = (max(found[name][side] / KIB for name in KINDS) for side in (3, 4))
    yield Line("P14 the largest picture; the largest bare one", size, "KiB", beside)


async def _process() -> list[Line]:
    colds = sorted([await _cold() for _ in range(COLD_ROUNDS)])
    studio = Studio(idle_seconds=IDLE_SECONDS)
    for chart in islice(cycle(SAMPLES.values()), CHARTS):
        await studio.draw(chart, Theme.LIGHT)
    assert studio.pid is not None
    held, gone = memory_mib(studio.pid, "VmHWM"), await _gone(studio.pid)
    await studio.close()
    return [
        Line("   from nothing to the first picture", colds[COLD_ROUNDS // 2] * 1e3, "ms"),
        Line(f"P15 most memory held by what draws, {CHARTS} charts", held, "MiB"),
        Line(f"   gone when idle for {IDLE_SECONDS:g} s, after", gone, "s"),
    ]


async def _cold() -> float:
    studio = Studio()
    begun = time.perf_counter()
    await studio.draw(SAMPLES[KINDS[0]], Theme.LIGHT)
    seconds = time.perf_counter() - begun
    await studio.close()
    return seconds


async def _gone(pid: int) -> float:
    """Seconds until the process is no more."""
    begun = time.perf_counter()
    while Path(f"/proc/{pid}").exists():
        await asyncio.sleep(0.01)
    return time.perf_counter() - begun
