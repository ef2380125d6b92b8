"""Looking back: the figures of a span, and each of its days, in words."""

from __future__ import annotations

from bot.codes.stats import AskSpan, AskStats, ChooseGoalChart, ShowDays, ShowStats
from bot.dialogs.engine import begin
from bot.dialogs.span import span as span_dialog
from bot.handlers.gates import needs_consent
from bot.handlers.looking import looked
from bot.router import on
from bot.texts.stats import counted_days, goal_choice, no_days, stats, unit_names
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.days import daystamp
from domain.errors import NotFound, Refused
from domain.looking_back import is_iso, parse_days
from domain.ranges import STATS_MAX, Range, checked, parse_range
from domain.spans import Span, Unit, span_of
from domain.written import fold
from domain.zones import known
from storage import goal_views, looks, statistics

PAGE = 8


@on(AskStats)
@needs_consent("moods")
async def ask_stats(turn: Turn, _code: AskStats) -> Reply:
    """Reads the days behind the command; without any, the present month. Days with a zone behind them
    are told one by one, as they are in that zone."""
    words = turn.typed.partition(" ")[2].strip() if turn.typed.startswith("/") else ""
    if not words or words == "text":
        month = span_of(turn.today, Unit.MONTH, turn.me.first_weekday)
        return await _stats(turn, ShowStats(month.first, month.last), hint=True)
    try:
        return await _asked(turn, words)
    except Refused as error:
        return Reply(no_days(turn.lang, turn.today, error))


@on(ShowStats)
@needs_consent("moods")
async def show_stats(turn: Turn, code: ShowStats) -> Reply:
    return await _stats(turn, code)


@on(ShowDays)
@needs_consent("moods")
async def show_days(turn: Turn, code: ShowDays) -> Reply:
    checked(code.first, code.last, STATS_MAX)
    zone = code.zone.replace(":", "/") or turn.me.zone_or_utc
    if not known(zone):
        raise NotFound("zone")
    wanted = Range(code.first, code.last, zone)
    days = await turn.look(statistics.count_moods, turn.me, wanted)
    return Reply(counted_days(turn.lang, turn.me, days, code, turn.today))


@on(ChooseGoalChart)
@needs_consent("goals")
async def choose_goal_chart(turn: Turn, code: ChooseGoalChart) -> Reply:
    page = await turn.look(goal_views.page, turn.me, code.page, PAGE)
    return Reply(goal_choice(turn.lang, page, turn.today))


@on(AskSpan)
@needs_consent("moods")
async def ask_span(turn: Turn, code: AskSpan) -> Reply:
    data = {"of": str(code.of), "day": daystamp(turn.today)}
    return await begin(turn, span_dialog, data)


async def _asked(turn: Turn, words: str) -> Reply:
    """`FROM TO ZONE` as the tracker reads it, or days in the person's own words."""
    named = {fold(name): unit for unit, name in unit_names(turn.lang).items()}
    if fold(words) in named:
        span = span_of(turn.today, named[fold(words)], turn.me.first_weekday)
        return await _stats(turn, ShowStats(span.first, span.last))
    own, order = turn.me.zone_or_utc, turn.me.date_order or "day"
    if is_iso(words):
        wanted = parse_range(words, turn.today, own, STATS_MAX)
        if wanted.zone != own:
            zone = Word(wanted.zone.replace("/", ":"))
            return await show_days(turn, ShowDays(wanted.first, wanted.last, zone))
    span = parse_days(words, turn.today, own, order, language=turn.lang.code)
    return await _stats(turn, ShowStats(span.first, span.last))


async def _stats(turn: Turn, code: ShowStats, *, hint: bool = False) -> Reply:
    look = await looked(turn, code.of, Span(code.first, code.last), STATS_MAX)
    subjects = await turn.look(looks.subjects, turn.me)
    if look.logs:
        turn.house.pictures.prepare()
    return Reply(stats(turn.lang, turn.me, look, subjects, hint))
