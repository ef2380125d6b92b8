"""Reading an export back: every value held against its column, so that nothing a person could not
have made gets in by a file. ``storage.restoring`` writes what is read here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from domain.bells import BEFORE_MAX, LEAD_MAX, NAG_MINUTES, NAG_TIMES
from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.files.trees import read_json
from domain.kindness import PINGS_MAX
from domain.kinds import MINUTES, SLOTS_MAX, from_plain
from domain.moods import ENERGIES, LEVELS, MOST_PLEASANT, STEPS, TOPS
from domain.written import clean_line
from storage import export
from storage.tables import Base
from storage.types import Instant

TEXT_MAX: Final = 8000
"""Longer than whatever may be typed into any column without a length of its own."""

_ID_MAX: Final = 2**63 - 1
_UNFIT: Final = re.compile("[\0\ud800-\udfff]")

Row = dict[str, Any]
Check = Callable[[Any], bool]


def _is_clean(text: str) -> bool:
    """What is blank, or has lines, could not stand on a button."""
    return clean_line(text, len(text), "text") == text


def _is_quiet_week(days: Any) -> bool:  # noqa: ANN401 - from a file
    """Hours, or none, by weekday."""
    return isinstance(days, dict) and all(
        weekday in _WEEKDAYS
        and (
            hours is None
            or (
                isinstance(hours, list)
                and len(hours) == 2
                and all(type(minute) is int and 0 <= minute < MINUTES for minute in hours)
            )
        )
        for weekday, hours in days.items()
    )


_WEEKDAYS: Final = frozenset(map(str, range(7)))

_OF_A_DAY: Final = (
    *("minute", "until_minute", "day_start_minute", "quiet_from", "quiet_until", "alert_start"),
)

_ZONE: Final = re.compile(r"(?=.{1,64}$)[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
"""What may be a zone, also of another time zone database than the one in use."""

_CHECKS: Final[Mapping[str, Check]] = {
    **dict.fromkeys(("zone", "next_zone"), lambda value: bool(_ZONE.fullmatch(value))),
    **dict.fromkeys(_OF_A_DAY, lambda value: 0 <= value < MINUTES),
    "quiet_days": _is_quiet_week,
    "first_weekday": lambda value: 0 <= value <= 6,
    "weekdays": lambda value: 0 < value < 1 << 7,
    "slot": lambda value: 0 <= value <= SLOTS_MAX,
    "position": lambda value: value >= 0,
    "level": LEVELS.__contains__,
    "energy": ENERGIES.__contains__,
    "pleasant": lambda value: abs(value) <= MOST_PLEASANT,
    "mood_steps": STEPS.__contains__,
    "top": TOPS.__contains__,
    "value": lambda value: 1 <= value <= TOPS[-1],
    "skip_budget": lambda value: 0 <= value <= 31,
    **dict.fromkeys(("pings_a_day", "pings_an_hour"), lambda value: 0 <= value <= PINGS_MAX),
    "before": lambda value: 0 < value <= BEFORE_MAX,
    "lead_days": lambda value: 0 <= value <= LEAD_MAX,
    "nag_every": NAG_MINUTES.__contains__,
    "nag_times": NAG_TIMES.__contains__,
    "what": {"goal", "mood", "week", "day", "month", "year"}.__contains__,
    "theme": {"light", "dark"}.__contains__,
    "date_order": {"day", "month"}.__contains__,
    "language": lambda value: bool(re.fullmatch("[A-Za-z-]{2,16}", value)),
    **dict.fromkeys(("title", "name", "label", "reason"), _is_clean),
    "token": lambda value: bool(re.fullmatch("[A-Za-z0-9_-]{16,32}", value)),
}
"""What a column may hold beyond its type. A zone that nobody knows would lock its person out."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds: settings, and rows by table. Keys are columns of the tables."""

    settings: Row
    rows: Mapping[str, Sequence[Row]]

    def count(self, table: str) -> int:
        return len(self.rows[table])


def is_export(tree: object) -> bool:
    """Whether a JSON value says that it is one of ours."""
    return isinstance(tree, dict) and tree.get("format") == export.FORMAT


def read_export(data: bytes) -> Exported:
    """The content of an export. Refused(file): as ``read_json``; wrong_shape for what is none, or of
    a later version; damaged for values that its columns would not take, with table and row."""
    tree = read_json(data)
    if not isinstance(tree, dict) or not is_export(tree) or tree.get("version") != export.VERSION:
        raise Refused("file", Reason.WRONG_SHAPE)
    people = Base.metadata.tables["people"]
    account = set(export.OF_THE_ACCOUNT)
    settings = {name: one for name, one in export.columns(people).items() if name not in account}
    rows = {table.name: _rows(table, tree.get(table.name, [])) for table in export.tables()}
    _check_goals(rows)
    return Exported(_row(settings, tree.get("settings"), "settings", 0), rows)


def _rows(table: Table, rows: object) -> list[Row]:
    if not isinstance(rows, list):
        raise Refused("file", Reason.WRONG_SHAPE)
    named = export.columns(table)
    return [_row(named, row, table.name, number) for number, row in enumerate(rows, 1)]


def _row(named: Mapping[str, Column[Any]], row: object, table: str, number: int) -> Row:
    """A column that is not in the file is one that came later: it has its default, or is empty."""
    if not isinstance(row, dict) or not row.keys() <= named.keys():
        raise _damaged(table, number)
    try:
        return {one.name: _value(one, row.get(name, _default(one))) for name, one in named.items()}
    except (Refused, ValueError, TypeError, OverflowError):
        raise _damaged(table, number) from None


def _default(column: Column[Any]) -> object:
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def _damaged(table: str, number: int) -> Refused:
    return Refused("file", Reason.DAMAGED, table=table, row=number)


def _value(column: Column[Any], value: object) -> object:
    """The value as the column takes it; ValueError and its like when it does not."""
    if value is None:
        if not column.nullable:
            raise ValueError(column.name)
        return None
    fit = _typed(column, value)
    if not _CHECKS.get(column.name, _anything)(fit):
        raise ValueError(column.name)
    return fit


def _anything(_value: object) -> bool:
    return True


def _typed(column: Column[Any], value: Any) -> object:  # noqa: ANN401 - from a file
    match column.type:
        case Instant():
            return _instant(value)
        case Date():
            return _day(value)
        case Boolean():
            return _exactly(bool, value)
        case BigInteger() | Integer():
            return _number(column, value)
        case JSON():
            return from_plain(value) and value if column.name == "rule" else _tree(value)
        case String() | Text():
            return _text(_exactly(str, value), column.type.length or TEXT_MAX)
        case other:
            raise TypeError(type(other).__name__)


def _exactly(kind: type, value: Any) -> Any:  # noqa: ANN401 - from a file
    # `type`, since True is an int to isinstance.
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text).astimezone(UTC)
    if datetime.fromisoformat(text).tzinfo is None or not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise ValueError(text)
    return moment


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(text)
    return day


def _number(column: Column[Any], value: object) -> int:
    number: int = _exactly(int, value)
    if abs(number) > _ID_MAX or (column.name.endswith("id") and number < 1):
        raise ValueError(column.name)
    return number


def _text(text: str, limit: int) -> str:
    if len(text) > limit or _UNFIT.search(text):
        raise ValueError(limit)
    return text


def _tree(value: object) -> object:
    """JSON that is kept as it is, bounded, and without what only one of the databases takes."""
    match value:
        case str():
            return _text(value, TEXT_MAX)
        case list():
            return [_tree(each) for each in value]
        case dict():
            return {_text(key, TEXT_MAX): _tree(each) for key, each in value.items()}
        case float():
            raise TypeError("float")
    return value


def _check_goals(rows: Mapping[str, Sequence[Row]]) -> None:
    """A goal without a schedule could not be shown, and one that ends before it begins neither."""
    planned = {row["goal_id"] for row in rows["schedule_versions"]}
    for number, row in enumerate(rows["goals"], 1):
        ends = row["target_day"]
        if row["id"] not in planned or (ends is not None and ends < row["start_day"]):
            raise _damaged("goals", number)
