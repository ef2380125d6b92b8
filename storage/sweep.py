"""The sweep: what is due goes to the outbox, and its alarm to the next time, in one commit."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, cast

from sqlalchemy import (
    Date,
    Executable,
    String,
    Table,
    and_,
    bindparam,
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
    """An alarm, with all it takes to count the next one."""

    reminder_id: int
    moment: int
    fires_at: datetime
    zone: str
    what: str
    minute: int | None
    until_minute: int | None
    before: int | None
    day: Day | None
    weekdays: int | None

    @property
    def ringing(self) -> Ringing:
        return ringing_of(Bell(*self[-5:]), self.moment, self.reminder_id)

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
    _ring(session, ((one, now) for one in due))
    return len(due)


def ring_ahead(session: Session, me: Acquaintance, until: datetime) -> None:
    """Let what goes off by then go off now, each for its own time."""
    soon = _found(session, _SOON, person=me.id, until=until)
    _ring(session, ((one, one.fires_at) for one in soon))


def next_due(session: Session, clock: Clock) -> datetime | None:
    """When the first alarm goes off."""
    return session.scalar(select(func.min(Alarm.fires_at)))


def _found(session: Session, which: Executable, **values: object) -> list[Due]:
    return [Due(*row) for row in session.execute(which, values)]


def _ring(session: Session, due: Iterable[tuple[Due, datetime]]) -> None:
    """Let each go off as of its instant, in two statements for all that share a stroke."""
    strokes: defaultdict[Stroke, list[int]] = defaultdict(list)
    for one, now in due:
        strokes[_stroke(one, now)].append(one.reminder_id)
    if not strokes:
        return
    claim = upsert(session, Parcel, ("person_id", "key")).from_select(list(_CLAIMED), _CLAIM)
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

_ALARMS = cast("Table", Alarm.__table__)
# In no order among those of one instant: PostgreSQL would sort all 50 000 of them for every batch.
_RINGING = (
    select(Reminder.id, Alarm.moment, Alarm.fires_at, Person.zone, Reminder.what, *BELL)
    .select_from(Alarm)
    .join(Reminder, Reminder.id == Alarm.reminder_id)
    .join(Person, Person.id == Alarm.person_id)
    .order_by(Alarm.fires_at)
    .with_for_update(of=Alarm, skip_locked=True)
)
_DUE = _RINGING.where(Alarm.fires_at <= bindparam("now")).limit(bindparam("batch"))
_SOON = _RINGING.where(Alarm.person_id == bindparam("person"), Alarm.fires_at <= bindparam("until"))
_THESE = and_(
    _ALARMS.c.reminder_id.in_(bindparam("these", expanding=True)),
    _ALARMS.c.moment == bindparam("of_moment"),
)
_MOVE = update(_ALARMS).where(_THESE).values(fires_at=bindparam("following"))
_END = delete(_ALARMS).where(_THESE)
_REMINDERS = cast("Table", Reminder.__table__)
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
