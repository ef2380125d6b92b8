"""Where dialogs begin: the commands and buttons that open one."""

from __future__ import annotations

from dataclasses import replace

from bot.codes.dialogs import ShowDraft
from bot.codes.goals import EditGoal, NewGoal
from bot.codes.moods import WriteNote, WriteReason
from bot.codes.reminders import TypeUntil
from bot.codes.settings import ChangeZone
from bot.dialogs.bell import BELL, bell
from bot.dialogs.bell_typed import LEAD, NAG, NOT_BEFORE, lead, nag, not_before
from bot.dialogs.bringing import IMPORT, bringing
from bot.dialogs.day_note import DAY_NOTE, day_note
from bot.dialogs.engine import begin, resume, unfinished
from bot.dialogs.entry_note import ENTRY_NOTE, entry_note
from bot.dialogs.erasing import ERASE, erasing_dialog
from bot.dialogs.goal import EDIT, GOAL, data_of, edit_goal, new_goal
from bot.dialogs.own_time import OWN_TIME, own_time
from bot.dialogs.pause import PAUSE, pause
from bot.dialogs.said import SAID
from bot.dialogs.said import dialog as said
from bot.dialogs.several import SEVERAL
from bot.dialogs.several import dialog as several
from bot.dialogs.span import SPAN, span
from bot.dialogs.steps import ONLY, Dialog
from bot.dialogs.tag import RETAG, TAG, new_tags, retag
from bot.dialogs.template import ADOPT, TEMPLATE, adopt, template
from bot.dialogs.until import UNTIL, until
from bot.dialogs.words import NOTE, REASON, RETITLE, note, reason, retitle
from bot.dialogs.zone import ZONE, zone
from bot.handlers.gates import needs_consent
from bot.handlers.mood_dialogs import MOOD_DIALOGS
from bot.router import on
from bot.texts.reminders import gone
from bot.turn import Turn
from bot.view import Button, Reply
from domain.errors import NotFound, Stale
from domain.kinds import Once
from storage import drafts, goals, moods, outbox

DIALOGS: dict[str, Dialog] = {
    GOAL: new_goal,
    EDIT: edit_goal,
    ZONE: zone,
    NOTE: note,
    REASON: reason,
    RETITLE: retitle,
    PAUSE: pause,
    SAID: said,
    ENTRY_NOTE: entry_note,
    TAG: new_tags,
    RETAG: retag,
    TEMPLATE: template,
    ADOPT: adopt,
    DAY_NOTE: day_note,
    IMPORT: bringing,
    SEVERAL: several,
    ERASE: erasing_dialog,
    UNTIL: until,
    OWN_TIME: own_time,
    SPAN: span,
    BELL: bell,
    NAG: nag,
    NOT_BEFORE: not_before,
    LEAD: lead,
    **MOOD_DIALOGS,
}
"""Every dialog by its kind."""


@on(NewGoal)
@needs_consent("goals")
async def begin_goal(turn: Turn, code: NewGoal) -> Reply:
    """A goal half made is not thrown away by asking for another."""
    open_one = await turn.look(drafts.of_kind, turn.me, GOAL)
    if open_one and open_one.data.get("title") and not code.fresh:
        start_over = Button(turn.lang.label("Start over"), NewGoal(fresh=True))
        view = unfinished(turn, new_goal, open_one)
        return Reply(replace(view, rows=(*view.rows, (start_over,))), fresh=True)
    return await begin(turn, new_goal, {})


@on(EditGoal)
@needs_consent("goals")
async def begin_edit(turn: Turn, code: EditGoal) -> Reply:
    if code.field not in {step.group for step in edit_goal.steps}:
        raise NotFound("field")
    wish = await turn.look(goals.wish_of, turn.me, code.goal)
    if code.field == "start" and isinstance(wish.schedule, Once):
        raise NotFound("field")
    data = {**data_of(wish), "goal": code.goal, ONLY: str(code.field)}
    return await begin(turn, edit_goal, data)


@on(ChangeZone)
async def begin_zone(turn: Turn, _code: ChangeZone) -> Reply:
    return await begin(turn, zone, {"hello": turn.me.zone is None})


@on(TypeUntil)
@needs_consent("goals")
async def begin_until(turn: Turn, code: TypeUntil) -> Reply:
    card = await turn.keep(outbox.card, turn.me, code.card)
    if not card.lines:
        return Reply(gone(turn.lang))
    due_at = card.lines[0].due_at.isoformat()
    return await begin(turn, until, {"card": code.card, "due_at": due_at})


@on(WriteNote)
@needs_consent("moods")
async def begin_note(turn: Turn, code: WriteNote) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return await begin(turn, note, {"mood": mood.id, "now": mood.note})


@on(WriteReason)
@needs_consent("moods")
async def begin_reason(turn: Turn, code: WriteReason) -> Reply:
    mood = await turn.look(moods.view, turn.me, code.mood)
    return await begin(turn, reason, {"mood": mood.id})


@on(ShowDraft)
async def show_draft(turn: Turn, code: ShowDraft) -> Reply:
    """Go on where a talk stood: after a crash, or by its Continue button."""
    draft = await turn.look(drafts.find, turn.me, code.draft)
    dialog = DIALOGS.get(draft.kind)
    if dialog is None:
        raise Stale
    return await resume(turn, dialog, draft)
