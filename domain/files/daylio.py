"""Daylio's CSV: one line a mood, named by the person's own word, which has no level of its own."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from domain.days import instant_at, local_day
from domain.errors import Reason, Refused
from domain.files.gather import note
from domain.files.guard import bounded
from domain.files.moments import iso_day
from domain.files.plan import Home, Import, MoodItem
from domain.files.report import Pen, Remark, Report
from domain.files.tables import Row, read_table
from domain.moods import LABEL_MAX, REASON_MAX, REASONS_MAX, clean_label, clean_reason
from domain.typed import parse_time
from domain.written import fold, visible

COLUMNS: Final = ("full_date", "time", "mood", "activities", "note")
LEVELS: Final[Mapping[str, int]] = {"rad": 5, "good": 4, "meh": 3, "bad": 2, "awful": 1}
"""The five moods the app comes with, by their order in it; what a person says of them wins."""


def read_daylio(data: bytes, home: Home, levels: Mapping[str, int] = LEVELS) -> Import:
    """The moods of an export. `levels` tells by folded label what is known (the person's labels over
    LEVELS); a label not in there is one of `unknown_moods`, and its moods have no level.

    Refused(file): as `read_table`.
    """
    report = Report()
    moods = tuple(_moods(read_table(data, COLUMNS), home, levels, report))
    unknown = _once_each(mood.label for mood in moods if mood.level is None)
    return Import(moods=moods, unknown_moods=unknown, report=report.notes(), by_line=True)


def _moods(
    rows: Iterator[Row], home: Home, levels: Mapping[str, int], report: Report
) -> Iterator[MoodItem]:
    seen: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows:
        pen = report.about(row.line)
        try:
            said = seen.setdefault((_wall(row).isoformat(), fold(_label(row))), [])
            if row.cells not in said:
                said.append(row.cells)
                yield _mood(row, len(said), home, levels, pen)
            else:
                pen.told(Remark.MERGED, "row")
        except Refused as no:
            pen.left_out(no)


def _mood(row: Row, nth: int, home: Home, levels: Mapping[str, int], pen: Pen) -> MoodItem:
    wall, label = _wall(row), _label(row)
    felt_at = instant_at(wall.date(), wall.hour * 60 + wall.minute, home.zone)
    if felt_at is None:
        raise Refused("full_date", Reason.NOT_A_DATE, nearest=None)
    return MoodItem(
        item=row.line,
        felt_at=felt_at,
        day=local_day(felt_at, home.zone, home.day_start),
        label=label,
        level=levels.get(fold(label)),
        request=_request(wall, label, nth),
        reasons=_reasons(row["activities"], pen),
        note=note(f"{row.get('note_title')}\n{row['note']}", pen),
    )


def _wall(row: Row) -> datetime:
    day = iso_day(row["full_date"], "full_date")
    return datetime.combine(day, time.min) + timedelta(minutes=parse_time(row["time"]))


def _label(row: Row) -> str:
    return clean_label(bounded(row["mood"], LABEL_MAX, "mood"))


def _request(wall: datetime, label: str, nth: int) -> str:
    """The same for the same line of any export: neither the zone now set nor a note written later
    may make a second mood of it. `nth` tells two moods of one minute and name apart."""
    key = f"{wall.isoformat()}\0{fold(label)}\0{nth}"
    return "daylio:" + hashlib.sha256(key.encode()).hexdigest()[:40]


def _reasons(activities: str, pen: Pen) -> tuple[str, ...]:
    """Up to REASONS_MAX activities; what is too long or too many is counted in the report."""
    names = [name.strip() for name in activities.split("|") if visible(name)]
    short = [clean_reason(name) for name in names if len(name) <= REASON_MAX]
    unique = _once_each(short)
    kept = unique[:REASONS_MAX]
    if dropped := len(names) - len(short) + len(unique) - len(kept):
        pen.changed(Reason.TOO_MANY, "activities", count=dropped, limit=REASONS_MAX)
    return kept


def _once_each(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in their order, each as it was first spelled, whatever its case later on."""
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(fold(text), text)
    return tuple(kept.values())
