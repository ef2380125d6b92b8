"""Loop Habit Tracker's export: a zip with Habits.csv and a folder for each habit.

Only the folders are read: the combined files do not escape names, and a comma in one breaks them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from domain.entries import State
from domain.errors import Reason, Refused
from domain.files.archives import Archive
from domain.files.gather import Answers, description, distinct, note, title
from domain.files.moments import iso_day
from domain.files.plan import EntryItem, GoalItem, Home, Import
from domain.files.report import Pen, Remark, Report
from domain.files.tables import Row, read_table
from domain.kinds import EVERY_MAX, Daily, EveryDays, Period, Schedule, TimesIn, TimesPer

_HABITS: Final = "Habits.csv"
_COLUMNS: Final = ("Position", "Name", "FrequencyNumerator", "FrequencyDenominator")
_DAYS: Final = re.compile(r"(\d{1,6})(?: [^/]*)?/Checkmarks\.csv", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,6}", re.ASCII)
_AUTOMATIC: Final = "YES_AUTO"
# Ticks that Loop put itself are no ticks; a day without an answer is kept only for its note.
_STATES: Final[Mapping[str, State]] = {
    "YES_MANUAL": State.DONE,
    "SKIP": State.SKIPPED,
    "NO": State.OPEN,
    "UNKNOWN": State.OPEN,
    _AUTOMATIC: State.OPEN,
}


def read_loop(data: bytes, home: Home) -> Import:
    """The yes-or-no habits of an export, archived ones too; those that count amounts are told.

    Refused(file): as `Archive` and `read_table`, wrong_shape without Habits.csv, twice where two
    folders have one number.
    """
    archive = Archive(data)
    base, folders = _found(archive.names)
    report = Report()
    rows = list(read_table(archive.read(base + _HABITS), _COLUMNS))
    goals = distinct(_goals(rows, archive, folders, home, report), report)
    return Import(goals=goals, report=report.notes())


def _found(names: tuple[str, ...]) -> tuple[str, Mapping[int, str]]:
    """The folder that holds Habits.csv (packed anew, it is often not the top), and the files of days
    by the number of their habit."""
    lists = [name for name in names if name.rpartition("/")[2] == _HABITS]
    if len(lists) != 1:
        raise Refused("file", Reason.WRONG_SHAPE)
    base = lists[0].removesuffix(_HABITS)
    folders: dict[int, str] = {}
    for name in names:
        parts = _DAYS.fullmatch(name.removeprefix(base)) if name.startswith(base) else None
        if parts and folders.setdefault(int(parts[1]), name) != name:
            raise Refused("file", Reason.TWICE, item=int(parts[1]))
    return base, folders


def _goals(
    rows: list[Row], archive: Archive, folders: Mapping[int, str], home: Home, report: Report
) -> Iterator[GoalItem]:
    for number, row in enumerate(rows, 1):
        pen = report.about(number)
        try:
            pen = report.about(number, title(row["Name"]))
            folder = folders.get(_number(row, "Position"))
            days = list(read_table(archive.read(folder), ("Date", "Value"))) if folder else []
            if _is_yes_or_no(row, days, pen):
                yield _goal(row, days, home, pen)
        except Refused as no:
            if no.field == "file":
                raise
            pen.left_out(no)


def _is_yes_or_no(row: Row, days: list[Row], pen: Pen) -> bool:
    if row.get("Type") in ("", "YES_NO"):
        return True
    pen.passed_over(Remark.AMOUNTS, "Type", count=len(days))
    return False


def _goal(row: Row, days: list[Row], home: Home, pen: Pen) -> GoalItem:
    answers = _answers(days, pen)
    entries = answers.entries(pen)
    schedule = _schedule(row, entries, home)
    if not days:
        pen.told(Remark.NO_DAYS, "entries")
    return GoalItem(
        item=pen.item,
        title=pen.title or "",
        description=description(f"{row.get('Question')}\n{row.get('Description')}", pen),
        schedule=schedule,
        # A grid knows nothing of the days before it: what was due then, Loop itself moved about.
        start=schedule.anchor if isinstance(schedule, EveryDays) else answers.first or home.today,
        archived=row.get("Archived?").lower() == "true",
        entries=entries,
    )


def _schedule(row: Row, entries: tuple[EntryItem, ...], home: Home) -> Schedule:
    """So many times in so many days; "every 3 days" is a grid from the last tick."""
    times, days = _number(row, "FrequencyNumerator"), _number(row, "FrequencyDenominator")
    if times >= days:
        return Daily()
    if days == 7:
        return TimesPer(times, Period.WEEK, home.week_start)
    if days in (30, 31):
        return TimesPer(times, Period.MONTH, home.week_start)
    if times > 1:
        return TimesIn(times, days)
    ticked = (entry.day for entry in entries if entry.state is State.DONE)
    return EveryDays(days, max(ticked, default=home.today))


def _number(row: Row, column: str) -> int:
    text = row[column]
    if not _NUMBER.fullmatch(text):
        raise Refused(column, Reason.UNREADABLE)
    if int(text) < 1:
        raise Refused(column, Reason.OUT_OF_RANGE, first=1, last=EVERY_MAX)
    return int(text)


def _answers(days: list[Row], pen: Pen) -> Answers:
    answers, automatic = Answers(), 0
    for row in days:
        try:
            answers.add(_entry(row, pen))
            automatic += row["Value"] == _AUTOMATIC
        except Refused as no:
            pen.without(no, line=row.line)
    if automatic:
        pen.told(Remark.AUTOMATIC, "entries", count=automatic)
    return answers


def _entry(row: Row, pen: Pen) -> EntryItem:
    day, state = iso_day(row["Date"], "Date"), _STATES.get(row["Value"])
    if state is None:
        raise Refused("Value", Reason.UNREADABLE)
    return EntryItem(day, state, note(row.get("Notes"), pen, line=row.line))
