"""The living card: /today, ticking, walking through the days."""

from __future__ import annotations

from bot.codes import Nothing, ShowDay, ShowToday, Tick
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.day import day_card, tick_toast
from bot.turn import Turn
from bot.view import Reply
from storage import entries


@on(ShowToday)
@needs_consent("goals")
async def show_today(turn: Turn, _code: ShowToday) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, turn.today)
    return Reply(day_card(turn.lang, board, zone_known=turn.me.zone is not None), card=True)


@on(ShowDay)
@needs_consent("goals")
async def show_day(turn: Turn, code: ShowDay) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, code.day)
    return Reply(day_card(turn.lang, board, code.page, zone_known=turn.me.zone is not None))


@on(Tick)
@needs_consent("goals")
async def tick(turn: Turn, code: Tick) -> Reply:
    ticked = await turn.act(
        ShowDay(code.day, code.page),
        entries.tick,
        turn.me,
        code.goal,
        code.day,
        code.reaction.state,
    )
    view = day_card(turn.lang, ticked.board, code.page, zone_known=turn.me.zone is not None)
    return Reply(view, tick_toast(turn.lang, ticked))


@on(Nothing)
async def nothing(_turn: Turn, _code: Nothing) -> Reply:
    return Reply()
