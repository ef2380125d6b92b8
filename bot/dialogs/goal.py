"""Making a goal, and changing one: the same questions either way.

See goal.mmd for the order of the questions.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.codes import ShowGoal
from bot.dialogs.calendar import month_rows
from bot.dialogs.engine import REVIEW
from bot.dialogs.steps import ONLY, Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs, quote
from bot.texts.goals import goal_card
from bot.texts.schedules import day_in_words, in_words, times_in_words
from bot.turn import Turn
from bot.view import Reply, Row, in_rows
from domain.days import daystamp, from_daystamp
from domain.errors import Reason, Refused
from domain.goals import Criticality, clean_description, clean_title
from domain.schedules import (
    Daily,
    Once,
    Plan,
    Schedule,
    Version,
    Weekdays,
    from_plain,
    next_due,
    to_plain,
)
from domain.typed import parse_day, parse_times, parse_weekdays
from storage import drafts, goals
from storage.drafts import Sketch
from storage.goals import Wish

GOAL = "goal"
EDIT = "edit"
REMIND_AT = (8 * 60, 12 * 60, 18 * 60, 20 * 60 + 30)


# --- Data of the draft <-> what a goal is ------------------------------------------------------


def data_of(wish: Wish) -> dict[str, Any]:
    """A wish as a draft keeps it, in plain JSON."""
    return {
        "title": wish.title,
        "description": wish.description,
        "schedule": to_plain(wish.schedule),
        "start": daystamp(wish.start),
        "target": daystamp(wish.target) if wish.target else None,
        "criticality": wish.criticality.value,
        "reminders": list(wish.reminders),
    }


def wish_of(data: Data, today: date) -> Wish:
    """What the answers so far amount to; unanswered questions have their usual answer."""
    schedule = from_plain(data.get("schedule") or to_plain(Daily()))
    target = data.get("target")
    return Wish(
        title=data["title"],
        description=data.get("description"),
        schedule=schedule,
        start=_start(data, today),
        target=from_daystamp(target) if target else None,
        criticality=Criticality(data.get("criticality") or Criticality.NORMAL),
        reminders=tuple(data.get("reminders") or ()),
    )


def _start(data: Data, today: date) -> date:
    start = data.get("start")
    return from_daystamp(start) if start else today


def _schedule(data: Data) -> Schedule | None:
    plain = data.get("schedule")
    return from_plain(plain) if plain else None


# --- The steps ---------------------------------------------------------------------------------


def _ask_title(asking: Asking) -> Question:
    now = asking.data.get("title")
    return Question(
        paragraphs(
            asking.lang.say(
                "What shall the goal be called? A word or two is enough, such as “Read”."
            ),
            _currently(asking, bold(now) if now else EMPTY),
        )
    )


def _read_title(_asking: Asking, words: str) -> Answer:
    return Answer({"title": clean_title(words)})


def _ask_description(asking: Asking) -> Question:
    now = asking.data.get("description")
    rows: tuple[Row, ...] = ()
    if now:
        rows = ((asking.choice(asking.lang.label("No description"), "none"),),)
    text = asking.lang.say(
        "Anything to add about {title}? Why it matters, or what counts as done.",
        title=bold(asking.data["title"]),
    )
    return Question(paragraphs(text, quote(now) if now else EMPTY), rows)


def _read_description(_asking: Asking, words: str) -> Answer:
    return Answer({"description": clean_description(words)})


def _choose_description(_asking: Asking, _value: str) -> Answer:
    return Answer({"description": None})


def _ask_kind(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("Again and again"), "often"),
        asking.choice(asking.lang.label("Just once"), "once"),
    )
    return Question(
        asking.lang.say("Is this something to do again and again, or once?"), (choices,)
    )


def _choose_kind(asking: Asking, value: str) -> Answer:
    if value == "once":
        return Answer({"once": True, "schedule": to_plain(Once())})
    before = _schedule(asking.data)
    kept = before if before and not isinstance(before, Once) else Daily()
    return Answer({"once": False, "schedule": to_plain(kept)})


def _ask_often(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("Every day"), "daily"),
        asking.choice(asking.lang.label("On chosen weekdays"), "weekdays"),
    )
    return Question(
        asking.lang.say("How often? Choose, or type the days, such as “mon wed fri”."), (choices,)
    )


def _read_often(asking: Asking, words: str) -> Answer:
    days = parse_weekdays(words, language=asking.lang.code)
    return Answer({"chosen": False, "schedule": to_plain(_of_weekdays(days))})


def _choose_often(asking: Asking, value: str) -> Answer:
    if value == "daily":
        return Answer({"chosen": False, "schedule": to_plain(Daily())})
    return Answer({"chosen": True})


def _of_weekdays(days: frozenset[int]) -> Schedule:
    return Daily() if len(days) == 7 else Weekdays(days)


def _ask_days(asking: Asking) -> Question:
    days = _chosen_days(asking.data)
    order = [(asking.turn.me.first_weekday + n) % 7 for n in range(7)]
    buttons = [
        asking.choice(
            f"✓ {asking.lang.weekday(day, 'abbreviated')}"
            if day in days
            else asking.lang.weekday(day, "abbreviated"),
            f"-{day}" if day in days else f"+{day}",
        )
        for day in order
    ]
    rows = in_rows(buttons, 4)
    if days:
        rows = (*rows, (asking.choice(asking.lang.label("Done"), "done"),))
    return Question(asking.lang.say("On which days? Tap them, or type “mon wed fri”."), rows)


def _chosen_days(data: Data) -> frozenset[int]:
    days = data.get("days")
    if days is not None:
        return frozenset(days)
    schedule = _schedule(data)
    return schedule.days if isinstance(schedule, Weekdays) else frozenset()


def _choose_days(asking: Asking, value: str) -> Answer:
    """``+2`` and ``-2`` put a day in or out, whatever was there; ``done`` takes what is chosen."""
    days = _chosen_days(asking.data)
    if value == "done":
        if not days:
            raise Refused("weekdays", Reason.NO_WEEKDAY)
        return Answer({"days": None, "schedule": to_plain(_of_weekdays(days))})
    sign, day = value[:1], value[1:]
    if sign not in {"+", "-"} or day not in set("0123456"):
        raise Refused("weekdays", Reason.UNREADABLE)
    changed = days | {int(day)} if sign == "+" else days - {int(day)}
    return Answer({"days": sorted(changed)}, stay=True)


def _read_days(asking: Asking, words: str) -> Answer:
    days = parse_weekdays(words, language=asking.lang.code)
    return Answer({"days": None, "schedule": to_plain(_of_weekdays(days))})


def _ask_start(asking: Asking) -> Question:
    today = asking.turn.today
    rows: tuple[Row, ...] = (
        (
            asking.choice(asking.lang.label("Today"), daystamp(today)),
            asking.choice(asking.lang.label("Tomorrow"), daystamp(today + timedelta(days=1))),
            asking.choice(asking.lang.label("Next Monday"), daystamp(_next_monday(today))),
        ),
    )
    return Question(
        asking.lang.say("From which day on? Tap one, or type it, such as “5 Dec”."),
        (*rows, *month_rows(asking, today, today)),
    )


def _read_start(asking: Asking, words: str) -> Answer:
    return Answer({"start": daystamp(_typed_day(asking, words))})


def _choose_start(_asking: Asking, value: str) -> Answer:
    return Answer({"start": daystamp(from_daystamp(value))})


def _ask_target(asking: Asking) -> Question:
    today = asking.turn.today
    earliest = max(today, _start(asking.data, today))
    once = isinstance(_schedule(asking.data), Once)
    words = (
        asking.lang.say("By which day? Tap it, type it, or leave it open.")
        if once
        else asking.lang.say("Does it end? Tap a last day, type it, or let it go on.")
    )
    without = asking.lang.label("Any day") if once else asking.lang.label("No end")
    rows = ((asking.choice(without, "none"),),)
    return Question(words, (*rows, *month_rows(asking, today, earliest)))


def _read_target(asking: Asking, words: str) -> Answer:
    return _target(asking, _typed_day(asking, words))


def _choose_target(asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"target": None})
    return _target(asking, from_daystamp(value))


def _target(asking: Asking, day: date) -> Answer:
    start = _start(asking.data, asking.turn.today)
    if day < start:
        raise Refused("target", Reason.BEFORE_START, start=start, target=day)
    return Answer({"target": daystamp(day)})


def _typed_day(asking: Asking, words: str) -> date:
    return parse_day(words, asking.turn.today, language=asking.lang.code)


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _ask_criticality(asking: Asking) -> Question:
    choices = (
        asking.choice(asking.lang.label("A lot"), "high"),
        asking.choice(asking.lang.label("As usual"), "normal"),
        asking.choice(asking.lang.label("If there is time"), "low"),
    )
    return Question(
        asking.lang.say("How much does it matter? It decides the order on your card."), (choices,)
    )


def _choose_criticality(_asking: Asking, value: str) -> Answer:
    if value not in set(Criticality):
        raise Refused("criticality", Reason.UNKNOWN)
    return Answer({"criticality": value})


def _ask_reminders(asking: Asking) -> Question:
    buttons = [asking.choice(asking.lang.time(minute), f"{minute}") for minute in REMIND_AT]
    now = tuple(asking.data.get("reminders") or ())
    none = (asking.choice(asking.lang.label("No reminder"), "none"),)
    return Question(
        paragraphs(
            asking.lang.say(
                "A time to be reminded at? Tap one, or type several, such as “8, 16 and 22”."
            ),
            asking.lang.say("<i>I keep the times; sending reminders is still to come.</i>"),
            _currently(
                asking,
                asking.lang.say("{times}", times=times_in_words(asking.lang, now))
                if now
                else EMPTY,
            ),
        ),
        (tuple(buttons), none),
    )


def _read_reminders(asking: Asking, words: str) -> Answer:
    return Answer({"reminders": list(parse_times(words, language=asking.lang.code))})


def _choose_reminders(_asking: Asking, value: str) -> Answer:
    if value == "none":
        return Answer({"reminders": []})
    if not value.isdecimal() or int(value) >= 24 * 60:
        raise Refused("time", Reason.NOT_A_TIME)
    return Answer({"reminders": [int(value)]})


def _ask_review(asking: Asking) -> Question:
    today = asking.turn.today
    wish = wish_of(asking.data, today)
    changes = [
        ("title", asking.lang.label("Name")),
        ("description", asking.lang.label("Description")),
        ("schedule", asking.lang.label("How often")),
        ("start", asking.lang.label("Start")),
        ("target", asking.lang.label("End")),
        ("criticality", asking.lang.label("Importance")),
        ("reminders", asking.lang.label("Reminders")),
    ]
    save = (asking.choice(asking.lang.label("✓ Save"), "save"),)
    if asking.page != "change":
        rows = (save, (asking.leaf(asking.lang.label("Change…"), "change"),))
        return Question(_summary(asking.lang, wish, today), rows)
    buttons = [
        asking.choice(label, group)
        for group, label in changes
        if group != "start" or not isinstance(wish.schedule, Once)
    ]
    return Question(_summary(asking.lang, wish, today), (*in_rows(buttons, 2), save))


def _choose_review(asking: Asking, value: str) -> Answer:
    if value == "save":
        return Answer()
    step = next((step for step in STEPS if step.group == value), None)
    if step is None or step.group == REVIEW:
        raise Refused("field", Reason.UNKNOWN)
    return Answer({ONLY: value}, go_to=step.name)


def _summary(lang: Lang, wish: Wish, today: date) -> Text:
    """The goal in words, with the next date, before it is kept."""
    facts = lines(
        [
            _rhythm(lang, wish, today),
            _first(lang, wish, today),
            _weight(lang, wish.criticality),
            lang.say("Reminder times: {times}", times=times_in_words(lang, wish.reminders))
            if wish.reminders
            else EMPTY,
        ]
    )
    about = quote(wish.description) if wish.description else EMPTY
    return paragraphs(lang.say("<b>Is this right?</b>"), bold(wish.title), about, facts)


def _rhythm(lang: Lang, wish: Wish, today: date) -> Text:
    if isinstance(wish.schedule, Once):
        if wish.target is None:
            return lang.say("Once, on any day")
        return lang.say("Once, due {day}", day=lang.day(wish.target, today))
    words = in_words(lang, wish.schedule)
    if wish.target is None:
        return lang.say("Repeats {words}, with no end", words=words)
    return lang.say("Repeats {words} until {day}", words=words, day=lang.day(wish.target, today))


def _first(lang: Lang, wish: Wish, today: date) -> Text:
    if isinstance(wish.schedule, Once):
        return EMPTY
    plan = Plan(wish.start, wish.target, (Version(wish.start, wish.schedule),))
    due = next_due(plan, max(wish.start, today))
    if due is None:
        return lang.say("No day falls between its start and its end.")
    return (
        lang.say("First on {day}", day=lang.day(due, today))
        if due != today
        else lang.say("First {today}", today=day_in_words(lang, due, today))
    )


def _weight(lang: Lang, criticality: Criticality) -> Text:
    match criticality:
        case Criticality.HIGH:
            return lang.say("Matters most")
        case Criticality.LOW:
            return lang.say("If there is time")
        case Criticality.NORMAL:
            return EMPTY


def _currently(asking: Asking, value: Text) -> Text:
    return asking.lang.say("Now: {value}", value=value) if value.html else EMPTY


def _recurs(data: Data) -> bool:
    return not isinstance(_schedule(data), Once)


def _picks_days(data: Data) -> bool:
    return _recurs(data) and bool(data.get("chosen"))


async def _title_is_free(turn: Turn, data: Data) -> None:
    await turn.look(goals.refuse_taken, turn.me, data["title"], data.get("goal"))


STEPS = (
    Step("title", "title", _ask_title, read=_read_title, check=_title_is_free),
    Step(
        "description",
        "description",
        _ask_description,
        read=_read_description,
        choose=_choose_description,
        skip={},
    ),
    Step("kind", "schedule", _ask_kind, choose=_choose_kind),
    Step("often", "schedule", _ask_often, read=_read_often, choose=_choose_often, applies=_recurs),
    Step("days", "schedule", _ask_days, read=_read_days, choose=_choose_days, applies=_picks_days),
    Step(
        "start",
        "start",
        _ask_start,
        read=_read_start,
        choose=_choose_start,
        skip={},
        applies=_recurs,
    ),
    Step("target", "target", _ask_target, read=_read_target, choose=_choose_target, skip={}),
    Step("criticality", "criticality", _ask_criticality, choose=_choose_criticality, skip={}),
    Step(
        "reminders",
        "reminders",
        _ask_reminders,
        read=_read_reminders,
        choose=_choose_reminders,
        skip={},
    ),
)


# --- What the answers lead to ------------------------------------------------------------------


async def _create(turn: Turn, draft: Sketch, data: Data) -> Reply:
    goal = await turn.act(
        lambda goal: ShowGoal(goal.id),
        drafts.finish,
        turn.me,
        draft.id,
        goals.create,
        turn.me,
        wish_of(data, turn.today),
    )
    return Reply(
        goal_card(turn.lang, goal, note=turn.lang.say("Saved.")), turn.lang.label("Saved.")
    )


async def _rewrite(turn: Turn, draft: Sketch, data: Data) -> Reply:
    goal = await turn.act(
        lambda goal: ShowGoal(goal.id),
        drafts.finish,
        turn.me,
        draft.id,
        goals.rewrite,
        turn.me,
        data["goal"],
        wish_of(data, turn.today),
    )
    note = turn.lang.say("Changed. Today and the past stay as they were.")
    if data.get(ONLY) != "schedule":
        note = turn.lang.say("Changed.")
    return Reply(goal_card(turn.lang, goal, note=note), turn.lang.label("Changed."))


def _new_name(lang: Lang, data: Data) -> Text:
    title = data.get("title")
    return lang.say("a new goal, {title}", title=bold(title)) if title else lang.say("a new goal")


def _edit_name(lang: Lang, data: Data) -> Text:
    return lang.say("a change to {title}", title=bold(data["title"]))


new_goal = Dialog(
    GOAL,
    (*STEPS, Step(REVIEW, REVIEW, _ask_review, choose=_choose_review)),
    _create,
    _new_name,
)

edit_goal = Dialog(EDIT, STEPS, _rewrite, _edit_name)
