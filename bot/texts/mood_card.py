"""A mood as it was noted: everything that was said of it, and nothing that was not."""

from __future__ import annotations

from bot.lang import Lang
from bot.text import EMPTY, Text, esc, lines, paragraphs, quote, within
from bot.texts.mood_levels import level_name, step_of
from domain.days import local_time
from domain.moods import ENERGIES
from storage.mood_rows import MoodView
from storage.people import Acquaintance

FEW_DAYS = 6
"""For so many days back a weekday says which day is meant."""

LABEL_UNITS, REASONS_UNITS, EMOTIONS_UNITS, MARKS_UNITS = 200, 500, 400, 400
"""What a card shows at most of each, so that the longest note fits below."""


def mood_card(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    """What was said of a mood; each part cut so that all of them fit one message."""
    label = esc(within(label_of(lang, mood), LABEL_UNITS))
    return paragraphs(
        lang.say("Noted: {level}, {label}.", level=step_of(lang, mood.degree), label=label),
        _details(lang, me, mood),
    )


def label_of(lang: Lang, mood: MoodView) -> str:
    """The person's own word, or the bot's for that level."""
    return mood.label or level_name(lang, mood.degree)


def _details(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    return lines(
        [
            _felt(lang, me, mood),
            _reasons(lang, mood),
            _emotions(lang, mood),
            _energy(lang, mood),
            _marks(lang, mood),
            quote(mood.note) if mood.note else EMPTY,
            lang.say("In the bin.") if mood.in_bin else EMPTY,
        ]
    )


def _reasons(lang: Lang, mood: MoodView) -> Text:
    if not mood.reasons:
        return EMPTY
    return lang.say("Reasons: {reasons}", reasons=within(", ".join(mood.reasons), REASONS_UNITS))


def _emotions(lang: Lang, mood: MoodView) -> Text:
    if not mood.emotions:
        return EMPTY
    emotions = within(", ".join(mood.emotions), EMOTIONS_UNITS)
    return lang.say("Feelings: {emotions}", emotions=emotions)


def _energy(lang: Lang, mood: MoodView) -> Text:
    if mood.energy is None:
        return EMPTY
    return lang.say("Energy: {energy} of {top}", energy=mood.energy, top=ENERGIES[-1])


def _marks(lang: Lang, mood: MoodView) -> Text:
    """The person's own scales: names, digits, and no words of ours."""
    marks = ", ".join(f"{mark.name}: {mark.value}/{mark.top}" for mark in mood.marks)
    return esc(within(marks, MARKS_UNITS)) if marks else EMPTY


def _felt(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    """When it was, and whether it was noted from memory."""
    day, time = _day(lang, mood), time_of(lang, me, mood)
    match mood.whole_day, mood.late:
        case True, True:
            return lang.say("{day}, the whole day (noted later)", day=day)
        case True, False:
            return lang.say("{day}, the whole day", day=day)
        case False, True:
            return lang.say("{day}, {time} (noted later)", day=day, time=time)
        case _:
            return lang.say("{day}, {time}", day=day, time=time)


def _day(lang: Lang, mood: MoodView) -> str:
    near = 0 <= (mood.today - mood.day).days <= FEW_DAYS
    return lang.short_day(mood.day) if near else lang.day(mood.day, mood.today)


def time_of(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    """The time of day at which it was felt."""
    return lang.moment(local_time(mood.felt_at, me.zone_or_utc))


def when(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    """When it was, as short as a list wants it."""
    day = _day(lang, mood)
    return day if mood.whole_day else f"{day}, {time_of(lang, me, mood)}"
