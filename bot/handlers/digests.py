"""The weekly text: asked for, and what its buttons lead to."""

from __future__ import annotations

from dataclasses import replace

from bot.charting.of_days import week_strip
from bot.codes.digests import AskWeek, ShowMissing, ShowMonth, ShowWeek
from bot.codes.history import ShowTracker
from bot.handlers.charts import below
from bot.handlers.gates import needs_consent
from bot.handlers.history import show_tracker
from bot.router import on
from bot.texts.digests import missing_days, week_text
from bot.texts.own_reminders import weekly
from bot.turn import Turn
from bot.view import Reply, View
from domain.days import month_of
from domain.spans import Span
from storage import digests, looks, own_reminders
from storage.digests import Week


@on(AskWeek)
@needs_consent("goals")
async def ask_week(turn: Turn, _code: AskWeek) -> Reply:
    return await show_week(turn, ShowWeek(turn.today))


@on(ShowWeek)
@needs_consent("goals")
async def show_week(turn: Turn, code: ShowWeek) -> Reply:
    week = await turn.look(digests.week, turn.me, code.day)
    there = await turn.look(own_reminders.every, turn.me)
    ways = weekly(turn.lang, turn.me, there.get(own_reminders.WEEK))
    view = week_text(turn.lang, turn.me, week, code.day, ways)
    return await _below_strip(turn, week, view)


@on(ShowMissing)
@needs_consent("goals")
async def show_missing(turn: Turn, code: ShowMissing) -> Reply:
    week = await turn.look(digests.week, turn.me, code.day)
    return await _below_strip(turn, week, missing_days(turn.lang, week, code.day))


@on(ShowMonth)
@needs_consent("goals")
async def show_month(turn: Turn, code: ShowMonth) -> Reply:
    """A message of its own: the weekly text is not to be lost by a look at something else."""
    first, last = month_of(code.day)
    reply = await show_tracker(turn, ShowTracker(first, min(last, max(turn.today, first))))
    return replace(reply, fresh=True)


async def _below_strip(turn: Turn, week: Week, view: View) -> Reply:
    """Below the picture of the week, if it has one."""
    if not week.has_moods:
        return await below(turn, None, view)
    look = await turn.look(looks.look, turn.me, looks.MOOD, Span(week.first, week.last))
    return await below(turn, week_strip(turn.lang, look), view)
