"""HabitBull's CSV: one line a habit and day. It says nothing of how often a habit is wanted."""

import re
from collections.abc import Iterator
from typing import Final

from domain.dates import Order
from domain.days import Day
from domain.entries import State
from domain.errors import Reason, Refused
from domain.files.gather import TAG_MAX, Answers, description, distinct, note, title
from domain.files.guard import line
from domain.files.moments import day_of
from domain.files.plan import EntryItem, GoalItem, Home, Import
from domain.files.report import Pen, Remark, Report
from domain.files.tables import Row, read_table
from domain.goals import title_key
from domain.kinds import Daily

COLUMNS: Final = ("HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value")
_ISO: Final = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_PARTS: Final = re.compile(r"(\d\d?)([./])(\d\d?)\2(\d{4}|\d\d)", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,10}", re.ASCII)


def read_habitbull(data: bytes, home: Home) -> Import:
    """The habits of an export that are answered by yes or no; those that count amounts are told.

    Three ways of dates are in the wild: 2026-11-22, 22.11.2026 and 11/22/2026, the last also day
    first. One phone wrote the file, so all its dates go one way: the one under which each is a date.
    Where both are, `home.order` decides, and without it Refused(day, ambiguous_date, candidates).
    Refused(file): as `read_table`.
    """
    rows = list(read_table(data, COLUMNS))
    order = _order(rows, home.order)
    report = Report()
    goals = distinct(_goals(rows, order, home, report), report)
    return Import(goals=goals, report=report.notes(), by_line=True)


def _order(rows: list[Row], asked: Order | None) -> Order:
    """What the file itself shows outweighs how the person reads dates: the phone wrote it."""
    slashed = [
        (int(parts[1]), int(parts[3]), _year(parts[4]))
        for row in rows
        if (parts := _PARTS.fullmatch(row.cells.get("CalendarDate", ""))) and parts[2] == "/"
    ]
    if any(second > 12 for _, second, _ in slashed):
        return "month"
    if any(first > 12 for first, _, _ in slashed):
        return "day"
    for one, two, year in slashed:
        if asked is None and one != two and one and two:
            candidates = (_date(year, two, one), _date(year, one, two))
            raise Refused("day", Reason.AMBIGUOUS_DATE, candidates=candidates)
    return asked or "day"


def _goals(rows: list[Row], order: Order, home: Home, report: Report) -> Iterator[GoalItem]:
    for habit in _by_habit(rows, report):
        pen = report.about(habit[0].line, title(habit[0]["HabitName"]))
        if amounts := sum(_is_amount(row) for row in habit):
            pen.passed_over(Remark.AMOUNTS, "Value", count=amounts)
        else:
            yield _goal(habit, order, home, pen)


def _by_habit(rows: list[Row], report: Report) -> list[list[Row]]:
    """The rows of each habit, habits in the order they are first named."""
    habits: dict[str, list[Row]] = {}
    for row in rows:
        try:
            habits.setdefault(title_key(title(row["HabitName"])), []).append(row)
        except Refused as no:
            report.about(row.line).left_out(no)
    return list(habits.values())


def _is_amount(row: Row) -> bool:
    return bool(_WHOLE.fullmatch(row["Value"])) and int(row["Value"]) > 1


def _goal(habit: list[Row], order: Order, home: Home, pen: Pen) -> GoalItem:
    answers = Answers()
    for row in habit:
        try:
            answers.add(_entry(row, order, pen))
        except Refused as no:
            pen.without(no, line=row.line)
    pen.told(Remark.RHYTHM_ASSUMED, "schedule")
    tags = {tag: None for row in habit if (tag := _tag(row))}
    return GoalItem(
        item=pen.item,
        title=pen.title or "",
        description=description(habit[0]["HabitDescription"], pen),
        schedule=Daily(),
        start=answers.first or home.today,
        tags=tuple(tags),
        entries=answers.entries(pen),
    )


def _tag(row: Row) -> str | None:
    return line(row["HabitCategory"][:TAG_MAX], TAG_MAX, "tag")


def _entry(row: Row, order: Order, pen: Pen) -> EntryItem:
    day, value = _day(row["CalendarDate"], order), row["Value"]
    if value not in ("0", "1"):
        raise Refused("Value", Reason.UNREADABLE)
    state = State.DONE if value == "1" else State.OPEN
    return EntryItem(day, state, note(row.get("CommentText"), pen, line=row.line))


def _day(text: str, order: Order) -> Day:
    if parts := _ISO.fullmatch(text):
        return _date(int(parts[1]), int(parts[2]), int(parts[3]))
    parts = _PARTS.fullmatch(text)
    if not parts:
        raise Refused("CalendarDate", Reason.UNREADABLE)
    one, two, year = int(parts[1]), int(parts[3]), _year(parts[4])
    month_first = order == "month" and parts[2] == "/"
    return _date(year, one, two) if month_first else _date(year, two, one)


def _date(year: int, month: int, day: int) -> Day:
    return day_of(year, month, day, "CalendarDate")


def _year(digits: str) -> int:
    """Two digits mean this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)
