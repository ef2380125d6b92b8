"""The chart of a goal: its last weeks day by day, and what they made of the habit."""

from __future__ import annotations

from datetime import date, timedelta

from bot.charting.heading import period
from bot.charting.of_levels import ticks
from bot.lang import Lang
from charts import days
from charts.days import Mark
from charts.values import Heading, Named
from domain.days import week_of
from domain.entries import Reading
from domain.insight.limits import HEATMAP_FROM
from domain.spans import Span
from storage.histories import GoalHistory
from storage.people import Acquaintance

WEEKS = 13

MARKS = {
    Reading.DONE: Mark.DONE,
    Reading.PART: Mark.PART,
    Reading.SKIPPED: Mark.SKIPPED,
    Reading.MISSED: Mark.MISSED,
    Reading.OPEN: Mark.OPEN,
    Reading.NOT_DUE: Mark.BLANK,
}

ASKED = (Reading.DONE, Reading.PART, Reading.SKIPPED, Reading.MISSED)


def weeks_until(day: date, first_weekday: int) -> Span:
    """So many whole weeks, the last of which has this day."""
    first, last = week_of(day, first_weekday)
    return Span(first - timedelta(weeks=WEEKS - 1), last)


def counted(goal: GoalHistory) -> dict[Reading, int]:
    """How many days read so, of those that asked and are decided."""
    every = list(goal.readings.values())
    return {reading: every.count(reading) for reading in ASKED if reading in every}


def goal_history(lang: Lang, me: Acquaintance, goal: GoalHistory, span: Span) -> days.GoalHistory:
    """The chart; without the line of strength where it would be of too few days."""
    there = dict(goal.strength)
    strength = tuple(there.get(day) for day in span.days())
    enough = sum(score is not None for score in strength) >= HEATMAP_FROM
    seen = [MARKS[reading] for reading in goal.readings.values()]
    return days.GoalHistory(
        Heading(
            Named(goal.title, lang.label("Goal {n}", n=goal.goal_id)),
            period(lang, span.until(goal.today), me.zone_or_utc),
            _count(lang, goal),
        ),
        tuple(lang.weekday((me.first_weekday + n) % 7, "abbreviated") for n in range(7)),
        tuple(MARKS[goal.readings[day]] for day in span.days()),
        ticks(lang, span),
        tuple((mark, name) for mark, name in mark_names(lang).items() if mark in seen),
        strength=strength if enough else (),
        changes=tuple((day - span.first).days for day in goal.changed),
        strength_label=lang.label("Strength, 0 to 100 %"),
        change_label=lang.label("schedule changed"),
    )


def mark_names(lang: Lang) -> dict[Mark, str]:
    return {
        Mark.DONE: lang.label("done"),
        Mark.PART: lang.label("in part"),
        Mark.SKIPPED: lang.label("skipped"),
        Mark.MISSED: lang.label("no entry"),
        Mark.OPEN: lang.label("open"),
    }


def _count(lang: Lang, goal: GoalHistory) -> str:
    """``21 of 30 days done, 2 skipped``"""
    counts = counted(goal)
    total, skipped = sum(counts.values()), counts.get(Reading.SKIPPED, 0)
    done = counts.get(Reading.DONE, 0)
    if not skipped:
        return lang.count(
            "{done} of {n} day done", "{done} of {n} days done", total, done=done
        ).plain
    return lang.count(
        "{done} of {n} day done, {skipped} skipped",
        "{done} of {n} days done, {skipped} skipped",
        total,
        done=done,
        skipped=skipped,
    ).plain
