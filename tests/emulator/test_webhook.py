"""Updates pushed to a webhook."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.emulator_process import Bot, Emulator, Person


class Receiver:
    """A bot's web server; `answers` are the statuses it gives, 200 when used up."""

    def __init__(self) -> None:
        self.received: list[tuple[str | None, dict]] = []
        self.answers: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 - the base class calls it so
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                secret = self.headers["X-Telegram-Bot-Api-Secret-Token"]
                receiver.received.append((secret, body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def texts(self) -> list[str]:
        return [body["message"]["text"] for _, body in self.received]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever)
    thread.start()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()
    thread.join()


def test_updates_are_pushed_in_order_with_the_secret(
    emulator: Emulator, bot: Bot, alice: Person, receiver: Receiver
):
    alice.say("before")
    bot.call("setWebhook", url=receiver.url, secret_token="s3cret")
    alice.say("after")
    emulator.wait_until(lambda: len(receiver.received) == 2)
    assert receiver.texts() == ["before", "after"]
    assert {secret for secret, _ in receiver.received} == {"s3cret"}
    emulator.wait_until(lambda: emulator.pending() == 0)


def test_a_refused_update_is_pushed_again_before_the_next(
    emulator: Emulator, bot: Bot, alice: Person, receiver: Receiver
):
    receiver.answers = [500, 302]
    bot.call("setWebhook", url=receiver.url)
    alice.say("one")
    alice.say("two")
    emulator.wait_until(lambda: len(receiver.received) == 4)
    assert receiver.texts() == ["one", "one", "one", "two"]
    ids = [body["update_id"] for _, body in receiver.received]
    assert len(set(ids[:3])) == 1
    info = bot.call("getWebhookInfo")
    assert info["url"] == receiver.url
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


def test_a_dead_webhook_keeps_updates_and_says_so(emulator: Emulator, bot: Bot, alice: Person):
    bot.call("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    alice.say("one")
    emulator.wait_until(lambda: "last_error_message" in bot.call("getWebhookInfo"))
    info = bot.call("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["allowed_updates"] == ["message"]


def test_polling_is_a_conflict_while_a_webhook_is_set(bot: Bot, alice: Person, receiver: Receiver):
    bot.call("setWebhook", url=receiver.url)
    answer = bot.error("getUpdates")
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    bot.call("deleteWebhook")
    alice.say("polled")
    assert bot.updates()[0]["message"]["text"] == "polled"
    assert receiver.received == []


def test_pending_updates_can_be_dropped(emulator: Emulator, bot: Bot, alice: Person):
    alice.say("gone")
    bot.call("deleteWebhook", drop_pending_updates=True)
    assert emulator.pending() == 0


def test_an_update_can_be_pushed_twice(
    emulator: Emulator, bot: Bot, alice: Person, receiver: Receiver
):
    emulator.fault("duplicate_update")
    bot.call("setWebhook", url=receiver.url)
    alice.say("one")
    alice.say("two")
    emulator.wait_until(lambda: len(receiver.received) == 3)
    assert receiver.texts() == ["one", "one", "two"]
