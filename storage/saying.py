"""Saying: what goes out in one message, and why something is not said after all.

Everything is looked at when it is about to be sent: whatever was done, skipped, paused, archived,
switched off or is not due makes no sound. What the bot begins by itself is held back further: by quiet
hours and by how much of it the person has heard lately.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import overviews, pacing
from storage.parcels import (
    GRACE,
    Items,
    Setting,
    items_of,
    place_of,
    settings_of,
    settle_day,
    settle_slot,
)
from storage.people import Acquaintance
from storage.ringing import DIGESTS, FIRSTS
from storage.sweep import ring_ahead
from storage.tables import Goal, Parcel

TOGETHER = timedelta(minutes=20)
"""What goes off so soon after the first of a card goes out with it."""

COPIES = 2
"""So often a message is sent of which nobody knows whether it arrived."""

ATTEMPTS = 6
"""So often it is begun to be sent: a life of the process may end before any of it has left."""

STALE = timedelta(days=1)
"""An overview that late is not said any more."""

LONG_STALE = timedelta(days=14)
"""Nor is one of a month or a year."""

UNDECIDED = Parcel.state.in_(("waiting", "leased"))
OF_GOALS = ("reminder", "snooze", "nag")

Settings = dict[int, Setting]


def to_be_said(session: Session, clock: Clock, me: Acquaintance) -> list[Parcel]:
    """The person's rows that make up the next message. What is not said is dropped, with a reason."""
    now = clock.now()
    ready = _of(session, me, Parcel.try_at <= now)
    settings = settings_of(session, ready)
    rows = _together(session, me, ready, settings, now)
    settings |= settings_of(session, rows)
    return _wanted(session, clock, me, rows, settings)


def _together(
    session: Session, me: Acquaintance, ready: list[Parcel], settings: Settings, now: datetime
) -> list[Parcel]:
    """What goes out in one message: all that is late, or else what is due within a while of the first."""
    late = [row for row in ready if row.kind in OF_GOALS and row.due_at < now - GRACE]
    quiet_until = me.quiet.over_at(now, me.zone_or_utc) if me.quiet else None
    if late and quiet_until is None:
        return late
    asleep = late if quiet_until is None else [*late, *_caught_by_the_night(me, ready, now)]
    for row in asleep:
        # Not leased any more: what waits for the morning would be taken for a card on its way, behind
        # which even what is in time would wait.
        row.state, row.try_at = "waiting", quiet_until or now
    timely = [row for row in ready if row not in asleep]
    if not timely or _goes_alone(timely[0], settings):
        return timely[:1]
    return _with_the_next(session, me, timely, settings, now)


def _caught_by_the_night(me: Acquaintance, ready: Sequence[Parcel], now: datetime) -> list[Parcel]:
    """What of a person's own was due before their quiet hours began and is not said in them: the bot
    was away, or there was no room. Due within them it was set so, and comes."""
    quiet, zone = me.quiet, me.zone_or_utc
    late = [row for row in ready if row.kind not in OF_GOALS and row.due_at < now - TOGETHER]
    return [row for row in late if quiet and quiet.over_at(row.due_at, zone) is None]


def _with_the_next(
    session: Session, me: Acquaintance, timely: list[Parcel], settings: Settings, now: datetime
) -> list[Parcel]:
    """What is ready, and what comes so soon after the first of it that both are one message."""
    until = timely[0].due_at + TOGETHER
    if until > now:
        ring_ahead(session, me.id, until)
    # What is leased is on its way already: taken along it would come twice.
    soon = and_(Parcel.state == "waiting", Parcel.due_at > now, Parcel.due_at <= until)
    rows = _of(session, me, or_(Parcel.try_at <= now, soon))
    settings |= settings_of(session, rows)
    return [row for row in rows if not _goes_alone(row, settings)]


def _goes_alone(row: Parcel, settings: Settings) -> bool:
    """An overview is a message of its own, and so is what was asked for to the minute."""
    setting = settings.get(row.reminder_id or 0)
    return row.kind in DIGESTS or (setting is not None and setting.exact)


def _of(session: Session, me: Acquaintance, which: Any) -> list[Parcel]:  # noqa: ANN401 - a condition
    query = select(Parcel).where(Parcel.person_id == me.id, UNDECIDED, which)
    return list(session.scalars(query.order_by(Parcel.due_at, Parcel.id)))


def _wanted(
    session: Session, clock: Clock, me: Acquaintance, rows: list[Parcel], settings: Settings
) -> list[Parcel]:
    _find_days(session, clock, me, rows, settings)
    items = _without_the_archived(session, items_of(session, clock, me, rows))
    said = []
    for row in rows:
        setting = settings.get(row.reminder_id or 0)
        settle_slot(me, row, setting, items)
        row.why = _why_not(session, clock, me, row, setting, items)
        if row.kind == "mood":
            # Of a window over midnight this is the day after the one it began on.
            row.day = me.day_of(row.due_at)
        said += [] if row.why else [row]
    if not pacing.may_begin(session, clock, me, said, settings):
        for row in said:
            _hold_back(row, clock.now())
        said = []
    for row in rows:
        if row.why:
            row.state, row.decided_at = "dropped", clock.now()
    session.flush()
    return said


def _without_the_archived(session: Session, items: Items) -> Items:
    """The card of a day before still has a goal that rests since; nothing is asked about it unasked."""
    these = {place.goal_id for place in items}
    archived = select(Goal.id).where(Goal.id.in_(these), Goal.archived_at.is_not(None))
    away = set(session.scalars(archived)) if these else set()
    return {place: item for place, item in items.items() if place.goal_id not in away}


def _hold_back(row: Parcel, now: datetime) -> None:
    """Too much was begun lately: it waits for room, an overview until it is stale, a nag until the day
    is over."""
    # Not leased any more, or all else would wait behind it.
    row.state, row.try_at = "waiting", now + pacing.A_WHILE
    if row.kind == "nag":
        row.due_at = row.try_at  # it is not late: the bot was there


def _find_days(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    rows: Iterable[Parcel],
    settings: Settings,
) -> None:
    for row in rows:
        setting = settings.get(row.reminder_id or 0)
        if setting is not None and setting.bell.day == row.day:
            settle_day(session, clock, me, row)


def _why_not(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    row: Parcel,
    setting: Setting | None,
    items: Items,
) -> str | None:
    """Why something is not said; None when it is."""
    if me.blocked_at is not None:
        return "blocked"
    if row.attempts >= ATTEMPTS:
        return "unknown"
    if row.reminder_id is not None and (setting is None or not setting.enabled):
        return "off"
    if row.kind in OF_GOALS:
        return _why_no_goal(session, clock, me, row, setting, items)
    return _why_nothing_of_ones_own(clock, me, row) or overviews.why_not(
        session, clock, me, row, setting.bell if setting else None
    )


def _why_no_goal(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    row: Parcel,
    setting: Setting | None,
    items: Items,
) -> str | None:
    if "goals" not in me.agreed:
        return "no_consent"
    item = items.get(place_of(row))
    if item is None:
        return "not_due"
    if not item.reading.is_unanswered:
        return "answered"
    if setting is None:
        return None
    if _is_early(row, setting):
        return "early"
    if row.kind == "nag":
        return _why_no_nag(clock, me, row, setting)
    return None if row.attempts or pacing.speaks(session, clock, row, setting) else "halved"


def _is_early(row: Parcel, setting: Setting) -> bool:
    """Beeminder's leadtime: so many days before the target day it begins to speak."""
    if setting.lead_days is None or setting.target_day is None:
        return False
    return row.day < setting.target_day - timedelta(days=setting.lead_days)


def _why_no_nag(clock: Clock, me: Acquaintance, row: Parcel, setting: Setting) -> str | None:
    """What is said again stops with the person's day, and in their quiet hours."""
    if setting.nag_every is None:
        return "off"
    if me.day_of(clock.now()) > row.day:
        return "over"
    quiet = me.quiet is not None and me.quiet.over_at(clock.now(), me.zone_or_utc) is not None
    return "quiet" if quiet and not setting.is_high else None


def _why_nothing_of_ones_own(clock: Clock, me: Acquaintance, row: Parcel) -> str | None:
    """Of an overview, or the question how somebody is."""
    if row.kind == "mood" and "moods" not in me.agreed:
        return "no_consent"
    if not me.agreed:
        return "no_consent"
    grace = LONG_STALE if row.kind in FIRSTS else STALE
    if row.kind == "mood":
        grace = GRACE
    return "late" if row.due_at < clock.now() - grace else None


def ask_about(session: Session, clock: Clock, rows: Sequence[Parcel]) -> None:
    """Of the reminders that go out now one that nobody answers is asked about, and once."""
    for reminder_id, setting in settings_of(session, rows).items():
        if pacing.is_to_be_asked(session, rows, setting):
            dues = (row.due_at for row in rows if row.reminder_id == reminder_id)
            pacing.ask(session, reminder_id, max(clock.now(), *dues))
            return


def asked_about(session: Session, clock: Clock, rows: Sequence[Parcel]) -> int | None:
    """The reminder that a message asks about, until that is answered."""
    settings = settings_of(session, rows)
    for row in rows:
        setting = settings.get(row.reminder_id or 0)
        if setting is None or setting.asked_at is None:
            continue
        if row.due_at <= setting.asked_at <= max(row.due_at, row.decided_at or clock.now()):
            return setting.id
    return None
