"""Sockets as an unkind network treats them: callers that leave, answers that never come whole."""

import asyncio
from collections.abc import Awaitable
from typing import Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

T = TypeVar("T")


class Hangup(Exception):  # noqa: N818 - nothing failed; the line is to be cut
    """Close the connection without an answer."""


class Lines(Protocol):
    """Something that can cut the connection of a caller, named by host and port."""

    def cut(self, client: tuple[str, int]) -> None:
        """Abort the connection at once, dropping what was not yet sent."""


class NoAnswer(Response):
    """Cuts the line instead of answering."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut, and wait until the server has noticed; it would send a 500 otherwise."""
        self._lines.cut(scope["client"])
        await _left(receive)


class HalfAnswer(Response):
    """Promises a whole body and closes in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send half; the server closes a connection whose answer is left unfinished."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})


async def unless_gone(work: Awaitable[T], request: Request) -> T:
    """The result of `work`; cancelled, with a Hangup, once the caller has left."""
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request.receive))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Hangup
    finally:
        task.cancel()
        leaving.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
