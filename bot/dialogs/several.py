"""Several lines at once: what each would do is shown first, and done only after a yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoals
from bot.dialogs.engine import begin, remember_order
from bot.dialogs.goal_draft import data_of_line, wish_of
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.handlers.gates import ask_consent
from bot.hearing import Hearing, hearing
from bot.lang import Lang
from bot.text import Text
from bot.texts.several import Fact, carried_out, fact, nothing_to_do, previewed
from bot.turn import Turn
from bot.view import Reply
from domain.days import daystamp, from_daystamp
from domain.errors import Reason, Refused
from domain.kinds import Once
from domain.quick import Done, GoalSaid
from domain.said_mood import MoodSaid
from domain.several import Line, asks_order, read_several, why_not
from storage import drafts, several
from storage.drafts import Sketch
from storage.several import Meant, Outcome

SEVERAL = "several"


def heard(ear: Hearing, words: str, *, goals: bool) -> tuple[Line, ...]:
    """What the lines mean; ``goals`` where each is to be one. Refused(lines)."""
    return read_several(words, ear.new_goal if goals else ear.line)


async def offer(turn: Turn, words: str, *, goals: bool) -> Reply:
    """The preview, with the question first how 3/4 is read. Refused(lines)."""
    ear = await hearing(turn)
    lines = heard(ear, words, goals=goals)
    if _lacks_consent(turn, lines):
        return ask_consent(turn)
    asks = asks_order(lines)
    ears = ear.in_each_order() if asks else {"": ear}
    ways = {
        order: await _previewed(turn, heard(each, words, goals=goals))
        for order, each in ears.items()
    }
    if not any(_does_something(facts) for facts in ways.values()):
        return Reply(nothing_to_do(turn.lang, turn.today, next(iter(ways.values()))))
    # Previewed today, it must not speak of tomorrow when it is carried out.
    source = {"words": words, "goals": goals, "today": daystamp(turn.today)}
    return await begin(turn, dialog, {**source, "asks": asks, "ways": ways, "order": ""})


def _lacks_consent(turn: Turn, lines: Iterable[Line]) -> bool:
    """The dialog itself asks for the consent to goals; moods are another."""
    tells_moods = any(isinstance(line.meant, MoodSaid) for line in lines)
    return tells_moods and "moods" not in turn.me.agreed


def _does_something(facts: Iterable[Fact]) -> bool:
    return any("why" not in one for one in facts)


async def _previewed(turn: Turn, lines: tuple[Line, ...]) -> list[Fact]:
    tried = await turn.keep(several.try_out, turn.me, "", _items(lines, turn.today))
    return _told(lines, tried)


def _items(lines: Iterable[Line], today: date) -> list[tuple[int, Meant]]:
    return [(line.number, meant) for line in lines for meant in _meant(line, today)]


def _meant(line: Line, today: date) -> Iterator[Meant]:
    """What a sound line asks for. A goal without a word of when stands under "Any day"."""
    match line.meant:
        case GoalSaid(sketch):
            dated = replace(sketch, schedule=sketch.schedule or Once())
            yield wish_of(data_of_line(dated, today), today)
        case Done() | MoodSaid() as meant:
            yield meant


def _told(lines: tuple[Line, ...], outcomes: Iterable[Outcome]) -> list[Fact]:
    """All lines in their order: what they did, or why they are left out."""
    results = {one.number: one.result for one in outcomes}
    return [
        fact(line.number, line.text, results.get(line.number) or why_not(line), _note(line))
        for line in lines
    ]


def _note(line: Line) -> str | None:
    match line.meant:
        case Done(note=note) | MoodSaid(note=note):
            return note
        case _:
            return None


def _ask_order(asking: Asking) -> Question:
    buttons = (
        asking.choice(asking.lang.label("3 April"), "day"),
        asking.choice(asking.lang.label("4 March"), "month"),
    )
    return Question(asking.lang.say("Which day is 3/4, when you type it?"), (buttons,))


def _choose_order(asking: Asking, value: str) -> Answer:
    if value not in asking.data["ways"]:
        raise Refused("order", Reason.UNKNOWN)
    return Answer({"order": value})


def _ask_preview(asking: Asking) -> Question:
    facts = asking.data["ways"][asking.data["order"]]
    yes = asking.choice(asking.lang.label("Do that"), "yes")
    return Question(previewed(asking.lang, asking.turn.today, facts), ((yes,),))


def _choose_preview(_asking: Asking, value: str) -> Answer:
    if value != "yes":
        raise Refused("preview", Reason.UNKNOWN)
    return Answer()


async def _carry_out(turn: Turn, draft: Sketch, data: Data) -> Reply:
    await remember_order(turn, data["order"])
    ear = replace(await hearing(turn), today=from_daystamp(data["today"]))
    lines = heard(ear, data["words"], goals=data["goals"])
    if _lacks_consent(turn, lines):
        return ask_consent(turn)
    outcomes = await turn.act(
        ShowGoals() if data["goals"] else ShowToday(),
        drafts.finish,
        turn.me,
        draft.id,
        several.carry_out,
        turn.me,
        f"lines {draft.id}",
        _items(lines, ear.today),
    )
    return Reply(carried_out(turn.lang, turn.today, _told(lines, outcomes), turn.act_id))


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("several lines")


dialog = Dialog(
    SEVERAL,
    (
        Step(
            "order",
            SEVERAL,
            _ask_order,
            choose=_choose_order,
            applies=lambda data: bool(data.get("asks")),
        ),
        Step("preview", SEVERAL, _ask_preview, choose=_choose_preview),
    ),
    _carry_out,
    _name,
    subject="goals",
)
