"""The metronome: what has to happen again and again."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import FakeClock, SystemClock
from domain.goals import Criticality
from domain.kinds import Daily
from scheduling import metronome as module
from scheduling.metronome import Metronome
from storage import drafts, goals, inbox, moods, people
from storage.database import Database
from storage.errors import Busy
from storage.goals import BIN_KEEPS, Wish
from storage.inbox import REMEMBERED, Receipt
from tests.databases import NOON, acquaint, rows_of
from tests.databases import sqlite_template as sqlite_template  # noqa: PLC0414 - a fixture


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """Alice's bin holds a goal and a mood, and an update of hers was answered."""
    path = tmp_path / "daymark.db"
    shutil.copy(sqlite_template, path)
    opened = Database(f"sqlite:///{path}", FakeClock(NOON))
    alice = acquaint(opened, 101, "Europe/Berlin")
    wish = Wish("Read", None, Daily(), NOON.date(), None, Criticality.NORMAL, ())
    opened.run_now(goals.create, alice, wish)
    opened.run_now(goals.remove, alice, 1)
    opened.run_now(moods.log, alice, "1", 3)
    opened.run_now(moods.remove, alice, 1)
    opened.run_now(inbox.store, 1, [(7, "{}")])
    opened.run_now(inbox.answered, [Receipt(1, 7)])
    yield opened
    opened.close()


def left(database: Database) -> dict[str, int]:
    url = database.url.render_as_string()
    tables = ("goals", "mood_logs", "inbox")
    return {name: len(rows_of(url, f"SELECT * FROM {name}")) for name in tables}


def tidied(database: Database, after: timedelta) -> dict[str, int]:
    database.clock.advance(after)  # type: ignore[attr-defined]
    asyncio.run(Metronome(database).tidy())
    return left(database)


def test_what_may_still_be_wanted_is_kept(database: Database) -> None:
    assert tidied(database, timedelta(hours=1)) == {"goals": 1, "mood_logs": 1, "inbox": 1}


def test_updates_that_cannot_be_repeated_any_more_are_forgotten(database: Database) -> None:
    after = REMEMBERED + timedelta(seconds=1)
    assert tidied(database, after) == {"goals": 1, "mood_logs": 1, "inbox": 0}


def test_bins_are_emptied_after_their_time(database: Database) -> None:
    after = BIN_KEEPS + timedelta(seconds=1)
    assert tidied(database, after) == {"goals": 0, "mood_logs": 0, "inbox": 0}


def test_a_busy_database_is_left_alone_until_the_next_hour(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy("locked")

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "tidy", busy)
        assert tidied(database, BIN_KEEPS * 2)["goals"] == 1
    assert tidied(database, timedelta(hours=1))["goals"] == 0


def test_what_the_bot_brings_along_is_done_hourly_too(database: Database) -> None:
    """Such as erasing, which ends with a goodbye."""
    done: list[str] = []

    async def erase() -> None:
        done.append("erased")

    asyncio.run(Metronome(database, erase).tidy())
    assert done == ["erased"]


def test_erasing_waits_for_the_next_hour_when_the_database_is_busy(database: Database) -> None:
    async def busy() -> None:
        raise Busy("locked")

    asyncio.run(Metronome(database, busy).tidy())


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=36_500)])
def test_it_tidies_at_its_start_however_far_our_clock_is_ahead(
    database: Database, monkeypatch: pytest.MonkeyPatch, ahead: timedelta
) -> None:
    """A bot that is restarted every hour would never tidy."""
    database.clock.set(SystemClock().now() + ahead)  # type: ignore[attr-defined]

    async def story() -> None:
        metronome, beaten = Metronome(database), asyncio.Event()

        async def tidy() -> None:
            beaten.set()

        monkeypatch.setattr(metronome, "tidy", tidy)
        metronome.start_tidying()
        async with asyncio.timeout(10):
            await beaten.wait()
        metronome.stop()

    asyncio.run(story())


def test_it_beats_every_second(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.01)

    async def story() -> None:
        beaten = asyncio.Event()
        metronome = Metronome(database)
        metronome.start_beating(beaten.set)
        async with asyncio.timeout(10):
            for _ in range(3):
                await beaten.wait()
                beaten.clear()
        metronome.stop()

    asyncio.run(story())


def test_a_question_nobody_went_on_with_is_forgotten(database: Database) -> None:
    alice = database.read_now(people.find, 101)
    assert alice is not None
    database.run_now(drafts.begin, alice, "goal", "title", {})
    tidied(database, drafts.KEPT)
    assert database.read_now(drafts.waiting, alice) is not None
    tidied(database, timedelta(seconds=1))
    assert database.read_now(drafts.waiting, alice) is None


def test_it_tidies_again_and_again_until_it_is_stopped(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[int] = []

    async def story() -> None:
        metronome = Metronome(database)
        beaten_twice = asyncio.Event()

        async def tidy() -> None:
            beats.append(1)
            if len(beats) == 2:
                beaten_twice.set()

        monkeypatch.setattr(metronome, "tidy", tidy)
        monkeypatch.setattr(module, "TIDY_SECONDS", 0.01)
        metronome.start_tidying()
        async with asyncio.timeout(10):
            await beaten_twice.wait()
        metronome.stop()

    asyncio.run(story())
    assert len(beats) >= 2
