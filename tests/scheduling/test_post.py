"""The post, when what it sends does not arrive for a long time."""

import asyncio
import shutil
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain.clock import FakeClock
from domain.entries import State
from domain.goals import Criticality
from domain.kinds import Daily
from scheduling import overtaken as behind
from scheduling import post as module
from scheduling.courier import NotSent, Outcome, Sent
from scheduling.pacer import Pacer
from scheduling.post import Post
from storage import entries, goals, overtaken, people
from storage.database import Database
from storage.goals import Wish
from storage.outbox import LEASE
from storage.parcels import GRACE, Card
from tests.databases import NOON, acquaint, rows_of
from tests.databases import sqlite_template as sqlite_template  # noqa: PLC0414 - a fixture

PEOPLE = 5
PILLS = Wish("Pills", None, Daily(), NOON.date(), None, Criticality.NORMAL, (13 * 60,))
HALF_A_MINUTE = timedelta(seconds=30)


@dataclass
class Road:
    """A courier whose road is closed to all, or to some, for half a minute at a time."""

    closed: bool = True
    closed_to: int | None = None
    tried: int = 0
    rest: timedelta | None = None
    arrived: list[Card] = field(default_factory=list)
    rewritten: list[tuple[int, int]] = field(default_factory=list)
    """Whose, and how many messages had arrived by then."""

    async def prepare(self, card: Card) -> None:
        """There is nothing to be drawn."""

    async def deliver(self, card: Card) -> Outcome:
        self.tried += 1
        if self.closed:
            return NotSent(HALF_A_MINUTE, everybody=True)
        if card.me.telegram_id == self.closed_to:
            return NotSent(timedelta(hours=1))
        self.arrived.append(card)
        return Sent(self.tried)

    async def retire(self, card: Card, message_id: int) -> None:
        raise AssertionError("nothing was put off")

    async def rewrite(self, card: Card, message_id: int) -> timedelta | None:
        self.rewritten.append((card.me.telegram_id, len(self.arrived)))
        return self.rest


class Office:
    """A post with a clock that a test moves."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.seconds = 0.0
        self.clock = clock
        self.road = Road()
        pacer = Pacer(lambda: self.seconds, lambda _: asyncio.sleep(0.001))
        self.pacer = pacer
        self.post = Post(database, self.road, pacer)

    async def goes_by(self, time: timedelta) -> None:
        """So much later the clock beats."""
        self._pass(time)
        await self._until_done(self.post.work_off())
        await self._until_done(self.post._until_idle())

    async def comes_to_rest(self) -> None:
        """Nothing is left to be sent, and what that overtakes has been looked at."""
        await self._until_done(self.post.finish(), timedelta(seconds=1))

    async def _until_done(
        self, work: Coroutine[Any, Any, None], step: timedelta = timedelta(seconds=0.05)
    ) -> None:
        working = asyncio.create_task(work)
        while not working.done():
            await asyncio.sleep(0.002)
            self._pass(step)  # the pacer lets one after the other go
        await working

    def _pass(self, time: timedelta) -> None:
        self.seconds += time.total_seconds()
        self.clock.advance(time)


@pytest.fixture
def database(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """Five people want to be reminded at one."""
    monkeypatch.setattr(module, "TURN", 0.05)
    path = tmp_path / "post.db"
    shutil.copy(sqlite_template, path)
    opened = Database(f"sqlite:///{path}", FakeClock(NOON))
    for number in range(PEOPLE):
        me = acquaint(opened, 101 + number, "UTC")
        me = opened.run_now(people.agree, me, frozenset({"goals"}))
        opened.run_now(goals.create, me, PILLS)
    yield opened
    opened.close()


@pytest.fixture
def office(database: Database) -> Office:
    assert isinstance(database.clock, FakeClock)
    return Office(database, database.clock)


def fates(database: Database) -> list[tuple[str, int]]:
    found = rows_of(database.url.render_as_string(), "SELECT state, attempts FROM outbox")
    return [(state, attempts) for state, attempts in found]


def test_17_after_six_hours_without_a_way_each_is_told_once_and_as_late(
    database: Database, office: Office
) -> None:
    """Those behind the first one wait for longer than their leases, and are tried no more for that."""

    async def story() -> None:
        await office.goes_by(timedelta(hours=1))
        for _ in range(20):
            await office.goes_by(LEASE + timedelta(seconds=1))
            assert fates(database) == [("waiting", 0)] * PEOPLE
        assert office.road.tried >= 20
        assert office.road.arrived == []
        await office.goes_by(timedelta(hours=6))
        office.road.closed = False
        await office.goes_by(LEASE + timedelta(seconds=1))

    asyncio.run(story())
    assert fates(database) == [("sent", 1)] * PEOPLE
    assert sorted(card.me.telegram_id for card in office.road.arrived) == [101, 102, 103, 104, 105]
    assert all(card.late for card in office.road.arrived)
    assert timedelta(hours=6) > GRACE


def test_while_all_have_to_rest_nothing_is_taken(database: Database, office: Office) -> None:
    async def story() -> None:
        await office.goes_by(timedelta(hours=1))
        tried = office.road.tried
        await office.goes_by(timedelta(seconds=5))
        assert office.road.tried == tried

    asyncio.run(story())


def test_one_whose_chat_has_to_rest_for_long_keeps_nobody_waiting(
    database: Database, office: Office
) -> None:
    office.road.closed, office.road.closed_to = False, 103

    async def story() -> None:
        await office.goes_by(timedelta(hours=1))
        assert sorted(card.me.telegram_id for card in office.road.arrived) == [101, 102, 104, 105]
        database.run_now(goals.create, await database.read(people.by_id, 3), LATER)
        office.road.closed_to = None
        await office.goes_by(timedelta(minutes=30))
        assert len(office.road.arrived) == 4
        await office.goes_by(timedelta(minutes=31))

    asyncio.run(story())
    assert [card.me.telegram_id for card in office.road.arrived[4:]] == [103]
    assert set(fates(database)) == {("sent", 1)}


LATER = Wish("Walk", None, Daily(), NOON.date(), None, Criticality.NORMAL, (13 * 60 + 25,))


def test_those_who_answered_already_hold_up_nobody_behind_them(
    database: Database, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at a time, and of the first four nobody has to be told anything."""
    monkeypatch.setattr(module, "AT_ONCE", 2)
    office.road.closed = False
    for number in range(PEOPLE - 1):
        me = database.read_now(people.by_id, number + 1)
        database.run_now(entries.tick, me, number + 1, NOON.date(), State.DONE)
    asyncio.run(office.goes_by(timedelta(hours=1)))
    assert sorted(fates(database)) == [("dropped", 0)] * 4 + [("sent", 1)]


async def two_days(office: Office) -> None:
    """Everybody is reminded today and tomorrow, and answers neither."""
    office.road.closed = False
    for day in (1, 2):
        await office.goes_by(timedelta(hours=1) if day == 1 else timedelta(days=1))
        # On a slow machine some come too late for their turn, and are given back.
        for _ in range(100):
            if len(office.road.arrived) == day * PEOPLE:
                break
            await office.goes_by(timedelta(seconds=1))
        if day == 1:
            await office.comes_to_rest()
            assert office.road.rewritten == []
    assert len(office.road.arrived) == 2 * PEOPLE


def test_yesterdays_messages_are_rewritten_once_everybody_has_todays(office: Office) -> None:
    async def story() -> None:
        await two_days(office)
        assert office.road.rewritten == []
        await office.comes_to_rest()

    asyncio.run(story())
    assert sorted(office.road.rewritten) == [(101 + nth, 2 * PEOPLE) for nth in range(PEOPLE)]


def test_while_it_runs_they_are_rewritten_by_themselves(office: Office) -> None:
    async def story() -> None:
        await two_days(office)
        running = asyncio.create_task(office.post.run())
        async with asyncio.timeout(60):
            while len(office.road.rewritten) < PEOPLE:
                await asyncio.sleep(0.002)
                office._pass(timedelta(seconds=0.05))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    asyncio.run(story())
    assert len(office.road.rewritten) == PEOPLE


def test_who_answers_while_it_waits_for_its_turn_keeps_the_answer(
    office: Office, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = office.pacer.turn

    async def answering(chat_id: int) -> None:
        await turn(chat_id)
        me = await database.read(people.find, chat_id)
        assert me is not None
        await database.run(entries.tick, me, me.id, NOON.date(), State.DONE)

    async def story() -> None:
        await two_days(office)
        monkeypatch.setattr(office.pacer, "turn", answering)
        await office.comes_to_rest()

    asyncio.run(story())
    assert office.road.rewritten == []


def test_a_chat_that_wants_to_be_left_alone_is_after_a_rewriting_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "TURN", 0.5)
    office.road.rest = timedelta(days=9)

    async def story() -> None:
        await two_days(office)
        await office.comes_to_rest()

    asyncio.run(story())
    # The second chat that is refused while the first rests: then it is for everybody.
    assert len(office.road.rewritten) == 2
    assert office.pacer.rests


def test_what_cannot_be_looked_at_is_named_in_the_log_and_stops_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(*_: object) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        await two_days(office)
        monkeypatch.setattr(overtaken, "overtaken_by", stumbling)
        await office.comes_to_rest()

    with capture_logs() as logs:
        asyncio.run(story())
    assert [line["kind"] for line in logs] == ["ZeroDivisionError"] * PEOPLE
    assert fates(office.post._db) == [("sent", 1)] * 2 * PEOPLE
