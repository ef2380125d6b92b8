"""A person's own ways to speak of moods: how many levels, which words, which scales."""

from __future__ import annotations

from bot.codes.moods import (
    ChooseLabel,
    ForgetLabel,
    HideScale,
    LogLabel,
    MapLabel,
    OfferLabels,
    SetLabel,
    SetMoodSteps,
    ShowLabel,
    ShowLabels,
    ShowMood,
    ShowMoodSetup,
    ShowScale,
)
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.mood_setup import (
    LABELS_PAGE,
    label_card,
    label_list,
    labels_to_log,
    labels_to_set,
    mood_setup,
    scale_card,
)
from bot.texts.moods import noted
from bot.turn import Turn
from bot.view import Reply
from storage import mood_details, mood_labels, moods, scales
from storage.mood_rows import steps_of

CHOICES = 24
"""Words that are offered at once; one that is not among them can be typed."""


@on(ShowMoodSetup)
async def show_mood_setup(turn: Turn, _code: ShowMoodSetup) -> Reply:
    steps = await turn.look(steps_of, turn.me)
    return Reply(mood_setup(turn.lang, steps, await turn.look(scales.every, turn.me)))


@on(SetMoodSteps)
async def set_mood_steps(turn: Turn, code: SetMoodSteps) -> Reply:
    steps = await turn.act(ShowMoodSetup(), mood_details.set_steps, turn.me, code.steps)
    return Reply(mood_setup(turn.lang, steps, await turn.look(scales.every, turn.me)))


@on(OfferLabels)
@needs_consent("moods")
async def offer_labels(turn: Turn, code: OfferLabels) -> Reply:
    offers = await turn.look(mood_labels.offers, turn.me, CHOICES)
    return Reply(labels_to_log(turn.lang, code.request, offers.labels))


@on(LogLabel)
@needs_consent("moods")
async def log_label(turn: Turn, code: LogLabel) -> Reply:
    """The API's create, with a mood of the person's own naming."""
    mood = await turn.act(
        lambda mood: ShowMood(mood.id), mood_labels.log, turn.me, str(code.request), code.label
    )
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Noted."))


@on(ChooseLabel)
@needs_consent("moods")
async def choose_label(turn: Turn, code: ChooseLabel) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    offers = await turn.look(mood_labels.offers, turn.me, CHOICES)
    return Reply(labels_to_set(turn.lang, mood, offers.labels))


@on(SetLabel)
@needs_consent("moods")
async def set_label(turn: Turn, code: SetLabel) -> Reply:
    """The API's update of mood, to one of the person's own naming."""
    mood = await turn.act(ShowMood(code.mood), mood_labels.set_on, turn.me, code.mood, code.label)
    return Reply(noted(turn.lang, turn.me, mood), turn.lang.label("Changed."))


@on(ShowLabels)
async def show_labels(turn: Turn, code: ShowLabels) -> Reply:
    page = await turn.look(mood_labels.page, turn.me, code.page, LABELS_PAGE)
    return Reply(label_list(turn.lang, page))


@on(ShowLabel)
async def show_label(turn: Turn, code: ShowLabel) -> Reply:
    label = await turn.look(mood_labels.find, turn.me, code.label)
    return Reply(label_card(turn.lang, label))


@on(MapLabel)
@needs_consent("moods")
async def map_label(turn: Turn, code: MapLabel) -> Reply:
    label = await turn.act(
        ShowLabel(code.label), mood_labels.remap, turn.me, code.label, code.level
    )
    return Reply(label_card(turn.lang, label), turn.lang.label("Changed."))


@on(ForgetLabel)
async def forget_label(turn: Turn, code: ForgetLabel) -> Reply:
    """A word is taken off the list; moods that were noted by it keep it."""
    await turn.act(ShowLabels(), mood_labels.forget, turn.me, code.label)
    page = await turn.look(mood_labels.page, turn.me, 0, LABELS_PAGE)
    return Reply(label_list(turn.lang, page), turn.lang.label("Forgotten. Moods keep it."))


@on(ShowScale)
async def show_scale(turn: Turn, code: ShowScale) -> Reply:
    return Reply(scale_card(turn.lang, await turn.look(scales.find, turn.me, code.scale)))


@on(HideScale)
async def hide_scale(turn: Turn, code: HideScale) -> Reply:
    scale = await turn.act(ShowScale(code.scale), scales.hide, turn.me, code.scale, code.hidden)
    return Reply(scale_card(turn.lang, scale), turn.lang.label("Changed."))
