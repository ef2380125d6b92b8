"""Coming back after some days, and the evening: what was due, told without a word of blame."""

from __future__ import annotations

from collections.abc import Sequence

from bot.codes.day import (
    FinishReview,
    Reaction,
    RestDays,
    ReviewTick,
    SayDayMood,
    ShowDay,
    ShowToday,
    WriteDayNote,
)
from bot.codes.settings import ShowSupport
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, lines, paragraphs, quote, within
from bot.texts.day import MARKS, TITLE, named
from bot.texts.mood_levels import degrees, level_name, step_of, tapped
from bot.view import Button, Row, View, in_rows
from domain.moods import LEVELS
from domain.written import shorten
from storage.board import Item
from storage.catching_up import MissedDay
from storage.mood_rows import MoodView
from storage.reviews import Review

SHOWN = 8
"""Goals that the review shows at once; answering one lets the next move up."""

TITLES_UNITS = 150
"""What a line of the days away names at most."""


def catch_up(lang: Lang, days: Sequence[MissedDay]) -> View:
    """The days somebody was away. Each way on is as good as the others."""
    text = paragraphs(
        lang.say("Good to see you. These days have no entry:"),
        lines(_missed(lang, missed) for missed in days),
        lang.say("Fill them in, let them rest, or leave them as they are."),
    )
    first, last = days[0].day, days[-1].day
    return View(
        text,
        (
            (Button(lang.label("Fill in"), ShowDay(first)),),
            (Button(lang.label("All of these rested"), RestDays(first, last)),),
            (Button(lang.label("Leave it"), ShowToday()),),
        ),
    )


def review_card(lang: Lang, review: Review, *, with_mood: bool) -> View:
    """What is still open, and how the day was: one card for both."""
    mood = review.mood
    text = paragraphs(
        bold(lang.day(review.day, review.today)),
        lines([_still_open(lang, review), _skips(lang, review)]),
        _mood(lang, review) if with_mood else EMPTY,
        quote(mood.note) if with_mood and mood and mood.note else EMPTY,
    )
    rows = [_item_row(lang, review, item) for item in review.open[:SHOWN]]
    if with_mood:
        rows += [*_faces(review), *_mood_rows(lang, review, mood)]
    last = (
        Button(lang.label("← Back"), ShowDay(review.day)),
        Button(lang.label("Finish"), FinishReview(review.day)),
    )
    return View(text, (*rows, last))


def finished(lang: Lang, review: Review) -> View:
    """One sentence at the end of a day."""
    back = ((Button(lang.label("Today"), ShowToday()),),)
    if review.open:
        return View(lang.say("That was the day. What is open may stay so. Rest well."), back)
    return View(lang.say("That was the day. Rest well."), back)


def _missed(lang: Lang, missed: MissedDay) -> Text:
    return lang.say(
        "{day}: {titles}",
        day=lang.short_day(missed.day),
        titles=esc(within(", ".join(missed.titles), TITLES_UNITS)),
    )


def _still_open(lang: Lang, review: Review) -> Text:
    if not review.open:
        return lang.say("Nothing is open.")
    shown = [
        lang.say(
            "{mark} {title}",
            mark=Text(MARKS[item.reading]),
            title=bold(shorten(named(lang, item), TITLE)),
        )
        for item in review.open[:SHOWN]
    ]
    rest = len(review.open) - SHOWN
    further = lang.count("and {n} more", "and {n} more", rest) if rest > 0 else EMPTY
    heading = lang.say("Still open. Tap a name when it is done:")
    return lines([heading, *shown, further])


def _skips(lang: Lang, review: Review) -> Text:
    """A line of its own: three buttons in a row would cut the number off."""
    if not review.open or review.skip_budget is None or review.skips_left is None:
        return EMPTY
    return lang.count(
        "{left} of {n} skip left this month.",
        "{left} of {n} skips left this month.",
        review.skip_budget,
        left=review.skips_left,
    )


def _mood(lang: Lang, review: Review) -> Text:
    mood = review.mood
    if mood is None:
        scale = lang.say("1 is very unpleasant, {last} is very pleasant.", last=review.steps)
        return lines([lang.say("How was the whole day?"), scale])
    label = mood.label or level_name(lang, mood.degree)
    return lang.say(
        "The whole day: {level}, {label}.", level=step_of(lang, mood.degree), label=label
    )


def _item_row(lang: Lang, review: Review, item: Item) -> Row:
    def tick(reaction: Reaction) -> ReviewTick:
        late = (review.day - item.day).days
        return ReviewTick(item.goal_id, item.day, reaction, late, item.slot)

    return (
        Button(f"{MARKS[item.reading]} {named(lang, item)}", tick(Reaction.DONE)),
        Button(lang.label("In part"), tick(Reaction.PART)),
        Button(lang.label("Skip"), tick(Reaction.SKIP)),
    )


def _faces(review: Review) -> tuple[Row, ...]:
    chosen = review.mood.degree if review.mood else None
    buttons = [
        Button(
            f"✓ {tapped(degree)}" if degree == chosen else tapped(degree),
            SayDayMood(review.day, degree.step, review.steps),
        )
        for degree in degrees(review.steps)
    ]
    return in_rows(buttons, 5 if review.steps == len(LEVELS) else 4)


def _mood_rows(lang: Lang, review: Review, mood: MoodView | None) -> tuple[Row, ...]:
    if mood is None:
        return ()
    label = lang.label("Change note") if mood.note else lang.label("Note")
    row: Row = (Button(label, WriteDayNote(review.day)),)
    if mood.level == LEVELS[0]:
        row = (*row, Button(lang.label("Support lines"), ShowSupport()))
    return (row,)
