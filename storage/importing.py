"""What was read from a file is carried out: item by item, and each wholly or not at all.

Trying it out is the same work, taken back again, so what is shown before is what happens after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.errors import Gone, Reason, Refused
from domain.files.plan import EntryItem, GoalItem, Import, MoodItem
from domain.files.report import Note, Severity
from domain.goals import title_key
from domain.moods import Degree
from domain.written import fold
from storage import alarms, goals, mood_labels, reminders, tags
from storage.entries import keep_entries
from storage.goals import Wish
from storage.people import Acquaintance
from storage.tables import Entry, Goal, MoodLog, MoodReason, Reminder
from storage.upsert import upsert


class Fate(StrEnum):
    """What became of a goal of a file beside its being new."""

    CHANGED = "changed"
    JOINED = "joined"
    ID_UNKNOWN = "id_unknown"
    IN_BIN = "in_bin"


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of one item: why it is left out, or what became of it."""

    item: int
    title: str | None
    why: Fate | Reason
    field: str = ""

    @property
    def left_out(self) -> bool:
        return isinstance(self.why, Reason) or self.why is Fate.IN_BIN


@dataclass(slots=True)
class Outcome:
    """How many things an import made and changed, and what is to be said of single items."""

    new: int = 0
    changed: int = 0
    joined: int = 0
    days: int = 0
    moods: int = 0
    moods_again: int = 0
    told: list[Told] = field(default_factory=list)


def carry_out(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    plan: Import,
    levels: Mapping[str, int],
) -> Outcome:
    """Take over what a file amounts to. ``levels`` are words for moods that were asked about.

    A goal with an id of the person's own is changed; one with the title of a live goal joins it:
    only days without an answer get one; any other is new. A mood that was imported before is not
    imported again. An item that is refused changes nothing and is told.
    """
    outcome = Outcome()
    for label, level in levels.items():
        mood_labels.add(session, clock, me, label, level)
    for goal in plan.goals:
        try:
            with session.begin_nested():
                _take_goal(session, clock, me, goal, outcome)
        except Refused as no:
            outcome.told.append(Told(goal.item, goal.title, no.reason, no.field))
        except Gone:
            outcome.told.append(Told(goal.item, goal.title, Fate.IN_BIN))
    said = {fold(label): level for label, level in levels.items()}
    for mood in plan.moods:
        _take_mood(session, clock, me, mood, mood.level or said.get(fold(mood.label)), outcome)
    return outcome


def try_out(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    plan: Import,
    levels: Mapping[str, int],
) -> Outcome:
    """What ``carry_out`` would do; nothing of it stays."""
    with session.begin_nested() as tried:
        outcome = carry_out(session, clock, me, plan, levels)
        tried.rollback()
    return outcome


def left_out(notes: Iterable[Note]) -> int:
    """How many items were left out in reading."""
    return len({note.item for note in notes if note.severity is Severity.LEFT_OUT})


def _take_goal(
    session: Session, clock: Clock, me: Acquaintance, item: GoalItem, outcome: Outcome
) -> None:
    own = _own(session, me, item.external_id)
    namesake = None if own else _called(session, me, item.title)
    if own:
        if own.deleted_at is not None:
            raise Gone("goal", own.id)
        _change(session, clock, me, own, item)
        goal_id, fate = own.id, Fate.CHANGED
    elif namesake is not None:
        goal_id, fate = namesake, Fate.JOINED
    else:
        goal_id, fate = _make(session, clock, me, item), None
    days = _take_days(session, clock, me, goal_id, item.entries, overrule=own is not None)
    goals.settle_status(session, clock, me, goal_id)
    _count(outcome, item, fate, days)


def _count(outcome: Outcome, item: GoalItem, fate: Fate | None, days: int) -> None:
    """Only now: an item that is refused on its way is not counted."""
    outcome.new += fate is None
    outcome.changed += fate is Fate.CHANGED
    outcome.joined += fate is Fate.JOINED
    outcome.days += days
    if fate is None and item.external_id is not None:
        fate = Fate.ID_UNKNOWN
    if fate is not None:
        outcome.told.append(Told(item.item, item.title, fate))


def _own(session: Session, me: Acquaintance, goal_id: int | None) -> Goal | None:
    """Another's id is as unknown as one that nobody has."""
    if goal_id is None:
        return None
    mine = select(Goal).where(Goal.id == goal_id, Goal.person_id == me.id)
    return session.scalars(mine).one_or_none()


def _called(session: Session, me: Acquaintance, title: str) -> int | None:
    return session.scalar(
        select(Goal.id).where(
            Goal.person_id == me.id, Goal.title_key == title_key(title), Goal.deleted_at.is_(None)
        )
    )


def _wish(item: GoalItem) -> Wish:
    return Wish(
        title=item.title,
        description=item.description,
        schedule=item.schedule,
        start=item.start,
        target=item.target,
        criticality=item.criticality,
        reminders=item.reminders,
    )


def _make(session: Session, clock: Clock, me: Acquaintance, item: GoalItem) -> int:
    goal = goals.create(session, clock, me, _wish(item))
    _dress(session, clock, me, goal.id, item)
    if item.archived:
        goals.archive(session, clock, me, goal.id)
    return goal.id


def _change(session: Session, clock: Clock, me: Acquaintance, own: Goal, item: GoalItem) -> None:
    """A start in the past is what it was: the file says none, or says what it may not change."""
    later = item.start > me.day_of(clock.now())
    wish = replace(_wish(item), start=item.start if later else own.start_day)
    goals.rewrite(session, clock, me, own.id, wish)
    _dress(session, clock, me, own.id, item)


def _dress(session: Session, clock: Clock, me: Acquaintance, goal_id: int, item: GoalItem) -> None:
    """What a file says of a goal that a person does not type: words kept as they came, reminders that
    are there and silent."""
    texts = {"criticality_text": item.criticality_text, "frequency_text": item.frequency_text}
    session.execute(update(Goal).where(Goal.id == goal_id).values(**texts))
    if item.dated:
        reminders.add(session, clock, me, goal_id, item.dated)
    if not item.reminding:
        session.execute(update(Reminder).where(Reminder.goal_id == goal_id).values(enabled=False))
        alarms.count_anew(session, clock, me.id, goal_id)
    if item.tags:
        tags.set_of_goal(session, clock, me, goal_id, item.tags)


def _take_days(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    goal_id: int,
    items: Iterable[EntryItem],
    *,
    overrule: bool,
) -> int:
    """Answer days, and return how many were. What the person said themselves stands, unless the file
    names the goal by its id."""
    ids = select(Entry.id, Entry.day, Entry.slot, Entry.state).where(Entry.goal_id == goal_id)
    there = session.execute(ids).all()
    answered = {(row.day, row.slot) for row in there if row.state != State.OPEN}
    places = {row.id: (row.day, row.slot) for row in there}
    taken = {places.get(item.external_id or 0, (item.day, item.slot)): item for item in items}
    if not overrule:
        taken = {place: item for place, item in taken.items() if place not in answered}
    keep_entries(session, clock, me, ((goal_id, *place) for place in taken))
    rows = [_row(clock, me, goal_id, place, item) for place, item in taken.items()]
    answers = [row for row in rows if row["state"] != State.OPEN]
    _write(session, answers, ("state", "zone", "answered_at"))
    _write(session, [row for row in rows if row["note"]], ("note",))
    return len(answers)


def _write(session: Session, rows: list[dict[str, object]], renewed: tuple[str, ...]) -> None:
    if rows:
        places = ("goal_id", "day", "slot")
        session.execute(upsert(session, Entry, places, renewed=renewed), rows)


def _row(
    clock: Clock, me: Acquaintance, goal_id: int, place: tuple[object, int], item: EntryItem
) -> dict[str, object]:
    day, slot = place
    return {
        "person_id": me.id,
        "goal_id": goal_id,
        "day": day,
        "slot": slot,
        "state": item.state,
        "zone": me.zone,
        "note": item.note,
        "made_at": clock.now(),
        "answered_at": clock.now(),
    }


def _take_mood(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    item: MoodItem,
    level: int | None,
    outcome: Outcome,
) -> None:
    """Nothing is ever filled in: a word that nobody gave a level is no mood yet."""
    if level is None:
        outcome.told.append(Told(item.item, None, Reason.UNKNOWN, "mood"))
        return
    if _was_taken(session, me, item.request):
        outcome.moods_again += 1
        return
    now = clock.now()
    row = MoodLog(
        person_id=me.id,
        request=item.request,
        kind=item.kind,
        level=level,
        label=item.label,
        pleasant=Degree(level).pleasant,
        emotions=list(item.emotions) or None,
        note=item.note,
        day=item.day,
        zone=me.zone,
        felt_at=item.felt_at,
        logged_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(
        MoodReason(mood_id=row.id, position=position, person_id=me.id, reason=reason)
        for position, reason in enumerate(item.reasons)
    )
    outcome.moods += 1


def _was_taken(session: Session, me: Acquaintance, request: str) -> bool:
    """Also one in the bin: the person put it there."""
    query = select(MoodLog.id).where(MoodLog.person_id == me.id, MoodLog.request == request)
    return session.scalar(query) is not None
