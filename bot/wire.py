"""How a code becomes the bytes of a button, and how such bytes are read again.

On the wire a code is ``version.family.fields`` with numbers in base 36, at most 64 bytes. Anybody can
send any bytes: what we would not have written is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_type_hints

from telegram.constants import InlineKeyboardButtonLimit

from domain.days import daystamp, from_daystamp
from domain.errors import DomainError

Small = Annotated[int, "two digits on the wire"]
"""A number of ours that stays small, such as a page: of two large ones no button has room."""

SMALL_LIMIT = 36**2
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
        # A field added at the end, with a default, leaves the buttons of before readable.
        if not _fewest(cls) <= len(words) <= len(kinds):  # type: ignore[arg-type]
            raise Unreadable
        return cls(*map(_read, kinds, words))


@cache
def _kinds(cls: type[Code]) -> tuple[Any, ...]:
    """The types of a code's fields, in order. Kept: they are evaluated from strings."""
    kinds = get_type_hints(cls, include_extras=True)
    return tuple(kinds[field.name] for field in fields(cls))  # type: ignore[arg-type]


@cache
def _fewest(cls: type[Code]) -> int:
    return sum(field.default is MISSING for field in fields(cls))  # type: ignore[arg-type]


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


def _read(kind: Any, word: str) -> Any:  # noqa: ANN401 - the kind says which
    if isinstance(kind, type) and issubclass(kind, StrEnum):
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


def _read_small(word: str) -> int:
    number = _read_number(word)
    if number >= SMALL_LIMIT:
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


_READERS: dict[Any, Callable[[str], object]] = {
    int: _read_number,
    Small: _read_small,
    bool: _read_flag,
    date: from_daystamp,
    Word: _read_word,
}
