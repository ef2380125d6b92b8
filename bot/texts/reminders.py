"""Reminders: what goes out, when it may come again, and which there are.

The goal comes first: the lock screen of a phone shows some forty characters. Nothing blames.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from bot.codes.day import Reaction, ShowDay, ShowToday
from bot.codes.reminders import (
    PutOff,
    RemindTick,
    SetReminder,
    ShowLater,
    ShowReminder,
    ShowReminders,
    TypeUntil,
)
from bot.codes.settings import ChangeZone
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, italic, lines, paragraphs
from bot.texts.day import MARKS, named
from bot.texts.history import state_words
from bot.texts.own_reminders import own_name
from bot.texts.paging import turning
from bot.texts.schedules import day_in_words
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.days import local_time
from domain.written import shorten
from storage.parcels import Card, Line
from storage.people import Acquaintance
from storage.reminders import ReminderPage, ReminderView

PAGE = 8
SHOWN = 12
"""Goals on one message; more of them are on the day's own card."""

TITLE = 80


def reminder_card(lang: Lang, card: Card, today: date, note: Text = EMPTY) -> View:
    """What is to be said: each goal with its time, under the day it is about."""
    shown = card.lines[:SHOWN]
    days = [
        lines([*(_line(lang, card.me, line) for line in of_day), _day(lang, day, today)])
        for day, of_day in groupby(shown, key=lambda line: line.item.day)
    ]
    heading = lang.say("While I was away:") if card.late else EMPTY
    rows = [_row(lang, card.id, line) for line in shown]
    return View(paragraphs(heading, *days, note), (*rows, _last_row(lang, card)))


def discreet_card(lang: Lang, card: Card) -> View:
    """A reminder that names nothing: what a lock screen shows is the text, and no button."""
    return View(lang.say("A reminder"), ((Button(lang.label("Show"), ShowReminder(card.id)),),))


def gone(lang: Lang) -> View:
    """Nothing of what a message spoke of is there any more."""
    return View(
        lang.say("What this was about is not there any more."),
        ((Button(lang.label("Today"), ShowToday()),),),
    )


def _line(lang: Lang, me: Acquaintance, line: Line) -> Text:
    at = local_time(line.due_at, me.zone_or_utc)
    title = bold(shorten(line.item.title, TITLE))
    said = lang.say("{title}, {time}", title=title, time=lang.moment(at))
    if line.item.reading.is_unanswered:
        return said
    state = state_words(lang, line.item.reading)
    return lang.say("{what}: {state}", what=said, state=state)


def _day(lang: Lang, day: date, today: date) -> Text:
    """Which day a tap counts for, by its date: a message may be read long after it came."""
    return italic(lang.day(day, today))


def _row(lang: Lang, card: int, line: Line) -> Row:
    """The title always sets done, as on the card of the day."""
    item = line.item

    def tick(reaction: Reaction) -> RemindTick:
        return RemindTick(card, item.goal_id, item.day, reaction, item.slot)

    done = Button(f"{MARKS[item.reading]} {named(lang, item)}", tick(Reaction.DONE))
    if item.reading.is_unanswered:
        return done, Button(lang.label("Skip"), tick(Reaction.SKIP))
    return done, Button(lang.label("Clear"), tick(Reaction.CLEAR))


def _last_row(lang: Lang, card: Card) -> Row:
    day = Button(lang.label("Day"), ShowDay(card.lines[0].item.day))
    if card.late or not any(line.item.reading.is_unanswered for line in card.lines):
        return (day,)
    return Button(lang.label("Later…"), ShowLater(card.id)), day


def later(lang: Lang, card: Card, *, evening: bool) -> View:
    """When to say it again."""
    ways = {
        "15": lang.label("In 15 minutes"),
        "60": lang.label("In an hour"),
        **({"evening": lang.label("This evening")} if evening else {}),
        "tomorrow": lang.label("Tomorrow"),
    }
    buttons = [Button(words, PutOff(card.id, Word(way))) for way, words in ways.items()]
    back = (Button(lang.label("← Back"), ShowReminder(card.id)),)
    other = (Button(lang.label("Another time"), TypeUntil(card.id)),)
    return View(lang.say("When shall I say it again?"), (*in_rows(buttons, 2), other, back))


def put_off(lang: Lang, at: datetime, me: Acquaintance, today: date) -> Text:
    """When it will be said again."""
    local = local_time(at, me.zone_or_utc)
    if local.date() == today:
        return lang.say("I say it again at {time}.", time=lang.moment(local))
    day = lang.day(local.date(), today)
    return lang.say("I say it again on {day} at {time}.", day=day, time=lang.moment(local))


def reminder_list(lang: Lang, me: Acquaintance, page: ReminderPage, today: date) -> View:
    """Every reminder with when it comes next, each to be switched."""
    if not page.reminders:
        return View(
            lang.say("No goal has a reminder. <b>Edit</b> on a goal's card gives it one."),
            ((Button(lang.label("Today"), ShowToday()),),),
        )
    listed = lines(_listed(lang, me, one, today) for one in page.reminders)
    zone = EMPTY if me.zone else lang.say("I remind of nothing until I know your time zone.")
    rows = [_switch(lang, one, page.number) for one in page.reminders]
    ask = () if me.zone else ((Button(lang.label("Set my time zone"), ChangeZone()),),)
    heading = lang.say("<b>Reminders</b>\nA tap lets one speak, or be silent.")
    return View(
        paragraphs(heading, listed, zone),
        (*rows, *turning(page.number, page.pages, ShowReminders), *ask),
    )


def _listed(lang: Lang, me: Acquaintance, one: ReminderView, today: date) -> Text:
    title = bold(shorten(one.title or own_name(lang, one.what), TITLE))
    said = lang.say("{title}, {time}", title=title, time=lang.time(one.bell.minute or 0))
    if not one.speaks:
        return lang.say("{what}: silent", what=said)
    if one.fires_at is None:
        return said
    day = local_time(one.fires_at, me.zone_or_utc).date()
    return lang.say("{what}: next {day}", what=said, day=day_in_words(lang, day, today))


def _switch(lang: Lang, one: ReminderView, page: int) -> Row:
    mark = "✓ " if one.speaks else ""
    name = one.title or own_name(lang, one.what)
    label = f"{mark}{lang.time(one.bell.minute or 0)} {name}"
    return (Button(label, SetReminder(one.id, not one.speaks, page)),)
