"""A person's data: taken along, brought along, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.codes.data import AskImport, BeginErase, EraseNow, KeepEverything, SendExport, ShowErase
from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoals
from bot.codes.moods import ShowMoods
from bot.codes.undo import UndoAct
from bot.lang import N_, Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs
from bot.texts.refusals import refused
from bot.texts.remarks import about_items
from bot.view import Button, Row, View
from domain.errors import Reason, Refused
from storage.exported import Exported

COUNTED: dict[str, str] = {
    "new": N_("New goals: {n}"),
    "changed": N_("Goals of yours that change: {n}"),
    "joined": N_("Goals you have already, which get the days that are missing: {n}"),
    "days": N_("Days: {n}"),
    "moods": N_("Moods: {n}"),
    "again": N_("Moods that were imported before: {n}"),
}

HELD: dict[str, str] = {
    "goals": N_("Goals: {n}"),
    "entries": N_("Days of goals: {n}"),
    "mood_logs": N_("Moods: {n}"),
    "tags": N_("Tags: {n}"),
    "pauses": N_("Pauses: {n}"),
    "templates": N_("Templates, whose links end: {n}"),
}
"""Tables by what their rows are to a person."""


def exported(lang: Lang) -> View:
    return View(
        lang.say(
            "That is everything I have of you, in two files. The <code>.json</code> has all of it, and "
            "/import can read it again. The <code>.zip</code> has tables for a spreadsheet."
        ),
        _today(lang),
    )


def not_sent(lang: Lang) -> View:
    """The files did not leave, or nobody knows."""
    again = Button(lang.label("Try again"), SendExport())
    return View(lang.say("I could not send the files just now. Nothing was changed."), ((again,),))


def import_help(lang: Lang) -> View:
    """Which files there are."""
    return View(
        paragraphs(
            lang.say("<b>Send me a file</b>, and I show what is in it before anything is kept."),
            lines(
                [
                    lang.say("• what /export gave you (.json)"),
                    lang.say("• goals as a JSON list"),
                    lang.say("• Loop Habit Tracker (.zip)"),
                    lang.say("• Daylio (.csv)"),
                    lang.say("• HabitBull (.csv)"),
                ]
            ),
            lang.say("Or type several goals after /new, one a line. A file may have up to 10 MB."),
        ),
        _today(lang),
    )


def file_refused(lang: Lang, today: date, error: Refused) -> View:
    """Why a file cannot be taken. Nothing of it was."""
    return View(_no(lang, today, error), ((Button(lang.label("Which files?"), AskImport()),),))


def _no(lang: Lang, today: date, error: Refused) -> Text:
    match error.field, error.reason:
        case "account", _:
            return lang.say(
                "That is a whole account, and this one has something in it already. It can only be "
                "brought into an empty one. Nothing was changed."
            )
        case _, Reason.EMPTY:
            return lang.say("There is nothing in that.")
        case _, Reason.TOO_MANY:
            return lang.say("There is more in that than I can take. Nothing was changed.")
        case _:
            return refused(lang, today, error)


def not_fetched(lang: Lang) -> Text:
    return lang.say("I could not fetch that file. Send it once more, please.")


def nothing_to_take(lang: Lang, notes: Mapping[str, Any]) -> View:
    return View(
        paragraphs(
            lang.say("There is nothing in that which I can take."), about_items(lang, notes)
        ),
        ((Button(lang.label("Which files?"), AskImport()),),),
    )


def previewed(lang: Lang, counts: Mapping[str, int], notes: Mapping[str, Any]) -> Text:
    """What an import would do, before it does."""
    return paragraphs(
        lang.say("<b>This would come in:</b>"), counted(lang, counts), about_items(lang, notes)
    )


def imported(
    lang: Lang, counts: Mapping[str, int], notes: Mapping[str, Any], act_id: int | None
) -> View:
    """What an import did."""
    undo = (Button(lang.label("Undo"), UndoAct(act_id)),) if act_id is not None else ()
    text = paragraphs(lang.say("<b>It is in.</b>"), counted(lang, counts), about_items(lang, notes))
    return View(text, (*((undo,) if undo else ()), _lists(lang)))


def counted(lang: Lang, counts: Mapping[str, int]) -> Text:
    return lines(
        lang.say(sentence, n=counts[name]) for name, sentence in COUNTED.items() if counts.get(name)
    )


def held(lang: Lang, rows: Mapping[str, int]) -> Text:
    """What there is of a person, or in an export."""
    return lines(
        lang.say(sentence, n=rows[name]) for name, sentence in HELD.items() if rows.get(name)
    )


def previewed_export(lang: Lang, found: Mapping[str, int]) -> Text:
    return paragraphs(
        lang.say("<b>This is an account of yours.</b> All of it would come in:"),
        held(lang, found),
        lang.say("With it come your settings of then. What you agreed to stays as it is here."),
    )


def rows_of(found: Exported) -> dict[str, int]:
    """How many rows an export has, by table."""
    return {name: found.count(name) for name in HELD}


def erase_offer(lang: Lang, rows: Mapping[str, int]) -> View:
    """What would go, before anything is asked."""
    return View(
        paragraphs(
            lang.say("<b>Delete everything?</b> This would go, and could not be undone:"),
            lines(
                [
                    held(lang, rows),
                    lang.say("Your settings, what you agreed to, and everything else about you"),
                ]
            ),
            lang.say(
                "What stays is a date and a number that only proves that you were deleted. Backups of the "
                "server keep older copies until they are rotated out. Messages in this chat are yours: "
                "delete them in Telegram."
            ),
            lang.say("First I send you all of it as files. Then I ask for a word."),
        ),
        (
            (Button(lang.label("Send my files and go on"), BeginErase()),),
            (Button(lang.label("Keep everything"), KeepEverything()),),
        ),
    )


def erase_question(lang: Lang, *, missed: bool) -> Text:
    """The word is typed, so that no finger that slips can delete a life."""
    return paragraphs(
        lang.say("That was another word.") if missed else EMPTY,
        lang.say(
            "Your files are above. To have everything deleted, type {word}", word=bold(word(lang))
        ),
    )


def word(lang: Lang) -> str:
    """What has to be typed."""
    return lang.label("ERASE")


def erased_at(lang: Lang, at: datetime, today: date) -> Text:
    """When everything goes; ``at`` is a local date-time."""
    return lang.say(
        "On {day} at {time} everything of yours will be deleted.",
        day=lang.day(at.date(), today),
        time=lang.moment(at),
    )


def erase_waiting(lang: Lang, at: datetime, today: date) -> View:
    """It was confirmed, and can still be stopped."""
    return View(
        lang.say("{when} Until then you can change your mind.", when=erased_at(lang, at, today)),
        (
            (Button(lang.label("Keep everything"), KeepEverything()),),
            (Button(lang.label("Erase now"), EraseNow()),),
        ),
    )


def nothing_erases(lang: Lang, *, gone: bool) -> View:
    """An old button of an erasure that was called off, or that was carried out before the person
    came back."""
    now = lang.say("That was called off: nothing is being deleted, and everything of yours stays.")
    if gone:
        now = lang.say(
            "What you had before was deleted. Nothing more is being deleted: what you have here since "
            "then stays."
        )
    ask = Button(lang.label("Delete everything…"), ShowErase())
    return View(now, (*_today(lang), (ask,)))


def everything_kept(lang: Lang) -> View:
    return View(lang.say("Everything stays as it is."), _today(lang))


def goodbye(lang: Lang) -> View:
    """The last message."""
    return View(
        lang.say(
            "Everything of yours is deleted. I do not know you any more. Should you write again, we begin "
            "anew."
        )
    )


def _lists(lang: Lang) -> Row:
    return (
        Button(lang.label("My goals"), ShowGoals()),
        Button(lang.label("My moods"), ShowMoods()),
    )


def _today(lang: Lang) -> tuple[Row, ...]:
    return ((Button(lang.label("Today"), ShowToday()),),)
