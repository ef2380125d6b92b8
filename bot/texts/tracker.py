"""The tracker: days with what was due on them, each entry with its status, time and tracking id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.codes.day import ShowToday
from bot.codes.history import ShowTracker
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs
from bot.texts.day import MARKS
from bot.texts.history import state_words
from bot.texts.paging import turning
from bot.texts.refusals import refused
from bot.texts.schedules import times_in_words
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.days import month_of, week_of
from domain.errors import Reason, Refused
from domain.ranges import WEEK
from domain.written import shorten
from storage.people import Acquaintance
from storage.tracker import Track, TrackedDay

LINES = 25
"""Entries on a page: more of the longest ones would not fit a message."""

TITLE = 60

MONTH = timedelta(days=29)
"""From the first of thirty days to the last."""


def tracker(
    lang: Lang,
    me: Acquaintance,
    days: Sequence[TrackedDay],
    code: ShowTracker,
    today: date,
    *,
    hint: bool = False,
) -> View:
    """A range of days, page by page. ``hint`` tells how to ask for others."""
    zone = _zone(me, code)
    heading = lang.say(
        "<b>Tracker</b>, {first} to {last} ({city})",
        first=lang.day(code.first, today),
        last=lang.day(code.last, today),
        city=lang.city(zone),
    )
    how = _example(lang, today) if hint else EMPTY
    ways = _ways(lang, me, today, code.zone)
    if not days:
        nothing = lang.say("There are no entries on these days.")
        return View(paragraphs(heading, nothing, how), ways)
    pages = list(_pages(days))
    page = min(code.page, len(pages) - 1)
    blocks = [_day(lang, day, today) for day in pages[page]]

    def leaf(number: int) -> ShowTracker:
        return ShowTracker(code.first, code.last, code.zone, number)

    return View(paragraphs(heading, *blocks, how), (*turning(page, len(pages), leaf), *ways))


def no_range(
    lang: Lang, me: Acquaintance, today: date, error: Refused, near: Sequence[ShowTracker]
) -> View:
    """What was typed is no range: why, how one is written, and some to tap. ``near`` are the days
    asked for in zones that may have been meant."""
    zones = [Button(lang.city(_zone(me, code)), code) for code in near]
    meant = lang.say("Did you mean one of these?") if near else EMPTY
    text = lines([_why(lang, today, error), meant], " ")
    return View(
        paragraphs(text, _example(lang, today)),
        (*in_rows(zones, 3), *_ways(lang, me, today, Word())),
    )


def _why(lang: Lang, today: date, error: Refused) -> Text:
    match error.reason, error.data:
        case Reason.UNKNOWN, {"name": str(name)}:
            return lang.say("I know no time zone {name}.", name=bold(name.replace("_", " ")))
        case Reason.BEFORE_START, _:
            return lang.say("The last day comes before the first.")
        case _:
            return refused(lang, today, error)


def _example(lang: Lang, today: date) -> Text:
    """To be tapped and copied, which ``<code>`` is for."""
    return lang.say(
        "Any days: <code>/tracker {first} {last}</code>, and behind them a zone if you like: "
        "<code>Asia/Tokyo</code>",
        first=Text(str(today - WEEK)),
        last=Text(str(today)),
    )


def _ways(lang: Lang, me: Acquaintance, today: date, zone: Word) -> tuple[Row, ...]:
    """Ranges that people ask for, in the zone they are in, and out."""
    ranges = (
        (lang.label("This week"), week_of(today, me.first_weekday)),
        (lang.label("Last 30 days"), (today - MONTH, today)),
        (lang.label("This month"), month_of(today)),
    )
    return (
        tuple(Button(label, ShowTracker(*days, zone)) for label, days in ranges),
        (Button(lang.label("Today"), ShowToday()),),
    )


def _zone(me: Acquaintance, code: ShowTracker) -> str:
    return code.zone.replace(":", "/") or me.zone_or_utc


def _pages(days: Sequence[TrackedDay]) -> list[list[TrackedDay]]:
    """Whole days, as many as fit; a day too long for a page is cut into several."""
    pages: list[list[TrackedDay]] = [[]]
    room = LINES
    for day in days:
        for start in range(0, len(day.tracks), LINES):
            part = TrackedDay(day.day, day.tracks[start : start + LINES])
            if len(part.tracks) > room:
                pages.append([])
                room = LINES
            pages[-1].append(part)
            room -= len(part.tracks)
    return [page for page in pages if page]


def _day(lang: Lang, day: TrackedDay, today: date) -> Text:
    return lines([bold(lang.day(day.day, today)), *(_line(lang, one) for one in day.tracks)])


def _line(lang: Lang, one: Track) -> Text:
    times = lang.say(", {times}", times=times_in_words(lang, one.minutes)) if one.minutes else EMPTY
    number = lang.say(", no. {id}", id=one.id) if one.id is not None else EMPTY
    return lang.say(
        "{mark} {title} – {state}{times}{number}",
        mark=Text(MARKS[one.reading]),
        title=shorten(one.title, TITLE),
        state=state_words(lang, one.reading),
        times=times,
        number=number,
    )
