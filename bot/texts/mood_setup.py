"""A person's own ways to speak of moods: how many levels, which words, which scales."""

from __future__ import annotations

from collections.abc import Sequence

from bot.codes.moods import (
    AskMood,
    ForgetLabel,
    HideScale,
    LogLabel,
    MapLabel,
    RenameLabel,
    SetLabel,
    SetMoodSteps,
    ShowDetails,
    ShowLabel,
    ShowLabels,
    ShowMoods,
    ShowMoodSetup,
    ShowScale,
    WriteLabel,
    WriteScale,
)
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, paragraphs
from bot.texts.mood_levels import level_name, levels, tapped
from bot.texts.paging import turning
from bot.view import Button, View, in_rows
from domain.moods import STEPS, Degree
from storage.mood_labels import LabelPage, LabelView
from storage.mood_rows import MoodView
from storage.scales import ScaleView

LABELS_PAGE = 12


def mood_setup(lang: Lang, steps: int, scales: Sequence[ScaleView]) -> View:
    """Everything that can be set about moods, as it stands."""
    counts = {5: lang.label("5 levels"), 7: lang.label("7 levels")}
    choices = [
        Button(f"✓ {counts[n]}" if n == steps else counts[n], SetMoodSteps(n)) for n in STEPS
    ]
    own = [Button(f"{scale.name} 1–{scale.top}", ShowScale(scale.id)) for scale in scales]
    return View(
        lang.say(
            "<b>Levels, words, scales</b>\nChoose five levels or seven, your own words for them, and "
            "what else you want to note, such as sleep from 1 to 10."
        ),
        (
            tuple(choices),
            *in_rows(own, 3),
            (
                Button(lang.label("New scale…"), WriteScale()),
                Button(lang.label("My words"), ShowLabels()),
            ),
            (Button(lang.label("← Moods"), ShowMoods()),),
        ),
    )


def labels_to_log(lang: Lang, request: int, labels: Sequence[LabelView]) -> View:
    """The person's own words, as answers to one question."""
    words = [Button(label.label, LogLabel(request, label.id)) for label in labels]
    last = (
        Button(lang.label("Another…"), WriteLabel(request=request)),
        Button(lang.label("← Back"), AskMood(request)),
    )
    return View(_which_word(lang, labels), (*in_rows(words, 3), last))


def labels_to_set(lang: Lang, mood: MoodView, labels: Sequence[LabelView]) -> View:
    """The person's own words, to correct a mood by."""
    words = [Button(label.label, SetLabel(mood.id, label.id)) for label in labels]
    last = (
        Button(lang.label("Another…"), WriteLabel(mood=mood.id)),
        Button(lang.label("← Back"), ShowDetails(mood.id)),
    )
    return View(_which_word(lang, labels), (*in_rows(words, 3), last))


def label_list(lang: Lang, page: LabelPage) -> View:
    """The person's own words, to change them."""
    words = [
        Button(f"{tapped(Degree(label.level))} · {label.label}", ShowLabel(label.id))
        for label in page.labels
    ]
    last = (
        Button(lang.label("Another…"), WriteLabel()),
        Button(lang.label("← Back"), ShowMoodSetup()),
    )
    text = lang.say("<b>Your words</b>\nChoose one to change it.") if words else _no_words(lang)
    return View(text, (*in_rows(words, 2), *turning(page.number, page.pages, ShowLabels), last))


def label_card(lang: Lang, label: LabelView, *, note: Text = EMPTY) -> View:
    """One word, and the level it stands for."""
    choices = [
        Button(_if(degree.step == label.level, tapped(degree)), MapLabel(label.id, degree.step))
        for degree in levels()
    ]
    text = lang.say(
        "{label} stands for {level}, {name}. Moods noted by it keep the word and level they have.",
        label=bold(label.label),
        level=label.level,
        name=level_name(lang, Degree(label.level)),
    )
    return View(
        paragraphs(note, text),
        (
            tuple(choices),
            (
                Button(lang.label("Write it another way"), RenameLabel(label.id)),
                Button(lang.label("Forget it"), ForgetLabel(label.id)),
            ),
            (Button(lang.label("← Back"), ShowLabels()),),
        ),
    )


def scale_card(lang: Lang, scale: ScaleView) -> View:
    """One of the person's own scales, and whether it is offered."""
    name = bold(scale.name)
    if scale.hidden:
        text = lang.say(
            "{name}, from 1 to {top}, is offered no more. What was noted on it stays.",
            name=name,
            top=scale.top,
        )
        button = Button(lang.label("Offer it again"), HideScale(scale.id, hidden=False))
    else:
        text = lang.say("{name}, from 1 to {top}.", name=name, top=scale.top)
        button = Button(lang.label("Offer it no more"), HideScale(scale.id, hidden=True))
    return View(text, ((button,), (Button(lang.label("← Back"), ShowMoodSetup()),)))


def _which_word(lang: Lang, labels: Sequence[LabelView]) -> Text:
    return lang.say("Which of your words fits?") if labels else _no_words(lang)


def _no_words(lang: Lang) -> Text:
    return lang.say(
        "There are no words of your own yet. Tap <b>Another…</b> and type one; which level it stands "
        "for is asked once."
    )


def _if(chosen: bool, label: str) -> str:
    return f"✓ {label}" if chosen else label
