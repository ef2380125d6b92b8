"""Templates: the list, one with what it would make, and those that come with the bot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote as quoted

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoal, ShowGoals
from bot.codes.tags import ShowTag
from bot.codes.templates import (
    DeleteTemplate,
    NameTemplate,
    ShowTemplate,
    ShowTemplates,
    UseTemplate,
)
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, lines, paragraphs, within
from bot.texts.hello import zone_offer
from bot.texts.schedules import in_words
from bot.view import Button, Row, View, in_rows
from bot.wire import Code, Word
from domain.kinds import Daily, Period, TimesPer, Weekdays
from domain.patterns import Pattern
from storage.templates import Made, TemplateView

LINK = "g_"
"""What the payload of a template's link begins with."""

TITLE_UNITS, RHYTHM_UNITS = 70, 70
"""What a line shows at most of a goal, so that the largest template fits a message."""

WITHOUT, WITH = 1, 2
"""The words of ``NameTemplate``: whether descriptions go along."""

WORKDAYS = Weekdays(frozenset(range(5)))


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to make goals of. ``key`` is what its buttons carry; ``own`` is set for the person's
    own templates."""

    key: Word
    name: str
    patterns: tuple[Pattern, ...]
    own: int | None = None


def offer_of(template: TemplateView) -> Offer:
    """A template as it is offered to who looks at it."""
    own = template.id if template.mine else None
    return Offer(Word(template.token), template.name, template.patterns, own)


def packs(lang: Lang) -> dict[str, Offer]:
    """The ready-made ones, by the names their buttons carry."""
    thrice = TimesPer(3, Period.WEEK)
    every = (
        Offer(
            Word("morning"),
            lang.label("Morning"),
            (
                Pattern(lang.label("Drink a glass of water"), Daily()),
                Pattern(lang.label("Stretch for five minutes"), Daily()),
                Pattern(lang.label("Choose one thing for today"), WORKDAYS),
            ),
        ),
        Offer(
            Word("sleep"),
            lang.label("Sleep well"),
            (
                Pattern(lang.label("No coffee after 15:00"), Daily()),
                Pattern(lang.label("No screen in the last half hour"), Daily()),
                Pattern(lang.label("In bed by 23:00"), Daily()),
            ),
        ),
        Offer(
            Word("moving"),
            lang.label("Moving"),
            (
                Pattern(lang.label("Take a walk"), Daily()),
                Pattern(lang.label("Take the stairs"), WORKDAYS),
                Pattern(lang.label("Exercise"), thrice),
            ),
        ),
    )
    return {offer.key: offer for offer in every}


def template_list(lang: Lang, own: Sequence[TemplateView]) -> View:
    """The person's own, then the ready-made ones."""
    mine = [Button(each.name, ShowTemplate(Word(each.token))) for each in own]
    ready = [Button(pack.name, ShowTemplate(pack.key)) for pack in packs(lang).values()]
    hint = lang.say(
        "A template makes goals anew. Save as template, on the card of a goal or of a tag, makes one "
        "of your own, to share by a link."
    )
    return View(
        paragraphs(lang.say("<b>Templates</b>"), hint),
        (*in_rows(mine, 2), *in_rows(ready, 3), (Button(lang.label("← Goals"), ShowGoals()),)),
    )


def template_card(lang: Lang, offer: Offer, username: str, leave: Code) -> View:
    """What a template would make. Its maker also sees the link, and what that shows to others;
    ``leave`` is where anybody else goes on without it."""
    text = paragraphs(
        bold(offer.name),
        lines(_line(lang, pattern) for pattern in offer.patterns),
        _sharing(lang, offer, username),
    )
    use = Button(lang.label("Use"), UseTemplate(offer.key))
    if offer.own is None:
        no = Button(lang.label("No"), leave)
        return View(text, ((use, no), (Button(lang.label("Templates"), ShowTemplates()),)))
    share = f"https://t.me/share/url?url={quoted(link(offer.key, username), safe='')}"
    return View(
        text,
        (
            (use, Button(lang.label("Share"), url=share)),
            (
                Button(lang.label("Delete"), DeleteTemplate(offer.own)),
                Button(lang.label("← Templates"), ShowTemplates()),
            ),
        ),
    )


def unknown_template(lang: Lang, leave: Code) -> View:
    """A link that ended, or never was. ``leave`` is where to go on without it."""
    return View(
        lang.say(
            "This link leads nowhere any more. Whoever gave it to you can make a new one; some "
            "templates are here already."
        ),
        (
            (
                Button(lang.label("Templates"), ShowTemplates()),
                Button(lang.label("Continue"), leave),
            ),
        ),
    )


def words_choice(lang: Lang, code: NameTemplate) -> View:
    """Descriptions may be personal: they go along only on request."""
    back = ShowGoal(code.goal) if code.goal else ShowTag(code.tag)
    return View(
        lang.say("Shall the descriptions go along? Whoever has the link gets them, too."),
        (
            (
                Button(lang.label("Without"), NameTemplate(code.goal, code.tag, WITHOUT)),
                Button(lang.label("With"), NameTemplate(code.goal, code.tag, WITH)),
            ),
            (Button(lang.label("← Back"), back),),
        ),
    )


def made(lang: Lang, goals: Sequence[Made], undo: tuple[Row, ...]) -> View:
    """What came of a template, to be taken back at once if it was a mistake."""
    rows: tuple[Row, ...] = (
        (Button(lang.label("Today"), ShowToday()), Button(lang.label("My goals"), ShowGoals())),
    )
    if not goals:
        return View(lang.say("No goal was made."), rows)
    return View(_made(lang, goals), (*rows, *undo))


def made_first(lang: Lang, goals: Sequence[Made], undo: tuple[Row, ...]) -> View:
    """The same for who has named no zone yet: asked for at once, since the goals are due today."""
    asked = zone_offer(lang)
    return View(paragraphs(_made(lang, goals), asked.text), (*asked.rows, *undo))


def _made(lang: Lang, goals: Sequence[Made]) -> Text:
    listed = _names(goal.title for goal in goals)
    return paragraphs(lang.say("Made, from today on:"), listed)


def link(key: Word, username: str) -> str:
    """Opens the bot with this template, for whoever taps it."""
    return f"https://t.me/{username}?start={LINK}{key}"


def _names(titles: Iterable[str]) -> Text:
    return lines(bold(within(title, TITLE_UNITS)) for title in titles)


def _line(lang: Lang, pattern: Pattern) -> Text:
    title = bold(within(pattern.title, TITLE_UNITS))
    often = esc(within(in_words(lang, pattern.schedule).plain, RHYTHM_UNITS))
    if pattern.description:
        return lang.say("{title}: {often}, with its description", title=title, often=often)
    return lang.say("{title}: {often}", title=title, often=often)


def _sharing(lang: Lang, offer: Offer, username: str) -> Text:
    """The link stands bare: Telegram would make the signs that isolate words a part of it."""
    if offer.own is None:
        return EMPTY
    return lines(
        [
            lang.say(
                "Whoever has this link can make these goals theirs. It tells how they go, with "
                "importance, reminder times and tags, and nothing of your days. Deleting the "
                "template ends it."
            ),
            Text(link(offer.key, username)),
        ]
    )
