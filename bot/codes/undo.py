"""Taking back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code


@dataclass(frozen=True, slots=True)
class UndoLast(Code, family="ul"):
    """Take back whatever was done last. Only ever typed: tapped twice it would take back two."""


@dataclass(frozen=True, slots=True)
class UndoAct(Code, family="u"):
    """Take back this act."""

    act: int
