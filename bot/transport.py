"""HTTP to the Bot API on aiohttp, for telegram.Bot and for the raw calls of `bot.api`.

Every failure says which of two things happened, because only one of them may be repeated freely:
the call surely never left (`NotSent`), or it left and no answer tells what became of it
(`OutcomeUnknown`). Neither carries the address: the token is part of it.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from domain.files.guard import MAX_BYTES

# telegram.error.RetryAfter warns at every 429 unless its wait is asked for as a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")

DOWNLOAD_MAX = MAX_BYTES
"""Of a file that a person sends: what can be read of it at all."""

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, unresolvable, TLS, no way to the proxy
    aiohttp.ClientHttpProxyError,  # the proxy would not connect us
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)
_LEFT = (aiohttp.ClientError, OSError)  # TimeoutError is an OSError


class NotSent(NetworkError):  # noqa: N818 - it reads aloud as what it says
    """The call surely never reached the server: repeating it cannot do anything twice."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(f"{method} was not sent: {reason}")
        self.method = method
        self.reason = reason

    def __reduce__(self) -> tuple[type, tuple[str, str]]:  # type: ignore[override]
        return type(self), (self.method, self.reason)


class OutcomeUnknown(TimedOut):
    """The call was written and no readable answer came: it may or may not have taken effect."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(f"{method} was sent, its outcome is unknown: {reason}")
        self.method = method
        self.reason = reason

    def __reduce__(self) -> tuple[type, tuple[str, str]]:  # type: ignore[override]
        return type(self), (self.method, self.reason)


class FileTooLarge(NetworkError):  # noqa: N818
    """A file has more than DOWNLOAD_MAX bytes; the rest of it was not fetched."""

    def __init__(self) -> None:
        super().__init__(f"the file has more than {DOWNLOAD_MAX} bytes")

    def __reduce__(self) -> tuple[type, tuple[()]]:  # type: ignore[override]
        return type(self), ()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each part of a call may take, in seconds; None waits for ever."""

    read: float | None = 5.0
    write: float | None = 5.0
    connect: float | None = 5.0
    pool: float | None = 1.0
    media_write: float | None = 20.0

    def until_answered(self) -> float | None:
        """The bound from the first byte out to the answer's head.

        aiohttp has no write timeout: without this bound an upload to a peer that stops reading
        would never end.
        """
        parts = (self.connect, self.write, self.read)
        return None if None in parts else sum(part for part in parts if part is not None)

    def of_aiohttp(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=None, connect=self.connect, sock_read=self.read)


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API.

    Give long polling an instance of its own with `connections=1`: a poll holds its connection
    for as long as it waits, and in a shared pool that is one fewer for the answers.

    Args:
        connections: calls in flight at once; further ones wait up to `patience.pool`.
        patience: the defaults for calls that name no timeouts of their own.
        proxy: an http:// or https:// proxy. Its address may hold a password and is never shown.

    Raises:
        ValueError: the proxy is of another kind (aiohttp knows no SOCKS).
    """

    def __init__(
        self,
        connections: int = 64,
        patience: Patience | None = None,
        proxy: str | None = None,
    ) -> None:
        if proxy is not None and not proxy.startswith(("http://", "https://")):
            raise ValueError("the proxy must be an http:// or https:// address")
        self._connections = connections
        self._patience = patience or Patience()
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        self._seats = asyncio.Semaphore(connections)

    def __repr__(self) -> str:
        return f"AiohttpRequest(connections={self._connections})"

    @property
    def read_timeout(self) -> float | None:
        """Seconds; telegram.Bot adds the long poll's own wait to it."""
        return self._patience.read

    async def initialize(self) -> None:
        """Open the session in the running loop; once open, do nothing."""
        if self._session is None:
            self._seats = asyncio.Semaphore(self._connections)
            self._session = aiohttp.ClientSession(
                # The seats are the one limit: waiting for them has a timeout of its own,
                # while aiohttp's would be counted as time spent connecting.
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close every connection; calls still in flight end as `OutcomeUnknown`."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 - BaseRequest's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body, for BaseRequest to read.

        Raises:
            NotSent, OutcomeUnknown: the body of a POST is known to be a Bot API answer otherwise.
        """
        called = url.rpartition("/")[2] if method == "POST" else "download"
        usual = self._patience
        uploads = request_data is not None and request_data.contains_files
        patience = Patience(
            read=_chosen(read_timeout, usual.read),
            write=_chosen(write_timeout, usual.media_write if uploads else usual.write),
            connect=_chosen(connect_timeout, usual.connect),
            pool=_chosen(pool_timeout, usual.pool),
        )
        failure: NetworkError
        try:
            async with self._seat(called, patience.pool) as session:
                status, body = await _exchange(session, url, method, request_data, patience)
        except _NEVER_LEFT as error:
            failure = NotSent(called, _reason(error))
        except _LEFT as error:
            failure = OutcomeUnknown(called, _reason(error))
        else:
            return status, _readable(called, status, body, raw=method == "GET")
        # Raised out here, not in the handlers: aiohttp's errors carry the address, and even
        # `from None` leaves them in __context__ for anything that walks there.
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Hand BaseRequest what `do_request` has decoded: no second pass over 100 updates."""
        return payload.decoded if isinstance(payload, _Answer) else json.loads(payload)

    @asynccontextmanager
    async def _seat(
        self, called: str, patience: float | None
    ) -> AsyncIterator[aiohttp.ClientSession]:
        """Hold one of the `connections` for the length of a call."""
        seats = self._seats
        if not await _taken(seats, patience):
            raise NotSent(called, "every connection stayed busy")
        try:
            if self._session is None:
                raise NotSent(called, "the transport is not open")
            yield self._session
        finally:
            seats.release()


class _Answer(bytes):
    """The body of a Bot API answer together with what it says."""

    decoded: JSONDict


async def _taken(seats: asyncio.Semaphore, patience: float | None) -> bool:
    if not seats.locked():
        return await seats.acquire()  # at once, and so without a timer
    try:
        async with asyncio.timeout(patience):
            return await seats.acquire()
    except TimeoutError:
        return False


async def _exchange(
    session: aiohttp.ClientSession,
    url: str,
    method: str,
    request_data: RequestData | None,
    patience: Patience,
) -> tuple[int, bytes]:
    async with asyncio.timeout(patience.until_answered()):
        response = await session.request(
            method,
            url,
            **_body(request_data),
            timeout=patience.of_aiohttp(),
            # A redirect would repeat the call, token and all, to whoever the answer names.
            allow_redirects=False,
        )
    async with response:
        return response.status, await _content(response, DOWNLOAD_MAX if method == "GET" else None)


async def _content(response: aiohttp.ClientResponse, most: int | None) -> bytes:
    """The body; of a file no more than so many bytes, whatever it said of its size."""
    if most is None:
        return await response.read()
    content = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        content += chunk
        if len(content) > most:
            raise FileTooLarge
    return bytes(content)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """The body as a keyword of aiohttp's `request`.

    JSON wherever no file is sent: it escapes a lone surrogate, which a form cannot encode, so
    that strange text is refused by the server instead of breaking here.
    """
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"json": request_data.parameters}
    form = aiohttp.FormData(default_to_multipart=True)
    for name, text in request_data.json_parameters.items():
        form.add_field(name, text.encode(errors="replace").decode())
    for name, (filename, content, kind) in request_data.multipart_data.items():
        # In chunks: aiohttp writes plain bytes in one piece, which holds up the loop.
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=kind)
    return {"data": form}


def _readable(called: str, status: int, body: bytes, *, raw: bool) -> bytes:
    """The body, once it is sure that BaseRequest can read it.

    A server error is an unknown outcome also when it comes as proper JSON: it does not say how
    far the server got.
    """
    succeeded = status < HTTPStatus.MULTIPLE_CHOICES
    if raw and succeeded:
        return body
    decoded = _decoded(body)
    if decoded is None or decoded["ok"] is not succeeded:
        raise OutcomeUnknown(called, f"HTTP {status} without a Bot API answer in it")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OutcomeUnknown(called, f"HTTP {status}, {decoded.get('description', 'no reason')}")
    answer = _Answer(body)
    answer.decoded = decoded
    return answer


def _decoded(body: bytes) -> JSONDict | None:
    """A Bot API answer as a dict; None for a proxy's page, a cut off or an empty body."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and _well_formed(answer) else None


def _well_formed(answer: JSONDict) -> bool:
    """Whether the fields that BaseRequest relies on are there and of their types."""
    return (
        ("result" in answer if answer.get("ok") is True else answer.get("ok") is False)
        and isinstance(answer.get("description", ""), str)
        and isinstance(answer.get("parameters", {}), dict)
    )


def _chosen(timeout: ODVInput[float], usual: float | None) -> float | None:
    return usual if isinstance(timeout, DefaultValue) else timeout


def _reason(error: BaseException) -> str:
    """What went wrong without the address, which the texts of most aiohttp errors contain."""
    cause = getattr(error, "os_error", error)
    if isinstance(cause, ConnectionError) and cause.errno:
        return os.strerror(cause.errno)
    return type(error).__name__
