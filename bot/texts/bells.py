"""The reminders of a goal: when each goes off, in words, and how it may be set."""

from __future__ import annotations

from datetime import date

from bot.codes.goals import ShowGoal
from bot.codes.reminders import (
    AddReminder,
    RemoveReminder,
    SetOfGoal,
    SetOneReminder,
    ShowGoalReminders,
    ShowOfGoal,
    ShowOneReminder,
    ShowReminders,
    TypeLead,
    TypeNag,
    TypeNotBefore,
)
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs
from bot.texts.own_reminders import own_name
from bot.texts.schedules import day_in_words
from bot.view import Button, Row, View, in_rows
from bot.wire import Code, Word
from domain.bells import Bell
from domain.days import local_time
from domain.kindness import A_DAY, AN_HOUR
from domain.kinds import MINUTES
from storage.people import Acquaintance
from storage.reminders import OfGoal, ReminderView

NAGS = {"none": (None, 0), "10-3": (10, 3), "30-3": (30, 3), "60-5": (60, 5)}
"""How often something says itself again: every so many minutes, so often at most."""

LEADS = (0, 1, 3, 7, 14)
STARTS = (7 * 60, 8 * 60, 9 * 60, 10 * 60)


def bell_in_words(lang: Lang, bell: Bell, today: date) -> str:
    """``08:00``, ``30 minutes before``, ``Thu 24 December, 18:00``, ``Sundays, 18:00``."""
    if bell.before is not None:
        return before_in_words(lang, bell.before)
    at = lang.time(bell.minute or 0)
    if bell.until_minute is not None:
        at = f"{at}–{lang.time(bell.until_minute)}"
    if bell.day is not None:
        return lang.label("{day}, {time}", day=lang.day(bell.day, today), time=at)
    if bell.weekdays is not None:
        days = [lang.weekday(day) for day in range(7) if bell.weekdays >> day & 1]
        return lang.label("{day}, {time}", day=", ".join(days), time=at)
    return at


def about(lang: Lang, one: ReminderView) -> str:
    """What a reminder is about, in a few words."""
    return one.title or own_name(lang, one.what)


def before_in_words(lang: Lang, minutes: int) -> str:
    """How long before something is due, in the largest unit that fits."""
    if minutes % MINUTES == 0:
        return lang.count("{n} day before", "{n} days before", minutes // MINUTES).plain
    if minutes % 60 == 0:
        return lang.count("{n} hour before", "{n} hours before", minutes // 60).plain
    return lang.count("{n} minute before", "{n} minutes before", minutes).plain


def goal_reminders(
    lang: Lang, me: Acquaintance, of: OfGoal, today: date, note: Text = EMPTY
) -> View:
    """All reminders of a goal, each to be set, and what holds for all of them."""
    heading = lang.say("<b>Reminders of {title}</b>", title=of.title)
    if of.reminders:
        said = lines(_listed(lang, me, one, today) for one in of.reminders)
    else:
        said = lang.say("There is none yet.")
    zone = EMPTY if me.zone else lang.say("I remind of nothing until I know your time zone.")
    rows = [(Button(_label(lang, one, today), ShowOneReminder(one.id)),) for one in of.reminders]
    return View(
        paragraphs(note, heading, said, _bounds(lang, of), zone),
        (
            *rows,
            (Button(lang.label("Add a time"), AddReminder(of.goal_id)),),
            *(_bound_rows(lang, of) if of.reminders else ()),
            (Button(lang.label("← Back"), ShowGoal(of.goal_id)),),
        ),
    )


def one_reminder(lang: Lang, me: Acquaintance, one: ReminderView, today: date) -> View:
    """One reminder: whether it speaks, says itself again, or comes alone."""
    title = bold(about(lang, one))
    text = paragraphs(
        lang.say("{title}: {what}", title=title, what=_listed(lang, me, one, today)),
        lang.say("Said again while it is open?"),
        _room(lang, me) if one.nag_every is not None else EMPTY,
    )
    now = (one.nag_every, one.nag_times or 0)
    nags = [
        Button(
            f"✓ {label}" if NAGS[value] == now else label,
            SetOneReminder(one.id, Word("nag"), Word(value)),
        )
        for value, label in _nag_labels(lang).items()
    ]
    speaks = _switch(lang.label("It speaks"), one, "speaks", on=one.speaks)
    alone = _switch(lang.label("Always alone"), one, "exact", on=one.exact)
    weekly: tuple[Row, ...] = ()
    if one.bell.weekdays is not None:
        every = SetOneReminder(one.id, Word("days"), Word("all"))
        weekly = ((Button(lang.label("On every day again"), every),),)
    back = ShowReminders() if one.goal_id is None else ShowGoalReminders(one.goal_id)
    return View(
        text,
        (
            *in_rows([*nags, _other_nag(lang, one)], 2),
            *weekly,
            (speaks, alone),
            (
                Button(lang.label("Remove"), RemoveReminder(one.id)),
                Button(lang.label("← Back"), back),
            ),
        ),
    )


def _room(lang: Lang, me: Acquaintance) -> Text:
    """How much of it there may be and when, for who sees it come later than they asked, or not at all."""
    room = lang.say(
        "Unless the goal matters a lot, I begin no more than {day} messages a day and {hour} an hour; "
        "what is too much comes a little later.",
        day=A_DAY if me.pings_a_day is None else me.pings_a_day,
        hour=AN_HOUR if me.pings_an_hour is None else me.pings_an_hour,
    )
    night = EMPTY
    if me.quiet:
        night = lang.say("In your quiet hours I say again only what matters a lot.")
    return lines([room, night, lang.say("/settings changes that.")], " ")


def _nag_labels(lang: Lang) -> dict[str, str]:
    return {
        "none": lang.label("No"),
        "10-3": lang.label("Every 10 min, 3 times"),
        "30-3": lang.label("Every 30 min, 3 times"),
        "60-5": lang.label("Every hour, 5 times"),
    }


def _other_nag(lang: Lang, one: ReminderView) -> Button:
    """The way to any other one, which names what is set where no button of the others does."""
    label = lang.label("Another…")
    every, times = one.nag_every, one.nag_times or 0
    if every is not None and (every, times) not in NAGS.values():
        label = "✓ " + _nag_label(lang, every, times)
    return Button(label, TypeNag(one.id))


def _nag_label(lang: Lang, every: int, times: int) -> str:
    return lang.count(
        "Every {every} min, {n} time…", "Every {every} min, {n} times…", times, every=every
    ).plain


def _switch(label: str, one: ReminderView, name: str, *, on: bool) -> Button:
    value = Word("no" if on else "yes")
    return Button(f"✓ {label}" if on else label, SetOneReminder(one.id, Word(name), value))


def _label(lang: Lang, one: ReminderView, today: date) -> str:
    mark = "✓ " if one.speaks else ""
    return f"{mark}{bell_in_words(lang, one.bell, today)}"


def _listed(lang: Lang, me: Acquaintance, one: ReminderView, today: date) -> Text:
    """When it goes off, and what is particular about it."""
    said = [bell_in_words(lang, one.bell, today)]
    if not one.speaks:
        said.append(lang.label("silent"))
    elif one.fires_at is not None:
        day = local_time(one.fires_at, me.zone_or_utc).date()
        said.append(lang.label("next {day}", day=day_in_words(lang, day, today).plain))
    if one.nag_every is not None:
        said.append(lang.label("again every {n} min", n=one.nag_every))
    if one.exact:
        said.append(lang.label("alone"))
    if one.halved:
        said.append(lang.label("every other time, as the last ones had no answer"))
    return Text("; ".join(said))


def _bounds(lang: Lang, of: OfGoal) -> Text:
    said = []
    if of.lead_days is not None and of.has_target:
        said.append(
            lang.count(
                "From {n} day before the date on.",
                "From {n} days before the date on.",
                of.lead_days,
            )
        )
    if of.alert_start is not None:
        said.append(lang.say("Never before {time}.", time=lang.time(of.alert_start)))
    return lines(said)


def _bound_rows(lang: Lang, of: OfGoal) -> tuple[Row, ...]:
    start = Button(lang.label("Not before…"), ShowOfGoal(of.goal_id, Word("start")))
    if not of.has_target:
        return ((start,),)
    days = Button(lang.label("Days before the date…"), ShowOfGoal(of.goal_id, Word("lead")))
    return ((days, start),)


def bound_choices(lang: Lang, of: OfGoal, name: str) -> View | None:
    """The choices of what holds for all reminders of a goal; None for what there is not."""
    other: Code
    if name == "lead":
        text = lang.say(
            "From how many days before {title} is due, or ends, shall its reminders speak? Of something "
            "that is done once they then speak on each of these days.",
            title=bold(of.title),
        )
        choices = {str(days): str(days) for days in LEADS}
        current, other = of.lead_days, TypeLead(of.goal_id)
    elif name == "start":
        text = lang.say(
            "Before which time of a day shall nothing be said of {title}? What is due earlier is said "
            "then.",
            title=bold(of.title),
        )
        choices = {str(minute): lang.time(minute) for minute in STARTS}
        current, other = of.alert_start, TypeNotBefore(of.goal_id)
    else:
        return None
    choices["none"] = lang.label("No such limit")
    now = "none" if current is None else str(current)
    buttons = [
        Button(
            f"✓ {label}" if value == now else label, SetOfGoal(of.goal_id, Word(name), Word(value))
        )
        for value, label in choices.items()
    ]
    label = lang.label("Another…")
    if now not in choices:
        label = f"✓ {now if name == 'lead' else lang.time(current or 0)}…"
    buttons.append(Button(label, other))
    back = (Button(lang.label("← Back"), ShowGoalReminders(of.goal_id)),)
    return View(text, (*in_rows(buttons, 3), back))
