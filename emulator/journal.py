"""Every call of the bots, for assertions."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

CAPACITY = 200_000


@dataclass(slots=True)
class Call:
    """One call: `at` is monotonic seconds, `wall` virtual time, `effect` whether anything came of
    it at our side (a faulted call may have had its effect and no answer)."""

    seq: int
    at: float
    wall: str
    bot_id: int
    method: str
    params: dict[str, Any]
    status: int = 0
    error: str | None = None
    effect: bool = False


class Journal:
    """The last 200 000 calls."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=CAPACITY)
        self._next_seq = 1

    def open(self, bot_id: int, method: str, params: dict[str, Any], now: datetime) -> Call:
        """Note a call that has arrived; the caller fills in how it ended."""
        call = Call(self._next_seq, time.monotonic(), now.isoformat(), bot_id, method, params)
        self._next_seq += 1
        self._calls.append(call)
        return call

    def calls(self, after: int, method: str | None, chat_id: str | None) -> list[dict[str, Any]]:
        """Calls with a higher seq than `after`, oldest first, of that method and chat if named."""
        return [
            asdict(call)
            for call in self._newer_than(after)
            if (method is None or call.method.lower() == method.lower())
            and (chat_id is None or str(call.params.get("chat_id")) == chat_id)
        ]

    def clear(self) -> None:
        """Forget all calls; numbers go on."""
        self._calls.clear()

    def _newer_than(self, seq: int) -> Iterator[Call]:
        newest: list[Call] = []
        for call in reversed(self._calls):
            if call.seq <= seq:
                break
            newest.append(call)
        return reversed(newest)
