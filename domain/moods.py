"""Moods: an ordered level under any label the person likes, with reasons and a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.errors import Reason, Refused
from domain.written import clean_line, clean_text, fold, visible

LEVELS: Final = range(1, 6)
LABEL_MAX: Final = 255
REASON_MAX: Final = 64
REASONS_MAX: Final = 12
NOTE_MAX: Final = 2000
LATE_AFTER: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Mood:
    """A level from 1 (worst) to 5 (best) and the label it was chosen by."""

    level: int
    label: str

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise Refused("level", Reason.OUT_OF_RANGE, first=LEVELS[0], last=LEVELS[-1])


def clean_label(text: str) -> str:
    """A label as it is kept; Refused when empty or over LABEL_MAX."""
    return clean_line(text, LABEL_MAX, "label")


def clean_reason(text: str) -> str:
    """One reason as it is kept; Refused when empty or over REASON_MAX."""
    return clean_line(text, REASON_MAX, "reason")


def clean_reasons(texts: Iterable[str]) -> tuple[str, ...]:
    """Reasons in their order, blanks left out, each once whatever its case; Refused over 12."""
    unique: dict[str, str] = {}
    for reason in map(clean_reason, filter(visible, texts)):
        unique.setdefault(fold(reason), reason)
    if len(unique) > REASONS_MAX:
        raise Refused("reasons", Reason.TOO_MANY, count=len(unique), limit=REASONS_MAX)
    return tuple(unique.values())


def clean_note(text: str) -> str | None:
    """A note as it is kept, None when nothing is visible; Refused over NOTE_MAX."""
    return clean_text(text, NOTE_MAX, "note") if visible(text) else None


def is_late(for_at: datetime, logged_at: datetime) -> bool:
    """Whether a mood was logged from memory: more than 12 hours after the moment it is for."""
    return logged_at - for_at > LATE_AFTER
