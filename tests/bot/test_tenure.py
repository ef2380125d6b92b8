"""Tenure: one process answers, and one that could not keep its lease knows it before the others do."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot import tenure as module
from bot.tenure import UPDATES, TenureByFile, TenureByLease
from domain.clock import FakeClock
from storage import inbox, leases
from storage.database import Database
from storage.errors import Busy, DatabaseUnusable, LeaseLost
from storage.filelock import FileLock
from tests.databases import NOON, rows_of

LASTS = leases.LEASE.total_seconds() - module.RENEW
MOMENT = 0.001


@dataclass
class Watch:
    """Seconds as a test tells them."""

    seconds: float = 1000.0

    def now(self) -> float:
        return self.seconds


@dataclass
class Machine:
    """A process on a machine, whose lease is in the database."""

    database: Database
    folder: Path
    watch: Watch = field(default_factory=Watch)

    def process(self) -> TenureByLease:
        return TenureByLease(self.database, self.watch.now, self.folder)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GLANCE", MOMENT)


@pytest.fixture
def machine(sqlite_template: Path, tmp_path: Path) -> Iterator[Machine]:
    path = tmp_path / "tenure.db"
    shutil.copy(sqlite_template, path)
    opened = Database(f"sqlite:///{path}", FakeClock(NOON))
    yield Machine(opened, tmp_path)
    opened.close()


def holders(machine: Machine) -> int:
    return len(rows_of(machine.database.url.render_as_string(), "SELECT holder FROM leases"))


async def waits(tenure: TenureByLease | TenureByFile) -> "asyncio.Task[None]":
    """A beginning that has looked several times, and still waits."""
    beginning = asyncio.create_task(tenure.begin())
    for _ in range(20):
        await asyncio.sleep(MOMENT)
    assert not beginning.done()
    return beginning


def test_who_waits_begins_when_the_other_lets_go(machine: Machine) -> None:
    async def story() -> None:
        first, second = machine.process(), machine.process()
        await first.begin()
        beginning = await waits(second)
        assert (first.is_ours(), second.is_ours()) == (True, False)
        await first.end()
        await beginning
        assert (first.is_ours(), second.is_ours()) == (False, True)
        await second.end()
        assert holders(machine) == 0
        assert list(machine.folder.glob("*.alive")) == []

    asyncio.run(story())


def test_after_a_pause_it_counts_as_lost_before_others_can_have_it(machine: Machine) -> None:
    async def story() -> None:
        paused = machine.process()
        await paused.begin()
        machine.watch.seconds += LASTS - MOMENT
        assert paused.is_ours()
        machine.watch.seconds += MOMENT
        assert not paused.is_ours()
        await paused.last()
        await paused.end()

    asyncio.run(story())


def test_a_renewal_makes_it_last(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RENEW", MOMENT)
    clock = machine.database.clock
    assert isinstance(clock, FakeClock)

    async def story() -> None:
        holder = machine.process()
        await holder.begin()
        lasting = asyncio.create_task(holder.last())
        clock.advance(leases.LEASE - timedelta(seconds=1))
        machine.watch.seconds += 1
        began = machine.watch.seconds
        while holder._renewed_at != began:
            await asyncio.sleep(MOMENT)
        clock.advance(timedelta(seconds=2))
        assert (await waits(machine.process())).cancel()
        lasting.cancel()
        await holder.end()

    asyncio.run(story())


def test_while_the_database_is_gone_it_tries_until_its_time_is_over(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RENEW", MOMENT)
    tries: list[str] = []

    def gone(*_: object) -> bool:
        tries.append("try")
        machine.watch.seconds += 1.0
        raise Busy("the database is gone")

    async def story() -> None:
        holder = machine.process()
        await holder.begin()
        with monkeypatch.context() as patched:
            patched.setattr(leases, "renew", gone)
            await holder.last()
        assert not holder.is_ours()
        assert len(tries) == 10, "one a second, for as long as the lease counts"
        await holder.end()

    asyncio.run(story())


def test_who_was_succeeded_finds_out_and_takes_nothing_in(machine: Machine) -> None:
    clock = machine.database.clock
    assert isinstance(clock, FakeClock)

    async def story() -> None:
        first, second = machine.process(), machine.process()
        await first.begin()
        clock.advance(leases.LEASE)
        await second.begin()
        with pytest.raises(LeaseLost):
            await first.run(inbox.store, 7, [(1, "{}")])
        assert await second.run(inbox.store, 7, [(1, "{}")]) == [1]

    asyncio.run(story())


def test_a_process_need_not_wait_for_one_that_died_on_its_machine(machine: Machine) -> None:
    async def story() -> None:
        await machine.database.run(leases.take, UPDATES, "died")
        sign = machine.folder / "daymark-died.alive"
        sign.touch()  # and locked by nobody any more
        await machine.process().begin()
        assert not sign.exists()

    asyncio.run(story())


def test_a_process_waits_for_one_that_lives_or_may_live(machine: Machine) -> None:
    async def story() -> None:
        await machine.database.run(leases.take, UPDATES, "on another machine")
        (await waits(machine.process())).cancel()

    asyncio.run(story())


def test_of_an_sqlite_file_one_process_at_a_time_has_the_lock(machine: Machine) -> None:
    async def story() -> None:
        first, second = TenureByFile(machine.database), TenureByFile(machine.database)
        await first.begin()
        beginning = await waits(second)
        await first.end()
        await beginning
        assert not FileLock(machine.folder / "tenure.db-lock").take()
        await second.end()

    asyncio.run(story())


def test_a_lock_that_cannot_be_had_is_told_in_one_line(machine: Machine) -> None:
    (machine.folder / "tenure.db-lock").symlink_to(machine.folder)

    async def story() -> None:
        with pytest.raises(DatabaseUnusable, match=r"tenure\.db-lock cannot be used"):
            await TenureByFile(machine.database).begin()

    asyncio.run(story())
