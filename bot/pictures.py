"""Pictures: charts on their way into the chat, drawn once and then sent by what Telegram calls them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Protocol

import structlog

from bot.logs import Sparingly
from charts.studio import NotDrawn
from charts.summary import Summary
from charts.values import Drawn, Named, Theme

log = structlog.get_logger()


class Draws(Protocol):
    """Who draws: the studio of ``charts``."""

    async def draw(self, chart: object, theme: Theme) -> Drawn:
        """A chart as PNG. Raises NotDrawn."""
        ...

    async def work(self, name: str, *arguments: object, seconds: float | None = None) -> Any:  # noqa: ANN401 - as the work returns
        """Have one of the studio's works done. Raises NotDrawn."""
        ...

    async def prepare(self) -> None:
        """Be ready for the next one."""
        ...


REMEMBERED = 100
"""Charts that are kept, 50 to 170 KiB each."""

SUMMARY_SECONDS: Final = 60.0
"""For a year of five moods a day, each with a note, a slow core takes a third of it."""


@dataclass(slots=True)
class Picture:
    """A chart as PNG. Once it was sent ``file_id`` is what Telegram calls it. ``stood_in`` are the names
    that could not be written on it, which belong into its caption."""

    content: bytes
    stood_in: tuple[Named, ...] = ()
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    chat_id: int
    picture: Picture


class Pictures:
    """Has charts drawn, and remembers them by what they show: the same data is the same picture. Of
    summaries a ``press`` is in charge, as one of them would keep every chart waiting for so long."""

    def __init__(self, studio: Draws, press: Draws) -> None:
        self._studio = studio
        self._press = press
        self._known: OrderedDict[bytes, _Known] = OrderedDict()
        self._trouble = Sparingly()
        self._preparing: set[asyncio.Task[None]] = set()
        self._erasures = 0

    async def draw(self, chat_id: int, chart: object, theme: Theme) -> Picture | None:
        """The chart; None when it cannot be drawn now, and words have to do."""
        if known := self.known(chat_id, chart, theme):
            return known
        erasures = self._erasures
        try:
            drawn = await self._studio.draw(chart, theme)
        except NotDrawn as error:
            self._tell(error)
            return None
        picture = Picture(drawn.content, drawn.stood_in)
        if erasures == self._erasures:  # else it may be of who is erased by now
            self._keep(_key(chat_id, chart, theme), _Known(chat_id, picture))
        return picture

    async def summary(self, summary: Summary) -> bytes | None:
        """A summary as PDF; None when it cannot be made now. It is kept nowhere: all of somebody's moods
        stand in it, and it is asked for once."""
        try:
            pdf: bytes = await self._press.work("summary", summary, seconds=SUMMARY_SECONDS)
        except NotDrawn as error:
            self._tell(error)
            return None
        return pdf

    def known(self, chat_id: int, chart: object, theme: Theme) -> Picture | None:
        """The chart if it was drawn before."""
        key = _key(chat_id, chart, theme)
        if key not in self._known:
            return None
        self._known.move_to_end(key)
        return self._known[key].picture

    def prepare(self) -> None:
        """Somebody looks at what leads to pictures: the first shall not wait for a process to start."""
        task = asyncio.create_task(self._studio.prepare())
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)

    def forget(self, chat_id: int) -> None:
        """Nothing is kept of who was erased, nor will be of what is being drawn."""
        self._erasures += 1
        for key in [key for key, known in self._known.items() if known.chat_id == chat_id]:
            del self._known[key]

    def _keep(self, key: bytes, known: _Known) -> None:
        self._known[key] = known
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _tell(self, error: NotDrawn) -> None:
        if self._trouble.may_speak():
            log.warning("a chart was not drawn", because=error.because)


def _key(chat_id: int, chart: object, theme: Theme) -> bytes:
    """What it shows, and to whom: nobody is sent a file that was made for somebody else."""
    return blake2b(repr((chat_id, theme, chart)).encode(), digest_size=16).digest()
