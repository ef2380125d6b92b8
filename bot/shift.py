"""A shift: what a process does while it is the one that answers updates."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot import profile
from bot.acquaintances import Acquaintances
from bot.application import Daymark, build
from bot.arrivals import Arrival, Waiting, arrival_of
from bot.config import Config
from bot.farewells import Farewells, salt_of
from bot.findings import Findings
from bot.intake import Intake
from bot.lanes import Lanes
from bot.messenger import Messenger
from bot.newer_rules import by_newer_rules
from bot.pictures import Pictures
from bot.poll import PollLoop
from bot.reception import Reception
from bot.tenure import Tenure
from bot.turn import House
from bot.wires import Wires
from domain.clock import Clock
from scheduling.metronome import Metronome
from scheduling.pacer import Pacer
from storage import inbox, people
from storage.database import Database

log = structlog.get_logger()

STOP_SECONDS = 3.0
"""What is under way may take so long after the word to stop; the contract says five in all, and a
busy machine needs more than one of them to take the process down."""

AT_ONCE = 100
"""So many unfinished updates are read together after a start."""

Ready = Callable[[str], None]


class Shift:
    """Made anew for each tenure: what a process remembers of people and updates is true only as long
    as nobody else answers them."""

    def __init__(
        self, house: House, wires: Wires, tenure: Tenure, caught_up: asyncio.Event
    ) -> None:
        """``caught_up`` is set once everybody has their answer who had waited for one."""
        self._house = house
        self._wires = wires
        self._tenure = tenure
        self._caught_up = caught_up
        self._application: Daymark = build(wires.bot, house.db)
        self._reception = Reception(house, self._application)
        self._lanes: Lanes[Arrival | Waiting] = Lanes(self._receive)
        # Who answers tidies, too: an erased person is to be forgotten by the process that knows them.
        self._metronome = Metronome(house.db, house.farewells.erase_due)

    async def work(self, ready: Ready) -> None:
        """Go on with what was left, then poll; until cancelled. Raises what ended the polling."""
        # Before anything is handled: the library refuses updates until it is initialized. It is never
        # shut down, as that would close the connections on which reminders leave.
        await self._application.initialize()
        self._metronome.start_tidying()
        beside = [
            asyncio.create_task(profile.present(self._wires.api)),
            asyncio.create_task(by_newer_rules(self._house.db, self._house.messenger)),
        ]
        try:
            await self._answer(ready)
        finally:
            for task in beside:
                task.cancel()
            self._metronome.stop()
            await self._lanes.stop(STOP_SECONDS if self._tenure.is_ours() else 0.0)
            await self._reception.settle()
            await asyncio.gather(*beside, return_exceptions=True)

    async def _answer(self, ready: Ready) -> None:
        house, bot = self._house, self._wires.bot
        intake = Intake(self._lanes)
        await recover(house.db, bot.id, self._receive, intake)
        log.info("running", bot=bot.username)
        ready(bot.username)
        polling = self._wires.polling
        loop = PollLoop(polling, bot.id, self._tenure, intake, self._reception.excuse)
        catching_up = asyncio.create_task(self._catch_up(loop))
        try:
            await loop.run()
        finally:
            catching_up.cancel()

    async def _catch_up(self, loop: PollLoop) -> None:
        await loop.caught_up.wait()
        await self._lanes.empty()
        self._caught_up.set()

    async def _receive(self, came: Arrival | Waiting) -> None:
        # After a pause of the whole process another may have found this in the inbox already.
        if self._tenure.is_ours():
            await self._reception.receive(came)


def furnished(
    config: Config,
    clock: Clock,
    db: Database,
    wires: Wires,
    pacer: Pacer,
    pictures: Pictures,
    findings: Findings,
) -> House:
    """What all turns of a shift share."""

    async def lose(chat_id: int) -> None:
        await db.run(people.lose, chat_id)

    messenger, acquaintances = Messenger(wires.api, lose, pacer), Acquaintances()
    token = config.token.get_secret_value() if config.token else ""
    return House(
        db=db,
        clock=clock,
        messenger=messenger,
        pictures=pictures,
        findings=findings,
        acquaintances=acquaintances,
        farewells=Farewells(db, messenger, pictures, acquaintances, salt_of(token)),
        username=wires.bot.username,
        operator=config.operator,
    )


async def recover(
    db: Database,
    bot_id: int,
    receive: Callable[[Waiting], Awaitable[None]],
    intake: Intake,
) -> None:
    """Go on with what an earlier life left in the inbox.

    Whatever was tried before may be what ended that life: it is tried alone, before the rest.
    """
    left = await db.read(inbox.unfinished, bot_id)
    if left:
        log.info("going on with what was unfinished", updates=len(left))
    for one in left:
        if one.attempts and intake.is_new(one.receipt):
            await receive(Waiting(one.receipt, one.attempts))
    fresh = [one.receipt for one in left if not one.attempts]
    # Some at a time: after a flood they are more than should be in memory at once.
    for start in range(0, len(fresh), AT_ONCE):
        await intake.room()
        for kept in await db.read(inbox.kept, fresh[start : start + AT_ONCE]):
            intake.take(arrival_of(kept, attempts=0))
