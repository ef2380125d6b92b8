"""Years of moods, past the use cases, which would take minutes for what is only there to be counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import local_day
from domain.moods import Degree
from storage.people import Acquaintance
from storage.tables import MoodLog, MoodReason
from tests.storage.full import HARD_TEXT

LABELS = (None, None, None, "good", "Good", "gut", HARD_TEXT.strip(), "%s", "5", "NULL", "")
REASONS = ("work", "Work", "работа", "sleep", HARD_TEXT[:64])
ZONES = (None, "Europe/Berlin", "America/New_York", "Pacific/Chatham", "Pacific/Kiritimati")
DEGREES = tuple(Degree(step, steps) for steps in (5, 7) for step in range(1, steps + 1))


def feel(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    start: datetime,
    days: int,
    a_day: int = 5,
    zones: Sequence[str | None] | None = None,
) -> None:
    """So many logs a day from a moment on, at any time, of all kinds: with labels and reasons, late,
    of a whole day, in the bin, from before pleasantness was kept."""
    chance = Random(me.id)
    logs = [
        _log(chance, me, number, start + timedelta(days=number // a_day), zones or (me.zone,))
        for number in range(days * a_day)
    ]
    ids = session.scalars(insert(MoodLog).returning(MoodLog.id, sort_by_parameter_order=True), logs)
    named = [
        {"mood_id": id, "position": position, "person_id": me.id, "reason": reason}
        for id in ids.all()
        for position, reason in enumerate(chance.sample(REASONS, chance.randrange(4)))
    ]
    session.execute(insert(MoodReason), named)


def _log(
    chance: Random, me: Acquaintance, number: int, day: datetime, zones: Sequence[str | None]
) -> dict[str, Any]:
    zone = chance.choice(zones)
    felt_at = day + timedelta(seconds=chance.randrange(86400), microseconds=number % 7)
    degree = chance.choice(DEGREES)
    return {
        "person_id": me.id,
        "request": f"m{number}",
        "kind": chance.choice(("moment", "moment", "moment", "day")),
        "level": degree.level,
        "pleasant": chance.choice((degree.pleasant, degree.pleasant, None)),
        "label": chance.choice(LABELS),
        "day": local_day(felt_at, zone or "UTC", me.day_start_minute),
        "zone": zone,
        "felt_at": felt_at,
        "logged_at": felt_at + timedelta(hours=chance.choice((0, 0, 5, 12, 12.01, 40))),
        "updated_at": felt_at,
        "deleted_at": chance.choice((None, None, None, felt_at)),
    }
