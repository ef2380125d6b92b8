"""/settings, /help, and what was not understood."""

from __future__ import annotations

from collections.abc import Callable

from bot.codes.settings import SetSetting, ShowHelp, ShowSetting, ShowSettings
from bot.commands import COMMANDS
from bot.lang import shipped
from bot.router import on
from bot.texts.choices import (
    DAY_STARTS,
    FIRST_WEEKDAYS,
    LIMITS,
    QUIET_HOURS,
    SKIPS,
    span,
)
from bot.texts.hello import welcome
from bot.texts.settings import (
    NIGHT,
    NIGHT_HOURS,
    NIGHTS,
    SAME,
    help_text,
    night,
    nights,
    only_private,
    setting,
    settings,
    unknown_command,
)
from bot.turn import Turn
from bot.view import Reply
from domain.dates import ORDERS
from domain.days import local_time
from domain.errors import NotFound
from domain.written import nearest
from storage import people
from storage.people import Acquaintance


@on(ShowSettings)
async def show_settings(turn: Turn, _code: ShowSettings) -> Reply:
    local = local_time(turn.house.clock.now(), turn.me.zone_or_utc)
    return Reply(settings(turn.lang, turn.me, turn.lang.moment(local)))


@on(ShowSetting)
async def show_setting(turn: Turn, code: ShowSetting) -> Reply:
    weekday = _night(code.name)
    if weekday is not None:
        return Reply(night(turn.lang, turn.me, weekday))
    if code.name == NIGHTS:
        return Reply(nights(turn.lang, turn.me))
    view = setting(turn.lang, code.name, turn.me)
    if view is None:
        raise NotFound("setting")
    return Reply(view)


@on(SetSetting)
async def set_setting(turn: Turn, code: SetSetting) -> Reply:
    """Only what the buttons offer is taken; anything else was made up."""
    name, value = code.name, code.value
    change = (
        _of_the_clock(turn.me, name, value)
        or _of_a_night(turn.me, name, value)
        or _of_what_is_said(name, value)
    )
    if change is None:
        raise NotFound("setting")
    use_case, wanted = change
    await turn.change_me(ShowSettings(), use_case, turn.me, wanted)
    if name == "language" and not turn.me.agreed and turn.me.zone is None:
        # It was chosen on the first message of all: that goes on, in words that are understood.
        return Reply(welcome(turn.lang, turn.house.operator))
    return await show_settings(turn, ShowSettings())


Change = tuple[Callable[..., Acquaintance], object]
"""How a person is changed, and into what."""


def _of_the_clock(me: Acquaintance, name: str, value: str) -> Change | None:
    match name, value:
        case "zone", "now" if me.next_zone:
            return people.set_zone, me.next_zone
        case "zone", "stay":
            return people.set_next_zone, None
        case "day", _ if value in map(str, DAY_STARTS):
            return people.set_day_start, int(value)
        case "week", _ if value in map(str, FIRST_WEEKDAYS):
            return people.set_first_weekday, int(value)
        case "quiet", _ if value in {"none", *map(span, QUIET_HOURS)}:
            quiet = next((each for each in QUIET_HOURS if span(each) == value), None)
            return people.set_quiet_hours, quiet
    return None


def _of_a_night(me: Acquaintance, name: str, value: str) -> Change | None:
    weekday, spans = _night(name), {span(each): each for each in NIGHT_HOURS}
    if weekday is None or value not in {*spans, SAME, "none"}:
        return None
    others = {**(me.quiet.others if me.quiet else {}), weekday: spans.get(value)}
    if value == SAME:
        del others[weekday]
    return people.set_quiet_nights, others


def _night(name: str) -> int | None:
    """Of which weekday a setting is the night."""
    return next((day for day in range(7) if name == f"{NIGHT}{day}"), None)


def _of_what_is_said(name: str, value: str) -> Change | None:
    match name, value:
        case "skips", _ if value in {"none", *map(str, SKIPS)}:
            return people.set_skip_budget, None if value == "none" else int(value)
        case "pings", _ if value in LIMITS:
            return people.set_limits, LIMITS[value]
        case "names", "yes" | "no":
            return people.be_discreet, value == "no"
        case "streaks", "yes" | "no":
            return people.show_streaks, value == "yes"
        case "charts", "light" | "dark":
            return people.set_theme, value
        case "dates", "day" | "month" | "ask":
            return people.set_date_order, next((each for each in ORDERS if each == value), None)
        case "language", _ if value in shipped():
            return people.set_language, value
    return None


@on(ShowHelp)
async def show_help(turn: Turn, _code: ShowHelp) -> Reply:
    return Reply(help_text(turn.lang))


async def unknown(turn: Turn) -> Reply:
    """A command nobody taught the bot."""
    word = turn.typed.split()[0].lstrip("/").split("@")[0] if turn.typed else ""
    return Reply(unknown_command(turn.lang, nearest(word.lower(), COMMANDS)))


async def in_group(turn: Turn) -> Reply | None:
    """Nothing personal is said where others read along, and nothing at all to another bot's command."""
    _, _, addressee = turn.typed.split()[0].partition("@")
    if addressee and addressee.lower() != turn.house.username.lower():
        return None
    return Reply(only_private(turn.lang, turn.house.username), public=True)


async def membership(turn: Turn) -> None:
    """Somebody stopped the bot, or woke it."""
    change = turn.update.my_chat_member
    if change and change.chat.type == change.chat.PRIVATE:
        gone = change.new_chat_member.status in {"kicked", "left"}
        me = await turn.keep(people.set_blocked, turn.me, gone)
        turn.house.acquaintances.remember(me)
