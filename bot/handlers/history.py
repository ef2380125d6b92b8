"""One day of a goal, its calendar, and the tracker over any days."""

from __future__ import annotations

from bot.codes.day import SetEntry, SetSkipReason, ShowEntry, WriteEntryNote, entry_of
from bot.codes.history import AskTracker, ChooseHistory, ShowHistory, ShowTracker
from bot.dialogs.engine import begin
from bot.dialogs.entry_note import entry_note
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.history import (
    PAGE,
    calendar_of,
    entry_card,
    entry_toast,
    history_choice,
    month_named,
    skip_reasons,
)
from bot.texts.tracker import tracker
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.days import daystamp
from domain.errors import NotFound
from domain.ranges import Range, parse_range
from domain.zones import known
from storage import entries, goal_views, histories
from storage import tracker as tracking


@on(ShowEntry)
@needs_consent("goals")
async def show_entry(turn: Turn, code: ShowEntry) -> Reply:
    entry = await turn.look(histories.entry, turn.me, code.goal, code.day, code.slot)
    return Reply(entry_card(turn.lang, entry, code))


@on(SetEntry)
@needs_consent("goals")
async def set_entry(turn: Turn, code: SetEntry) -> Reply:
    here = entry_of(code)
    ticked = await turn.act(
        here,
        entries.tick,
        turn.me,
        code.goal,
        code.day,
        code.reaction.state,
        None,
        code.slot,
    )
    reply = await show_entry(turn, here)
    return Reply(reply.view, entry_toast(turn.lang, ticked))


@on(SetSkipReason)
@needs_consent("goals")
async def set_skip_reason(turn: Turn, code: SetSkipReason) -> Reply:
    words = skip_reasons(turn.lang).get(code.reason)
    if words is None and code.reason != "none":
        raise NotFound("reason")
    here = entry_of(code)
    place = (code.goal, code.day, code.slot)
    await turn.act(here, entries.give_reason, turn.me, place, words)
    return await show_entry(turn, here)


@on(WriteEntryNote)
@needs_consent("goals")
async def write_note(turn: Turn, code: WriteEntryNote) -> Reply:
    entry = await turn.look(histories.entry, turn.me, code.goal, code.day, code.slot)
    data = {
        "goal": entry.goal_id,
        "day": daystamp(entry.day),
        "slot": entry.slot,
        "back": code.back,
        "late": code.late,
        "now": entry.note,
        "name": entry.title,
    }
    return await begin(turn, entry_note, data)


@on(ChooseHistory)
async def choose_history(turn: Turn, code: ChooseHistory) -> Reply:
    page = await turn.look(goal_views.page, turn.me, code.page, PAGE)
    return Reply(history_choice(turn.lang, page))


@on(ShowHistory)
async def show_history(turn: Turn, code: ShowHistory) -> Reply:
    first, last = month_named(code.month, turn.today)
    month = await turn.look(histories.month, turn.me, code.goal, first, last)
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    return Reply(calendar_of(turn.lang, month, goal, turn.me.first_weekday))


@on(AskTracker)
@needs_consent("goals")
async def ask_tracker(turn: Turn, _code: AskTracker) -> Reply:
    """Reads the range behind the command; without one, the last seven days."""
    _, _, words = turn.typed.partition(" ")
    wanted = parse_range(words, turn.today, turn.me.zone_or_utc)
    zone = Word("" if wanted.zone == turn.me.zone_or_utc else wanted.zone.replace("/", ":"))
    return await show_tracker(turn, ShowTracker(wanted.first, wanted.last, zone))


@on(ShowTracker)
@needs_consent("goals")
async def show_tracker(turn: Turn, code: ShowTracker) -> Reply:
    zone = code.zone.replace(":", "/") or turn.me.zone_or_utc
    if not known(zone) or code.last < code.first:
        raise NotFound("zone")
    wanted = parse_range(f"{code.first} {code.last}", turn.today, zone)
    days = await turn.keep(tracking.track, turn.me, Range(wanted.first, wanted.last, zone))
    return Reply(tracker(turn.lang, turn.me, days, code, turn.today))
