"""Virtual time: real time plus an offset that only grows."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from emulator.atomic import write_atomically

MORNING_HOUR = 8


class Clock:
    """The emulator's one source of time; the bot follows it through the offset file."""

    def __init__(self, offset_file: Path | None = None) -> None:
        self._file = offset_file
        self._offset = timedelta(seconds=_stored_offset(offset_file))

    def now(self) -> datetime:
        """Virtual now, UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251 - this is the clock

    def unix(self) -> int:
        """Virtual now in whole Unix seconds, as Telegram dates messages."""
        return int(self.now().timestamp())

    @property
    def offset_seconds(self) -> float:
        """How far virtual time is ahead of real time."""
        return self._offset.total_seconds()

    def advance(self, step: timedelta) -> None:
        """Move forward; ValueError if `step` is negative, since a bot's due times never reopen."""
        if step < timedelta(0):
            raise ValueError("the clock only moves forward")
        self._offset += step
        if self._file is not None:
            body = json.dumps({"offset_seconds": self.offset_seconds})
            write_atomically(self._file, body.encode())

    def advance_to(self, instant: datetime) -> None:
        """Move to `instant` (aware); ValueError if it is past."""
        self.advance(instant - self.now())

    def next_morning(self, zone: ZoneInfo) -> datetime:
        """The next eight o'clock of `zone`, as an instant in UTC."""
        local = self.now().astimezone(zone)
        morning = local.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0, fold=0)
        if morning <= local:
            morning += timedelta(days=1)
        return morning.astimezone(UTC)


def _stored_offset(offset_file: Path | None) -> float:
    if offset_file is None or not offset_file.exists():
        return 0.0
    return float(json.loads(offset_file.read_text())["offset_seconds"])
