"""The review of a new goal: everything in words, with the next date, before it is kept."""

from __future__ import annotations

from datetime import date

from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs, quote
from bot.texts.schedules import day_in_words, importance, rhythm, times_in_words
from domain.schedules import Once, Plan, Version, is_any_day, next_due
from storage.goals import Wish


def summary(lang: Lang, wish: Wish, today: date) -> Text:
    """What will be kept, if the person says so."""
    times = lang.say("Reminder times: {times}", times=times_in_words(lang, wish.reminders))
    facts = lines(
        [
            rhythm(lang, wish.schedule, wish.target, today),
            _first(lang, wish, today),
            importance(lang, wish.criticality),
            times if wish.reminders else EMPTY,
        ]
    )
    about = quote(wish.description) if wish.description else EMPTY
    return paragraphs(lang.say("<b>Is this right?</b>"), bold(wish.title), about, facts)


def is_ever_due(wish: Wish) -> bool:
    """Whether there is a day on which it could be done."""
    plan = Plan(wish.start, wish.target, (Version(wish.start, wish.schedule),))
    return is_any_day(plan) or next_due(plan, wish.start) is not None


def _first(lang: Lang, wish: Wish, today: date) -> Text:
    if isinstance(wish.schedule, Once):
        return EMPTY
    plan = Plan(wish.start, wish.target, (Version(wish.start, wish.schedule),))
    due = next_due(plan, wish.start)
    if due is None:
        return lang.say("No day falls between its start and its end.")
    return lang.say("First: {day}", day=day_in_words(lang, due, today))
