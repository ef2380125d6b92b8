"""Row 24: the bot was away for twenty hours, and people had much to say and to hear meanwhile.

A tenth of what it is meant for; ``make soak`` lets it come back to all of it.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.runner import PEOPLE_FIRST
from domain.clock import Clock, FakeClock, SystemClock
from storage import goals, people
from storage.database import Database
from tests.bot_process import BotProcess
from tests.crash.soak import WISH
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.history import inbox_of
from tests.reminded import copies_in
from tests.reminding import move

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1200)]
CROWD = 500 if "DAYMARK_SOAK_SECONDS" in os.environ else 50
MESSAGES = 20
GOALS = 10
TIMES = tuple(range(150, 1290, 120))
"""Ten of them, all within the twenty hours after two in the morning; the last one is not late."""

TWO, TWENTY_HOURS = timedelta(hours=2), timedelta(hours=20)
ROOM_MIB = 100
PATIENCE = 600


def test_24_after_an_absence_people_go_first_and_hear_one_message_of_all_they_missed(
    emulator: Emulator, bot_on: Callable[..., BotProcess], url: str, tmp_path: Path
) -> None:
    clock_file = tmp_path / "clock.json"
    crowd = [emulator.person(f"Guest{number:03}") for number in range(CROWD)]
    in_the_night = (SystemClock().now() + timedelta(days=1)).replace(hour=1, minute=0)
    settle_in(url, crowd, in_the_night)
    bot = bot_on(url, settings={"DAYMARK_CLOCK_FILE": str(clock_file)})
    reach(clock_file, in_the_night)
    idle = peak_mib(bot.start())
    bot.terminate()

    texts = [f"mood 4: {nth:02}" for nth in range(MESSAGES) for _ in crowd]
    emulator.bulk(*crowd, texts=texts, n=len(texts))
    reach(clock_file, in_the_night + TWENTY_HOURS)
    begun = time.monotonic()
    bot.start()
    emulator.wait_until(lambda: emulator.pending() == 0, PATIENCE)
    emulator.wait_until(lambda: set(inbox_of(url).values()) == {"answered"}, PATIENCE)
    answered = time.monotonic()
    emulator.wait_until(lambda: sent(url) == CROWD * GOALS * len(TIMES), PATIENCE)
    copies = copies_in(emulator.journal("sendMessage"))
    cards = {(copy.occasion.person, copy.at) for copy in copies}
    early = [at for _, at in cards if at < min(answered, begun + PEOPLE_FIRST)]
    sys.stdout.write(
        f"{len(texts)} updates in {answered - begun:.1f} s, {sent(url)} reminders in"
        f" {time.monotonic() - begun:.1f} s, {peak_mib(bot) - idle:.0f} MiB more than idle\n"
    )

    assert set(Counter(person for person, _ in cards).values()) == {2}, "what is late, what is not"
    assert set(Counter(copy.occasion for copy in copies).values()) == {2}
    assert [note for (note,) in rows_of(url, NOTES)] == [
        f"{nth:02}" for _ in crowd for nth in range(MESSAGES)
    ]
    assert early == [], "who was away is answered before anybody is reminded"
    assert peak_mib(bot) < idle + ROOM_MIB
    assert bot.terminate() == 0


NOTES = "SELECT note FROM mood_logs ORDER BY person_id, id"


def settle_in(url: str, crowd: list[Person], at: datetime) -> None:
    """Everybody has agreed and has their goals, each with all the reminders; one commit for each."""
    database = Database(url, FakeClock(at))
    try:
        for person in crowd:
            database.run_now(settled, person)
    finally:
        database.close()


def settled(session: Session, clock: Clock, person: Person) -> None:
    me = people.meet(session, clock, person.id, person.chat_id, "en")
    me = people.agree(session, clock, me, frozenset({"goals", "moods"}))
    me = people.set_zone(session, clock, me, "UTC")
    for nth in range(GOALS):
        goals.create(session, clock, me, replace(WISH, title=f"Goal {nth}", reminders=TIMES))


def reach(clock_file: Path, instant: datetime) -> None:
    move(clock_file, (instant - SystemClock().now()).total_seconds())


def sent(url: str) -> int:
    [(count,)] = rows_of(url, "SELECT count(*) FROM outbox WHERE state = 'sent'")
    return int(count)


def peak_mib(bot: BotProcess) -> float:
    """The most memory that a bot ever held, in MiB. Only Linux says so; elsewhere it counts as none."""
    assert bot.process is not None
    status = Path(f"/proc/{bot.process.pid}/status")
    lines = status.read_text().splitlines() if sys.platform == "linux" else ["VmHWM: 0"]
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
