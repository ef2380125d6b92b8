"""What is said when a zone is not known any more."""

from __future__ import annotations

from bot.codes.settings import ChangeZone
from bot.lang import Lang
from bot.text import Text, paragraphs
from bot.view import Button, View
from storage.newer_rules import Displaced


def zone_is_gone(lang: Lang, who: Displaced) -> View:
    """To whoever lives there: what holds until they name another."""
    gone = lang.say(
        "I do not know your time zone {zone} any more: the list of time zones has changed.",
        zone=who.zone,
    )
    return View(
        paragraphs(gone, _until_then(lang, who.keeps)),
        ((Button(lang.label("Set my time zone"), ChangeZone()),),),
    )


def _until_then(lang: Lang, keeps: str) -> Text:
    if not keeps:
        return lang.say(
            "Until you name another, your days are counted in UTC and I remind of nothing."
        )
    return lang.say(
        "Your clock stays at {offset}, as it was, and your reminders go on. When the clocks change "
        "where you are, I will not notice: please name another.",
        offset=keeps,
    )
