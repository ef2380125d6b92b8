"""How late an event loop is: what everybody who is waited for at that moment waits in addition."""

import asyncio
import json
import time
from pathlib import Path

STEP = 0.005


class Watch:
    """Looks every STEP seconds, and writes down at the end when the loop was how late."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._samples: list[tuple[float, float]] = []

    def start(self) -> None:
        """In the loop that is to be watched."""
        self._task = asyncio.create_task(self._watch())

    def stop(self) -> None:
        """Watch no more."""
        self._task.cancel()
        self._file.write_text(json.dumps(self._samples))

    async def _watch(self) -> None:
        while True:
            due = time.monotonic() + STEP
            await asyncio.sleep(STEP)
            now = time.monotonic()
            self._samples.append((now, now - due))


def lags(file: Path, since: float, until: float) -> list[float]:
    """Seconds late, of the samples taken between two moments of the monotonic clock."""
    return [late for at, late in json.loads(file.read_text()) if since <= at <= until]
