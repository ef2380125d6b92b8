"""One day of a goal, and its calendar."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from bot.codes import day
from bot.codes.day import Reaction, SetEntry, SetSkipReason, ShowDay, ShowEntry, WriteEntryNote
from bot.codes.goals import ShowGoal, ShowGoals
from bot.codes.history import ChooseHistory, ShowHistory
from bot.codes.reminders import ShowReminder
from bot.codes.settings import Nothing
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs, quote
from bot.texts.day import EARLIER, LATER, MARKS, skip_label, tick_toast
from bot.texts.goals import lately
from bot.texts.paging import turning
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import Reading
from storage.entries import Ticked
from storage.goal_views import GoalView, Page
from storage.histories import EntryView, MonthView

PAGE = 8
MONTHS = 12


def entry_card(lang: Lang, entry: EntryView, here: ShowEntry) -> View:
    """One day of a goal: how it stands, what was said of it, and every state it may have. ``here`` is
    the code that leads to it, and knows the way back."""
    heading = lang.say(
        "{title}, {day}", title=bold(entry_name(lang, entry)), day=lang.day(entry.day, entry.today)
    )
    text = paragraphs(
        heading,
        lines([state_words(lang, entry.reading), _reason(lang, entry)]),
        quote(entry.note) if entry.note else EMPTY,
    )
    where = _way_back(lang, entry, here)
    if not entry.may_answer:
        return View(text, ((where,),))
    return View(text, (*_state_rows(lang, entry, here), *_more_rows(lang, entry, here), (where,)))


def _way_back(lang: Lang, entry: EntryView, here: ShowEntry) -> Button:
    match here.back:
        case day.FROM_DAY:
            return Button(lang.label("← Back"), ShowDay(here.shown))
        case day.FROM_REMINDER:
            return Button(lang.label("← Back"), ShowReminder(here.late))
        case _:
            return Button(lang.label("← History"), ShowHistory(entry.goal_id, _number(entry.day)))


def entry_toast(lang: Lang, ticked: Ticked) -> str:
    """What setting the state did, in a word or two."""
    return tick_toast(lang, ticked)


def state_words(lang: Lang, reading: Reading) -> Text:
    """How a day reads, in words."""
    return {
        Reading.OPEN: lang.say("Open"),
        Reading.DONE: lang.say("Done"),
        Reading.PART: lang.say("Done in part"),
        Reading.SKIPPED: lang.say("Skipped"),
        Reading.MISSED: lang.say("Not recorded"),
        Reading.NOT_DUE: lang.say("Not due"),
    }[reading]


def skip_reasons(lang: Lang) -> dict[str, str]:
    """Why a day may be skipped, by the names their buttons carry."""
    return {
        "ill": lang.label("ill"),
        "travel": lang.label("on the way"),
        "rest": lang.label("rest"),
        "closed": lang.label("closed"),
        "weather": lang.label("weather"),
        "other": lang.label("something else"),
    }


def history_choice(lang: Lang, page: Page) -> View:
    """Of which goal shall the calendar be shown?"""
    back = Button(lang.label("← Goals"), ShowGoals())
    if not page.lines:
        return View(lang.say("You have no goals yet."), ((back,),))
    rows = [(Button(line.title, ShowHistory(line.id)),) for line in page.lines]
    return View(
        lang.say("The calendar of which goal?"),
        (*rows, *turning(page.number, page.pages, ChooseHistory), (back,)),
    )


def month_named(number: int, today: date) -> tuple[date, date]:
    """The first and last day of a month counted from year 0; of the present one for 0, or for a
    number out of any calendar."""
    year, month = divmod(number, MONTHS)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        year, month = today.year, today.month - 1
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, 1), date(year, month + 1, length)


def calendar_of(lang: Lang, month: MonthView, goal: GoalView, first_weekday: int) -> View:
    """A month of a goal: each day a button that leads to all that can be said of it."""
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.first.year, month.first.month)
    names = tuple(
        Button(lang.weekday((first_weekday + n) % 7, "short"), Nothing()) for n in range(7)
    )
    counts = [_count(lang, month, reading) for reading in COUNTED]
    text = paragraphs(
        lang.say("{title}, {month}", title=bold(month.title), month=lang.month(month.first)),
        lines(counts) if any(count.html for count in counts) else lang.say("No entries."),
        lately(lang, goal.recent),
    )
    return View(
        text,
        (
            _month_row(lang, month),
            names,
            *(tuple(_day(lang, month, day) for day in week) for week in weeks),
            (Button(lang.label("← Back"), ShowGoal(month.goal_id)),),
        ),
    )


ANSWERED = {Reading.DONE, Reading.PART, Reading.SKIPPED}
"""What a day of the calendar has a mark for; a number alone is not one."""

COUNTED = (Reading.DONE, Reading.PART, Reading.SKIPPED, Reading.MISSED)


def _count(lang: Lang, month: MonthView, reading: Reading) -> Text:
    number = sum(each is reading for each in month.readings.values())
    if not number:
        return EMPTY
    return lang.say(
        "{mark} {state}: {n}",
        mark=Text(MARKS[reading]),
        state=state_words(lang, reading),
        n=number,
    )


def _day(lang: Lang, month: MonthView, day: date) -> Button:
    if day.month != month.first.month:
        return Button("·", Nothing())
    reading = month.readings[day]
    shown = reading in ANSWERED or day == month.today
    label = f"{MARKS[reading]}{day.day}" if shown and reading in MARKS else f"{day.day}"
    return Button(label, ShowEntry(month.goal_id, day, month.first_slots[day], 1))


def _month_row(lang: Lang, month: MonthView) -> Row:
    number = _number(month.first)
    return (
        Button(EARLIER, ShowHistory(month.goal_id, number - 1)),
        Button(lang.month(month.first), Nothing()),
        Button(LATER, ShowHistory(month.goal_id, number + 1)),
    )


def _number(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def entry_name(lang: Lang, entry: EntryView) -> str:
    """The name, and the time where the day has several."""
    if 0 < entry.slot <= len(entry.slots):
        return f"{entry.title} {lang.time(entry.slots[entry.slot - 1])}"
    return entry.title


def _reason(lang: Lang, entry: EntryView) -> Text:
    if not entry.skip_reason:
        return EMPTY
    return lang.say("Because: {reason}", reason=entry.skip_reason)


def _state_rows(lang: Lang, entry: EntryView, here: ShowEntry) -> tuple[Row, ...]:
    labels = {
        Reaction.DONE: (Reading.DONE, lang.label("Done")),
        Reaction.PART: (Reading.PART, lang.label("In part")),
        Reaction.SKIP: (Reading.SKIPPED, _skip_label(lang, entry)),
        Reaction.CLEAR: (Reading.OPEN, lang.label("Clear")),
    }
    buttons = [
        Button(
            f"✓ {label}" if reading is entry.reading else label,
            SetEntry(here.goal, here.day, reaction, here.slot, here.back, here.late),
        )
        for reaction, (reading, label) in labels.items()
    ]
    return in_rows(buttons, 2)


def _skip_label(lang: Lang, entry: EntryView) -> str:
    return skip_label(lang, None if entry.reading is Reading.SKIPPED else entry.skips_left)


def _more_rows(lang: Lang, entry: EntryView, here: ShowEntry) -> tuple[Row, ...]:
    label = lang.label("Change note") if entry.note else lang.label("Note")
    write = WriteEntryNote(here.goal, here.day, here.slot, here.back, here.late)
    rows: tuple[Row, ...] = ((Button(label, write),), *_slot_rows(lang, entry, here))
    if entry.reading is not Reading.SKIPPED:
        return rows
    reasons = [
        Button(
            f"✓ {words}" if words == entry.skip_reason else words,
            SetSkipReason(here.goal, here.day, here.slot, Word(name), here.back, here.late),
        )
        for name, words in skip_reasons(lang).items()
    ]
    return (*in_rows(reasons, 3), *rows)


def _slot_rows(lang: Lang, entry: EntryView, here: ShowEntry) -> tuple[Row, ...]:
    """The other times of the same day."""
    others = [
        Button(lang.time(minute), replace(here, slot=number))
        for number, minute in enumerate(entry.slots, 1)
        if number != entry.slot
    ]
    return in_rows(others, 4)
