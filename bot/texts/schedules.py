"""Schedules, dates, times and importance in words."""

from datetime import date

from bot.lang import Lang
from bot.text import EMPTY, Text
from domain.goals import Criticality
from domain.kinds import (
    LAST,
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from domain.schedules import Plan, schedule_on
from domain.windows import first_share


def in_words(lang: Lang, schedule: Schedule) -> Text:  # noqa: C901 - one line a kind
    """How often, as one would say it."""
    match schedule:
        case Once():
            return lang.say("once")
        case Daily():
            return lang.say("every day")
        case Weekdays(days):
            return _weekdays(lang, days)
        case EveryDays(every):
            return lang.count("every day", "every {n} days", every)
        case MonthDays(days):
            return _month_days(lang, days)
        case MonthWeekday(nth, weekday):
            name = lang.weekday(weekday)
            return lang.say(
                "on the {nth} {weekday} of each month", nth=ordinals(lang)[nth], weekday=name
            )
        case Yearly():
            return _yearly(lang, schedule)
        case TimesPer(times, Period.WEEK):
            return lang.count("once a week", "{n} times a week", times)
        case TimesPer(times):
            return lang.count("once a month", "{n} times a month", times)
        case TimesIn(times, days):
            return lang.count(
                "once in any {days} days", "{n} times in any {days} days", times, days=days
            )
        case AfterDone(every):
            return lang.count(
                "a day after it was last done", "{n} days after it was last done", every
            )
        case Slotted(of, times):
            return lang.say(
                "{often}, at {times}", often=in_words(lang, of), times=times_in_words(lang, times)
            )


def _weekdays(lang: Lang, days: frozenset[int]) -> Text:
    if days == frozenset(range(5)):
        return lang.say("Monday to Friday")
    if days == frozenset({5, 6}):
        return lang.say("on weekends")
    if len(days) == 1:
        return lang.say("every {weekday}", weekday=lang.weekday(min(days)))
    names = ", ".join(lang.weekday(day, "abbreviated") for day in sorted(days))
    return lang.say("every {weekdays}", weekdays=names)


def _month_days(lang: Lang, days: frozenset[int]) -> Text:
    if days == {31}:
        return lang.say("on the last day of each month")
    # As the language writes a number of a day: "1, 15" and "1., 15."
    numbers = ", ".join(lang.label("{number}", number=day) for day in sorted(days))
    if max(days) > 28:
        return lang.say(
            "each month on day {days} (in a shorter month on its last day)", days=numbers
        )
    return lang.say("each month on day {days}", days=numbers)


def ordinals(lang: Lang) -> dict[int, str]:
    """Which of its kind in a month, by number; LAST counts from the end."""
    return {
        1: lang.label("first"),
        2: lang.label("second"),
        3: lang.label("third"),
        4: lang.label("fourth"),
        LAST: lang.label("last"),
    }


def _yearly(lang: Lang, yearly: Yearly) -> Text:
    on = lang.yearly(date(2000, yearly.month, yearly.day))
    if (yearly.month, yearly.day) != (2, 29):
        return lang.say("every year on {date}", date=on)
    if yearly.leap is Leap.BEFORE:
        return lang.say("every year on {date}, or the day before", date=on)
    return lang.say("every year on {date}, or the day after", date=on)


def times_in_words(lang: Lang, minutes: tuple[int, ...]) -> str:
    return ", ".join(lang.time(minute) for minute in minutes)


def day_in_words(lang: Lang, day: date, today: date) -> Text:
    """``today``, ``tomorrow``, ``yesterday``, or the date with its weekday."""
    match (day - today).days:
        case 0:
            return lang.say("today")
        case 1:
            return lang.say("tomorrow")
        case -1:
            return lang.say("yesterday")
        case _:
            return lang.say("{date}", date=lang.day(day, today))


def rhythm(lang: Lang, schedule: Schedule, target: date | None, today: date) -> Text:
    """How often and until when, as a line of its own."""
    if isinstance(schedule, Once):
        return _once(lang, schedule, target, today)
    words = in_words(lang, schedule)
    if target is None:
        return lang.say("Repeats {words}", words=words)
    return lang.say("Repeats {words} until {day}", words=words, day=lang.day(target, today))


def first_period(lang: Lang, plan: Plan, day: date) -> Text:
    """Why a week or month that was begun in its middle asks for less: "0 of 1 this week" of a goal for
    three times would look like a mistake."""
    share = first_share(plan, day)
    if share is None:
        return EMPTY
    match schedule_on(plan, share.first):
        case TimesPer(period=Period.WEEK):
            return lang.say(
                "First week: {need}, as it starts on {weekday}",
                need=share.need,
                weekday=lang.weekday_of(share.first),
            )
        case _:
            return lang.say(
                "First month: {need}, as it starts on {date}",
                need=share.need,
                date=lang.yearly(share.first),
            )


def _once(lang: Lang, once: Once, target: date | None, today: date) -> Text:
    if target is None:
        return lang.say("Once, on any day")
    day = day_in_words(lang, target, today)
    if once.at is None:
        return lang.say("Once, due {day}", day=day)
    return lang.say("Once, due {day} at {time}", day=day, time=lang.time(once.at))


def importance(lang: Lang, criticality: Criticality) -> Text:
    """How much a goal matters; nothing is said of the usual."""
    match criticality:
        case Criticality.HIGH:
            return lang.say("Matters most")
        case Criticality.LOW:
            return lang.say("If there is time")
        case Criticality.NORMAL:
            return EMPTY
