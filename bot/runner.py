"""Starting, running and stopping the bot, in the order in which nothing can be lost."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot import profile
from bot.acquaintances import Acquaintances
from bot.api import Api, Meaning, meaning
from bot.application import build
from bot.arrivals import Arrival, Waiting, arrival_of
from bot.config import Config
from bot.courier import BotCourier
from bot.farewells import Farewells, salt_of
from bot.intake import Intake
from bot.lanes import Lanes
from bot.messenger import Messenger
from bot.newer_rules import by_newer_rules
from bot.poll import LONG_POLL, PAUSE_MAX, PollLoop
from bot.reception import Reception
from bot.transport import AiohttpRequest, Patience
from bot.turn import House
from domain.clock import Clock
from scheduling.metronome import Metronome
from scheduling.pacer import Pacer
from scheduling.post import Post
from storage import inbox, people
from storage.database import Database

log = structlog.get_logger()

STOP_SECONDS = 3.0
"""What is under way may take so long after the word to stop; the contract says five in all, and a
busy machine needs more than one of them to take the process down."""

AT_ONCE = 100
"""So many unfinished updates are read together after a start."""

Ready = Callable[[str], None]


class Refused(Exception):
    """Telegram does not know this token."""


@dataclass(frozen=True, slots=True)
class Wires:
    """The parts of a running bot that have to be opened and closed."""

    bot: ExtBot[None]
    api: Api
    polling: Api


async def run(config: Config, clock: Clock, ready: Ready = lambda _username: None) -> None:
    """Run until SIGTERM or SIGINT. Raises Refused when the token is not, or no longer, good."""
    stopping = _signals()
    db = Database(config.database, clock)
    async with AsyncExitStack() as stack:
        stack.callback(db.close)
        wires = await _wire(config, stack)
        if not await _introduce(wires.bot, stopping):
            return
        pacer = Pacer()
        house = _house(config, clock, db, wires, pacer)
        await _serve(house, wires, pacer, stopping, ready)
    log.info("stopped")


async def _serve(
    house: House, wires: Wires, pacer: Pacer, stopping: asyncio.Event, ready: Ready
) -> None:
    application = build(wires.bot, house.db)
    reception = Reception(house, application)
    lanes: Lanes[Arrival | Waiting] = Lanes(reception.receive)
    # Before anything is handled: the library refuses updates until it is initialized.
    await application.initialize()
    intake = Intake(lanes)
    poll_loop = PollLoop(wires.polling, wires.bot.id, house.db, intake, reception.excuse)

    async def work() -> None:
        await _recover(house.db, wires.bot.id, reception, intake)
        log.info("running", bot=wires.bot.username)
        ready(wires.bot.username)
        await poll_loop.run()

    post = Post(house.db, BotCourier(wires.api, house.db, house.clock), pacer)
    metronome = Metronome(house.db, post.wake, house.farewells.erase_due)
    metronome.start()
    reminding = asyncio.create_task(post.run())
    working = asyncio.create_task(work())
    presenting = asyncio.create_task(profile.present(wires.api))
    recounting = asyncio.create_task(by_newer_rules(house.db, house.messenger))
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        failure = working.exception() if working.done() else None
        await _wind_down(
            (metronome, post, lanes, reception), working, waiting, presenting, reminding, recounting
        )
        await application.shutdown()
    if isinstance(failure, InvalidToken):
        raise Refused("Telegram does not accept the token any more.")
    if failure is not None:
        raise failure


Working = tuple[Metronome, Post, Lanes[Arrival | Waiting], Reception]


async def _wind_down(working: Working, *tasks: asyncio.Task[object]) -> None:
    """Fetch nothing more at once, finish what was begun, leave the rest in the inbox and outbox."""
    metronome, post, lanes, reception = working
    for task in tasks:
        task.cancel()
    metronome.stop()
    await asyncio.gather(post.stop(STOP_SECONDS), lanes.stop(STOP_SECONDS))
    await reception.settle()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _wire(config: Config, stack: AsyncExitStack) -> Wires:
    token = config.token.get_secret_value() if config.token else ""
    base = f"{config.telegram_url}/bot"
    talking = AiohttpRequest()
    # A long poll holds its connection; in a shared pool that would be one fewer for answers.
    polling = AiohttpRequest(connections=1, patience=Patience(read=LONG_POLL + 10))
    for request in (talking, polling):
        await request.initialize()
        stack.push_async_callback(request.shutdown)
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=base,
        base_file_url=f"{config.telegram_url}/file/bot",
        request=talking,
        get_updates_request=polling,
    )
    return Wires(bot, Api(talking, base, token), Api(polling, base, token))


def _house(config: Config, clock: Clock, db: Database, wires: Wires, pacer: Pacer) -> House:
    async def lose(chat_id: int) -> None:
        await db.run(people.lose, chat_id)

    messenger, acquaintances = Messenger(wires.api, lose, pacer), Acquaintances()
    token = config.token.get_secret_value() if config.token else ""
    return House(
        db=db,
        clock=clock,
        messenger=messenger,
        acquaintances=acquaintances,
        farewells=Farewells(db, messenger, acquaintances, salt_of(token)),
        username=wires.bot.username,
        operator=config.operator,
    )


async def _introduce(bot: ExtBot[None], stopping: asyncio.Event) -> bool:
    """Ask Telegram who we are, as long as it takes. False when told to stop meanwhile."""
    pause = 1.0
    while not stopping.is_set():
        try:
            await bot.initialize()
        except TelegramError as error:
            if meaning(error) in {Meaning.UNAUTHORIZED, Meaning.OTHER}:
                raise Refused("Telegram does not know this token. BotFather shows yours.") from None
            log.warning("telegram cannot be reached", seconds=pause)
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)
        pause = min(2 * pause, PAUSE_MAX)
    return False


async def _recover(db: Database, bot_id: int, reception: Reception, intake: Intake) -> None:
    """Go on with what an earlier life left in the inbox.

    Whatever was tried before may be what ended that life: it is tried alone, before the rest.
    """
    left = await db.read(inbox.unfinished, bot_id)
    if left:
        log.info("going on with what was unfinished", updates=len(left))
    for one in left:
        if one.attempts and intake.is_new(one.receipt):
            await reception.receive(Waiting(one.receipt, one.attempts))
    fresh = [one.receipt for one in left if not one.attempts]
    # Some at a time: after a flood they are more than should be in memory at once.
    for start in range(0, len(fresh), AT_ONCE):
        await intake.room()
        for kept in await db.read(inbox.kept, fresh[start : start + AT_ONCE]):
            intake.take(arrival_of(kept, attempts=0))


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
