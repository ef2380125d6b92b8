"""The summary for a clinician: what shall be in it, and the making of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntFlag

from bot.wire import Code, Small


class Part(IntFlag):
    """What a summary may have beside the moods, as the bits of a small number."""

    GOALS = 1
    SCALES = 2
    REASONS = 4
    NOTES = 8


USUAL = Part.GOALS | Part.SCALES | Part.REASONS
"""Without the notes, which are nobody's until their writer says so."""


@dataclass(frozen=True, slots=True)
class ShowSummary(Code, family="ip"):
    """Choose what is in it. ``since`` and ``until`` are the days from which one came here."""

    first: date
    last: date
    since: date
    until: date
    parts: Small = int(USUAL)


@dataclass(frozen=True, slots=True)
class SendSummary(Code, family="is"):
    """Make the PDF of these days with these parts, and send it."""

    first: date
    last: date
    parts: Small
