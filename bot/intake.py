"""The intake: each update is handed to its lane once in the life of the process."""

from __future__ import annotations

from collections import OrderedDict

from bot.lanes import Lanes
from bot.reception import Arrival, person_of
from storage.inbox import Receipt

REMEMBERED = 20_000
"""Telegram repeats what was not confirmed, a hundred at a time; this is far more than can be open."""


class Intake:
    """Stands before the lanes and knows what went by lately.

    Ids are remembered one by one: after a quiet week Telegram begins anew at a random number, so that
    "greater than the last one" would drop everything.
    """

    def __init__(self, lanes: Lanes[Arrival]) -> None:
        self._lanes = lanes
        self._handed: OrderedDict[Receipt, None] = OrderedDict()

    async def room(self) -> None:
        """Wait until more may be taken in."""
        await self._lanes.room()

    def take(self, arrival: Arrival) -> None:
        """Hand over, unless it was handed over before."""
        if self.is_new(arrival):
            self._lanes.put(person_of(arrival.raw), arrival)

    def is_new(self, arrival: Arrival) -> bool:
        """Whether this is the first time; from now on it is not."""
        if arrival.receipt in self._handed:
            return False
        self._handed[arrival.receipt] = None
        if len(self._handed) > REMEMBERED:
            self._handed.popitem(last=False)
        return True
