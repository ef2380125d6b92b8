"""People with five daily goals, in a fresh database of ours."""

from pathlib import Path

from domain.clock import SystemClock
from domain.goals import Criticality
from domain.kinds import Daily
from storage import goals, people
from storage.database import Database
from storage.goals import Wish
from storage.migrate import migrate
from tests.bench.crowd import PEOPLE, TITLES


def seed(file: Path) -> str:
    """Fill a new SQLite file with PEOPLE people, numbered from 1. Returns its URL."""
    url = f"sqlite:///{file}"
    migrate(url)
    clock = SystemClock()
    db = Database(url, clock)
    for number in range(1, PEOPLE + 1):
        me = db.run_now(people.meet, number, number, "en")
        me = db.run_now(people.agree, me, frozenset({"goals", "moods"}))
        me = db.run_now(people.set_zone, me, "Europe/Vienna")
        start = me.day_of(clock.now())
        for title in TITLES:
            wish = Wish(title, None, Daily(), start, None, Criticality.NORMAL, ())
            db.run_now(goals.create, me, wish)
    db.close()
    return url
