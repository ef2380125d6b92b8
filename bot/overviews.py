"""The overviews as they go out: looked up at the moment of sending, and shown as when asked for."""

from __future__ import annotations

from dataclasses import replace

from bot.lang import Lang, lang
from bot.texts.day import day_card
from bot.texts.digests import week_text
from bot.texts.own_reminders import change_or_stop
from bot.texts.review_day import review_card
from bot.texts.unasked import discreet_overview
from bot.view import View
from domain.clock import Clock
from storage import digests, entries, reviews
from storage.database import Database
from storage.overviews import looks_back
from storage.own_reminders import DAY, WEEK
from storage.parcels import Card


async def overview(db: Database, clock: Clock, card: Card) -> View:
    """The weekly text, or the day: what is due on it, and in its evening how it was."""
    words, evening = lang(card.me.language), looks_back(card.me, clock.now())
    if card.me.discreet:
        return discreet_overview(words, card, evening=evening)
    if card.digest == WEEK:
        week = await db.read(digests.week, card.me, card.day)
        ways = change_or_stop(words, WEEK)
        return week_text(words, card.me, week, card.day, ways)
    view = await (_evening if evening else _day)(db, words, card)
    return replace(view, rows=(*view.rows, *change_or_stop(words, DAY)))


async def _day(db: Database, words: Lang, card: Card) -> View:
    return day_card(words, await db.run(entries.open_day, card.me, card.day))


async def _evening(db: Database, words: Lang, card: Card) -> View:
    review = await db.run(reviews.review, card.me, card.day)
    return review_card(words, review, with_mood="moods" in card.me.agreed)
