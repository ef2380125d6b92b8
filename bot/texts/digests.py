"""The weekly text: counts and days, without praise, blame or a worst day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.codes.day import ReviewDay
from bot.codes.digests import ShowMissing, ShowMonth
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, fitting, lines, paragraphs, quote, within
from bot.texts.captions import day_level
from bot.texts.findings import observation
from bot.view import Button, Row, View, in_rows
from bot.wire import Code
from domain.digest import Kept
from domain.insight.change import Change
from domain.kinds import Period, TimesIn, TimesPer
from domain.moods import LEVELS
from storage.digests import Ending, GoalKept, Week
from storage.people import Acquaintance

MOST = 900
"""Characters of the whole text; what follows shares them out, in UTF-16 units."""

GOALS = 5
ENDINGS = 2
TITLE = 26
NOTE = 100


def week_text(lang: Lang, me: Acquaintance, week: Week, day: date, ways: Sequence[Row]) -> View:
    """The week that is told on ``day``; ``ways`` are how to have it at another time, or no more."""
    missing = (Button(lang.label("Add missing days"), ShowMissing(day)),) if week.missing else ()
    month = Button(lang.label("Month"), ShowMonth(week.last))
    return View(_told(lang, me, week), ((*missing, month), *ways))


def missing_days(lang: Lang, missing: Sequence[date], there: Code) -> View:
    """The days without an entry, each to be told now, and the way back."""
    back = (Button(lang.label("← Back"), there),)
    if not missing:
        return View(lang.say("Every day of it has an entry."), (back,))
    days = [Button(lang.short_day(each), ReviewDay(each)) for each in missing]
    text = lang.say("These days have no entry. Tap one to fill it in, or leave them as they are.")
    return View(text, (*in_rows(days, 4), back))


def _told(lang: Lang, me: Acquaintance, week: Week) -> Text:
    if not week.recorded:
        offer = lang.say("Nothing is recorded. Add a day if you like, or leave it as it is.")
        return paragraphs(_heading(lang, week), offer, _ending(lang, week))
    parts = (
        lines([_heading(lang, week), recorded_line(lang, week.days, week.recorded)]),
        _moods(lang, me, week),
        goal_lines(lang, week.goals, week.last),
        observation(lang, week.finding) if week.finding else EMPTY,
        quote(within(week.note, NOTE)) if week.note else EMPTY,
        _ending(lang, week),
    )
    return fitting(parts, MOST)


def _heading(lang: Lang, week: Week) -> Text:
    return lang.say(
        "<b>Week {n}</b>, {first} to {last}",
        n=week.number,
        first=lang.short_day(week.first),
        last=lang.short_day(week.last),
    )


def recorded_line(lang: Lang, days: Sequence[date], recorded: Collection[date]) -> Text:
    """``5 of 7 days recorded.``"""
    return lang.count(
        "{recorded} of {n} day recorded.",
        "{recorded} of {n} days recorded.",
        len(days),
        recorded=len(recorded),
    )


def _moods(lang: Lang, me: Acquaintance, week: Week) -> Text:
    """Each day as it is on the strip, in order; one without a mood is a dash and never a nought."""
    if week.look is None:
        return EMPTY
    days = week.look.days
    late = [lang.short_day(day) for day, value in days.items() if value.is_late]
    levels = (day_level(days[day]) if day in days else "–" for day in week.look.span.days())
    strip = lang.say(
        "Mood from 1 to {top}, {first} to {last}: {levels}",
        top=LEVELS[-1],
        first=lang.weekday(me.first_weekday, "abbreviated"),
        last=lang.weekday((me.first_weekday - 1) % 7, "abbreviated"),
        levels=Text(" ".join(levels)),
    )
    memory = lang.say("From memory: {days}", days=", ".join(late)) if late else EMPTY
    return lines([strip, memory, _middle(lang, week.middle), _change(lang, week.change)])


def _middle(lang: Lang, middle: tuple[int, int] | None) -> Text:
    if middle is None:
        return EMPTY
    low, high = middle
    if low == high:
        return lang.say("Middle: {level}", level=low)
    return lang.say("Middle: between {low} and {high}", low=low, high=high)


def _change(lang: Lang, change: Change | None) -> Text:
    match change:
        case Change.SAME:
            return lang.say("These four weeks were about the same as the four before.")
        case Change.A_LITTLE_HIGHER:
            return lang.say("These four weeks were a little higher than the four before.")
        case Change.HIGHER:
            return lang.say("These four weeks were higher than the four before.")
        case Change.A_LITTLE_LOWER:
            return lang.say("These four weeks were a little lower than the four before.")
        case Change.LOWER:
            return lang.say("These four weeks were lower than the four before.")
        case None:
            return EMPTY


def goal_lines(lang: Lang, goals: Sequence[GoalKept], last: date) -> Text:
    """``Run 2 of 3``, the most regular first, as many as there is room for."""
    shown = [_goal(lang, goal, last) for goal in goals[:GOALS]]
    rest = len(goals) - GOALS
    further = lang.count("and {n} more", "and {n} more", rest) if rest > 0 else EMPTY
    return lines([*shown, further])


def _goal(lang: Lang, goal: GoalKept, last: date) -> Text:
    return lang.say(
        "{title} {done} of {of}{when}{apart}",
        title=bold(within(goal.title, TITLE)),
        done=goal.kept.done,
        of=goal.kept.of,
        when=_when(lang, goal.kept, last),
        apart=_apart(lang, goal.kept),
    )


def _when(lang: Lang, kept: Kept, last: date) -> Text:
    """What it is counted in, where that is not the week."""
    match kept.beyond:
        case TimesPer(period=Period.MONTH):
            return lang.say(" in {month}", month=lang.month(last))
        case TimesIn(days=days):
            return lang.say(" in {n} days", n=days)
        case _:
            return EMPTY


def _apart(lang: Lang, kept: Kept) -> Text:
    """What was neither done nor left: each is said."""
    part = lang.count("{n} in part", "{n} in part", kept.part) if kept.part else EMPTY
    skipped = lang.count("{n} skipped", "{n} skipped", kept.skipped) if kept.skipped else EMPTY
    both = lines([part, skipped], ", ")
    return lang.say(" ({what})", what=both) if both.html else EMPTY


def _ending(lang: Lang, week: Week) -> Text:
    named = lines([_end(lang, one) for one in week.ending[:ENDINGS]], ", ")
    return lang.say("In the week after: {what}.", what=named) if named.html else EMPTY


def _end(lang: Lang, one: Ending) -> Text:
    title, day = esc(within(one.title, TITLE)), lang.short_day(one.day)
    if one.once:
        return lang.say("{title} is due {day}", title=title, day=day)
    return lang.say("{title} ends {day}", title=title, day=day)
