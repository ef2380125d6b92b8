"""What is said of single items of an import: where, what is the matter, and what was done instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.lang import N_, Lang
from bot.text import EMPTY, Text, bold, lines
from domain.errors import Reason

NAME, RHYTHM, WEEKDAYS = N_("the name"), N_("the rhythm"), N_("the list of weekdays")
FIRST, LAST, DATE = N_("the first day"), N_("the last day"), N_("the date")
TIME, REMINDER = N_("the time of day"), N_("the reminder time")
DAYS, NUMBER, MOOD = N_("the list of days"), N_("the number"), N_("the word for the mood")

FIELDS: dict[str, str] = {
    "title": NAME,
    **dict.fromkeys(("label", "mood"), MOOD),
    **dict.fromkeys(("frequency", "schedule", "every", "month_days", "Type"), RHYTHM),
    **dict.fromkeys(("FrequencyNumerator", "FrequencyDenominator"), RHYTHM),
    **dict.fromkeys(("days", "weekdays"), WEEKDAYS),
    **dict.fromkeys(("startdate", "start"), FIRST),
    **dict.fromkeys(("targetdate", "target", "ended"), LAST),
    **dict.fromkeys(("duedate", "CalendarDate", "Date", "full_date", "day"), DATE),
    **dict.fromkeys(("time", "times"), TIME),
    **dict.fromkeys(("remindertime", "reminders"), REMINDER),
    **dict.fromkeys(("goaltracking", "entries"), DAYS),
    **dict.fromkeys(("id", "goalid", "goalTrackId", "number"), NUMBER),
    "item": N_("the item"),
    "row": N_("the line"),
    "description": N_("the description"),
    "note": N_("the note"),
    "status": N_("the status"),
    "criticality": N_("the importance"),
    "is_onetime": N_("the mark for one-time goals"),
    "is_deleted": N_("the mark for deleted days"),
    "iscompleted": N_("the mark for days that are done"),
    "is_therapist_approved": N_("the approval"),
    "reminder": N_("the switch for reminders"),
    "reminderdate": N_("the date of the reminder"),
    "startdate.minute": N_("the time on the first day"),
    "targetdate.minute": N_("the time on the last day"),
    "goaltracking.count": N_("what is said of single days besides their state"),
    "Value": N_("the value"),
    "Position": N_("the place in the list"),
    "activities": N_("the list of activities"),
    "reason": N_("the activity"),
    **dict.fromkeys(("tag", "tags"), N_("the tag")),
}
"""What a part of a file is to a person, by the name it has in there or in the domain."""

SOMETHING = N_("a part of it")

WHY: dict[str, str] = {
    "empty": N_("{field} is missing"),
    "too_long": N_("{field} is too long"),
    "too_many": N_("{field} has more than I can keep"),
    "taken": N_("{field} is in use already"),
    "unknown": N_("{field} is not known to me"),
    "unreadable": N_("{field} cannot be read"),
    "out_of_range": N_("{field} is out of range"),
    "not_a_date": N_("{field} is no day that exists"),
    "ambiguous_date": N_("{field} can be read two ways"),
    "ambiguous": N_("{field} can be read two ways"),
    "contradicts": N_("{field} says two things at once"),
    "before_start": N_("it would end before it begins"),
    "not_a_time": N_("{field} is no time of day"),
    "no_weekday": N_("{field} names no weekday"),
    "past_stays": N_("it would change days that are over"),
    "archived": N_("it is in your archive"),
    "twice": N_("{field} is there twice"),
    "damaged": N_("{field} is damaged"),
    "kept_as_text": N_("{field} is said in words I do not know; they are kept as text"),
    "no_place": N_("{field} has no place here and is left out"),
    "unknown_fields": N_("it says more than I know; that is left out"),
    "rhythm_assumed": N_("it does not say how often, so it is every day"),
    "any_day": N_("it does not say when, so it is for any day"),
    "zone_ignored": N_("{field} names a time zone, which is left out: it is a time of yours"),
    "amounts": N_("it counts amounts, which I cannot do yet; not taken"),
    "automatic": N_("days that were ticked by themselves stay open"),
    "no_days": N_("it has no days; only the goal is taken"),
    "merged": N_("what was there twice is taken once"),
    "cut": N_("{field} was too long and is cut"),
    "changed": N_("it changes the goal of yours with that number"),
    "joined": N_("you have a goal of that name; it gets the days that are missing"),
    "id_unknown": N_("you have no goal with that number, so it is a new one"),
    "in_bin": N_("that goal is in the bin; bring it back first: /bin"),
}
"""What may be said of one item, by reason, remark or fate."""

OTHERWISE = N_("{field} cannot be taken as it is")


def about_items(lang: Lang, notes: Mapping[str, Any]) -> Text:
    """Single items, by their number in the file."""
    left_out = notes["left_out"]
    head = (
        lang.count("{n} item cannot be taken.", "{n} items cannot be taken.", left_out)
        if left_out
        else EMPTY
    )
    more = notes["more"]
    tail = lang.count("And {n} more remark.", "And {n} more remarks.", more) if more else EMPTY
    return lines([head, *(remark(lang, note) for note in notes["first"]), tail])


def remark(lang: Lang, note: Mapping[str, Any]) -> Text:
    """One sentence about one item, such as a draft keeps it."""
    field = FIELDS.get(note["field"], SOMETHING)
    sentence = WHY.get(note["why"], OTHERWISE)
    what = lang.say(sentence, field=lang.say(field))
    done = _instead(lang, note)
    if done.html:
        what = lang.say("{what}; {done}", what=what, done=done)
    return lang.say("{place}: {what}", place=_place(lang, note), what=what)


def _place(lang: Lang, note: Mapping[str, Any]) -> Text:
    """Lines of a table are counted as an editor does, other items from the first."""
    number = note["item"]
    parts = [lang.say("Line {n}", n=number) if note["by_line"] else lang.say("No. {n}", n=number)]
    if note["title"]:
        parts.append(bold(note["title"]))
    if note["line"]:
        parts.append(lang.say("line {n}", n=note["line"]))
    if note["entry"]:
        parts.append(lang.say("day {n}", n=note["entry"]))
    return lines(parts, ", ")


def _instead(lang: Lang, note: Mapping[str, Any]) -> Text:
    """What became of something that was refused; remarks say it themselves."""
    if note["why"] not in set(Reason):
        return EMPTY
    if note["left_out"]:
        return lang.say("not taken")
    if note["part"]:
        return lang.say("that day is left out")
    if note["why"] == Reason.TOO_MANY:
        return lang.say("the rest is left out")
    return lang.say("that part is left out")
