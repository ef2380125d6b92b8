"""Pacing: how much the bot begins by itself, and half as often where nobody answers.

The rules are in ``domain.kindness``; here is what they need to know.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.kindness import UNANSWERED, UNANSWERED_FREE, Pace, is_too_much, pace
from domain.kinds import Free, from_plain
from storage.parcels import Setting
from storage.people import Acquaintance
from storage.ringing import DIGESTS
from storage.tables import Entry, Parcel, Reminder, ScheduleVersion
from storage.types import EPOCH

HOUR = timedelta(hours=1)
A_WHILE = timedelta(minutes=10)
"""After that it is looked again whether there is room for what had to wait."""

BEGUN = ("nag", *DIGESTS)
"""What the bot begins, besides a question at a random time: everything else was set for that very time
by the person."""


def may_begin(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    rows: Sequence[Parcel],
    settings: Mapping[int, Setting],
) -> bool:
    """Whether a message may go out: one that only the bot began counts against the person's limits."""
    begun = [row for row in rows if _is_begun(row, settings)]
    if not begun or len(begun) < len(rows) or any(_is_high(row, settings) for row in begun):
        return True
    now = clock.now()
    today = me.day_of(now)
    said = _said_since(session, me, now - timedelta(days=1))
    return not is_too_much(
        sum(at > now - HOUR for at in said),
        sum(me.day_of(at) == today for at in said),
        (me.pings_an_hour, me.pings_a_day),
    )


def speaks(session: Session, clock: Clock, row: Parcel, setting: Setting) -> bool:
    """Whether this firing is said: one of two is not, while nobody answers. The one that asks is said
    until it has arrived: else the question would be what silences it."""
    if setting.asked_at is not None and row.due_at <= setting.asked_at:
        return True
    how = _pace(session, row, setting)
    if how is Pace.RESUME:
        _set_asked(session, setting.id, None)
    return how is not Pace.REST


def is_to_be_asked(session: Session, rows: Iterable[Parcel], setting: Setting) -> bool:
    """Whether a reminder that goes out now is to ask how to go on."""
    mine = [row for row in rows if row.reminder_id == setting.id and row.kind == "reminder"]
    return any(_pace(session, row, setting) is Pace.ASK for row in mine)


def ask(session: Session, reminder_id: int, at: datetime) -> None:
    """It was asked, and is silent every other time from then on. That is not before it was due: on
    another's card it goes out early, and was halved without the question."""
    _set_asked(session, reminder_id, at)


def _pace(session: Session, row: Parcel, setting: Setting) -> Pace:
    if setting.is_high or row.kind != "reminder":
        return Pace.SAY
    patience = _patience(session, row)
    before = session.execute(
        select(Parcel.state, Parcel.why, _ANSWERED)
        .where(
            Parcel.person_id == row.person_id,
            Parcel.reminder_id == setting.id,
            Parcel.kind == "reminder",
            Parcel.id != row.id,
            Parcel.decided_at > (setting.kept_at or EPOCH),
        )
        .order_by(Parcel.due_at.desc())
        .limit(3 * patience)
    ).all()
    said = [one.answered for one in before if one.state == "sent" or one.why == "answered"]
    last = before[0] if before else None
    return pace(
        said[:patience],
        asked=setting.asked_at is not None,
        said_last=last is not None and last.why != "halved",
        patience=patience,
    )


def _patience(session: Session, row: Parcel) -> int:
    """After how many without an answer a reminder of this goal is asked about."""
    rule = session.scalar(
        select(ScheduleVersion.rule)
        .where(ScheduleVersion.goal_id == row.goal_id, ScheduleVersion.from_day <= row.day)
        .order_by(ScheduleVersion.from_day.desc())
        .limit(1)
    )
    is_free = rule is not None and isinstance(from_plain(rule), Free)
    return UNANSWERED_FREE if is_free else UNANSWERED


def _said_since(session: Session, me: Acquaintance, since: datetime) -> list[datetime]:
    """When the messages of the last while went out, whoever began them."""
    query = select(func.max(Parcel.decided_at)).where(
        Parcel.person_id == me.id, Parcel.state == "sent", Parcel.decided_at > since
    )
    return [at for at in session.scalars(query.group_by(Parcel.card_id)) if at is not None]


def _is_begun(row: Parcel, settings: Mapping[int, Setting]) -> bool:
    setting = settings.get(row.reminder_id or 0)
    at_random = setting is not None and setting.bell.until_minute is not None
    return row.kind in BEGUN or (row.kind == "mood" and at_random)


def _is_high(row: Parcel, settings: Mapping[int, Setting]) -> bool:
    setting = settings.get(row.reminder_id or 0)
    return setting is not None and setting.is_high


def _set_asked(session: Session, reminder_id: int, at: datetime | None) -> None:
    session.execute(update(Reminder).where(Reminder.id == reminder_id).values(asked_at=at))


_ANSWERED = (
    select(Entry.id)
    .where(
        Entry.goal_id == Parcel.goal_id,
        Entry.day == Parcel.day,
        Entry.slot == Parcel.slot,
        Entry.state != State.OPEN,
    )
    .exists()
    .label("answered")
)
