"""The overviews as they go out: looked up at the moment of sending, and shown as when asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.charting.lookbacks import lookback_chart
from bot.charting.of_days import week_strip
from bot.lang import Lang, lang
from bot.texts.day import day_card
from bot.texts.digests import week_text
from bot.texts.lookbacks import lookback_text
from bot.texts.own_reminders import change_or_stop
from bot.texts.review_day import review_card
from bot.texts.unasked import discreet_overview
from bot.view import View
from domain.clock import Clock
from domain.spans import Unit
from storage import digests, entries, lookbacks, reviews
from storage.database import Database
from storage.overviews import looks_back
from storage.own_reminders import DAY, MONTH, WEEK, YEAR
from storage.parcels import Card


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it in words, and the ``chart`` of it, if there is one."""

    view: View
    chart: object | None = None


def may_be_drawn(card: Card) -> bool:
    """Whether a picture can belong to it: a discreet message has none, nor has a day."""
    return card.digest not in (None, DAY) and not card.me.discreet


async def overview(db: Database, clock: Clock, card: Card) -> Overview:
    """A week, a month, a year; or the day: what is due on it, and in its evening how it was."""
    words, evening = lang(card.me.language), looks_back(card.me, clock.now())
    if card.me.discreet:
        return Overview(discreet_overview(words, card, evening=evening))
    if card.digest == WEEK:
        return await _week(db, words, card)
    if card.digest in (MONTH, YEAR):
        return await _lookback(db, words, card, Unit(card.digest))
    view = await (_evening if evening else _day)(db, words, card)
    return Overview(replace(view, rows=(*view.rows, *change_or_stop(words, DAY))))


async def _week(db: Database, words: Lang, card: Card) -> Overview:
    week = await db.read(digests.week, card.me, card.day)
    view = week_text(words, card.me, week, card.day, change_or_stop(words, WEEK))
    return Overview(view, week_strip(words, week.look) if week.look else None)


async def _lookback(db: Database, words: Lang, card: Card, unit: Unit) -> Overview:
    found = await db.read(lookbacks.lookback, card.me, unit, card.day)
    view = lookback_text(words, card.me, found, change_or_stop(words, unit.value))
    return Overview(view, lookback_chart(words, card.me, found))


async def _day(db: Database, words: Lang, card: Card) -> View:
    return day_card(words, await db.run(entries.open_day, card.me, card.day))


async def _evening(db: Database, words: Lang, card: Card) -> View:
    review = await db.run(reviews.review, card.me, card.day)
    return review_card(words, review, with_mood="moods" in card.me.agreed)
