"""The post: sweep what is due, take what is to be said, send it, and write down what became of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import cast

import structlog

from scheduling.courier import Courier, NotSent, Outcome, Refused, Sent
from scheduling.overtaken import Overtaken
from scheduling.pacer import Pacer
from storage import alarms, moves, outbox, sweep
from storage.crash import crash_point
from storage.database import Database
from storage.errors import Busy
from storage.parcels import Card

log = structlog.get_logger()

PAUSE = 30.0
"""Seconds after a bug of ours: as it comes again each time, the log would say nothing else."""

TURN = 10.0
"""Seconds a card waits for its turn. Held for longer its lease would run out, and it would count as
sent once already: what nobody had tried to send in an outage was given up after two of these."""

LOOK = 60.0
"""Seconds after which it looks without being woken."""

SET_BACK = timedelta(seconds=5)
"""A clock that is corrected by less than that goes on as if nothing had been."""

ROUNDS = 1000
"""So often cards are taken before it is looked anew what is due: where most people have answered
already, a take finds few to be sent, and a whole beat of waiting would hold up all behind them."""

AT_A_TIME = 5
"""Cards put together in one commit: who taps meanwhile waits for no longer than that takes."""

AT_ONCE = 30
"""Cards in flight: no more than that can come twice when the process is killed."""


class Post:
    """Wakes up when it is told to, works until nothing is due, and sleeps again.

    ``wake`` is called by the metronome: a job of its own that sent would be cut off at a stop,
    between Telegram's yes and our note of it.
    """

    def __init__(self, db: Database, courier: Courier, pacer: Pacer) -> None:
        self._db = db
        self._courier = courier
        self._pacer = pacer
        self._overtaken = Overtaken(db, courier, pacer)
        self._minute: datetime | None = None
        self._decided_at: datetime | None = None
        self._waits = False
        self._woken = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. What was begun then is finished by ``stop``."""
        looking_back = asyncio.create_task(self._overtaken.run(self._until_idle))
        try:
            await self._go_on()
        finally:
            looking_back.cancel()

    async def _go_on(self) -> None:
        counted = False
        while True:
            # The metronome sleeps through a clock that went back: looked all the same, now and then.
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._woken.wait()
            self._woken.clear()
            try:
                if not counted and await self._db.read(alarms.are_missing):
                    await self._db.run(alarms.count_all)
                counted = True
                await self.work_off()
            except Busy:
                log.warning("reminders wait: the database is busy")
            except Exception as error:
                # Without this the first bug would end all reminding, and nobody would hear of it.
                log.error("reminders stumbled", kind=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def finish(self) -> None:
        """Wait for everything that is on its way, however long it takes, and what it overtakes."""
        await self._until_idle()
        await self._overtaken.work_off()

    async def _until_idle(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def stop(self, seconds: float) -> None:
        """Give back what is not sent yet, and wait so long for what is on its way."""
        for task in self._waiting:
            task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def work_off(self) -> None:
        """Until nothing is due any more, except what is on its way."""
        if self._is_set_back():
            return
        if self._is_new_minute():
            await self._move()
        # Looked up first: each second a commit of nothing would be a lock for nothing.
        if not await self._db.read(outbox.is_something_due):
            return
        self._decided_at = self._db.clock.now()
        while await self._db.run(sweep.sweep):
            pass
        for _ in range(ROUNDS):
            room = AT_ONCE - len(self._under_way)
            if not room or self._pacer.rests:
                return
            wanted = min(room, AT_A_TIME)
            cards = await self._db.run(outbox.take, wanted)
            for card in cards:
                self._begin(card)
            if len(cards) == room:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif len(cards) < wanted and not await self._db.read(outbox.is_anybody_in_line):
                return
        self.wake()

    def _is_set_back(self) -> bool:
        """Whether the clock shows what it showed before something was decided. Nothing would come
        twice, but what is said would be of another hour: it waits until the clock is as far again."""
        now, decided = self._db.clock.now(), self._decided_at
        if decided is None or now >= decided:
            self._waits = False
        elif not self._waits and decided - now > SET_BACK:
            self._waits = True
            seconds = round((decided - now).total_seconds())
            log.warning(
                "the clock was set back; reminders wait for it, or a restart", seconds=seconds
            )
        return self._waits

    async def _move(self) -> None:
        """Whoever changes their zone when their day is over does so before anything else goes off."""
        if await self._db.read(moves.is_one_due):
            while await self._db.run(moves.carry_out):
                pass

    def _is_new_minute(self) -> bool:
        """Days end at a full minute; to look through everybody each second would be too much."""
        before, self._minute = self._minute, self._db.clock.now().replace(second=0, microsecond=0)
        return before != self._minute

    def _begin(self, card: Card) -> None:
        task = asyncio.create_task(self._send(card))
        self._under_way.add(task)
        self._waiting.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._waiting.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a reminder could not be handled", kind=type(error).__name__)
        self.wake()

    async def _send(self, card: Card) -> None:
        try:
            await self._courier.prepare(card)
            async with asyncio.timeout(TURN):
                await self._pacer.turn(card.me.chat_id)
        except TimeoutError:
            rest = timedelta(seconds=self._pacer.rest_of(card.me.chat_id))
            await self._db.run(outbox.give_back, card, rest)
            return
        except asyncio.CancelledError:  # the process ends: the next one says it, and at once
            await self._db.run(outbox.give_back, card)
            return
        self._waiting.discard(cast("asyncio.Task[None]", asyncio.current_task()))
        # Nothing is said to who was erased while it waited for its turn.
        if not await self._db.run(outbox.begin, card):
            return
        crash_point("before-reminder")
        outcome = await self._courier.deliver(card)
        crash_point("after-reminder")
        await self._note(card, outcome)

    async def _note(self, card: Card, outcome: Outcome) -> None:
        match outcome:
            case Sent(message_id):
                for before in await self._db.run(outbox.sent, card, message_id):
                    await self._courier.retire(card, before)
                self._overtaken.by(card)
            case NotSent(wait, everybody):
                if everybody:
                    self._pacer.rest(wait.total_seconds())
                else:
                    self._pacer.refused(wait.total_seconds(), card.me.chat_id)
                await self._db.run(outbox.not_sent, card, wait)
            case Refused():
                await self._db.run(outbox.refused, card)
            case _:
                log.warning("nobody knows whether a reminder arrived")
                await self._db.run(outbox.unknown, card)  # it comes again when the lease is over
