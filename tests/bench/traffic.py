"""What the stand-in far end sees of one bot: how long people wait, and how fast the bot sends."""

import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

ALLOWED_A_SECOND = 30
"""Messages of one bot in any second, of which Telegram's documentation speaks."""

WINDOW = 1.0


class TooMany(Exception):
    """Telegram's 429."""


@dataclass
class Waits:
    """Updates handed out at a fixed rate, and how long after that each was answered.

    What is answered is told by the chat, or by the tap. One person's answers come in order.
    """

    left: int
    methods: tuple[str, ...]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    _asked: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def asked(self, person: int, update: int) -> None:
        """An update was handed out, of this number."""
        now = time.perf_counter()
        for key in (_of_chat(person), _of_tap(update)):
            self._asked[key].append(now)

    def answered(self, method: str, params: Mapping[str, object], delay: float) -> None:
        """A call came; ``delay`` seconds later people see it."""
        query = params.get("callback_query_id")
        key = _of_chat(params.get("chat_id")) if query is None else _of_tap(query)
        if method in self.methods and self._asked[key]:
            waited = time.perf_counter() + delay - self._asked[key].popleft()
            self.seconds.setdefault(method, []).append(waited)

    @property
    def over(self) -> bool:
        """Whether everything that was handed out is answered by every method."""
        return all(len(self.seconds.get(method, ())) >= self.left for method in self.methods)


def _of_chat(chat: object) -> str:
    return f"chat {chat}"


def _of_tap(query: object) -> str:
    return f"tap {query}"


@dataclass
class Traffic:
    """What a bot sends while it is held to Telegram's rate. Times are of the monotonic clock."""

    sent: list[tuple[float, int]] = field(default_factory=list)
    refused: int = 0
    _lately: deque[float] = field(default_factory=deque)

    def note(self, method: str, params: Mapping[str, object]) -> None:
        """Count a message or an edit. Raises TooMany, and then it does not arrive."""
        if not method.startswith(("send", "edit")):
            return
        now = time.monotonic()
        while self._lately and self._lately[0] <= now - WINDOW:
            self._lately.popleft()
        if len(self._lately) >= ALLOWED_A_SECOND:
            self.refused += 1
            raise TooMany
        self._lately.append(now)
        self.sent.append((now, int(str(params.get("chat_id")))))
