"""For tests with real processes: a reminder that is about to go off, and a clock to get there."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.clock import ShiftedClock
from domain.days import local_time
from storage import goals, people
from storage.database import Database
from tests.emulator_process import Person, Seen

BERLIN = "Europe/Berlin"


def move(clock_file: Path, seconds: float) -> None:
    """From now on the bot's clock is so many seconds ahead."""
    draft = clock_file.with_suffix(".draft")
    draft.write_text(json.dumps({"offset_seconds": seconds}))
    draft.replace(clock_file)


def remind_soon(url: str, clock_file: Path, person: Person, goal_id: int = 1) -> None:
    """The person's goal gets a reminder within the next two minutes of the bot's clock."""
    clock = ShiftedClock(clock_file)
    database = Database(url, clock)
    try:
        me = database.run_now(people.find, person.chat_id)
        assert me is not None
        soon = local_time(clock.now() + timedelta(minutes=2), me.zone_or_utc)
        wish = database.read_now(goals.wish_of, me, goal_id)
        minutes = (soon.hour * 60 + soon.minute,)
        database.run_now(goals.rewrite, me, goal_id, replace(wish, reminders=minutes))
    finally:
        database.close()


def reminders_in(person: Person) -> list[Seen]:
    """The messages that came by themselves, by the button that only they have."""
    return [seen for seen in person.messages() if "Later…" in seen.labels]
