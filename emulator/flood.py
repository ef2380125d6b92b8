"""Telegram's published sending limits, as token buckets over real time."""

import math
import time
from dataclasses import dataclass

from emulator import limits
from emulator.errors import too_many_requests


@dataclass(slots=True)
class Bucket:
    """Holds up to `capacity` permits, refilled at `rate` a second."""

    capacity: float
    rate: float
    permits: float
    refilled_at: float

    def wait(self, now: float) -> float:
        """Seconds until one permit is there; 0 if there is one."""
        grown = self.permits + (now - self.refilled_at) * self.rate
        self.permits, self.refilled_at = min(self.capacity, grown), now
        return max(0.0, (1 - self.permits) / self.rate)


class FloodControl:
    """30 messages/s over all, 1/s per chat with short bursts, 20/min per group; off by default."""

    def __init__(self) -> None:
        self.enforced = False
        self._buckets: dict[tuple[int, int | None], Bucket] = {}

    def admit(self, bot_id: int, chat_id: int) -> None:
        """Let one message pass, or raise 429 with the seconds to wait."""
        if not self.enforced:
            return
        now = time.monotonic()
        buckets = [self._overall(bot_id, now), self._of_chat(bot_id, chat_id, now)]
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for bucket in buckets:
            bucket.permits -= 1

    def enforce(self, on: bool) -> None:
        """Switch the limits; every bucket starts full."""
        self.enforced = on
        self._buckets.clear()

    def _overall(self, bot_id: int, now: float) -> Bucket:
        rate = limits.MESSAGES_PER_SECOND
        return self._buckets.setdefault((bot_id, None), Bucket(rate, rate, rate, now))

    def _of_chat(self, bot_id: int, chat_id: int, now: float) -> Bucket:
        capacity: float = limits.CHAT_BURST
        rate: float = limits.MESSAGES_PER_SECOND_PER_CHAT
        if chat_id < 0:
            capacity = limits.MESSAGES_PER_MINUTE_PER_GROUP
            rate = capacity / 60
        bucket = Bucket(capacity, rate, capacity, now)
        return self._buckets.setdefault((bot_id, chat_id), bucket)
