"""What stands above every chart: of what, of which days, from how many."""

from __future__ import annotations

from bot.lang import Lang
from charts.values import Heading, Named
from domain.spans import Span
from storage.looks import Look, Subject, What


def heading(lang: Lang, look: Look, side: str = "") -> Heading:
    """What is looked at, its days so far and their zone, and how many of them are recorded; ``side``
    names what of it is shown, where that is not its days."""
    days = period(lang, look.span.until(look.latest), look.zone)
    title = subject_name(lang, look.subject)
    if side:
        title = Named(f"{title.name} · {side}", title.stand_in and f"{title.stand_in} · {side}")
    return Heading(title, days, recorded(lang, look))


def subject_name(lang: Lang, subject: Subject) -> Named:
    """A scale has the name somebody gave it, and may have to be written as "Scale 2"."""
    match subject.what:
        case What.MOOD:
            return Named(lang.label("Mood"))
        case What.ENERGY:
            return Named(lang.label("Energy"))
        case What.SCALE:
            return Named(subject.name, lang.label("Scale {n}", n=subject.id))


def period(lang: Lang, span: Span, zone: str) -> str:
    """``1–30 June 2026, Berlin``"""
    days, city = lang.days(span.first, span.last), lang.city(zone)
    return lang.label("{days}, {city}", days=days, city=city)


def recorded(lang: Lang, look: Look) -> str:
    """``22 of 30 days recorded``"""
    return lang.count(
        "{recorded} of {n} day recorded",
        "{recorded} of {n} days recorded",
        look.possible,
        recorded=len(look.days),
    ).plain
