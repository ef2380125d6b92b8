"""One bot's updates: kept until confirmed, expired or forgotten, and given to one poller."""

import asyncio
import json
import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from emulator import limits
from emulator.clock import Clock
from emulator.errors import OTHER_POLLER, conflict

# Telegram delivers these only to bots that ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class QueuedUpdate:
    """An update, encoded once: polls answer hundreds of them a second."""

    update_id: int
    kind: str
    body: str
    expires_at: float


class UpdateQueue:
    """FIFO with Telegram's rules of offset, expiry and the single poller."""

    def __init__(self, clock: Clock, is_doubled: Callable[[], bool]) -> None:
        self.pending: deque[QueuedUpdate] = deque()
        # Dated, so that a fresh emulator never repeats an id to a bot that remembers the old one.
        self.next_id = clock.unix()
        self.allowed: frozenset[str] | None = None
        self._clock = clock
        self.is_doubled = is_doubled
        self._echoes: list[QueuedUpdate] = []
        self._arrival: asyncio.Future[bool] | None = None
        self._last_offset: int | None = None
        self._last_start = -math.inf
        self._next_conflict = -math.inf
        self._arrived = asyncio.Event()

    @property
    def pollers(self) -> int:
        """How many polls are waiting now: none or one."""
        return int(self._arrival is not None and not self._arrival.done())

    @property
    def confirmed_up_to(self) -> int:
        """The highest update id that will never be delivered again."""
        return self.pending[0].update_id - 1 if self.pending else self.next_id - 1

    def put(self, kind: str, payload: Any, lifetime: float) -> int | None:  # noqa: ANN401
        """Queue an update for `lifetime` seconds; None if the bot did not ask for this kind."""
        if not self._wants(kind):
            return None
        return self.put_raw(kind, {kind: payload}, lifetime)

    def put_raw(self, kind: str, update: dict[str, Any], lifetime: float) -> int:
        """Queue a whole update body as it is, with an id only if it has none."""
        update = {"update_id": self.next_id} | update
        update_id = int(update["update_id"])
        self.next_id = max(self.next_id, update_id + 1)
        expires_at = self._clock.unix() + lifetime
        self.pending.append(QueuedUpdate(update_id, kind, json.dumps(update), expires_at))
        self.wake()
        return update_id

    def wake(self) -> None:
        """Tell the waiting poll and the webhook that there may be something to deliver."""
        self._arrived.set()
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(True)

    async def poll(self, offset: int, limit: int, timeout: float) -> str:  # noqa: ASYNC109
        """A JSON array of updates. The offset confirms when the request arrives, not later.

        Raises a conflict in the *older* of two simultaneous polls.
        """
        self._end_older_poll()
        limit, timeout = self._slow_down_repeats(offset, limit, timeout)
        self._confirm(offset)
        deadline = time.monotonic() + timeout
        while not (batch := self._batch(limit)):
            if not await self._wait_for_arrival(deadline - time.monotonic()):
                break
        return f"[{','.join(update.body for update in batch)}]"

    def drop_head(self, update_id: int) -> None:
        """Forget the oldest update, which a webhook has taken."""
        if self.pending and self.pending[0].update_id == update_id:
            self.pending.popleft()

    async def wait_for_head(self) -> QueuedUpdate:
        """The oldest update that has not expired, once there is one; it stays queued."""
        while True:
            self._drop_expired()
            if self.pending:
                return self.pending[0]
            self._arrived.clear()
            await self._arrived.wait()

    def clear(self) -> None:
        """Forget everything undelivered (drop_pending_updates)."""
        self.pending.clear()
        self._echoes.clear()

    def reset(self) -> None:
        """As new, except that ids go on: who polls next is not a repeater or an intruder."""
        self.clear()
        self.allowed = None
        self._last_offset, self._next_conflict = None, -math.inf

    def _wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = deque(islice(self.pending, max(0, len(self.pending) + offset), None))
        # An offset from beyond the end is one this server never gave: start over at the head.
        elif offset <= self.next_id:
            while self.pending and self.pending[0].update_id < offset:
                self.pending.popleft()

    def _batch(self, limit: int) -> list[QueuedUpdate]:
        self._drop_expired()
        fresh = list(islice(self.pending, limit))
        repeats = [echo for echo in self._echoes if echo not in fresh]
        self._echoes = [echo for echo in self._echoes if echo not in repeats]
        self._echoes += [update for update in fresh if self.is_doubled()]
        return (repeats + fresh)[:limit]

    def _drop_expired(self) -> None:
        now = self._clock.unix()
        if any(update.expires_at <= now for update in islice(self.pending, 100)):
            self.pending = deque(u for u in self.pending if u.expires_at > now)

    def _slow_down_repeats(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        """As the official server: a poll that repeats itself quickly gets less, later."""
        now = time.monotonic()
        since, self._last_start = now - self._last_start, now
        repeated, self._last_offset = offset == self._last_offset, offset
        if repeated and since < limits.SHORT_POLL_SECONDS:
            timeout = max(timeout, limits.SHORT_POLL_SECONDS)
        if repeated and since < limits.REPEATED_OFFSET_SECONDS:
            limit = 1
        return limit, timeout

    def _end_older_poll(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(False)

    async def _wait_for_arrival(self, seconds: float) -> bool:
        """True if something came, false if time ran out; raises if another poll took over."""
        arrival = self._arrival = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait({arrival}, timeout=max(0.0, seconds))
        finally:
            came = arrival.result() if arrival.done() else None
            arrival.cancel()
        if came is False:
            await self._space_conflicts()
            raise conflict(OTHER_POLLER)
        return came is True

    async def _space_conflicts(self) -> None:
        """Two bots fighting over one token get one 409 every three seconds, not a hot loop."""
        now = time.monotonic()
        at = max(now, self._next_conflict)
        self._next_conflict = at + limits.CONFLICT_SPACING_SECONDS
        await asyncio.sleep(at - now)


def kind_of(update: Iterable[str]) -> str:
    """Which kind an update's keys make it."""
    return next((key for key in update if key != "update_id"), "")
