"""/settings, /help, and what was not understood."""

from __future__ import annotations

from bot.codes.settings import SetSetting, ShowHelp, ShowSetting, ShowSettings
from bot.commands import COMMANDS
from bot.lang import shipped
from bot.router import on
from bot.texts.settings import (
    DAY_STARTS,
    FIRST_WEEKDAYS,
    LIMITS,
    QUIET_HOURS,
    SKIPS,
    help_text,
    only_private,
    setting,
    settings,
    span,
    unknown_command,
)
from bot.turn import Turn
from bot.view import Reply
from domain.dates import ORDERS
from domain.days import local_time
from domain.errors import NotFound
from domain.written import nearest
from storage import people


@on(ShowSettings)
async def show_settings(turn: Turn, _code: ShowSettings) -> Reply:
    local = local_time(turn.house.clock.now(), turn.me.zone_or_utc)
    return Reply(settings(turn.lang, turn.me, turn.lang.moment(local)))


@on(ShowSetting)
async def show_setting(turn: Turn, code: ShowSetting) -> Reply:
    view = setting(turn.lang, code.name, turn.me)
    if view is None:
        raise NotFound("setting")
    return Reply(view)


@on(SetSetting)
async def set_setting(turn: Turn, code: SetSetting) -> Reply:
    """Only what the buttons offer is taken; anything else was made up."""
    match code.name, code.value:
        case "day", value if value in map(str, DAY_STARTS):
            await turn.change_me(ShowSettings(), people.set_day_start, turn.me, int(value))
        case "week", value if value in map(str, FIRST_WEEKDAYS):
            await turn.change_me(ShowSettings(), people.set_first_weekday, turn.me, int(value))
        case "skips", value if value in {"none", *map(str, SKIPS)}:
            skips = None if value == "none" else int(value)
            await turn.change_me(ShowSettings(), people.set_skip_budget, turn.me, skips)
        case "quiet", value if value in {"none", *map(span, QUIET_HOURS)}:
            quiet = next((each for each in QUIET_HOURS if span(each) == value), None)
            await turn.change_me(ShowSettings(), people.set_quiet_hours, turn.me, quiet)
        case "pings", value if value in LIMITS:
            await turn.change_me(ShowSettings(), people.set_limits, turn.me, *LIMITS[value])
        case "names", "yes" | "no":
            discreet = code.value == "no"
            await turn.change_me(ShowSettings(), people.be_discreet, turn.me, discreet)
        case "streaks", "yes" | "no":
            shown = code.value == "yes"
            await turn.change_me(ShowSettings(), people.show_streaks, turn.me, shown)
        case "dates", "day" | "month" | "ask":
            order = next((each for each in ORDERS if each == code.value), None)
            await turn.change_me(ShowSettings(), people.set_date_order, turn.me, order)
        case "language", value if value in shipped():
            await turn.change_me(ShowSettings(), people.set_language, turn.me, value)
        case _:
            raise NotFound("setting")
    return await show_settings(turn, ShowSettings())


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
        await turn.keep(people.set_blocked, turn.me, gone)
