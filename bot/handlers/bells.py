"""The reminders of a goal: shown, added, set, removed."""

from __future__ import annotations

from bot.codes.reminders import (
    AddReminder,
    RemoveReminder,
    SetOfGoal,
    SetOneReminder,
    ShowGoalReminders,
    ShowOfGoal,
    ShowOneReminder,
    ShowReminders,
    TypeLead,
    TypeNag,
    TypeNotBefore,
)
from bot.dialogs.bell import bell
from bot.dialogs.bell_typed import lead, nag, not_before
from bot.dialogs.engine import begin
from bot.handlers.gates import needs_consent
from bot.router import on, reply_to
from bot.texts.bells import LEADS, NAGS, STARTS, bound_choices, goal_reminders, one_reminder
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code
from domain.errors import NotFound
from storage import goal_views, reminders
from storage.reminders import ReminderView


@on(ShowGoalReminders)
@needs_consent("goals")
async def show_goal_reminders(turn: Turn, code: ShowGoalReminders) -> Reply:
    of = await turn.look(reminders.of_goal, turn.me, code.goal)
    return Reply(goal_reminders(turn.lang, turn.me, of, turn.today))


@on(AddReminder)
@needs_consent("goals")
async def add_reminder(turn: Turn, code: AddReminder) -> Reply:
    goal = await turn.look(goal_views.view, turn.me, code.goal)
    return await begin(turn, bell, {"goal": goal.id, "title": goal.title})


@on(ShowOneReminder)
@needs_consent("goals")
async def show_one(turn: Turn, code: ShowOneReminder) -> Reply:
    one = await _of_a_goal(turn, code.reminder)
    return Reply(one_reminder(turn.lang, turn.me, one, turn.today))


@on(SetOneReminder)
@needs_consent("goals")
async def set_one(turn: Turn, code: SetOneReminder) -> Reply:
    """Only what the buttons offer is taken; anything else was made up."""
    here, me = ShowOneReminder(code.reminder), turn.me
    await _of_a_goal(turn, code.reminder)
    match code.name, code.value:
        case "speaks", "yes" | "no":
            await turn.act(here, reminders.switch, me, code.reminder, code.value == "yes")
        case "exact", "yes" | "no":
            await turn.act(here, reminders.be_exact, me, code.reminder, code.value == "yes")
        case "days", "all":
            await turn.act(here, reminders.make_weekly, me, code.reminder, None)
        case "nag", value if value in NAGS:
            every, times = NAGS[value]
            await turn.act(here, reminders.nag, me, code.reminder, every, times)
        case _:
            raise NotFound("reminder")
    return await show_one(turn, here)


@on(TypeNag)
@needs_consent("goals")
async def begin_nag(turn: Turn, code: TypeNag) -> Reply:
    one = await _of_a_goal(turn, code.reminder)
    return await begin(turn, nag, {"reminder": one.id})


async def _of_a_goal(turn: Turn, reminder_id: int) -> ReminderView:
    """What is about no goal is set in its own place."""
    one = await turn.look(reminders.one, turn.me, reminder_id)
    if one.goal_id is None:
        raise NotFound("reminder")
    return one


@on(RemoveReminder)
@needs_consent("goals")
async def remove_reminder(turn: Turn, code: RemoveReminder) -> Reply:
    def shows(goal_id: int | None) -> Code:
        return ShowReminders() if goal_id is None else ShowGoalReminders(goal_id)

    goal_id = await turn.act(shows, reminders.remove, turn.me, code.reminder)
    return await reply_to(turn, shows(goal_id))


@on(ShowOfGoal)
async def show_of_goal(turn: Turn, code: ShowOfGoal) -> Reply:
    of = await turn.look(reminders.of_goal, turn.me, code.goal)
    choices = bound_choices(turn.lang, of, code.name)
    if choices is None:
        raise NotFound("reminder")
    return Reply(choices)


@on(SetOfGoal)
@needs_consent("goals")
async def set_of_goal(turn: Turn, code: SetOfGoal) -> Reply:
    """What holds for all reminders of a goal; only what the buttons offer is taken."""
    here, me = ShowGoalReminders(code.goal), turn.me
    match code.name, code.value:
        case "lead", value if value in {"none", *map(str, LEADS)}:
            days = None if value == "none" else int(value)
            await turn.act(here, reminders.lead, me, code.goal, days)
        case "start", value if value in {"none", *map(str, STARTS)}:
            minute = None if value == "none" else int(value)
            await turn.act(here, reminders.start_alerts, me, code.goal, minute)
        case _:
            raise NotFound("reminder")
    return await show_goal_reminders(turn, here)


@on(TypeNotBefore)
@needs_consent("goals")
async def begin_not_before(turn: Turn, code: TypeNotBefore) -> Reply:
    of = await turn.look(reminders.of_goal, turn.me, code.goal)
    return await begin(turn, not_before, {"goal": of.goal_id, "title": of.title})


@on(TypeLead)
@needs_consent("goals")
async def begin_lead(turn: Turn, code: TypeLead) -> Reply:
    of = await turn.look(reminders.of_goal, turn.me, code.goal)
    return await begin(turn, lead, {"goal": of.goal_id, "title": of.title})
