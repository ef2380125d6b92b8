"""How far something is from being sayable, so that "not yet" is never a dead end."""

from dataclasses import dataclass
from enum import StrEnum


class Counted(StrEnum):
    """What there is not enough of."""

    DAYS = "days"
    MOMENTS = "moments"
    WEEKS = "weeks"
    OF_EACH_WEEKDAY = "of_each_weekday"
    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class NotYet:
    """There are `have` of the `need` that it takes; `have` is less."""

    counted: Counted
    have: int
    need: int


def first_lacking(*asked: tuple[Counted, int, int]) -> NotYet | None:
    """The first of (what, have, need) there is not enough of; None where nothing is missing."""
    return next((NotYet(*each) for each in asked if each[1] < each[2]), None)
