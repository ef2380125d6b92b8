"""The summary: charts and the entries they rest on, to be read on paper with somebody else.

There is no finding here that the person has not seen: each chart's entries are below it, as they were
made, and notes are among them only where the person chose so.
"""

from dataclasses import dataclass

from charts.days import GoalHistory, MonthCalendar, WeekStrip, YearInPixels
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm, Together
from charts.values import Heading

Chart = (
    WeekStrip
    | MonthCalendar
    | YearInPixels
    | GoalHistory
    | LevelLine
    | LevelCounts
    | Reasons
    | Rhythm
    | Together
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it was made: its words for each column, and its note, empty where none is given."""

    cells: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """The table of what was recorded, with a word above each column. An entry has as many cells as
    there are columns; none are needed for a table of nothing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """``remarks`` stand below the heading: who gave this to whom, and what is left out. ``page`` has
    places for two numbers, "Page {n} of {m}". ``unwritable`` stands where no font has the letters of
    what somebody wrote, since a row that silently lost its note would be read as one without."""

    heading: Heading
    remarks: tuple[str, ...]
    charts: tuple[Chart, ...]
    entries: Entries
    page: str
    unwritable: str
