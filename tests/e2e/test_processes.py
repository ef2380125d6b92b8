"""Row 25: several processes. One answers, the others wait for it to end; any number may send."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from domain.clock import ShiftedClock
from domain.days import local_time
from domain.goals import Criticality
from domain.kinds import Daily
from storage import goals, people
from storage.database import Database
from storage.goals import Wish
from tests.bot_process import RUN, BotProcess, Process
from tests.crash.conversation import GOAL, HELLO, Conversation
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.history import facts_of, inbox_of
from tests.reminding import move, reminders_in

pytestmark = pytest.mark.e2e
TAKEOVER_SECONDS = 15.0
"""The contract: from the end of the process that answers to the first answer of the next."""

SOON = 150.0
CROWD = 20
WAITS = "waiting: another process"
LEFT = "left to another process"
RIVAL = "another program polls"


@pytest.fixture
def shared(new_postgres: Callable[[], str]) -> str:
    """A PostgreSQL for processes on several machines."""
    return new_postgres()


def running(bot: BotProcess) -> Process:
    assert bot.process is not None
    return bot.process


@contextmanager
def out_of_reach(url: str) -> Iterator[None]:
    """Nobody gets to the database, and who was there is thrown out."""
    server, name = make_url(url).set(database="postgres"), make_url(url).database
    there = server.render_as_string(hide_password=False)
    rows_of(there, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    try:
        out = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
        rows_of(there, f"{out} '{name}'")
        yield
    finally:
        rows_of(there, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def is_settled(bot: BotProcess) -> bool:
    return set(inbox_of(bot.database).values()) == {"answered"}


def test_25_when_the_process_that_answers_is_killed_the_other_goes_on_with_what_it_left(
    emulator: Emulator, bot_on: Callable[..., BotProcess], shared: str, alice: Person
) -> None:
    first, second = bot_on(shared).start(), bot_on(shared).launch()
    second.wait_for_output(WAITS)
    Conversation(emulator, first, [alice]).go(HELLO + GOAL)
    asked = alice.say("/today")["message_id"]
    alice.wait_for_text("Today, ", after=asked)
    stuck = emulator.fault("stall_before", "editMessageText", seconds=300)
    alice.press("⬜ run-Alice")
    emulator.wait_until(lambda: emulator.fault_hits(stuck) == 1)
    first.kill()
    alice.wait_for_text("– done", after=asked - 1, seconds=TAKEOVER_SECONDS)
    asked = alice.say("/goals")["message_id"]
    alice.wait_for_text("Choose one to see or change it", after=asked)
    emulator.wait_until(lambda: is_settled(second))
    assert [fact.what[:14] for fact in facts_of(shared)].count("done run-Alice") == 1
    assert len([seen for seen in alice.messages() if seen.id > asked]) == 1
    assert RIVAL not in first.text + second.text
    assert second.terminate() == 0


def test_25_a_process_that_was_paused_for_longer_than_its_lease_answers_nothing_more(
    emulator: Emulator, bot_on: Callable[..., BotProcess], shared: str, alice: Person
) -> None:
    first, second = bot_on(shared).start(), bot_on(shared).launch()
    second.wait_for_output(WAITS)
    os.kill(running(first).pid, signal.SIGSTOP)
    alice.start()
    alice.wait_for_text("I am Daymark", seconds=TAKEOVER_SECONDS)
    os.kill(running(first).pid, signal.SIGCONT)
    first.wait_for_output(LEFT)
    first.wait_for_output(WAITS)
    asked = alice.say("/help")["message_id"]
    alice.wait_for_text("/cancel", after=asked)
    emulator.wait_until(lambda: is_settled(second))
    assert sum(seen.is_from_bot for seen in alice.messages()) == 2
    assert second.terminate() == 0
    asked = alice.say("/help")["message_id"]
    alice.wait_for_text("/cancel", after=asked)
    assert first.terminate() == 0


def test_25_a_process_whose_database_is_gone_steps_back_and_goes_on_with_it(
    emulator: Emulator, bot_on: Callable[..., BotProcess], shared: str, alice: Person
) -> None:
    bot = bot_on(shared).start()
    with out_of_reach(shared):
        alice.start()
        bot.wait_for_output(LEFT)
    alice.wait_for_text("I am Daymark", seconds=TAKEOVER_SECONDS)
    emulator.wait_until(lambda: is_settled(bot))
    assert sum(seen.is_from_bot for seen in alice.messages()) == 1
    assert bot.terminate() == 0


def test_25_of_two_processes_on_one_file_the_second_goes_on_when_the_first_ends(
    bot_on: Callable[..., BotProcess], url: str, alice: Person
) -> None:
    first, second = bot_on(url).start(), bot_on(url).launch()
    second.wait_for_output(WAITS)
    asked = alice.start()["message_id"]
    alice.wait_for_text("I am Daymark", after=asked)
    first.kill()
    alice.press("Let's go")
    alice.wait_for_text("May I store what you tell me", seconds=TAKEOVER_SECONDS)
    third = bot_on(url).launch()
    third.wait_for_output(WAITS)
    assert second.terminate() == 0
    asked = alice.say("/help")["message_id"]
    alice.wait_for_text("/cancel", after=asked)
    assert third.terminate() == 0


def test_25_a_stop_while_a_process_waits_ends_it_in_time(
    bot_on: Callable[..., BotProcess], shared: str
) -> None:
    first, second = bot_on(shared).start(), bot_on(shared).launch()
    second.wait_for_output(WAITS)
    assert second.terminate() == 0
    assert first.terminate() == 0


def test_25_two_that_send_share_what_is_due_and_each_reminder_comes_once(
    emulator: Emulator, bot_on: Callable[..., BotProcess], shared: str, tmp_path: Path
) -> None:
    settings = {"DAYMARK_CLOCK_FILE": str(tmp_path / "clock.json")}

    def process(role: str) -> BotProcess:
        return bot_on(shared, settings=settings, command=(*RUN, "--role", role)).launch()

    crowd = [emulator.person(f"Guest{number}") for number in range(CROWD)]
    answering = process("updates")
    for person in crowd:
        person.start()
    for person in crowd:
        person.wait_for_text("I am Daymark")
    remind_all_soon(shared, tmp_path / "clock.json", crowd)
    move(tmp_path / "clock.json", SOON)
    asked = crowd[0].say("/help")["message_id"]
    crowd[0].wait_for_text("/cancel", after=asked)
    assert rows_of(shared, "SELECT 1 FROM outbox") == [], "who answers sends nothing unasked"

    senders = [process("sender"), process("sender")]
    emulator.wait_until(lambda: all(map(reminders_in, crowd)), 30)
    emulator.wait_until(lambda: set(fates(shared)) == {("sent", 1)})
    for bot in (*senders, answering):
        assert bot.terminate() == 0
    assert [len(reminders_in(person)) for person in crowd] == [1] * CROWD


def fates(url: str) -> list[tuple[str, int]]:
    return [(state, tries) for state, tries in rows_of(url, "SELECT state, attempts FROM outbox")]


def remind_all_soon(url: str, clock_file: Path, crowd: list[Person]) -> None:
    """Each of them has a goal with a reminder two minutes from now."""
    database = Database(url, ShiftedClock(clock_file))
    try:
        soon = local_time(database.clock.now() + timedelta(minutes=2), "UTC")
        minute = soon.hour * 60 + soon.minute
        goal = Wish("Pills", None, Daily(), soon.date(), None, Criticality.NORMAL, (minute,))
        for person in crowd:
            me = database.run_now(people.meet, person.id, person.id, "en")
            me = database.run_now(people.agree, me, frozenset({"goals"}))
            database.run_now(goals.create, database.run_now(people.set_zone, me, "UTC"), goal)
    finally:
        database.close()
