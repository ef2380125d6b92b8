"""The summary for a clinician: the same charts from as many days as in the chat, and every entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from bot.charting.heading import period, recorded
from bot.charting.of_days import month_calendar, year_in_pixels
from bot.charting.of_entries import entries
from bot.charting.of_goals import goal_history, weeks_until
from bot.charting.of_levels import level_line
from bot.charting.sheets import sheet
from bot.codes.stats import Kind
from bot.lang import Lang
from bot.text import EMPTY, Text, lines
from bot.texts.findings import observation
from charts.days import GoalHistory as GoalChart
from charts.summary import Chart, Summary
from charts.values import Heading, Named
from domain.days import Day, month_of, week_start_of
from domain.entries import Reading
from domain.insight.findings import Standing
from domain.insight.pairs import looked_at
from domain.spans import Span
from storage.histories import GoalHistory
from storage.looks import Look
from storage.people import Acquaintance
from storage.retests import Found
from storage.summaries import GoalCount, Records, Wanted

CALENDARS_TO = 100
"""Days: as many months side by side as one can compare. More are seen as a year."""


def summary(
    lang: Lang,
    me: Acquaintance,
    found: Records,
    wanted: Wanted,
    left_out: Sequence[str],
    findings: Sequence[Found],
) -> Summary:
    """All that the PDF shows, and the names of what there is and was ``left_out``. Of the findings only
    those come in that are told in the chat, and whose subject is wanted."""
    look = found.look
    title = lang.label("Moods and goals") if wanted.goals else lang.label("Moods")
    told = [each for each in findings if each.standing is Standing.TOLD and _is_in(each, wanted)]
    return Summary(
        Heading(
            Named(title),
            period(lang, look.span.until(look.today), look.zone),
            lang.count(
                "{n} entry, {recorded}",
                "{n} entries, {recorded}",
                len(found.logs),
                recorded=Text(recorded(lang, look)),
            ).plain,
        ),
        tuple(remark.plain for remark in _remarks(lang, found, left_out, told)),
        tuple(_charts(lang, me, found)),
        entries(lang, found.logs),
        lang.label("Page {n} of {m}", n="{n}", m="{m}"),
        lang.label("(in letters that cannot be printed here)"),
    )


def weeks_in(span: Span, first_weekday: int) -> Span:
    """The last whole weeks that a goal's chart has room for, as far as the span has days in them."""
    weeks = weeks_until(span.last, first_weekday)
    return Span(max(weeks.first, week_start_of(span.first, first_weekday)), weeks.last)


def _is_in(each: Found, wanted: Wanted) -> bool:
    return wanted.reasons if each.subject.goal_id is None else wanted.goals


def _charts(lang: Lang, me: Acquaintance, found: Records) -> Iterator[Chart]:
    look = found.look
    yield level_line(lang, look)
    yield from _days(lang, me, found)
    for kind in (Kind.COUNTS, Kind.REASONS, Kind.RHYTHM):
        yield from _enough(lang, me, kind, look)
    for beside in found.beside:
        yield level_line(lang, beside)
    for goal in found.weeks:
        yield from _weeks(lang, me, goal, look)


def _days(lang: Lang, me: Acquaintance, found: Records) -> Iterator[Chart]:
    """A calendar for each month, or a grid for each year, of those in which something could be recorded."""
    look, span = found.look, found.look.span.until(found.look.today)
    if len(span) > CALENDARS_TO:
        for first in sorted({day.replace(month=1, day=1) for day in span.days()}):
            year = _alone(look, _shared(span, first, first.replace(month=12, day=31)))
            if year.possible:
                yield year_in_pixels(lang, year)
        return
    for first in sorted({day.replace(day=1) for day in span.days()}):
        month = _part(look, _shared(span, *month_of(first)))
        if month.possible:
            yield month_calendar(lang, month, me.first_weekday, found.done or {})


def _shared(span: Span, first: Day, last: Day) -> Span:
    return Span(max(span.first, first), min(span.last, last))


def _part(look: Look, span: Span) -> Look:
    """A part of what was looked at, with as many days recorded as it has itself."""
    days = {day: value for day, value in look.days.items() if day in span}
    return replace(look, span=span, days=days)


def _alone(look: Look, span: Span) -> Look:
    """The same as if there were no other days: those of the year that were not asked for were not left
    unrecorded."""
    since, today = max(look.since, span.first), min(look.today, span.last)
    return replace(_part(look, span), since=since, today=today)


def _enough(lang: Lang, me: Acquaintance, kind: Kind, look: Look) -> Iterator[Chart]:
    chart = sheet(lang, me, kind, look, {}).chart
    if chart is not None:
        yield cast("Chart", chart)


def _weeks(lang: Lang, me: Acquaintance, goal: GoalHistory, look: Look) -> Iterator[GoalChart]:
    """Whole weeks are drawn; on their days outside of the span nothing is told."""
    span = look.span.until(look.today)
    readings = {
        day: reading if day in span else Reading.NOT_DUE for day, reading in goal.readings.items()
    }
    if all(reading is Reading.NOT_DUE for reading in readings.values()):
        return
    inside = replace(
        goal,
        readings=readings,
        strength=tuple((day, score) for day, score in goal.strength if day in span),
        changed=tuple(day for day in goal.changed if day in span),
    )
    weeks = weeks_in(span, me.first_weekday)
    chart = goal_history(lang, me, inside, weeks)
    days = period(lang, _shared(span, weeks.first, weeks.last), me.zone_or_utc)
    yield replace(chart, heading=replace(chart.heading, period=days))


def _remarks(
    lang: Lang, found: Records, left_out: Sequence[str], told: Sequence[Found]
) -> Iterator[Text]:
    yield lang.say(
        "Made with Daymark by the person it is about, who chose the days and what is in it."
    )
    yield lang.say(
        "These are a person's own notes, and no diagnosis. Days without an entry stay empty: nothing is "
        "filled in, and what too few days would say is left out."
    )
    if left_out:
        yield lang.say("Left out by choice: {parts}", parts=Text(" · ".join(left_out)))
    yield from (_kept(lang, goal) for goal in found.goals)
    days = lang.days(*looked_at(found.look.today))
    for each in told:
        finding = observation(lang, each)
        yield lang.say("Told in the chat ({days}): {finding}", days=days, finding=finding)


def _kept(lang: Lang, goal: GoalCount) -> Text:
    """``Walk: 21 of 30 days done, 2 skipped``"""
    done = (
        lang.count("{title}: {n} day done", "{title}: {n} days done", goal.done, title=goal.title)
        if goal.due is None
        else lang.count(
            "{title}: {done} of {n} day done",
            "{title}: {done} of {n} days done",
            goal.due,
            title=goal.title,
            done=goal.done,
        )
    )
    part = lang.count("{n} in part", "{n} in part", goal.part) if goal.part else EMPTY
    skipped = lang.count("{n} skipped", "{n} skipped", goal.skipped) if goal.skipped else EMPTY
    return lines([done, part, skipped], ", ")
