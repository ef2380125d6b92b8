"""Reminders: what goes out, when it may come again, and which there are.

The goal comes first: the lock screen of a phone shows some forty characters. Nothing blames.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from bot.codes.day import (
    FROM_REMINDER,
    Reaction,
    ShowDay,
    ShowEntry,
    ShowToday,
    WriteEntryNote,
)
from bot.codes.own_reminders import ShowOwnReminder
from bot.codes.reminders import (
    GoOn,
    PutOff,
    RemindTick,
    SetReminder,
    ShowLater,
    ShowMoreOf,
    ShowOneReminder,
    ShowReminder,
    ShowReminders,
    TypeUntil,
)
from bot.codes.settings import ChangeZone
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, italic, lines, paragraphs
from bot.texts.bells import about, bell_in_words
from bot.texts.day import MARKS, named
from bot.texts.history import state_words
from bot.texts.paging import turning
from bot.texts.schedules import day_in_words
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.days import local_time
from domain.written import shorten
from storage.board import Item
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
        lines(
            [
                *(_line(lang, card.me, line) for line in of_day),
                _invitation(lang, card) if day == today else EMPTY,
                _day(lang, day, today),
            ]
        )
        for day, of_day in groupby(shown, key=lambda line: line.item.day)
    ]
    heading = lang.say("While I was away:") if card.late else EMPTY
    over = EMPTY if note.html else _over(lang, card, today)
    question = unsure(lang) if card.unsure_of else EMPTY
    return View(paragraphs(heading, *days, over, note, question), _rows(lang, card, shown))


def more_of(lang: Lang, card: Card, today: date) -> View:
    """The goals of a message: part, a note, why it was skipped are said on a card of their own."""
    shown = card.lines[:SHOWN]
    rows = [(Button(_named(lang, line), _entry(card.id, line.item)),) for line in shown]
    back = (Button(lang.label("← Back"), ShowReminder(card.id)),)
    return View(
        paragraphs(
            _day(lang, card.day, today),
            lang.say("Which one? In part, a note, or why it was skipped."),
        ),
        (*rows, back),
    )


def unsure(lang: Lang) -> Text:
    """Asked once, after three in a row had no answer."""
    return lang.say(
        "The last ones had no answer. Shall I keep it, move it, ask weekly, or stop? Until you say, I "
        "come every other time."
    )


def discreet_card(lang: Lang, card: Card) -> View:
    """A reminder that names nothing: what a lock screen shows is the text, and no button."""
    return View(lang.say("A reminder"), ((Button(lang.label("Show"), ShowReminder(card.id)),),))


def gone(lang: Lang) -> View:
    """Nothing of what a message spoke of is there any more."""
    return View(
        lang.say("What this was about is not there any more."),
        ((Button(lang.label("Today"), ShowToday()),),),
    )


def _over(lang: Lang, card: Card, today: date) -> Text:
    """That a day is over for which there is no answer: today's message is not to look like it."""
    if card.asks and not card.late and _last_open_day(card) < today:
        return lang.say("That day is over. Done, or skipped? It may stay as it is, too.")
    return EMPTY


def _invitation(lang: Lang, card: Card) -> Text:
    """A few words that change: what reads alike each day is soon not read any more. Day and time choose
    them, so that a message keeps its own, while the next day and the next nag have others. Nobody
    needs them any more who has begun to answer."""
    untouched = all(line.item.reading.is_unanswered for line in card.lines)
    if not untouched or card.late or card.unsure_of:
        return EMPTY
    at = local_time(card.lines[0].due_at, card.me.zone_or_utc)
    said = (
        lang.say("Whenever you are ready."),
        lang.say("One tap, and it is noted."),
        lang.say("You asked me to say so now."),
        lang.say("So that it is not forgotten."),
        lang.say("Now, or when it suits you."),
    )
    return said[(at.toordinal() + (at.hour * 60 + at.minute) // 5) % len(said)]


def _last_open_day(card: Card) -> date:
    return max(line.item.day for line in card.lines if line.item.reading.is_unanswered)


def _line(lang: Lang, me: Acquaintance, line: Line) -> Text:
    at = lang.moment(local_time(line.due_at, me.zone_or_utc))
    title = bold(shorten(line.item.title, TITLE))
    said = lang.say("{title}, {time}", title=title, time=at)
    if line.item.at is not None and (due := lang.time(line.item.at)) != at:
        said = lang.say("{title}, due at {time}", title=title, time=due)
    if line.item.reading.is_unanswered:
        return said
    state = state_words(lang, line.item.reading)
    if line.answered_late:
        return lang.say("{what}: {state}, said later", what=said, state=state)
    return lang.say("{what}: {state}", what=said, state=state)


def _day(lang: Lang, day: date, today: date) -> Text:
    """Which day a tap counts for, by its date: a message may be read long after it came."""
    return italic(lang.day(day, today))


def _rows(lang: Lang, card: Card, shown: Sequence[Line]) -> tuple[Row, ...]:
    """One goal has everything on its message; of several each has the two taps most used."""
    ways = (_ways(lang, card, card.unsure_of),) if card.unsure_of else ()
    if len(shown) == 1:
        return (*_all_rows(lang, card, shown[0]), *ways, _last_row(lang, card))
    return (*(_row(lang, card.id, line) for line in shown), *ways, _last_row(lang, card))


def _row(lang: Lang, card: int, line: Line) -> Row:
    """The title always sets done, as on the card of the day."""
    done = Button(_named(lang, line), _tick(card, line, Reaction.DONE))
    if line.item.reading.is_unanswered:
        return done, Button(lang.label("Skip"), _tick(card, line, Reaction.SKIP))
    return done, Button(lang.label("Clear"), _tick(card, line, Reaction.CLEAR))


def _all_rows(lang: Lang, card: Card, line: Line) -> tuple[Row, ...]:
    """Done, in part, skip, and a note."""
    item = line.item
    done = (Button(_named(lang, line), _tick(card.id, line, Reaction.DONE)),)
    note = Button(
        lang.label("Note"),
        WriteEntryNote(item.goal_id, item.day, item.slot, FROM_REMINDER, card.id),
    )
    if not item.reading.is_unanswered:
        clear = Button(lang.label("Clear"), _tick(card.id, line, Reaction.CLEAR))
        return done, (clear, note)
    part = Button(lang.label("In part"), _tick(card.id, line, Reaction.PART))
    skip = Button(lang.label("Skip"), _tick(card.id, line, Reaction.SKIP))
    return done, (part, skip, note)


def _tick(card: int, line: Line, reaction: Reaction) -> RemindTick:
    return RemindTick(card, line.item.goal_id, line.item.day, reaction, line.item.slot)


def _entry(card: int, item: Item) -> ShowEntry:
    return ShowEntry(item.goal_id, item.day, item.slot, FROM_REMINDER, card)


def _named(lang: Lang, line: Line) -> str:
    return f"{MARKS[line.item.reading]} {named(lang, line.item)}"


def _ways(lang: Lang, card: Card, reminder: int) -> Row:
    """What may become of a reminder that nobody answers."""
    labels = {
        "keep": lang.label("Keep"),
        "move": lang.label("Move"),
        "weekly": lang.label("Weekly"),
        "off": lang.label("Stop"),
    }
    return tuple(Button(label, GoOn(reminder, Word(way), card.id)) for way, label in labels.items())


def _last_row(lang: Lang, card: Card) -> Row:
    day = Button(lang.label("Day"), ShowDay(card.day))
    more = (Button(lang.label("More…"), ShowMoreOf(card.id)),) if len(card.lines) > 1 else ()
    if not card.asks:
        return (*more, day)
    return (*more, Button(lang.label("Later…"), ShowLater(card.id)), day)


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
            lang.say("No goal has a reminder. <b>Reminders</b> on a goal's card gives it one."),
            ((Button(lang.label("Today"), ShowToday()),),),
        )
    listed = lines(_listed(lang, me, one, today) for one in page.reminders)
    zone = EMPTY if me.zone else lang.say("I remind of nothing until I know your time zone.")
    rows = [_switch(lang, one, page.number, today) for one in page.reminders]
    ask = () if me.zone else ((Button(lang.label("Set my time zone"), ChangeZone()),),)
    heading = lang.say("<b>Reminders</b>\nA tap lets one speak, or be silent.")
    return View(
        paragraphs(heading, listed, zone),
        (*rows, *turning(page.number, page.pages, ShowReminders), *ask),
    )


def _listed(lang: Lang, me: Acquaintance, one: ReminderView, today: date) -> Text:
    title = bold(shorten(about(lang, one), TITLE))
    when = bell_in_words(lang, one.bell, today)
    said = lang.say("{title}, {time}", title=title, time=when)
    if not one.speaks:
        return lang.say("{what}: silent", what=said)
    if one.fires_at is None:
        return said
    day = local_time(one.fires_at, me.zone_or_utc).date()
    return lang.say("{what}: next {day}", what=said, day=day_in_words(lang, day, today))


def _switch(lang: Lang, one: ReminderView, page: int, today: date) -> Row:
    mark = "✓ " if one.speaks else ""
    label = f"{mark}{bell_in_words(lang, one.bell, today)} {about(lang, one)}"
    switch = Button(label, SetReminder(one.id, not one.speaks, page))
    own = one.goal_id is None
    code = ShowOwnReminder(Word(one.what)) if own else ShowOneReminder(one.id)
    return switch, Button(lang.label("Change"), code)
