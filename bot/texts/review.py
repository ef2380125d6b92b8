"""The review of a new goal: everything in words, with the next date, before it is kept."""

from __future__ import annotations

from datetime import date

from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs, quote
from bot.texts.quiet import said_all_the_same
from bot.texts.schedules import day_in_words, first_period, importance, rhythm, times_in_words
from domain.asking import next_asked
from domain.kinds import Once
from domain.schedules import Plan, Version
from storage.goals import Wish
from storage.people import Acquaintance


def summary(lang: Lang, me: Acquaintance, wish: Wish, today: date) -> Text:
    """What will be kept, if the person says so."""
    times = lang.say("Reminder times: {times}", times=times_in_words(lang, wish.reminders))
    facts = lines(
        [
            rhythm(lang, wish.schedule, wish.target, today),
            _first(lang, wish, today),
            first_period(lang, _plan(wish), wish.start),
            importance(lang, wish.criticality),
            times if wish.reminders else EMPTY,
            said_all_the_same(lang, me, wish.reminders),
            _tags(lang, wish),
        ]
    )
    about = quote(wish.description) if wish.description else EMPTY
    return paragraphs(lang.say("<b>Is this right?</b>"), bold(wish.title), about, facts)


def is_ever_due(wish: Wish) -> bool:
    """Whether there is a day on which it could be done."""
    return _first_day(wish) is not None


def _first(lang: Lang, wish: Wish, today: date) -> Text:
    if isinstance(wish.schedule, Once):
        return EMPTY
    due = _first_day(wish)
    if due is None:
        return lang.say("No day falls between its start and its end.")
    return lang.say("First: {day}", day=day_in_words(lang, due, today))


def _tags(lang: Lang, wish: Wish) -> Text:
    return lang.say("{tags}", tags=" ".join(f"#{tag}" for tag in wish.tags)) if wish.tags else EMPTY


def _first_day(wish: Wish) -> date | None:
    """The first day that it asks; what is done on days of one's choice is due on none."""
    return next_asked(_plan(wish), wish.start, {})


def _plan(wish: Wish) -> Plan:
    return Plan(wish.start, wish.target, (Version(wish.start, wish.schedule),))
