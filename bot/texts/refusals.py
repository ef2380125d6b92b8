"""No, kindly: one sentence for each way the domain refuses, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.codes.day import ShowToday
from bot.codes.goals import RestoreGoal
from bot.codes.moods import RestoreMood
from bot.lang import N_, Lang
from bot.text import Text, bold
from bot.view import Button, Reply, View
from domain.bells import NAG_MINUTES, NAG_TIMES
from domain.dates import ORDERS
from domain.errors import DomainError, Gone, NotFound, Reason, Refused, Stale


def refusal(lang: Lang, today: date, error: DomainError) -> Reply:
    """What to answer when the domain says no."""
    match error:
        case Refused():
            return Reply(View(refused(lang, today, error)), alert=True)
        case Gone(kind="goal"):
            back = Button(lang.label("Restore"), RestoreGoal(error.id))
            return Reply(View(lang.say("That goal is in the bin."), ((back,),)))
        case Gone():
            back = Button(lang.label("Restore"), RestoreMood(error.id))
            return Reply(View(lang.say("That mood is in the bin."), ((back,),)))
        case NotFound():
            return Reply(
                View(lang.say("I cannot find that any more. /today shows what there is.")),
                alert=True,
            )
        case Stale():
            return Reply(View(lang.say("That question is closed. /help shows what I can do.")))
        case _:
            raise error


def old_button(lang: Lang) -> Reply:
    """A button of an older version, or of nobody's."""
    return Reply(
        View(
            lang.say("That button is from an older version of me."),
            ((Button(lang.label("Show today"), ShowToday()),),),
        ),
        fresh=True,
    )


def refused(lang: Lang, today: date, error: Refused) -> Text:
    """One sentence about one input."""
    return _SENTENCES[error.reason](lang, today, error)


def _empty(lang: Lang, today: date, error: Refused) -> Text:
    """Of a day or a time it is those that are wanting, and not just any words."""
    match error.field:
        case "times":
            return lang.say("At which times of the day? Name two or more, such as “8 and 20”.")
        case "day":
            return lang.say("On which day? Write it like 5 Dec.")
        case "bell":
            return lang.say("At what time of that day? Write both, such as “24 Dec 18:00”.")
        case _:
            return lang.say("I see no words in that. Type a few, please.")


def _too_long(lang: Lang, today: date, error: Refused) -> Text:
    return lang.say(
        "That is {length} characters; {limit} fit here. Can you shorten it?",
        length=error.data.get("length", "?"),
        limit=error.data.get("limit", "?"),
    )


def days_meant(error: Refused) -> tuple[tuple[date, str], ...]:
    """The days that an unclear one may have been, for buttons; each with the mark of its order, where
    that is what was unclear."""
    candidates = error.data.get("candidates", (error.data.get("nearest"),))
    days = candidates if isinstance(candidates, tuple) else ()
    found = tuple(day for day in days if isinstance(day, date))
    asked = error.reason is Reason.AMBIGUOUS_DATE and len(found) == len(ORDERS)
    marks = [f"-{order}" for order in ORDERS] if asked else [""] * len(found)
    return tuple(zip(found, marks, strict=True))


def _not_a_date(lang: Lang, today: date, error: Refused) -> Text:
    nearest = error.data.get("nearest")
    if isinstance(nearest, date):
        return lang.say("There is no such day. Did you mean {day}?", day=lang.day(nearest, today))
    return lang.say("There is no such day.")


def _ambiguous(lang: Lang, today: date, error: Refused) -> Text:
    either = " / ".join(lang.day(day, today) for day, _ in days_meant(error))
    return lang.say(
        "That can be read two ways: {either}. Write the month as a word, please, like 5 Dec.",
        either=either,
    )


def _not_due(lang: Lang, today: date, error: Refused) -> Text:
    day = error.data.get("day")
    return lang.say(
        "{title} is not due on {day}. Nothing was changed.",
        title=bold(str(error.data.get("title", ""))),
        day=lang.day(day, today) if isinstance(day, date) else "?",
    )


def _past_stays(lang: Lang, today: date, error: Refused) -> Text:
    if error.field == "ended":
        return lang.say(
            "It has ended, and the past stays as it was. A new goal can go on from here: /new"
        )
    if error.field == "start":
        return lang.say(
            "It has begun already, and the past stays as it was. Choose a later end instead."
        )
    return lang.say("It can end today at the earliest: the past stays as it was.")


def _out_of_range(lang: Lang, today: date, error: Refused) -> Text:
    if "latest" in error.data:
        return lang.say("That is still to come. A mood is noted for now, or for before.")
    if "earliest" in error.data:
        return lang.say("That is over already. Name a time that is still to come.")
    if "furthest" in error.data:
        return lang.say("That is more than half a year away. Name an earlier time, please.")
    first, last = error.data.get("first"), error.data.get("last")
    if error.field == "before":
        return lang.say("A week before is the earliest I can do.")
    if error.field == "nag":
        return lang.say(
            "From {first} to {last} minutes, {few} to {many} times.",
            first=NAG_MINUTES[0],
            last=NAG_MINUTES[-1],
            few=NAG_TIMES[0],
            many=NAG_TIMES[-1],
        )
    if error.field == "level":
        return lang.say("A mood is a level from {first} to {last}.", first=first, last=last)
    if isinstance(first, int) and isinstance(last, int):
        return lang.say("It has to be from {first} to {last}.", first=first, last=last)
    return lang.say("That is too far away for me to count.")


def _too_many(lang: Lang, today: date, error: Refused) -> Text:
    limit, count = error.data.get("limit"), error.data.get("count")
    if error.field == "range" and isinstance(count, int):
        return lang.count(
            "That is {n} day; {limit} fit at once.",
            "That is {n} days; {limit} fit at once.",
            count,
            limit=limit,
        )
    if isinstance(limit, int):
        return lang.say("That is more than I can keep here; {limit} is the most.", limit=limit)
    return lang.say("That is more than I can keep here.")


def _taken(lang: Lang, today: date, error: Refused) -> Text:
    if error.field == "act":
        return lang.say(
            "The name {title} is in use by now. Rename what has it, and then take this back.",
            title=bold(str(error.data.get("title") or "")),
        )
    if error.field == "tag":
        return lang.say("You have a tag with that name already. Choose another name, please.")
    return lang.say("You have a goal with that name already. Choose another name, please.")


def _later(lang: Lang, today: date, error: Refused) -> Text:
    """With the goal it is about and, of an answer, the day."""
    title, day = error.data.get("title"), error.data.get("day")
    if title is None:
        return lang.say("Something later builds on that: /undo takes the later one back first.")
    about = bold(str(title))
    if isinstance(day, date):
        about = lang.say("{title}, {day}", title=about, day=lang.day(day, today))
    return lang.say(
        "Something later builds on that: {what}. /undo takes the later one back first.", what=about
    )


def _simple(sentence: str) -> Callable[[Lang, date, Refused], Text]:
    return lambda lang, _today, _error: lang.say(sentence)


_SENTENCES: dict[Reason, Callable[[Lang, date, Refused], Text]] = {
    Reason.EMPTY: _empty,
    Reason.TOO_LONG: _too_long,
    Reason.TOO_MANY: _too_many,
    Reason.TAKEN: _taken,
    Reason.UNKNOWN: _simple(
        N_("I do not know that one. Try the buttons, or write it another way.")
    ),
    Reason.UNREADABLE: _simple(N_("I cannot read that. Try the buttons, or write it another way.")),
    Reason.OUT_OF_RANGE: _out_of_range,
    Reason.NOT_A_DATE: _not_a_date,
    Reason.AMBIGUOUS_DATE: _ambiguous,
    Reason.BEFORE_START: _simple(N_("That is before it begins. Choose a later day, please.")),
    Reason.NOT_A_TIME: _simple(N_("There is no such time. Write it like 7:30 or 19:30.")),
    Reason.NO_WEEKDAY: _simple(N_("I see no weekday in that. Write it like mon wed fri.")),
    Reason.PAST_STAYS: _past_stays,
    Reason.NOT_DUE: _not_due,
    Reason.AMBIGUOUS: _simple(N_("That can be read in more than one way. Which one is it?")),
    Reason.CONTRADICTS: _simple(
        N_("That says two things about how often. Leave one of them out, please.")
    ),
    Reason.LATER: _later,
    Reason.ARCHIVED: _simple(
        N_("That goal is in the archive. /archive has it, to be taken up again.")
    ),
    Reason.TWICE: _simple(N_("The same thing is in there twice. Nothing was changed.")),
    Reason.TOO_LARGE: _simple(N_("That is larger than I can read. Nothing was changed.")),
    Reason.WRONG_ENCODING: _simple(
        N_("I cannot read the letters of that file. Save it as UTF-8 and send it again, please.")
    ),
    Reason.NOT_JSON: _simple(N_("That file is not whole JSON. Nothing was changed.")),
    Reason.NOT_A_ZIP: _simple(N_("That file is not a zip archive. Nothing was changed.")),
    Reason.WRONG_SHAPE: _simple(
        N_("I do not know files of that shape. /import says which ones I can read.")
    ),
    Reason.DAMAGED: _simple(N_("That file is damaged. Nothing was changed.")),
    Reason.LOCKED: _simple(N_("That file is locked by a password. Send it without one, please.")),
}
