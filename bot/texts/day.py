"""The living card of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import groupby

from bot.codes.day import Reaction, ReviewDay, ShowDay, ShowEntry, ShowMore, Tick
from bot.codes.goals import NewGoal
from bot.codes.moods import AskMood
from bot.codes.settings import ChangeZone
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs
from bot.texts.data import erased_at
from bot.texts.day_notices import resting, ways_out
from bot.texts.paging import turning
from bot.texts.schedules import importance
from bot.view import Button, Row, View
from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import Reading, State
from domain.goals import Criticality
from domain.kinds import Period, TimesIn, TimesPer
from domain.written import isolate, shorten
from storage.board import Board, Item
from storage.entries import Ticked

PAGE = 8
TITLE = 100
"""Graphemes of a name on the card: eight whole ones of nothing but emoji would not fit a message."""


class Apart(Enum):
    """What stands in a group of its own, whatever its importance."""

    STILL_OPEN = auto()
    ANY_DAY = auto()


FEW = 3
"""With fewer goals than this the card itself offers to add one."""

EARLIER, LATER = "◀\ufe0e", "▶\ufe0e"  # as text: as emoji they would shout

MARKS = {
    Reading.OPEN: "⬜",
    Reading.DONE: "✅",
    Reading.PART: "🔸",
    Reading.SKIPPED: "➖",
    Reading.MISSED: "▫️",
}


def day_card(
    lang: Lang,
    board: Board,
    page: int = 0,
    *,
    zone_known: bool = True,
    until: int | None = None,
    evening: bool = False,
    erasing: datetime | None = None,
) -> View:
    """A day: what is due on it and how it stands, with a button for each change. ``until`` is the
    minute of the night at which it ends, when the calendar has moved on already; in the ``evening``
    today can be looked over as a whole. ``erasing`` is when, as a local
    date-time, everything will go."""
    pages = max(1, -(-len(board.items) // PAGE))
    page = min(page, pages - 1)
    shown = board.items[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(
        lines([_heading(lang, board), _lasting(lang, board, until)]),
        erased_at(lang, erasing, board.today) if erasing else EMPTY,
        _groups(lang, board, shown),
        _footing(lang, zone_known),
    )
    rows = [_item_row(lang, board, item, page) for item in shown]
    rows += turning(page, pages, lambda number: ShowDay(board.day, number))
    rows.append(_day_row(lang, board))
    if evening and board.day == board.today:
        rows.append((Button(lang.label("Review the day"), ReviewDay(board.day)),))
    if last := _last_row(lang, board, page):
        rows.append(last)
    rows += ways_out(lang, board, erasing=erasing is not None)
    if not zone_known:
        rows.append((Button(lang.label("Set my time zone"), ChangeZone()),))
    return View(text, tuple(rows))


def more(lang: Lang, board: Board, page: int) -> View:
    """The goals of a day: part, a note, why it was skipped are said on a card of their own."""
    shown = board.items[page * PAGE : (page + 1) * PAGE]
    rows = [
        (
            Button(
                f"{MARKS[item.reading]} {named(lang, item)}",
                ShowEntry(item.goal_id, item.day, item.slot, late=(board.day - item.day).days),
            ),
        )
        for item in shown
    ]
    back = (Button(lang.label("← Back"), ShowDay(board.day, page)),)
    heading = _heading(lang, board)
    return View(
        paragraphs(heading, lang.say("Which one? In part, a note, or why it was skipped.")),
        (*rows, back),
    )


def skip_label(lang: Lang, left: int | None) -> str:
    """A budget is told before it is spent; nothing keeps anybody from more."""
    if left is None:
        return lang.label("Skip")
    return lang.count("Skip ({n} left)", "Skip ({n} left)", left).plain


def tick_toast(lang: Lang, ticked: Ticked) -> str:
    """What a tap did, in a word or two."""
    title = isolate(ticked.title)
    if ticked.completed and not ticked.was_completed:
        return lang.label("Completed: {title}", title=title)
    if ticked.was_completed and not ticked.completed:
        return lang.label("{title} is open again.", title=title)
    if ticked.before is ticked.after:
        return lang.label("It is so already.")
    return _toasts(lang)[ticked.after].format(title=title)


def _toasts(lang: Lang) -> dict[State, str]:
    return {
        State.DONE: lang.label("Done: {title}", title="{title}"),
        State.PART: lang.label("In part: {title}", title="{title}"),
        State.SKIPPED: lang.label("Skipped: {title}", title="{title}"),
        State.OPEN: lang.label("Cleared: {title}", title="{title}"),
    }


def _heading(lang: Lang, board: Board) -> Text:
    day = bold(lang.day(board.day, board.today))
    match (board.day - board.today).days:
        case 0:
            return lang.say("Today, {day}", day=day)
        case -1:
            return lang.say("Yesterday, {day}", day=day)
        case 1:
            return lang.say("Tomorrow, {day}", day=day)
        case _:
            return day


def _lasting(lang: Lang, board: Board, until: int | None) -> Text:
    """After midnight a card that still says the day before would look like a mistake."""
    if until is None or board.day != board.today:
        return EMPTY
    return lang.say("Your day lasts until {time}.", time=lang.time(until))


def _groups(lang: Lang, board: Board, items: Iterable[Item]) -> Text:
    if not board.has_goals:
        return lang.say("You have no goals yet.")
    blocks = [
        lines([_group_name(lang, name), *(_line(lang, board, item) for item in group)])
        for name, group in groupby(items, key=lambda item: _group(board, item))
    ]
    nothing = EMPTY if blocks or board.rests else lang.say("Nothing is due on this day.")
    return paragraphs(lines([nothing, resting(lang, board)]), *blocks)


def _group(board: Board, item: Item) -> Criticality | Apart:
    if item.any_day:
        return Apart.ANY_DAY
    return Apart.STILL_OPEN if item.day < board.day else item.criticality


def _group_name(lang: Lang, group: Criticality | Apart) -> Text:
    match group:
        case Apart.ANY_DAY:
            words = lang.say("Any day")
        case Apart.STILL_OPEN:
            words = lang.say("Still open")
        case Criticality():
            words = importance(lang, group)
    return Text(f"<i>{words.html}</i>") if words.html else EMPTY


def _line(lang: Lang, board: Board, item: Item) -> Text:
    return lang.say(
        "{mark} {title}{state}",
        mark=Text(MARKS[item.reading]),
        title=bold(shorten(named(lang, item), TITLE)),
        state=_state(lang, item.reading) if item.day == board.day else _late(lang, board, item),
    ) + _so_far(lang, item)


def named(lang: Lang, item: Item) -> str:
    """The name, and the time where it has one."""
    return item.title if item.at is None else f"{item.title} {lang.time(item.at)}"


def _so_far(lang: Lang, item: Item) -> Text:
    """How often it was done, where the days are one's own choice."""
    unit = item.unit
    if unit is None:
        return EMPTY
    match item.schedule:
        case TimesPer(period=Period.WEEK):
            return lang.say(" – {n} of {need} this week", n=unit.done, need=unit.need)
        case TimesPer():
            return lang.say(" – {n} of {need} this month", n=unit.done, need=unit.need)
        case TimesIn(days=days):
            return lang.say(
                " – {n} of {need} in {days} days", n=unit.done, need=unit.need, days=days
            )
        case _:
            return EMPTY


def _late(lang: Lang, board: Board, item: Item) -> Text:
    """Of when a one-time goal is that is still open: a date, and no word of blame."""
    if item.reading is Reading.MISSED:
        return lang.say(" – of {day}", day=lang.day(item.day, board.today))
    return _state(lang, item.reading)


def _state(lang: Lang, reading: Reading) -> Text:
    """In words too: a symbol alone says nothing to a screen reader."""
    match reading:
        case Reading.DONE:
            return lang.say(" – done")
        case Reading.PART:
            return lang.say(" – in part")
        case Reading.SKIPPED:
            return lang.say(" – skipped")
        case Reading.MISSED:
            return lang.say(" – not recorded")
        case _:
            return EMPTY


def _footing(lang: Lang, zone_known: bool) -> Text:
    if zone_known:
        return EMPTY
    return lang.say("Days are counted in UTC until I know your time zone.")


def _item_row(lang: Lang, board: Board, item: Item, page: int) -> Row:
    """The title always sets done, so that a nervous second tap cannot undo the first."""

    def tick(reaction: Reaction) -> Tick:
        late = (board.day - item.day).days
        return Tick(item.goal_id, item.day, reaction, page, late, item.slot)

    done = Button(f"{MARKS[item.reading]} {named(lang, item)}", tick(Reaction.DONE))
    if item.reading.is_unanswered:
        return done, Button(skip_label(lang, board.skips_left), tick(Reaction.SKIP))
    return done, Button(lang.label("Clear"), tick(Reaction.CLEAR))


def _last_row(lang: Lang, board: Board, page: int) -> Row:
    more = (Button(lang.label("More…"), ShowMore(board.day, page)),) if board.items else ()
    if len(board.items) >= FEW:
        return more
    return (
        *more,
        Button(lang.label("New goal"), NewGoal()),
        Button(lang.label("Mood"), AskMood()),
    )


def _day_row(lang: Lang, board: Board) -> Row:
    before = max(board.day - timedelta(days=1), FIRST_DAY)
    after = min(board.day + timedelta(days=1), LAST_DAY)
    row = [Button(f"{EARLIER} {lang.short_day(before)}", ShowDay(before))]
    if board.day != board.today:
        row.append(Button(lang.label("Today"), ShowDay(board.today)))
    return *row, Button(f"{lang.short_day(after)} {LATER}", ShowDay(after))
