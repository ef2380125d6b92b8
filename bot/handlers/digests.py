"""The overviews: asked for, and what its buttons lead to."""

from __future__ import annotations

from dataclasses import replace

from bot.charting.lookbacks import lookback_chart
from bot.charting.of_days import week_strip
from bot.codes.digests import (
    AskWeek,
    ShowLookback,
    ShowMissing,
    ShowMissingOf,
    ShowMonth,
    ShowWeek,
)
from bot.codes.history import ShowTracker
from bot.handlers.charts import below
from bot.handlers.gates import needs_consent
from bot.handlers.history import show_tracker
from bot.router import on
from bot.texts.digests import missing_days, week_text
from bot.texts.lookbacks import lookback_text
from bot.texts.own_reminders import change_or_stop, weekly
from bot.turn import Turn
from bot.view import Reply, View
from domain.days import ONE_DAY, month_of
from storage import digests, lookbacks, own_reminders
from storage.digests import Week


@on(AskWeek)
@needs_consent("goals", "moods")
async def ask_week(turn: Turn, _code: AskWeek) -> Reply:
    return await show_week(turn, ShowWeek(turn.today))


@on(ShowWeek)
@needs_consent("goals", "moods")
async def show_week(turn: Turn, code: ShowWeek) -> Reply:
    await turn.wait_for(turn.house.findings.told(turn.me))
    week = await turn.look(digests.week, turn.me, code.day)
    there = await turn.look(own_reminders.every, turn.me)
    ways = weekly(turn.lang, turn.me, there.get(own_reminders.WEEK))
    view = week_text(turn.lang, turn.me, week, code.day, ways)
    return await _below_strip(turn, week, view)


@on(ShowMissing)
@needs_consent("goals", "moods")
async def show_missing(turn: Turn, code: ShowMissing) -> Reply:
    week = await turn.look(digests.week, turn.me, code.day)
    return await _below_strip(turn, week, missing_days(turn.lang, week.missing, ShowWeek(code.day)))


@on(ShowMonth)
@needs_consent("goals")
async def show_month(turn: Turn, code: ShowMonth) -> Reply:
    """A message of its own: the weekly text is not to be lost by a look at something else."""
    first, last = month_of(code.day)
    reply = await show_tracker(turn, ShowTracker(first, min(last, max(turn.today, first))))
    return replace(reply, fresh=True)


@on(ShowLookback)
@needs_consent("goals", "moods")
async def show_lookback(turn: Turn, code: ShowLookback) -> Reply:
    found = await turn.look(lookbacks.lookback, turn.me, code.unit, code.day)
    ways = change_or_stop(turn.lang, code.unit.value)
    view = lookback_text(turn.lang, turn.me, found, ways)
    return await below(turn, lookback_chart(turn.lang, turn.me, found), view)


@on(ShowMissingOf)
@needs_consent("goals", "moods")
async def show_missing_of(turn: Turn, code: ShowMissingOf) -> Reply:
    day = code.last + ONE_DAY
    found = await turn.look(lookbacks.lookback, turn.me, code.unit, day)
    view = missing_days(turn.lang, found.missing, ShowLookback(code.unit, day))
    return await below(turn, lookback_chart(turn.lang, turn.me, found), view)


async def _below_strip(turn: Turn, week: Week, view: View) -> Reply:
    """Below the picture of the week, if it has one."""
    return await below(turn, week_strip(turn.lang, week.look) if week.look else None, view)
