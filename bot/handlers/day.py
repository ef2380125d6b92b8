"""The living card: /today, ticking, walking through the days."""

from __future__ import annotations

from bot.codes import Nothing, ShowDay, ShowToday, Tick
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.day import day_card, tick_toast
from bot.turn import Turn
from bot.view import Reply, View
from storage import entries
from storage.entries import Board


@on(ShowToday)
@needs_consent("goals")
async def show_today(turn: Turn, _code: ShowToday) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, turn.today)
    return Reply(_card(turn, board), card=True)


@on(ShowDay)
@needs_consent("goals")
async def show_day(turn: Turn, code: ShowDay) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, code.day)
    return Reply(_card(turn, board, code.page))


@on(Tick)
@needs_consent("goals")
async def tick(turn: Turn, code: Tick) -> Reply:
    ticked = await turn.act(
        ShowDay(code.shown, code.page),
        entries.tick,
        turn.me,
        code.goal,
        code.day,
        code.reaction.state,
        code.shown,
    )
    return Reply(_card(turn, ticked.board, code.page), tick_toast(turn.lang, ticked))


@on(Nothing)
async def nothing(_turn: Turn, _code: Nothing) -> Reply:
    return Reply()


def _card(turn: Turn, board: Board, page: int = 0) -> View:
    me, now = turn.me, turn.house.clock.now()
    return day_card(
        turn.lang, board, page, zone_known=me.zone is not None, until=me.day_lasts_until(now)
    )
