"""What was taken back, and what can be taken back no more, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.lang import N_, Lang
from bot.text import Text
from bot.texts.undone import thing_told
from domain.days import local_time
from storage.mood_labels import LabelView
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from storage.scales import ScaleView
from storage.undo import KEPT, KEPT_FOR, TakenBack
from storage.undone import Settings, Several, Shift, Undone


def taken_back(lang: Lang, me: Acquaintance, today: date, taken: TakenBack) -> Text:
    """What an act was, so that one sees whether it was the one that was meant. What cannot be told is
    told by when it was."""
    if _may_be_told(me, taken.what):
        told = _told(lang, me, today, taken.what)
        if told is not None:
            return told
    made_at = local_time(taken.made_at, me.zone_or_utc)
    day, time = lang.day(made_at.date(), today), lang.moment(made_at)
    return lang.say("Taken back: what you did on {day} at {time}.", day=day, time=time)


def nothing_left(lang: Lang) -> Text:
    """To who asks for the last act, whichever that is."""
    return lang.say(
        "There is nothing to take back. I keep the last {n} things you did, for {days} days.",
        n=KEPT,
        days=KEPT_FOR.days,
    )


def too_late(lang: Lang) -> Text:
    """To who asks for one act."""
    return lang.say("There is nothing to take back: it was taken back already, or is too old.")


def _may_be_told(me: Acquaintance, what: Undone | None) -> bool:
    """Who withdrew a consent does not want to read of it either."""
    match what:
        case Settings():
            return True
        case Shift(left, again) if isinstance(left or again, MoodView | LabelView | ScaleView):
            return "moods" in me.agreed
        case _:
            return "goals" in me.agreed


def _told(lang: Lang, me: Acquaintance, today: date, what: Undone | None) -> Text | None:
    match what:
        case Several():
            return _several(lang, what)
        case Settings(names):
            return _settings(lang, names)
        case Shift():
            return thing_told(lang, me, today, what)
        case None:
            return None


def _several(lang: Lang, what: Several) -> Text:
    counted = [
        lang.count("{n} goal", "{n} goals", what.goals) if what.goals else None,
        lang.count("{n} answer", "{n} answers", what.days) if what.days else None,
        lang.count("{n} mood", "{n} moods", what.moods) if what.moods else None,
    ]
    listed = ", ".join(each.html for each in counted if each)
    return lang.say("Taken back: {what}.", what=Text(listed))


def _settings(lang: Lang, names: frozenset[str]) -> Text:
    said = {_SETTINGS.get(name, _SEVERAL) for name in names}
    sentence = said.pop() if len(said) == 1 else _SEVERAL
    return lang.say(sentence)


_SEVERAL = N_("Taken back: your settings.")
_QUIET = N_("Taken back: your quiet hours.")
_ZONE = N_("Taken back: your time zone.")
_SETTINGS: Mapping[str, str] = {
    "day_start_minute": N_("Taken back: when your day begins."),
    "first_weekday": N_("Taken back: when your week begins."),
    "language": N_("Taken back: the language."),
    "skip_budget": N_("Taken back: how many skips you allow yourself."),
    "streaks_hidden_at": N_("Taken back: whether I tell streaks."),
    "mood_steps": N_("Taken back: how many levels a mood has."),
    "date_order": N_("Taken back: how you read dates."),
    "discreet_since": N_("Taken back: what a reminder shows."),
    **dict.fromkeys(("pings_a_day", "pings_an_hour"), N_("Taken back: how much I begin.")),
    **dict.fromkeys(("zone", "next_zone", "next_zone_at", "tz_version"), _ZONE),
    "week": N_("Taken back: when I send you your week."),
    "month": N_("Taken back: when I send you your month."),
    "year": N_("Taken back: when I send you your year."),
    "day": N_("Taken back: when I send you your day."),
    "mood": N_("Taken back: when I ask how you are."),
    **dict.fromkeys(("quiet_from", "quiet_until", "quiet_days"), _QUIET),
}
"""What is said of a setting, by its column or by what goes off by itself."""
