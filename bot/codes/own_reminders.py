"""What comes by itself about no goal: the overviews, and the question how somebody is.

``apart`` answers beside the message that is tapped, which stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code, Word


@dataclass(frozen=True, slots=True)
class ShowOwnReminders(Code, family="vs"):
    pass


@dataclass(frozen=True, slots=True)
class ShowOwnReminder(Code, family="vo"):
    """When one of them comes, to change that."""

    what: Word
    apart: bool = False


@dataclass(frozen=True, slots=True)
class SendWeek(Code, family="vw"):
    """The weekly text shall come on this weekday (0 = Monday), at this minute."""

    weekday: int
    minute: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class SendLong(Code, family="vl"):
    """The overview of a month or a year shall come on the first day after it, at this minute."""

    what: Word
    minute: int


@dataclass(frozen=True, slots=True)
class SendDay(Code, family="vt"):
    """The daily overview shall come at this minute."""

    minute: int


@dataclass(frozen=True, slots=True)
class SendMood(Code, family="vu"):
    """The question shall come between two minutes; at one, where they are the same."""

    minute: int
    until: int


@dataclass(frozen=True, slots=True)
class StopOwnReminder(Code, family="vx"):
    what: Word
    apart: bool = False


@dataclass(frozen=True, slots=True)
class TypeOwnTime(Code, family="vy"):
    """Begin to type when one of them shall come."""

    what: Word


@dataclass(frozen=True, slots=True)
class AnswerMood(Code, family="va"):
    """The answer to the question that a message asks by itself: a level out of so many ``steps``."""

    card: int
    level: int
    steps: int = 5
