"""From bytes to what they amount to, and to what a draft keeps of that.

The draft keeps where the file is and how it was read; it is read again, to the same value, when it
is carried out. So a preview survives a restart, and no file is ever stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.dates import Order
from domain.files import daylio
from domain.files.daylio import read_daylio
from domain.files.habitbull import read_habitbull
from domain.files.loop import read_loop
from domain.files.plan import Home, Import
from domain.files.recognise import Format, recognised
from domain.files.report import Note, Remark, Severity
from domain.files.seed import read_batch
from domain.files.trees import read_json
from domain.written import fold
from storage.exported import Exported, is_export, read_export
from storage.importing import Outcome, Told
from storage.people import Acquaintance

NOTES = 10
"""So many single items are spoken of; the others are counted."""

Plain = dict[str, Any]
Levels = Mapping[str, int]


def home_of(me: Acquaintance, today: date, order: Order | None = None) -> Home:
    return Home(today, me.zone_or_utc, me.day_start_minute, me.first_weekday, order)


def home_as_plain(home: Home) -> Plain:
    """As a draft keeps it: what was previewed today must not begin tomorrow when it is carried out."""
    return {
        "today": home.today.isoformat(),
        "zone": home.zone,
        "day_start": home.day_start,
        "week_start": home.week_start,
        "order": home.order,
    }


def home_from_plain(plain: Mapping[str, Any]) -> Home:
    return Home(**{**plain, "today": date.fromisoformat(plain["today"])})


def read_file(content: bytes, home: Home, levels: Levels) -> Import | Exported:
    """What a file amounts to, whichever of the formats it is in. ``levels`` are by folded label.

    Refused(file), and Refused(day, ambiguous_date) where ``home.order`` has to be known.
    """
    match recognised(content):
        case Format.LOOP:
            return read_loop(content, home)
        case Format.DAYLIO:
            return read_daylio(content, home, {**daylio.LEVELS, **levels})
        case Format.HABITBULL:
            return read_habitbull(content, home)
        case Format.BATCH if is_export(read_json(content)):
            return read_export(content)
        case Format.BATCH:
            return read_batch(content, home)


def preview(plan: Import, outcome: Outcome) -> Plain:
    """What a draft keeps to show: counts, words to ask about, and what is to be said of items."""
    notes = _notes(plan, outcome)
    asked = {label: _uses(plan, label) for label in plan.unknown_moods}
    return {
        "counts": counts(outcome),
        # What nobody has given a level yet is asked about, and not left out.
        "notes": shortened(note for note in notes if not asked or note["why"] != "unknown"),
        "unknown": [[label, uses] for label, uses in asked.items()],
    }


def counts(outcome: Outcome) -> dict[str, int]:
    return {
        "new": outcome.new,
        "changed": outcome.changed,
        "joined": outcome.joined,
        "days": outcome.days,
        "moods": outcome.moods,
        "again": outcome.moods_again,
    }


def shortened(notes: Iterable[Plain]) -> Plain:
    """The first notes, those of left out items before others, and how many there are more."""
    every = sorted(notes, key=lambda note: not note["left_out"])
    return {
        "first": every[:NOTES],
        "more": len(every[NOTES:]),
        "left_out": len({note["item"] for note in every if note["left_out"]}),
    }


def notes_of(plan: Import, outcome: Outcome) -> Plain:
    """What is to be said of single items once it is done."""
    return shortened(_notes(plan, outcome))


def _notes(plan: Import, outcome: Outcome) -> list[Plain]:
    told = [told_as_plain(each, plan.by_line) for each in outcome.told]
    return [*(note_as_plain(note, plan.by_line) for note in plan.report), *told]


def note_as_plain(note: Note, by_line: bool) -> Plain:
    """``line`` and ``entry`` are where within the item; by lines, the line itself is the place."""
    line, entry = note.data.get("line"), note.data.get("entry")
    return {
        "item": line if by_line and line else note.item,
        "by_line": by_line,
        "line": None if by_line else line,
        "entry": entry,
        "title": note.title,
        "why": note.why.value,
        "field": _part(note),
        "left_out": note.severity is Severity.LEFT_OUT,
        "part": bool(line or entry),
    }


def _part(note: Note) -> str:
    """Of a moment it is the time that has no place, of days what is said beside their state."""
    if note.why is Remark.NO_PLACE:
        return ".".join([note.field, *note.data])
    return note.field


def told_as_plain(told: Told, by_line: bool) -> Plain:
    return {
        "item": told.item,
        "by_line": by_line,
        "line": None,
        "entry": None,
        "title": told.title,
        "why": told.why.value,
        "field": told.field,
        "left_out": told.left_out,
        "part": False,
    }


def _uses(plan: Import, label: str) -> int:
    return sum(mood.level is None and fold(mood.label) == fold(label) for mood in plan.moods)
