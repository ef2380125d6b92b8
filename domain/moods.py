"""Moods: an ordered level under any label the person likes, with what they care to add to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from domain.errors import Reason, Refused
from domain.written import clean_line, clean_text, fold, visible

LEVELS: Final = range(1, 6)
STEPS: Final = (5, 7)
"""From how many levels a person may choose."""

MOST_PLEASANT: Final = 100
ENERGIES: Final = range(1, 6)
LABEL_MAX: Final = 255
REASON_MAX: Final = 64
REASONS_MAX: Final = 12
EMOTION_MAX: Final = 64
EMOTIONS_MAX: Final = 12
SCALE_NAME_MAX: Final = 64
SCALES_MAX: Final = 12
TOPS: Final = (5, 10)
"""How far a scale of a person's own may go, from 1."""

NOTE_MAX: Final = 2000
LATE_AFTER: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Mood:
    """A level from 1 (worst) to 5 (best) and the label it was chosen by."""

    level: int
    label: str

    def __post_init__(self) -> None:
        in_range("level", self.level, LEVELS)


@dataclass(frozen=True, slots=True)
class Degree:
    """The ``step``-th of ``steps`` levels, the first being the most unpleasant.

    Refused(steps, unknown) for a number of levels nobody can choose from; Refused(level,
    out_of_range) for a step there is not.
    """

    step: int
    steps: int = STEPS[0]

    def __post_init__(self) -> None:
        if self.steps not in STEPS:
            raise Refused("steps", Reason.UNKNOWN)
        in_range("level", self.step, range(1, self.steps + 1))

    @property
    def pleasant(self) -> int:
        """From -100 to 100; the middle step is 0."""
        share = (self.step - 1) / (self.steps - 1)
        return round(MOST_PLEASANT * (2 * share - 1))

    @property
    def level(self) -> int:
        """The level that statistics count it under."""
        return level_of(self.pleasant)


def level_of(pleasant: int) -> int:
    """The nearest of the five levels; exactly between two it is the lower one."""
    return min(LEVELS, key=lambda level: abs(Degree(level).pleasant - pleasant))


# Asked for every mood of a statistic, of which ten years have thousands.
@lru_cache(maxsize=512)
def degree_of(pleasant: int, preferred: int) -> Degree:
    """How a pleasantness is shown: in ``preferred`` steps if it is one of those, else in the steps it
    was chosen from; one from elsewhere is shown by its level."""
    for steps in (preferred, *STEPS):
        for step in range(1, steps + 1):
            degree = Degree(step, steps)
            if degree.pleasant == pleasant:
                return degree
    return Degree(level_of(pleasant))


def in_range(field: str, value: int, allowed: range) -> int:
    """The value itself; Refused(out_of_range) with the first and last that are allowed."""
    if value not in allowed:
        raise Refused(field, Reason.OUT_OF_RANGE, first=allowed[0], last=allowed[-1])
    return value


def clean_label(text: str) -> str:
    """A label as it is kept; Refused when empty or over LABEL_MAX."""
    return clean_line(text, LABEL_MAX, "label")


def clean_reason(text: str) -> str:
    """One reason as it is kept; Refused when empty or over REASON_MAX."""
    return clean_line(text, REASON_MAX, "reason")


def clean_emotion(text: str) -> str:
    """One word for a feeling as it is kept; Refused when empty or over EMOTION_MAX."""
    return clean_line(text, EMOTION_MAX, "emotion")


def clean_scale_name(text: str) -> str:
    """The name of a scale as it is kept; Refused when empty or over SCALE_NAME_MAX."""
    return clean_line(text, SCALE_NAME_MAX, "scale")


def clean_reasons(texts: Iterable[str]) -> tuple[str, ...]:
    """Reasons in their order, blanks left out, each once whatever its case; Refused over 12."""
    return _at_most("reasons", REASONS_MAX, _each_once(texts, clean_reason))


def clean_emotions(texts: Iterable[str]) -> tuple[str, ...]:
    """Words for feelings, as reasons are: in their order, each once; Refused over 12."""
    return _at_most("emotions", EMOTIONS_MAX, _each_once(texts, clean_emotion))


def _each_once(texts: Iterable[str], clean: Callable[[str], str]) -> tuple[str, ...]:
    unique: dict[str, str] = {}
    for text in map(clean, filter(visible, texts)):
        unique.setdefault(fold(text), text)
    return tuple(unique.values())


def _at_most(field: str, limit: int, words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) > limit:
        raise Refused(field, Reason.TOO_MANY, count=len(words), limit=limit)
    return words


def clean_note(text: str) -> str | None:
    """A note as it is kept, None when nothing is visible; Refused over NOTE_MAX."""
    return clean_text(text, NOTE_MAX, "note") if visible(text) else None


def is_late(for_at: datetime, logged_at: datetime) -> bool:
    """Whether a mood was logged from memory: more than 12 hours after the moment it is for."""
    return logged_at - for_at > LATE_AFTER
