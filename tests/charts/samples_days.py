"""The charts of days, filled as real people fill them: richly, thinly and not at all."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from random import Random
from typing import Final

from charts.days import (
    CalendarDay,
    GoalHistory,
    Mark,
    MonthCalendar,
    StripDay,
    WeekStrip,
    YearInPixels,
)
from charts.values import MOOD_TOP, Cell, Heading, Named, Tick

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
OUTSIDE: Final = Cell(outside=True)
EMPTY: Final = Cell()


def heading(title: str, period: str, count: str, *, stand_in: str = "Mood") -> Heading:
    return Heading(Named(title, stand_in), period, count)


def week(*cells: Cell, title: str = "Mood", top: int = MOOD_TOP) -> WeekStrip:
    """The first week of June 2026."""
    days = (
        StripDay(weekday, f"{nth} June", cell)
        for nth, (weekday, cell) in enumerate(zip(WEEKDAYS, cells, strict=True), start=1)
    )
    known = sum(cell.is_recorded for cell in cells)
    count = f"{known} of 7 days recorded"
    heads = heading(title, "1–7 June 2026 · Europe/Berlin", count)
    return WeekStrip(heads, tuple(days), top, ring(cells))


def month(
    *days: CalendarDay, lead: int = 0, title: str = "Mood", top: int = MOOD_TOP
) -> MonthCalendar:
    """June 2026 begins on a Monday; ``lead`` moves it."""
    known = sum(day.cell.is_recorded for day in days)
    return MonthCalendar(
        heading(title, "June 2026 · Europe/Berlin", f"{known} of {len(days)} days recorded"),
        WEEKDAYS,
        lead,
        days,
        "Bar: goals done of those due. Line: pause.",
        top,
    )


def year(*months: tuple[Cell, ...], title: str = "Mood", top: int = MOOD_TOP) -> YearInPixels:
    """The first months of 2026."""
    known = sum(cell.is_recorded for month in months for cell in month)
    heads = heading(title, "2026 · Europe/Berlin", f"{known} days recorded")
    return YearInPixels(heads, MONTHS[: len(months)], months, top, ring(chain(*months)))


def ring(cells: Iterable[Cell]) -> str:
    """The legend of a chart on which there is one."""
    return "Ring: said from memory." if any(cell.late for cell in cells) else ""


LEGEND: Final = (
    (Mark.DONE, "done"),
    (Mark.PART, "in part"),
    (Mark.SKIPPED, "skipped"),
    (Mark.MISSED, "not recorded"),
    (Mark.OPEN, "open"),
)


def history(
    marks: tuple[Mark, ...],
    *,
    title: str = "Run",
    ticks: tuple[Tick, ...] = (Tick(0, "Apr"), Tick(28, "May"), Tick(56, "June")),
    strength: tuple[float | None, ...] = (),
    changes: tuple[int, ...] = (),
) -> GoalHistory:
    """Thirteen weeks of a goal, to the last of June 2026."""
    done, due = marks.count(Mark.DONE), len(marks) - marks.count(Mark.BLANK)
    heads = heading(title, "1 April – 30 June 2026 · Europe/Berlin", f"{done} of {due} done")
    return GoalHistory(
        heads, WEEKDAYS, marks, ticks, LEGEND, strength, changes, "Strength", "schedule changed"
    )


def cells(n: int, *, seed: int, top: int = MOOD_TOP, recorded: float = 0.8) -> tuple[Cell, ...]:
    """So many days of somebody who records most of them, sometimes twice, sometimes late."""
    chance = Random(seed)
    return tuple(_cell(chance, top, recorded) for _ in range(n))


def _cell(chance: Random, top: int, recorded: float) -> Cell:
    if chance.random() > recorded:
        return EMPTY
    high = min(top, max(1, round(chance.gauss(top * 0.62, top / 5))))
    low = max(1, high - chance.choice((1, 2))) if chance.random() < 0.15 else high
    return Cell(low, high, late=chance.random() < 0.1)


def _rich_month(top: int = MOOD_TOP, *, lead: int = 0) -> MonthCalendar:
    chance = Random(7)
    days = [
        CalendarDay(
            number,
            cell,
            done=0 if 9 <= number <= 12 else chance.randint(0, 4),
            due=0 if 9 <= number <= 12 else 4,
            is_today=number == 24,
            rests=9 <= number <= 12,
        )
        for number, cell in enumerate(cells(24, seed=3, top=top), start=1)
    ]
    ahead = [CalendarDay(number, OUTSIDE) for number in range(25, 31)]
    return month(*days, *ahead, lead=lead, top=top)


def _thin_month() -> MonthCalendar:
    before = [CalendarDay(number, OUTSIDE) for number in range(1, 12)]
    begun = [
        CalendarDay(12, Cell(4, 4), 1, 1),
        CalendarDay(13, EMPTY, 0, 1),
        CalendarDay(14, Cell(2, 5, late=True), 1, 2, is_today=True),
    ]
    ahead = [CalendarDay(number, OUTSIDE) for number in range(15, 31)]
    return month(*before, *begun, *ahead)


def _rich_year(top: int = MOOD_TOP, *, leap: bool = False) -> YearInPixels:
    lengths = [length + (leap and nth == 1) for nth, length in enumerate(LENGTHS)]
    return year(*(cells(length, seed=nth, top=top) for nth, length in enumerate(lengths)), top=top)


def _thin_year() -> YearInPixels:
    begun = (OUTSIDE,) * 20 + cells(11, seed=1)
    return year(begun, cells(9, seed=2) + (OUTSIDE,) * 19)


def _rich_history() -> GoalHistory:
    chance = Random(5)
    on = (Mark.DONE,) * 6 + (Mark.PART, Mark.SKIPPED, Mark.MISSED, Mark.MISSED)
    marks = [Mark.BLANK if day % 7 in (2, 6) else chance.choice(on) for day in range(91)]
    marks[:3] = [Mark.BLANK] * 3
    marks[86:] = [Mark.OPEN, Mark.BLANK, Mark.BLANK, Mark.BLANK, Mark.BLANK]
    strength: list[float | None] = [None] * 3
    value = 0.0
    for mark in marks[3:87]:
        gain = {Mark.DONE: 1.0, Mark.PART: 0.5, Mark.MISSED: 0.0}.get(mark, value)
        value += (gain - value) * 0.06
        strength.append(value)
    strength[40:49] = [None] * 9
    marks[40:49] = [Mark.BLANK] * 9
    return history(tuple(marks), strength=(*strength, None, None, None, None), changes=(3, 49))


def _german_history() -> GoalHistory:
    """Long words, and a week that begins on Monday in two letters."""
    words = ("erledigt", "teilweise", "übersprungen", "kein Eintrag", "noch nicht beantwortet")
    legend = tuple((mark, word) for (mark, _), word in zip(LEGEND, words, strict=True))
    return replace(
        _rich_history(),
        heading=heading("Rückenübungen", "1. April – 30. Juni 2026 · Europe/Berlin", "n = 55"),
        weekdays=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        legend=legend,
        strength_label="Stärke, 0 bis 100 %",
        change_label="Zeitplan geändert",
    )


def _thin_history() -> GoalHistory:
    begun = (Mark.BLANK, Mark.BLANK, Mark.DONE, Mark.MISSED, Mark.DONE, Mark.SKIPPED, Mark.PART)
    return history((Mark.BLANK,) * 77 + begun + (Mark.DONE, Mark.OPEN) + (Mark.BLANK,) * 5)


DAYS: Final[dict[str, object]] = {
    "week strip, rich": week(
        Cell(4, 4),
        Cell(2, 5),
        EMPTY,
        Cell(3, 3, late=True),
        Cell(1, 1),
        Cell(5, 5, late=True),
        Cell(2, 2, late=True),
    ),
    "week strip, thin": week(EMPTY, EMPTY, EMPTY, Cell(3, 3), *[OUTSIDE] * 3),
    "week strip, empty": week(*[EMPTY] * 7),
    "week strip, of ten": week(
        *(Cell(n, n, late=n > 7) for n in (1, 3, 5)),
        Cell(9, 10, late=True),
        *(Cell(n, n, late=True) for n in (7, 8, 10)),
        top=10,
    ),
    "month, rich": _rich_month(),
    "month, thin": _thin_month(),
    "month, empty": month(*(CalendarDay(number, EMPTY) for number in range(1, 31))),
    "month, of ten in six rows": _rich_month(10, lead=6),
    "year, rich": _rich_year(),
    "year, thin": _thin_year(),
    "year, empty": year(*((EMPTY,) * length for length in LENGTHS)),
    "year, of ten with a leap day": _rich_year(10, leap=True),
    "goal history, rich": _rich_history(),
    "goal history, in German": _german_history(),
    "goal history, thin": _thin_history(),
    "goal history, empty": history((Mark.BLANK,) * 91),
}
"""Every chart of days that is looked at: by tests, and by eyes."""
