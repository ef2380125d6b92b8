"""The sweep: what is due goes to the outbox, and its alarm to the next time, in one commit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    Date,
    Executable,
    Insert,
    Row,
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
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from domain.bells import Ringing
from domain.clock import Clock
from domain.days import Day, daystamp
from domain.firing import Firing
from domain.kinds import MINUTES
from storage.apart import apart
from storage.crash import crash_point
from storage.ringing import BELL, DIGESTS, RINGING, Terms, ringing_of, terms_of
from storage.tables import Alarm, Goal, Parcel, Person, Reminder
from storage.types import Instant
from storage.upsert import upsert

BATCH = 200
"""So many at most in one commit: whoever taps meanwhile waits for no longer than that takes."""

ASIDE = timedelta(hours=1)
"""So long an alarm waits that could not be read."""

MOVED = timedelta(hours=12)
"""A newer time zone database moves no wall time by more than that."""


class Due(NamedTuple):
    """An alarm, and how its reminder rings; ``ringing`` is None where it does not any more."""

    row: Row[Any]
    ringing: Ringing | None

    @property
    def suffix(self) -> str:
        """What tells the firings of one reminder for one day apart, where there may be several: what
        is due at which minute, and how many days ahead. With a moved day start these stay what they
        are, so that nothing goes off again."""
        due = self.row.moment + (self.row.before or 0)
        dates, minute = divmod(due - self.row.day_start_minute, MINUTES)
        if self.row.before is None and dates == 0:
            return ""
        return f".{-dates}.{due % MINUTES}" if minute else f".{-dates}"


Rows = Sequence[Row[Any]]


class Stroke(NamedTuple):
    """What alarms that go off together share: for which day and time, since when nothing was said
    if some were missed, and when they go off next, if ever. ``day`` is None for those that were
    counted by clocks which have changed since: it is not their time."""

    kind: str
    moment: int
    suffix: str
    day: Day | None
    at: datetime
    since: datetime | None
    following: datetime | None


Strokes = dict[Stroke, list[int]]


def sweep(session: Session, clock: Clock, limit: int = BATCH) -> int:
    """Claim what is due. Returns how many alarms went off; a full batch means that there may be more.

    After an absence one row stands for all the firings of a reminder that were missed: the latest,
    which says since when. What cannot be read waits, and stops nobody else's.
    """
    now = clock.now()
    try:
        due = _found(session, _DUE, now=now, batch=limit)
        strokes = _read(session, [(row, now) for row in due])
    except SQLAlchemyError:
        raise  # the database is in trouble, and nobody's row
    except Exception:
        # Nothing is written yet: without this one alarm would stop all reminding.
        return _sweep_apart(session, now, limit)
    _write(session, strokes)
    return len(due)


def _sweep_apart(session: Session, now: datetime, limit: int) -> int:
    """The same, one alarm at a time."""
    keys = session.execute(_KEYS, {"now": now, "batch": limit}).all()
    for reminder_id, moment in keys:
        one = {"one": reminder_id, "of_moment": moment}
        act = partial(_sweep_one, session, now, one)
        if not apart(session, act, f"the alarm of reminder {reminder_id}"):
            session.execute(_PUT_ASIDE, {**one, "later": now + ASIDE})
    return len(keys)


def _sweep_one(session: Session, now: datetime, one: dict[str, int]) -> None:
    _ring(session, [(row, now) for row in _found(session, _ONE, **one)])


def catch_up(session: Session, clock: Clock, person_id: int) -> None:
    """The same for all that is due of one person, before their alarms are counted anew."""
    now = clock.now()
    due = _found(session, _SOON, person=person_id, until=now)
    _ring(session, [(row, now) for row in due])


def ring_ahead(session: Session, person_id: int, until: datetime) -> None:
    """Let what goes off by then go off now, each for its own time."""
    soon = _found(session, _SOON, person=person_id, until=until)
    _ring(session, [(row, row.fires_at) for row in soon])


def ring_jumped(session: Session, clock: Clock, person_id: int) -> None:
    """What a person's wall clock jumped over when it was moved goes off now, as of now: nobody was
    away, and no day is to be left out."""
    now = clock.now()
    jumped = _found(session, _SOON, person=person_id, until=now)
    _ring(session, [(row, now) for row in jumped], as_of=now)


def next_due(session: Session, clock: Clock) -> datetime | None:
    """When the first alarm goes off."""
    return session.scalar(select(func.min(Alarm.fires_at)))


def _found(session: Session, which: Executable, **values: object) -> Rows:
    return session.execute(which, values).all()


def _ring(
    session: Session, due: Sequence[tuple[Row[Any], datetime]], as_of: datetime | None = None
) -> None:
    """Let each go off as of its instant, in two statements for all that share a stroke."""
    _write(session, _read(session, due, as_of))


def _read(
    session: Session, due: Sequence[tuple[Row[Any], datetime]], as_of: datetime | None = None
) -> Strokes:
    return _strokes(due, terms_of(session, [row for row, _ in due]), as_of)


def _write(session: Session, strokes: Strokes) -> None:
    if not strokes:
        return
    claim = _claim(upsert(session, Parcel, ("person_id", "key")))
    for stroke, these in strokes.items():
        if stroke.day is not None:
            stamp = daystamp(stroke.day) + stroke.suffix
            session.execute(claim, {"these": these, "stamp": stamp, **stroke._asdict()})
    crash_point("swept")
    for stroke, these in strokes.items():
        over = {"these": these, "of_moment": stroke.moment, "following": stroke.following}
        session.execute(_MOVE if stroke.following else _END, over)


def _strokes(
    due: Iterable[tuple[Row[Any], datetime]], terms: Terms, as_of: datetime | None
) -> Strokes:
    """The reminders by what they share. Hundreds are alike: what was counted for one holds for all."""
    strokes: defaultdict[Stroke, list[int]] = defaultdict(list)
    counted: dict[tuple[object, ...], Stroke] = {}
    for row, now in due:
        alike = _alike(row, now)
        stroke = counted.get(alike) if alike else None
        if stroke is None:
            stroke = _stroke(Due(row, ringing_of(row, row.moment, terms)), now, as_of)
            counted |= {alike: stroke} if alike else {}
        strokes[stroke].append(row.id)
    return strokes


def _alike(row: Row[Any], now: datetime) -> tuple[object, ...] | None:
    """All that decides when a plain one goes off; None for one with a moment, or a goal, of its own."""
    if row.before is not None or row.until_minute is not None or row.lead_days:
        return None
    return now, row.what, row.moment, row.fires_at, row.zone, row.day_start_minute, *row[_OF_BELL]


def _stroke(due: Due, now: datetime, as_of: datetime | None) -> Stroke:
    row, latest, following = due.row, None, None
    if due.ringing is not None:
        latest, following = _around(due.ringing, row.zone, now)
    # By other rules of the zone than those it was counted with, this may not be the time.
    rings = latest if latest and latest.at > row.fires_at - MOVED else None
    at = as_of or (rings.at if rings else now)
    return Stroke(
        _KINDS[row.what],
        row.moment,
        due.suffix,
        rings.day if rings else None,
        at,
        row.fires_at if as_of is None and row.fires_at < at else None,
        following.at if following else None,
    )


# In a batch, hundreds are reminded at the same minute of the same zone.
@lru_cache(maxsize=BATCH)
def _around(ringing: Ringing, zone: str, now: datetime) -> tuple[Firing | None, Firing | None]:
    """The latest firing until now, and the next one."""
    return ringing.latest(zone, now), ringing.next(zone, now)


_KINDS = {"goal": "reminder", "mood": "mood"} | {what: what for what in DIGESTS}
"""What goes to the outbox for what goes off."""

# By Core: with the ORM, which makes no objects here either, a batch takes an eighth longer.
_ALARMS, _REMINDERS, _PEOPLE, _GOALS = (
    cast("Table", table.__table__) for table in (Alarm, Reminder, Person, Goal)
)
# In no order among those of one instant: PostgreSQL would sort all 50 000 of them for every batch.
_RINGING = (
    select(
        *(column.class_.__table__.c[column.key] for column in RINGING),
        _ALARMS.c.moment,
        _ALARMS.c.fires_at,
    )
    .select_from(_ALARMS)
    .join(_REMINDERS, _REMINDERS.c.id == _ALARMS.c.reminder_id)
    .join(_PEOPLE, _PEOPLE.c.id == _ALARMS.c.person_id)
    .outerjoin(_GOALS, _GOALS.c.id == _REMINDERS.c.goal_id)
    .order_by(_ALARMS.c.fires_at)
    .with_for_update(of=_ALARMS, skip_locked=True)
)
_DUE = _RINGING.where(_ALARMS.c.fires_at <= bindparam("now")).limit(bindparam("batch"))
_SOON = _RINGING.where(
    _ALARMS.c.person_id == bindparam("person"), _ALARMS.c.fires_at <= bindparam("until")
)
# Nothing but what tells them apart: any other column may be the one that cannot be read.
_KEYS = (
    select(_ALARMS.c.reminder_id, _ALARMS.c.moment)
    .where(_ALARMS.c.fires_at <= bindparam("now"))
    .order_by(_ALARMS.c.fires_at)
    .limit(bindparam("batch"))
    .with_for_update(skip_locked=True)
)
_IS_ONE = and_(
    _ALARMS.c.reminder_id == bindparam("one"), _ALARMS.c.moment == bindparam("of_moment")
)
_ONE = _RINGING.where(_IS_ONE)
_PUT_ASIDE = update(_ALARMS).where(_IS_ONE).values(fires_at=bindparam("later"))
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
_OF_BELL = slice(3, 3 + len(BELL))
"""Where a bell's columns are in a row."""

_CLAIM = select(*_CLAIMED.values()).where(_REMINDERS.c.id.in_(bindparam("these", expanding=True)))


@cache
def _claim(insert: Insert) -> Insert:
    """Kept, as one runs for each stroke of a batch."""
    return insert.from_select(list(_CLAIMED), _CLAIM)
