"""Files on their way: no more is fetched than can be read, and the token stays out of sight."""

import asyncio
import traceback

import pytest
from telegram import Document, Message, Update
from telegram.error import TelegramError

from bot import documents
from bot.api import Api
from bot.documents import NotFetched
from bot.farewells import salt_of
from bot.lang import lang
from bot.messenger import Document as File
from bot.messenger import Messenger
from bot.texts.data import goodbye
from bot.transport import DOWNLOAD_MAX, AiohttpRequest, FileTooLarge, OutcomeUnknown
from bot.view import View
from domain.errors import Reason, Refused
from scheduling.pacer import Pacer
from tests.bot.desk import Desk
from tests.bot.test_transport import CANARY, Reply, answering, far_end


async def _never(_chat_id: int) -> None:
    raise AssertionError("nobody is lost by a file")


async def _download(reply: Reply) -> bytes:
    async with far_end(reply) as url, AiohttpRequest() as request:
        return await Api(request, f"{url}/bot", CANARY).download("documents/a b?.json")


async def _streams(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A file that does not say how long it is, and does not end."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    try:
        while True:
            writer.write(b" " * 65536)
            await writer.drain()
    except ConnectionError:
        return


def test_a_file_arrives_as_it_is_whatever_is_in_it() -> None:
    for content in (b"", b"not json", b'{"ok": false}', bytes(range(256)) * 1000):
        assert asyncio.run(_download(answering(200, content))) == content


def test_a_file_is_asked_for_by_its_path_and_nothing_else() -> None:
    asked: list[bytes] = []

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        await answering(200, b"x")(reader, writer)

    asyncio.run(_download(reply))
    assert asked == [f"GET /file/bot{CANARY}/documents/a%20b%3F.json HTTP/1.1\r\n".encode()]


def test_no_more_is_fetched_than_can_be_read() -> None:
    with pytest.raises(FileTooLarge):
        asyncio.run(_download(_streams))
    with pytest.raises(FileTooLarge):
        asyncio.run(_download(answering(200, b" " * (DOWNLOAD_MAX + 1))))
    assert len(asyncio.run(_download(answering(200, b" " * DOWNLOAD_MAX)))) == DOWNLOAD_MAX


@pytest.mark.parametrize(
    "reply",
    [
        answering(404, b'{"ok": false, "error_code": 404, "description": "Not Found"}'),
        answering(502, b"<html>"),
        _streams,
    ],
)
def test_a_failed_download_does_not_show_the_token(reply: Reply) -> None:
    with pytest.raises(TelegramError) as caught:
        asyncio.run(_download(reply))
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert CANARY not in told
    assert not isinstance(caught.value, OutcomeUnknown) or "download" in str(caught.value)


def test_a_file_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SECONDS", 0.05)

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async def story() -> None:
        async with far_end(hang) as url, AiohttpRequest() as request:
            messenger = Messenger(Api(request, f"{url}/bot", CANARY), _never, Pacer())
            with pytest.raises(NotFetched):
                await documents.fetch(messenger, "file")

    asyncio.run(story())


def test_a_message_without_a_document_has_none(home: Desk) -> None:
    with pytest.raises(Refused) as no:
        documents.sent(Update(1))
    assert no.value.reason is Reason.EMPTY
    raw = home.alice.message({"document": {"file_id": "f", "file_unique_id": "u"}})
    message = Message.de_json(raw, home.bot)
    assert isinstance(message.document, Document)
    assert documents.sent(Update(1, message=message)) == "f"


def test_the_salt_of_proofs_follows_from_the_token_and_does_not_show_it() -> None:
    assert salt_of(CANARY) == salt_of(CANARY)
    assert salt_of(CANARY) != salt_of("another")
    assert CANARY.encode() not in salt_of(CANARY)


def test_after_a_goodbye_a_chat_hears_nothing_until_somebody_new_is_in_it(home: Desk) -> None:
    home.alice.says("/help")
    shown = home.alice.last.message_id
    messenger, hello = home.house.messenger, View(lang("en").say("Hello"))

    async def story() -> None:
        await messenger.say_goodbye(101, goodbye(lang("en")))
        before = len(home.telegram.calls)
        assert await messenger.send(101, hello) is None
        assert await messenger.edit(101, shown, hello) is None
        await messenger.strip(101, shown)
        assert not await messenger.send_document(101, File("a.txt", b"a"))
        assert len(home.telegram.calls) == before
        assert await messenger.send(102, hello) is not None
        messenger.speak_again(101)
        assert await messenger.send(101, hello) is not None

    home.await_(story())
