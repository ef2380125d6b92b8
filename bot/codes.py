"""What buttons carry: every family of codes, in the order of the chat.

A code is a frozen dataclass. It names a target state, never a change of state, so that a second tap
says nothing new. Whose things it names is checked where they are looked up: it is never trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.wire import Code, Word
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


# --- The day -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowDay(Code, family="d"):
    """The living card, on this day and page of goals."""

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
    page: int = 0
    late: int = 0

    @property
    def shown(self) -> date:
        """The day of the card."""
        return self.day + timedelta(days=min(self.late, (LAST_DAY - self.day).days))


# --- Goals -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowGoals(Code, family="gs"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowGoal(Code, family="g"):
    goal: int


@dataclass(frozen=True, slots=True)
class ShowEdit(Code, family="ge"):
    """What can be changed about a goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class EditGoal(Code, family="gf"):
    """Begin to change one field."""

    goal: int
    field: Word


@dataclass(frozen=True, slots=True)
class DeleteGoal(Code, family="gx"):
    goal: int


@dataclass(frozen=True, slots=True)
class RestoreGoal(Code, family="gr"):
    goal: int


@dataclass(frozen=True, slots=True)
class NewGoal(Code, family="gn"):
    """Begin a new goal; ``fresh`` throws an unfinished one away."""

    fresh: bool = False


@dataclass(frozen=True, slots=True)
class StarterGoal(Code, family="gq"):
    """One of the ready-made goals offered to a newcomer."""

    name: Word


@dataclass(frozen=True, slots=True)
class ShowBin(Code, family="b"):
    page: int = 0


# --- Moods -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskMood(Code, family="mq"):
    """Ask how it is now."""


@dataclass(frozen=True, slots=True)
class LogMood(Code, family="m"):
    """The answer to one question; ``request`` names the question."""

    request: int
    level: int


@dataclass(frozen=True, slots=True)
class ShowMood(Code, family="mc"):
    mood: int


@dataclass(frozen=True, slots=True)
class ChooseLevel(Code, family="mL"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetLevel(Code, family="ml"):
    mood: int
    level: int


@dataclass(frozen=True, slots=True)
class ChooseReasons(Code, family="mR"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetReason(Code, family="mr"):
    """This reason shall be, or shall not be, one of the log's. ``key`` is its fingerprint."""

    mood: int
    key: int
    given: bool


@dataclass(frozen=True, slots=True)
class WriteReason(Code, family="mw"):
    """Begin to type a reason."""

    mood: int


@dataclass(frozen=True, slots=True)
class WriteNote(Code, family="mn"):
    """Begin to type a note."""

    mood: int


@dataclass(frozen=True, slots=True)
class DropNote(Code, family="mN"):
    mood: int


@dataclass(frozen=True, slots=True)
class DeleteMood(Code, family="mx"):
    mood: int


@dataclass(frozen=True, slots=True)
class RestoreMood(Code, family="mu"):
    mood: int


@dataclass(frozen=True, slots=True)
class ShowMoods(Code, family="ms"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowMoodBin(Code, family="mb"):
    page: int = 0


# --- Dialogs -----------------------------------------------------------------------------------


class DialogCode(Code):
    """What the buttons of a dialog carry; ``kind`` says which dialog, ``draft`` which talk."""

    kind: Word
    draft: int


@dataclass(frozen=True, slots=True)
class ShowDraft(DialogCode, family="q"):
    """The open question of a draft; typed answers go to it again."""

    kind: Word
    draft: int


@dataclass(frozen=True, slots=True)
class Choose(DialogCode, family="qa"):
    """An answer by button: ``value`` is a word that the step understands."""

    kind: Word
    draft: int
    step: Word
    value: Word


@dataclass(frozen=True, slots=True)
class Back(DialogCode, family="qb"):
    """Return to the question before ``step``."""

    kind: Word
    draft: int
    step: Word


@dataclass(frozen=True, slots=True)
class Skip(DialogCode, family="qs"):
    kind: Word
    draft: int
    step: Word


@dataclass(frozen=True, slots=True)
class TurnPage(DialogCode, family="qp"):
    """Show another month, or other choices, of the same question."""

    kind: Word
    draft: int
    step: Word
    page: Word


@dataclass(frozen=True, slots=True)
class Discard(DialogCode, family="qx"):
    """Close a draft and forget what was said in it."""

    kind: Word
    draft: int


# --- Settings, consent, help -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowSettings(Code, family="s"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSetting(Code, family="sv"):
    """The choices of one setting."""

    name: Word


@dataclass(frozen=True, slots=True)
class SetSetting(Code, family="ss"):
    name: Word
    value: Word


@dataclass(frozen=True, slots=True)
class ChangeZone(Code, family="sz"):
    """Begin to name a zone."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Code, family="p"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSupport(Code, family="pc"):
    """Where help can be found."""


@dataclass(frozen=True, slots=True)
class Start(Code, family="st"):
    """What /start does: a welcome, or going on."""


@dataclass(frozen=True, slots=True)
class ShowHello(Code, family="sh"):
    """Whatever a newcomer has not done yet."""

    zone_later: bool = False


@dataclass(frozen=True, slots=True)
class ShowConsent(Code, family="pq"):
    pass


@dataclass(frozen=True, slots=True)
class Agree(Code, family="pa"):
    """Consent to exactly this: ``all``, ``goals`` or ``none``; ``then`` is a command to go on with."""

    to: Word
    then: Word = Word()


@dataclass(frozen=True, slots=True)
class ShowHelp(Code, family="h"):
    pass


@dataclass(frozen=True, slots=True)
class Nothing(Code, family="n"):
    """A button that only shows something, such as a calendar's empty place."""
