"""The studio: charts are drawn in a process of its own, started when there is something to draw.

Drawn in a thread they hold up everybody's answers by up to a quarter of a second each, and what draws
them takes more memory than all the rest of the bot. That process goes when nothing was asked of it for a
while; one that hangs or dies costs the picture, and the next picture gets a new one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, cast

from charts.pipe import SIZE, length_of, packed, unpacked
from charts.values import Drawn, Theme

READY: Final = "ready"
NICE: Final = 10
START_SECONDS: Final = 60.0
"""The first start on a machine looks through all of its fonts."""

JOB_SECONDS: Final = 5.0
IDLE_SECONDS: Final = 300.0
LINE: Final = 20
"""So many may wait for their turn; whoever comes then is told in words at once."""

_COMMAND: Final = (sys.executable, "-m", "charts.drawing")


class NotDrawn(Exception):
    """There is no picture, and ``because`` of what. Nothing else is lost: say it in words."""

    def __init__(self, because: str) -> None:
        super().__init__(f"not drawn: {because}")
        self.because = because


@dataclass(frozen=True, slots=True)
class Failed:
    """A job ended in an error of that kind."""

    kind: str


class Studio:
    """One drawer at most, and one chart at a time."""

    def __init__(
        self,
        job_seconds: float = JOB_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
        line: int = LINE,
        command: tuple[str, ...] = _COMMAND,
    ) -> None:
        self._job_seconds = job_seconds
        self._idle_seconds = idle_seconds
        self._line = line
        self._command = command
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process: Process | None = None
        self._closing: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """The process that draws, if there is one."""
        return self._process.pid if self._process else None

    async def draw(self, chart: object, theme: Theme) -> Drawn:
        """A chart of ``charts.days`` or ``charts.levels`` as PNG. Raises NotDrawn."""
        return cast("Drawn", await self.work("draw", chart, theme))

    async def work(self, name: str, *arguments: object, seconds: float | None = None) -> Any:  # noqa: ANN401 - as the work returns
        """Have one of ``charts.drawing.works`` done, in so many ``seconds`` if it is a long one. Raises
        NotDrawn."""
        if self._waiting >= self._line:
            raise NotDrawn("too many wait")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._done(name, arguments, seconds or self._job_seconds)
        finally:
            self._waiting -= 1

    async def prepare(self) -> None:
        """Start what draws, so that the picture which is asked for next comes at once."""
        if self._turn.locked():
            return
        async with self._turn:
            with suppress(NotDrawn):
                await self._drawer()
                self._rest()

    async def close(self) -> None:
        """End what draws, at once."""
        if self._closing:
            self._closing.cancel()
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _done(self, name: str, arguments: tuple[object, ...], seconds: float) -> object:
        process = await self._drawer()
        try:
            answer = await self._asked(process, packed((name, arguments)), seconds)
        except BaseException:
            # Whatever it still writes would be taken for the answer to the next job.
            await self.close()
            raise
        self._rest()
        if isinstance(answer, Failed):
            raise NotDrawn(answer.kind)
        return answer

    async def _drawer(self) -> Process:
        if self._closing:
            self._closing.cancel()
        if self._process and self._process.returncode is None:
            return self._process
        self._process = await self._started()
        try:
            await self._asked(self._process, b"", START_SECONDS)
        except BaseException:
            await self.close()
            raise
        return self._process

    async def _started(self) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, start_new_session=True, env=_environment()
            )
        except OSError as error:
            raise NotDrawn("nothing to draw with") from error

    async def _asked(self, process: Process, job: bytes, seconds: float) -> object:
        """Write a job, if there is one, and wait for what comes."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.timeout(seconds):
                process.stdin.write(job)
                await process.stdin.drain()
                head = await process.stdout.readexactly(SIZE)
                content = await process.stdout.readexactly(length_of(head))
        except TimeoutError:
            raise NotDrawn("it took too long") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise NotDrawn("what draws has died") from None
        try:
            return unpacked(content)
        except Exception as error:  # pickle raises anything, as when what draws is another version
            raise NotDrawn("what came is no answer") from error

    def _rest(self) -> None:
        loop = asyncio.get_running_loop()
        self._closing = loop.call_later(self._idle_seconds, self._go)

    def _go(self) -> None:
        """Nothing was asked for a while. Its input ends, and so does it."""
        process, self._process = self._process, None
        if process and process.stdin:
            process.stdin.close()


def _environment() -> dict[str, str]:
    """What draws needs no secret, and gets none."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DAYMARK_")}
