"""The tracker: days with what was due on them, each entry with its status, time and tracking id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.codes.day import ShowToday
from bot.codes.history import ShowTracker
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs
from bot.texts.day import MARKS
from bot.texts.history import state_words
from bot.texts.paging import turning
from bot.texts.schedules import times_in_words
from bot.view import Button, View
from domain.written import shorten
from storage.people import Acquaintance
from storage.tracker import Track, TrackedDay

LINES = 25
"""Entries on a page: more of the longest ones would not fit a message."""

TITLE = 60


def tracker(
    lang: Lang, me: Acquaintance, days: Sequence[TrackedDay], code: ShowTracker, today: date
) -> View:
    """A range of days, page by page."""
    zone = code.zone.replace(":", "/") or me.zone_or_utc
    heading = lang.say(
        "<b>Tracker</b>, {first} to {last} ({city})",
        first=lang.day(code.first, today),
        last=lang.day(code.last, today),
        city=lang.city(zone),
    )
    back = (Button(lang.label("Today"), ShowToday()),)
    if not days:
        nothing = lang.say("There are no entries on these days.")
        return View(paragraphs(heading, nothing), (back,))
    pages = list(_pages(days))
    page = min(code.page, len(pages) - 1)
    blocks = [_day(lang, day, today) for day in pages[page]]

    def leaf(number: int) -> ShowTracker:
        return ShowTracker(code.first, code.last, code.zone, number)

    return View(paragraphs(heading, *blocks), (*turning(page, len(pages), leaf), back))


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
