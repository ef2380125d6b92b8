"""What else can be said of a mood: all of it optional, each a tap or a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.codes.moods import (
    ChangeFeltAt,
    ChooseEmotions,
    ChooseEnergy,
    ChooseLabel,
    ChooseLevel,
    ChooseMark,
    DeleteMood,
    DropNote,
    SetEmotion,
    SetEnergy,
    SetMark,
    SetWholeDay,
    ShowDetails,
    ShowMood,
    WriteEmotion,
    WriteScale,
)
from bot.lang import Lang
from bot.text import bold, within
from bot.texts.mood_card import mood_card
from bot.texts.mood_levels import word_buttons
from bot.view import Button, Row, View, in_rows
from domain.moods import ENERGIES
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from storage.scales import ScaleView

NAME_UNITS = 128


def feelings(lang: Lang) -> tuple[str, ...]:
    """Words for feelings to begin with, until the person has their own."""
    return (
        lang.label("calm"),
        lang.label("content"),
        lang.label("joyful"),
        lang.label("hopeful"),
        lang.label("curious"),
        lang.label("relieved"),
        lang.label("tired"),
        lang.label("bored"),
        lang.label("anxious"),
        lang.label("sad"),
        lang.label("angry"),
        lang.label("lonely"),
    )


def details(lang: Lang, me: Acquaintance, mood: MoodView, scales: Sequence[ScaleView]) -> View:
    """A log as it stands, with everything that can be added or changed."""
    return View(mood_card(lang, me, mood), _details_rows(lang, mood, scales))


def energy_choice(lang: Lang, mood: MoodView) -> View:
    digits = [Button(_marked(n, mood.energy), SetEnergy(mood.id, n)) for n in ENERGIES]
    last = _none_or_back(lang, mood, None if mood.energy is None else SetEnergy(mood.id, 0))
    return View(
        lang.say("How much energy do you have? 1 is hardly any, 5 is a lot."),
        (tuple(digits), last),
    )


def emotion_choice(lang: Lang, mood: MoodView, offered: Sequence[str]) -> View:
    """Words for feelings to give or take back; each button says what shall hold afterwards."""
    buttons = word_buttons(offered, mood.emotions, partial(SetEmotion, mood.id))
    last = (
        Button(lang.label("Another…"), WriteEmotion(mood.id)),
        Button(lang.label("That is all"), ShowDetails(mood.id)),
    )
    return View(
        lang.say("Which words fit what you feel? As many as you like."),
        (*in_rows(buttons, 3), last),
    )


def mark_choice(lang: Lang, mood: MoodView, scale: ScaleView) -> View:
    """The digits of one of the person's own scales."""
    now = next((mark.value for mark in mood.marks if mark.scale == scale.id), None)
    digits = [
        Button(_marked(n, now), SetMark(mood.id, scale.id, n)) for n in range(1, scale.top + 1)
    ]
    last = _none_or_back(lang, mood, None if now is None else SetMark(mood.id, scale.id, 0))
    text = lang.say(
        "{name}, from 1 to {top}?", name=bold(within(scale.name, NAME_UNITS)), top=scale.top
    )
    return View(text, (*in_rows(digits, 5), last))


def _details_rows(lang: Lang, mood: MoodView, scales: Sequence[ScaleView]) -> tuple[Row, ...]:
    own = [Button(scale.name, ChooseMark(mood.id, scale.id)) for scale in scales]
    drop = Button(lang.label("Remove note"), DropNote(mood.id))
    delete = Button(lang.label("Delete"), DeleteMood(mood.id))
    back = Button(lang.label("← Back"), ShowMood(mood.id))
    return (
        (
            Button(lang.label("Feelings"), ChooseEmotions(mood.id)),
            Button(lang.label("Energy"), ChooseEnergy(mood.id)),
        ),
        *in_rows([*own, Button(lang.label("New scale…"), WriteScale(mood.id))], 3),
        (Button(lang.label("When…"), ChangeFeltAt(mood.id)), _kind(lang, mood)),
        (
            Button(lang.label("Another level"), ChooseLevel(mood.id)),
            Button(lang.label("My words"), ChooseLabel(mood.id)),
        ),
        (drop, delete) if mood.note else (delete,),
        (back,),
    )


def _kind(lang: Lang, mood: MoodView) -> Button:
    if mood.whole_day:
        return Button(lang.label("Only that moment"), SetWholeDay(mood.id, whole=False))
    return Button(lang.label("The whole day"), SetWholeDay(mood.id, whole=True))


def _marked(digit: int, now: int | None) -> str:
    return f"✓ {digit}" if digit == now else str(digit)


def _none_or_back(lang: Lang, mood: MoodView, none: SetEnergy | SetMark | None) -> Row:
    back = Button(lang.label("← Back"), ShowDetails(mood.id))
    return (Button(lang.label("Take it away"), none), back) if none else (back,)
