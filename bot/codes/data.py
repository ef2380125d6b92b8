"""One's own data: out, in, gone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code


@dataclass(frozen=True, slots=True)
class SendExport(Code, family="xe"):
    """Everything of a person's, as files."""


@dataclass(frozen=True, slots=True)
class AskImport(Code, family="xi"):
    """Which files can be brought along, and how."""


@dataclass(frozen=True, slots=True)
class ShowErase(Code, family="xq"):
    """What would go, or when it will."""


@dataclass(frozen=True, slots=True)
class BeginErase(Code, family="xb"):
    """Begin to confirm that everything shall go."""


@dataclass(frozen=True, slots=True)
class EraseNow(Code, family="xn"):
    """Everything shall go without another day to think it over. Only once it was confirmed."""


@dataclass(frozen=True, slots=True)
class KeepEverything(Code, family="xk"):
    """Nothing shall go."""
