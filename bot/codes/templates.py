"""Templates."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code, Word


@dataclass(frozen=True, slots=True)
class ShowTemplates(Code, family="j"):
    """The person's own templates, and the ready-made ones."""


@dataclass(frozen=True, slots=True)
class ShowTemplate(Code, family="jt"):
    """A template by the name of its link, or of a ready-made one."""

    name: Word


@dataclass(frozen=True, slots=True)
class UseTemplate(Code, family="ju"):
    """Make the goals of a template; where names are taken, begin to ask for others."""

    name: Word


@dataclass(frozen=True, slots=True)
class NameTemplate(Code, family="jn"):
    """Begin to save a goal, or all goals of a tag, as a template; with descriptions, without, or as
    long as that is 0 and there are some, ask."""

    goal: int = 0
    tag: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class DeleteTemplate(Code, family="jx"):
    template: int
