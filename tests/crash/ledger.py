"""What one life of a bot passes, and the pass at which it is to end.

Two files: they survive the bot, and a test may look at them or choose anew while it lives.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

TIDIED, PRESENTED = SETTLED = ("tidied", "presented")
"""Passed when a new life has done what it does beside talking; nothing is at stake there."""

AROUND = ("before ", "after ", "before-commit", "after-commit")


class Pass(NamedTuple):
    """The ``nth`` time in one life, counted from 1, that ``point`` is passed."""

    point: str
    nth: int


@dataclass(frozen=True)
class Ledger:
    """Written by the bot, read by the test; with the doom it is the other way round."""

    folder: Path

    def begin(self) -> None:
        """A new life has passed nothing yet; its doom may be known already."""
        self._passed.write_bytes(b"")
        self._doom.touch()

    def write(self, passed: Pass) -> None:
        """Handed to the system at once: to die may be the next thing the writer does."""
        with self._passed.open("ab", buffering=0) as file:
            file.write(f"{passed.point}:{passed.nth}\n".encode())

    def passed(self) -> list[Pass]:
        """What this life has passed, in order."""
        return [_read(line) for line in self._passed.read_text().splitlines()]

    def fatal(self) -> list[Pass]:
        """Of these, all before and after a commit or a call: at what comes between, nothing else is
        known to the database or to Telegram."""
        return [passed for passed in self.passed() if passed.point.startswith(AROUND)]

    def counted(self) -> Counter[str]:
        """How often this life has passed each point."""
        return Counter(passed.point for passed in self.passed())

    def is_settled(self) -> bool:
        """Whether what this life passes from now on is the talk's."""
        return set(SETTLED) <= self.counted().keys()

    def doom(self, at: Pass) -> None:
        """Let the life that is there, or the next one, end at this pass."""
        self._written_whole(f"{at.point}:{at.nth}")

    def spare(self) -> None:
        """No end is in sight any more."""
        self._written_whole("")

    def is_doomed_at(self, passed: Pass) -> bool:
        return self._doom.read_text() == f"{passed.point}:{passed.nth}"

    def _written_whole(self, words: str) -> None:
        # The bot reads at any moment: a half-written name would be another's.
        draft = self.folder / "doom-draft"
        draft.write_text(words)
        draft.replace(self._doom)

    @property
    def _passed(self) -> Path:
        return self.folder / "passed"

    @property
    def _doom(self) -> Path:
        return self.folder / "doom"


def _read(line: str) -> Pass:
    point, _, nth = line.rpartition(":")
    return Pass(point, int(nth))
