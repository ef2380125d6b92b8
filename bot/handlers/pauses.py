"""/pause: what rests, until when, and going on."""

from __future__ import annotations

from bot.codes.pauses import BeginPause, ChoosePause, EndPause, SetRest, ShowPauses, ShowRest
from bot.dialogs.engine import begin
from bot.dialogs.pause import pause as pause_dialog
from bot.handlers.gates import needs_consent
from bot.router import on
from bot.texts.pauses import PAGE, pause_choice, pause_list, rest_days
from bot.turn import Turn
from bot.view import Reply
from domain.errors import NotFound
from domain.kinds import WEEK
from storage import goal_views, pauses, tags


@on(ShowPauses)
async def show_pauses(turn: Turn, _code: ShowPauses) -> Reply:
    standing = await turn.look(pauses.standing, turn.me)
    return Reply(pause_list(turn.lang, standing, turn.today))


@on(ChoosePause)
async def choose_pause(turn: Turn, code: ChoosePause) -> Reply:
    page = await turn.look(goal_views.page, turn.me, code.page, PAGE)
    groups = await turn.look(tags.every, turn.me)
    return Reply(pause_choice(turn.lang, page, groups))


@on(BeginPause)
@needs_consent("goals")
async def begin_pause(turn: Turn, code: BeginPause) -> Reply:
    if code.goal:
        goal = await turn.look(goal_views.view, turn.me, code.goal)
        return await begin(turn, pause_dialog, {"goal": goal.id, "name": goal.title})
    if code.tag:
        tag = await turn.look(tags.view, turn.me, code.tag)
        return await begin(turn, pause_dialog, {"tag": tag.id, "name": tag.name})
    return await begin(turn, pause_dialog, {})


@on(EndPause)
async def end_pause(turn: Turn, code: EndPause) -> Reply:
    await turn.act(ShowPauses(), pauses.end, turn.me, code.pause)
    reply = await show_pauses(turn, ShowPauses())
    return Reply(reply.view, turn.lang.label("It goes on."))


@on(ShowRest)
async def show_rest(turn: Turn, _code: ShowRest) -> Reply:
    standing = await turn.look(pauses.standing, turn.me)
    return Reply(rest_days(turn.lang, standing, turn.me.first_weekday))


@on(SetRest)
@needs_consent("goals")
async def set_rest(turn: Turn, code: SetRest) -> Reply:
    if code.weekday not in WEEK:
        raise NotFound("weekday")
    await turn.act(ShowRest(), pauses.set_rest, turn.me, code.weekday, code.on)
    return await show_rest(turn, ShowRest())
