"""Baseline: the sweep's work in the driver's own SQL, without SQLAlchemy, in batches as large as ours."""

import sqlite3
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from domain.days import daystamp
from domain.firing import latest_firing, next_firing
from storage.sweep import BATCH
from storage.types import EPOCH

_MICROSECOND = timedelta(microseconds=1)

_DUE = (
    "SELECT r.id, r.person_id, r.goal_id, a.moment, a.fires_at, p.zone"
    " FROM alarms a JOIN reminders r ON r.id = a.reminder_id JOIN people p ON p.id = a.person_id"
    " WHERE a.fires_at <= ? ORDER BY a.fires_at LIMIT ?"
)
_INSERT = (
    "INSERT INTO outbox (person_id, kind, key, reminder_id, goal_id, day, slot, due_at, since,"
    " state, attempts, try_at) VALUES (?, 'reminder', ?, ?, ?, ?, 0, ?, ?, 'waiting', 0, ?)"
    " ON CONFLICT (person_id, key) DO NOTHING"
)
_MOVE = "UPDATE alarms SET fires_at = ? WHERE reminder_id = ? AND moment = ?"


def drive(file: Path, now: datetime) -> None:
    """Sweep until nothing is due; every batch is durable."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    while _batch(connection, now):
        pass
    connection.close()


def _batch(connection: sqlite3.Connection, now: datetime) -> int:
    connection.execute("BEGIN IMMEDIATE")
    due = connection.execute(_DUE, (_micros(now), BATCH)).fetchall()
    parcels, moved = [], []
    for reminder, person, goal, moment, fires_at, zone in due:
        stamp, day, at, following = _around(moment, zone, now)
        since = fires_at if fires_at < at else None
        parcels.append((person, f"r{reminder}.{stamp}", reminder, goal, day, at, since, at))
        moved.append((following, reminder, moment))
    connection.executemany(_INSERT, parcels)
    connection.executemany(_MOVE, moved)
    connection.execute("COMMIT")
    return len(due)


@lru_cache(maxsize=BATCH)
def _around(moment: int, zone: str, now: datetime) -> tuple[str, str, int, int]:
    latest = latest_firing(moment, zone, now)
    following = next_firing(moment, zone, now)
    return daystamp(latest.day), str(latest.day), _micros(latest.at), _micros(following.at)


def _micros(instant: datetime) -> int:
    return (instant - EPOCH) // _MICROSECOND
