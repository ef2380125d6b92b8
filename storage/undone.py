"""What an act was about: told by how that looked as the act had left it, and how it looks again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound
from storage import goal_views, histories, mood_labels, moods, pauses, scales, tags, templates
from storage.goal_views import GoalView
from storage.histories import EntryView
from storage.mood_labels import LabelView
from storage.mood_rows import MoodView
from storage.pauses import PauseView
from storage.people import Acquaintance
from storage.reverting import Change
from storage.scales import ScaleView
from storage.tables import Entry, Reminder
from storage.tags import TagView
from storage.templates import TemplateView

Sight: TypeAlias = (
    GoalView | EntryView | MoodView | TagView | PauseView | TemplateView | LabelView | ScaleView
)


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing, as the act had left it and as it is again; None where there was or is none."""

    left: Sight | None
    again: Sight | None


@dataclass(frozen=True, slots=True)
class Several:
    """How many things of each kind an act was about."""

    goals: int
    days: int
    moods: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person had set, by the columns of ``people``; and what goes off by itself about no goal,
    by what it is."""

    names: frozenset[str]


Undone: TypeAlias = Shift | Several | Settings
Look: TypeAlias = Callable[[Session, Clock, Acquaintance], Sight]
Subject: TypeAlias = Look | Several | Settings | None
"""What an act is about: where one thing can be seen, or what is to be said without looking."""

LOOKS: Mapping[str, Callable[[Session, Clock, Acquaintance, int], Sight]] = {
    "goal": goal_views.view,
    "mood": moods.view,
    "tag": tags.view,
    "pause": pauses.find,
    "template": templates.find,
    "label": mood_labels.find,
    "scale": scales.find,
}
"""How things look, by kind. Of several kinds in one act it is about the first: a mood brings along the
word it was noted by, a tag takes its pauses with it."""


def subject_of(session: Session, changes: Sequence[Change]) -> Subject:
    """What an act that is still in place was about; None where that cannot be told."""
    things, days, settings = _sorted(changes)
    settings |= _own_reminders(session, changes)
    goals, noted = len(things["goal"]), len(things["mood"])
    if goals + len(days) + noted > 1:
        return Several(goals, len(days), noted)
    if days:
        return _day(session, days.pop())
    for kind, look in LOOKS.items():
        if things[kind]:
            return _at(look, things[kind].pop()) if len(things[kind]) == 1 else None
    return Settings(frozenset(settings)) if settings else None


def seen(session: Session, clock: Clock, me: Acquaintance, subject: Subject) -> Sight | None:
    """How a thing looks at this moment; None where there is none."""
    if subject is None or isinstance(subject, Several | Settings):
        return None
    try:
        return subject(session, clock, me)
    except NotFound:
        return None


def undone(subject: Subject, left: Sight | None, again: Sight | None) -> Undone | None:
    """What was taken back, as far as it can be told."""
    if subject is None or isinstance(subject, Several | Settings):
        return subject
    return Shift(left, again) if left or again else None


def _sorted(changes: Iterable[Change]) -> tuple[dict[str, set[int]], set[int], set[str]]:
    """The things by kind, the entries, and the settings that an act was about. Under which tags a goal
    stands is told of the goal only where nothing else is to be told, and a tag is never made alone."""
    things: dict[str, set[int]] = defaultdict(set)
    tagged: set[int] = set()
    days: set[int] = set()
    settings: set[str] = set()
    for change in changes:
        kind, _, number = change.thing.partition(":")
        match change.table.name, change.op:
            case "people", _:
                settings |= change.columns.keys() - {"id"}
            case "goal_tags", _:
                tagged.add(int(number))
            case "tags", "I":
                pass
            case "reminders", _ if kind == "person":
                pass
            case _ if not change.is_an_answer:
                things[kind].add(int(number))
            case "entries", _:
                days.add(change.columns["id"])
    if not things and not days:
        things["goal"] = tagged
    return things, days, settings


def _own_reminders(session: Session, changes: Iterable[Change]) -> set[str]:
    """What the reminders of no goal are that an act was about. One that it deleted says so itself."""
    own = [
        change.columns
        for change in changes
        if change.table.name == "reminders" and change.thing.startswith("person:")
    ]
    gone = {columns["what"] for columns in own if "what" in columns}
    there = select(Reminder.what).where(Reminder.id.in_([columns["id"] for columns in own]))
    return gone | (set(session.scalars(there)) if own else set())


def _at(look: Callable[[Session, Clock, Acquaintance, int], Sight], number: int) -> Look:
    return lambda session, clock, me: look(session, clock, me, number)


def _day(session: Session, entry_id: int) -> Look | None:
    """The place of an entry, which may be gone together with the act."""
    place = select(Entry.goal_id, Entry.day, Entry.slot).where(Entry.id == entry_id)
    row = session.execute(place).one_or_none()
    if row is None:
        return None
    goal_id, day, slot = row
    return partial(histories.entry, goal_id=goal_id, day=day, slot=slot)
