"""Tags: their list, a tag with its goals, and the tags of one goal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.codes.goals import ShowGoal, ShowGoals
from bot.codes.pauses import BeginPause
from bot.codes.tags import DeleteTag, RenameTag, SetGoalTag, ShowTag, ShowTags, TickTag, WriteTag
from bot.codes.templates import NameTemplate
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, lines, paragraphs, within
from bot.texts.paging import turning
from bot.view import Button, Row, View, in_rows
from domain.written import fold
from storage.goal_views import GoalView, Page
from storage.tagged import Together
from storage.tags import TagView

PAGE = 8
NAMES_UNITS = 600
"""What the card of a tag names at most of what is open."""


def tag_list(lang: Lang, tags: Sequence[TagView]) -> View:
    """Every tag, a button each."""
    back = (Button(lang.label("← Goals"), ShowGoals()),)
    if not tags:
        words = lang.say(
            "You have no tags yet. On the card of a goal, Tags puts it under one: then goals can be "
            "ticked and paused together."
        )
        return View(words, (back,))
    buttons = [Button(f"#{tag.name} · {tag.goals}", ShowTag(tag.id)) for tag in tags]
    return View(lang.say("<b>Your tags</b>"), (*in_rows(buttons, 2), back))


def tag_card(lang: Lang, together: Together, page: Page) -> View:
    """A tag, its goals, and what can be done with all of them at once."""
    tag = together.tag
    text = paragraphs(
        bold(f"#{tag.name}"),
        lines([lang.count("{n} goal", "{n} goals", tag.goals), _open(lang, together)]),
    )
    goals = [(Button(line.title, ShowGoal(line.id)),) for line in page.lines]
    turns = turning(page.number, page.pages, partial(ShowTag, tag.id))
    return View(text, (*_tick_row(lang, together), *goals, *turns, *_ways(lang, tag)))


def goal_tags(lang: Lang, goal: GoalView, tags: Sequence[TagView]) -> View:
    """The tags a goal may stand under; each button says what shall hold afterwards."""
    given = {fold(tag) for tag in goal.tags}
    buttons = [
        Button(
            f"✓ #{tag.name}" if fold(tag.name) in given else f"#{tag.name}",
            SetGoalTag(goal.id, tag.id, fold(tag.name) not in given),
        )
        for tag in tags
    ]
    last = (
        Button(lang.label("New tag…"), WriteTag(goal.id)),
        Button(lang.label("← Back"), ShowGoal(goal.id)),
    )
    return View(
        lang.say("Under which tags does {title} stand?", title=bold(goal.title)),
        (*in_rows(buttons, 2), last),
    )


def ticked_together(lang: Lang, count: int) -> Text:
    """What "tick all" did."""
    if not count:
        return lang.say("Nothing was open.")
    return lang.count("{n} ticked.", "{n} ticked.", count)


def _open(lang: Lang, together: Together) -> Text:
    if not together.open:
        return lang.say("Nothing of it is open today.") if together.tag.goals else EMPTY
    names = ", ".join(dict.fromkeys(item.title for item in together.open))
    return lang.say("Open today: {names}", names=esc(within(names, NAMES_UNITS)))


def _tick_row(lang: Lang, together: Together) -> tuple[Row, ...]:
    if not together.open:
        return ()
    label = lang.count("Tick all ({n})", "Tick all ({n})", len(together.open)).plain
    return ((Button(label, TickTag(together.tag.id, together.day)),),)


def _ways(lang: Lang, tag: TagView) -> tuple[Row, ...]:
    pause = Button(lang.label("Pause"), BeginPause(tag=tag.id))
    template = Button(lang.label("Save as template"), NameTemplate(tag=tag.id))
    return (
        (pause, template) if tag.goals else (pause,),
        (
            Button(lang.label("Rename"), RenameTag(tag.id)),
            Button(lang.label("Delete tag"), DeleteTag(tag.id)),
        ),
        (Button(lang.label("← Tags"), ShowTags()),),
    )
