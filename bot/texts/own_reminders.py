"""What comes by itself about no goal: when it does, and the choices of another time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bot.codes.own_reminders import (
    SendDay,
    SendLong,
    SendMood,
    SendWeek,
    ShowOwnReminder,
    ShowOwnReminders,
    StopOwnReminder,
    TypeOwnTime,
)
from bot.codes.settings import ChangeZone, ShowSettings
from bot.lang import Lang
from bot.text import EMPTY, Text, lines, paragraphs
from bot.texts.quiet import comes_all_the_same
from bot.view import Button, Row, View, in_rows
from bot.wire import Code, Word
from domain.bells import Bell
from storage.own_reminders import (
    EVENING,
    KINDS,
    MONTH,
    MOOD,
    WEEK,
    YEAR,
    OwnReminder,
    usual_week,
    weekday_of,
)
from storage.people import Acquaintance

WEEK_TIMES = (9 * 60, 12 * 60, EVENING, 20 * 60)
DAY_TIMES = (7 * 60, 8 * 60, 9 * 60, 18 * 60, 20 * 60, 21 * 60)
MOOD_TIMES = (12 * 60, 18 * 60, 20 * 60 + 30)
MOOD_SPANS = ((9 * 60, 21 * 60), (10 * 60, 18 * 60))

C = TypeVar("C", bound=Code)
Set = Mapping[str, OwnReminder]


def own_name(lang: Lang, what: str) -> str:
    """What one of them is called, on its button and in lists."""
    match what:
        case "week":
            return lang.label("Weekly overview")
        case "month":
            return lang.label("Monthly overview")
        case "year":
            return lang.label("Yearly overview")
        case "day":
            return lang.label("Daily overview")
        case _:
            return lang.label("How you are")


def own_reminders(lang: Lang, me: Acquaintance, there: Set) -> View:
    """All of them, as they stand."""
    facts = lines(_fact(lang, what, there.get(what)) for what in _kinds(me))
    buttons = [Button(own_name(lang, what), ShowOwnReminder(Word(what))) for what in _kinds(me)]
    heading = lang.say("<b>What I send by myself</b>\nNothing of it comes before you switch it on.")
    back = (Button(lang.label("← Settings"), ShowSettings()),)
    return View(paragraphs(heading, facts), (*in_rows(buttons, 1), back))


def own_reminder(
    lang: Lang, me: Acquaintance, what: str, now: OwnReminder | None, note: Text = EMPTY
) -> View:
    """When one of them comes, and other times to choose from."""
    bell = now.bell if now and now.speaks else None
    zone = EMPTY if me.zone else lang.say("It comes once I know your time zone.")
    text = paragraphs(
        note,
        _about(lang, what),
        lines([_fact(lang, what, now), comes_all_the_same(lang, me, _minutes(bell)), zone]),
    )
    ask = () if me.zone else ((Button(lang.label("Set my time zone"), ChangeZone()),),)
    last: list[Button] = [Button(lang.label("Another time"), TypeOwnTime(Word(what)))]
    if bell:
        last.append(Button(lang.label("Off"), StopOwnReminder(Word(what))))
    back = (Button(lang.label("← Back"), ShowOwnReminders()),)
    return View(text, (*_choices(lang, me, what, now, bell), tuple(last), *ask, back))


def stopped(lang: Lang) -> Text:
    """Said where one of them was switched off, with the way back below it."""
    return lang.say("I send it no more. A tap on a time has it back.")


def weekly_offer(lang: Lang, me: Acquaintance, there: Set) -> tuple[Row, ...]:
    """Made where somebody arrives, to who never chose; one tap is enough, and none is fine."""
    if WEEK in there:
        return ()
    return ((Button(lang.label("Send me a weekly overview"), _every_week(usual_week(me))),),)


def weekly(lang: Lang, me: Acquaintance, now: OwnReminder | None) -> tuple[Row, ...]:
    """The row below a weekly text: to have it by itself, or at another time, or no more."""
    if now is None or not now.speaks:
        code = _every_week(now.bell if now else usual_week(me))
        return ((Button(lang.label("Every week by itself"), code),),)
    return change_or_stop(lang, WEEK)


def change_or_stop(lang: Lang, what: str) -> tuple[Row, ...]:
    """Below whatever comes by itself."""
    return (
        (
            Button(lang.label("Change time"), ShowOwnReminder(Word(what), apart=True)),
            Button(lang.label("Stop"), StopOwnReminder(Word(what), apart=True)),
        ),
    )


def _every_week(bell: Bell) -> SendWeek:
    return SendWeek(weekday_of(bell), bell.minute or 0, apart=True)


def _kinds(me: Acquaintance) -> Sequence[str]:
    """Who keeps no moods is not asked for one."""
    return [what for what in KINDS if what != MOOD or "moods" in me.agreed]


def _about(lang: Lang, what: str) -> Text:
    match what:
        case "week":
            return lang.say(
                "<b>Weekly overview</b>\nWhat was recorded, in a few lines, once a week. It makes no "
                "sound, and does not come while everything rests."
            )
        case "month":
            return lang.say(
                "<b>Monthly overview</b>\nThe days of the month that is over and how you kept your goals. "
                "It makes no sound, and does not come while everything rests."
            )
        case "year":
            return lang.say(
                "<b>Yearly overview</b>\nThe year that is over, month by month. It makes no sound, and "
                "does not come while everything rests."
            )
        case "day":
            return lang.say(
                "<b>Daily overview</b>\nBefore {time} it is what is due; from then on, what is still "
                "open and how the day was. It makes no sound.",
                time=lang.time(EVENING),
            )
        case _:
            return lang.say(
                "<b>How you are</b>\nI ask at a time, or at a random moment between two. Where you "
                "noted a mood shortly before, I do not ask."
            )


def _fact(lang: Lang, what: str, now: OwnReminder | None) -> Text:
    when = _when(lang, what, now.bell) if now and now.speaks else lang.say("off")
    return lang.say("{name}: {when}", name=own_name(lang, what), when=when)


def _when(lang: Lang, what: str, bell: Bell) -> Text:
    time = lang.time(bell.minute or 0)
    if what == MONTH:
        return lang.say("on the 1st, {time}", time=time)
    if what == YEAR:
        return lang.say("on 1 January, {time}", time=time)
    if bell.weekdays is not None:
        return lang.say("{weekday}, {time}", weekday=lang.weekday(weekday_of(bell)), time=time)
    if bell.until_minute is not None:
        return lang.say("between {first} and {last}", first=time, last=lang.time(bell.until_minute))
    return lang.say("at {time}", time=time)


def _minutes(bell: Bell | None) -> Iterable[int]:
    ends = (bell.minute, bell.until_minute) if bell else ()
    return [minute for minute in ends if minute is not None]


def _choices(
    lang: Lang, me: Acquaintance, what: str, now: OwnReminder | None, chosen: Bell | None
) -> tuple[Row, ...]:
    match what:
        case "week":
            return _week_choices(lang, me, now.bell if now else usual_week(me), chosen)
        case "month" | "year":
            times = {SendLong(Word(what), minute): lang.time(minute) for minute in WEEK_TIMES}
            current = SendLong(Word(what), chosen.minute or 0) if chosen else None
            return in_rows(_marked(times, current), 4)
        case "day":
            days = {SendDay(minute): lang.time(minute) for minute in DAY_TIMES}
            return in_rows(_marked(days, SendDay(chosen.minute or 0) if chosen else None), 3)
        case _:
            return _mood_choices(lang, chosen)


def _week_choices(lang: Lang, me: Acquaintance, bell: Bell, chosen: Bell | None) -> tuple[Row, ...]:
    weekday, minute = weekday_of(bell), bell.minute or 0
    order = [(me.first_weekday + n) % 7 for n in range(7)]
    days = {SendWeek(day, minute): lang.weekday(day, "abbreviated") for day in order}
    times = {SendWeek(weekday, time): lang.time(time) for time in WEEK_TIMES}
    current = SendWeek(weekday, minute) if chosen else None
    return *in_rows(_marked(days, current), 4), *in_rows(_marked(times, current), 4)


def _mood_choices(lang: Lang, chosen: Bell | None) -> tuple[Row, ...]:
    times = {SendMood(minute, minute): lang.time(minute) for minute in MOOD_TIMES}
    spans = {
        SendMood(first, last): f"{lang.time(first)}–{lang.time(last)}" for first, last in MOOD_SPANS
    }
    current = None
    if chosen is not None and chosen.minute is not None:
        until = chosen.minute if chosen.until_minute is None else chosen.until_minute
        current = SendMood(chosen.minute, until)
    return *in_rows(_marked(times, current), 3), *in_rows(_marked(spans, current), 2)


def _marked(choices: Mapping[C, str], current: C | None) -> list[Button]:
    return [
        Button(f"✓ {label}" if code == current else label, code) for code, label in choices.items()
    ]
