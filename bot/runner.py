"""Starting, running and stopping the bot, in the order in which nothing can be lost."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from telegram.error import InvalidToken

from bot.config import Config
from bot.courier import BotCourier
from bot.errors import TokenRefused
from bot.findings import Findings
from bot.pictures import Pictures
from bot.roles import Role
from bot.shift import STOP_SECONDS, Ready, Shift, furnished
from bot.tenure import Tenure, tenure_of
from bot.wires import Wires, introduce, wire
from charts.studio import Studio
from domain.clock import Clock
from domain.zones import keep_offsets
from scheduling.metronome import Metronome
from scheduling.pacer import Pacer
from scheduling.post import Post
from storage import newer_rules
from storage.database import Database
from storage.engine import is_postgres
from storage.errors import Busy, LeaseLost

log = structlog.get_logger()

Work = Coroutine[Any, Any, object]

PEOPLE_FIRST = 120.0
"""Seconds for which reminders wait after a start until people's own updates are answered. Who ticked a
goal off while the bot was away is not asked about it; and a flood does not silence it for good."""

PAUSE: Final = 2.0
"""Seconds until a database that is busy at the start is asked again."""

PRESS_IDLE: Final = 30.0
PRESS_LINE: Final = 3
"""Seconds after which what makes summaries goes, and how many may wait for one: each takes up to twenty."""


async def run(
    config: Config, clock: Clock, ready: Ready = lambda _username: None, role: Role = Role.ALL
) -> None:
    """Run until SIGTERM or SIGINT. Raises TokenRefused when the token is not, or no longer, good."""
    stopping = _signals()
    db = Database(config.database, clock)
    async with AsyncExitStack() as stack:
        stack.callback(db.close)
        wires = await wire(config, stack)
        if not await introduce(wires.bot, stopping) or not await _remember_offsets(db, stopping):
            return
        studio, press = Studio(), Studio(idle_seconds=PRESS_IDLE, line=PRESS_LINE)
        stack.push_async_callback(studio.close)
        stack.push_async_callback(press.close)
        pictures, findings = Pictures(studio, press), Findings(db, clock, studio)
        process = Process(config, clock, db, wires, _pacer(config), pictures, findings)
        try:
            await together(stopping.wait(), *process.works(role, ready))
        except InvalidToken:
            raise TokenRefused("Telegram does not accept the token any more.") from None
    log.info("stopped")


@dataclass(frozen=True, slots=True)
class Process:
    """What one process works with."""

    config: Config
    clock: Clock
    db: Database
    wires: Wires
    pacer: Pacer
    pictures: Pictures
    findings: Findings
    caught_up: asyncio.Event = field(default_factory=asyncio.Event)

    def works(self, role: Role, ready: Ready) -> list[Work]:
        """What there is to do side by side, each until it is cancelled."""
        if not is_postgres(self.db.url):
            return [self._take_turns(ready, sends=True)]
        if role is Role.SENDER:
            self.caught_up.set()  # who answers is another process, and may have been at it for long
            return [self._send()]
        answering = self._take_turns(ready, sends=False)
        return [answering] if role is Role.UPDATES else [answering, self._send()]

    async def _take_turns(self, ready: Ready, *, sends: bool) -> None:
        """Answer updates whenever it is this process's turn, and send then, if it ``sends`` at all."""
        tenure = tenure_of(self.db)
        while True:
            try:
                await tenure.begin()
                sending = [self._send()] if sends else []
                await together(tenure.last(), self._answer(tenure, ready), *sending)
            except LeaseLost:
                log.warning("the updates are left to another process: it took over")
            finally:
                await tenure.end()

    async def _answer(self, tenure: Tenure, ready: Ready) -> None:
        house = furnished(
            self.config, self.clock, self.db, self.wires, self.pacer, self.pictures, self.findings
        )
        await Shift(house, self.wires, tenure, self.caught_up).work(ready)

    async def _send(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PEOPLE_FIRST):
                await self.caught_up.wait()
        log.info("sending what is due", bot=self.wires.bot.username)
        courier = BotCourier(self.wires.api, self.db, self.clock, self.pictures, self.findings)
        post = Post(self.db, courier, self.pacer)
        metronome = Metronome(self.db)
        metronome.start_beating(post.wake)
        try:
            await post.run()
        finally:
            metronome.stop()
            await post.stop(STOP_SECONDS)


async def _remember_offsets(db: Database, stopping: asyncio.Event) -> bool:
    """Before any alarm is looked at: in a zone that is not known nothing goes off. False when the word
    to stop comes first."""
    while not stopping.is_set():
        try:
            keep_offsets(await db.read(newer_rules.offsets))
            return True
        except Busy:
            log.warning("the start waits: the database is busy")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), PAUSE)
    return False


def _pacer(config: Config) -> Pacer:
    return Pacer(
        all_per_second=config.sends_per_second,
        chat_per_second=config.chat_sends_per_second,
        group_per_minute=config.group_sends_per_minute,
    )


async def together(*works: Work) -> None:
    """Until one of them ends; the others are told so, and may finish what they have begun. Raises what
    ended the first."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in ended:
        task.result()


def _signals() -> asyncio.Event:
    """Set at the first SIGTERM or SIGINT; a second one ends the process at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        if stopping.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    return stopping
