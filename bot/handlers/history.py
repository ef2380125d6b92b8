"""One day of a goal, its calendar, and the tracker over any days."""

from __future__ import annotations

from bot.codes.day import SetEntry, SetSkipReason, ShowEntry, WriteEntryNote, entry_of
from bot.codes.history import AskTracker, ChooseHistory, ShowHistory, ShowTracker
from bot.dialogs.engine import begin
from bot.dialogs.entry_note import entry_note
from bot.handlers.gates import needs_consent
from bot.places import zones_of_city
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
from bot.texts.tracker import no_range, tracker
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.days import daystamp
from domain.errors import NotFound, Refused
from domain.ranges import parse_range
from domain.zones import city_of, known, spelled_like
from storage import entries, goal_views, histories
from storage import tracker as tracking
from storage.tracker import TrackedDay


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
    """Reads the range behind the command; without one, the last seven days and how to ask for others."""
    words = turn.typed.partition(" ")[2].strip()
    try:
        code = _asked(turn, words, turn.me.zone_or_utc)
    except Refused as error:
        near = await _near(turn, words, error)
        return Reply(no_range(turn.lang, turn.me, turn.today, error, near))
    days = await _tracked(turn, code)
    return Reply(tracker(turn.lang, turn.me, days, code, turn.today, hint=not words))


def _asked(turn: Turn, words: str, zone: str) -> ShowTracker:
    wanted = parse_range(words, turn.today, zone)
    own = wanted.zone == turn.me.zone_or_utc
    return ShowTracker(
        wanted.first, wanted.last, Word("" if own else wanted.zone.replace("/", ":"))
    )


async def _near(turn: Turn, words: str, error: Refused) -> list[ShowTracker]:
    """The same days in the zones that an unknown name may have meant: the place of that name, or
    names that are spelled much like it."""
    if error.field != "zone":
        return []
    name = str(error.data.get("name"))
    found = filter(known, await zones_of_city(city_of(name)))
    days = " ".join(words.split()[:2])
    try:
        return [_asked(turn, days, zone) for zone in tuple(found) or spelled_like(name)]
    except Refused:
        return []  # the days are none either


@on(ShowTracker)
@needs_consent("goals")
async def show_tracker(turn: Turn, code: ShowTracker) -> Reply:
    days = await _tracked(turn, code)
    return Reply(tracker(turn.lang, turn.me, days, code, turn.today))


async def _tracked(turn: Turn, code: ShowTracker) -> tuple[TrackedDay, ...]:
    zone = code.zone.replace(":", "/") or turn.me.zone_or_utc
    if not known(zone) or code.last < code.first:
        raise NotFound("zone")
    wanted = parse_range(f"{code.first} {code.last}", turn.today, zone)
    return await turn.keep(tracking.track, turn.me, wanted)
