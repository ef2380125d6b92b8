"""Goals: list, card, bin. Making and changing them is a dialog."""

from __future__ import annotations

from bot.codes.goals import (
    ArchiveGoal,
    DeleteGoal,
    RestoreGoal,
    ReviveGoal,
    ShowArchive,
    ShowBin,
    ShowEdit,
    ShowGoal,
    ShowGoals,
)
from bot.dialogs.engine import begin
from bot.dialogs.words import retitle
from bot.router import on
from bot.texts.goals import PAGE, archive_list, bin_list, edit_menu, goal_card, goal_list
from bot.turn import Turn
from bot.view import Reply
from domain.errors import Refused
from storage import goal_views, goals


@on(ShowGoals)
async def show_goals(turn: Turn, code: ShowGoals) -> Reply:
    page = await turn.look(goal_views.page, turn.me, code.page, PAGE)
    return Reply(goal_list(turn.lang, page))


@on(ShowGoal)
async def show_goal(turn: Turn, code: ShowGoal) -> Reply:
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    return Reply(goal_card(turn.lang, goal))


@on(ShowEdit)
async def show_edit(turn: Turn, code: ShowEdit) -> Reply:
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    if goal.in_bin:
        return Reply(goal_card(turn.lang, goal))
    return Reply(edit_menu(turn.lang, goal))


@on(DeleteGoal)
async def delete_goal(turn: Turn, code: DeleteGoal) -> Reply:
    goal = await turn.act(ShowGoal(code.goal), goals.remove, turn.me, code.goal)
    return Reply(goal_card(turn.lang, goal), turn.lang.label("In the bin for 30 days."))


@on(RestoreGoal)
async def restore_goal(turn: Turn, code: RestoreGoal) -> Reply:
    """A name that was taken meanwhile is no reason to lose the goal: ask for another."""
    try:
        goal = await turn.act(ShowGoal(code.goal), goals.restore, turn.me, code.goal)
    except Refused as error:
        return await begin(turn, retitle, {"goal": code.goal, "title": error.data["title"]})
    return Reply(goal_card(turn.lang, goal), turn.lang.label("It is back."))


@on(ArchiveGoal)
async def archive_goal(turn: Turn, code: ArchiveGoal) -> Reply:
    goal = await turn.act(ShowGoal(code.goal), goals.archive, turn.me, code.goal)
    return Reply(goal_card(turn.lang, goal), turn.lang.label("In the archive."))


@on(ReviveGoal)
async def revive_goal(turn: Turn, code: ReviveGoal) -> Reply:
    goal = await turn.act(ShowGoal(code.goal), goals.revive, turn.me, code.goal)
    return Reply(goal_card(turn.lang, goal), turn.lang.label("It asks again."))


@on(ShowArchive)
async def show_archive(turn: Turn, code: ShowArchive) -> Reply:
    page = await turn.look(goal_views.archive_page, turn.me, code.page, PAGE)
    return Reply(archive_list(turn.lang, page))


@on(ShowBin)
async def show_bin(turn: Turn, code: ShowBin) -> Reply:
    page = await turn.look(goal_views.bin_page, turn.me, code.page, PAGE)
    return Reply(bin_list(turn.lang, page))
