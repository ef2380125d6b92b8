"""The one source of the present instant, injected everywhere."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

# Keeps a shifted instant within the days that can be written (domain.days.LAST_DAY).
LONGEST_SHIFT = timedelta(days=36_525)


class Clock(Protocol):
    """Whatever can say what instant it is."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (the one place that may ask the machine)


class ShiftedClock:
    """The machine's time moved forward by the `offset_seconds` of a JSON file (the sandbox).

    Forward only: a day that has passed stays passed, so a smaller offset is ignored. A missing or
    half-written file leaves the last known offset in force.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = timedelta(0)
        self._read_at_mtime: int | None = None

    def now(self) -> datetime:
        """The present instant plus the offset, aware and in UTC."""
        self._refresh()
        return SystemClock().now() + self._offset

    def _refresh(self) -> None:
        try:
            mtime = self._path.stat().st_mtime_ns
            if mtime == self._read_at_mtime:
                return
            self._offset = max(self._offset, _offset_in(self._path.read_text("utf-8")))
        except (OSError, ValueError):
            # Not remembered as read: a half-written file may be completed within one mtime tick.
            return
        self._read_at_mtime = mtime


def _offset_in(text: str) -> timedelta:
    """Read `{"offset_seconds": N}`; ValueError when it says anything else or too much."""
    match json.loads(text):
        case {"offset_seconds": int() | float() as seconds} if (
            0 <= seconds <= LONGEST_SHIFT.total_seconds()
        ):
            return timedelta(seconds=seconds)
    raise ValueError("no usable offset_seconds")


@dataclass(slots=True)
class FakeClock:
    """Time as a test tells it."""

    instant: datetime

    def now(self) -> datetime:
        """The instant last set."""
        return self.instant

    def set(self, instant: datetime) -> None:
        """Make it be `instant` (aware, UTC)."""
        self.instant = instant

    def advance(self, by: timedelta) -> None:
        """Let `by` pass."""
        self.instant += by
