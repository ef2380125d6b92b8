"""Server-Sent Events: tells a person's page that something they see has changed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

HEARTBEAT_SECONDS = 15.0


class Subscription:
    """One open page. Only the newest change per chat is kept, so a slow page never falls behind."""

    def __init__(self) -> None:
        self._waiting: dict[str, str] = {}
        self._filled = asyncio.Event()
        self._serial = 0

    def push(self, event: str, data: dict[str, Any]) -> None:
        """Queue an event; a newer `chat` event replaces a waiting one of that chat."""
        self._serial += 1
        key = f"chat {data['chat_id']}" if event == "chat" else str(self._serial)
        self._waiting[key] = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        self._filled.set()

    async def stream(self) -> AsyncIterator[str]:
        """Events as they come, and a comment now and then so that dead connections show."""
        yield ": connected\n\n"
        while True:
            try:
                await asyncio.wait_for(self._filled.wait(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            self._filled.clear()
            waiting, self._waiting = self._waiting, {}
            yield "".join(waiting.values())


class Events:
    """Who listens for whom."""

    def __init__(self) -> None:
        self._subscriptions: dict[int, set[Subscription]] = {}

    async def listen(self, person_id: int) -> AsyncIterator[str]:
        """The event stream of one person's page."""
        subscription = Subscription()
        self._subscriptions.setdefault(person_id, set()).add(subscription)
        try:
            async for piece in subscription.stream():
                yield piece
        finally:
            self._subscriptions[person_id].discard(subscription)

    def tell(self, person_id: int, event: str, data: dict[str, Any]) -> None:
        """Send one event to all pages of a person."""
        for subscription in self._subscriptions.get(person_id, ()):
            subscription.push(event, data)

    def tell_everyone(self, event: str, data: dict[str, Any]) -> None:
        """Send one event to every open page."""
        for person_id in self._subscriptions:
            self.tell(person_id, event, data)
