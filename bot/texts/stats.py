"""Looking back: figures of a span in words, each day with its moods, and the ways to charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from telegram.constants import MessageLimit

from bot.charting.heading import subject_name
from bot.codes.stats import (
    ENERGY,
    MOOD,
    AskSpan,
    ChooseGoalChart,
    Kind,
    ShowChart,
    ShowDays,
    ShowFindings,
    ShowGoalChart,
    ShowStats,
)
from bot.codes.summaries import ShowSummary
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, fitting, lines, paragraphs
from bot.texts.captions import count_lines, head, middle_line, spread_line
from bot.texts.mood_levels import level_name
from bot.texts.paging import turning
from bot.texts.refusals import refused
from bot.view import Button, Row, View, in_rows
from bot.wire import Code, Word
from domain.errors import Refused
from domain.ranges import RANGE_MAX
from domain.spans import CALENDAR, Span, Unit, after, before, span_of, unit_of
from storage.goal_views import Page
from storage.looks import Look, Subject, What
from storage.people import Acquaintance
from storage.statistics import CountedDay, MoodCount

LINES = 30
UNITS = 3000
"""Moods of days on a page, and about how many UTF-16 units of names: more would be no message any more."""

REASONS = 12
SUBJECTS = 9


def stats(
    lang: Lang, me: Acquaintance, look: Look, subjects: Sequence[Subject], hint: bool = False
) -> View:
    """Figures of a span, other spans, and its charts."""
    of = word_of(look.subject)
    how = _example(lang, look) if hint else EMPTY
    rows = (
        *_spans(lang, me, look, of),
        *(_charts(lang, me, look, of) if look.logs else ()),
        *_subjects(lang, look, subjects, of),
        (
            Button(lang.label("Goals"), ChooseGoalChart()),
            Button(lang.label("Other days"), AskSpan(of)),
        ),
        *(((Button(lang.label("For a clinician"), _summary(look)),),) if _is_drawn(look) else ()),
    )
    return View(paragraphs(*_told(lang, look), how), rows)


def counted_days(
    lang: Lang, me: Acquaintance, days: Sequence[CountedDay], code: ShowDays, today: date
) -> View:
    """Each day with its moods, how often each was noted, and the reasons beside it."""
    span, zone = Span(code.first, code.last), code.zone.replace(":", "/") or me.zone_or_utc
    back = (Button(lang.label("← Back"), ShowStats(code.first, code.last)),)
    heading = lang.say(
        "<b>Moods day by day</b>, {days}, {city}",
        days=lang.days(span.first, span.last),
        city=lang.city(zone),
    )
    if not days:
        return View(paragraphs(heading, nothing(lang, span)), (back,))
    pages = _pages(days)
    page = min(code.page, len(pages) - 1)

    def leaf(number: int) -> ShowDays:
        return ShowDays(code.first, code.last, code.zone, number)

    blocks = [_day(lang, day, today) for day in pages[page]]
    told = fitting([heading, *blocks], MessageLimit.MAX_TEXT_LENGTH)
    return View(told, (*turning(page, len(pages), leaf), back))


def goal_choice(lang: Lang, page: Page, last: date) -> View:
    """The goals whose weeks can be drawn."""
    if not page.lines:
        return View(lang.say("There are no goals yet. /new adds one."))
    goals = [Button(line.title, ShowGoalChart(line.id, last)) for line in page.lines]
    return View(
        lang.say("Which goal?"),
        (*in_rows(goals, 1), *turning(page.number, page.pages, ChooseGoalChart)),
    )


def no_days(lang: Lang, today: date, error: Refused) -> View:
    """What was typed are no days: why, and how to write some."""
    month = span_of(today, Unit.MONTH, 0)
    how = lang.say(
        "Type a month, a year or two dates behind the command, such as <code>/stats {first} {last}</code>.",
        first=Text(str(month.first)),
        last=Text(str(month.last)),
    )
    button = Button(lang.label("This month"), ShowStats(month.first, month.last))
    return View(paragraphs(refused(lang, today, error), how), ((button,),))


def nothing(lang: Lang, span: Span) -> Text:
    return lang.say("Nothing is recorded {days}.", days=lang.days(span.first, span.last))


def word_of(subject: Subject) -> Word:
    """How a button names what is looked back on."""
    match subject.what:
        case What.MOOD:
            return MOOD
        case What.ENERGY:
            return ENERGY
        case What.SCALE:
            return Word(str(subject.id))


def _told(lang: Lang, look: Look) -> tuple[Text, ...]:
    if not look.logs:
        name = bold(subject_name(lang, look.subject).name)
        return (lines([name, nothing(lang, look.span)]),)
    figures = lines([middle_line(lang, look), spread_line(lang, look)])
    return head(lang, look), lines(count_lines(lang, look)), figures


def _spans(lang: Lang, me: Acquaintance, look: Look, of: Word) -> tuple[Row, ...]:
    """The four of the calendar around the present days, and the neighbours of this one."""
    here, names = unit_of(look.span, me.first_weekday), unit_names(lang)
    anchor = min(look.span.last, look.today)
    units = tuple(
        Button(
            f"• {names[unit]}" if unit is here else names[unit],
            _code(span_of(anchor, unit, me.first_weekday), of),
        )
        for unit in CALENDAR
    )
    return units, *neighbours(lang, me, look.span, look.today, lambda span: _code(span, of))


def neighbours(
    lang: Lang, me: Acquaintance, span: Span, today: date, code: Callable[[Span], Code]
) -> tuple[Row, ...]:
    """The spans before and after one, as far as there are any that have begun."""
    earlier, later = before(span, me.first_weekday), after(span, me.first_weekday)
    found = (
        (lang.label("‹ Earlier"), earlier),
        (lang.label("Later ›"), later if later and later.first <= today else None),
    )
    row = tuple(Button(label, code(other)) for label, other in found if other)
    return (row,) if row else ()


def _charts(lang: Lang, me: Acquaintance, look: Look, of: Word) -> tuple[Row, ...]:
    names, span = chart_names(lang), look.span
    kinds = kinds_of(span, look.subject, me.first_weekday) if _is_drawn(look) else ()
    charts = [Button(names[kind], ShowChart(kind, span.first, span.last, of)) for kind in kinds]
    if look.subject.what is not What.MOOD:
        return in_rows(charts, 3)
    days = Button(lang.label("Day by day"), ShowDays(span.first, span.last))
    together = Button(lang.label("What goes with your mood"), ShowFindings())
    return (*in_rows([*charts, days], 3), (together,))


def _is_drawn(look: Look) -> bool:
    """Years on end have figures, but no picture has room for all of their days."""
    return len(look.span) <= RANGE_MAX


def kinds_of(span: Span, subject: Subject, first_weekday: int) -> tuple[Kind, ...]:
    """The charts that a span of this length has."""
    calendar = {Unit.WEEK: Kind.STRIP, Unit.MONTH: Kind.CALENDAR, Unit.YEAR: Kind.YEAR}
    own = calendar.get(unit_of(span, first_weekday))
    reasons = (Kind.REASONS,) if subject.what is What.MOOD else ()
    return (*((own,) if own else ()), Kind.LINE, Kind.COUNTS, *reasons, Kind.RHYTHM)


def _subjects(lang: Lang, look: Look, subjects: Sequence[Subject], of: Word) -> tuple[Row, ...]:
    """What else there is to look back on."""
    others = [
        Button(
            subject_name(lang, subject).name,
            ShowStats(look.span.first, look.span.last, word_of(subject)),
        )
        for subject in subjects[:SUBJECTS]
        if word_of(subject) != of
    ]
    return in_rows(others, 3)


def unit_names(lang: Lang) -> dict[Unit, str]:
    return {
        Unit.WEEK: lang.label("Week"),
        Unit.MONTH: lang.label("Month"),
        Unit.QUARTER: lang.label("Quarter"),
        Unit.YEAR: lang.label("Year"),
    }


def chart_names(lang: Lang) -> dict[Kind, str]:
    return {
        Kind.STRIP: lang.label("Days"),
        Kind.CALENDAR: lang.label("Calendar"),
        Kind.YEAR: lang.label("Year in pixels"),
        Kind.LINE: lang.label("Line"),
        Kind.COUNTS: lang.label("How often"),
        Kind.REASONS: lang.label("Reasons"),
        Kind.RHYTHM: lang.label("Time of day"),
    }


def _code(span: Span, of: Word) -> ShowStats:
    return ShowStats(span.first, span.last, of)


def _summary(look: Look) -> ShowSummary:
    first, last = look.span.first, look.span.last
    return ShowSummary(first, last, since=first, until=last)


def _example(lang: Lang, look: Look) -> Text:
    """To be tapped and copied."""
    return lang.say(
        "Any days: <code>/stats {first} {last}</code>",
        first=Text(str(look.span.first)),
        last=Text(str(min(look.span.last, look.today))),
    )


def _pages(days: Sequence[CountedDay]) -> list[list[CountedDay]]:
    """Whole days, as many as fit."""
    pages: list[list[CountedDay]] = [[]]
    room, units = LINES, UNITS
    for day in days:
        if pages[-1] and (len(day.moods) > room or _units(day) > units):
            pages.append([])
            room, units = LINES, UNITS
        pages[-1].append(day)
        room -= len(day.moods)
        units -= _units(day)
    return pages


def _units(day: CountedDay) -> int:
    """About how long its names are, each with what stands around it."""
    return sum(
        len(mood.label or "") + sum(len(each.reason) + 6 for each in mood.reasons[:REASONS])
        for mood in day.moods
    )


def _day(lang: Lang, day: CountedDay, today: date) -> list[Text]:
    return [bold(lang.day(day.day, today)), *(_mood(lang, mood) for mood in day.moods)]


def _mood(lang: Lang, mood: MoodCount) -> Text:
    name = mood.label or level_name(lang, mood.degree)
    often = ", ".join(
        f"{each.reason} ×{each.count}" if each.count > 1 else each.reason
        for each in mood.reasons[:REASONS]
    )
    told = lang.say("{n} × {level} {name}", n=mood.count, level=mood.level, name=name)
    rest = len(mood.reasons) - REASONS
    further = lang.count("and {n} more", "and {n} more", rest) if rest > 0 else EMPTY
    return lines([told, lines([esc(often), further], " ")], ": ") if often else told
