"""What a month's re-test comes to, and what of it is told: only what two in a row agree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.insight.progress import NotYet


@dataclass(frozen=True, slots=True)
class Together:
    """On `done` days the mood was `difference` levels higher than on the `not_done` ones, likely
    between `low` and `high`. Only what is `clear` may be told as more than chance.

    `either_way` says that good days came first as much: the mood of the day before differs by as much,
    as far as the days can tell. It goes with another sentence, not with another direction.
    """

    done: int
    not_done: int
    difference: float
    low: float
    high: float
    clear: bool
    either_way: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """There are days enough, but `tests` others have more, and no more than that are tested."""

    tests: int


Result = Together | NotYet | LeftOut


class Standing(StrEnum):
    """What is said of a goal or a reason this month. What faded is said aloud, once."""

    TOLD = "told"
    FADED = "faded"
    UNCLEAR = "unclear"


def standing(results: Sequence[Result]) -> Standing:
    """By the results of consecutive months, this month's last; three are enough to know.

    What is found once is often chance, so it is told from the second time on in the same direction;
    and what was told and is not found again is taken back.
    """
    before, last, now = (None, None, None, *map(_direction, results))[-3:]
    if now is not None and now == last:
        return Standing.TOLD
    return Standing.FADED if last is not None and last == before else Standing.UNCLEAR


def _direction(result: Result) -> bool | None:
    """Whether moods were clearly higher, or clearly lower; None where nothing is clear."""
    return result.difference > 0 if isinstance(result, Together) and result.clear else None
