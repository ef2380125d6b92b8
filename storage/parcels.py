"""Parcels: what the rows of the outbox speak of, as it stands at the moment of looking."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.bells import Bell, not_before
from domain.clock import Clock
from domain.entries import State
from domain.firing import firing_of
from domain.goals import Criticality
from domain.kinds import Once
from domain.schedules import next_due, schedule_on
from storage.board import Board, Item, standing
from storage.entries import open_day
from storage.mood_questions import MoodQuestion
from storage.people import Acquaintance
from storage.ringing import BELL, bell_of
from storage.tables import Entry, Goal, Parcel, Reminder

GRACE = timedelta(hours=2)
"""What is later than that is not said as if it were on time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One goal of a card: how its day stands, and when it was to be said. ``answered_late`` when the
    answer came after that day was over."""

    item: Item
    due_at: datetime
    answered_late: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One message: to whom, about what. ``late`` when the bot was away at the time. ``digest`` names
    the overview it is, instead of goals; ``mood`` the question how the person is, if it asks that, and
    ``unsure_of`` the reminder that nobody answers, with which it asks how to go on. ``rows`` are the
    parcels it is made of, and ``leased_until`` says whose it is: when it is over, anybody may take it.
    """

    id: int
    me: Acquaintance
    day: date
    lines: tuple[Line, ...] = ()
    late: bool = False
    digest: str | None = None
    mood: MoodQuestion | None = None
    unsure_of: int | None = None
    rows: tuple[int, ...] = ()
    leased_until: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.digest or self.mood)

    @property
    def asks(self) -> bool:
        """Whether a goal on it is still to be answered."""
        return any(line.item.reading.is_unanswered for line in self.lines)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the reminder that a parcel came from is set."""

    id: int
    bell: Bell
    exact: bool
    nag_every: int | None
    nag_times: int | None
    enabled: bool
    asked_at: datetime | None
    kept_at: datetime | None
    criticality: Criticality | None
    target_day: date | None
    lead_days: int | None
    alert_start: int | None

    @property
    def is_high(self) -> bool:
        """What the person set for such a goal is never silenced, halved or counted out."""
        return self.criticality is Criticality.HIGH


class Place(NamedTuple):
    """What a parcel of a goal speaks of."""

    goal_id: int
    day: date
    slot: int


Items = dict[Place, Item]
Look = Callable[[Session, Clock, Acquaintance, date], Board]
"""What shows a day."""


def place_of(row: Parcel) -> Place:
    return Place(row.goal_id or 0, row.day, row.slot)


def settings_of(session: Session, rows: Iterable[Parcel]) -> dict[int, Setting]:
    """The reminders that these came from, by id, as far as they are there still."""
    ids = {row.reminder_id for row in rows if row.reminder_id is not None}
    found = session.execute(_SETTINGS.where(Reminder.id.in_(ids))).all() if ids else ()
    return {row.id: _setting(row) for row in found}


_SETTINGS = select(
    Reminder.id,
    Reminder.exact,
    Reminder.nag_every,
    Reminder.nag_times,
    Reminder.enabled,
    Reminder.asked_at,
    Reminder.kept_at,
    *BELL,
    Goal.criticality,
    Goal.target_day,
    Goal.lead_days,
    Goal.alert_start,
).outerjoin(Goal, Goal.id == Reminder.goal_id)


def _setting(row: Any) -> Setting:  # noqa: ANN401 - a Row
    of_bell = {column.key for column in BELL}
    rest = {name: value for name, value in row._mapping.items() if name not in of_bell}
    if rest["criticality"] is not None:
        rest["criticality"] = Criticality(rest["criticality"])
    return Setting(bell=bell_of(row._mapping), **rest)


def items_of(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    rows: Iterable[Parcel],
    look: Look = open_day,
) -> Items:
    """How the days of these stand. Of what is not due on its day there is nothing: that a date which
    is over is still open is said on the card of the day, and by no reminder."""
    found: Items = {}
    for day in {row.day for row in rows if row.goal_id is not None}:
        for item in look(session, clock, me, day).items:
            found[Place(item.goal_id, item.day, item.slot)] = item
    return found


def lines_of(
    session: Session, me: Acquaintance, rows: Sequence[Parcel], items: Items
) -> list[Line]:
    """One for each place, however many rows speak of it, at the time of the first."""
    first: dict[Place, Parcel] = {}
    for row in rows:
        if place_of(row) in items:
            first.setdefault(place_of(row), row)
    late = _answered_late(session, me, first)
    return [Line(items[place], row.due_at, place in late) for place, row in first.items()]


def settle_slot(me: Acquaintance, row: Parcel, setting: Setting | None, items: Items) -> None:
    """Let a row name the slot it is about: the one at its time, or due so much later; and where none
    is, the first open one."""
    if setting is None or place_of(row) in items:
        return
    slots = [
        item for (goal, day, _), item in items.items() if (goal, day) == (row.goal_id, row.day)
    ]
    meant = [item for item in slots if _is_meant(me, row, setting, item)]
    still_open = [item for item in slots if item.reading.is_unanswered]
    row.slot = next((item.slot for item in (*meant, *still_open, *slots)), row.slot)


def settle_day(session: Session, clock: Clock, me: Acquaintance, row: Parcel) -> None:
    """Let a row with a date of its own name the day it is about, whichever day somebody wanted to hear
    of it: of a one-time goal the goal's date, of others the next due day."""
    for goal in standing(session, me, row.day):
        if goal.goal_id == row.goal_id and isinstance(schedule_on(goal.plan, row.day), Once):
            row.day = goal.plan.target or me.day_of(clock.now())
        elif goal.goal_id == row.goal_id:
            row.day = next_due(goal.plan, row.day) or row.day


def _is_meant(me: Acquaintance, row: Parcel, setting: Setting, item: Item) -> bool:
    if item.at is None or setting.bell.before is None:
        return item.at == setting.bell.minute
    (moment,) = setting.bell.moments(me.day_start_minute, (item.at,))
    moment = not_before(moment, setting.alert_start, me.day_start_minute)
    return firing_of(row.day, moment, me.zone_or_utc) == row.due_at


def _answered_late(session: Session, me: Acquaintance, places: Iterable[Place]) -> set[Place]:
    """Those that were answered after their own day was over."""
    wanted = set(places)
    goals, days = {place.goal_id for place in wanted}, {place.day for place in wanted}
    rows = session.execute(
        select(Entry.goal_id, Entry.day, Entry.slot, Entry.answered_at).where(
            Entry.person_id == me.id,
            Entry.goal_id.in_(goals),
            Entry.day.in_(days),
            Entry.state != State.OPEN,
        )
    )
    answered = {Place(goal, day, slot): at for goal, day, slot, at in rows}
    return {
        place
        for place in wanted
        if (at := answered.get(place)) is not None and me.day_of(at) > place.day
    }
