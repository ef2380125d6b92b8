"""Nagging: a reminder says itself again every so many minutes, where the person wants that."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage.board import Item
from storage.parcels import settings_of
from storage.people import Acquaintance
from storage.tables import Parcel
from storage.upsert import upsert


def go_on(session: Session, clock: Clock, card_id: int) -> None:
    """Lay down the next nag of everything on a card that went out, unless it was the last."""
    rows = session.scalars(
        select(Parcel).where(Parcel.card_id == card_id, Parcel.kind.in_(("reminder", "nag")))
    ).all()
    settings = settings_of(session, rows)
    for row in rows:
        setting = settings.get(row.reminder_id or 0)
        if setting is None or setting.nag_every is None or row.state != "sent":
            continue
        origin, count = _counted(row)
        if count < (setting.nag_times or 0):
            at = clock.now() + timedelta(minutes=setting.nag_every)
            _lay_down(session, row, f"n{origin}.{count + 1}", at)


def move(session: Session, item: Item, me: Acquaintance, until: datetime) -> None:
    """What was put off is not said again before it is said: its nags come after that."""
    rows = session.scalars(
        select(Parcel).where(
            Parcel.person_id == me.id,
            Parcel.kind == "nag",
            Parcel.state == "waiting",
            Parcel.goal_id == item.goal_id,
            Parcel.day == item.day,
            Parcel.slot == item.slot,
        )
    ).all()
    settings = settings_of(session, rows)
    for row in rows:
        setting = settings.get(row.reminder_id or 0)
        every = setting.nag_every if setting else None
        row.due_at = row.try_at = until + timedelta(minutes=every or 0)


def _counted(row: Parcel) -> tuple[int, int]:
    """The row that was said first, and how often it was said again."""
    if row.kind != "nag":
        return row.id, 0
    origin, _, count = row.key[1:].partition(".")
    return int(origin), int(count)


def _lay_down(session: Session, row: Parcel, key: str, at: datetime) -> None:
    session.execute(
        upsert(session, Parcel, ("person_id", "key")),
        {
            "person_id": row.person_id,
            "kind": "nag",
            "key": key,
            "reminder_id": row.reminder_id,
            "goal_id": row.goal_id,
            "day": row.day,
            "slot": row.slot,
            "due_at": at,
            "state": "waiting",
            "attempts": 0,
            "try_at": at,
        },
    )
