"""A month or a year in words: counts, middles and goals, without praise, blame or a worst day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.charting.heading import recorded
from bot.codes.digests import ShowMissingOf
from bot.codes.stats import ShowStats
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, quote, within
from bot.texts.captions import (
    caption,
    count_lines,
    how_many,
    middle_line,
    month_lines,
    week_lines,
)
from bot.texts.digests import NOTE, goal_lines, recorded_line
from bot.view import Button, Row, View
from domain.insight.change import Change
from domain.spans import Unit
from storage.lookbacks import Lookback
from storage.people import Acquaintance


def lookback_text(lang: Lang, me: Acquaintance, found: Lookback, ways: Sequence[Row]) -> View:
    """All that there is to tell of it, as much as a caption holds; ``ways`` are how to have it at
    another time, or no more."""
    text = caption(
        lines([_heading(lang, found), recorded_line(lang, found.days, found.recorded)]),
        _mood(lang, found),
        goal_lines(lang, found.goals, found.span.last),
        *_days(lang, me, found),
        quote(within(found.note, NOTE)) if found.note else EMPTY,
    )
    return View(text, (_buttons(lang, me, found), *ways))


def _heading(lang: Lang, found: Lookback) -> Text:
    first = found.span.first
    return bold(lang.month(first) if found.unit is Unit.MONTH else str(first.year))


def _mood(lang: Lang, found: Lookback) -> Text:
    if found.look is None:
        return EMPTY
    # By moods alone: above are the days with an answer to a goal, too.
    name, days = bold(lang.label("Mood")), how_many(lang, found.look, recorded(lang, found.look))
    heading = lang.say("{name}: {days}", name=name, days=days)
    return lines([heading, middle_line(lang, found.look), _change(lang, found)])


def _days(lang: Lang, me: Acquaintance, found: Lookback) -> tuple[Text, ...]:
    """The same as on the picture, each day of a month or the middle of each month; and how often."""
    if found.look is None:
        return ()
    is_month = found.unit is Unit.MONTH
    parts = (
        week_lines(lang, found.look, me.first_weekday)
        if is_month
        else month_lines(lang, found.look)
    )
    return lines(parts), lines(count_lines(lang, found.look, with_reasons=False))


def _buttons(lang: Lang, me: Acquaintance, found: Lookback) -> Row:
    """A month may have its days filled in; of a year there would be too many."""
    span = found.span
    missing = Button(lang.label("Add missing days"), ShowMissingOf(found.unit, span.last))
    figures = Button(lang.label("In figures"), ShowStats(span.first, span.last))
    return (
        *((missing,) if found.missing and found.unit is Unit.MONTH else ()),
        *((figures,) if "moods" in me.agreed else ()),
    )


def _change(lang: Lang, found: Lookback) -> Text:
    first = found.span.first
    this = lang.month_name(first.month, "wide")
    before = lang.month_name((first - timedelta(days=1)).month, "wide")
    match found.change:
        case Change.SAME:
            return lang.say("{this} was about the same as {before}.", this=this, before=before)
        case Change.A_LITTLE_HIGHER:
            return lang.say("{this} was a little higher than {before}.", this=this, before=before)
        case Change.HIGHER:
            return lang.say("{this} was higher than {before}.", this=this, before=before)
        case Change.A_LITTLE_LOWER:
            return lang.say("{this} was a little lower than {before}.", this=this, before=before)
        case Change.LOWER:
            return lang.say("{this} was lower than {before}.", this=this, before=before)
        case None:
            return EMPTY
