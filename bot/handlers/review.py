"""Coming back after some days away, and the review of a day in the evening."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.day import (
    FinishReview,
    RestDays,
    ReviewDay,
    ReviewTick,
    SayDayMood,
    ShowToday,
    WriteDayNote,
)
from bot.dialogs.day_note import day_note
from bot.dialogs.engine import begin
from bot.handlers.day import show_today
from bot.handlers.gates import needs_consent
from bot.handlers.undo import undo_row
from bot.router import on
from bot.texts.day import tick_toast
from bot.texts.review_day import finished, review_card
from bot.turn import Turn
from bot.view import Reply
from domain.days import daystamp
from storage import catching_up, entries, reviews


@on(RestDays)
@needs_consent("goals")
async def rest_days(turn: Turn, code: RestDays) -> Reply:
    """One act, so that one undo brings all of these days back."""
    await turn.act(ShowToday(), catching_up.rest, turn.me, code.first, code.last)
    reply = await show_today(turn, ShowToday())
    if reply.view is None:
        return reply
    rows = (*reply.view.rows, *undo_row(turn.lang, turn.act_id))
    view = replace(reply.view, rows=rows)
    return replace(reply, view=view, toast=turn.lang.label("They rested."))


@on(ReviewDay)
@needs_consent("goals")
async def review_day(turn: Turn, code: ReviewDay) -> Reply:
    review = await turn.keep(reviews.review, turn.me, code.day)
    return Reply(review_card(turn.lang, review, with_mood="moods" in turn.me.agreed))


@on(ReviewTick)
@needs_consent("goals")
async def review_tick(turn: Turn, code: ReviewTick) -> Reply:
    here = ReviewDay(code.shown)
    ticked = await turn.act(
        here, entries.tick, turn.me, code.goal, code.day, code.reaction.state, None, code.slot
    )
    reply = await review_day(turn, here)
    return replace(reply, toast=tick_toast(turn.lang, ticked))


@on(SayDayMood)
@needs_consent("moods")
async def say_day_mood(turn: Turn, code: SayDayMood) -> Reply:
    here = ReviewDay(code.day)
    await turn.act(here, reviews.say_mood, turn.me, code.day, code.level, code.steps)
    reply = await review_day(turn, here)
    return replace(reply, toast=turn.lang.label("Noted."))


@on(WriteDayNote)
@needs_consent("moods")
async def write_day_note(turn: Turn, code: WriteDayNote) -> Reply:
    """A note belongs to the mood of the day: where there is none, its question is shown."""
    review = await turn.keep(reviews.review, turn.me, code.day)
    if review.mood is None:
        return await review_day(turn, ReviewDay(code.day))
    data = {"mood": review.mood.id, "day": daystamp(code.day), "now": review.mood.note}
    return await begin(turn, day_note, data)


@on(FinishReview)
@needs_consent("goals")
async def finish_review(turn: Turn, code: FinishReview) -> Reply:
    review = await turn.keep(reviews.review, turn.me, code.day)
    return Reply(finished(turn.lang, review))
