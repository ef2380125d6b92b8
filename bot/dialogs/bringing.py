"""Bringing a file along: what it would do is shown first, and done only after a yes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from bot import documents
from bot.codes.goals import ShowGoals
from bot.dialogs.engine import ask
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.documents import NotFetched
from bot.handlers.gates import ask_consent
from bot.imports import counts, home_from_plain, notes_of, read_file
from bot.lang import Lang
from bot.text import Text, bold
from bot.texts.data import imported, not_fetched, previewed, previewed_export
from bot.texts.mood_levels import levels, tapped
from bot.turn import Turn
from bot.view import Reply
from domain.errors import Reason, Refused
from domain.files.plan import Home, Import
from domain.moods import LEVELS, in_range
from domain.numbers import parse_number
from domain.written import fold
from storage import drafts, importing, mood_labels, restoring
from storage.drafts import Sketch
from storage.exported import Exported

IMPORT = "import"
NONE = "none"
"""Instead of a level: moods by that word stay out."""

WORDS_MAX = 1000
"""Far more words for moods than anybody has."""


async def found_in(turn: Turn, source: Data, home: Home) -> Import | Exported:
    """What a file amounts to. Raises Refused, and NotFetched."""
    content = await turn.wait_for(documents.fetch(turn.house.messenger, source["file"]))
    known = await turn.look(mood_labels.page, turn.me, 0, WORDS_MAX)
    own = {fold(label.label): label.level for label in known.labels}
    # In a thread: a file of ten megabytes takes seconds, and everybody else goes on meanwhile.
    return await turn.wait_for(asyncio.to_thread(read_file, content, home, own))


def lacks_consent(turn: Turn, *, has_goals: bool, has_moods: bool) -> bool:
    """Whether there is something in it that the person did not agree to have kept."""
    wanted = {"goals"} if has_goals else set()
    return not (wanted | ({"moods"} if has_moods else set())) <= turn.me.agreed


def _ask_order(asking: Asking) -> Question:
    buttons = (
        asking.choice(asking.lang.label("Day first: 31/12"), "day"),
        asking.choice(asking.lang.label("Month first: 12/31"), "month"),
    )
    return Question(asking.lang.say("How are the dates of that file written?"), (buttons,))


def _choose_order(asking: Asking, value: str) -> Answer:
    """What each way amounts to was found out already."""
    way = asking.data["ways"].get(value)
    if way is None:
        raise Refused("order", Reason.UNKNOWN)
    return Answer({**way, "order": value})


def _ask_level(asking: Asking) -> Question:
    word, uses = next(_open(asking.data), asking.data["unknown"][-1])
    buttons = tuple(asking.choice(tapped(degree), str(degree.step)) for degree in levels())
    text = asking.lang.count(
        "One of the moods is called {word}. Which level does that stand for? 1 is very unpleasant, "
        "{last} is very pleasant.",
        "{n} of the moods are called {word}. Which level does that stand for? 1 is very unpleasant, "
        "{last} is very pleasant.",
        uses,
        word=bold(word),
        last=LEVELS[-1],
    )
    return Question(text, (buttons, (asking.choice(asking.lang.label("Leave these out"), NONE),)))


def _read_level(asking: Asking, words: str) -> Answer:
    return _level(asking, in_range("level", parse_number(words), LEVELS))


def _choose_level(asking: Asking, value: str) -> Answer:
    return _level(asking, None) if value == NONE else _read_level(asking, value)


def _level(asking: Asking, level: int | None) -> Answer:
    """One word at a time, until each was asked about."""
    label, _ = next(_open(asking.data), asking.data["unknown"][-1])
    said = {**asking.data["said"], label: level}
    return Answer({"said": said}, stay=any(_open({**asking.data, "said": said})))


def _open(data: Data) -> Iterator[tuple[str, int]]:
    return ((label, uses) for label, uses in data["unknown"] if label not in data["said"])


def _ask_preview(asking: Asking) -> Question:
    yes = (asking.choice(asking.lang.label("Import"), "yes"),)
    if asking.data["account"] is not None:
        return Question(previewed_export(asking.lang, asking.data["account"]), (yes,))
    return Question(previewed(asking.lang, _expected(asking.data), asking.data["notes"]), (yes,))


def _expected(data: Data) -> dict[str, int]:
    """The counts, with the moods whose words have a level by now."""
    more = sum(uses for label, uses in data["unknown"] if data["said"].get(label))
    return {**data["counts"], "moods": data["counts"]["moods"] + more}


def _choose_preview(_asking: Asking, value: str) -> Answer:
    if value != "yes":
        raise Refused("preview", Reason.UNKNOWN)
    return Answer()


async def _carry_out(turn: Turn, draft: Sketch, data: Data) -> Reply:
    try:
        found = await found_in(turn, data["source"], _home(data))
    except NotFetched:
        return ask(turn, bringing, draft, note=not_fetched(turn.lang))
    if isinstance(found, Exported):
        return await _restore(turn, draft, found)
    if lacks_consent(turn, has_goals=bool(found.goals), has_moods=bool(found.moods)):
        return ask_consent(turn)
    outcome = await turn.act(
        ShowGoals(),
        drafts.finish,
        turn.me,
        draft.id,
        importing.carry_out,
        turn.me,
        found,
        {label: level for label, level in data["said"].items() if level},
    )
    notes = notes_of(found, outcome)
    return Reply(imported(turn.lang, counts(outcome), notes, turn.act_id))


async def _restore(turn: Turn, draft: Sketch, found: Exported) -> Reply:
    if lacks_consent(turn, **has(found)):
        return ask_consent(turn)
    await turn.act(ShowGoals(), drafts.finish, turn.me, draft.id, restoring.restore, turn.me, found)
    await turn.meet_again()
    counted = {"new": found.count("goals"), "days": found.count("entries")}
    counted["moods"] = found.count("mood_logs")
    nothing: dict[str, Any] = {"first": [], "more": 0, "left_out": 0}
    return Reply(imported(turn.lang, counted, nothing, turn.act_id))


def has(found: Exported) -> dict[str, bool]:
    return {
        "has_goals": bool(found.count("goals")),
        "has_moods": bool(found.count("mood_logs")),
    }


def _home(data: Data) -> Home:
    return home_from_plain({**data["home"], "order": data.get("order")})


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("an import")


bringing = Dialog(
    IMPORT,
    (
        Step(
            "order",
            IMPORT,
            _ask_order,
            choose=_choose_order,
            applies=lambda data: bool(data.get("ways")),
        ),
        Step(
            "level",
            IMPORT,
            _ask_level,
            read=_read_level,
            choose=_choose_level,
            applies=lambda data: bool(data.get("unknown")),
        ),
        Step("preview", IMPORT, _ask_preview, choose=_choose_preview),
    ),
    _carry_out,
    _name,
)
