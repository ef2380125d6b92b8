"""What buttons carry: short, versioned, self-contained, and never to be trusted.

A code is a frozen dataclass. On the wire it is ``version.family.fields`` with numbers in base 36, at
most 64 bytes. It names a target state, never a change of state, so that a second tap says nothing
new. Whose things it names is checked where they are looked up: anybody can send any code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, TypeVar, get_type_hints

from telegram.constants import InlineKeyboardButtonLimit

from domain.days import daystamp, from_daystamp
from domain.entries import State
from domain.errors import DomainError

VERSION = "1"
LARGEST = 2**63 - 1
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

C = TypeVar("C", bound="Code")


class Unreadable(Exception):
    """Not a code of this version: an old button, or somebody trying things."""


class Code:
    """The parent of all codes. A family is registered under a short name that is never reused."""

    family: ClassVar[str]
    families: ClassVar[dict[str, type[Code]]] = {}

    def __init_subclass__(cls, family: str = "") -> None:
        super().__init_subclass__()
        # A dataclass with slots is made twice; the second one, made without arguments, is in use.
        family = family or cls.__dict__.get("family", "")
        if not family:
            return
        if Code.families.get(family, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"the family {family!r} is taken")
        cls.family = family
        Code.families[family] = cls

    @property
    def wire(self) -> str:
        """The code as a button carries it."""
        values = (getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]
        wire = ".".join([VERSION, self.family, *map(_written, values)])
        if len(wire.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise ValueError(f"the code {self.family!r} is too long for a button")
        return wire

    @classmethod
    def from_fields(cls, words: list[str]) -> Self:
        kinds = _kinds(cls)  # type: ignore[arg-type]
        if len(kinds) != len(words):
            raise Unreadable
        return cls(*(_read(kind, word) for kind, word in zip(kinds, words, strict=True)))


@cache
def _kinds(cls: type[Code]) -> tuple[type, ...]:
    """The types of a code's fields, in order. Kept: they are evaluated from strings."""
    kinds = get_type_hints(cls)
    return tuple(kinds[field.name] for field in fields(cls))  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def decode(wire: str) -> Code:
    """The code somebody sent. Raises Unreadable for anything that is not one of ours.

    Kept for a while: every dialog asks of every tap whether it is one of its own.
    """
    version, _, rest = wire.partition(".")
    family, *words = rest.split(".")
    kind = Code.families.get(family)
    if version != VERSION or kind is None:
        raise Unreadable
    try:
        return kind.from_fields(words)
    except (ValueError, DomainError):
        raise Unreadable from None


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


class Word(str):
    """A short word of ours inside a code: letters, digits and dashes only."""

    __slots__ = ()


def _written(value: object) -> str:
    match value:
        case date():
            return daystamp(value)
        case StrEnum():
            return value.value
        case bool():
            return "1" if value else "0"
        case int():
            return _base36(value)
        case str():
            return value
        case _:
            raise TypeError(f"a button cannot carry {type(value).__name__}")


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError("a button carries no negative number")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _read(kind: type, word: str) -> Any:  # noqa: ANN401 - the kind says which
    if issubclass(kind, StrEnum):
        return kind(word)
    return _READERS[kind](word)


def _read_number(word: str) -> int:
    # int() would also take "1_0", "٣" and " 7": what we did not write we do not read.
    if not re.fullmatch(r"[0-9a-z]{1,13}", word):
        raise Unreadable
    number = int(word, 36)
    if number > LARGEST:
        raise Unreadable
    return number


def _read_flag(word: str) -> bool:
    if word not in {"0", "1"}:
        raise Unreadable
    return word == "1"


def _read_word(word: str) -> Word:
    if not re.fullmatch(r"[A-Za-z0-9_:+-]{0,40}", word):
        raise Unreadable
    return Word(word)


_READERS: dict[type, Callable[[str], object]] = {
    int: _read_number,
    bool: _read_flag,
    date: from_daystamp,
    Word: _read_word,
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
    """One day of one goal shall be in this state."""

    goal: int
    day: date
    reaction: Reaction
    page: int = 0


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
