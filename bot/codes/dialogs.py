"""What the buttons of a dialog carry."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code, Word


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
