"""Settings, help, and what is said to what was not understood."""

from __future__ import annotations

from collections.abc import Sequence

from bot.codes.day import ShowToday
from bot.codes.goals import NewGoal
from bot.codes.moods import AskMood, ShowMoodSetup
from bot.codes.own_reminders import ShowOwnReminders
from bot.codes.settings import (
    ChangeZone,
    SetSetting,
    ShowConsent,
    ShowPrivacy,
    ShowSetting,
    ShowSettings,
    ShowSupport,
)
from bot.commands import COMMANDS
from bot.lang import Lang
from bot.text import EMPTY, Text, lines, paragraphs
from bot.texts.choices import QUIET_HOURS, SETTINGS, limit, span
from bot.texts.quiet import hours, weekly
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.days import local_time
from domain.quiet import QuietHours
from storage.people import Acquaintance

NIGHT_HOURS = (*QUIET_HOURS, QuietHours(22 * 60, 9 * 60), QuietHours(23 * 60, 9 * 60))
NIGHTS, NIGHT, SAME = "nights", "night", "same"
"""The setting that leads to each night, the beginning of theirs, and what takes their own hours away."""


def settings(lang: Lang, me: Acquaintance, local_time: str) -> View:
    """Everything that can be set, as it stands."""
    zone = (
        lang.say("Time zone: {city} ({time} now)", city=lang.city(me.zone), time=local_time)
        if me.zone
        else lang.say("Time zone: not set, days are counted in UTC")
    )
    facts = [
        zone,
        _next_zone(lang, me),
        lang.say("Day begins at {time}", time=lang.time(me.day_start_minute)),
        lang.say("Week begins on {weekday}", weekday=lang.weekday(me.first_weekday)),
        lang.say("Language: {language}", language=lang.name),
        _skips(lang, me),
        _limits(lang, me),
        *(weekly(lang, me.quiet) if me.quiet else ()),
        lang.say("Reminders name nothing until you open them") if me.discreet else EMPTY,
        lang.say("Stored: {what}; /privacy lists all of it", what=_stored(lang, me)),
    ]
    buttons = (
        *_zone_row(lang, me),
        (
            Button(lang.label("Time zone"), ChangeZone()),
            Button(lang.label("Day begins"), ShowSetting(Word("day"))),
        ),
        (
            Button(lang.label("Week begins"), ShowSetting(Word("week"))),
            Button(lang.label("Language"), ShowSetting(Word("language"))),
        ),
        (
            Button(lang.label("Skips"), ShowSetting(Word("skips"))),
            Button(lang.label("Streaks"), ShowSetting(Word("streaks"))),
        ),
        (
            Button(lang.label("Dates"), ShowSetting(Word("dates"))),
            Button(lang.label("Charts"), ShowSetting(Word("charts"))),
        ),
        (
            Button(lang.label("Quiet hours"), ShowSetting(Word("quiet"))),
            Button(lang.label("How much"), ShowSetting(Word("pings"))),
        ),
        (Button(lang.label("Discreet reminders"), ShowSetting(Word("names"))),),
        (Button(lang.label("What I send by myself"), ShowOwnReminders()),),
        (Button(lang.label("Moods: levels, words, scales"), ShowMoodSetup()),),
        (
            Button(lang.label("What I may store"), ShowConsent()),
            Button(lang.label("Privacy"), ShowPrivacy()),
        ),
    )
    return View(paragraphs(lang.say("<b>Settings</b>"), lines(facts)), buttons)


def setting(lang: Lang, name: str, me: Acquaintance) -> View | None:
    """The choices of one setting; None for a setting there is not."""
    if name not in SETTINGS:
        return None
    there = SETTINGS[name](lang, me)
    buttons = [
        Button(
            f"✓ {label}" if value == there.current else label, SetSetting(Word(name), Word(value))
        )
        for value, label in there.choices
    ]
    further = ((Button(lang.label("Other hours on a night"), ShowSetting(Word(NIGHTS))),),)
    back = (Button(lang.label("← Settings"), ShowSettings()),)
    return View(there.text, (*in_rows(buttons, 3), *(further if name == "quiet" else ()), back))


def nights(lang: Lang, me: Acquaintance) -> View:
    """The nights of the week, to give one of them hours of its own."""
    others = me.quiet.others if me.quiet else {}
    buttons = [
        Button(
            f"✓ {lang.weekday(day)}" if day in others else lang.weekday(day),
            ShowSetting(Word(f"{NIGHT}{day}")),
        )
        for day in range(7)
    ]
    back = Button(lang.label("← Quiet hours"), ShowSetting(Word("quiet")))
    return View(
        lang.say("Which night? It is called after the day on which it begins."),
        (*in_rows(buttons, 3), (back,)),
    )


def night(lang: Lang, me: Acquaintance, weekday: int) -> View:
    """The hours of one night."""
    others = me.quiet.others if me.quiet else {}
    name = Word(f"{NIGHT}{weekday}")
    choices = [(SAME, lang.label("As every night"))]
    choices += [(span(each), hours(lang, each)) for each in NIGHT_HOURS]
    choices += [("none", lang.label("No quiet hours"))]
    mine = others.get(weekday)
    current = SAME if weekday not in others else span(mine) if mine else "none"
    buttons = [
        Button(f"✓ {label}" if value == current else label, SetSetting(name, Word(value)))
        for value, label in choices
    ]
    back = Button(lang.label("← Quiet hours"), ShowSetting(Word(NIGHTS)))
    return View(
        lang.say(
            "When shall I say nothing in the night of {weekday}?", weekday=lang.weekday(weekday)
        ),
        (*in_rows(buttons, 2), (back,)),
    )


def _limits(lang: Lang, me: Acquaintance) -> Text:
    if me.pings_a_day is None and me.pings_an_hour is None:
        return EMPTY
    most = limit(lang, me.pings_a_day, me.pings_an_hour)
    return lang.say("I begin by myself at most: {most}", most=most)


def help_text(lang: Lang) -> View:
    """What can be said to the bot, most useful first."""
    listed = [
        lang.say("/{command} – {what}", command=Text(command), what=lang.say(what))
        for command, what in COMMANDS.items()
    ]
    buttons = (
        (
            Button(lang.label("Today"), ShowToday()),
            Button(lang.label("Mood"), AskMood()),
            Button(lang.label("New goal"), NewGoal()),
        ),
        (
            Button(lang.label("Privacy"), ShowPrivacy()),
            Button(lang.label("Support lines"), ShowSupport()),
        ),
    )
    return View(paragraphs(lang.say("<b>What I can do</b>"), lines(listed)), buttons)


def unknown_command(lang: Lang, nearest: Sequence[str]) -> View:
    """The three commands that look most like what was typed."""
    listed = lines(
        lang.say("/{command} – {what}", command=Text(command), what=lang.say(COMMANDS[command]))
        for command in nearest
    )
    if not nearest:
        return View(lang.say("I do not know that command. /help lists them all."))
    return View(paragraphs(lang.say("I do not know that command. Did you mean:"), listed))


def not_understood(lang: Lang) -> View:
    """Words outside any dialog. Reading them as an entry comes with quick entry."""
    return View(
        lang.say("I did not catch that. Tap one of these, or see /help."),
        (
            (
                Button(lang.label("Today"), ShowToday()),
                Button(lang.label("Mood"), AskMood()),
                Button(lang.label("New goal"), NewGoal()),
            ),
        ),
    )


def nothing_to_cancel(lang: Lang) -> View:
    return View(lang.say("There is nothing to cancel. /help shows what I can do."))


def only_private(lang: Lang, username: str) -> View:
    """In a group: nothing personal, only the way to a chat of one's own."""
    return View(
        lang.say("Goals and moods are personal. Let us talk in a chat of our own."),
        ((Button(lang.label("Open our chat"), url=f"https://t.me/{username}?start=hello"),),),
    )


def _next_zone(lang: Lang, me: Acquaintance) -> Text:
    """The zone that was put off until the person's day is over."""
    if me.next_zone is None or me.next_zone_at is None:
        return EMPTY
    at = local_time(me.next_zone_at, me.zone_or_utc)
    return lang.say(
        "Time zone {city}: from {weekday}, {time}",
        city=lang.city(me.next_zone),
        weekday=lang.weekday_of(at.date()),
        time=lang.moment(at),
    )


def _zone_row(lang: Lang, me: Acquaintance) -> tuple[Row, ...]:
    if me.next_zone is None:
        return ()
    now = Button(
        lang.label("{city} now", city=lang.city(me.next_zone)),
        SetSetting(Word("zone"), Word("now")),
    )
    stay = lang.label("Stay with {city}", city=lang.city(me.zone_or_utc))
    return ((now, Button(stay, SetSetting(Word("zone"), Word("stay")))),)


def _skips(lang: Lang, me: Acquaintance) -> Text:
    """The budget, where there is one: a number on a card should say where it comes from."""
    if me.skip_budget is None:
        return EMPTY
    return lang.count("Skips: {n} a month", "Skips: {n} a month", me.skip_budget)


def _stored(lang: Lang, me: Acquaintance) -> Text:
    if me.agreed >= {"goals", "moods"}:
        return lang.say("goals and moods")
    if "goals" in me.agreed:
        return lang.say("goals, no moods")
    return lang.say("only your settings")
