"""Goals: the list, the card, the bin and the archive."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code, Word


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
class ArchiveGoal(Code, family="ga"):
    """Out of sight, with everything it was."""

    goal: int


@dataclass(frozen=True, slots=True)
class ReviveGoal(Code, family="gv"):
    """Back from the archive."""

    goal: int


@dataclass(frozen=True, slots=True)
class ShowArchive(Code, family="gA"):
    page: int = 0


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
