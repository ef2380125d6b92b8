"""Charts in the chat: a picture with all of it in words below, and where that cannot be, the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.charting.of_findings import ROWS, together_chart
from bot.charting.of_goals import goal_history, weeks_until
from bot.charting.sheets import Sheet, sheet
from bot.codes.stats import (
    MOOD,
    Kind,
    SendChart,
    SendFindings,
    SendGoalChart,
    ShowChart,
    ShowFindings,
    ShowGoalChart,
)
from bot.handlers.gates import needs_consent
from bot.handlers.looking import looked
from bot.messenger import Document
from bot.pictures import Picture
from bot.router import on
from bot.texts.captions import caption, named
from bot.texts.charts import chart_rows, file_name, not_sent, undrawn
from bot.texts.findings import (
    findings_caption,
    findings_rows,
    not_reckoned,
    nothing_to_test,
)
from bot.texts.goal_charts import goal_caption, goal_rows
from bot.turn import Turn
from bot.view import Reply, Row, View
from charts.values import Theme
from domain.entries import Reading
from domain.insight.pairs import looked_at
from domain.ranges import checked
from domain.spans import Span
from storage import histories, looks
from storage.histories import GoalHistory
from storage.looks import Look

LONG = timedelta(days=364)
"""What takes many weeks to show is looked for in a whole year."""


@on(ShowChart)
@needs_consent("moods")
async def show_chart(turn: Turn, code: ShowChart) -> Reply:
    look = await _look(turn, code)
    rows = chart_rows(turn.lang, turn.me, look, code)
    return await shown(turn, await _sheet(turn, code, look), rows)


@on(SendChart)
@needs_consent("moods")
async def send_chart(turn: Turn, code: SendChart) -> Reply:
    """The picture as a file: as a photo it is made smaller on the way."""
    chart = ShowChart(code.kind, code.first, code.last, code.of)
    found = await _sheet(turn, chart, await _look(turn, chart))
    return await sent(turn, found, file_name(code.kind, code.first, code.last))


@on(ShowGoalChart)
@needs_consent("goals")
async def show_goal_chart(turn: Turn, code: ShowGoalChart) -> Reply:
    goal, found = await _goal(turn, code.goal, code.last)
    return await shown(turn, found, goal_rows(turn.lang, goal, code))


@on(SendGoalChart)
@needs_consent("goals")
async def send_goal_chart(turn: Turn, code: SendGoalChart) -> Reply:
    _, found = await _goal(turn, code.goal, code.last)
    span = weeks_until(code.last, turn.me.first_weekday)
    return await sent(turn, found, file_name(f"goal-{code.goal}", span.first, code.last))


@on(ShowFindings)
@needs_consent("moods")
async def show_findings(turn: Turn, code: ShowFindings) -> Reply:
    found, page, count = await _findings(turn, code.page)
    drawable = found.chart is not None
    return await shown(turn, found, findings_rows(turn.lang, page, count, file=drawable))


@on(SendFindings)
@needs_consent("moods")
async def send_findings(turn: Turn, code: SendFindings) -> Reply:
    found, _, _ = await _findings(turn, code.page)
    return await sent(turn, found, file_name("together", *looked_at(turn.today)))


async def shown(turn: Turn, found: Sheet, rows: tuple[Row, ...]) -> Reply:
    """A sheet as a picture of its own, in the place of another picture, or in words."""
    if found.chart is None:
        return Reply(View(found.caption, rows), fresh=True)
    picture = await drawn(turn, found)
    if picture is None:
        return Reply(View(undrawn(turn.lang, found.caption), rows), fresh=True)
    text = caption(found.caption, named(turn.lang, picture.stood_in))
    return Reply(View(text, rows, picture=picture), fresh=not turn.on_picture)


async def sent(turn: Turn, found: Sheet, name: str) -> Reply:
    """A sheet as a file."""
    picture = await drawn(turn, found)
    if picture is None:
        return Reply(View(undrawn(turn.lang, found.caption)), fresh=True)
    document = Document(name, picture.content)
    if await turn.house.messenger.send_document(turn.me.chat_id, document):
        return Reply()
    return Reply(View(not_sent(turn.lang)), fresh=True)


async def below(turn: Turn, chart: object | None, view: View) -> Reply:
    """A view below its chart. What is opened on a message of words stays in its place, in words; and
    where there is no picture any more, one that hangs below a picture is told beside it."""
    tapped_words = turn.query_id is not None and not turn.on_picture
    picture = None if tapped_words else await drawn(turn, Sheet(chart, view.text))
    fresh = picture is None if turn.on_picture else picture is not None
    return Reply(replace(view, picture=picture), fresh=fresh)


async def drawn(turn: Turn, found: Sheet) -> Picture | None:
    if found.chart is None:
        return None
    pictures, theme = turn.house.pictures, Theme(turn.me.theme)
    return await turn.wait_for(pictures.draw(turn.me.chat_id, found.chart, theme))


async def _look(turn: Turn, code: ShowChart) -> Look:
    # Before it is made longer: a made up span that ends before it begins would no longer look like one.
    checked(code.first, code.last)
    span = Span(code.first, code.last)
    if code.kind is Kind.RHYTHM:
        span = Span(min(span.first, span.last - LONG), span.last)
    return await looked(turn, code.of, span)


async def _sheet(turn: Turn, code: ShowChart, look: Look) -> Sheet:
    with_goals = code.kind is Kind.CALENDAR and code.of == MOOD and "goals" in turn.me.agreed
    goals = await turn.look(looks.goals_done, turn.me, look.span) if with_goals else {}
    weekdays = None
    if code.kind is Kind.RHYTHM:
        days = {day: value.value for day, value in look.days.items()}
        weekdays = await turn.wait_for(turn.house.findings.weekdays(turn.me, days))
    return sheet(turn.lang, turn.me, code.kind, look, goals, weekdays)


async def _goal(turn: Turn, goal_id: int, last: date) -> tuple[GoalHistory, Sheet]:
    span = weeks_until(last, turn.me.first_weekday)
    goal = await turn.look(histories.drawn, turn.me, goal_id, span)
    words = goal_caption(turn.lang, turn.me, goal, span)
    asked = any(reading is not Reading.NOT_DUE for reading in goal.readings.values())
    chart = goal_history(turn.lang, turn.me, goal, span) if asked else None
    return goal, Sheet(chart, words)


async def _findings(turn: Turn, page: int) -> tuple[Sheet, int, int]:
    """One page of what was looked at, which page it is, and how many rows there are in all."""
    every = await turn.wait_for(turn.house.findings.of(turn.me))
    if every is None:
        return Sheet(None, not_reckoned(turn.lang)), 0, 0
    if not every:
        return Sheet(None, nothing_to_test(turn.lang)), 0, 0
    page = min(page, (len(every) - 1) // ROWS)
    rows = every[page * ROWS : (page + 1) * ROWS]
    chart = together_chart(turn.lang, turn.me, rows, turn.today)
    return Sheet(chart, findings_caption(turn.lang, turn.me, rows, turn.today)), page, len(every)
