"""The intake: each update is handed to its lane once in the life of the process.

Of somebody with many under way only the numbers of further updates are handed over. What those say
stays in the inbox, where it is safe anyway, and is read again at its turn: so the flood of one person
neither fills the memory nor stops the fetching for all others, as it once did, and it keeps its order.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.arrivals import Arrival, Waiting, person_of
from bot.lanes import Lanes
from storage.inbox import Receipt

REMEMBERED = 20_000
"""Telegram repeats what was not confirmed, a hundred at a time; this is far more than it repeats."""


class Intake:
    """Stands before the lanes and knows what went by lately.

    Ids are remembered one by one: after a quiet week Telegram begins anew at a random number, so that
    "greater than the last one" would drop everything.
    """

    def __init__(self, lanes: Lanes[Arrival | Waiting]) -> None:
        self._lanes = lanes
        self._handed: OrderedDict[Receipt, None] = OrderedDict()
        self._flooding: set[int] = set()

    async def room(self) -> None:
        """Wait until more may be taken in."""
        await self._lanes.room()

    def take(self, arrival: Arrival) -> None:
        """Hand over, unless it was handed over before."""
        if self.is_new(arrival.receipt):
            person = person_of(arrival.raw)
            self._lanes.put(person, self._lightened(arrival, person))

    def is_new(self, receipt: Receipt) -> bool:
        """Whether this is the first time; from now on it is not."""
        if receipt in self._handed:
            return False
        self._handed[receipt] = None
        if len(self._handed) > REMEMBERED:
            self._handed.popitem(last=False)
        return True

    def _lightened(self, arrival: Arrival, person: int) -> Arrival | Waiting:
        """The arrival, or its number alone where there are many before it. A flood begins with the
        first of these, and lasts until everything of that person's is done."""
        behind = self._lanes.behind(person)
        if not behind:
            self._flooding.discard(person)
        if behind < self._lanes.share:
            return arrival
        begins_flood = person not in self._flooding
        self._flooding.add(person)
        return Waiting(arrival.receipt, arrival.attempts, begins_flood)
