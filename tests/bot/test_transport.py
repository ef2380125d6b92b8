"""The bot's HTTP transport against a real emulator, and against far ends it cannot play."""

import ast
import asyncio
import copy
import gc
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

import pytest
from telegram import Bot, InputFile, Update
from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError

import bot.transport
from bot.api import Api, Meaning, meaning, retry_after_seconds
from bot.secrets import TokenFilter
from bot.transport import AiohttpRequest, NotSent, OutcomeUnknown, Patience
from tests.emulator_process import Emulator, Person

T = TypeVar("T")
CANARY = "4242:CANARY-in-a-token"
SHORT = Patience(read=0.4, write=0.4, connect=5, pool=0.2, media_write=0.4)


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(token=CANARY) as process:
        yield process


@pytest.fixture
def alice(emulator: Emulator) -> Person:
    emulator.reset()
    person = emulator.person("Alice")
    person.start()
    return person


async def _call(url: str, method: str, patience: Patience | None = None, **payload: object) -> Any:  # noqa: ANN401
    async with AiohttpRequest(patience=patience) as request:
        return await Api(request, f"{url}/bot", CANARY).call(method, **payload)


def _failure(url: str, patience: Patience | None = None, **payload: object) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        run(_call(url, "sendMessage", patience, **({"chat_id": 1, "text": "hi"} | payload)))
    return caught.value


def _shows_canary(error: BaseException, log: str) -> bool:
    told = "".join(traceback.format_exception(error)) + repr(error) + str(error) + log
    return CANARY in told or CANARY.partition(":")[2] in told


class TestAnEmulatorThatFails:
    @pytest.mark.parametrize("when", ["before", "after"])
    @pytest.mark.parametrize("what", ["error", "stall", "drop"])
    def test_a_broken_call_has_an_unknown_outcome_whether_or_not_it_took_effect(
        self, emulator: Emulator, alice: Person, what: str, when: str
    ) -> None:
        emulator.fault(f"{what}_{when}", "sendMessage")
        error = _failure(emulator.url, SHORT, chat_id=alice.id)
        assert isinstance(error, OutcomeUnknown)
        assert error.method == "sendMessage"
        assert meaning(error) is Meaning.UNKNOWN_OUTCOME
        assert [call["effect"] for call in emulator.journal(method="sendMessage")] == [
            when == "after"
        ]

    @pytest.mark.parametrize(
        ("kind", "effect"), [("html_502", False), ("truncated", True), ("empty_200", True)]
    )
    def test_an_unreadable_answer_is_an_unknown_outcome(
        self, emulator: Emulator, alice: Person, kind: str, effect: bool
    ) -> None:
        emulator.fault(kind, "sendMessage")
        error = _failure(emulator.url, SHORT, chat_id=alice.id)
        assert isinstance(error, OutcomeUnknown)
        assert [call["effect"] for call in emulator.journal(method="sendMessage")] == [effect]

    @pytest.mark.parametrize(
        ("status", "description", "expected"),
        [
            (400, "Bad Request: message is not modified: same content", Meaning.NOT_MODIFIED),
            (400, "Bad Request: query is too old and response timeout", Meaning.QUERY_TOO_OLD),
            (400, "Bad Request: message to edit not found", Meaning.EDIT_LOST),
            (400, "Bad Request: message can't be edited", Meaning.EDIT_LOST),
            (400, "Bad Request: chat not found", Meaning.GONE),
            (400, "Bad Request: can't parse entities: no end", Meaning.BAD_ENTITIES),
            (400, "Bad Request: message is too long", Meaning.OTHER),
            (401, "Unauthorized", Meaning.UNAUTHORIZED),
            (403, "Forbidden: bot was blocked by the user", Meaning.GONE),
            (403, "Forbidden: user is deactivated", Meaning.GONE),
            (404, "Not Found", Meaning.OTHER),
            (409, "Conflict: terminated by other getUpdates request", Meaning.CONFLICT),
            (413, "Request Entity Too Large", Meaning.OTHER),
        ],
    )
    def test_a_refusal_has_its_meaning(
        self, emulator: Emulator, alice: Person, status: int, description: str, expected: Meaning
    ) -> None:
        emulator.fault("error_before", "sendMessage", status=status, description=description)
        assert meaning(_failure(emulator.url, chat_id=alice.id)) is expected

    def test_a_429_says_how_long_to_wait(self, emulator: Emulator, alice: Person) -> None:
        emulator.fault("error_before", "sendMessage", status=429, parameters={"retry_after": 7})
        error = _failure(emulator.url, chat_id=alice.id)
        assert isinstance(error, RetryAfter)
        assert meaning(error) is Meaning.WAIT
        assert retry_after_seconds(error) == 7.0

    def test_a_migrated_group_says_its_new_id(self, emulator: Emulator, alice: Person) -> None:
        emulator.fault(
            "error_before", "sendMessage", status=400, parameters={"migrate_to_chat_id": -1007}
        )
        error = _failure(emulator.url, chat_id=alice.id)
        assert isinstance(error, ChatMigrated)
        assert meaning(error) is Meaning.MIGRATED
        assert error.new_chat_id == -1007

    def test_a_blocked_bot_hears_that_the_person_is_gone(
        self, emulator: Emulator, alice: Person
    ) -> None:
        alice.block()
        assert meaning(_failure(emulator.url, chat_id=alice.id)) is Meaning.GONE

    @pytest.mark.parametrize("kind", ["error_after", "stall_after", "drop_after", "html_502"])
    def test_no_failure_shows_the_token(
        self, emulator: Emulator, alice: Person, kind: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        emulator.fault(kind, "sendMessage")
        error = _failure(emulator.url, SHORT, chat_id=alice.id)
        assert not _shows_canary(error, caplog.text)
        assert error.__context__ is None


class TestAnEmulatorThatWorks:
    def test_a_raw_call_sends_nested_values_and_returns_plain_json(
        self, emulator: Emulator, alice: Person
    ) -> None:
        keyboard = {"inline_keyboard": [[{"text": "Done", "callback_data": "d"}]]}
        sent = run(
            _call(
                emulator.url,
                "sendMessage",
                chat_id=alice.id,
                text="Tick? ✓",
                reply_markup=keyboard,
                parse_mode=None,
            )
        )
        assert sent["text"] == "Tick? ✓"
        assert sent["reply_markup"] == keyboard

    def test_sixty_four_calls_at_once_all_arrive(self, emulator: Emulator, alice: Person) -> None:
        texts = {f"line {n}" for n in range(64)}

        async def send_all() -> list[Any]:
            async with AiohttpRequest(connections=64) as request:
                api = Api(request, f"{emulator.url}/bot", CANARY)
                return await asyncio.gather(
                    *(api.call("sendMessage", chat_id=alice.id, text=text) for text in texts)
                )

        assert {sent["text"] for sent in run(send_all())} == texts
        assert len(emulator.journal(method="sendMessage")) == 64

    def test_more_calls_than_connections_take_turns(
        self, emulator: Emulator, alice: Person
    ) -> None:
        async def send_all() -> list[Any]:
            async with AiohttpRequest(connections=2, patience=Patience(pool=30)) as request:
                api = Api(request, f"{emulator.url}/bot", CANARY)
                return await asyncio.gather(
                    *(api.call("sendMessage", chat_id=alice.id, text=str(n)) for n in range(9))
                )

        assert len(run(send_all())) == 9

    def test_a_document_arrives_byte_for_byte(self, emulator: Emulator, alice: Person) -> None:
        content = bytes(range(256)) * 5000 + b"\r\n--boundary\r\n"
        assert run(_there_and_back(alice, "document", content)) == content

    def test_a_caption_with_a_lone_surrogate_is_sent_without_it(
        self, emulator: Emulator, alice: Person
    ) -> None:
        async def send() -> None:
            async with AiohttpRequest() as request:
                tg = Bot(CANARY, base_url=f"{emulator.url}/bot", request=request)
                await tg.send_document(alice.id, InputFile(b"x"), caption="odd \ud800")

        run(send())
        assert alice.last().text == "odd ?"

    def test_a_photo_arrives_byte_for_byte(self, emulator: Emulator, alice: Person) -> None:
        assert run(_there_and_back(alice, "photo", PNG)) == PNG

    def test_a_long_poll_may_last_longer_than_the_read_timeout(
        self, emulator: Emulator, alice: Person
    ) -> None:
        async def poll() -> tuple[Update, ...]:
            polling = AiohttpRequest(connections=1, patience=Patience(read=0.5))
            async with polling:
                tg = Bot(CANARY, base_url=f"{emulator.url}/bot", get_updates_request=polling)
                offset = [update.update_id for update in await tg.get_updates()][-1] + 1
                return await tg.get_updates(offset=offset, timeout=1)

        assert run(poll()) == ()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


async def _there_and_back(alice: Person, kind: str, content: bytes) -> bytes:
    """Upload through telegram.Bot and download what Alice sees."""
    async with AiohttpRequest() as request:
        tg = Bot(CANARY, base_url=f"{alice.emulator.url}/bot", request=request)
        file = InputFile(content, filename=f"{kind}.png")
        send = tg.send_photo if kind == "photo" else tg.send_document
        await send(alice.id, file, caption="a ✓")
        seen = alice.last()
        assert seen.text == "a ✓"
        return await request.retrieve(alice.emulator.url + seen.raw[kind]["url"])


Reply = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def far_end(reply: Reply) -> AsyncIterator[str]:
    """A server that treats every connection with `reply`; yields its address."""

    replying: set[asyncio.Task[None] | None] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        replying.add(asyncio.current_task())
        try:
            await reply(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            for task in replying:
                assert task is not None
                task.cancel()


def answering(status: int, body: bytes, header: bytes = b"X-None: 1") -> Reply:
    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = b"HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n"
        writer.write(head % (status, len(body), header) + body)
        await writer.drain()

    return reply


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take no more than the first few kilobytes and say nothing."""
    await asyncio.Event().wait()


async def _speaks_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer a TLS greeting as a plain web server does."""
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


async def _caught(reply: Reply, request: AiohttpRequest, scheme: str = "http") -> TelegramError:
    async with far_end(reply) as url, request:
        api = Api(request, f"{url.replace('http', scheme, 1)}/bot", CANARY)
        with pytest.raises(TelegramError) as caught:
            await api.call("sendMessage", chat_id=1, text="hi")
        return caught.value


class TestOtherFarEnds:
    def test_a_refused_port_means_not_sent(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))  # bound but not listening: connecting is refused
            error = _failure(f"http://127.0.0.1:{held.getsockname()[1]}")
        assert isinstance(error, NotSent)
        assert (error.method, error.reason) == ("sendMessage", "Connection refused")
        assert meaning(error) is Meaning.NOT_SENT
        assert not _shows_canary(error, caplog.text)

    def test_a_name_that_cannot_resolve_means_not_sent(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        error = _failure("http://daymark.invalid", Patience(connect=30))
        assert isinstance(error, NotSent)
        assert not _shows_canary(error, caplog.text)

    def test_a_server_without_tls_means_not_sent(self) -> None:
        error = run(_caught(_speaks_plainly, AiohttpRequest(), scheme="https"))
        assert isinstance(error, NotSent)

    def test_a_stalled_tls_handshake_means_not_sent(self) -> None:
        request = AiohttpRequest(patience=Patience(connect=0.3))
        assert isinstance(run(_caught(_silent, request, scheme="https")), NotSent)

    def test_an_address_that_is_none_means_not_sent(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        error = _failure("ftp://127.0.0.1")
        assert isinstance(error, NotSent)
        assert not _shows_canary(error, caplog.text)

    def test_a_proxy_that_refuses_means_not_sent_and_keeps_its_password(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)

        async def through_proxy() -> TelegramError:
            async with far_end(answering(403, b"<html>")) as proxy:
                address = proxy.replace("://", f"://alice:{CANARY.partition(':')[2]}@")
                request = AiohttpRequest(proxy=address)
                return await _caught(_silent, request, scheme="https")

        error = run(through_proxy())
        assert isinstance(error, NotSent)
        assert not _shows_canary(error, caplog.text)

    def test_an_unknown_kind_of_proxy_is_refused_without_showing_it(self) -> None:
        with pytest.raises(ValueError, match="proxy must be") as caught:
            AiohttpRequest(proxy="socks5://alice:secret@127.0.0.1:1")
        assert "secret" not in str(caught.value)

    def test_a_busy_pool_means_not_sent(self) -> None:
        async def crowd() -> list[Any]:
            async with (
                far_end(_silent) as url,
                AiohttpRequest(connections=1, patience=SHORT) as request,
            ):
                api = Api(request, f"{url}/bot", CANARY)
                calls = [api.call("first"), api.call("second")]
                return await asyncio.gather(*calls, return_exceptions=True)

        first, second = run(crowd())
        assert isinstance(first, OutcomeUnknown)
        assert isinstance(second, NotSent)

    def test_a_transport_that_is_not_open_means_not_sent(self) -> None:
        api = Api(AiohttpRequest(), "http://127.0.0.1:1/bot", CANARY)
        with pytest.raises(NotSent, match="not open"):
            run(api.call("getMe"))

    def test_an_upload_that_nobody_reads_ends(self) -> None:
        async def upload() -> None:
            patience = Patience(read=0.2, write=None, connect=0.2, media_write=0.2)
            async with far_end(_silent) as url, AiohttpRequest(patience=patience) as request:
                tg = Bot(CANARY, base_url=f"{url}/bot", request=request)
                await tg.send_document(1, InputFile(bytes(30_000_000)))

        with pytest.raises(OutcomeUnknown):
            run(upload())

    def test_a_redirect_is_not_followed(self) -> None:
        followed: list[bytes] = []

        async def trap(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            followed.append(await reader.read(1))

        async def lured() -> TelegramError:
            async with far_end(trap) as elsewhere:
                reply = answering(307, b"", b"Location: " + elsewhere.encode())
                return await _caught(reply, AiohttpRequest())

        assert isinstance(run(lured()), OutcomeUnknown)
        assert followed == []

    @pytest.mark.parametrize(
        ("status", "body"),
        [
            (200, b"{}"),
            (200, b"[]"),
            (200, b'{"ok": false, "description": "no"}'),
            (200, b'{"ok": true'),
            (302, b"<html>a portal</html>"),
            (400, b'{"ok": false, "parameters": 7}'),
            (403, b"<html>a proxy</html>"),
            (404, b"<html>some web server</html>"),
            (500, b'{"ok": false, "description": "Internal Server Error: restart"}'),
            (999, b"\xff"),
        ],
    )
    def test_what_is_no_answer_of_the_bot_api_is_an_unknown_outcome(
        self, status: int, body: bytes
    ) -> None:
        error = run(_caught(answering(status, body), AiohttpRequest()))
        assert isinstance(error, OutcomeUnknown)

    def test_a_lone_surrogate_reaches_the_server(self) -> None:
        answer = answering(400, b'{"ok": false, "description": "Bad Request: strings must be"}')

        async def strange() -> None:
            async with far_end(answer) as url:
                await _call(url, "sendMessage", chat_id=1, text="\ud800")

        with pytest.raises(BadRequest, match="Strings must be"):
            run(strange())

    def test_an_answer_that_stops_midway_ends(self) -> None:
        async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok": true')
            await _silent(reader, writer)

        assert isinstance(run(_caught(half, AiohttpRequest(patience=SHORT))), OutcomeUnknown)


class TestTheTransportItself:
    def test_nothing_shows_the_token(self) -> None:
        request = AiohttpRequest(proxy=f"http://{CANARY}@127.0.0.1:1")
        api = Api(request, "http://127.0.0.1:1/bot", CANARY)
        assert CANARY not in repr(api) + str(api) + repr(request)

    def test_a_log_handler_with_the_filter_hides_what_the_library_shows(self) -> None:
        logger, stream = logging.getLogger("telegram.Bot"), StringIO()
        handler = logging.StreamHandler(stream)
        handler.addFilter(TokenFilter(CANARY))
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        try:
            Bot(CANARY)
            rejected = InvalidToken(f"The token `{CANARY}` was rejected by the server.")
            address = f"https://example.org/bot{CANARY}/getMe"
            logger.error("at %s", address, exc_info=rejected)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(logging.NOTSET)
        assert "Set Bot API URL" in stream.getvalue()
        assert "was rejected" in stream.getvalue()
        assert CANARY not in stream.getvalue()

    def test_it_opens_again_in_another_loop(self, emulator: Emulator, alice: Person) -> None:
        request = AiohttpRequest()

        async def own_id() -> int:
            async with request:
                await request.initialize()
                me = await Api(request, f"{emulator.url}/bot", CANARY).call("getMe")
                return int(me["id"])

        assert run(own_id()) == run(own_id()) == 4242

    def test_shutting_down_twice_leaves_nothing_open(
        self, emulator: Emulator, alice: Person
    ) -> None:
        async def greet() -> None:
            async with AiohttpRequest() as request:
                await Api(request, f"{emulator.url}/bot", CANARY).call("getMe")
                await request.shutdown()

        run(greet())
        gc.collect()

    def test_its_errors_can_be_copied(self) -> None:
        for error in (NotSent("getMe", "refused"), OutcomeUnknown("getMe", "reset")):
            twin = copy.copy(error)
            assert (type(twin), str(twin), twin.method) == (type(error), str(error), "getMe")

    def test_it_does_not_import_httpx(self) -> None:
        tree = ast.parse(Path(bot.transport.__file__).read_text(encoding="utf-8"))
        named = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (getattr(node, "module", None), *(alias.name for alias in node.names))
        }
        assert named
        assert "httpx" not in named
