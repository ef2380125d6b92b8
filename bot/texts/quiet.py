"""Quiet hours in words, and what is said all the same."""

from __future__ import annotations

from collections.abc import Iterable

from bot.lang import Lang
from bot.text import EMPTY, Text
from bot.texts.schedules import times_in_words
from domain.quiet import QuietHours, QuietWeek
from storage.people import Acquaintance


def hours(lang: Lang, quiet: QuietHours) -> str:
    """``22:00–07:00``"""
    return f"{lang.time(quiet.start)}–{lang.time(quiet.end)}"


def weekly(lang: Lang, quiet: QuietWeek) -> tuple[Text, ...]:
    """A line for every night, and one for each that has other hours."""
    lines = (
        [lang.say("Quiet hours: {hours}", hours=hours(lang, quiet.every))] if quiet.every else []
    )
    for weekday, other in sorted(quiet.others.items()):
        night = lang.weekday(weekday)
        lines.append(
            lang.say("Night of {weekday}: quiet {hours}", weekday=night, hours=hours(lang, other))
            if other
            else lang.say("Night of {weekday}: no quiet hours", weekday=night)
        )
    return tuple(lines)


def said_all_the_same(lang: Lang, me: Acquaintance, minutes: Iterable[int]) -> Text:
    """Of reminder times, those in quiet hours: the person is not to wonder which of the two counts."""
    within = _within(me, minutes)
    if not within:
        return EMPTY
    return lang.say(
        "In your quiet hours: {times}. I remind you all the same.",
        times=times_in_words(lang, within),
    )


def comes_all_the_same(lang: Lang, me: Acquaintance, minutes: Iterable[int]) -> Text:
    """The same of what reminds of nothing."""
    within = _within(me, minutes)
    if not within:
        return EMPTY
    return lang.say(
        "In your quiet hours: {times}. It comes all the same.", times=times_in_words(lang, within)
    )


def _within(me: Acquaintance, minutes: Iterable[int]) -> tuple[int, ...]:
    quiet = me.quiet
    return tuple(minute for minute in minutes if quiet and quiet.ever_holds(minute))
