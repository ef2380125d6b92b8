"""An event loop whose clock jumps to what is waited for next, so that hours take no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import TypeVar

R = TypeVar("R")


class _Jumping(selectors.DefaultSelector):
    """Instead of waiting, it moves the clock on; waiting for nothing at all would never end."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits for somebody else"
        self.now += max(0.0, timeout)
        return super().select(0)


class _VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run(story: Coroutine[object, object, R]) -> R:
    """Run to the end; `asyncio.get_running_loop().time()` begins at 0."""
    with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
        return runner.run(story)


def now() -> float:
    """Seconds since the story began."""
    return asyncio.get_running_loop().time()
