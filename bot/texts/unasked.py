"""Messages that come by themselves: reminders, the question how somebody is, or both; the overviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.codes.day import ReviewDay, ShowDay
from bot.codes.digests import ShowLookback, ShowWeek
from bot.codes.own_reminders import AnswerMood
from bot.lang import Lang
from bot.text import EMPTY, Text, italic, lines, paragraphs
from bot.texts.mood_levels import degrees, ends, level_name, step_of, tapped
from bot.texts.own_reminders import change_or_stop
from bot.texts.reminders import reminder_card
from bot.view import Button, Row, View, in_rows
from bot.wire import Code
from domain.moods import LEVELS
from domain.spans import Unit
from storage.mood_questions import MoodQuestion
from storage.own_reminders import MOOD
from storage.parcels import Card


def spoken(lang: Lang, card: Card, today: date, note: Text = EMPTY) -> View:
    """A message about goals, about the mood, or about both, as it stands now."""
    if card.mood is None:
        return reminder_card(lang, card, today, note)
    faces = _faces(card.id, card.mood)
    if card.lines:
        view = reminder_card(lang, card, today, note)
        text = paragraphs(view.text, _question(lang, card.mood))
        return replace(view, text=text, rows=(*view.rows, *faces))
    text = lines([_question(lang, card.mood), italic(lang.day(card.day, today))])
    return View(paragraphs(text, note), (*faces, *change_or_stop(lang, MOOD)))


def discreet_overview(lang: Lang, card: Card, *, evening: bool) -> View:
    """An overview that says nothing of itself until it is opened."""
    match card.digest:
        case "week":
            return _closed(lang, lang.say("Your week"), ShowWeek(card.day))
        case "month":
            return _closed(lang, lang.say("Your month"), ShowLookback(Unit.MONTH, card.day))
        case "year":
            return _closed(lang, lang.say("Your year"), ShowLookback(Unit.YEAR, card.day))
    opens = ReviewDay(card.day) if evening else ShowDay(card.day)
    return _closed(lang, lang.say("Your day"), opens)


def _closed(lang: Lang, text: Text, opens: Code) -> View:
    return View(text, ((Button(lang.label("Show"), opens),),))


def _question(lang: Lang, question: MoodQuestion) -> Text:
    mood = question.noted
    if mood is None:
        return lines([lang.say("How are you?"), ends(lang, question.steps)])
    label = mood.label or level_name(lang, mood.degree)
    return lang.say("Noted: {level}, {label}.", level=step_of(lang, mood.degree), label=label)


def _faces(card: int, question: MoodQuestion) -> tuple[Row, ...]:
    chosen = question.noted.degree if question.noted else None
    buttons = [
        Button(
            f"✓ {tapped(degree)}" if degree == chosen else tapped(degree),
            AnswerMood(card, degree.step, question.steps),
        )
        for degree in degrees(question.steps)
    ]
    return in_rows(buttons, 5 if question.steps == len(LEVELS) else 4)
