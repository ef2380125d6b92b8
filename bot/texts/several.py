"""Several lines at once: what each would do, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoals
from bot.codes.undo import UndoAct
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, esc, lines, paragraphs, within
from bot.texts.history import state_words
from bot.texts.mood_levels import digits, level_name
from bot.texts.refusals import refused
from bot.texts.schedules import rhythm
from bot.view import Button, View
from domain.days import daystamp, from_daystamp
from domain.entries import Reading
from domain.errors import DomainError, Gone, Reason, Refused
from domain.kinds import from_plain, to_plain
from domain.moods import Degree
from storage.goal_views import GoalView
from storage.mood_rows import MoodView
from storage.said import Told

SHOWN = 20
"""Lines that are spoken of one by one; the others are counted."""

UNITS = 60
"""What is shown at most of a title, a reason or a line: twenty of them fit a message."""

BESIDE = " – "
"""In front of what somebody said of a day or a mood."""

Fact = dict[str, Any]
"""What became of a line, as a draft keeps it."""


def fact(
    number: int,
    line: str,
    result: Told | MoodView | GoalView | DomainError,
    note: str | None = None,
) -> Fact:
    """A result in plain JSON, to be told later, in whatever language is spoken then. ``note`` is what
    the line says behind its colon."""
    match result:
        case Told(entry=entry):
            told: Fact = {
                "title": entry.title,
                "day": daystamp(entry.day),
                "reading": entry.reading.value,
            }
        case MoodView():
            told = {
                "steps": result.degree.steps,
                "step": result.degree.step,
                "label": result.label,
                "reasons": ", ".join(result.reasons),
                "on": daystamp(result.day) if result.whole_day else None,
            }
        case GoalView():
            told = {
                "goal": result.title,
                "schedule": to_plain(result.schedule),
                "target": daystamp(result.plan.target) if result.plan.target else None,
            }
        case DomainError():
            told = {"line": line, **_reason(result)}
    return {"number": number, "note": note, **told}


def _reason(error: DomainError) -> Fact:
    if not isinstance(error, Refused):
        return {"why": "gone" if isinstance(error, Gone) else "unknown", "data": {}}
    told = {name: value for name, value in error.data.items() if isinstance(value, int | str)}
    days = {name: daystamp(day) for name, day in error.data.items() if isinstance(day, date)}
    return {"why": error.reason.value, "field": error.field, "data": told, "days": days}


def previewed(lang: Lang, today: date, facts: Sequence[Fact]) -> Text:
    """What the lines would do, before they do."""
    return paragraphs(lang.say("<b>This would be done:</b>"), _listed(lang, today, facts))


def nothing_to_do(lang: Lang, today: date, facts: Sequence[Fact]) -> View:
    """Why none of the lines can be carried out."""
    heading = lang.say("There is nothing in that which I can take.")
    return View(
        paragraphs(heading, _listed(lang, today, facts)),
        ((Button(lang.label("Today"), ShowToday()),),),
    )


def carried_out(lang: Lang, today: date, facts: Sequence[Fact], act_id: int | None) -> View:
    """What the lines did."""
    ways = (Button(lang.label("Today"), ShowToday()), Button(lang.label("My goals"), ShowGoals()))
    # In a row of its own: a long word for it was broken in the middle beside two others.
    undo = ((Button(lang.label("Undo"), UndoAct(act_id)),),) if act_id is not None else ()
    return View(paragraphs(lang.say("<b>Done:</b>"), _listed(lang, today, facts)), (ways, *undo))


def _listed(lang: Lang, today: date, facts: Sequence[Fact]) -> Text:
    """First what is done, then what is left out, each with its number."""
    done = [one for one in facts if "why" not in one]
    left_out = [one for one in facts if "why" in one]
    more = len(facts) - SHOWN
    return paragraphs(
        lines(_line(lang, today, one) for one in done[:SHOWN]),
        lines(
            [
                lang.say("<b>Left out:</b>") if left_out else EMPTY,
                *(_line(lang, today, one) for one in left_out[: max(0, SHOWN - len(done))]),
            ]
        ),
        lang.count("And {n} more line.", "And {n} more lines.", more) if more > 0 else EMPTY,
    )


def _line(lang: Lang, today: date, one: Mapping[str, Any]) -> Text:
    return lang.say("{n}. {what}", n=one["number"], what=_what(lang, today, one))


def _what(lang: Lang, today: date, one: Mapping[str, Any]) -> Text:
    match one:
        case {"why": str(why), "line": str(line)}:
            return lang.say("{line}: {why}", line=_cut(line), why=_why(lang, today, why, one))
        case {"title": str(title), "day": str(day), "reading": str(reading)}:
            answered = lang.say(
                "{title}, {day}: {state}",
                title=bold(within(title, UNITS)),
                day=lang.day(from_daystamp(day), today),
                state=state_words(lang, Reading(reading)),
            )
            return _beside([answered, _cut(one.get("note") or "")])
        case {"goal": str(title), "schedule": schedule, "target": target}:
            due = from_daystamp(target) if target else None
            return lang.say(
                "New goal {title}: {rhythm}",
                title=bold(within(title, UNITS)),
                rhythm=rhythm(lang, from_plain(schedule), due, today),
            )
        case _:
            return _mood(lang, today, one)


def _mood(lang: Lang, today: date, one: Mapping[str, Any]) -> Text:
    degree = Degree(one["step"], one["steps"])
    label = _cut(one["label"] or level_name(lang, degree))
    felt = lang.say("Mood {level}, {label}", level=digits(degree), label=label)
    day = esc(lang.day(from_daystamp(one["on"]), today)) if one["on"] else EMPTY
    why = filter(None, (one["reasons"], one.get("note")))
    return _beside([lines([felt, day], ", "), _cut(BESIDE.join(why))])


def _beside(parts: Iterable[Text]) -> Text:
    return lines(parts, BESIDE)


def _cut(words: str) -> Text:
    # Of nothing, the marks that keep words apart would be left.
    return esc(within(words, UNITS)) if words else EMPTY


def _why(lang: Lang, today: date, why: str, one: Mapping[str, Any]) -> Text:
    match why, one.get("field"):
        case (("gone" | "unknown"), None):
            return lang.say("That goal is not there any more.")
        case Reason.AMBIGUOUS, "line":
            return lang.say("Several goals begin like that. Type it by itself, please.")
        case Reason.AMBIGUOUS, _:
            return lang.say("That can be read in more than one way. Type it by itself, please.")
        case Reason.UNREADABLE, "line":
            return lang.say("I do not know what to do with that.")
        case _, field:
            days = {name: from_daystamp(day) for name, day in one["days"].items()}
            return refused(lang, today, Refused(str(field), Reason(why), **one["data"], **days))
