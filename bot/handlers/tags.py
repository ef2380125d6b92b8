"""Tags: goals that are ticked, paused and saved together."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.tags import (
    DeleteTag,
    RenameTag,
    SetGoalTag,
    ShowGoalTags,
    ShowTag,
    ShowTags,
    TickTag,
    WriteTag,
)
from bot.dialogs.engine import begin
from bot.dialogs.tag import new_tags, retag
from bot.handlers.gates import needs_consent
from bot.handlers.undo import undo_row
from bot.router import on
from bot.text import paragraphs
from bot.texts.goals import goal_card
from bot.texts.tags import PAGE, goal_tags, tag_card, tag_list, ticked_together
from bot.turn import Turn
from bot.view import Reply, View
from storage import goal_views, tagged, tags


@on(ShowTags)
async def show_tags(turn: Turn, _code: ShowTags) -> Reply:
    every = await turn.look(tags.every, turn.me)
    return Reply(tag_list(turn.lang, every))


@on(ShowTag)
async def show_tag(turn: Turn, code: ShowTag) -> Reply:
    together = await turn.look(tagged.on_day, turn.me, code.tag, turn.today)
    page = await turn.look(goal_views.tag_page, turn.me, code.tag, code.page, PAGE)
    return Reply(tag_card(turn.lang, together, page))


@on(ShowGoalTags)
async def show_goal_tags(turn: Turn, code: ShowGoalTags) -> Reply:
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    if goal.in_bin:
        return Reply(goal_card(turn.lang, goal))
    return Reply(goal_tags(turn.lang, goal, await turn.look(tags.every, turn.me)))


@on(SetGoalTag)
@needs_consent("goals")
async def set_goal_tag(turn: Turn, code: SetGoalTag) -> Reply:
    here = ShowGoalTags(code.goal)
    await turn.act(here, tags.set_on_goal, turn.me, code.goal, code.tag, code.on)
    return await show_goal_tags(turn, here)


@on(WriteTag)
@needs_consent("goals")
async def write_tag(turn: Turn, code: WriteTag) -> Reply:
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    if goal.in_bin:
        return Reply(goal_card(turn.lang, goal))
    return await begin(turn, new_tags, {"goal": goal.id, "name": goal.title})


@on(TickTag)
@needs_consent("goals")
async def tick_tag(turn: Turn, code: TickTag) -> Reply:
    """One act for all of them, so that one undo takes all back."""
    here = ShowTag(code.tag)
    ticked = await turn.act(here, tagged.tick_all, turn.me, code.tag, code.day)
    reply = await show_tag(turn, here)
    done = ticked_together(turn.lang, len(ticked.open))
    return _with_undo(turn, replace(reply, toast=done.plain))


@on(RenameTag)
@needs_consent("goals")
async def rename_tag(turn: Turn, code: RenameTag) -> Reply:
    tag = await turn.look(tags.view, turn.me, code.tag)
    return await begin(turn, retag, {"tag": tag.id, "name": tag.name})


@on(DeleteTag)
async def delete_tag(turn: Turn, code: DeleteTag) -> Reply:
    await turn.act(ShowTags(), tags.remove, turn.me, code.tag)
    reply = await show_tags(turn, ShowTags())
    words = turn.lang.say("The tag is gone; its goals stay.")
    view = reply.view or View(words)
    view = replace(view, text=paragraphs(words, view.text))
    return _with_undo(turn, Reply(view, words.plain))


def _with_undo(turn: Turn, reply: Reply) -> Reply:
    if reply.view is None:
        return reply
    rows = (*undo_row(turn.lang, turn.act_id), *reply.view.rows)
    return replace(reply, view=replace(reply.view, rows=rows))
