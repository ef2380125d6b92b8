"""The choices of each setting: the question, what there is to choose, and what holds now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.lang import Lang, shipped
from bot.lang import lang as language
from bot.text import Text
from bot.texts.quiet import hours
from domain.kindness import A_DAY, AN_HOUR
from domain.quiet import USUAL, QuietHours
from storage.people import Acquaintance

DAY_STARTS = (0, 2 * 60, 3 * 60, 4 * 60, 5 * 60, 6 * 60)
FIRST_WEEKDAYS = (0, 5, 6)
SKIPS = range(1, 7)
LIMITS: dict[str, tuple[int | None, int | None]] = {
    "usual": (None, None),
    "few": (3, 1),
    "many": (12, 4),
    "none": (0, 0),
}
"""Messages a day and an hour that the bot begins."""

QUIET_HOURS = (USUAL, QuietHours(23 * 60, 7 * 60), QuietHours(21 * 60, 8 * 60))


@dataclass(frozen=True, slots=True)
class Choices:
    """A question, its answers as (value, label), and the value that holds."""

    text: Text
    choices: list[tuple[str, str]]
    current: str


def _day(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(str(start), lang.time(start)) for start in DAY_STARTS]
    text = lang.say(
        "When does your day begin? What you tick before that hour counts for the day before."
    )
    current = str(me.day_start_minute)
    return Choices(text, choices, current)


def _week(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(str(day), lang.weekday(day)) for day in FIRST_WEEKDAYS]
    text = lang.say("On which day does your week begin?")
    current = str(me.first_weekday)
    return Choices(text, choices, current)


def _skips(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(str(n), str(n)) for n in SKIPS] + [("none", lang.label("Do not count"))]
    text = lang.say(
        "How many skips a month do you allow yourself? Before one is spent you see how many are "
        "left, and nothing keeps you from more."
    )
    current = "none" if me.skip_budget is None else str(me.skip_budget)
    return Choices(text, choices, current)


def _quiet(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(span(each), hours(lang, each)) for each in QUIET_HOURS]
    choices.append(("none", lang.label("Off")))
    text = lang.say(
        "When shall I say nothing of my own accord? What you set yourself, such as a reminder, "
        "comes all the same."
    )
    current = span(me.quiet.every) if me.quiet and me.quiet.every else "none"
    return Choices(text, choices, current)


def _pings(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(value, limit(lang, *limits)) for value, limits in LIMITS.items()]
    text = lang.say(
        "How much may I begin by myself, such as saying something again? What you set for a "
        "time comes all the same, and so does everything about your most important goals."
    )
    held = {limits: value for value, limits in LIMITS.items()}
    current = held.get((me.pings_a_day, me.pings_an_hour), "")
    return Choices(text, choices, current)


def _names(lang: Lang, me: Acquaintance) -> Choices:
    choices = [("yes", lang.label("Yes")), ("no", lang.label("No"))]
    text = lang.say(
        "Shall a reminder name its goal before you open it? Others may see your screen."
    )
    current = "no" if me.discreet else "yes"
    return Choices(text, choices, current)


def _streaks(lang: Lang, me: Acquaintance) -> Choices:
    choices = [("yes", lang.label("Show them")), ("no", lang.label("Hide them"))]
    text = lang.say("Shall I tell how many times in a row something was done?")
    current = "yes" if me.streaks_shown else "no"
    return Choices(text, choices, current)


def _charts(lang: Lang, me: Acquaintance) -> Choices:
    choices = [("light", lang.label("Light")), ("dark", lang.label("Dark"))]
    text = lang.say("On what ground shall charts be drawn? Choose the one of your chat.")
    current = me.theme
    return Choices(text, choices, current)


def _dates(lang: Lang, me: Acquaintance) -> Choices:
    choices = [
        ("day", lang.label("3 April")),
        ("month", lang.label("4 March")),
        ("ask", lang.label("Ask me")),
    ]
    text = lang.say("Which day is 3/4, when you type it?")
    current = me.date_order or "ask"
    return Choices(text, choices, current)


def _language(lang: Lang, me: Acquaintance) -> Choices:
    choices = [(code, language(code).name) for code in shipped()]
    text = lang.say("Which language shall I speak?")
    current = me.language
    return Choices(text, choices, current)


SETTINGS: Mapping[str, Callable[[Lang, Acquaintance], Choices]] = {
    "day": _day,
    "week": _week,
    "skips": _skips,
    "quiet": _quiet,
    "pings": _pings,
    "names": _names,
    "streaks": _streaks,
    "charts": _charts,
    "dates": _dates,
    "language": _language,
}
"""Every setting that is one choice of a few."""


def limit(lang: Lang, a_day: int | None, an_hour: int | None) -> str:
    if a_day == 0:
        return lang.label("Nothing")
    day, hour = a_day or A_DAY, an_hour or AN_HOUR
    return lang.label("{day} a day, {hour} an hour", day=day, hour=hour)


def span(quiet: QuietHours) -> str:
    """Quiet hours as a button carries them."""
    return f"{quiet.start}-{quiet.end}"
