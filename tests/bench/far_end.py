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
from collections import deque
from contextlib import suppress
from urllib.parse import parse_qsl

from tests.bench.queues import NOW, Answer, Json, Looking, Queue, Round
from tests.bench.traffic import TooMany, Traffic, Waits

POLL_SECONDS = 0.01

_TOO_MANY = {
    "ok": False,
    "error_code": 429,
    "description": "Too Many Requests: retry after 1",
    "parameters": {"retry_after": 1},
}


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
        result: object = _TOO_MANY
        with suppress(TooMany):
            queue.note(method, params, self.delay)
            result = self._result(queue, method, params)
        if not self.delay:
            return answer(result)
        asyncio.get_running_loop().call_later(self.delay, answer, result)
        return None

    async def control(self, what: str, params: Json) -> object:
        """The bench's side: `delay`, `first_poll`, `round`, `offer`, `look`, `hold`, `traffic`."""
        if what == "delay":
            self.delay = params["seconds"]
            return None
        queue = self.queue(params.pop("token"))
        match what:
            case "first_poll":
                return await self._first_poll(queue, **params)
            case "round":
                return await _round(queue, params.pop("awaited"), **params)
            case "offer":
                return await _offer(queue, params.pop("awaited"), **params)
            case "look":
                return _look(queue, **params)
            case "hold":
                queue.traffic = Traffic() if params["held"] else None
                return None
            case _:
                seen = queue.traffic or Traffic()
                return {"sent": seen.sent, "refused": seen.refused}

    async def _first_poll(self, queue: Queue, since: float) -> float:
        """Monotonic seconds of the first poll after that instant: a bot that ran before it polled, too."""
        while (at := queue.first_poll) is None or at < since:
            queue.first_poll = None
            await asyncio.sleep(0.002)
        return at

    def _result(self, queue: Queue, method: str, params: Json) -> object:
        match method:
            case "getMe":
                return _me(queue.bot_id)
            case "sendMessage" | "editMessageText":
                return self._shown(queue, method, params)
            case "sendPhoto":
                return queue.message(0, "", message_id=1)
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


async def _round(queue: Queue, awaited: list[str], sort: str, n: int, people: int) -> float:
    """Seconds from the first update of many at once to the last call."""
    done: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    queue.round = Round(n, tuple(awaited), done)
    queue.push(sort, n, people)
    return await done


def _look(queue: Queue, person: int, taps: list[str]) -> int:
    """Somebody looks at one picture after the other, or stops where there are no taps. How many came to
    who looked before."""
    before = queue.looking.pictures if queue.looking else 0
    queue.looking = Looking(person, deque(taps))
    queue.look_on()
    return before


async def _offer(
    queue: Queue, awaited: list[str], sort: str, n: int, people: int, every: float, patience: float
) -> dict[str, list[float]]:
    """How many seconds each answer took, by method. What comes later than that after the last update
    never comes."""
    queue.waits = waits = Waits(n, tuple(awaited))
    await queue.offer(sort, n, people, every)
    over = time.perf_counter() + patience
    while not waits.over and time.perf_counter() < over:
        await asyncio.sleep(POLL_SECONDS)
    queue.waits = None
    return waits.seconds


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
        refused = result is _TOO_MANY
        body = json.dumps(_TOO_MANY if refused else {"ok": True, "result": result}).encode()
        status = "429 Too Many Requests" if refused else "200 OK"
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        if not self._transport.is_closing():
            self._transport.write(f"{head}\r\n\r\n".encode() + body)


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
    if b"multipart/" in head.lower():
        return {}  # a picture, of which only that it came is wanted
    return dict(parse_qsl(body.decode()))


async def main() -> None:
    """Listen on any free port, say which, and serve until killed."""
    far_end = FarEnd()
    server = await asyncio.get_running_loop().create_server(lambda: Line(far_end), "127.0.0.1", 0)
    print("listening on", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
