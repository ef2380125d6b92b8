"""What the stand-in far end keeps for each bot: the updates that wait for it, and its cards."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.traffic import Traffic, Waits

Json = dict[str, Any]
Answer = Callable[[object], None]

ROWS_TAPPED = 5
"""People tap their five goals in turn: all done, then all cleared, and so on; each tap is a change."""

NOW = 1_790_000_000


@dataclass
class Round:
    """Updates on their way and the calls that end them."""

    n: int
    awaited: tuple[str, ...]
    done: asyncio.Future[float]
    started: float = field(default_factory=time.perf_counter)
    seen: Counter[str] = field(default_factory=Counter)

    def note(self, method: str) -> None:
        self.seen[method] += 1
        if not self.done.done() and all(self.seen[name] >= self.n for name in self.awaited):
            self.done.set_result(time.perf_counter() - self.started)


@dataclass
class Looking:
    """Somebody who taps one button after the other, each as soon as its picture is there."""

    person: int
    taps: deque[str]
    pictures: int = 0


@dataclass
class Queue:
    """One bot: what waits for it, the cards it sent, and how far people got in tapping them."""

    bot_id: int
    pending: deque[tuple[int, Json]] = field(default_factory=deque)
    asking: tuple[Answer, int, asyncio.TimerHandle] | None = None
    round: Round | None = None
    waits: Waits | None = None
    traffic: Traffic | None = None
    looking: Looking | None = None
    cards: dict[int, Json] = field(default_factory=dict)
    taps: Counter[int] = field(default_factory=Counter)
    next_update: int = 1
    next_message: int = 1
    first_poll: float | None = None

    def poll(self, params: Json, answer: Answer) -> None:
        """Confirm what lies before the offset; answer with the rest, at once or when some comes."""
        if self.first_poll is None:
            self.first_poll = time.monotonic()
        offset = int(params.get("offset") or 0)
        while self.pending and self.pending[0][0] < offset:
            self.pending.popleft()
        timeout = float(params.get("timeout") or 0)
        timer = asyncio.get_running_loop().call_later(timeout, self._give)
        self.asking = (answer, int(params.get("limit") or 100), timer)
        if self.pending:
            self._give()

    def push(self, sort: str, n: int, people: int) -> None:
        """Queue ``n`` updates of as many people as given, in turn."""
        for index in range(n):
            self._put(sort, 1 + index % people)
        self._give()

    async def offer(self, sort: str, n: int, people: int, every: float) -> None:
        """Hand out one update after the other, however slowly they are answered."""
        begun = time.perf_counter()
        for index in range(n):
            await asyncio.sleep(begun + index * every - time.perf_counter())
            person = 1 + index % people
            if self.waits:
                self.waits.asked(person, self.next_update)
            self._put(sort, person)
            self._give()

    def look_on(self) -> None:
        """The next tap of who is looking."""
        if self.looking and self.looking.taps:
            message = self.message(self.looking.person, "figures", message_id=1)
            self._tapped(self.looking.person, message, self.looking.taps.popleft())
            self._give()

    def note(self, method: str, params: Json, delay: float) -> None:
        """What a call means to whoever measures. Raises TooMany."""
        if self.looking and method == "sendPhoto":
            self.looking.pictures += 1
            self.look_on()
        if self.traffic:
            self.traffic.note(method, params)
        if self.round:
            self.round.note(method)
        if self.waits:
            self.waits.answered(method, params, delay)

    def message(self, chat_id: int, text: str, **more: object) -> Json:
        """A message of the bot's as Telegram gives it back."""
        sender = {"id": self.bot_id, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        chat = {"id": chat_id, "type": "private", "first_name": "Alice"}
        return {"message_id": 0, "date": NOW, "from": sender, "chat": chat, "text": text, **more}

    def _put(self, sort: str, person: int) -> None:
        if sort == "tap":
            self._tap(person)
        else:
            self._add(self._word(person, sort))

    def _add(self, made: Json) -> None:
        self.pending.append((self.next_update, {"update_id": self.next_update, **made}))
        self.next_update += 1

    def _give(self) -> None:
        if self.asking is None:
            return
        (answer, limit, timer), self.asking = self.asking, None
        timer.cancel()
        answer([update for _, update in list(self.pending)[:limit]])

    def _word(self, person: int, text: str) -> Json:
        self.next_message += 1
        body: Json = {"message_id": self.next_message, "date": NOW, "text": text}
        if text.startswith("/"):
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        chat = {"id": person, "type": "private", "first_name": "Alice"}
        return {"message": {**body, "from": _human(person), "chat": chat}}

    def _tap(self, person: int) -> None:
        card = self.cards[person]
        count = self.taps[person]
        self.taps[person] += 1
        row = card["reply_markup"]["inline_keyboard"][count % ROWS_TAPPED]
        button = row[(count // ROWS_TAPPED) % 2 % len(row)]
        self._tapped(person, card, button["callback_data"])

    def _tapped(self, person: int, message: Json, data: str) -> None:
        query = {"id": f"{self.next_update}", "chat_instance": "1", "data": data}
        self._add({"callback_query": {**query, "from": _human(person), "message": message}})


def _human(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "Alice", "language_code": "en"}
