"""Acts for tests: everything a person can do that can be taken back, in a life that has room for it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock
from domain.entries import State
from domain.errors import DomainError
from domain.goals import Criticality
from domain.kinds import Weekdays
from domain.quiet import QuietHours
from storage import (
    entries,
    goals,
    journal,
    mood_details,
    mood_labels,
    moods,
    own_reminders,
    pauses,
    people,
    reminders,
    scales,
    tags,
)
from storage.database import Database
from storage.journal import Doer, Done
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import NOON, dump_of
from tests.storage.test_goals import DAY, RUN, TODAY

P = ParamSpec("P")
T = TypeVar("T")

SHOWS = "1.td"
WEEKLY = replace(
    RUN,
    title="Walk",
    description=None,
    schedule=Weekdays(frozenset({2, 5})),
    criticality=Criticality.HIGH,
    reminders=(60, 1439),
)


def act(
    database: Database,
    me: Acquaintance,
    use_case: Callable[Concatenate[Session, Clock, Acquaintance, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done[T]:
    """Something that ``me`` does."""

    def acting(session: Session, clock: Clock) -> Done[T]:
        doer = Doer(me.id)
        return journal.act(session, clock, doer, lambda _: SHOWS, use_case, me, *args, **kwargs)

    return database.run_now(acting)


def state_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a database but the journal, which numbers were given out, and what clocks showed."""
    dump = dump_of(url)
    apart = {"acts", "act_changes", "numbering", "zone_offsets"}
    return {name: dump[name] for name in dump.keys() - apart}


@dataclass(frozen=True)
class Life:
    """What ``me`` has: two running goals, one of them under a tag that will rest, one that ends today, one
    in the bin, mood logs, one of them with a mark on a scale, and a word of their own. At noon they are
    sent their day and asked how they are."""

    me: Acquaintance
    goal: int
    answered: int
    ending: int
    binned: int
    mood: int
    binned_mood: int
    tag: int
    pause: int
    scale: int
    label: int


def lead_a_life(database: Database, me: Acquaintance) -> Life:
    wish = replace(RUN, reminders=(60, 420))
    titles = ("Run", "Read", "Pack", "Old")
    ids = [database.run_now(goals.create, me, replace(wish, title=title)).id for title in titles]
    database.run_now(goals.rewrite, me, ids[2], replace(wish, title="Pack", target=TODAY))
    database.run_now(goals.remove, me, ids[3])
    for day in (TODAY, TODAY + DAY):
        database.run_now(entries.tick, me, ids[1], day, State.PART)
    database.run_now(entries.tick, me, ids[1], TODAY + 3 * DAY, State.SKIPPED)
    # Ahead and open again: an edit forgets it.
    database.run_now(entries.tick, me, ids[0], TODAY + 2 * DAY, State.DONE)
    database.run_now(entries.tick, me, ids[0], TODAY + 2 * DAY, State.OPEN)
    logs = [database.run_now(moods.log, me, f"m{n}", 3).id for n in range(2)]
    database.run_now(moods.set_reasons, me, logs[0], ("work", "sleep"))
    database.run_now(moods.set_note, me, logs[0], "łódź '\"\\ 🏳️‍🌈")
    database.run_now(moods.remove, me, logs[1])
    database.run_now(tags.set_of_goal, me, ids[1], ("body", "mind"))
    tag = database.run_now(tags.every, me)[0].id
    pause = database.run_now(pauses.begin, me, Scope(tag_id=tag), TODAY + 20 * DAY, None).id
    scale = database.run_now(scales.make, me, "Sleep", 10).id
    database.run_now(mood_details.set_mark, me, logs[0], scale, 7)
    label = database.run_now(mood_labels.add, me, "fine", 4).id
    database.run_now(own_reminders.set_mood, me, 720, 720)
    database.run_now(own_reminders.set_day, me, 720)
    things = [*ids, *logs, tag, pause, scale, label]
    return Life(me, *things)


Deed = Callable[[Database, Life], Done[Any]]


def _tick(state: State, day: date = TODAY) -> Iterator[tuple[str, Deed]]:
    name = f"tick {state} on {day}"
    yield name, lambda db, its: act(db, its.me, entries.tick, its.goal, day, state)
    yield (
        f"{name}, answered",
        lambda db, its: act(db, its.me, entries.tick, its.answered, day, state),
    )


def _reminder(database: Database, its: Life) -> int:
    """The first of a goal's."""
    return database.read_now(reminders.of_goal, its.me, its.goal).reminders[0].id


DEEDS: dict[str, Deed] = {
    "create": lambda db, its: act(db, its.me, goals.create, replace(WEEKLY, title="New")),
    "rewrite": lambda db, its: act(db, its.me, goals.rewrite, its.goal, WEEKLY),
    "rewrite an answered goal": lambda db, its: act(
        db, its.me, goals.rewrite, its.answered, replace(WEEKLY, target=TODAY + 9 * DAY)
    ),
    "remove": lambda db, its: act(db, its.me, goals.remove, its.goal),
    "restore": lambda db, its: act(db, its.me, goals.restore, its.binned),
    "restore by another name": lambda db, its: act(
        db, its.me, goals.restore, its.binned, title="Older"
    ),
    **dict(deed for state in (State.DONE, State.SKIPPED) for deed in _tick(state)),
    **dict(deed for state in (State.DONE, State.PART) for deed in _tick(state, TODAY + 2 * DAY)),
    "tick part": lambda db, its: act(db, its.me, entries.tick, its.goal, TODAY, State.PART),
    "clear": lambda db, its: act(db, its.me, entries.tick, its.answered, TODAY, State.OPEN),
    "complete": lambda db, its: act(db, its.me, entries.tick, its.ending, TODAY, State.DONE),
    "log a mood": lambda db, its: act(db, its.me, moods.log, "m9", 5),
    "log a mood anew": lambda db, its: act(db, its.me, moods.log, "m0", 5),
    "set_level": lambda db, its: act(db, its.me, moods.set_level, its.mood, 1),
    "set_note": lambda db, its: act(db, its.me, moods.set_note, its.mood, "other words"),
    "take a note away": lambda db, its: act(db, its.me, moods.set_note, its.mood, None),
    "set_reasons": lambda db, its: act(
        db, its.me, moods.set_reasons, its.mood, ("sleep", "rain", "work")
    ),
    "take reasons away": lambda db, its: act(db, its.me, moods.set_reasons, its.mood, ()),
    "remove a mood": lambda db, its: act(db, its.me, moods.remove, its.mood),
    "restore a mood": lambda db, its: act(db, its.me, moods.restore, its.binned_mood),
    "set_zone": lambda db, its: act(db, its.me, people.set_zone, "Asia/Tokyo"),
    "set_day_start": lambda db, its: act(db, its.me, people.set_day_start, 180),
    "set_first_weekday": lambda db, its: act(db, its.me, people.set_first_weekday, 6),
    "set_language": lambda db, its: act(db, its.me, people.set_language, "de"),
    "set_skip_budget": lambda db, its: act(db, its.me, people.set_skip_budget, 3),
    "set_quiet_hours": lambda db, its: act(
        db, its.me, people.set_quiet_hours, QuietHours(1380, 420)
    ),
    "set_limits": lambda db, its: act(db, its.me, people.set_limits, (3, 1)),
    "set_quiet_nights": lambda db, its: act(
        db, its.me, people.set_quiet_nights, {4: QuietHours(1380, 540), 5: None}
    ),
    "be_discreet": lambda db, its: act(db, its.me, people.be_discreet, True),
    "show_streaks": lambda db, its: act(db, its.me, people.show_streaks, False),
    "set_steps": lambda db, its: act(db, its.me, mood_details.set_steps, 7),
    "add a reminder": lambda db, its: act(
        db, its.me, reminders.add, its.goal, [Bell(90), Bell(before=30)]
    ),
    "remove a reminder": lambda db, its: act(db, its.me, reminders.remove, _reminder(db, its)),
    "silence a reminder": lambda db, its: act(
        db, its.me, reminders.switch, _reminder(db, its), False
    ),
    "nag": lambda db, its: act(db, its.me, reminders.nag, _reminder(db, its), 10, 3),
    "be_exact": lambda db, its: act(db, its.me, reminders.be_exact, _reminder(db, its), True),
    "keep a reminder": lambda db, its: act(db, its.me, reminders.keep, _reminder(db, its)),
    "make_weekly": lambda db, its: act(db, its.me, reminders.make_weekly, _reminder(db, its), 2),
    "stop a reminder": lambda db, its: act(db, its.me, reminders.stop, _reminder(db, its)),
    "lead": lambda db, its: act(db, its.me, reminders.lead, its.goal, 3),
    "start_alerts": lambda db, its: act(db, its.me, reminders.start_alerts, its.goal, 480),
    "archive": lambda db, its: act(db, its.me, goals.archive, its.goal),
    "answer many": lambda db, its: act(
        db, its.me, entries.answer, [(its.goal, TODAY, 0), (its.ending, TODAY, 0)], State.DONE
    ),
    "annotate": lambda db, its: act(db, its.me, entries.annotate, (its.goal, TODAY, 0), "words"),
    "give_reason": lambda db, its: act(
        db, its.me, entries.give_reason, (its.answered, TODAY + 3 * DAY, 0), "ill"
    ),
    "tag": lambda db, its: act(db, its.me, tags.set_of_goal, its.goal, ("body", "new")),
    "tag anew": lambda db, its: act(db, its.me, tags.set_of_goal, its.answered, ("mind",)),
    "untag": lambda db, its: act(db, its.me, tags.set_of_goal, its.answered, ()),
    "rename a tag": lambda db, its: act(db, its.me, tags.rename, its.tag, "health"),
    "remove a tag": lambda db, its: act(db, its.me, tags.remove, its.tag),
    "pause": lambda db, its: act(
        db, its.me, pauses.begin, Scope(goal_id=its.goal), TODAY, TODAY + DAY
    ),
    "rest": lambda db, its: act(db, its.me, pauses.set_rest, 6, True),
    "end a pause": lambda db, its: act(db, its.me, pauses.end, its.pause),
    "make a scale": lambda db, its: act(db, its.me, scales.make, "Pain", 5),
    "hide a scale": lambda db, its: act(db, its.me, scales.hide, its.scale, True),
    "set_mark": lambda db, its: act(db, its.me, mood_details.set_mark, its.mood, its.scale, 2),
    "take a mark away": lambda db, its: act(
        db, its.me, mood_details.set_mark, its.mood, its.scale, None
    ),
    "set_energy": lambda db, its: act(db, its.me, mood_details.set_energy, its.mood, 2),
    "set_emotions": lambda db, its: act(
        db, its.me, mood_details.set_emotions, its.mood, ("tired", "работа")
    ),
    "set_whole_day": lambda db, its: act(db, its.me, mood_details.set_whole_day, its.mood, True),
    "set_felt_at": lambda db, its: act(db, its.me, mood_details.set_felt_at, its.mood, NOON - DAY),
    "add a word": lambda db, its: act(db, its.me, mood_labels.add, "meh", 2),
    "remap a word": lambda db, its: act(db, its.me, mood_labels.remap, its.label, 1),
    "rename a word": lambda db, its: act(db, its.me, mood_labels.rename, its.label, "okay"),
    "forget a word": lambda db, its: act(db, its.me, mood_labels.forget, its.label),
    "send the week": lambda db, its: act(db, its.me, own_reminders.set_week, 6, 1080),
    "send the month": lambda db, its: act(db, its.me, own_reminders.set_long, "month", 1080),
    "send the year": lambda db, its: act(db, its.me, own_reminders.set_long, "year", 1080),
    "send the day": lambda db, its: act(db, its.me, own_reminders.set_day, 480),
    "ask at random": lambda db, its: act(db, its.me, own_reminders.set_mood, 600, 1200),
    "ask at another time": lambda db, its: act(
        db, its.me, own_reminders.set_time, "mood", 1230, 1230
    ),
    "stop asking": lambda db, its: act(db, its.me, own_reminders.stop, "mood"),
    "log a word": lambda db, its: act(db, its.me, mood_labels.log_new, "m8", "great", 5),
}
"""Each changes something in the life above."""


class Rambler:
    """Does things at random to what it made before; what the domain refuses simply does not happen."""

    def __init__(self, database: Database, me: Acquaintance) -> None:
        self.database = database
        self.me = me
        self.goals: list[int] = []
        self.moods: list[int] = []
        self.acts: list[int] = []

    def do(self, what: str, number: int) -> None:
        with suppress(DomainError, ZeroDivisionError):
            done: Done[Any] | None = getattr(self, what)(number)
            if done is not None and done.act_id is not None:
                self.acts.append(done.act_id)

    def create(self, number: int) -> Done[Any]:
        wish = replace(RUN, title=f"{self.me.id} {number} {len(self.goals)}", reminders=(number,))
        done = act(self.database, self.me, goals.create, wish)
        self.goals.append(done.result.id)
        return done

    def rewrite(self, number: int) -> Done[Any]:
        wish = replace(WEEKLY, title=f"{self.me.id} {self._goal(number)}", reminders=(number, 99))
        return act(self.database, self.me, goals.rewrite, self._goal(number), wish)

    def remove(self, number: int) -> Done[Any]:
        return act(self.database, self.me, goals.remove, self._goal(number))

    def restore(self, number: int) -> Done[Any]:
        return act(self.database, self.me, goals.restore, self._goal(number))

    def tick(self, number: int) -> Done[Any]:
        state, day = list(State)[number % len(State)], TODAY + number % 3 * DAY
        return act(self.database, self.me, entries.tick, self._goal(number // 3), day, state)

    def feel(self, number: int) -> Done[Any]:
        done = act(self.database, self.me, moods.log, f"m{number % 4}", 1 + number % 5)
        self.moods.append(done.result.id)
        return done

    def explain(self, number: int) -> Done[Any]:
        reasons = ("work", "sleep", "rain")[number % 3 :]
        return act(self.database, self.me, moods.set_reasons, self._mood(number), reasons)

    def bin_mood(self, number: int) -> Done[Any]:
        use_case = (moods.remove, moods.restore)[number % 2]
        return act(self.database, self.me, use_case, self._mood(number // 2))

    def settle(self, number: int) -> Done[Any]:
        return act(self.database, self.me, people.set_day_start, number)

    def look(self, number: int) -> None:
        """Makes open entries, and is no act."""
        self.database.run_now(entries.open_day, self.me, TODAY - number % 2 * DAY)

    def _goal(self, number: int) -> int:
        return self.goals[number % len(self.goals)]

    def _mood(self, number: int) -> int:
        return self.moods[number % len(self.moods)]


RAMBLES = (
    "create", "rewrite", "remove", "restore", "tick", "tick",
    "feel", "explain", "bin_mood", "settle", "look",
)  # fmt: skip
