"""People with five daily goals, in a fresh database of ours."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.clock import SystemClock
from domain.goals import Criticality
from domain.kinds import Daily
from storage import goals, people
from storage.database import Database
from storage.goals import Wish
from storage.migrate import migrate
from tests.bench.crowd import PEOPLE, TITLES


def seed(file: Path) -> str:
    """Make a new SQLite file with PEOPLE people, numbered from 1. Returns its URL."""
    file.write_bytes(_content())
    return f"sqlite:///{file}"


@cache
def _content() -> bytes:
    """Made once in a run: several parts begin with the same people."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "people.db"
        _fill(f"sqlite:///{file}")
        return file.read_bytes()


def _fill(url: str) -> None:
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
