"""Reminders: the message that goes out, putting it off, and which of them speak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.codes.day import Reaction
from bot.wire import Code, Small, Word


@dataclass(frozen=True, slots=True)
class ShowReminder(Code, family="o"):
    """A reminder's message, as things stand now."""

    card: int


@dataclass(frozen=True, slots=True)
class RemindTick(Code, family="ot"):
    """As ``Tick``, from a reminder, which stays in sight. The day is the one it speaks of."""

    card: int
    goal: int
    day: date
    reaction: Reaction
    slot: Small = 0


@dataclass(frozen=True, slots=True)
class ShowLater(Code, family="ol"):
    """When to be reminded again."""

    card: int


@dataclass(frozen=True, slots=True)
class PutOff(Code, family="op"):
    """Say what is open on a reminder once more: in so many minutes, this evening or tomorrow."""

    card: int
    until: Word


@dataclass(frozen=True, slots=True)
class ShowReminders(Code, family="os"):
    """All reminders, in pages."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SetReminder(Code, family="oe"):
    """A reminder shall speak, or be silent."""

    reminder: int
    speaks: bool
    page: int = 0


@dataclass(frozen=True, slots=True)
class TypeUntil(Code, family="ou"):
    """Begin to say when a reminder shall come again."""

    card: int


@dataclass(frozen=True, slots=True)
class ShowMoreOf(Code, family="om"):
    """The goals of a reminder's message: part, a note, why it was skipped are said of one."""

    card: int


@dataclass(frozen=True, slots=True)
class ShowGoalReminders(Code, family="og"):
    """The reminders of one goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class AddReminder(Code, family="oa"):
    """Begin to say when a goal shall be mentioned."""

    goal: int


@dataclass(frozen=True, slots=True)
class ShowOneReminder(Code, family="oi"):
    """One reminder, and how it may be set."""

    reminder: int


@dataclass(frozen=True, slots=True)
class SetOneReminder(Code, family="ov"):
    """One thing about a reminder, such as how often it says itself again."""

    reminder: int
    name: Word
    value: Word


@dataclass(frozen=True, slots=True)
class RemoveReminder(Code, family="ox"):
    reminder: int


@dataclass(frozen=True, slots=True)
class ShowOfGoal(Code, family="ob"):
    """The choices of one thing that holds for all reminders of a goal."""

    goal: int
    name: Word


@dataclass(frozen=True, slots=True)
class SetOfGoal(Code, family="oq"):
    """One thing that holds for all reminders of a goal."""

    goal: int
    name: Word
    value: Word


@dataclass(frozen=True, slots=True)
class TypeNag(Code, family="on"):
    """Begin to say how often a reminder says itself again."""

    reminder: int


@dataclass(frozen=True, slots=True)
class TypeNotBefore(Code, family="oy"):
    """Begin to say before which time of a day nothing is said of a goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class TypeLead(Code, family="od"):
    """Begin to say from how many days before its date a goal is spoken of."""

    goal: int


@dataclass(frozen=True, slots=True)
class GoOn(Code, family="oc"):
    """What shall become of a reminder that nobody answered, asked on a card."""

    reminder: int
    way: Word
    card: int
