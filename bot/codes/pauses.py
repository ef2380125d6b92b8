"""Pauses and weekly rest days."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code


@dataclass(frozen=True, slots=True)
class ShowPauses(Code, family="z"):
    """What rests now or soon."""


@dataclass(frozen=True, slots=True)
class ChoosePause(Code, family="zc"):
    """Choose one thing to let rest, from a page of goals and tags."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class BeginPause(Code, family="zb"):
    """Begin to let something rest: a goal, a tag, or everything when both are 0."""

    goal: int = 0
    tag: int = 0


@dataclass(frozen=True, slots=True)
class EndPause(Code, family="zx"):
    """Go on with what this pause let rest."""

    pause: int


@dataclass(frozen=True, slots=True)
class ShowRest(Code, family="zr"):
    """The weekly rest days."""


@dataclass(frozen=True, slots=True)
class SetRest(Code, family="zs"):
    """Everything shall rest on this weekday, or no longer."""

    weekday: int
    on: bool
