"""The chart of a goal in words, and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.charting.heading import period
from bot.charting.of_goals import MARKS, WEEKS, counted, mark_names
from bot.codes.goals import ShowGoal
from bot.codes.stats import ChooseGoalChart, SendGoalChart, ShowGoalChart
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines
from bot.texts.captions import caption
from bot.view import Button, Row
from domain.days import FIRST_DAY, days_between
from domain.entries import Reading
from domain.spans import Span
from storage.histories import GoalHistory
from storage.people import Acquaintance

SIGNS = {
    Reading.DONE: "✓",
    Reading.PART: "½",
    Reading.SKIPPED: "→",
    Reading.MISSED: "–",
    Reading.OPEN: "?",
    Reading.NOT_DUE: "·",
}


def goal_caption(lang: Lang, me: Acquaintance, goal: GoalHistory, span: Span) -> Text:
    """The weeks, each as its seven signs, and the strength at their end."""
    names = mark_names(lang)
    seen = [reading for reading in SIGNS if reading in goal.readings.values()]
    key = ", ".join(
        f"{SIGNS[reading]} {names[MARKS[reading]]}" for reading in seen if MARKS[reading] in names
    )
    weeks = [_week(lang, goal, first) for first in span.days()[::7] if first <= goal.today]
    return caption(
        lines(
            [
                lang.say(
                    "{title}, {period}",
                    title=bold(goal.title),
                    period=period(lang, span.until(goal.today), me.zone_or_utc),
                ),
                _counts(lang, goal),
                _strength(lang, goal),
            ]
        ),
        lines([Text(key), *weeks]),
    )


def goal_rows(lang: Lang, goal: GoalHistory, shown: ShowGoalChart) -> tuple[Row, ...]:
    """Earlier and later weeks, the file, the goal, and other goals."""
    before = shown.last - timedelta(weeks=WEEKS)
    after = min(shown.last + timedelta(weeks=WEEKS), goal.today)
    earlier = Button(lang.label("‹ Earlier"), ShowGoalChart(shown.goal, before))
    later = Button(lang.label("Later ›"), ShowGoalChart(shown.goal, after))
    leafing = (
        *((earlier,) if before >= FIRST_DAY else ()),
        *((later,) if after > shown.last else ()),
    )
    file = Button(lang.label("Full size"), SendGoalChart(shown.goal, shown.last))
    card = Button(lang.label("The goal"), ShowGoal(shown.goal))
    others = Button(lang.label("Other goals"), ChooseGoalChart())
    return (*((leafing,) if leafing else ()), (file, card, others))


def _counts(lang: Lang, goal: GoalHistory) -> Text:
    names = mark_names(lang)
    counts = counted(goal)
    if not counts:
        return lang.say("No entries.")
    return lines(
        [Text(f"{count} ") + Text(names[MARKS[reading]]) for reading, count in counts.items()], ", "
    )


def _strength(lang: Lang, goal: GoalHistory) -> Text:
    if not goal.strength:
        return EMPTY
    _, score = goal.strength[-1]
    return lang.say("Strength {share} %", share=round(100 * score))


def _week(lang: Lang, goal: GoalHistory, first: date) -> Text:
    week: Sequence[date] = tuple(days_between(first, first + timedelta(days=6)))
    signs = " ".join(SIGNS[goal.readings[day]] for day in week if day <= goal.today)
    return Text(f"{lang.short_date(first)}: {signs}")
