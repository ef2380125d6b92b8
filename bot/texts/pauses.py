"""What rests. A pause is nobody's failure: it is told in the same words as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.codes.day import ShowToday
from bot.codes.pauses import BeginPause, ChoosePause, EndPause, SetRest, ShowPauses, ShowRest
from bot.lang import Lang
from bot.text import Text, bold, lines, paragraphs
from bot.texts.paging import turning
from bot.texts.schedules import day_in_words
from bot.view import Button, View, in_rows
from domain.written import shorten
from storage.goal_views import Page
from storage.pauses import PauseView, Scope
from storage.tags import TagView

PAGE = 8
TITLE = 60
SHOWN = 10
"""Pauses that are listed one by one; whoever has more resumes the first ones first."""


def pause_list(lang: Lang, standing: Sequence[PauseView], today: date) -> View:
    """What rests now or soon, with a way to go on, and what else may rest."""
    listed = [_line(lang, pause, today) for pause in standing[:SHOWN]]
    rows = [
        (Button(lang.label("Go on: {name}", name=pause_name(lang, pause)), EndPause(pause.id)),)
        for pause in standing[:SHOWN]
        if pause.weekdays is None
    ]
    text = paragraphs(
        lang.say("<b>Pauses</b>"),
        lines(listed) if listed else lang.say("Nothing rests."),
        lang.say("Days of a pause are not due: they count neither for nor against anything."),
    )
    more = (
        (
            Button(lang.label("Pause everything"), BeginPause()),
            Button(lang.label("Pause one…"), ChoosePause()),
        ),
        (
            Button(lang.label("Weekly rest days"), ShowRest()),
            Button(lang.label("Today"), ShowToday()),
        ),
    )
    return View(text, (*rows, *more))


def pause_choice(lang: Lang, page: Page, groups: Sequence[TagView]) -> View:
    """One goal, or all goals of a tag."""
    tags = [Button(f"#{tag.name}", BeginPause(tag=tag.id)) for tag in groups if page.number == 0]
    goals = [(Button(line.title, BeginPause(goal=line.id)),) for line in page.lines]
    back = (Button(lang.label("← Back"), ShowPauses()),)
    if not goals and not tags:
        return View(lang.say("You have no goals yet."), (back,))
    return View(
        lang.say("What shall rest?"),
        (*in_rows(tags, 3), *goals, *turning(page.number, page.pages, ChoosePause), back),
    )


def rest_days(lang: Lang, standing: Sequence[PauseView], first_weekday: int) -> View:
    """Days of the week on which nothing is due; each button says what shall hold afterwards."""
    resting = {
        day
        for pause in standing
        if pause.scope == Scope() and pause.weekdays is not None
        for day in pause.weekdays
    }
    buttons = [
        Button(
            f"✓ {lang.weekday(day, 'abbreviated')}"
            if day in resting
            else lang.weekday(day, "abbreviated"),
            SetRest(day, day not in resting),
        )
        for day in ((first_weekday + n) % 7 for n in range(7))
    ]
    return View(
        lang.say("On which days of the week does everything rest? From today on, each week."),
        (*in_rows(buttons, 4), (Button(lang.label("← Back"), ShowPauses()),)),
    )


def pause_name(lang: Lang, pause: PauseView) -> str:
    """What a pause lets rest, in a word or two."""
    if pause.scope.tag_id is not None:
        return f"#{pause.of}"
    return pause.of or lang.label("Everything")


def until_words(lang: Lang, name: Text, last: date | None, today: date) -> Text:
    """How long something rests that rests already."""
    if last is None:
        return lang.say("{name} rests until you go on", name=name)
    return lang.say("{name} rests until {last}", name=name, last=day_in_words(lang, last, today))


def _line(lang: Lang, pause: PauseView, today: date) -> Text:
    name = bold(shorten(pause_name(lang, pause), TITLE))
    if pause.weekdays is not None:
        days = ", ".join(lang.weekday(day) for day in sorted(pause.weekdays))
        return lang.say("{name} rests every week: {days}", name=name, days=days)
    if pause.begun:
        return until_words(lang, name, pause.last, today)
    first = day_in_words(lang, pause.first, today)
    if pause.last is None:
        return lang.say("{name} will rest from {first} on", name=name, first=first)
    last = day_in_words(lang, pause.last, today)
    return lang.say("{name} will rest from {first} to {last}", name=name, first=first, last=last)
