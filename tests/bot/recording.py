"""The far end of the in-process tests: a request class that answers like Telegram and remembers.

It stands where HTTP would begin, so that everything of ours and of the library's is real.
"""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit
from telegram.request import BaseRequest, RequestData

from bot.transport import DOWNLOAD_MAX, FileTooLarge
from tests.bot import telegram_html

ME = {"id": 1, "is_bot": True, "first_name": "Daymark", "username": "daymark_bot"}
PER_ROW = 8

Answer = tuple[int, bytes]
Payload = Mapping[str, Any]


def fine(result: object) -> Answer:
    """What Telegram says when a call worked."""
    return 200, json.dumps({"ok": True, "result": result}).encode()


def refusal(code: int, description: str, **parameters: object) -> Answer:
    """What Telegram says when it refuses."""
    body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return code, json.dumps(body).encode()


BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")
UNPARSABLE = refusal(400, "Bad Request: can't parse entities: unclosed start tag")
EDIT_LOST = refusal(400, "Bad Request: message to edit not found")


@dataclass(frozen=True)
class Call:
    """One call of a method, as the bot made it."""

    method: str
    payload: Payload


@dataclass
class Shown:
    """A message of the bot's, as it stands in the chat now."""

    message_id: int
    text: str
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    asks_place: bool = False
    picture: bytes | None = None

    @property
    def words(self) -> str:
        """The text without the marks that isolate a person's words."""
        return self.text.replace("\u2068", "").replace("\u2069", "")

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]


class Recording(BaseRequest):
    """A Telegram made of a small table. ``complaints`` are what the real one would refuse."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.chats: dict[int, dict[int, Shown]] = defaultdict(dict)
        self.latest: dict[int, int] = {}
        self.toasts: dict[str, str] = {}
        self.complaints: list[str] = []
        self.files: dict[str, bytes] = {}
        self.documents: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
        self._faults: dict[str, deque[Answer | Exception]] = defaultdict(deque)
        self._ids = 0

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    def next_id(self) -> int:
        self._ids += 1
        return self._ids

    def will(self, method: str, *outcomes: Answer | Exception) -> None:
        """The next calls of ``method`` end like this, without effect."""
        self._faults[method].extend(outcomes)

    def made(self, *methods: str) -> list[Call]:
        """The calls of some methods so far."""
        return [call for call in self.calls if call.method in methods]

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more: object,
    ) -> Answer:
        name = url.rpartition("/")[2]
        if method == "GET":
            return self._download(url)
        payload = dict(request_data.parameters) if request_data else {}
        if request_data and request_data.contains_files:
            payload |= request_data.multipart_data
        self.calls.append(Call(name, payload))
        if self._faults[name]:
            outcome = self._faults[name].popleft()
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        return _ANSWERS[name](self, payload)

    def _get_me(self, _payload: Payload) -> Answer:
        return fine(ME)

    def _send(self, payload: Payload) -> Answer:
        shown = Shown(self.next_id(), *self._dressed(payload))
        self._place(payload["chat_id"], shown)
        return fine(self._message(payload["chat_id"], shown))

    def _send_document(self, payload: Payload) -> Answer:
        name, content, _ = payload["document"]
        self.documents[payload["chat_id"]].append((name, content))
        return fine(self._message(payload["chat_id"], Shown(self.next_id(), name)))

    def _send_photo(self, payload: Payload) -> Answer:
        content = self._content(payload, payload["photo"])
        shown = Shown(self.next_id(), *self._dressed(payload, payload["caption"]), content)
        self._place(payload["chat_id"], shown)
        return fine(self._message(payload["chat_id"], shown))

    def _edit_media(self, payload: Payload) -> Answer:
        there = self.chats[payload["chat_id"]].get(payload["message_id"])
        if there is None:
            return EDIT_LOST
        media = payload["media"]
        content = self._content(payload, media["media"])
        dressed = self._dressed({**payload, **media}, media["caption"])
        shown = Shown(there.message_id, *dressed, content)
        self.latest[payload["chat_id"]] = shown.message_id
        if shown == there:
            return refusal(400, "Bad Request: message is not modified: specified new message")
        self._place(payload["chat_id"], shown)
        return fine(self._message(payload["chat_id"], shown))

    def _content(self, payload: Payload, reference: Any) -> bytes:
        """Of a file that is uploaded, or was before."""
        if isinstance(reference, str) and not reference.startswith("attach://"):
            return self.files[reference]
        attached = isinstance(reference, str)
        _, content, _ = payload[reference.removeprefix("attach://")] if attached else reference
        return bytes(content)

    def _get_file(self, payload: Payload) -> Answer:
        if payload["file_id"] not in self.files:
            return refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path = f"documents/{payload['file_id']}"
        return fine({"file_id": payload["file_id"], "file_unique_id": "u", "file_path": path})

    def _download(self, url: str) -> Answer:
        """A file by its address, as much of it as the transport would take."""
        self.calls.append(Call("download", {}))
        if self._faults["download"]:
            outcome = self._faults["download"].popleft()
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        content = self.files[url.rpartition("/")[2]]
        if len(content) > DOWNLOAD_MAX:
            raise FileTooLarge
        return 200, content

    def _edit(self, payload: Payload) -> Answer:
        there = self.chats[payload["chat_id"]].get(payload["message_id"])
        if there is None:
            return EDIT_LOST
        if there.asks_place:
            return refusal(400, "Bad Request: message can't be edited")
        if there.picture is not None:
            return refusal(400, "Bad Request: there is no text in the message to edit")
        shown = Shown(there.message_id, *self._dressed(payload))
        if shown.asks_place:
            self.complaints.append("an edit cannot bring a keyboard of its own")
        self.latest[payload["chat_id"]] = shown.message_id
        if shown == there:
            return refusal(400, "Bad Request: message is not modified: specified new message")
        self._place(payload["chat_id"], shown)
        return fine(self._message(payload["chat_id"], shown))

    def _edit_markup(self, payload: Payload) -> Answer:
        there = self.chats[payload["chat_id"]].get(payload["message_id"])
        if there is None:
            return EDIT_LOST
        if there.asks_place:
            return refusal(400, "Bad Request: message can't be edited")
        if not there.buttons:
            return refusal(400, "Bad Request: message is not modified: specified new message")
        there.buttons = []
        return fine(self._message(payload["chat_id"], there))

    def _delete(self, payload: Payload) -> Answer:
        del self.chats[payload["chat_id"]][payload["message_id"]]
        self.latest[payload["chat_id"]] = max(self.chats[payload["chat_id"]])
        return fine(True)

    def _answer(self, payload: Payload) -> Answer:
        query = payload["callback_query_id"]
        if query in self.toasts:
            return refusal(400, "Bad Request: query is too old and response timeout expired")
        if len(payload.get("text") or "") > 200:
            self.complaints.append("the toast is too long")
        self.toasts[query] = payload.get("text") or ""
        return fine(True)

    def _place(self, chat_id: int, shown: Shown) -> None:
        self.chats[chat_id][shown.message_id] = shown
        self.latest[chat_id] = shown.message_id

    def _dressed(
        self, payload: Payload, caption: str | None = None
    ) -> tuple[str, list[list[dict[str, Any]]], bool]:
        text = payload["text"] if caption is None else caption
        markup = payload.get("reply_markup") or {}
        most = MessageLimit.MAX_TEXT_LENGTH if caption is None else MessageLimit.CAPTION_LENGTH
        if payload.get("parse_mode"):
            try:
                text = telegram_html.read(text)
            except telegram_html.BadHtml as error:
                self.complaints.append(f"can't parse entities: {error}")
        length = len(text.strip().encode("utf-16-le")) // 2  # an emoji counts twice
        if not 0 < length <= most:
            self.complaints.append(f"a text of {length} characters")
        buttons = markup.get("inline_keyboard", [])
        self.complaints += list(_troubles(buttons))
        return text, buttons, "keyboard" in markup

    def _message(self, chat_id: int, shown: Shown) -> dict[str, Any]:
        chat = {"id": chat_id, "type": "private", "first_name": "Somebody"}
        message = {"message_id": shown.message_id, "date": 0, "chat": chat}
        if shown.picture is None:
            return {**message, "text": shown.text}
        file_id = f"photo-{shown.picture.hex()}"
        self.files[file_id] = shown.picture
        size = {"file_id": file_id, "file_unique_id": file_id, "width": 1, "height": 1}
        return {**message, "caption": shown.text, "photo": [size]}


def _troubles(buttons: list[list[dict[str, Any]]]) -> list[str]:
    every = [button for row in buttons for button in row]
    longest = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return [
        *(["a row too wide"] if any(not 0 < len(row) <= PER_ROW for row in buttons) else []),
        *(
            ["too many buttons"]
            if len(every) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
            else []
        ),
        *("a button without a label" for button in every if not button["text"].strip()),
        *(
            f"too much in a button: {button['callback_data']}"
            for button in every
            if not 0 < len(button.get("callback_data", "x").encode()) <= longest
        ),
    ]


_ANSWERS: dict[str, Callable[[Any, Payload], Answer]] = {
    "getMe": Recording._get_me,
    "sendMessage": Recording._send,
    "sendDocument": Recording._send_document,
    "sendPhoto": Recording._send_photo,
    "editMessageMedia": Recording._edit_media,
    "getFile": Recording._get_file,
    "editMessageText": Recording._edit,
    "editMessageReplyMarkup": Recording._edit_markup,
    "answerCallbackQuery": Recording._answer,
    "deleteMessage": Recording._delete,
}
