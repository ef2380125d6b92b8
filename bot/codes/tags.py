"""Tags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.wire import Code


@dataclass(frozen=True, slots=True)
class ShowTags(Code, family="tl"):
    """The person's tags."""


@dataclass(frozen=True, slots=True)
class ShowTag(Code, family="tt"):
    """A tag, with a page of the goals under it."""

    tag: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowGoalTags(Code, family="tg"):
    """Which tags a goal stands under."""

    goal: int


@dataclass(frozen=True, slots=True)
class SetGoalTag(Code, family="ts"):
    """A goal shall stand under this tag, or no longer."""

    goal: int
    tag: int
    on: bool


@dataclass(frozen=True, slots=True)
class WriteTag(Code, family="tw"):
    """Begin to type tags for a goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class TickTag(Code, family="ta"):
    """Whatever is open under a tag on this day shall be done."""

    tag: int
    day: date


@dataclass(frozen=True, slots=True)
class RenameTag(Code, family="tn"):
    """Begin to write a tag another way."""

    tag: int


@dataclass(frozen=True, slots=True)
class DeleteTag(Code, family="tx"):
    tag: int
