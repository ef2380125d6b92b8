"""Entries: one day of a goal, what was answered, and how that reads today (DESIGN: States)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.days import Day


class State(StrEnum):
    """What is stored of an entry. Missed is not among them: time alone makes an entry missed."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"


class Reading(StrEnum):
    """How an entry, or a unit of several days, reads on a given today."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"
    MISSED = "missed"
    NOT_DUE = "not_due"

    @property
    def is_unanswered(self) -> bool:
        """Whether the day asked, or asks still, and nobody said anything."""
        return self in (Reading.OPEN, Reading.MISSED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many units read as what; `due` are all but the open ones."""

    done: int
    part: int
    skipped: int
    missed: int
    open: int
    due: int


def read(state: State | None, due: bool, day: Day, today: Day) -> Reading:
    """How the entry of `day` reads: an answer stands, an open entry of a closed day is missed."""
    if state not in (None, State.OPEN):
        return Reading(state)
    if not due:
        return Reading.NOT_DUE
    return Reading.MISSED if day < today else Reading.OPEN


def folded(slots: Sequence[State]) -> State:
    """The state of a day from those of all its slots: skips are left out where anything was done."""
    asked = [state for state in slots if state is not State.SKIPPED]
    if not asked:
        return State.SKIPPED if slots else State.OPEN
    if all(state is State.DONE for state in asked):
        return State.DONE
    begun = any(state in (State.DONE, State.PART) for state in asked)
    return State.PART if begun else State.OPEN
