"""Reminders: answering one, putting it off, switching them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.codes.reminders import (
    GoOn,
    PutOff,
    RemindTick,
    SetReminder,
    ShowLater,
    ShowMoreOf,
    ShowReminder,
    ShowReminders,
)
from bot.dialogs.bell import bell, moving
from bot.dialogs.engine import begin
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.text import EMPTY, Text
from bot.texts.day import tick_toast
from bot.texts.reminders import PAGE, gone, later, more_of, put_off, reminder_list
from bot.texts.unasked import spoken
from bot.turn import Turn
from bot.view import Reply
from domain.errors import NotFound
from domain.putting_off import MINUTES, in_minutes, this_evening, tomorrow
from storage import entries, outbox, reminders, snoozing
from storage.parcels import Card


@on(ShowReminder)
@needs_consent("goals")
async def show_reminder(turn: Turn, code: ShowReminder) -> Reply:
    return _shown(turn, await _card(turn, code.card))


@on(RemindTick)
@needs_consent("goals")
async def remind_tick(turn: Turn, code: RemindTick) -> Reply:
    """Counts for the day on the message, however late it is tapped."""
    ticked = await turn.act(
        ShowReminder(code.card),
        entries.tick,
        turn.me,
        code.goal,
        code.day,
        code.reaction.state,
        None,
        code.slot,
    )
    reply = _shown(turn, await _card(turn, code.card))
    return replace(reply, toast=tick_toast(turn.lang, ticked))


@on(ShowLater)
@needs_consent("goals")
async def show_later(turn: Turn, code: ShowLater) -> Reply:
    card = await _card(turn, code.card)
    if not card.lines:
        return Reply(gone(turn.lang))
    evening = this_evening(turn.house.clock.now(), turn.me.zone_or_utc) is not None
    return Reply(later(turn.lang, card, evening=evening))


@on(PutOff)
@needs_consent("goals")
async def put_it_off(turn: Turn, code: PutOff) -> Reply:
    card = await _card(turn, code.card)
    if not card.lines:
        return Reply(gone(turn.lang))
    until = _until(turn, card, code.until)
    count = await turn.act_for_good(
        ShowReminder(code.card), snoozing.put_off, turn.me, code.card, until
    )
    return put_off_until(turn, card, until, count)


def put_off_until(turn: Turn, card: Card, until: datetime, count: int) -> Reply:
    """The message with a word on when it comes again, if there is anything to be said."""
    if not count:
        return _shown(turn, card, turn.lang.say("Nothing on it is open any more."))
    return _shown(turn, card, put_off(turn.lang, until, turn.me, turn.today))


@on(ShowMoreOf)
@needs_consent("goals")
async def show_more_of(turn: Turn, code: ShowMoreOf) -> Reply:
    card = await _card(turn, code.card)
    return Reply(more_of(turn.lang, card, turn.today) if card.lines else gone(turn.lang))


@on(GoOn)
@needs_consent("goals")
async def go_on(turn: Turn, code: GoOn) -> Reply:
    """The answer to whether a reminder is still wanted."""
    here, me, say = ShowReminder(code.card), turn.me, turn.lang.say
    day = (await _card(turn, code.card)).day
    match code.way:
        case "keep":
            await turn.act(here, reminders.keep, me, code.reminder)
            note = say("I keep it as it is.")
        case "weekly":
            await turn.act(here, reminders.make_weekly, me, code.reminder, day.weekday())
            note = say("From now on weekly: {day}.", day=turn.lang.weekday_of(day))
        case "off":
            await turn.act(here, reminders.stop, me, code.reminder)
            note = say("It is silent from now on. /reminders brings it back.")
        case "move":
            one = await turn.look(reminders.one, me, code.reminder)
            if one.goal_id is None:
                raise NotFound("reminder")
            return await begin(turn, bell, moving(one))
        case _:
            raise NotFound("way")
    return _shown(turn, await _card(turn, code.card), note)


@on(ShowReminders)
@needs_consent("goals")
async def show_reminders(turn: Turn, code: ShowReminders) -> Reply:
    page = await turn.look(reminders.page, turn.me, code.page, PAGE)
    return Reply(reminder_list(turn.lang, turn.me, page, turn.today))


@on(SetReminder)
@needs_consent("goals")
async def set_reminder(turn: Turn, code: SetReminder) -> Reply:
    """The API's set reminder: on or off, for every day that is still to come."""
    here = ShowReminders(code.page)
    await turn.act(here, reminders.switch, turn.me, code.reminder, code.speaks)
    return await show_reminders(turn, here)


async def _card(turn: Turn, card_id: int) -> Card:
    return await turn.keep(outbox.card, turn.me, card_id)


def _shown(turn: Turn, card: Card, note: Text = EMPTY) -> Reply:
    """The message as it stands; of another's there is nothing on it."""
    if card.is_empty:
        return Reply(gone(turn.lang))
    return Reply(spoken(turn.lang, card, turn.today, note))


def _until(turn: Turn, card: Card, way: str) -> datetime:
    """When to say it again. An evening that is over by now is that of tomorrow."""
    now, zone = turn.house.clock.now(), turn.me.zone_or_utc
    following = tomorrow(now, zone, card.lines[0].due_at)
    match way:
        case minutes if minutes in map(str, MINUTES):
            return in_minutes(now, int(minutes))
        case "evening":
            return this_evening(now, zone) or following
        case "tomorrow":
            return following
        case _:
            raise NotFound("way")
