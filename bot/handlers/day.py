"""The living card: /today, ticking, walking through the days."""

from __future__ import annotations

from bot.codes.day import ShowDay, ShowMore, ShowToday, Tick
from bot.codes.settings import Nothing
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.day import day_card, more, tick_toast
from bot.texts.review_day import catch_up
from bot.turn import Turn
from bot.view import Reply, View
from domain.days import local_time
from storage import cards, catching_up, entries
from storage.board import Board
from storage.overviews import looks_back


@on(ShowToday)
@needs_consent("goals")
async def show_today(turn: Turn, _code: ShowToday) -> Reply:
    if (away := await _away(turn)) is not None:
        return Reply(away, card=True)
    board = await turn.keep(entries.open_day, turn.me, turn.today)
    return Reply(_card(turn, board), card=True)


@on(ShowDay)
@needs_consent("goals")
async def show_day(turn: Turn, code: ShowDay) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, code.day)
    return Reply(_card(turn, board, code.page))


@on(ShowMore)
@needs_consent("goals")
async def show_more(turn: Turn, code: ShowMore) -> Reply:
    board = await turn.keep(entries.open_day, turn.me, code.day)
    return Reply(more(turn.lang, board, code.page))


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
        code.slot,
    )
    return Reply(_card(turn, ticked.board, code.page), tick_toast(turn.lang, ticked))


@on(Nothing)
async def nothing(_turn: Turn, _code: Nothing) -> Reply:
    return Reply()


async def _away(turn: Turn) -> View | None:
    """The days somebody was away, once, before the first card after them."""
    card = await turn.look(cards.hanging, turn.me)
    if card is None or turn.me.day_of(card.sent_at) >= turn.today:
        return None
    days = await turn.keep(catching_up.come_back, turn.me)
    return catch_up(turn.lang, days) if days else None


def _card(turn: Turn, board: Board, page: int = 0) -> View:
    me, now = turn.me, turn.house.clock.now()
    until = me.day_lasts_until(now)
    known = me.zone is not None
    return day_card(
        turn.lang,
        board,
        page,
        zone_known=known,
        until=until,
        evening=known and looks_back(me, now),
        erasing=local_time(me.erase_at, me.zone_or_utc) if me.erase_at else None,
    )
