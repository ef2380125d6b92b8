"""What an import amounts to, whatever file it was read from. Reading is the dry run: the same value
is shown first and written after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.bells import Bell
from domain.dates import Order
from domain.days import Day
from domain.entries import State
from domain.files.report import Note
from domain.goals import Criticality
from domain.kinds import Schedule


@dataclass(frozen=True, slots=True)
class Home:
    """What must be known of the person to read their file: days, hours and weeks are theirs.

    `day_start` is a minute, `week_start` 0 for Monday, `order` how they read 3/4 (None: not told).
    """

    today: Day
    zone: str
    day_start: int = 0
    week_start: int = 0
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class EntryItem:
    """One answered day of a goal, or an unanswered one (open) with a note. Slot 0: the whole day."""

    day: Day
    state: State
    note: str | None = None
    slot: int = 0
    external_id: int | None = None


@dataclass(frozen=True, slots=True)
class GoalItem:
    """A goal to be made, or changed where `external_id` is one of the person's own.

    `item` is its number as the file counts (items and lines from 1). `reminders` are minutes of the
    day, `dated` are for one date each, and all fire only when `reminding`. A due time is part of a
    one-time schedule.
    """

    item: int
    title: str
    schedule: Schedule
    start: Day
    target: Day | None = None
    description: str | None = None
    criticality: Criticality = Criticality.NORMAL
    criticality_text: str | None = None
    frequency_text: str | None = None
    reminders: tuple[int, ...] = ()
    dated: tuple[Bell, ...] = ()
    reminding: bool = True
    tags: tuple[str, ...] = ()
    archived: bool = False
    external_id: int | None = None
    entries: tuple[EntryItem, ...] = ()


@dataclass(frozen=True, slots=True)
class MoodItem:
    """A mood to be logged. `felt_at` is an instant (UTC), `day` the person's day it lies in.

    `level` is None while nobody said what the label stands for. `request` is the same whenever the
    same mood is read again, in whatever zone: importing twice is importing once.
    """

    item: int
    felt_at: datetime
    day: Day
    label: str
    level: int | None
    request: str
    reasons: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    note: str | None = None
    kind: Literal["moment", "day"] = "moment"


@dataclass(frozen=True, slots=True)
class Import:
    """All a file amounts to. Labels in `unknown_moods` need a level before their moods are taken.

    `by_line` tells that items are counted as lines of the file.
    """

    goals: tuple[GoalItem, ...] = ()
    moods: tuple[MoodItem, ...] = ()
    unknown_moods: tuple[str, ...] = ()
    report: tuple[Note, ...] = ()
    by_line: bool = False
