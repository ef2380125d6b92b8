"""Arrivals: the updates that are to be handled, as Telegram wrote them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from storage.inbox import Kept, Receipt

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that is safe in the inbox. ``shows`` is set when it took effect in an earlier life.

    ``attempts`` is None for one that has just come: only what outlived a process is suspected.
    """

    receipt: Receipt
    raw: Raw
    effected: bool = False
    shows: str | None = None
    attempts: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An arrival of which only the number is at hand; all else stays in the inbox until its turn.

    ``begins_flood`` when the person is to be told that there is much before it.
    """

    receipt: Receipt
    attempts: int | None
    begins_flood: bool = False


def arrival_of(kept: Kept, attempts: int | None) -> Arrival:
    """What the inbox holds, to be handled."""
    return Arrival(kept.receipt, json.loads(kept.payload), kept.effected, kept.shows, attempts)


def person_of(raw: Raw) -> int:
    """Whose lane an update goes to, read from what may be anything; 0 when it says nothing."""
    for kind in ("message", "callback_query", "my_chat_member", "edited_message"):
        body = raw.get(kind)
        sender = body.get("from") if isinstance(body, dict) else None
        number = sender.get("id") if isinstance(sender, dict) else None
        if isinstance(number, int):
            return number
    return 0


def dumped(raw: Raw) -> str:
    """The update as text that every database takes: escapes, so that no surrogate or NUL is in it."""
    return json.dumps(raw, separators=(",", ":"))
