"""What the clock's work needs from whoever can speak to people; the bot carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from storage.parcels import Card


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """It surely did not arrive, and may after this while. ``everybody`` has to wait for it."""

    wait: timedelta
    everybody: bool = False


class Refused:
    """It can never arrive: the person stopped the bot, or is gone."""


class Unknown:
    """Nobody knows whether it arrived."""


Outcome = Sent | NotSent | Refused | Unknown


class Courier(Protocol):
    """Renders a card at the moment of sending it, and sends it once."""

    async def prepare(self, card: Card) -> None:
        """Do what takes its while, such as drawing, before the attempt counts. Nothing is lost without
        it. Takes seconds at most, and never raises."""
        ...

    async def deliver(self, card: Card) -> Outcome:
        """Never raises for what the network or Telegram does."""
        ...

    async def retire(self, card: Card, message_id: int) -> None:
        """A message of before is no longer the place to tap. Never raises either."""
        ...

    async def rewrite(self, card: Card, message_id: int) -> timedelta | None:
        """A message of before says how it stands now. Returns how long Telegram wants to be left alone,
        if it does. Never raises either."""
        ...
