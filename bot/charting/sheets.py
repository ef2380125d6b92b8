"""Sheets: each kind of chart with its caption, or the words for why there is none yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.charting import of_days, of_levels
from bot.codes.stats import Kind
from bot.lang import Lang
from bot.text import EMPTY, Text
from bot.texts import captions
from domain.insight.progress import NotYet
from domain.insight.reasons import reasons
from domain.insight.rhythm import WeekdayPattern, rhythm
from storage.looks import Done, Look
from storage.people import Acquaintance


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to draw, and all of it in words. ``chart`` is None where there is nothing, or too little."""

    chart: object | None
    caption: Text


def sheet(
    lang: Lang,
    me: Acquaintance,
    kind: Kind,
    look: Look,
    goals: Mapping[date, Done],
    weekdays: WeekdayPattern | NotYet | None = None,
) -> Sheet:
    """A chart of a span that has something in it; ``goals`` are for the calendar alone, ``weekdays`` for
    the times of day."""
    if not look.logs:
        return Sheet(None, captions.empty(lang, look))
    match kind:
        case Kind.STRIP:
            return Sheet(of_days.week_strip(lang, look), captions.week_caption(lang, look))
        case Kind.CALENDAR:
            return _calendar(lang, me, look, goals)
        case Kind.YEAR:
            return Sheet(of_days.year_in_pixels(lang, look), captions.year_caption(lang, look))
        case Kind.LINE:
            return Sheet(of_levels.level_line(lang, look), captions.line_caption(lang, look))
        case Kind.COUNTS:
            return Sheet(of_levels.level_counts(lang, look), captions.counts_caption(lang, look))
        case Kind.REASONS:
            return _reasons(lang, look)
        case Kind.RHYTHM:
            return _rhythm(lang, me, look, weekdays)


def _calendar(lang: Lang, me: Acquaintance, look: Look, goals: Mapping[date, Done]) -> Sheet:
    done, due = (sum(getattr(day, name) for day in goals.values()) for name in ("done", "due"))
    told = lang.say("Goals: {done} of {due} done", done=done, due=due) if due else EMPTY
    return Sheet(
        of_days.month_calendar(lang, look, me.first_weekday, goals),
        captions.calendar_caption(lang, look, me.first_weekday, told),
    )


def _reasons(lang: Lang, look: Look) -> Sheet:
    found = reasons(look.logs)
    if not (found.told or found.others):
        none = lang.say("No reasons are noted. A mood has a button for them.")
        return Sheet(None, captions.caption(captions.head(lang, look), none))
    return Sheet(of_levels.reasons_chart(lang, look), captions.reasons_caption(lang, look))


def _rhythm(
    lang: Lang, me: Acquaintance, look: Look, weekdays: WeekdayPattern | NotYet | None
) -> Sheet:
    grid, pattern = rhythm(look.logs), EMPTY
    if isinstance(weekdays, WeekdayPattern):
        pattern = captions.weekday_line(lang, weekdays, me.first_weekday)
    if isinstance(grid, NotYet):
        lacking = captions.not_yet(lang, lang.label("times of day"), grid)
        return Sheet(None, captions.caption(captions.head(lang, look), lacking, pattern))
    words = captions.rhythm_caption(lang, look, grid, me.first_weekday)
    return Sheet(
        of_levels.rhythm_chart(lang, look, grid, me.first_weekday),
        captions.caption(words, pattern),
    )
