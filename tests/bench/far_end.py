"""A stand-in for the Bot API that is too lean to be the limit: raw asyncio, nothing checked.

The emulator parses, checks and journals every call as Telegram would, which costs it about as much
as the bot's own work; a bench against it would measure the emulator. This one only knows updates,
offsets and the calls the benched bots make. It runs as a process of its own and measures the rounds
itself: from handing over the first update to the last call that was awaited.
"""

import asyncio
import json
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

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
class Queue:
    """One bot: what waits for it, the cards it sent, and how far people got in tapping them."""

    bot_id: int
    pending: deque[tuple[int, Json]] = field(default_factory=deque)
    asking: tuple[Answer, int, asyncio.TimerHandle] | None = None
    round: Round | None = None
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
            person = 1 + index % people
            made = self._tap(person) if sort == "tap" else self._word(person, sort)
            self.pending.append((self.next_update, {"update_id": self.next_update, **made}))
            self.next_update += 1
        if self.asking:
            self._give()

    def message(self, chat_id: int, text: str, **more: object) -> Json:
        """A message of the bot's as Telegram gives it back."""
        sender = {"id": self.bot_id, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        chat = {"id": chat_id, "type": "private", "first_name": "Alice"}
        return {"message_id": 0, "date": NOW, "from": sender, "chat": chat, "text": text, **more}

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

    def _tap(self, person: int) -> Json:
        card = self.cards[person]
        count = self.taps[person]
        self.taps[person] += 1
        row = card["reply_markup"]["inline_keyboard"][count % ROWS_TAPPED]
        button = row[(count // ROWS_TAPPED) % 2 % len(row)]
        query = {"id": f"{self.next_update}", "chat_instance": "1", "data": button["callback_data"]}
        return {"callback_query": {**query, "from": _human(person), "message": card}}


class FarEnd:
    """All bots, and what they may call."""

    def __init__(self) -> None:
        self.delay = 0.0
        self._queues: dict[str, Queue] = {}

    def queue(self, token: str) -> Queue:
        return self._queues.setdefault(token, Queue(int(token.split(":", maxsplit=1)[0])))

    def call(self, token: str, method: str, params: Json, answer: Answer) -> None:
        """A bot's call. Everything but the long poll takes ``delay`` seconds."""
        queue = self.queue(token)
        if method == "getUpdates":
            return queue.poll(params, answer)
        result = self._result(queue, method, params)
        if queue.round:
            queue.round.note(method)
        if not self.delay:
            return answer(result)
        asyncio.get_running_loop().call_later(self.delay, answer, result)
        return None

    async def control(self, what: str, params: Json) -> object:
        """The bench's side: `delay`, `round`, `first_poll`."""
        if what == "delay":
            self.delay = params["seconds"]
            return None
        queue = self.queue(params["token"])
        if what == "first_poll":
            return await self._first_poll(queue)
        done: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        queue.round = Round(params["n"], tuple(params["awaited"]), done)
        queue.push(params["sort"], params["n"], params["people"])
        return await done

    async def _first_poll(self, queue: Queue) -> float:
        """Monotonic seconds of the first poll since this was asked last."""
        while queue.first_poll is None:
            await asyncio.sleep(0.002)
        at, queue.first_poll = queue.first_poll, None
        return at

    def _result(self, queue: Queue, method: str, params: Json) -> object:
        match method:
            case "getMe":
                return _me(queue.bot_id)
            case "sendMessage" | "editMessageText":
                return self._shown(queue, method, params)
            case _:
                return True

    def _shown(self, queue: Queue, method: str, params: Json) -> Json:
        chat_id = int(params["chat_id"])
        shown = queue.message(chat_id, params["text"])
        if markup := params.get("reply_markup"):
            shown["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
            queue.cards[chat_id] = shown
        if method == "sendMessage":
            queue.next_message += 1
            shown["message_id"] = queue.next_message
        else:
            shown["message_id"] = int(params["message_id"])
            shown["edit_date"] = NOW
        return shown


class Line(asyncio.Protocol):
    """One kept-alive HTTP/1.1 connection, no pipelining."""

    def __init__(self, far_end: FarEnd) -> None:
        self._far_end = far_end
        self._buffer = b""
        self._jobs: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        length = _content_length(head)
        if not end or len(rest) < length:
            return
        self._buffer = rest[length:]
        path = head.split(b" ", 2)[1].decode()
        self._route(path.strip("/").split("/"), _params(head, rest[:length]))

    def _route(self, path: list[str], params: Json) -> None:
        if path[0] == "control":
            job = asyncio.create_task(self._control(path[1], params))
            self._jobs.add(job)
            job.add_done_callback(self._jobs.discard)
        else:
            self._far_end.call(path[0].removeprefix("bot"), path[1], params, self._answer)

    async def _control(self, what: str, params: Json) -> None:
        self._answer(await self._far_end.control(what, params))

    def _answer(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        if not self._transport.is_closing():
            self._transport.write(f"{head}\r\n\r\n".encode() + body)


def _human(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "Alice", "language_code": "en"}


def _me(bot_id: int) -> Json:
    can = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    name = {"id": bot_id, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
    return {**name, **dict.fromkeys(can, False)}


def _content_length(head: bytes) -> int:
    _, found, after = head.lower().partition(b"content-length:")
    return int(after.split(b"\r\n", 1)[0]) if found else 0


def _params(head: bytes, body: bytes) -> Json:
    if not body:
        return {}
    if b"json" in head.lower():
        return dict(json.loads(body))
    return dict(parse_qsl(body.decode()))


async def main() -> None:
    """Listen on any free port, say which, and serve until killed."""
    far_end = FarEnd()
    server = await asyncio.get_running_loop().create_server(lambda: Line(far_end), "127.0.0.1", 0)
    print("listening on", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
