"""Captions: all that a chart shows, in words. Who does not see the picture misses nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.charting.heading import heading
from bot.charting.of_levels import level_counts, part_name
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, fitting, lines, within
from charts.values import Named
from domain.days import month_of, week_start_of
from domain.insight.middle import middle
from domain.insight.progress import Counted, NotYet
from domain.insight.reasons import ReasonUse, reasons
from domain.insight.rhythm import PARTS, Cell, Grid, WeekdayPattern
from domain.insight.steadiness import steadiness
from domain.insight.trend import trend
from domain.insight.values import DayValue, nearest
from domain.spans import Span
from storage.looks import Look

MOST = 1024
"""UTF-16 units of a caption, as Telegram counts them."""

NAME = 32
"""UTF-16 units of a name in a list: the longest ones would leave no room for the others."""

NAMES = 8
MONTHS = 12
"""More than these have two of one name."""

REASONS = 10


def week_caption(lang: Lang, look: Look) -> Text:
    """Each day by its name."""
    days = (_day_line(lang, look, day) for day in look.span.days())
    return caption(head(lang, look), lines(days), middle_line(lang, look))


def calendar_caption(lang: Lang, look: Look, first_weekday: int, goals: Text) -> Text:
    """The weeks of a month, each as its seven figures."""
    weeks = lines(week_lines(lang, look, first_weekday))
    return caption(head(lang, look), middle_line(lang, look), weeks, goals)


def year_caption(lang: Lang, look: Look) -> Text:
    """Each month by its middle: a figure for each day of a year can be written, but not be read."""
    return caption(head(lang, look), middle_line(lang, look), lines(month_lines(lang, look)))


def week_lines(lang: Lang, look: Look, first_weekday: int) -> list[Text]:
    """Each day of a month by its figure, in the rows of its calendar."""
    order = lang.say("Week by week, by its first day; – is not recorded:")
    return [order, *(_week_line(look, week) for week in _weeks(look.span, first_weekday))]


def line_caption(lang: Lang, look: Look) -> Text:
    """Weeks or months by their middle, and what the line lacks."""
    long = len(look.span) > 100
    parts = month_lines(lang, look) if long else _sevens(lang, look)
    found = trend({day: value.value for day, value in look.days.items()})
    lacking = not_yet(lang, lang.label("the line"), found) if isinstance(found, NotYet) else EMPTY
    return caption(head(lang, look), middle_line(lang, look), lines(parts), lacking)


def counts_caption(lang: Lang, look: Look) -> Text:
    return caption(head(lang, look), lines(count_lines(lang, look)), middle_line(lang, look))


def reasons_caption(lang: Lang, look: Look) -> Text:
    """The reasons in the order of the chart, with the middle of their days and of the others."""
    found = reasons(look.logs)
    told = [
        lang.say(
            "{reason}: {n}{share}{middles}",
            reason=within(use.reason, NAME),
            n=use.uses,
            share=_share(lang, use),
            middles=_middles(lang, use.median_with, use.median_without),
        )
        for use in found.told[:REASONS]
    ]
    others = (
        lang.count(
            "{n} other, named {uses} times",
            "{n} others, named {uses} times",
            found.others,
            uses=found.other_uses,
        )
        if found.others
        else EMPTY
    )
    hint = lang.say("Often together says nothing of which comes first.") if told else EMPTY
    return caption(head(lang, look), [*told, others], hint)


def rhythm_caption(lang: Lang, look: Look, grid: Grid, first_weekday: int) -> Text:
    """Each weekday with its four parts."""
    parts = ", ".join(part_name(lang, part) for part in PARTS)
    order = lang.say("{parts}; in brackets on how many days:", parts=parts)
    rows = []
    for weekday in ((first_weekday + n) % 7 for n in range(7)):
        cells = " · ".join(_cell(lang, grid.cells[weekday, part]) for part in PARTS)
        rows.append(esc(f"{lang.weekday(weekday, 'abbreviated')}: {cells}"))
    return caption(head(lang, look), lines([order, *rows]))


def empty(lang: Lang, look: Look) -> Text:
    """Nothing was recorded, which is no error and no reproach."""
    above = heading(lang, look)
    name = lang.say("{title}, {period}", title=bold(above.title.name), period=above.period)
    return lines([name, lang.say("Nothing is recorded on these days.")])


def weekday_line(lang: Lang, found: WeekdayPattern, first_weekday: int) -> Text:
    """The middle of each weekday; which one is highest only where luck would hardly make it so."""
    order = [(first_weekday + n) % 7 for n in range(7)]
    middles = " · ".join(
        f"{lang.weekday(weekday, 'abbreviated')} {lang.number(found.medians[weekday])}"
        for weekday in order
    )
    told = lang.say("Whole days: {middles}", middles=middles)
    if not found.clear:
        return lines([told, lang.say("No weekday stands out by more than luck.")])
    clear = lang.say(
        "{highest} is mostly the highest and {lowest} the lowest, by more than luck.",
        highest=lang.weekday(found.highest),
        lowest=lang.weekday(found.lowest),
    )
    return lines([told, clear])


def caption(*parts: Text | Sequence[Text]) -> Text:
    """Paragraphs, as many as a caption holds, and of lists as many lines."""
    return fitting(parts, MOST)


def named(lang: Lang, stood_in: Iterable[Named]) -> Text:
    """The names that could not be written on the picture, by what stands there for them."""
    every = [
        lang.say("{stand_in}: {name}", stand_in=each.stand_in, name=each.name) for each in stood_in
    ]
    return lines(every[:NAMES])


def head(lang: Lang, look: Look) -> Text:
    """What every chart says of itself first."""
    above = heading(lang, look)
    name = lang.say("{title}, {period}", title=bold(above.title.name), period=above.period)
    return lines([name, how_many(lang, look, above.count)])


def how_many(lang: Lang, look: Look, count: str) -> Text:
    """How many days, and how many of them have a ring on the picture."""
    late = sum(day.is_late for day in look.days.values())
    if not late:
        return lang.say("{recorded}.", recorded=count)
    return lang.count(
        "{recorded}, {n} of them from memory.",
        "{recorded}, {n} of them from memory.",
        late,
        recorded=count,
    )


def middle_line(lang: Lang, look: Look) -> Text:
    """``Middle 3.5 (half of the days from 3 to 4)``; nothing from too few days."""
    found = middle(value.value for value in look.days.values())
    if found is None:
        return EMPTY
    return lang.say(
        "Middle {median} (half of the days from {lower} to {upper})",
        median=lang.number(found.median),
        lower=lang.number(found.lower),
        upper=lang.number(found.upper),
    )


def spread_line(lang: Lang, look: Look) -> Text:
    """How far the days spread: a figure from enough days only, and before that from where to where."""
    found = steadiness({day: value.value for day, value in look.days.items()})
    if found is None:
        return EMPTY
    span = lang.say(
        "All days from {low} to {high}", low=lang.number(found.low), high=lang.number(found.high)
    )
    if found.sd is None:
        return span
    spread = lang.say("spread {sd} (standard deviation)", sd=lang.number(found.sd))
    if found.instability is None:
        return lines([span, spread], ", ")
    acute = lang.say(
        "Two levels or more from one day to the next on {share} % of {n} days",
        share=round(100 * found.instability.acute),
        n=found.instability.pairs,
    )
    return lines([lines([span, spread], ", "), acute])


def count_lines(lang: Lang, look: Look, *, with_reasons: bool = True) -> list[Text]:
    """Each level from the highest, how often it was noted, and the reasons named most. What comes by
    itself has none of these: it would tell of a worst day why it was."""
    found = []
    for row in level_counts(lang, look).rows:
        name = f"{row.level} {row.name.name}".strip()
        told = lang.say("{level}: {n}", level=name, n=Text(row.label))
        why = esc(", ".join(within(reason, NAME) for reason in row.reasons))
        found.append(told + Text(" (") + why + Text(")") if row.reasons and with_reasons else told)
    return found


def not_yet(lang: Lang, what: str, found: NotYet) -> Text:
    """``Not enough yet for the line: 12 of 14 days.``"""
    counted = {
        Counted.DAYS: lang.count("{n} day", "{n} days", found.need),
        Counted.MOMENTS: lang.count("{n} mood on time", "{n} moods on time", found.need),
        Counted.WEEKS: lang.count("{n} week", "{n} weeks", found.need),
        Counted.OF_EACH_WEEKDAY: lang.count(
            "{n} of each weekday", "{n} of each weekday", found.need
        ),
        Counted.DONE: lang.count("{n} day done", "{n} days done", found.need),
        Counted.NOT_DONE: lang.count("{n} day not done", "{n} days not done", found.need),
    }[found.counted]
    return lang.say(
        "Not enough yet for {what}: {have} of {need}.", what=what, have=found.have, need=counted
    )


def _day_line(lang: Lang, look: Look, day: date) -> Text:
    value = look.days.get(day)
    if value is None:
        if not look.since <= day <= look.today:
            return EMPTY
        return lang.say("{day}: not recorded", day=lang.short_day(day))
    late = lang.say(" (from memory)") if value.is_late else EMPTY
    return lang.say(
        "{day}: {level}{late}", day=lang.short_day(day), level=day_level(value), late=late
    )


def day_level(value: DayValue) -> str:
    """What stands in the cell of a day: ``4``, or ``2–4`` where several were noted."""
    low, high = nearest(value.low), nearest(value.high)
    if value.whole or low == high:
        return str(nearest(value.value))
    return f"{low}–{high}"


def _weeks(span: Span, first_weekday: int) -> list[Span]:
    """The rows of a month's calendar."""
    start = week_start_of(span.first, first_weekday)
    starts = (start + timedelta(days=n) for n in range(0, len(span) + 7, 7))
    return [Span(day, day + timedelta(days=6)) for day in starts if day <= span.last]


def _week_line(look: Look, week: Span) -> Text:
    inside = [day for day in week.days() if day in look.span and look.since <= day <= look.today]
    figures = " ".join(day_level(look.days[day]) if day in look.days else "–" for day in inside)
    return Text(f"{inside[0].day}: {figures}") if inside else EMPTY


def _sevens(lang: Lang, look: Look) -> list[Text]:
    starts = (look.span.first + timedelta(days=n) for n in range(0, len(look.span), 7))
    spans = (Span(start, min(start + timedelta(days=6), look.span.last)) for start in starts)
    return [_of_days(lang, look, part, lang.short_date(part.first)) for part in spans]


def month_lines(lang: Lang, look: Look) -> list[Text]:
    """Each month by its middle, as far as there is one."""
    months = _months(look)
    name = lang.month if len(months) > MONTHS else lambda first: lang.month_name(first.month)
    return [_of_days(lang, look, part, name(part.first)) for part in months]


def _months(look: Look) -> list[Span]:
    firsts = sorted({day.replace(day=1) for day in look.span.days()})
    return [Span(*month_of(first)) for first in firsts if first <= look.today]


def _of_days(lang: Lang, look: Look, part: Span, name: str) -> Text:
    values = [value.value for day, value in look.days.items() if day in part]
    found = middle(values)
    if found is None:
        return (
            lang.count("{name}: {n} day", "{name}: {n} days", len(values), name=name)
            if values
            else EMPTY
        )
    return lang.count(
        "{name}: {median} ({n} day)",
        "{name}: {median} ({n} days)",
        found.n,
        name=name,
        median=lang.number(found.median),
    )


def _share(lang: Lang, use: ReasonUse) -> Text:
    """Of the days: several moods of one day may name it."""
    if use.share is None:
        return EMPTY
    return lang.say(", {share} % of days", share=round(100 * use.share))


def _middles(lang: Lang, with_it: float | None, without: float | None) -> Text:
    if with_it is None or without is None:
        return EMPTY
    return lang.say(
        " (middle {these}, other days {others})",
        these=lang.number(with_it),
        others=lang.number(without),
    )


def _cell(lang: Lang, found: Cell) -> str:
    return f"{'–' if found.median is None else lang.number(found.median)} ({found.n})"
