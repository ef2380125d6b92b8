"""What was typed outside of any question and can mean several things: it is asked, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.codes.day import ShowEntry
from bot.codes.dialogs import ShowDraft
from bot.codes.moods import ShowMood
from bot.codes.settings import ShowHelp
from bot.dialogs.engine import ask, remember_order
from bot.dialogs.goal import GOAL, new_goal
from bot.dialogs.goal_draft import wish_of
from bot.dialogs.steps import REVIEW, Answer, Asking, Data, Dialog, Question, Step
from bot.handlers.undo import with_undo
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text, quote
from bot.texts.mood_levels import tapped
from bot.texts.moods import noted
from bot.texts.said import told
from bot.texts.schedules import rhythm
from bot.turn import Turn
from bot.view import Button, Reply, View, in_rows
from bot.wire import Word
from domain.dates import ORDERS
from domain.days import daystamp, from_daystamp
from domain.entries import State
from domain.errors import Reason, Refused
from domain.goals import clean_title
from domain.moods import Degree, clean_note
from domain.numbers import parse_number
from domain.quick import Done
from domain.said_mood import MoodSaid
from storage import drafts, entries, moods, said
from storage.drafts import Sketch
from storage.goals import Wish

SAID = "said"


def which_goal(candidates: tuple[Done, ...], titles: Mapping[int, str]) -> dict[str, Any]:
    """The draft of an entry that fits several goals."""
    return {
        "ask": "which",
        "note": candidates[0].note,
        "candidates": [
            {
                "goal": one.goal_id,
                "title": titles[one.goal_id],
                "day": daystamp(one.day),
                "state": one.state.value,
            }
            for one in candidates
        ],
    }


def which_rhythm(candidates: list[dict[str, Any]]) -> dict[str, Any]:
    """The draft of a new goal that was said in a way that fits several rhythms."""
    return {"ask": "rhythm", "candidates": candidates}


def in_orders(draft: dict[str, Any]) -> dict[str, Any]:
    """The same draft, where the candidates differ in how a date like 3/4 is read: day or month first.
    Which one is picked is remembered."""
    ordered = zip(draft["candidates"], ORDERS, strict=True)
    return {**draft, "candidates": [{**one, "order": order} for one, order in ordered]}


def what_to_do(
    words: str, places: list[dict[str, Any]], mood: MoodSaid | None = None
) -> dict[str, Any]:
    """The draft of words that mean nothing to the bot. ``places`` are where a note could go, ``mood``
    what they would say of a mood."""
    felt = {} if mood is None else {"mood": {**asdict(mood), "day": _stamp(mood.day)}}
    return {"ask": "what", "words": words, "places": places, **felt}


def _stamp(day: date | None) -> str | None:
    return daystamp(day) if day else None


def _ask_which(asking: Asking) -> Question:
    buttons = [
        asking.choice(_entry_label(asking, one), str(number))
        for number, one in enumerate(asking.data["candidates"])
    ]
    return Question(asking.lang.say("Which one do you mean?"), in_rows(buttons, 1))


def _entry_label(asking: Asking, one: Mapping[str, Any]) -> str:
    day, today = from_daystamp(one["day"]), asking.turn.today
    if "order" in one:  # only the whole date tells 3 April from 4 March
        return f"{one['title']}, {asking.lang.day(day, today)}"
    if day == today:
        return str(one["title"])
    return f"{one['title']}, {asking.lang.short_day(day)}"


def _ask_rhythm(asking: Asking) -> Question:
    today = asking.turn.today
    wishes = [wish_of(one, today) for one in asking.data["candidates"]]
    buttons = [
        asking.choice(_rhythm_label(asking, wish), str(number))
        for number, wish in enumerate(wishes)
    ]
    return Question(
        asking.lang.say("That can be read in more than one way. Which one is it?"),
        in_rows(buttons, 1),
    )


def _rhythm_label(asking: Asking, wish: Wish) -> str:
    """How often, and from when if that is another day than today."""
    today = asking.turn.today
    often = rhythm(asking.lang, wish.schedule, wish.target, today).plain
    if wish.start == today:
        return often
    return f"{often}, {asking.lang.day(wish.start, today)}"


def _pick(asking: Asking, value: str) -> Answer:
    number = parse_number(value)
    if number >= len(asking.data["candidates"]):
        raise Refused("candidate", Reason.UNKNOWN)
    return Answer({"picked": number})


def _ask_what(asking: Asking) -> Question:
    label = asking.lang.label
    ways = {
        "mood": label("A mood: {level}", level=_level(asking.data)),
        "note": label("A note"),
        "goal": label("A new goal"),
        "nothing": label("Nothing"),
    }
    buttons = [
        asking.choice(words, way) for way, words in ways.items() if _is_open(asking.data, way)
    ]
    return Question(
        asking.lang.say("What shall I do with that?\n{words}", words=quote(asking.data["words"])),
        in_rows(buttons, 2),
    )


def _level(data: Data) -> str:
    """What the words would say of a mood: a level, or a word of the person's own."""
    mood = data.get("mood")
    if mood is None or mood["word"] is not None:
        return str(data["words"])
    return tapped(Degree(mood["level"], mood["steps"]))


def _is_open(data: Data, way: str) -> bool:
    """Whether words can go that way."""
    match way:
        case "mood":
            return "mood" in data
        case "note":
            return bool(data["places"])
        case _:
            return way in {"goal", "nothing"}


def _choose_what(asking: Asking, value: str) -> Answer:
    if not _is_open(asking.data, value):
        raise Refused("what", Reason.UNKNOWN)
    if value == "goal":
        clean_title(asking.data["words"])  # too long for a name: said while it can still be a note
    return Answer({"what": value})


def _ask_where(asking: Asking) -> Question:
    buttons: list[Button] = []
    for number, place in enumerate(asking.data["places"]):
        label = place["title"] or asking.lang.label("The latest mood")
        buttons.append(asking.choice(label, str(number)))
    return Question(asking.lang.say("A note to what?"), in_rows(buttons, 1))


def _choose_where(asking: Asking, value: str) -> Answer:
    number = parse_number(value)
    if number >= len(asking.data["places"]):
        raise Refused("place", Reason.UNKNOWN)
    return Answer({"where": number})


async def _finish(turn: Turn, draft: Sketch, data: Data) -> Reply:
    if "picked" in data:
        picked = dict(data["candidates"][data["picked"]])
        await remember_order(turn, picked.pop("order", ""))
        if data["ask"] == "which":
            return await _answer(turn, draft, picked, data.get("note"))
        return await _new_goal(turn, draft, picked, REVIEW)
    match data.get("what"):
        case "mood":
            return await _keep_mood(turn, draft, data)
        case "goal":
            title = clean_title(data["words"])
            following = new_goal.after(new_goal.steps[0], {"title": title})
            step = following.name if following else REVIEW
            return await _new_goal(turn, draft, {"title": title}, step)
        case "note":
            return await _keep_note(turn, draft, data)
        case _:
            await turn.act(ShowHelp(), drafts.close, turn.me, draft.id)
            return Reply(View(turn.lang.say("All right.")))


async def _answer(turn: Turn, draft: Sketch, one: Data, note: str | None) -> Reply:
    done = Done(one["goal"], from_daystamp(one["day"]), State(one["state"]), note)
    done_to = await turn.act(
        lambda told: ShowEntry(done.goal_id, done.day, told.entry.slot),
        drafts.finish,
        turn.me,
        draft.id,
        said.answer,
        turn.me,
        done,
    )
    return Reply(told(turn.lang, done_to, turn.act_id))


async def _new_goal(turn: Turn, draft: Sketch, data: Data, step: str) -> Reply:
    begun = await turn.act(
        lambda begun: ShowDraft(Word(GOAL), begun.id),
        drafts.finish,
        turn.me,
        draft.id,
        drafts.begin,
        turn.me,
        GOAL,
        step,
        data,
    )
    return ask(turn, new_goal, begun)


async def _keep_mood(turn: Turn, draft: Sketch, data: Data) -> Reply:
    plain = data["mood"]
    day = plain["day"] and from_daystamp(plain["day"])
    mood = await turn.act(
        lambda mood: ShowMood(mood.id),
        drafts.finish,
        turn.me,
        draft.id,
        said.mood,
        turn.me,
        str(turn.receipt.update_id),
        MoodSaid(**{**plain, "reasons": tuple(plain["reasons"]), "day": day}),
    )
    return Reply(with_undo(turn, noted(turn.lang, turn.me, mood)))


async def _keep_note(turn: Turn, draft: Sketch, data: Data) -> Reply:
    place, note = data["places"][data["where"]], clean_note(data["words"])
    if "mood" in place:
        await turn.act(
            ShowMood(place["mood"]),
            drafts.finish,
            turn.me,
            draft.id,
            moods.set_note,
            turn.me,
            place["mood"],
            note,
        )
        return await reply_to(turn, ShowMood(place["mood"]))
    here = ShowEntry(place["goal"], from_daystamp(place["day"]), place["slot"])
    await turn.act(
        here,
        drafts.finish,
        turn.me,
        draft.id,
        entries.annotate,
        turn.me,
        (here.goal, here.day, here.slot),
        note,
    )
    return await reply_to(turn, here)


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("what you wrote")


dialog = Dialog(
    SAID,
    (
        Step(
            "which",
            SAID,
            _ask_which,
            choose=_pick,
            applies=lambda data: data.get("ask") == "which",
        ),
        Step(
            "rhythm",
            SAID,
            _ask_rhythm,
            choose=_pick,
            applies=lambda data: data.get("ask") == "rhythm",
        ),
        Step(
            "what",
            SAID,
            _ask_what,
            choose=_choose_what,
            applies=lambda data: data.get("ask") == "what",
        ),
        Step(
            "where",
            SAID,
            _ask_where,
            choose=_choose_where,
            applies=lambda data: data.get("what") == "note",
        ),
    ),
    _finish,
    _name,
    subject="goals",
)
