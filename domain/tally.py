"""The answers of one goal, sorted, so that any stretch of days is counted at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate

from domain.days import Day
from domain.entries import State

_ANSWERS = (State.DONE, State.PART, State.SKIPPED)
SETTLING = (State.DONE, State.SKIPPED)


class Tally:
    """Counts of answered days; open ones are no answer. Stretches include both of their ends."""

    def __init__(self, states: Mapping[Day, State]) -> None:
        self.days = sorted(day for day, state in states.items() if state is not State.OPEN)
        self._settled = [day for day in self.days if states[day] in SETTLING]
        self._sums = {
            answer: list(accumulate((states[day] is answer for day in self.days), initial=0))
            for answer in _ANSWERS
        }

    def count(self, answer: State, first: Day, last: Day) -> int:
        """How many days from `first` to `last` have that answer."""
        sums = self._sums[answer]
        return sums[bisect_right(self.days, last)] - sums[bisect_left(self.days, first)]

    def settled(self, first: Day, last: Day) -> int:
        """How many days are done or skipped."""
        return bisect_right(self._settled, last) - bisect_left(self._settled, first)

    def first_settled(self, first: Day, last: Day) -> Day | None:
        """The first day done or skipped."""
        index = bisect_left(self._settled, first)
        found = index < len(self._settled) and self._settled[index] <= last
        return self._settled[index] if found else None

    def latest_settled(self, first: Day, last: Day) -> Day | None:
        """The last day done or skipped."""
        index = bisect_right(self._settled, last)
        return self._settled[index - 1] if index and self._settled[index - 1] >= first else None
