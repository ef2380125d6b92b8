"""How many calls a second a far end can answer, so that nobody mistakes it for the bots' limit."""

import asyncio
import json
import time
from urllib.parse import urlsplit

CALLERS = 16
CALLS = 250
"""Each caller's; on one connection, one after the other."""


def ceiling(url: str, token: str, chat_id: int) -> float:
    """Calls of sendMessage answered a second."""
    return asyncio.run(_hammered(url, token, chat_id))


async def _hammered(url: str, token: str, chat_id: int) -> float:
    where = urlsplit(url)
    call = _call(token, chat_id)
    begun = time.perf_counter()
    callers = (_caller(where.hostname or "", where.port or 80, call) for _ in range(CALLERS))
    await asyncio.gather(*callers)
    return CALLERS * CALLS / (time.perf_counter() - begun)


async def _caller(host: str, port: int, call: bytes) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(CALLS):
        writer.write(call)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        await reader.readexactly(int(length))
    writer.close()
    await writer.wait_closed()


def _call(token: str, chat_id: int) -> bytes:
    body = json.dumps({"chat_id": chat_id, "text": "hello"}).encode()
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + kind).encode() + body
