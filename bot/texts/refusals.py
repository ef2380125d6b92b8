"""No, kindly: one sentence for each way the domain refuses, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.codes import RestoreGoal, RestoreMood, ShowToday
from bot.lang import Lang
from bot.text import Text, bold
from bot.view import Button, Reply, View
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


def _too_long(lang: Lang, today: date, error: Refused) -> Text:
    return lang.say(
        "That is {length} characters; {limit} fit here. Can you shorten it?",
        length=error.data.get("length", "?"),
        limit=error.data.get("limit", "?"),
    )


def _not_a_date(lang: Lang, today: date, error: Refused) -> Text:
    nearest = error.data.get("nearest")
    if isinstance(nearest, date):
        return lang.say("There is no such day. Did you mean {day}?", day=lang.day(nearest, today))
    return lang.say("There is no such day.")


def _ambiguous(lang: Lang, today: date, error: Refused) -> Text:
    candidates = error.data.get("candidates")
    days = candidates if isinstance(candidates, tuple) else ()
    either = " / ".join(lang.day(day, today) for day in days)
    return lang.say(
        "That can be read two ways: {either}. Write the month as a word, please, like 5 Dec.",
        either=either,
    )


def _not_due(lang: Lang, today: date, error: Refused) -> Text:
    day = error.data.get("day")
    return lang.say(
        "{title} is not due on {day} any more. Nothing was changed.",
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


def _simple(sentence: str) -> Callable[[Lang, date, Refused], Text]:
    return lambda lang, _today, _error: lang.say(sentence)


def N_(sentence: str) -> str:  # noqa: N802 - gettext's name for "translate this later"
    return sentence


_SENTENCES: dict[Reason, Callable[[Lang, date, Refused], Text]] = {
    Reason.EMPTY: _simple(N_("I see no words in that. Type a few, please.")),
    Reason.TOO_LONG: _too_long,
    Reason.TOO_MANY: _simple(N_("That is more than I can keep here; twelve is the most.")),
    Reason.TAKEN: _simple(
        N_("You have a goal with that name already. Choose another name, please.")
    ),
    Reason.UNKNOWN: _simple(
        N_("I do not know that one. Try the buttons, or write it another way.")
    ),
    Reason.UNREADABLE: _simple(N_("I cannot read that. Try the buttons, or write it another way.")),
    Reason.OUT_OF_RANGE: _simple(N_("That is too far away for me to count.")),
    Reason.NOT_A_DATE: _not_a_date,
    Reason.AMBIGUOUS_DATE: _ambiguous,
    Reason.BEFORE_START: _simple(N_("That is before it begins. Choose a later day, please.")),
    Reason.NOT_A_TIME: _simple(N_("There is no such time. Write it like 7:30 or 19:30.")),
    Reason.NO_WEEKDAY: _simple(N_("I see no weekday in that. Write it like mon wed fri.")),
    Reason.PAST_STAYS: _past_stays,
    Reason.NOT_DUE: _not_due,
}
