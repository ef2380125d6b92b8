"""Walking a dialog: begin, ask, take an answer, go back, skip, give up.

The draft row is written with every answer, in the commit that marks the update as handled. What is
asked next follows from the row alone, so a restart goes on where the talk stood.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.called import calls_off
from bot.codes.day import ShowToday
from bot.codes.dialogs import Back, Choose, DialogCode, Discard, ShowDraft, Skip, TurnPage
from bot.codes.settings import ShowHelp
from bot.dialogs.steps import ONLY, REVIEW, Answer, Asking, Data, Dialog, Step
from bot.router import reply_to
from bot.text import EMPTY, Text, paragraphs
from bot.texts.hello import consent_question
from bot.texts.refusals import days_meant, refused
from bot.turn import Turn
from bot.view import Button, Reply, Row, View
from bot.wire import Word
from domain.dates import ORDERS
from domain.days import daystamp
from domain.errors import Refused, Stale
from storage import drafts, people
from storage.drafts import Sketch

_GUESS = re.compile(r"(?P<day>\d{8}(-\d+)?)-(?P<order>day|month)")


async def begin(turn: Turn, dialog: Dialog, data: Data, *, at: str | None = None) -> Reply:
    """Open a dialog and ask its first question, or the one named ``at``."""
    draft = await turn.act(
        lambda draft: ShowDraft(Word(dialog.kind), draft.id),
        drafts.begin,
        turn.me,
        dialog.kind,
        at or dialog.first(data).name,
        data,
    )
    return ask(turn, dialog, draft)


def ask(
    turn: Turn,
    dialog: Dialog,
    draft: Sketch,
    *,
    page: str = "",
    note: Text = EMPTY,
    error: Refused | None = None,
) -> Reply:
    """The question a draft stands at, with the ways back and out, and with the days that what was
    typed may have meant where it was refused for that."""
    step = dialog.step(draft.step)
    if step is None:
        raise Stale  # a draft of another version of this dialog
    asking = Asking(turn, draft, step.name, page)
    question = step.ask(asking)
    text = paragraphs(note, question.text)
    if question.location_label is not None:
        # A keyboard of its own cannot be edited into a message, nor stand beside other buttons.
        return Reply(View(text, location_label=question.location_label), fresh=True, draft=draft)
    rows = (*_guesses(asking, error), *question.rows, _ways(turn, dialog, draft, step))
    return Reply(View(text, rows), draft=draft)


def _guesses(asking: Asking, error: Refused | None) -> tuple[Row, ...]:
    """A day that was written in an order not known yet carries that order along: it is asked once.
    So does the time that was typed with it."""
    if error is None:
        return ()
    minute = error.data.get("minute")
    time = f"-{minute}" if isinstance(minute, int) else ""
    return tuple(
        (asking.choice(asking.lang.day(day, asking.turn.today), f"{daystamp(day)}{time}{order}"),)
        for day, order in days_meant(error)
    )


async def on_words(turn: Turn, dialog: Dialog) -> Reply:
    """Take what was typed, or sent otherwise, as the answer to the open question."""
    draft = _waiting(turn, dialog)
    if _lacks_consent(turn, dialog):
        return _ask_consent(turn)
    step = _step(dialog, draft.step)
    asking = Asking(turn, draft, step.name)
    try:
        answer = await _heard(turn, step, asking)
    except Refused as error:
        return await _unread(turn, dialog, draft, refused(turn.lang, turn.today, error), error)
    if answer is None:
        return await _unread(turn, dialog, draft, _unheard(turn, step))
    return await _take(turn, dialog, draft, step, answer)


async def _unread(
    turn: Turn, dialog: Dialog, draft: Sketch, note: Text, error: Refused | None = None
) -> Reply:
    """Asked again, unless "cancel" was said. A name or a note may be that word, and is taken as one."""
    if calls_off(turn.lang, turn.typed):
        return await discard(turn, dialog, draft.id)
    return ask(turn, dialog, draft, note=note, error=error)


async def on_code(turn: Turn, dialog: Dialog, code: DialogCode) -> Reply:
    """Take a tap on one of a dialog's buttons."""
    if isinstance(code, Discard):
        return await discard(turn, dialog, code.draft)
    if _lacks_consent(turn, dialog):
        return _ask_consent(turn)
    draft = await turn.look(drafts.find, turn.me, code.draft)
    if draft.kind != dialog.kind:
        raise Stale
    match code:
        case Choose() | Back() | Skip() | TurnPage() if code.step != draft.step:
            # The question was answered already, perhaps on another device: here is the present one.
            return ask(turn, dialog, draft)
        case TurnPage(page=page):
            return ask(turn, dialog, draft, page=page)
        case Choose(value=value):
            return await _choose(turn, dialog, draft, value)
        case Skip():
            return await _skip(turn, dialog, draft)
        case Back():
            return await _back(turn, dialog, draft)
        case _:
            return await resume(turn, dialog, draft)


async def resume(turn: Turn, dialog: Dialog, draft: Sketch) -> Reply:
    """Ask the open question again; typed words are its answer from now on."""
    if not draft.waiting:
        draft = await turn.keep(drafts.advance, turn.me, draft.id, draft.step, draft.data)
    return ask(turn, dialog, draft)


async def discard(turn: Turn, dialog: Dialog, draft_id: int) -> Reply:
    """Give up: back to where the talk came from, with everything as it was."""
    try:
        draft = await turn.look(drafts.find, turn.me, draft_id)
    except Stale:
        over = turn.lang.say("That question is closed already.")
        # In place of a message it would cover what the first of two taps led back to.
        return Reply(toast=over.plain) if turn.query_id else Reply(View(over))
    back = dialog.back(draft.data) or ShowHelp()
    await turn.act(back, drafts.close, turn.me, draft_id)
    closed = turn.lang.say("Closed. Nothing was kept of it.")
    if dialog.back(draft.data) is None:
        return Reply(View(closed, ((Button(turn.lang.label("Today"), ShowToday()),),)))
    reply = await reply_to(turn, back)
    if turn.query_id is None and reply.view is not None:  # a toast needs a tap
        view = replace(reply.view, text=paragraphs(closed, reply.view.text))
        return replace(reply, view=view)
    return replace(reply, toast=closed.plain)


def unfinished(turn: Turn, dialog: Dialog, draft: Sketch) -> View:
    """One line about a talk that is still open, after a command was answered inside it."""
    kind = Word(draft.kind)
    buttons = (
        Button(turn.lang.label("Continue"), ShowDraft(kind, draft.id)),
        Button(turn.lang.label("Discard"), Discard(kind, draft.id)),
    )
    name = dialog.name(turn.lang, draft.data)
    return View(turn.lang.say("Still open: {name}.", name=name), (buttons,))


async def _choose(turn: Turn, dialog: Dialog, draft: Sketch, value: str) -> Reply:
    step = _step(dialog, draft.step)
    if step.choose is None:
        raise Stale
    guess = _GUESS.fullmatch(value)
    if guess:
        await remember_order(turn, guess["order"])
    try:
        answer = step.choose(Asking(turn, draft, step.name), guess["day"] if guess else value)
    except Refused as error:
        return ask(turn, dialog, draft, note=refused(turn.lang, turn.today, error))
    return await _take(turn, dialog, draft, step, answer)


async def remember_order(turn: Turn, order: str) -> None:
    """How the person reads 3/4, from now on. /settings can change it."""
    for known in ORDERS:
        if order == known:
            turn.me = await turn.keep(people.set_date_order, turn.me, known)
            turn.house.acquaintances.remember(turn.me)


async def _skip(turn: Turn, dialog: Dialog, draft: Sketch) -> Reply:
    step = _step(dialog, draft.step)
    if step.skip is None:
        return ask(turn, dialog, draft)
    return await _take(turn, dialog, draft, step, Answer(step.skip))


async def _back(turn: Turn, dialog: Dialog, draft: Sketch) -> Reply:
    before = dialog.before(_step(dialog, draft.step), draft.data)
    if before is not None:
        return await _go(turn, dialog, draft, before.name, draft.data)
    if _is_detour(dialog, draft.data):
        return await _go(turn, dialog, draft, REVIEW, _without_detour(draft.data))
    return ask(turn, dialog, draft)


async def _take(turn: Turn, dialog: Dialog, draft: Sketch, step: Step, answer: Answer) -> Reply:
    """Write an answer down, then ask on or be done."""
    data = {**draft.data, **answer.changes}
    try:
        if step.check is not None:
            await step.check(turn, data)
        return await _move_on(turn, dialog, draft, step, answer, data)
    except Refused as error:
        return ask(turn, dialog, draft, note=refused(turn.lang, turn.today, error))


async def _move_on(
    turn: Turn, dialog: Dialog, draft: Sketch, step: Step, answer: Answer, data: Data
) -> Reply:
    if answer.stay:
        return await _go(turn, dialog, draft, step.name, data)
    if answer.go_to is not None:
        return await _go(turn, dialog, draft, answer.go_to, data)
    following = dialog.after(step, data)
    if following is not None:
        return await _go(turn, dialog, draft, following.name, data)
    if _is_detour(dialog, data):
        return await _go(turn, dialog, draft, REVIEW, _without_detour(data))
    return await dialog.finish(turn, draft, data)


async def _go(turn: Turn, dialog: Dialog, draft: Sketch, step: str, data: Data) -> Reply:
    moved = await turn.act(
        ShowDraft(Word(dialog.kind), draft.id), drafts.advance, turn.me, draft.id, step, data
    )
    return ask(turn, dialog, moved)


def _lacks_consent(turn: Turn, dialog: Dialog) -> bool:
    """A consent may be withdrawn while a talk is open: then nothing more of it is kept."""
    return dialog.subject is not None and dialog.subject not in turn.me.agreed


def _ask_consent(turn: Turn) -> Reply:
    return Reply(consent_question(turn.lang, turn.me.agreed, turn.house.operator))


def _is_detour(dialog: Dialog, data: Data) -> bool:
    return ONLY in data and dialog.step(REVIEW) is not None


def _is_single_change(dialog: Dialog, data: Data) -> bool:
    """One thing of something that is there: to skip it would be to cancel."""
    return ONLY in data and dialog.step(REVIEW) is None


def _without_detour(data: Data) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != ONLY}


async def _heard(turn: Turn, step: Step, asking: Asking) -> Answer | None:
    message = turn.update.message
    if message and message.location and step.locate:
        place = message.location
        return await step.locate(asking, place.latitude, place.longitude)
    if turn.typed and step.read:
        answer = step.read(asking, turn.typed)
        return answer if isinstance(answer, Answer) else await answer
    return None


def _unheard(turn: Turn, step: Step) -> Text:
    if step.read is None:
        return turn.lang.say("Please use one of the buttons for this.")
    return turn.lang.say("I can only read words here.")


def _ways(turn: Turn, dialog: Dialog, draft: Sketch, step: Step) -> Row:
    """Back, Skip, Cancel: each where it leads somewhere."""
    kind, name = Word(draft.kind), Word(step.name)
    ways = []
    if dialog.before(step, draft.data) or _is_detour(dialog, draft.data):
        ways.append(Button(turn.lang.label("← Back"), Back(kind, draft.id, name)))
    if step.skip is not None and not _is_single_change(dialog, draft.data):
        answered = draft.data.get(step.name) not in (None, [])
        label = turn.lang.label("Keep") if answered else turn.lang.label("Skip")
        ways.append(Button(label, Skip(kind, draft.id, name)))
    return *ways, Button(turn.lang.label("Cancel"), Discard(kind, draft.id))


def _waiting(turn: Turn, dialog: Dialog) -> Sketch:
    if turn.waiting is None or turn.waiting.kind != dialog.kind:
        raise Stale
    return turn.waiting


def _step(dialog: Dialog, name: str) -> Step:
    step = dialog.step(name)
    if step is None:
        raise Stale
    return step
