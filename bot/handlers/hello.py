"""The first minutes. What comes next is whatever is still missing, so it goes on after any pause."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.codes.day import ShowToday
from bot.codes.goals import StarterGoal
from bot.codes.settings import Agree, ShowConsent, ShowHello, ShowPrivacy, ShowSupport, Start
from bot.codes.templates import ShowTemplate
from bot.commands import LEADS_TO
from bot.dialogs.engine import ask, resume
from bot.dialogs.goal import GOAL, HELLO, new_goal
from bot.dialogs.zone import OFFERED, ZONE, zone
from bot.handlers.day import show_today
from bot.handlers.gates import needs_consent
from bot.router import on, reply_to
from bot.texts.hello import (
    consent_question,
    first_goal,
    refused_storage,
    starters,
    support,
    welcome,
    welcome_back,
    zone_offer,
)
from bot.texts.own_reminders import weekly_offer
from bot.texts.privacy import privacy
from bot.texts.templates import LINK
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code, Word
from domain.errors import NotFound, Reason, Refused
from domain.goals import Criticality
from domain.kinds import Daily
from storage import drafts, goal_views, goals, own_reminders, people
from storage.goals import Wish

OPENING = {"new"}
"""Commands that change something themselves; one update makes one change, and this one was the yes."""

SUBJECTS = {
    "all": frozenset({"goals", "moods"}),
    "goals": frozenset({"goals"}),
    "none": frozenset[str](),
}


@on(Start)
async def start(turn: Turn, _code: Start) -> Reply:
    """A newcomer is welcomed, somebody known goes on where they stopped, and whoever came by the link
    of a template sees that; a newcomer does after the consent."""
    payload = turn.typed.partition(" ")[2].strip()
    template = _linked(payload)
    if not turn.me.agreed:
        return Reply(welcome(turn.lang, turn.house.operator, payload if template else ""))
    if template:
        return await reply_to(turn, template)
    return await next_step(turn) or await _with_offer(turn, Reply(welcome_back(turn.lang)))


async def greet(turn: Turn) -> Reply:
    """A button of earlier days, tapped by somebody of whom nothing is stored: what is true now, and
    how to begin. Nothing is stored by it."""
    gone = await turn.house.farewells.erased(turn.me.telegram_id)
    return Reply(welcome(turn.lang, turn.house.operator, gone=gone), fresh=True)


@on(ShowHello)
async def go_on(turn: Turn, code: ShowHello) -> Reply:
    """What comes after a step was taken, or left."""
    reply = await next_step(turn, zone_later=code.zone_later)
    return reply or await show_today(turn, ShowToday())


async def next_step(turn: Turn, *, zone_later: bool = False) -> Reply | None:
    """The first thing that is still missing; None when nothing is."""
    if not turn.me.agreed:
        return Reply(consent_question(turn.lang, turn.me.agreed, turn.house.operator))
    if turn.me.zone is None and not zone_later:
        return await _offer_zone(turn)
    page = await turn.look(goal_views.page, turn.me, 0, 1)
    if not page.lines:
        return await _ask_first_goal(turn)
    return None


async def _offer_zone(turn: Turn) -> Reply:
    """Who types their city at once has answered. While another question is open, that is heard first."""
    waiting = await turn.look(drafts.waiting, turn.me)
    if waiting and waiting.kind != ZONE:
        return Reply(zone_offer(turn.lang))
    if waiting and OFFERED not in waiting.data:
        return ask(turn, zone, waiting)  # it is being asked: no offer to ask it
    offered = {HELLO: True, OFFERED: True}
    draft = waiting or await turn.keep(drafts.begin, turn.me, ZONE, zone.first({}).name, offered)
    return Reply(zone_offer(turn.lang, draft), draft=draft)


async def _ask_first_goal(turn: Turn) -> Reply | None:
    """Typed words are the answer, as to any question: they begin a goal. None while another question
    is open: a note on a mood must not become a name."""
    waiting = await turn.look(drafts.waiting, turn.me)
    if waiting and waiting.kind != GOAL:
        return None
    begun = await turn.look(drafts.of_kind, turn.me, GOAL)
    if begun and begun.data.get("title"):
        return await resume(turn, new_goal, begun)
    draft = await turn.keep(drafts.begin, turn.me, GOAL, new_goal.steps[0].name, {HELLO: True})
    return Reply(first_goal(turn.lang, draft), draft=draft)


@on(ShowConsent)
async def show_consent(turn: Turn, code: ShowConsent) -> Reply:
    return Reply(consent_question(turn.lang, turn.me.agreed, turn.house.operator, code.then))


@on(Agree)
async def agree(turn: Turn, code: Agree) -> Reply:
    if code.to not in SUBJECTS:
        raise NotFound("consent")
    await turn.change_me(ShowHello(), people.agree, turn.me, SUBJECTS[code.to])
    if not turn.me.agreed:
        return Reply(refused_storage(turn.lang))
    if (template := _linked(code.then)) is not None:
        return await reply_to(turn, template)
    if _goes_on(turn, code.then):
        return await reply_to(turn, LEADS_TO[code.then])
    return await go_on(turn, ShowHello())


def _linked(payload: str) -> Code | None:
    """The template that a link leads to; anybody can put anything behind /start."""
    if not re.fullmatch(rf"{LINK}[A-Za-z0-9_-]{{1,32}}", payload):
        return None
    return ShowTemplate(Word(payload.removeprefix(LINK)))


def _goes_on(turn: Turn, command: str) -> bool:
    """Whether the yes was one to what had been asked for. Otherwise "no moods" would be answered by
    the same question again."""
    if command == "mood":
        return "moods" in turn.me.agreed
    return command in LEADS_TO and command not in OPENING


@on(StarterGoal)
@needs_consent("goals")
async def starter_goal(turn: Turn, code: StarterGoal) -> Reply:
    title = starters(turn.lang).get(code.name)
    if title is None:
        raise NotFound("starter")
    wish = Wish(title, None, Daily(), turn.today, None, Criticality.NORMAL, ())
    await _answered(turn)
    try:
        await turn.act(ShowToday(), goals.create, turn.me, wish)
    except Refused as error:
        if error.reason is not Reason.TAKEN:
            raise  # a second tap finds the goal made, which is what was wanted
    return await _with_offer(turn, await show_today(turn, ShowToday()))


async def _with_offer(turn: Turn, reply: Reply) -> Reply:
    """The weekly overview, offered below where the first minutes end."""
    if reply.view is None:
        return reply
    there = await turn.look(own_reminders.every, turn.me)
    rows = (*reply.view.rows, *weekly_offer(turn.lang, turn.me, there))
    return replace(reply, view=replace(reply.view, rows=rows))


async def _answered(turn: Turn) -> None:
    """Who tapped a goal is not asked for its name any longer."""
    asked = await turn.look(drafts.of_kind, turn.me, GOAL)
    if asked and asked.data == {HELLO: True}:
        await turn.keep(drafts.close, turn.me, asked.id)


@on(ShowPrivacy)
async def show_privacy(turn: Turn, _code: ShowPrivacy) -> Reply:
    return Reply(privacy(turn.lang, turn.house.operator), fresh=True)


@on(ShowSupport)
async def show_support(turn: Turn, _code: ShowSupport) -> Reply:
    return Reply(support(turn.lang), fresh=True)
