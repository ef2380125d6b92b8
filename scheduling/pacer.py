"""The pacer: when a message that nobody is waiting for, such as a reminder, may leave.

Telegram allows so many a second in all, one a second to a person and twenty a minute to a group. Each
chat waits for its own time in a lane of its own, and only then in the one line that all of them share.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

ALL_PER_SECOND = 25
"""Below the 30 that Telegram speaks of: answers need room, too."""

CHAT_PER_SECOND = 1
GROUP_PER_MINUTE = 20

ANSWERS_AHEAD = 1.0
"""Seconds: a burst of answers holds up reminders for no longer than this."""

FORGET_SECONDS = 60.0
"""So often chats are forgotten for which there is nothing to wait any more."""


@dataclass(slots=True)
class _Lane:
    """Messages that leave one after the other, `gap` seconds apart."""

    gap: float
    free_at: float = -math.inf
    waiting: int = 0
    order: asyncio.Lock = field(default_factory=asyncio.Lock)

    def rest_until(self, instant: float) -> None:
        self.free_at = max(self.free_at, instant)


class Pacer:
    """Gives turns; `now` is a monotonic clock in seconds, and `sleep` waits by the same clock."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        *,
        all_per_second: float = ALL_PER_SECOND,
        chat_per_second: float = CHAT_PER_SECOND,
        group_per_minute: float = GROUP_PER_MINUTE,
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._all = _Lane(1 / all_per_second)
        self._chat_gap = 1 / chat_per_second
        self._group_gap = 60 / group_per_minute
        self._lanes: dict[int, _Lane] = {}
        self._forget_at = -math.inf
        self._rests_until = -math.inf
        self._refused_chat: int | None = None
        self._refused_until = -math.inf

    @property
    def rests(self) -> bool:
        """Whether nothing may leave to anybody for a while."""
        return self._now() < self._rests_until

    def rest_of(self, chat_id: int) -> float:
        """Seconds until the chat's own time has come, whatever all others wait for."""
        return max(0.0, self._lane(chat_id).free_at - self._now())

    @property
    def chats(self) -> int:
        """How many chats it remembers."""
        return len(self._lanes)

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to the chat may leave; those to one chat keep their order."""
        lane = self._lane(chat_id)
        lane.waiting += 1
        try:
            async with lane.order:
                await self._pass(lane)
        finally:
            lane.waiting -= 1

    def rest(self, seconds: float, chat_id: int | None = None) -> None:
        """Let nothing leave to a chat, or to anybody, for so long from now."""
        until = self._now() + seconds
        lane = self._all if chat_id is None else self._lane(chat_id)
        lane.rest_until(until)
        if chat_id is None:
            self._rests_until = max(self._rests_until, until)

    def refused(self, seconds: float, chat_id: int) -> None:
        """Rest as a 429 from a chat demands, which does not say for whom. It is for that chat, unless
        another was refused and still rests: then it is for everybody."""
        now = self._now()
        also = self._refused_chat not in (None, chat_id) and now < self._refused_until
        self._refused_until = max(self._refused_until, now + seconds)
        self._refused_chat = chat_id
        self.rest(seconds, None if also else chat_id)

    def answered(self) -> None:
        """Say that an answer left. It took its place without waiting, so the next reminder waits."""
        now = self._now()
        behind = max(self._all.free_at, now) + self._all.gap
        self._all.rest_until(min(behind, now + ANSWERS_AHEAD))

    async def _pass(self, lane: _Lane) -> None:
        while True:
            await self._until_free(lane)
            async with self._all.order:
                await self._until_free(self._all)
                now = self._now()
                # The chat may have been told to rest while it stood in line: back into its lane.
                if lane.free_at <= now:
                    lane.free_at = now + lane.gap
                    self._all.free_at = self._next_beat(now)
                    return

    async def _until_free(self, lane: _Lane) -> None:
        while (left := lane.free_at - self._now()) > 0:
            await self._sleep(left)

    def _next_beat(self, now: float) -> float:
        """Counted from when the turn was due: a loop that wakes a little late loses no turns."""
        late = now - self._all.free_at
        return (self._all.free_at if late < self._all.gap else now) + self._all.gap

    def _lane(self, chat_id: int) -> _Lane:
        self._forget()
        if chat_id not in self._lanes:
            self._lanes[chat_id] = _Lane(self._group_gap if chat_id < 0 else self._chat_gap)
        return self._lanes[chat_id]

    def _forget(self) -> None:
        now = self._now()
        if now >= self._forget_at:
            self._forget_at = now + FORGET_SECONDS
            held = self._lanes.items()
            self._lanes = {id_: lane for id_, lane in held if lane.waiting or lane.free_at > now}
