"""Moods: the question, what was noted, the list. Moods are not achievements: nothing is praised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.codes.goals import ShowBin
from bot.codes.moods import (
    AskMood,
    ChooseReasons,
    LogLabel,
    LogMood,
    OfferLabels,
    RestoreMood,
    SetLevel,
    SetReason,
    ShowDetails,
    ShowMood,
    ShowMoodBin,
    ShowMoods,
    ShowMoodSetup,
    WriteLabel,
    WriteNote,
    WriteReason,
)
from bot.codes.settings import ShowSupport
from bot.lang import Lang
from bot.text import Text, lines, paragraphs, within
from bot.texts.mood_card import label_of, mood_card, when
from bot.texts.mood_levels import degrees, digits, ends, face, step_of, tapped, word_buttons
from bot.texts.paging import turning
from bot.view import Button, Row, View, in_rows
from domain.moods import LEVELS
from storage.mood_labels import LabelView
from storage.mood_rows import MoodPage, MoodView
from storage.people import Acquaintance

PAGE = 6
LISTED = 3
"""Reasons that the list names of each log: all of all of them would not fit a message."""

LINE_UNITS = 150
"""What a line of the list shows at most of a label, and of reasons."""


def suggestions(lang: Lang) -> tuple[str, ...]:
    """Reasons to begin with, until the person has words of their own."""
    return (
        lang.label("work"),
        lang.label("family"),
        lang.label("friends"),
        lang.label("sleep"),
        lang.label("health"),
        lang.label("weather"),
    )


def mood_question(lang: Lang, request: int, steps: int, labels: Sequence[LabelView]) -> View:
    """How is it now? One tap is enough: on a level, or on a word of the person's own."""
    buttons = [
        Button(tapped(degree), LogMood(request, degree.step, steps)) for degree in degrees(steps)
    ]
    words = [Button(label.label, LogLabel(request, label.id)) for label in labels]
    # Without any, the next thing to do is to type one.
    own = Button(
        lang.label("My words"), OfferLabels(request) if labels else WriteLabel(request=request)
    )
    return View(
        paragraphs(lang.say("How are you, right now?"), ends(lang, steps)),
        (*in_rows(buttons, 5 if steps == len(LEVELS) else 4), *in_rows(words, 3), (own,)),
    )


def noted(lang: Lang, me: Acquaintance, mood: MoodView) -> View:
    """A log as it stands, with what is most often added; the rest is a tap away."""
    return View(mood_card(lang, me, mood), _noted_rows(lang, mood))


def level_choice(lang: Lang, mood: MoodView, steps: int) -> View:
    buttons = [
        Button(
            f"✓ {tapped(degree)}" if degree == mood.degree else tapped(degree),
            SetLevel(mood.id, degree.step, steps),
        )
        for degree in degrees(steps)
    ]
    back = Button(lang.label("← Back"), ShowDetails(mood.id))
    rows = in_rows(buttons, 5 if steps == len(LEVELS) else 4)
    text = paragraphs(lang.say("Which level fits better?"), ends(lang, steps))
    return View(text, (*rows, (back,)))


def reason_choice(lang: Lang, mood: MoodView, offered: Sequence[str]) -> View:
    """Reasons to give or take back; each button says what shall hold afterwards."""
    buttons = word_buttons(offered, mood.reasons, partial(SetReason, mood.id))
    last = (
        Button(lang.label("Another…"), WriteReason(mood.id)),
        Button(lang.label("That is all"), ShowMood(mood.id)),
    )
    return View(
        lang.say("What has to do with it? As many as you like."), (*in_rows(buttons, 3), last)
    )


def mood_list(lang: Lang, me: Acquaintance, page: MoodPage) -> View:
    """What was noted, latest first."""
    last = (
        Button(lang.label("How is it now?"), AskMood()),
        Button(lang.label("Levels, words, scales"), ShowMoodSetup()),
    )
    if not page.moods:
        return View(lang.say("No moods noted yet."), (last,))
    text = paragraphs(
        lang.say("<b>Your moods</b>"), lines(_line(lang, me, mood) for mood in page.moods)
    )
    rows = [(Button(_short(lang, me, mood), ShowMood(mood.id)),) for mood in page.moods]
    return View(text, (*rows, *turning(page.number, page.pages, ShowMoods), last))


def mood_bin(lang: Lang, me: Acquaintance, page: MoodPage) -> View:
    back = Button(lang.label("← Bin"), ShowBin())
    if not page.moods:
        return View(lang.say("No moods in the bin."), ((back,),))
    rows = [(Button(f"↩ {_short(lang, me, mood)}", RestoreMood(mood.id)),) for mood in page.moods]
    return View(
        lang.say("<b>Deleted moods</b>\nThey stay here for 30 days. Tap one to bring it back."),
        (*rows, *turning(page.number, page.pages, ShowMoodBin), (back,)),
    )


def _noted_rows(lang: Lang, mood: MoodView) -> tuple[Row, ...]:
    moods = Button(lang.label("All moods"), ShowMoods())
    if mood.in_bin:
        return ((Button(lang.label("Restore"), RestoreMood(mood.id)), moods),)
    note = Button(
        lang.label("Change note") if mood.note else lang.label("Note"), WriteNote(mood.id)
    )
    rows: list[Row] = [
        (Button(lang.label("Reasons"), ChooseReasons(mood.id)), note),
        (Button(lang.label("More…"), ShowDetails(mood.id)), moods),
    ]
    if mood.level == LEVELS[0]:
        rows.append((Button(lang.label("Support lines"), ShowSupport()),))
    return tuple(rows)


def _short(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    return f"{face(mood.degree)} {digits(mood.degree)} · {when(lang, me, mood)}"


def _line(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    reasons = f" – {', '.join(mood.reasons[:LISTED])}" if mood.reasons else ""
    if len(mood.reasons) > LISTED:
        reasons += ", …"
    return lang.say(
        "{when}: {level}, {label}{reasons}",
        when=when(lang, me, mood),
        level=step_of(lang, mood.degree),
        label=within(label_of(lang, mood), LINE_UNITS),
        reasons=within(reasons, LINE_UNITS),
    )
