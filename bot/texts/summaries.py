"""The summary for a clinician in the chat: what it is, what shall be in it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.charting.heading import period
from bot.codes.stats import ShowStats
from bot.codes.summaries import Part, SendSummary, ShowSummary
from bot.lang import Lang
from bot.text import Text, lines, paragraphs
from bot.texts.stats import nothing
from bot.view import Button, Row, View, in_rows
from domain.spans import Span, months_until
from storage.people import Acquaintance

MONTHS = (1, 3, 6, 12)


def summary_choice(
    lang: Lang, me: Acquaintance, code: ShowSummary, offered: Part, today: date
) -> View:
    """The card on which a summary is put together; ``offered`` are the parts that there are."""
    made = SendSummary(code.first, code.last, code.parts)
    back = Button(lang.label("← Back"), ShowStats(code.since, code.until))
    rows = (
        *_periods(lang, code, today),
        *_ticks(lang, code, offered),
        (Button(lang.label("Make the PDF"), made), back),
    )
    return View(paragraphs(*_about(lang, me, code, offered, today)), rows)


def summary_sent(lang: Lang) -> View:
    return View(
        lang.say(
            "This PDF went to this chat alone and is kept nowhere else. Whom you show it is up to you."
        )
    )


def summary_not_made(lang: Lang, code: SendSummary) -> View:
    """It was not drawn, or did not leave. What it would have told is in the chat as well."""
    again = Button(lang.label("Try again"), code)
    figures = Button(lang.label("In figures"), ShowStats(code.first, code.last))
    words = lang.say(
        "I could not make the PDF just now. Nothing is lost: try again in a minute, or look at the "
        "figures of these days here."
    )
    return View(words, ((again, figures),))


def nothing_to_sum_up(lang: Lang, code: SendSummary) -> View:
    span = Span(code.first, code.last)
    other = ShowSummary(code.first, code.last, code.first, code.last, code.parts)
    return View(
        lines([nothing(lang, span), lang.say("So there is no PDF of these days.")], " "),
        ((Button(lang.label("Other days"), other),),),
    )


def file_name(span: Span) -> str:
    return f"daymark-summary-{span.first}-{span.last}.pdf"


def named(lang: Lang, parts: Part) -> tuple[str, ...]:
    """The parts by their names, in one order."""
    return tuple(name for part, name in _part_names(lang).items() if part in parts)


def _part_names(lang: Lang) -> dict[Part, str]:
    return {
        Part.GOALS: lang.label("Goals"),
        Part.SCALES: lang.label("Energy, scales"),
        Part.REASONS: lang.label("Reasons, feelings"),
        Part.NOTES: lang.label("Notes"),
    }


def _about(
    lang: Lang, me: Acquaintance, code: ShowSummary, offered: Part, today: date
) -> Iterator[Text]:
    yield lang.say(
        "<b>For a clinician</b>\nOne PDF of your moods: their charts and every entry, to look at together. "
        "It is made here and sent to you alone; you decide who sees it."
    )
    days = Span(code.first, code.last).until(today)
    yield lang.say("Days: {days}", days=period(lang, days, me.zone_or_utc))
    inside = (lang.label("Moods"), *named(lang, offered & code.parts))
    yield lang.say("In it: {parts}", parts=Text(" · ".join(inside)))
    if code.parts & Part.NOTES:
        yield lang.say("Notes are your own words: all of those from these days will be in it.")
    else:
        yield lang.say("Notes are your own words, and stay out unless you tick them.")


def _periods(lang: Lang, code: ShowSummary, today: date) -> Iterator[Row]:
    """So many months up to today, and the days from which one came."""
    names = {
        months_until(today, months): lang.count("{n} month", "{n} months", months).plain
        for months in MONTHS
    }
    yield from in_rows((_period(code, span, name) for span, name in names.items()), 2)
    came_from = Span(code.since, code.until)
    if came_from not in names:
        begun = came_from.until(today)
        days = f"{lang.short_date(begun.first)} – {lang.short_date(begun.last)}"
        yield (_period(code, came_from, days),)


def _period(code: ShowSummary, span: Span, name: str) -> Button:
    chosen = (code.first, code.last) == (span.first, span.last)
    shown = replace(code, first=span.first, last=span.last)
    return Button(f"• {name}" if chosen else name, shown)


def _ticks(lang: Lang, code: ShowSummary, offered: Part) -> tuple[Row, ...]:
    names = _part_names(lang).items()
    return in_rows((_tick(code, part, name) for part, name in names if part in offered), 2)


def _tick(code: ShowSummary, part: Part, name: str) -> Button:
    """It names what shall be in it after the tap, so that two taps are as good as one."""
    there = bool(code.parts & part)
    parts = int(code.parts & ~part if there else code.parts | part)
    return Button(f"✓ {name}" if there else name, replace(code, parts=parts))
