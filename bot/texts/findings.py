"""What goes together with moods, in words that claim no more than the days can tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.charting.heading import period
from bot.charting.of_findings import ROWS, lacks
from bot.codes.stats import AskStats, SendFindings, ShowFindings
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, within
from bot.texts.captions import caption
from bot.texts.paging import turning
from bot.view import Button, Row
from domain.insight.findings import LeftOut, Standing, Together
from domain.insight.pairs import looked_at
from domain.insight.progress import NotYet
from domain.spans import Span
from storage.people import Acquaintance
from storage.retests import Found

NAME = 60
"""UTF-16 units of a name within a sentence."""


def findings_caption(lang: Lang, me: Acquaintance, every: Sequence[Found], today: date) -> Text:
    """What may be told first, then every row of the chart."""
    head = lang.say(
        "{title}, {period}",
        title=bold(lang.label("What goes with your mood")),
        period=period(lang, Span(*looked_at(today)), me.zone_or_utc),
    )
    told = lines(observation(lang, each) for each in every)
    if not told.html:
        told = lang.say("Nothing is clear so far, which is how it mostly is.")
    return caption(head, told, [line for each in every if (line := _line(lang, each)).html])


def nothing_to_test(lang: Lang) -> Text:
    return lang.say(
        "There is nothing to hold against your moods yet. Goals that are due, and reasons noted with "
        "moods, are looked at once a month."
    )


def not_reckoned(lang: Lang) -> Text:
    return lang.say("This cannot be reckoned just now. Ask again in a minute.")


def findings_rows(lang: Lang, page: int, count: int, *, file: bool = True) -> tuple[Row, ...]:
    pages = -(-count // ROWS)
    full = (Button(lang.label("Full size"), SendFindings(page)),) if file else ()
    figures = Button(lang.label("In figures"), AskStats())
    return (*turning(page, pages, ShowFindings), (*full, figures))


def observation(lang: Lang, each: Found) -> Text:
    """What may be told of one of them: that it is clear, or that it is not any more."""
    if each.standing is Standing.FADED:
        return lang.say(
            "{name} and your mood: what I told you before is no longer clear.",
            name=within(each.subject.name, NAME),
        )
    if each.standing is not Standing.TOLD or not isinstance(each.result, Together):
        return EMPTY
    return lines([_difference(lang, each, each.result), _caution(lang, each, each.result)], " ")


def _difference(lang: Lang, each: Found, result: Together) -> Text:
    name, levels = bold(within(each.subject.name, NAME)), _levels(lang, abs(result.difference))
    low, high = (lang.number(end) for end in sorted((abs(result.low), abs(result.high))))
    if result.difference > 0:
        return lang.say(
            "{name}: on the {done} days with it your mood was about {levels} higher than on the {other} "
            "without (likely between {low} and {high}).",
            name=name,
            done=result.done,
            other=result.not_done,
            levels=levels,
            low=low,
            high=high,
        )
    return lang.say(
        "{name}: on the {done} days with it your mood was about {levels} lower than on the {other} "
        "without (likely between {low} and {high}).",
        name=name,
        done=result.done,
        other=result.not_done,
        levels=levels,
        low=low,
        high=high,
    )


def _caution(lang: Lang, each: Found, result: Together) -> Text:
    if result.either_way and result.difference > 0:
        return lang.say("Good days and {name} come together.", name=within(each.subject.name, NAME))
    if result.either_way:
        return lang.say("Hard days and {name} come together.", name=within(each.subject.name, NAME))
    return lang.say("They go together; this cannot tell which comes first.")


def _levels(lang: Lang, difference: float) -> Text:
    """Half a level and one in words, which claim no more than the days can tell."""
    if 0.25 <= difference < 0.75:
        return lang.say("half a level")
    if 0.75 <= difference < 1.25:
        return lang.say("one level")
    return lang.say("{n} levels", n=lang.number(difference))


def _line(lang: Lang, each: Found) -> Text:
    match each.result:
        case NotYet():
            return lang.say(
                "{name}: {lacks}",
                name=within(each.subject.name, NAME),
                lacks=lacks(lang, each.result),
            )
        case LeftOut(tests):
            return lang.count(
                "{name}: not tested this month; {n} other is",
                "{name}: not tested this month; {n} others are",
                tests,
                name=within(each.subject.name, NAME),
            )
        case _ if each.standing is Standing.TOLD:
            return EMPTY
        case result:
            return lang.say(
                "{name}: no clear difference ({done} days with, {other} without)",
                name=within(each.subject.name, NAME),
                done=result.done,
                other=result.not_done,
            )
