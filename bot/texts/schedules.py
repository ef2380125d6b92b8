"""Schedules, dates, times and importance in words."""

from datetime import date

from bot.lang import Lang
from bot.text import EMPTY, Text
from domain.goals import Criticality
from domain.schedules import Daily, Once, Schedule, Weekdays


def in_words(lang: Lang, schedule: Schedule) -> Text:
    """How often, as one would say it."""
    match schedule:
        case Once():
            return lang.say("once")
        case Daily():
            return lang.say("every day")
        case Weekdays(days):
            return _weekdays(lang, days)


def _weekdays(lang: Lang, days: frozenset[int]) -> Text:
    if days == frozenset(range(5)):
        return lang.say("Monday to Friday")
    if days == frozenset({5, 6}):
        return lang.say("on weekends")
    if len(days) == 1:
        return lang.say("every {weekday}", weekday=lang.weekday(min(days)))
    names = ", ".join(lang.weekday(day, "abbreviated") for day in sorted(days))
    return lang.say("every {weekdays}", weekdays=names)


def times_in_words(lang: Lang, minutes: tuple[int, ...]) -> str:
    return ", ".join(lang.time(minute) for minute in minutes)


def day_in_words(lang: Lang, day: date, today: date) -> Text:
    """``today``, ``tomorrow``, ``yesterday``, or the date with its weekday."""
    match (day - today).days:
        case 0:
            return lang.say("today")
        case 1:
            return lang.say("tomorrow")
        case -1:
            return lang.say("yesterday")
        case _:
            return lang.say("{date}", date=lang.day(day, today))


def rhythm(lang: Lang, schedule: Schedule, target: date | None, today: date) -> Text:
    """How often and until when, as a line of its own."""
    if isinstance(schedule, Once):
        if target is None:
            return lang.say("Once, on any day")
        return lang.say("Once, due {day}", day=day_in_words(lang, target, today))
    words = in_words(lang, schedule)
    if target is None:
        return lang.say("Repeats {words}", words=words)
    return lang.say("Repeats {words} until {day}", words=words, day=lang.day(target, today))


def importance(lang: Lang, criticality: Criticality) -> Text:
    """How much a goal matters; nothing is said of the usual."""
    match criticality:
        case Criticality.HIGH:
            return lang.say("Matters most")
        case Criticality.LOW:
            return lang.say("If there is time")
        case Criticality.NORMAL:
            return EMPTY
