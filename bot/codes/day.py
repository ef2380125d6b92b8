"""The day: the card, one entry, coming back after a while, the review of an evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.wire import Code, Small, Word
from domain.days import LAST_DAY
from domain.entries import State


class Reaction(StrEnum):
    """Verbs on the day card; each is the state that shall hold."""

    DONE = "d"
    PART = "p"
    SKIP = "s"
    CLEAR = "c"

    @property
    def state(self) -> State:
        return _STATES[self]


_STATES = {
    Reaction.DONE: State.DONE,
    Reaction.PART: State.PART,
    Reaction.SKIP: State.SKIPPED,
    Reaction.CLEAR: State.OPEN,
}


def shown_on(day: date, late: int) -> date:
    """The day of a card that is so many days ahead of the day it speaks of."""
    return day + timedelta(days=min(late, (LAST_DAY - day).days))


@dataclass(frozen=True, slots=True)
class ShowDay(Code, family="d"):
    """The living card, on this day and page of goals."""

    day: date
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowMore(Code, family="dm"):
    """The goals of a day, each leading to all that can be said of it."""

    day: date
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowToday(Code, family="td"):
    """The living card, on whatever day it is when this is tapped."""


@dataclass(frozen=True, slots=True)
class Tick(Code, family="t"):
    """One day of one goal shall be in this state. ``late`` is by how many days the card that is
    tapped is ahead of the day it speaks of: a one-time goal stays on the card until it is done."""

    goal: int
    day: date
    reaction: Reaction
    page: Small = 0
    late: int = 0
    slot: Small = 0

    @property
    def shown(self) -> date:
        """The day of the card."""
        return shown_on(self.day, self.late)


FROM_DAY, FROM_HISTORY, FROM_REMINDER = range(3)


@dataclass(frozen=True, slots=True)
class ShowEntry(Code, family="e"):
    """One day of one goal, with all that can be said of it. ``back`` is where it came from: the card
    of a day, which is ``late`` days ahead, as in ``Tick``; the history; or the message of a reminder,
    and then ``late`` is that message's card."""

    goal: int
    day: date
    slot: Small = 0
    back: Small = 0
    late: int = 0

    @property
    def shown(self) -> date:
        """The day of the card it came from."""
        return shown_on(self.day, self.late)


@dataclass(frozen=True, slots=True)
class SetEntry(Code, family="es"):
    """As ``Tick``, from the day of one goal, which stays in sight."""

    goal: int
    day: date
    reaction: Reaction
    slot: Small = 0
    back: Small = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class WriteEntryNote(Code, family="en"):
    """Begin to type a note to one day of a goal."""

    goal: int
    day: date
    slot: Small = 0
    back: Small = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class SetSkipReason(Code, family="er"):
    """Why a day was skipped: one of the words offered, by name; none takes it back."""

    goal: int
    day: date
    slot: Small
    reason: Word
    back: Small = 0
    late: int = 0


def entry_of(code: SetEntry | WriteEntryNote | SetSkipReason) -> ShowEntry:
    """The day of a goal on which a button stands, with its own way back."""
    return ShowEntry(code.goal, code.day, code.slot, code.back, code.late)


@dataclass(frozen=True, slots=True)
class RestDays(Code, family="ra"):
    """Everything shall have rested on these days."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReviewDay(Code, family="r"):
    """A day at its end: what is open, and how it was."""

    day: date


@dataclass(frozen=True, slots=True)
class ReviewTick(Code, family="rt"):
    """As ``Tick``, from the review, which stays in sight."""

    goal: int
    day: date
    reaction: Reaction
    late: int = 0
    slot: int = 0

    @property
    def shown(self) -> date:
        """The day of the review."""
        return shown_on(self.day, self.late)


@dataclass(frozen=True, slots=True)
class SayDayMood(Code, family="rm"):
    """The whole day was like this, out of so many ``steps``."""

    day: date
    level: int
    steps: int = 5


@dataclass(frozen=True, slots=True)
class WriteDayNote(Code, family="rn"):
    """Begin to type a note to the mood of a day."""

    day: date


@dataclass(frozen=True, slots=True)
class FinishReview(Code, family="rf"):
    """The day is told."""

    day: date
