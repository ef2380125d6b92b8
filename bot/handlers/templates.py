"""Templates: saved from goals, used, shared by a link, deleted."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoals
from bot.codes.settings import ShowHello
from bot.codes.templates import (
    DeleteTemplate,
    NameTemplate,
    ShowTemplate,
    ShowTemplates,
    UseTemplate,
)
from bot.dialogs.engine import begin
from bot.dialogs.template import adopt, made_reply, offered, template
from bot.handlers.gates import needs_consent
from bot.handlers.undo import undo_row
from bot.router import on
from bot.text import paragraphs
from bot.texts.hello import consent_question
from bot.texts.templates import (
    LINK,
    WITH,
    WITHOUT,
    template_card,
    template_list,
    unknown_template,
    words_choice,
)
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code
from domain.errors import NotFound
from storage import goal_views, tags, templates
from storage.templates import NAME_MAX


@on(ShowTemplates)
async def show_templates(turn: Turn, _code: ShowTemplates) -> Reply:
    return Reply(template_list(turn.lang, await turn.look(templates.every, turn.me)))


@on(ShowTemplate)
async def show_template(turn: Turn, code: ShowTemplate) -> Reply:
    """A link may have ended since it was given away: that deserves a sentence of its own."""
    leave = await _way_on(turn)
    try:
        offer = await offered(turn, code.name)
    except NotFound:
        return Reply(unknown_template(turn.lang, leave))
    return Reply(template_card(turn.lang, offer, turn.house.username, leave))


async def _way_on(turn: Turn) -> Code:
    """A newcomer who came by a link goes on with the first steps, anybody else with the day."""
    goals = await turn.look(goal_views.titles, turn.me)
    return ShowToday() if goals or turn.me.zone is not None else ShowHello()


@on(UseTemplate)
async def use_template(turn: Turn, code: UseTemplate) -> Reply:
    if "goals" not in turn.me.agreed:
        then = f"{LINK}{code.name}"
        return Reply(consent_question(turn.lang, turn.me.agreed, turn.house.operator, then))
    offer = await offered(turn, code.name)
    titles = [pattern.title for pattern in offer.patterns]
    if taken := await turn.look(templates.taken, turn.me, titles):
        places = [titles.index(title) for title in taken]
        data = {"template": code.name, "titles": titles, "taken": places, "names": {}}
        return await begin(turn, adopt, data)
    goals = await turn.act(ShowGoals(), templates.use, turn.me, offer.patterns, {})
    return made_reply(turn, goals)


@on(NameTemplate)
@needs_consent("goals")
async def name_template(turn: Turn, code: NameTemplate) -> Reply:
    goals, name = await _chosen(turn, code)
    patterns = await turn.look(templates.patterns_of, turn.me, goals, True)
    if code.words not in {WITHOUT, WITH} and any(pattern.description for pattern in patterns):
        return Reply(words_choice(turn.lang, code))
    usual = name if len(name) <= NAME_MAX else None
    data = {"goals": list(goals), "words": code.words == WITH, "usual": usual}
    of = {"goal": code.goal} if code.goal else {"tag": code.tag}
    return await begin(turn, template, {**data, **of})


@on(DeleteTemplate)
async def delete_template(turn: Turn, code: DeleteTemplate) -> Reply:
    await turn.act(ShowTemplates(), templates.remove, turn.me, code.template)
    view = template_list(turn.lang, await turn.look(templates.every, turn.me))
    words = turn.lang.say("The template is gone, and its link with it.")
    rows = (*view.rows, *undo_row(turn.lang, turn.act_id))
    return Reply(replace(view, text=paragraphs(words, view.text), rows=rows), words.plain)


async def _chosen(turn: Turn, code: NameTemplate) -> tuple[tuple[int, ...], str]:
    """The goals to save, and the name of what they were taken from."""
    if code.goal:
        goal = await turn.look(goal_views.view, turn.me, code.goal)
        return (goal.id,), goal.title
    tag = await turn.look(tags.view, turn.me, code.tag)
    goals = await turn.look(templates.goals_under, turn.me, tag.id)
    if not goals:
        raise NotFound("goal")
    return goals, tag.name
