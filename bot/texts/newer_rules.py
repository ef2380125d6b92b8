"""What is said when a zone is not known any more."""

from __future__ import annotations

from bot.codes.settings import ChangeZone
from bot.lang import Lang
from bot.view import Button, View


def zone_is_gone(lang: Lang, zone: str) -> View:
    """To whoever lives there: what holds until they name another."""
    return View(
        lang.say(
            "I do not know your time zone {zone} any more: the list of time zones has changed. Until "
            "you name another, your days are counted in UTC and I remind of nothing.",
            zone=zone,
        ),
        ((Button(lang.label("Set my time zone"), ChangeZone()),),),
    )
