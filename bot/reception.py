"""The reception: every update is handled once, answered, and then forgotten; none blocks another."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

import structlog
from telegram import CallbackQuery, Update, User
from telegram.ext import Application

from bot import recovery
from bot.arrivals import Arrival, Raw, Waiting, arrival_of, person_of
from bot.lang import Lang, lang, nearest
from bot.strangers import introduces
from bot.texts.trouble import busy, one_by_one, trouble
from bot.turn import House, Turn, current
from bot.view import View
from storage import drafts, inbox, people
from storage.crash import crash_point
from storage.errors import AlreadyEffected, Busy
from storage.inbox import Receipt
from storage.people import Acquaintance

log = structlog.get_logger()

ATTEMPTS = 3
"""So often is an update tried, counted over restarts, before it is put aside."""

BUSY_PAUSE = 2.0
BUSY_PAUSE_MAX = 30.0

P = ParamSpec("P")
T = TypeVar("T")

_SHOWN = {"text", "entities", "reply_markup", "link_preview_options"}


class Reception:
    """Hands arrivals to python-telegram-bot's handlers and sees to it that each comes to an end."""

    def __init__(
        self, house: House, application: Application[Any, Any, Any, Any, Any, Any]
    ) -> None:
        self._house = house
        self._application = application
        self._answered: list[Receipt] = []
        self._owed: dict[int, Receipt] = {}
        self._marked = asyncio.Condition()
        self._suspects: set[Receipt] = set()
        self._marking: asyncio.Task[None] | None = None

    async def receive(self, came: Arrival | Waiting) -> None:
        """Handle one arrival to its end. Never raises; only being cancelled leaves it unfinished."""
        with structlog.contextvars.bound_contextvars(update_id=came.receipt.update_id):
            try:
                arrival = await self._patiently(self._at_hand, came)
                if arrival:
                    await self._receive(arrival)
            except Exception as error:
                # Raised into the lane it would end the lane, and with it the person's turn.
                log.error("an update is left for the next start", error=type(error).__name__)

    async def _receive(self, arrival: Arrival) -> None:
        await self._until_marked(person_of(arrival.raw))
        tried = await self._patiently(self._tried_before, arrival)
        await self._patiently(self._handle, arrival, tried)
        self._suspects.discard(arrival.receipt)

    async def _at_hand(self, came: Arrival | Waiting) -> Arrival | None:
        """The arrival, read from the inbox if it waited there; None when it is done with, as after an
        erasure."""
        if isinstance(came, Arrival):
            return came
        found = await self._house.db.read(inbox.kept, [came.receipt])
        if not found:
            return None
        arrival = arrival_of(found[0], came.attempts)
        if came.begins_flood:
            await self._tell(person_of(arrival.raw), one_by_one)
        return arrival

    async def _patiently(
        self, step: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """A database that cannot be written is not the fault of an update: wait, and go on."""
        pause = BUSY_PAUSE
        while True:
            try:
                return await step(*args, **kwargs)
            except Busy:
                log.warning("the database cannot be written; trying again", seconds=pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, BUSY_PAUSE_MAX)

    async def settle(self) -> None:
        """Wait until every answered update is marked as such, and clear those that were only
        interrupted: three restarts in a row must not put an innocent update aside."""
        if self._marking:
            await asyncio.gather(self._marking, return_exceptions=True)
        with suppress(Busy):  # nobody waits for this: the process is about to end
            while self._suspects:
                await self._house.db.run(inbox.forgive_attempt, self._suspects.pop())

    async def _tried_before(self, arrival: Arrival) -> int:
        """In how many lives of the process it was tried; this one is counted before the attempt, or
        an update that kills the process would never be found out."""
        if arrival.attempts is None:
            return 0
        self._suspects.add(arrival.receipt)
        return await self._house.db.run(inbox.count_attempt, arrival.receipt) - 1

    async def _handle(self, arrival: Arrival, tried: int) -> None:
        failure: BaseException | None = None
        for _ in range(tried, ATTEMPTS):
            failure = await self._attempt(arrival)
            if failure is None:
                break
        else:
            if not arrival.effected:  # what took effect is never said to have changed nothing
                return await self._park(arrival, failure)
        self._mark_answered(arrival)
        return None

    async def _attempt(self, arrival: Arrival) -> BaseException | None:
        """Try once. Returns what went wrong, after which nothing of this update has taken effect."""
        if self._house.farewells.dropped(arrival.receipt):
            return None
        try:
            turn = await self._begin(arrival)
        except Busy:
            raise
        except Exception as error:
            return error
        if turn is None:
            return None
        token = current.set(turn)
        try:
            if arrival.effected:
                turn.effected = True  # or a failing answer would end in "nothing was changed"
                await recovery.show_again(turn, arrival.shows)
            else:
                await self._application.process_update(turn.update)
        except Exception as error:
            # A filter, or a recovery's answer: what they raise does not pass the error handler.
            turn.failure = error
        finally:
            current.reset(token)
        return await self._judge(turn)

    async def _judge(self, turn: Turn) -> BaseException | None:
        match turn.failure:
            case Busy():
                await self._say_busy(turn)
                raise turn.failure
            case None:
                return None
            case AlreadyEffected():
                # The commit went through although we were told that it had not: what is known of the
                # person may be what this update changed, such as a consent.
                await turn.meet_again()
                await recovery.show_again(turn, await turn.look(inbox.shown, turn.receipt))
                return None
            case failure if turn.effected:
                # The change stands; only telling of it went wrong, and the next look shows it.
                log.error("answering failed", error=type(failure).__name__)
                await self._end_spinner(turn.update.callback_query)
                return None
            case failure:
                return failure

    async def _begin(self, arrival: Arrival) -> Turn | None:
        """Who says this, and is a question open that it might answer? None for nobody in particular."""
        update = Update.de_json(_without_card(arrival.raw), self._application.bot)
        user = update.effective_user
        if user is None or user.is_bot:
            return None
        me = await self._awake(await self._meet(user, update), update)
        turn = Turn(self._house, update, arrival.receipt, me)
        if update.message is not None:
            turn.waiting = await turn.look(drafts.waiting, me)
        return turn

    async def _meet(self, user: User, update: Update) -> Acquaintance:
        known = self._house.acquaintances.get(user.id)
        if known is not None:
            return known.as_of(self._house.clock.now())
        language = nearest(user.language_code)
        chat = update.effective_chat
        if chat is None or chat.type == chat.PRIVATE:
            self._house.messenger.speak_again(user.id)
        if not introduces(update):
            # Nothing of them is kept. Who came long ago is known all the same, or would be asked for
            # their consent anew.
            found = await self._house.db.read(people.find, user.id)
            return found or people.passer_by(user.id, language)
        # In private the chat has the person's own id; a group must never become their address.
        known = await self._house.db.run(people.meet, user.id, user.id, language)
        self._house.acquaintances.remember(known)
        return known

    async def _awake(self, me: Acquaintance, update: Update) -> Acquaintance:
        """Who could not be reached, and speaks to the bot, is reminded again."""
        said, chat = update.message, update.effective_chat
        if chat is None or chat.type != chat.PRIVATE or not (said or update.callback_query):
            return me
        # Another process may have found out; /start is what they are told to send.
        if not me.blocked_at and not (said and (said.text or "").startswith("/start")):
            return me
        woken = await self._house.db.run(people.wake, me)
        if woken is not me:
            self._house.acquaintances.remember(woken)
        return woken

    async def _end_spinner(self, query: CallbackQuery | None) -> None:
        if query:
            await self._house.messenger.answer(query.id)

    def _mark_answered(self, arrival: Arrival) -> None:
        """Not waited for: should it be lost, the answer is given once more and nothing else happens."""
        crash_point("before-answered")
        self._answered.append(arrival.receipt)
        self._owed[person_of(arrival.raw)] = arrival.receipt
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark())
            self._marking.add_done_callback(_look_at)

    async def _mark(self) -> None:
        """Whatever is answered while one mark is being written shares the next."""
        while self._answered:
            receipts, self._answered = self._answered, []
            try:
                await self._house.db.run(inbox.answered, receipts)
            except Exception:
                self._answered += receipts  # the next mark takes them along
                raise
            finally:
                await self._release(receipts)

    async def _release(self, receipts: list[Receipt]) -> None:
        """Marked, or not to be waited for: whoever it was may go on."""
        gone = set(receipts)
        self._owed = {who: what for who, what in self._owed.items() if what not in gone}
        async with self._marked:
            self._marked.notify_all()

    async def _until_marked(self, person: int) -> None:
        """One person's next update waits for the mark of the one before, or a kill would repeat as
        many answers to them as were given since the last mark."""
        async with self._marked:
            await self._marked.wait_for(lambda: person not in self._owed)

    async def _park(self, arrival: Arrival, failure: BaseException | None) -> None:
        frames = "".join(traceback.format_tb(failure.__traceback__)) if failure else ""
        what = type(failure).__name__ if failure else "the process died of it"
        log.error("an update was put aside", error=what, frames=frames)
        await self._house.db.run(inbox.park, arrival.receipt, f"{what}\n{frames}")
        await self._apologize(arrival)

    async def _apologize(self, arrival: Arrival) -> None:
        """One sentence with a number to quote, where it is known whom to tell."""
        match arrival.raw:
            case {"callback_query": {"id": str(query_id)}}:
                await self._house.messenger.answer(query_id)
        number = arrival.receipt.update_id
        await self._tell(person_of(arrival.raw), lambda lang: trouble(lang, number))

    async def _tell(self, telegram_id: int, words: Callable[[Lang], View]) -> None:
        """Somebody who may not have been met in this life, if they are known at all."""
        person = await self._house.db.read(people.find, telegram_id)
        if person:
            await self._house.messenger.send(person.chat_id, words(lang(person.language)))

    async def excuse(self, batch: list[Raw]) -> None:
        """Tell those who tapped that it cannot be kept just now; Telegram keeps it until it can."""
        for raw in batch:
            match raw:
                case {"callback_query": {"id": str(query_id)}}:
                    known = self._house.acquaintances.get(person_of(raw))
                    words = busy(lang(known.language if known else nearest(None)))
                    await self._house.messenger.answer(query_id, words, alert=True)

    async def _say_busy(self, turn: Turn) -> None:
        if turn.query_id:
            await self._house.messenger.answer(turn.query_id, busy(turn.lang), alert=True)


def _look_at(task: asyncio.Future[None]) -> None:
    if not task.cancelled() and task.exception():
        log.warning("an update was answered but not marked; it will be answered once more")


def _without_card(raw: Raw) -> Raw:
    """An update without what the tapped message shows: nobody reads it again, and decoding its
    buttons takes as long as all the rest of a tap."""
    match raw:
        case {"callback_query": {"message": {**message}} as query}:
            place = {name: value for name, value in message.items() if name not in _SHOWN}
            return {**raw, "callback_query": {**query, "message": place}}
    return raw
