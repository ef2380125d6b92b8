"""An export as a zip of CSVs, for spreadsheets: to be read, not to be imported again."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from storage.export import Export, Plain

GOALS: Final = (
    *("id", "title", "description", "criticality", "schedule", "start_day", "target_day"),
    *("tags", "reminders", "created_at", "completed_at", "archived_at", "deleted_at"),
)
ENTRIES: Final = (
    *("goalTrackId", "goal_id", "goal", "day", "slot", "state", "note", "skip_reason"),
    *("zone", "answered_at"),
)
MOODS: Final = (
    *("id", "felt_at", "day", "kind", "level", "label", "pleasant", "energy", "emotions"),
    *("reasons", "scales", "note", "zone", "logged_at", "deleted_at"),
)

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def zipped(export: Export) -> bytes:
    """goals.csv, entries.csv and moods.csv, in UTF-8 with a mark, as spreadsheets want it."""
    files = {
        "goals.csv": _csv(GOALS, _goals(export)),
        "entries.csv": _csv(ENTRIES, _entries(export)),
        "moods.csv": _csv(MOODS, _moods(export)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # A date of its own, since the clock of the machine is nobody's here.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _goals(export: Export) -> Iterable[Plain]:
    tags = {row["id"]: row["name"] for row in export.rows["tags"]}
    tagged = _grouped(export.rows["goal_tags"], "goal_id", lambda row: tags[row["tag_id"]])
    of_goals = [row for row in export.rows["reminders"] if row["goal_id"] is not None]
    bells = _grouped(of_goals, "goal_id", _bell)
    # The last one that begins is the one that holds for new days.
    rules = {row["goal_id"]: row["rule"]["kind"] for row in export.rows["schedule_versions"]}
    for row in export.rows["goals"]:
        number = row["id"]
        more = {"schedule": rules[number], "tags": tagged[number], "reminders": bells[number]}
        yield {**row, **more}


def _entries(export: Export) -> Iterable[Plain]:
    titles = {row["id"]: row["title"] for row in export.rows["goals"]}
    for row in export.rows["entries"]:
        yield {**row, "goal": titles[row["goal_id"]]}


def _moods(export: Export) -> Iterable[Plain]:
    scales = {row["id"]: row["name"] for row in export.rows["scales"]}
    reasons = _grouped(export.rows["mood_reasons"], "mood_id", lambda row: row["reason"])
    values = _grouped(
        export.rows["scale_values"],
        "mood_id",
        lambda row: f"{scales[row['scale_id']]} {row['value']}",
    )
    for row in export.rows["mood_logs"]:
        number = row["id"]
        yield {**row, "reasons": reasons[number], "scales": values[number]}


def _grouped(rows: Sequence[Plain], by: str, what: Any) -> Mapping[int, list[str]]:  # noqa: ANN401
    groups: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[by]].append(what(row))
    return groups


def _csv(header: Sequence[str], rows: Iterable[Plain]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(row[name]) for name in header] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if value is None:
        return ""
    text = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(_FORMULA) else text


def _bell(row: Plain) -> str:
    """``08:00``, ``30 min before``, ``2026-12-24 18:00``."""
    if row["before"] is not None:
        return f"{row['before']} min before"
    time = _time(row["minute"])
    return time if row["day"] is None else f"{row['day']} {time}"


def _time(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute, 60))
