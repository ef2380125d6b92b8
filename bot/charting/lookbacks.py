"""The chart of a month or a year that is told of."""

from __future__ import annotations

from bot.charting.of_days import month_calendar, year_in_pixels
from bot.lang import Lang
from domain.spans import Unit
from storage.lookbacks import Lookback
from storage.people import Acquaintance


def lookback_chart(lang: Lang, me: Acquaintance, found: Lookback) -> object | None:
    """The calendar of a month with the goals of its days, or the year in pixels; None without moods."""
    if found.look is None:
        return None
    if found.unit is Unit.MONTH:
        return month_calendar(lang, found.look, me.first_weekday, found.done)
    return year_in_pixels(lang, found.look)
