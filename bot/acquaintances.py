"""People met lately, kept at hand so that a tap need not look up who taps.

One process handles updates, and one person's come one by one, so what is kept here is what the
database says as long as every use case that changes a person is followed by ``remember``.
"""

from __future__ import annotations

from collections import OrderedDict

from storage.people import Acquaintance

CAPACITY = 10_000


class Acquaintances:
    """The people met last, by their Telegram id."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._people: OrderedDict[int, Acquaintance] = OrderedDict()
        self._capacity = capacity

    def get(self, telegram_id: int) -> Acquaintance | None:
        person = self._people.get(telegram_id)
        if person:
            self._people.move_to_end(telegram_id)
        return person

    def remember(self, person: Acquaintance) -> None:
        self._people[person.telegram_id] = person
        self._people.move_to_end(person.telegram_id)
        if len(self._people) > self._capacity:
            self._people.popitem(last=False)

    def forget(self, telegram_id: int) -> None:
        """Somebody is gone; their next message is that of a newcomer."""
        self._people.pop(telegram_id, None)
