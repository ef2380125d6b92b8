"""One thing that is again as it was: a goal, a day of it, a mood, and whatever else there is one of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.lang import Lang
from bot.text import Text, bold, within
from bot.texts.history import entry_name
from bot.texts.mood_card import time_of
from bot.texts.mood_levels import digits
from bot.texts.pauses import pause_name
from domain.entries import Reading
from storage.goal_views import GoalView
from storage.histories import EntryView
from storage.mood_labels import LabelView
from storage.mood_rows import MoodView
from storage.pauses import PauseView
from storage.people import Acquaintance
from storage.scales import ScaleView
from storage.tags import TagView
from storage.templates import TemplateView
from storage.undone import Shift, Sight

NAME_UNITS = 80
"""What is shown of a name: the card below has the whole of it, and both have to fit one message."""


def thing_told(lang: Lang, me: Acquaintance, today: date, shift: Shift) -> Text | None:
    """The sentence for one thing; None where what was changed of it is nothing that is shown."""
    match shift.left, shift.again:
        case GoalView() as left, GoalView() as again:
            return _goal(lang, left, again)
        case EntryView() as left, EntryView() as again:
            return _day(lang, left, again)
        case MoodView() as left, MoodView() as again:
            return _mood(lang, me, left, again)
        case TagView() as left, TagView() as again:
            return _called(lang, f"#{left.name}", f"#{again.name}")
        case LabelView() as left, LabelView() as again:
            return _label(lang, left, again)
        case ScaleView() as left, ScaleView():
            return _scale(lang, left)
        case PauseView() | None, PauseView() as again:
            return _going_on(lang, again)
        case left, None:
            return _made(lang, me, today, left)
        case None, again:
            return _gone(lang, again)
        case _:
            return None


def _goal(lang: Lang, left: GoalView, again: GoalView) -> Text:
    title = _name(again.title)
    if left.in_bin and not again.in_bin:
        return lang.say("Taken back: {title} was deleted. It is here again.", title=title)
    if again.in_bin and not left.in_bin:  # it may have been given another name there
        title = _name(left.title)
        return lang.say("Taken back: {title} was restored. It is in the bin again.", title=title)
    if left.archived and not again.archived:
        return lang.say("Taken back: {title} was archived. It is here again.", title=title)
    if again.archived and not left.archived:
        return lang.say(
            "Taken back: {title} was taken up. It is in the archive again.", title=title
        )
    if left.title != again.title and replace(left, title=again.title) == again:
        return _called(lang, left.title, again.title)
    if left.tags != again.tags:
        return lang.say("Taken back: tags of {title}.", title=title)
    if replace(left, bells=again.bells, reminders=again.reminders) == again:
        return lang.say("Taken back: the reminders of {title}.", title=title)
    return lang.say("Taken back: changes of {title}.", title=title)


def _day(lang: Lang, left: EntryView, again: EntryView) -> Text | None:
    title, day = _name(entry_name(lang, left)), lang.day(left.day, left.today)
    if left.reading is not again.reading:
        return _answer(lang, left.reading, title, day)
    if left.note != again.note:
        return lang.say("Taken back: a note to {title}, {day}.", title=title, day=day)
    if left.skip_reason != again.skip_reason:
        return lang.say("Taken back: why {title} was skipped on {day}.", title=title, day=day)
    return None


def _answer(lang: Lang, reading: Reading, title: Text, day: str) -> Text:
    match reading:
        case Reading.DONE:
            return lang.say("Taken back: {title}, done on {day}.", title=title, day=day)
        case Reading.PART:
            return lang.say("Taken back: {title}, done in part on {day}.", title=title, day=day)
        case Reading.SKIPPED:
            return lang.say("Taken back: {title}, skipped on {day}.", title=title, day=day)
        case _:
            return lang.say("Taken back: {title}, cleared on {day}.", title=title, day=day)


def _mood(lang: Lang, me: Acquaintance, left: MoodView, again: MoodView) -> Text:
    at = _felt(lang, me, again)
    if left.in_bin and not again.in_bin:
        return lang.say("Taken back: the mood of {when} was deleted. It is here again.", when=at)
    if again.in_bin and not left.in_bin:
        return lang.say(
            "Taken back: the mood of {when} was restored. It is in the bin again.", when=at
        )
    if left.degree != again.degree:
        level, before = digits(left.degree), digits(again.degree)
        return lang.say(
            "Taken back: mood {level} of {when}. It is {before} again.",
            level=level,
            when=at,
            before=before,
        )
    if left.note != again.note:
        return lang.say("Taken back: a note to the mood of {when}.", when=at)
    if left.reasons != again.reasons:
        return lang.say("Taken back: reasons of the mood of {when}.", when=at)
    return lang.say("Taken back: changes of the mood of {when}.", when=at)


def _called(lang: Lang, left: str, again: str) -> Text:
    name, title = _name(left), _name(again)
    return lang.say("Taken back: the name {name}. It is {title} again.", name=name, title=title)


def _label(lang: Lang, left: LabelView, again: LabelView) -> Text:
    if left.label != again.label:
        return _called(lang, left.label, again.label)
    return lang.say("Taken back: which level {word} stands for.", word=_name(again.label))


def _scale(lang: Lang, left: ScaleView) -> Text:
    if left.hidden:
        return lang.say(
            "Taken back: {name} was offered no more. It is offered again.", name=_name(left.name)
        )
    return lang.say(
        "Taken back: {name} was offered again. It is offered no more.", name=_name(left.name)
    )


def _going_on(lang: Lang, again: PauseView) -> Text:
    if again.weekdays is not None:
        days = _weekdays(lang, again.weekdays)
        return lang.say("Taken back: no more rest every week: {days}. It rests again.", days=days)
    name = _name(pause_name(lang, again))
    return lang.say("Taken back: going on. It rests again: {name}.", name=name)


def _made(lang: Lang, me: Acquaintance, today: date, left: Sight | None) -> Text | None:
    match left:
        case GoalView():
            return lang.say("Taken back: the new goal {title}.", title=_name(left.title))
        case MoodView():
            level, at = digits(left.degree), _felt(lang, me, left)
            return lang.say("Taken back: mood {level} of {when}.", level=level, when=at)
        case PauseView():
            return _pause(lang, today, left)
        case TemplateView():
            return lang.say("Taken back: the template {name}.", name=_name(left.name))
        case LabelView():
            return lang.say("Taken back: your word {word}.", word=_name(left.label))
        case ScaleView():
            return lang.say("Taken back: the scale {name}.", name=_name(left.name))
        case _:
            return None


def _pause(lang: Lang, today: date, left: PauseView) -> Text:
    if left.weekdays is not None:
        days = _weekdays(lang, left.weekdays)
        return lang.say("Taken back: rest every week: {days}.", days=days)
    name, first = _name(pause_name(lang, left)), lang.day(left.first, today)
    if left.last is None:
        return lang.say("Taken back: a pause from {first} on: {name}.", first=first, name=name)
    last = lang.day(left.last, today)
    return lang.say(
        "Taken back: a pause from {first} to {last}: {name}.", first=first, last=last, name=name
    )


def _gone(lang: Lang, again: Sight | None) -> Text | None:
    match again:
        case TagView():
            return lang.say(
                "Taken back: {title} was deleted. It is here again.", title=_name(f"#{again.name}")
            )
        case TemplateView():
            return lang.say(
                "Taken back: the template {name} was deleted. It is here again.",
                name=_name(again.name),
            )
        case LabelView():
            return lang.say(
                "Taken back: your word {word} was forgotten. It is here again.",
                word=_name(again.label),
            )
        case _:
            return None


def _name(words: str) -> Text:
    return bold(within(words, NAME_UNITS))


def _weekdays(lang: Lang, weekdays: frozenset[int]) -> str:
    return ", ".join(lang.weekday(day) for day in sorted(weekdays))


def _felt(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    """``21:14`` of today, with its day otherwise."""
    if mood.whole_day:
        return lang.day(mood.day, mood.today)
    time = time_of(lang, me, mood)
    return time if mood.day == mood.today else f"{lang.day(mood.day, mood.today)}, {time}"
