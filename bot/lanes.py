"""Lanes: what one person does is handled in order, different people side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Generic, TypeVar

J = TypeVar("J")

WIDTH = 64
"""So many people at once; beyond it, more only wait for each other."""

SHARE = 20
"""So many of one person's count; by more of them nobody else is kept waiting."""

FULL = 1000
"""With so many that count unfinished no more are fetched: they are safe where they are."""

MOST = 100_000
"""Nor with so many in all: the little that is remembered of each has to have an end, too."""


class Lanes(Generic[J]):
    """A queue per key, each worked off by a task of its own that ends with the queue.

    ``handle`` must not raise; what it does with trouble is its own affair. Each key fills at most its
    ``share`` of what makes the lanes ``full``.
    """

    def __init__(
        self,
        handle: Callable[[J], Awaitable[None]],
        width: int = WIDTH,
        full: int = FULL,
        share: int = SHARE,
        most: int = MOST,
    ) -> None:
        self.share = share
        self._handle = handle
        self._full = full
        self._most = most
        self._places = asyncio.Semaphore(width)
        self._queues: dict[int, deque[J]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._unfinished = 0
        self._counted = 0
        self._moved = asyncio.Event()
        self._stopping = False

    def put(self, key: int, job: J) -> None:
        """Line up behind whatever the same key already waits for."""
        self._counted += self.behind(key) < self.share
        self._unfinished += 1
        if key in self._queues:
            self._queues[key].append(job)
            return
        self._queues[key] = deque([job])
        task = asyncio.create_task(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def behind(self, key: int) -> int:
        """How many of a key's are unfinished."""
        return len(self._queues.get(key, ()))

    async def room(self) -> None:
        """Wait until more may be fetched."""
        while self._counted >= self._full or self._unfinished >= self._most:
            self._moved.clear()
            await self._moved.wait()

    async def empty(self) -> None:
        """Wait until everything that was put is done."""
        while self._unfinished:
            self._moved.clear()
            await self._moved.wait()

    async def stop(self, seconds: float) -> None:
        """Finish what is under way, begin nothing new, and let go of what takes longer.

        Whatever is dropped here is still in the inbox.
        """
        self._stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self, key: int) -> None:
        queue = self._queues[key]
        with suppress(asyncio.CancelledError):
            while queue and not self._stopping:
                async with self._places:
                    # The place may have come after the word to stop.
                    if not self._stopping:
                        await self._handle(queue[0])
                        self._finish(queue)
        del self._queues[key]

    def _finish(self, queue: deque[J]) -> None:
        queue.popleft()
        self._unfinished -= 1
        self._counted -= len(queue) < self.share
        self._moved.set()
