"""The table of a summary: every mood as it was noted, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.lang import Lang
from bot.texts.mood_levels import level_name
from charts.summary import Entries, Entry
from domain.insight.values import Log
from domain.moods import ENERGIES
from storage.summaries import Logged


def entries(lang: Lang, logs: Sequence[Logged]) -> Entries:
    """A row for each log, and a column for each thing that any of them says."""
    columns = {
        lang.label("Day"): _days(lang, [each.noted.log.day for each in logs]),
        lang.label("Time"): [_time(lang, each.noted.log) for each in logs],
        lang.label("Mood"): [_mood(lang, each) for each in logs],
        lang.label("Reasons"): [", ".join(each.noted.log.reasons) for each in logs],
        lang.label("Feelings"): [", ".join(each.feelings) for each in logs],
        lang.label("Beside it"): [_beside(lang, each) for each in logs],
    }
    told = {name: cells for name, cells in columns.items() if any(cells)}
    rows = zip(*told.values(), strict=True)
    return Entries(
        lang.label("Every entry"),
        tuple(told),
        tuple(Entry(cells, each.note) for cells, each in zip(rows, logs, strict=True)),
    )


def _days(lang: Lang, days: Sequence[date]) -> list[str]:
    """``Wed 3 Jun``, or ``3 Jun 2026`` where there are two years: more does not fit the column, and would
    take a line more in each of many rows."""
    if len({day.year for day in days}) > 1:
        return [f"{lang.short_date(day)} {day.year}" for day in days]
    return [f"{lang.weekday(day.weekday(), 'abbreviated')} {lang.short_date(day)}" for day in days]


def _time(lang: Lang, log: Log) -> str:
    """The night after a day belongs to it, and its clock begins anew all the same."""
    when = "–" if log.minute is None else lang.time(log.minute % (24 * 60))
    when = lang.label("whole day") if log.whole_day else when
    return lang.label("{time}, from memory", time=when) if log.late else when


def _mood(lang: Lang, logged: Logged) -> str:
    word = logged.noted.label or level_name(lang, logged.degree)
    return f"{logged.noted.level} {word}"


def _beside(lang: Lang, logged: Logged) -> str:
    """The energy and the person's own scales, each with its top."""
    marks = [(mark.name, mark.value, mark.top) for mark in logged.marks]
    if logged.energy:
        marks.insert(0, (lang.label("Energy"), logged.energy, ENERGIES[-1]))
    return ", ".join(f"{name}: {value}/{top}" for name, value, top in marks)
