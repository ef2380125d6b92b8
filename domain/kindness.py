"""Kindness: how much the bot begins by itself, and when it asks whether a reminder is still wanted."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

A_DAY: Final = 6
AN_HOUR: Final = 2
"""So many messages the bot begins by itself, unless the person says otherwise. What they set
themselves counts and is never held back."""

PINGS_MAX: Final = 100
"""No more than that can be allowed for a day, or an hour."""

UNANSWERED: Final = 3
"""After so many in a row without an answer the bot asks, and speaks half as often until one comes."""


UNANSWERED_FREE: Final = 7
"""The same of what is done on days of one's choice: to leave out a day of these is no silence."""


class Pace(Enum):
    """What becomes of one firing of a reminder."""

    SAY = auto()
    ASK = auto()
    """Said, with the question whether it is still wanted."""
    REST = auto()
    """The one of two that is left out."""
    RESUME = auto()
    """Said, and from now on as often as before."""


def pace(
    answered: Sequence[bool], *, asked: bool, said_last: bool, patience: int = UNANSWERED
) -> Pace:
    """How to go on with a reminder: `answered` are the latest that were said, newest first; `asked`
    whether it was asked about, and `said_last` whether the firing before this one was said. After
    `patience` without an answer it is asked about."""
    if asked and any(answered):
        return Pace.RESUME
    if asked:
        return Pace.REST if said_last else Pace.SAY
    lately = answered[:patience]
    return Pace.ASK if len(lately) == patience and not any(lately) else Pace.SAY


def is_too_much(an_hour: int, a_day: int, limits: tuple[int | None, int | None]) -> bool:
    """Whether one more would be, after so many in the last hour and on this own day; `limits` are
    the person's own, an hour and a day, None for the usual ones."""
    hourly, daily = limits
    return an_hour >= (AN_HOUR if hourly is None else hourly) or a_day >= (
        A_DAY if daily is None else daily
    )
