"""The sweep: what is due goes to the outbox, and its alarm to the next time, in one commit."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    Date,
    Executable,
    Insert,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from domain.bells import Bell, Ringing
from domain.clock import Clock
from domain.days import Day, daystamp
from domain.firing import Firing
from storage.alarms import BELL, ringing_of
from storage.crash import crash_point
from storage.people import Acquaintance
from storage.tables import Alarm, Parcel, Person, Reminder
from storage.types import Instant
from storage.upsert import upsert

BATCH = 200
"""So many at most in one commit: whoever taps meanwhile waits for no longer than that takes."""


class Due(NamedTuple):
    """What it takes to count an alarm's next time. Where hundreds are reminded at the same minute of
    the same zone, they share it; ``seed`` is 0 unless the moment is a random one."""

    moment: int
    fires_at: datetime
    zone: str
    what: str
    minute: int | None
    until_minute: int | None
    before: int | None
    day: Day | None
    weekdays: int | None
    seed: int

    @property
    def ringing(self) -> Ringing:
        bell = Bell(self.minute, self.until_minute, self.before, self.day, self.weekdays)
        return ringing_of(bell, self.moment, self.seed)

    @property
    def names_its_moment(self) -> bool:
        """Whether it may go off several times for one day. Of the others the day is enough, so that
        a moved day start does not let one go off again."""
        return self.before is not None or self.moment < 0


class Stroke(NamedTuple):
    """What alarms that go off together share: for which day and time, since when nothing was said
    if some were missed, and when they go off next, if ever."""

    kind: str
    moment: int
    suffix: str
    day: Day
    at: datetime
    since: datetime | None
    following: datetime | None


def sweep(session: Session, clock: Clock, limit: int = BATCH) -> int:
    """Claim what is due. Returns how many alarms went off; a full batch means that there may be more.

    After an absence one row stands for all the firings of a reminder that were missed: the latest,
    which says since when.
    """
    now = clock.now()
    due = _found(session, _DUE, now=now, batch=limit)
    _ring(session, ((one, now, these) for one, these in due.items()))
    return sum(map(len, due.values()))


def ring_ahead(session: Session, me: Acquaintance, until: datetime) -> None:
    """Let what goes off by then go off now, each for its own time."""
    soon = _found(session, _SOON, person=me.id, until=until)
    _ring(session, ((one, one.fires_at, these) for one, these in soon.items()))


def next_due(session: Session, clock: Clock) -> datetime | None:
    """When the first alarm goes off."""
    return session.scalar(select(func.min(Alarm.fires_at)))


def _found(session: Session, which: Executable, **values: object) -> dict[Due, list[int]]:
    """The reminders that go off. Nothing is made for each of them, which would be half of a sweep."""
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in session.execute(which, values).all():
        found[row[1:]].append(row[0])
    return {Due(*shared): these for shared, these in found.items()}


def _ring(session: Session, due: Iterable[tuple[Due, datetime, list[int]]]) -> None:
    """Let each go off as of its instant, in two statements for all that share a stroke."""
    strokes: defaultdict[Stroke, list[int]] = defaultdict(list)
    for one, now, these in due:
        strokes[_stroke(one, now)] += these
    if not strokes:
        return
    claim = _claim(upsert(session, Parcel, ("person_id", "key")))
    for stroke, these in strokes.items():
        stamp = daystamp(stroke.day) + stroke.suffix
        session.execute(claim, {"these": these, "stamp": stamp, **stroke._asdict()})
    crash_point("swept")
    for stroke, these in strokes.items():
        over = {"these": these, "of_moment": stroke.moment, "following": stroke.following}
        session.execute(_MOVE if stroke.following else _END, over)


def _stroke(due: Due, now: datetime) -> Stroke:
    latest, following = _around(due.ringing, due.zone, now)
    missed = due.fires_at < latest.at
    return Stroke(
        _KINDS[due.what],
        due.moment,
        f".{due.moment}" if due.names_its_moment else "",
        latest.day,
        latest.at,
        due.fires_at if missed else None,
        following.at if following else None,
    )


# In a batch, hundreds are reminded at the same minute of the same zone.
@lru_cache(maxsize=BATCH)
def _around(ringing: Ringing, zone: str, now: datetime) -> tuple[Firing, Firing | None]:
    """The latest firing until now, and the next one."""
    latest = ringing.latest(zone, now)
    if latest is None:
        raise ValueError("an alarm went off before its time")
    return latest, ringing.next(zone, now)


_KINDS = {"goal": "reminder", "mood": "mood", "week": "week", "day": "day"}
"""What goes to the outbox for what goes off."""

# By Core and made once, as many run in each batch.
_ALARMS, _REMINDERS, _PEOPLE = (
    cast("Table", table.__table__) for table in (Alarm, Reminder, Person)
)
# In no order among those of one instant: PostgreSQL would sort all 50 000 of them for every batch.
_RINGING = (
    select(
        _REMINDERS.c.id,
        _ALARMS.c.moment,
        _ALARMS.c.fires_at,
        _PEOPLE.c.zone,
        _REMINDERS.c.what,
        *(_REMINDERS.c[column.key] for column in BELL),
        case((_REMINDERS.c.until_minute.is_not(None), _REMINDERS.c.id), else_=0),
    )
    .select_from(_ALARMS)
    .join(_REMINDERS, _REMINDERS.c.id == _ALARMS.c.reminder_id)
    .join(_PEOPLE, _PEOPLE.c.id == _ALARMS.c.person_id)
    .order_by(_ALARMS.c.fires_at)
    .with_for_update(of=_ALARMS, skip_locked=True)
)
_DUE = _RINGING.where(_ALARMS.c.fires_at <= bindparam("now")).limit(bindparam("batch"))
_SOON = _RINGING.where(
    _ALARMS.c.person_id == bindparam("person"), _ALARMS.c.fires_at <= bindparam("until")
)
_THESE = and_(
    _ALARMS.c.reminder_id.in_(bindparam("these", expanding=True)),
    _ALARMS.c.moment == bindparam("of_moment"),
)
_MOVE = update(_ALARMS).where(_THESE).values(fires_at=bindparam("following"))
_END = delete(_ALARMS).where(_THESE)
_AT = bindparam("at", type_=Instant())
_CLAIMED = {
    "person_id": _REMINDERS.c.person_id,
    "kind": bindparam("kind", type_=String()),
    "key": literal("r") + _REMINDERS.c.id.cast(String) + "." + bindparam("stamp", type_=String()),
    "reminder_id": _REMINDERS.c.id,
    "goal_id": _REMINDERS.c.goal_id,
    "day": bindparam("day", type_=Date()),
    "slot": literal(0),
    "due_at": _AT,
    "since": bindparam("since", type_=Instant()),
    "state": literal("waiting"),
    "attempts": literal(0),
    "try_at": _AT,
}
_CLAIM = select(*_CLAIMED.values()).where(_REMINDERS.c.id.in_(bindparam("these", expanding=True)))


@cache
def _claim(into: Insert) -> Insert:
    return into.from_select(list(_CLAIMED), _CLAIM)
