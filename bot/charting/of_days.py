"""Charts of days: the strip of a week, the calendar of a month, the year in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.charting.heading import heading
from bot.lang import Lang
from charts.days import CalendarDay, MonthCalendar, StripDay, WeekStrip, YearInPixels
from charts.values import Cell
from domain.days import days_between, month_of
from domain.insight.values import nearest
from storage.looks import Done, Look

NONE = Done(0, 0)


def cell(look: Look, day: date) -> Cell:
    """How a day looks: its lowest and highest level, both the day's own where it was said of the whole."""
    value = look.days.get(day)
    if value is None:
        return Cell(outside=not look.since <= day <= look.today)
    low, high = (value.value, value.value) if value.whole else (value.low, value.high)
    return Cell(nearest(low), nearest(high), late=value.is_late)


def week_strip(lang: Lang, look: Look) -> WeekStrip:
    days = (
        StripDay(lang.weekday(day.weekday(), "abbreviated"), lang.short_date(day), cell(look, day))
        for day in look.span.days()
    )
    return WeekStrip(heading(lang, look), tuple(days), look.subject.top, _ring(lang, look))


def month_calendar(
    lang: Lang, look: Look, first_weekday: int, goals: Mapping[date, Done]
) -> MonthCalendar:
    """The month of the look's first day, with the goals of its days beside their moods."""
    weekdays = [(first_weekday + n) % 7 for n in range(7)]
    days = (_calendar_day(look, day, goals.get(day, NONE)) for day in look.span.days())
    return MonthCalendar(
        heading(lang, look),
        tuple(lang.weekday(weekday, "abbreviated") for weekday in weekdays),
        lead=(look.span.first.weekday() - first_weekday) % 7,
        days=tuple(days),
        legend=_legend(lang, look, goals),
        top=look.subject.top,
    )


def year_in_pixels(lang: Lang, look: Look) -> YearInPixels:
    """The year of the look's first day. A month that has not begun, or was over before anything could be
    recorded, has blank days."""
    firsts = [look.span.first.replace(month=month, day=1) for month in range(1, 13)]
    return YearInPixels(
        heading(lang, look),
        tuple(lang.month_name(first.month) for first in firsts),
        tuple(tuple(cell(look, day) for day in days_between(*month_of(first))) for first in firsts),
        look.subject.top,
        _ring(lang, look),
    )


def _legend(lang: Lang, look: Look, goals: Mapping[date, Done]) -> str:
    """What there is to be seen, each only where it is."""
    parts = {
        lang.label("Bar: goals done of those due."): bool(goals),
        lang.label("Line: pause."): any(day in look.span for day in look.rests),
    }
    told = [words for words, there in parts.items() if there]
    return " ".join(filter(None, (*told, _ring(lang, look))))


def _ring(lang: Lang, look: Look) -> str:
    late = any(day.is_late for day in look.days.values())
    return lang.label("Ring: said from memory.") if late else ""


def _calendar_day(look: Look, day: date, goals: Done) -> CalendarDay:
    return CalendarDay(
        number=day.day,
        cell=cell(look, day),
        done=goals.done,
        due=goals.due,
        is_today=day == look.today,
        rests=day in look.rests,
    )
