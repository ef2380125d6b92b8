"""A real emulator process for tests and benches, and the people who use it.

with Emulator() as emulator:
    alice = emulator.person("Alice")
    alice.say("/start")
    alice.wait_for_text("Welcome")
    alice.press("Done")
"""
# ruff: noqa: ANN401 - parameters and answers are any JSON

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
TOKEN = "424242:a-token-for-tests"
START_SECONDS = 20.0
STOP_SECONDS = 5.0
PATIENCE_SECONDS = 10.0
GLANCE_SECONDS = 0.02


class Refused(AssertionError):
    """The control API said no."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it; `raw` is the whole view."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Text or caption, empty for a bare photo."""
        return self.raw["text"] or self.raw["caption"] or ""

    @property
    def is_from_bot(self) -> bool:
        return bool(self.raw["from"] == "bot")

    @property
    def buttons(self) -> list[Json]:
        """Inline buttons, row after row."""
        return [button for row in self.raw["keyboard"] or [] for button in row]

    @property
    def labels(self) -> list[str]:
        """What the inline buttons say."""
        return [button["text"] for button in self.buttons]


@dataclass(frozen=True)
class ChatView:
    """A chat as a person sees it at one moment."""

    raw: Json

    @property
    def messages(self) -> list[Seen]:
        return [Seen(message) for message in self.raw["messages"]]

    @property
    def reply_labels(self) -> list[str]:
        """What the keyboard below the text field offers."""
        rows = (self.raw["reply_keyboard"] or {}).get("keyboard", [])
        return [button["text"] for row in rows for button in row]

    def transcript(self) -> str:
        """The chat as lines, for failing assertions."""
        return "\n".join(
            f"{seen.id:>5} {seen.raw['from']}: {seen.text!r} {seen.labels or ''}"
            for seen in self.messages
        )


@dataclass
class Bot:
    """Plays a bot over plain HTTP: `bot.call("sendMessage", chat_id=…, text=…)`."""

    http: httpx.Client
    token: str = TOKEN
    offset: int = field(default=0)

    def raw(self, method: str, **params: Any) -> httpx.Response:
        """The whole HTTP answer of a call with a JSON body."""
        return self.http.post(f"/bot{self.token}/{method}", **json_body(params))

    def call(self, method: str, **params: Any) -> Any:
        """The result; AssertionError with the answer if the call is refused."""
        answer = self.raw(method, **params).json()
        assert answer["ok"], answer
        return answer["result"]

    def error(self, method: str, **params: Any) -> Json:
        """The refusal; AssertionError if the call succeeds."""
        answer: Json = self.raw(method, **params).json()
        assert not answer["ok"], answer
        return answer

    def send(self, person: "Person", text: str, *rows: list[tuple[str, str]]) -> int:
        """Send a text with rows of (label, callback data) buttons; the message's id."""
        keyboard = [[{"text": t, "callback_data": d} for t, d in row] for row in rows]
        markup = {"reply_markup": {"inline_keyboard": keyboard}} if rows else {}
        sent = self.call("sendMessage", chat_id=person.chat_id, text=text, **markup)
        return int(sent["message_id"])

    def raw_upload(
        self, method: str, person: "Person", part: str, name: str, data: bytes, **params: Any
    ) -> httpx.Response:
        """The whole HTTP answer of a multipart call with one file."""
        form = {"chat_id": person.chat_id, **params}
        files = {part: (name, data)}
        return self.http.post(f"/bot{self.token}/{method}", data=form, files=files)

    def upload(
        self, method: str, person: "Person", part: str, name: str, data: bytes, **params: Any
    ) -> Json:
        """The message that a multipart call with one file has sent."""
        answer = self.raw_upload(method, person, part, name, data, **params).json()
        assert answer["ok"], answer
        return dict(answer["result"])

    def skip_updates(self) -> None:
        """Drop everything that is pending."""
        self.call("deleteWebhook", drop_pending_updates=True)

    def updates(self, timeout: float = 5, **params: Any) -> list[Json]:
        """The next updates, confirming those of the call before."""
        given = self.call("getUpdates", offset=self.offset, timeout=timeout, **params)
        if given:
            self.offset = given[-1]["update_id"] + 1
        return list(given)


@dataclass
class Person:
    """Somebody with a chat; `chat_id` says which chat, their own with the bot by default."""

    emulator: "Emulator"
    id: int
    name: str
    chat_id: int

    def in_chat(self, chat_id: int) -> "Person":
        """The same person in another chat, such as a group."""
        return Person(self.emulator, self.id, self.name, chat_id)

    def say(self, text: str, **details: Any) -> Json:
        return self._act("say", text=text, **details)

    def start(self, payload: str = "") -> Json:
        """Press START, maybe on a deep link with a payload."""
        return self._act("start", payload=payload)

    def press(self, label: str, message_id: int | None = None) -> Json:
        """Press the button of the newest message that has it, or of the keyboard below."""
        if message_id is not None:
            return self._act("press", message_id=message_id, label=label)
        chat = self.chat()
        for seen in reversed(chat.messages):
            if label in seen.labels:
                return self._act("press", message_id=seen.id, label=label)
        if label in chat.reply_labels:
            return self.say(label)
        raise AssertionError(f"{self.name} sees no button {label!r} in\n{chat.transcript()}")

    def press_data(self, data: str, message_id: int, forge: bool = False) -> Json:
        """Press by callback data; with `forge` as a modified client sends any data."""
        return self._act("press", message_id=message_id, data=data, forge=forge)

    def edit(self, message_id: int, text: str) -> Json:
        return self._act("edit", message_id=message_id, text=text)

    def delete(self, message_id: int) -> Json:
        return self._act("delete", message_id=message_id)

    def send_location(self, latitude: float, longitude: float) -> Json:
        return self._act("location", latitude=latitude, longitude=longitude)

    def send_contact(self) -> Json:
        return self._act("contact")

    def send_photo(self, data: bytes, caption: str = "") -> Json:
        return self._upload("photo", "photo.png", data, caption)

    def send_document(self, name: str, data: bytes, caption: str = "") -> Json:
        return self._upload("document", name, data, caption)

    def block(self) -> None:
        self._act("block")

    def unblock(self) -> None:
        self._act("unblock")

    def speaks(self, language_code: str) -> None:
        """Change the language of this person's client."""
        self.emulator.post(f"people/{self.id}/language", language_code=language_code)

    def chat(self) -> ChatView:
        return ChatView(self.emulator.get(f"chats/{self.chat_id}", person=self.id))

    def messages(self) -> list[Seen]:
        return self.chat().messages

    def last(self) -> Seen:
        """The newest message."""
        messages = self.messages()
        assert messages, f"{self.name} has an empty chat"
        return messages[-1]

    def toasts(self, after: int = 0) -> list[Json]:
        return list(self.emulator.get("toasts", person=self.id, after=after))

    def wait_for(
        self, condition: Callable[[ChatView], Any], seconds: float = PATIENCE_SECONDS
    ) -> ChatView:
        """The chat as soon as the condition holds; AssertionError with the chat if it never does."""
        deadline = time.monotonic() + seconds
        while not condition(chat := self.chat()):
            if time.monotonic() > deadline:
                what = f"{self.name} waited {seconds} s in vain in this chat"
                raise AssertionError(f"{what}:\n{chat.transcript()}")
            time.sleep(GLANCE_SECONDS)
        return chat

    def wait_for_text(self, text: str, after: int = 0, seconds: float = PATIENCE_SECONDS) -> Seen:
        """The bot's newest message that contains `text`, with an id above `after`."""

        def found(chat: ChatView) -> list[Seen]:
            bots = [seen for seen in chat.messages if seen.is_from_bot and seen.id > after]
            return [seen for seen in bots if text in seen.text]

        return found(self.wait_for(found, seconds))[-1]

    def wait_for_toast(self, after: int = 0, seconds: float = PATIENCE_SECONDS) -> Json:
        """The first toast with a higher number than `after`."""
        deadline = time.monotonic() + seconds
        while not (toasts := self.toasts(after)):
            assert time.monotonic() < deadline, f"{self.name} saw no toast in {seconds} s"
            time.sleep(GLANCE_SECONDS)
        return toasts[0]

    def _act(self, what: str, **details: Any) -> Json:
        place = {"person": self.id, "chat_id": self.chat_id}
        return dict(self.emulator.post(what, **place, **details))

    def _upload(self, what: str, name: str, data: bytes, caption: str) -> Json:
        form = {"person": self.id, "chat_id": self.chat_id, "caption": caption}
        answer = self.emulator.http.post(
            f"/control/{what}", data=form, files={"file": (name, data)}
        )
        return dict(checked(answer))


@dataclass
class Emulator:
    """One emulator process. The state file and clock file, if given, outlive it."""

    state: Path | None = None
    clock_file: Path | None = None
    port: int = 0
    only_tokens: tuple[str, ...] = ()
    token: str = TOKEN
    url: str = ""
    process: subprocess.Popen[str] | None = None
    _newest_call: int = 0

    def start(self) -> Self:
        """Start, wait until it listens, and announce the bot so that people can write to it."""
        self.process = subprocess.Popen(
            self._command(), cwd=ROOT, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("emulator listening on "), f"the emulator said {line!r}"
        self.url = line.split()[-1]
        self.http = httpx.Client(base_url=self.url, timeout=60, trust_env=False)
        self.post("bots", token=self.token)
        self._newest_call = 0
        return self

    def stop(self) -> int:
        """Ask it to stop (state is saved) and return its exit code."""
        return self._end("terminate")

    def kill(self) -> int:
        """End it without warning."""
        return self._end("kill")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def bot(self, token: str | None = None) -> Bot:
        """A bot to be played by the test itself."""
        return Bot(self.http, token or self.token)

    def person(self, name: str) -> Person:
        """Alice, Bob, Charlie, or whoever was added; a new name adds a person."""
        known = {person["first_name"]: person for person in self.get("people")}
        person = known.get(name) or self.post("people", first_name=name)
        return Person(self, person["id"], name, person["chat_id"])

    def group(self, title: str, *members: Person) -> int:
        """The id of a new group with these people and the bot."""
        ids = [member.id for member in members]
        return int(self.post("groups", title=title, members=ids)["chat_id"])

    def journal(self, method: str | None = None, after: int = 0, **wanted: Any) -> list[Json]:
        """The bots' calls, oldest first."""
        query = {"after": after, "method": method, **wanted}
        return list(self.get("journal", **{k: v for k, v in query.items() if v is not None}))

    def newest_call(self) -> int:
        """The number of the latest of the bots' calls, for ``journal(after=…)``."""
        # Only those since the last time: after a few hundred lives the journal is long.
        calls = self.journal(after=self._newest_call)
        if calls:
            self._newest_call = int(calls[-1]["seq"])
        return self._newest_call

    def fault(self, kind: str, method: str = "*", **details: Any) -> int:
        """Script a fault (see emulator.faults) and return its id."""
        return int(self.post("faults", kind=kind, method=method, **details)["id"])

    def fault_hits(self, fault_id: int) -> int:
        """How often a scripted fault has struck."""
        return next(int(f["hits"]) for f in self.get("faults") if f["id"] == fault_id)

    def advance(self, seconds: float) -> str:
        """Move virtual time on; the new now."""
        return str(self.post("clock", advance_seconds=seconds)["now"])

    def next_morning(self, zone: str = "UTC") -> str:
        """Move virtual time to the next 08:00 of the zone; the new now."""
        return str(self.post("clock", next_morning=True, zone=zone)["now"])

    def now(self) -> str:
        """Virtual now as ISO text, UTC."""
        return str(self.get("clock")["now"])

    def bulk(self, *people: Person, texts: list[str], n: int) -> Json:
        """Queue `n` messages, people and texts in turn."""
        return dict(self.post("bulk", people=[person.id for person in people], texts=texts, n=n))

    def pending(self) -> int:
        """Updates the first bot has not confirmed."""
        return int(self.get("state")["bots"][0]["pending"])

    def wait_until(self, condition: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> None:
        """Return once the condition holds; AssertionError if it does not within `seconds`."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
            time.sleep(GLANCE_SECONDS)

    def reset(self) -> None:
        """Forget chats, faults, journal and settings; the clock stays."""
        self.post("reset")

    def get(self, path: str, **query: Any) -> Any:
        """GET /control/<path>."""
        return checked(self.http.get(f"/control/{path}", params=query))

    def post(self, path: str, **body: Any) -> Any:
        """POST /control/<path> with a JSON body."""
        return checked(self.http.post(f"/control/{path}", **json_body(body)))

    def delete(self, path: str) -> Any:
        """DELETE /control/<path>."""
        return checked(self.http.delete(f"/control/{path}"))

    def _command(self) -> list[str]:
        command = [sys.executable, "-m", "emulator", "--port", str(self.port)]
        command += ["--state", str(self.state)] if self.state else []
        command += ["--clock-file", str(self.clock_file)] if self.clock_file else []
        return command + [part for token in self.only_tokens for part in ("--token", token)]

    def _end(self, how: str) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        self.http.close()
        getattr(self.process, how)()
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.process.stdout.close()


def json_body(values: Json) -> Json:
    """Arguments for httpx: JSON in ASCII, so that a lone surrogate travels as a client sends it."""
    return {"content": json.dumps(values), "headers": {"Content-Type": "application/json"}}


def checked(answer: httpx.Response) -> Any:
    """The control API's answer; Refused with its reason."""
    if answer.is_error:
        raise Refused(answer.status_code, answer.text)
    return answer.json()
