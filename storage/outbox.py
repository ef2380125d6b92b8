"""The outbox: what is to be said unasked, decided at the moment of saying it.

A row goes waiting → leased → sent, or is dropped with a reason: answered meanwhile, not due that day,
switched off. The attempt is counted before it is made, so that one which ends the process is found out
too. A lease that ran out means that nobody knows whether the message arrived: it is sent once more, and
both copies act as one, since their buttons name the same card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, and_, delete, exists, func, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import entries, people
from storage.board import Item
from storage.crash import crash_point
from storage.people import Acquaintance
from storage.sweep import ring_ahead
from storage.tables import Alarm, Goal, Parcel, Reminder

GRACE = timedelta(hours=2)
"""What is later than that is not said as if it were on time."""

TOGETHER = timedelta(minutes=20)
"""What goes off so soon after the first of a card goes out with it."""

LEASE = timedelta(seconds=30)
ASIDE = timedelta(hours=1)
"""So long something waits that could not be put together."""

COPIES = 2
"""So often a message is sent of which nobody knows whether it arrived."""

REMEMBERED = timedelta(days=7)
"""Decided rows are kept so long: their messages have buttons."""


@dataclass(frozen=True, slots=True)
class Line:
    """One goal of a card: how its day stands, and when it was to be said."""

    item: Item
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """One message: to whom, about what. ``late`` when the bot was away at the time."""

    id: int
    me: Acquaintance
    lines: tuple[Line, ...]
    late: bool


def take(session: Session, clock: Clock, limit: int) -> list[Card]:
    """The next cards to be sent, at most one a person, leased to whoever asks.

    What need not be said any more is dropped on the way, in the same commit. What cannot be put
    together waits, and is given up after a while: it must not stop what others are to hear.
    """
    now, cards = clock.now(), []
    for person_id in _people(session, now, limit):
        try:
            with session.begin_nested():
                card = _card_of(session, clock, person_id, now)
        except SQLAlchemyError:
            raise  # the database is in trouble, and nobody's row
        except Exception as error:
            _put_aside(session, person_id, now, error)
        else:
            cards += [card] if card else []
    return cards


def is_something_due(session: Session, clock: Clock) -> bool:
    """Whether an alarm goes off, or something is to be said."""
    now = clock.now()
    rings = select(exists().where(Alarm.fires_at <= now))
    waits = select(exists().where(_UNDECIDED, Parcel.try_at <= now))
    return bool(session.scalar(rings) or session.scalar(waits))


def is_to_be_sent(session: Session, clock: Clock, card_id: int) -> bool:
    """Whether a card that was taken is still wanted: its person may have been erased meanwhile."""
    leased = select(Parcel.id).where(Parcel.card_id == card_id, Parcel.state == "leased")
    return session.scalar(leased.limit(1)) is not None


def sent(session: Session, clock: Clock, card_id: int, message_id: int) -> tuple[int, ...]:
    """The card arrived. Returns the messages that were put off and are said again by it."""
    _settle(session, card_id, state="sent", message_id=message_id, decided_at=clock.now())
    crash_point("sent-marked")
    put_off_before = select(Parcel.key).where(Parcel.card_id == card_id, Parcel.kind == "snooze")
    cards = {int(key[1:].partition(".")[0]) for key in session.scalars(put_off_before)}
    messages = select(Parcel.message_id).where(
        Parcel.card_id.in_(cards), Parcel.message_id.is_not(None)
    )
    return tuple(message for message in session.scalars(messages.distinct()) if message)


def not_sent(session: Session, clock: Clock, card_id: int, wait: timedelta) -> None:
    """It surely did not arrive: the attempt does not count, and is made again."""
    _settle(
        session,
        card_id,
        state="waiting",
        card_id=None,
        attempts=Parcel.attempts - 1,
        try_at=clock.now() + wait,
    )


def refused(session: Session, clock: Clock, card_id: int) -> None:
    """It can never arrive."""
    _settle(session, card_id, state="dropped", why="refused", decided_at=clock.now())


def card(session: Session, clock: Clock, me: Acquaintance, card_id: int) -> Card:
    """A card that was sent, as things stand now. Goals that are gone are not on it any more."""
    rows = session.scalars(
        select(Parcel)
        .where(Parcel.person_id == me.id, Parcel.card_id == card_id)
        .order_by(Parcel.due_at, Parcel.id)
    ).all()
    items = _items(session, clock, me, rows)
    lines = tuple(Line(items[_place(row)], row.due_at) for row in rows if _place(row) in items)
    late = any(row.decided_at and row.decided_at - row.due_at > GRACE for row in rows)
    return Card(card_id, me, lines, late)


def put_off(session: Session, clock: Clock, me: Acquaintance, card_id: int, until: datetime) -> int:
    """Say what is open on a card once more. Twice is once; another time moves it. Returns how many."""
    still_open = [
        line.item
        for line in card(session, clock, me, card_id).lines
        if line.item.reading.is_unanswered
    ]
    for item in still_open:
        key = f"s{card_id}.{item.goal_id}.{item.slot}"
        mine = (Parcel.person_id == me.id, Parcel.key == key)
        values = {"due_at": until, "try_at": until, "state": "waiting", "card_id": None}
        # What was said before and is put off once more is said anew, with copies of its own.
        values |= {"attempts": 0, "message_id": None, "decided_at": None}
        moved = session.execute(update(Parcel).where(*mine).values(**values))
        if not cast("CursorResult[Any]", moved).rowcount:
            session.add(
                Parcel(
                    person_id=me.id,
                    kind="snooze",
                    key=key,
                    goal_id=item.goal_id,
                    day=item.day,
                    slot=item.slot,
                    **values,
                )
            )
    session.flush()
    return len(still_open)


def tidy(session: Session, clock: Clock) -> None:
    """Forget what was decided long ago."""
    session.execute(delete(Parcel).where(Parcel.decided_at < clock.now() - REMEMBERED))


_UNDECIDED = Parcel.state.in_(("waiting", "leased"))


def _people(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Who is to hear something, whoever has waited longest first."""
    waiting = select(Parcel.person_id).where(_UNDECIDED, Parcel.try_at <= now)
    longest = waiting.group_by(Parcel.person_id).order_by(func.min(Parcel.due_at))
    return session.scalars(longest.limit(limit)).all()


def _card_of(session: Session, clock: Clock, person_id: int, now: datetime) -> Card | None:
    me = people.by_id(session, clock, person_id)
    rows = _together(session, me, now)
    if not rows:
        return None
    late = rows[0].due_at < now - GRACE
    items = _items(session, clock, me, rows)
    lines = []
    for row in rows:
        _find_slot(session, row, items)
        why = _why_not(session, me, row, items)
        if why is not None:
            row.state, row.why, row.decided_at = "dropped", why, now
        else:
            lines.append((row, Line(items[_place(row)], row.due_at)))
    for row, _ in lines:
        row.state, row.card_id, row.try_at = "leased", lines[0][0].id, now + LEASE
        row.attempts += 1
    session.flush()
    if not lines:
        return None
    return Card(lines[0][0].id, me, tuple(line for _, line in lines), late)


def _put_aside(session: Session, person_id: int, now: datetime, error: Exception) -> None:
    """A bug of ours about one person's rows: later, and not for ever. ``why`` says what it was."""
    ready = (Parcel.person_id == person_id, _UNDECIDED, Parcel.try_at <= now)
    for row in session.scalars(select(Parcel).where(*ready)):
        row.why, row.attempts, row.try_at = type(error).__name__[:16], row.attempts + 1, now + ASIDE
        if row.attempts > COPIES:
            row.state, row.decided_at = "dropped", now
    session.flush()


def _together(session: Session, me: Acquaintance, now: datetime) -> list[Parcel]:
    """What goes out in one message: all that is late, or else what is due within a while of the first."""
    ready = _of(session, me, Parcel.try_at <= now)
    late = [row for row in ready if row.due_at < now - GRACE]
    quiet_until = me.quiet.over_at(now, me.zone_or_utc) if me.quiet else None
    if late and quiet_until is None:
        return late
    for row in late:
        row.try_at = quiet_until or now
    timely = [row for row in ready if row not in late]
    return _with_the_next(session, me, timely, now) if timely else []


def _with_the_next(
    session: Session, me: Acquaintance, timely: list[Parcel], now: datetime
) -> list[Parcel]:
    """What is ready, and what comes so soon after the first of it that both are one message."""
    until = timely[0].due_at + TOGETHER
    if until > now:
        ring_ahead(session, me.id, until)
    # What is leased is on its way already: taken along it would come twice.
    soon = and_(Parcel.state == "waiting", Parcel.due_at > now, Parcel.due_at <= until)
    return _of(session, me, or_(Parcel.try_at <= now, soon))


def _of(session: Session, me: Acquaintance, which: Any) -> list[Parcel]:  # noqa: ANN401 - a condition
    query = select(Parcel).where(Parcel.person_id == me.id, _UNDECIDED, which)
    return list(session.scalars(query.order_by(Parcel.due_at, Parcel.id)))


Place = tuple[int, date, int]


def _place(row: Parcel) -> Place:
    return row.goal_id or 0, row.day, row.slot


def _items(
    session: Session, clock: Clock, me: Acquaintance, rows: Iterable[Parcel]
) -> dict[Place, Item]:
    """How the days of these stand. Of what is not due on its day there is nothing: that a date which
    is over is still open is said on the card of the day, and by no reminder."""
    found = {}
    for day in {row.day for row in rows}:
        for item in entries.open_day(session, clock, me, day).items:
            found[item.goal_id, item.day, item.slot] = item
    return found


def _find_slot(session: Session, row: Parcel, items: dict[Place, Item]) -> None:
    """On a day of several slots a reminder speaks of the one at its time, or else of the first open
    one."""
    if row.reminder_id is None or _place(row) in items:
        return
    minute = session.scalar(select(Reminder.minute).where(Reminder.id == row.reminder_id))
    slots = [
        item for (goal, day, _), item in items.items() if (goal, day) == (row.goal_id, row.day)
    ]
    meant = [item for item in slots if item.at == minute]
    still_open = [item for item in slots if item.reading.is_unanswered]
    row.slot = next((item.slot for item in (*meant, *still_open, *slots)), row.slot)


def _why_not(
    session: Session, me: Acquaintance, row: Parcel, items: dict[Place, Item]
) -> str | None:
    """Why something is not said; None when it is."""
    if row.attempts >= COPIES:
        return "unknown"
    if "goals" not in me.agreed:
        return "no_consent"
    if row.reminder_id is not None and not _is_on(session, row.reminder_id):
        return "off"
    item = items.get(_place(row))
    if item is None:
        return "not_due"
    return None if item.reading.is_unanswered else "answered"


def _is_on(session: Session, reminder_id: int) -> bool:
    on = select(Reminder.id).join(Goal, Goal.id == Reminder.goal_id)
    return session.scalar(on.where(Reminder.id == reminder_id, Reminder.enabled)) is not None


def _settle(session: Session, of: int, **values: object) -> None:
    session.execute(
        update(Parcel)
        .where(Parcel.card_id == of, Parcel.state == "leased")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
