"""Several things said at once, one a line: each means what it would mean by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.errors import Reason, Refused
from domain.quick import Done, GoalSaid, Reading, Which
from domain.said_mood import MoodSaid

LINES_MAX: Final = 100
_BULLETS: Final = frozenset("-*\u2022\u2013")


@dataclass(frozen=True, slots=True)
class Line:
    """One line by its number from 1, and what it means, or why it means nothing."""

    number: int
    text: str
    meant: Reading | Refused

    @property
    def is_sound(self) -> bool:
        """Whether it can be carried out as it stands: what would have to be asked about cannot."""
        return isinstance(self.meant, Done | MoodSaid | GoalSaid)

    @property
    def is_an_entry(self) -> bool:
        """Whether it says something by itself, be it in more than one way."""
        if isinstance(self.meant, Refused):
            return self.meant.reason in (Reason.AMBIGUOUS, Reason.AMBIGUOUS_DATE)
        return self.is_sound or isinstance(self.meant, Which)


def read_several(text: str, read: Callable[[str], Reading]) -> tuple[Line, ...]:
    """The lines that say something; bullets in front and blank lines go. Refused(lines): empty, and
    too_many above LINES_MAX."""
    lines = [(number, bare(each)) for number, each in enumerate(text.splitlines(), 1)]
    said = [(number, each) for number, each in lines if each]
    if not said:
        raise Refused("lines", Reason.EMPTY)
    if len(said) > LINES_MAX:
        raise Refused("lines", Reason.TOO_MANY, count=len(said), limit=LINES_MAX)
    return tuple(Line(number, each, _meant(each, read)) for number, each in said)


def bare(line: str) -> str:
    """A line without the bullet in front of it."""
    mark, space, rest = line.strip().partition(" ")
    return rest.strip() if space and mark in _BULLETS else line.strip()


def are_a_list(lines: tuple[Line, ...]) -> bool:
    """Whether lines typed to nobody are several things to do: at least half of them, and two. Words
    about a day have lines, too."""
    said = sum(line.is_an_entry for line in lines)
    return said >= 2 and 2 * said >= len(lines)


def asks_order(lines: tuple[Line, ...]) -> bool:
    """Whether a date in some line can be read two ways."""
    refused = [line.meant for line in lines if isinstance(line.meant, Refused)]
    return any(no.reason is Reason.AMBIGUOUS_DATE for no in refused)


def why_not(line: Line) -> Refused:
    """Why a line is left out: as it was refused, or that it fits several goals, or means nothing."""
    if isinstance(line.meant, Refused):
        return line.meant
    several = isinstance(line.meant, Which)
    return Refused("line", Reason.AMBIGUOUS if several else Reason.UNREADABLE)


def _meant(line: str, read: Callable[[str], Reading]) -> Reading | Refused:
    try:
        return read(line)
    except Refused as no:
        return no
