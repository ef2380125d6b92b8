"""A month to tap a day in, drawn as a keyboard of seven columns."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bot.codes.settings import Nothing
from bot.dialogs.steps import Asking
from bot.view import Button, Row
from domain.days import FIRST_DAY, LAST_DAY, daystamp

MONTH = "%Y%m"


def month_rows(asking: Asking, today: date, earliest: date) -> tuple[Row, ...]:
    """The month of ``asking.page`` (``202611``); days before ``earliest`` are shown as ``·``."""
    first = _month(asking.page, max(today, earliest))
    me = asking.turn.me
    weeks = calendar.Calendar(me.first_weekday).monthdatescalendar(first.year, first.month)
    names = tuple(
        Button(asking.lang.weekday((me.first_weekday + n) % 7, "short"), Nothing())
        for n in range(7)
    )
    return (
        _month_row(asking, first, earliest),
        names,
        *(
            tuple(_day(asking, day, first, today, earliest) for day in week)
            for week in weeks
            if _last_of(week, first) >= earliest  # weeks that are over only push the rest down
        ),
    )


def _last_of(week: list[date], month: date) -> date:
    return max(day for day in week if day.month == month.month)


def _day(asking: Asking, day: date, month: date, today: date, earliest: date) -> Button:
    if day.month != month.month or not earliest <= day <= LAST_DAY:
        return Button("·", Nothing())
    label = f"[{day.day}]" if day == today else str(day.day)
    return asking.choice(label, daystamp(day))


def _month_row(asking: Asking, first: date, earliest: date) -> Row:
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    back, on = Button("·", Nothing()), Button("·", Nothing())
    if before >= max(earliest, FIRST_DAY):
        back = asking.leaf("‹", f"{before:{MONTH}}")
    if after <= LAST_DAY:
        on = asking.leaf("›", f"{after:{MONTH}}")
    return back, Button(asking.lang.month(first), Nothing()), on


def _month(page: str, otherwise: date) -> date:
    """The first day of a month named like 202611, or of the month of another day."""
    try:
        first = date(int(page[:4]), int(page[4:]), 1)
    except ValueError:
        return otherwise.replace(day=1)
    return first if FIRST_DAY <= first <= LAST_DAY else otherwise.replace(day=1)
