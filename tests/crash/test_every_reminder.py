"""Killed before and after every commit and every call of a reminder's way, and at its named points.

Two people are reminded at the same minute, day after day. A calm day writes down what the bot passes
from the sweep to the mark; on each day after it dies of one of these passes, and the next life says what
is left to say. Of what comes twice on the way, such as a message, it dies at the first on one database
and at the second on the other, and at each named point on both.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from domain.clock import ShiftedClock, SystemClock
from domain.goals import Criticality
from domain.kinds import Daily
from storage import goals, people
from storage.database import Database
from storage.goals import Wish
from tests.crash.forked import MortalBot
from tests.crash.ledger import SETTLED, Pass
from tests.crash.sharing import shared
from tests.crash.test_matrix import points_on_the_way_of_a_reminder
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person
from tests.habits import Habit, goings
from tests.history import is_owed
from tests.reminded import Decision, Reminding, copies_in, decisions_in, findings, lives_in
from tests.reminding import move

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600)]

EIGHT = 480
DAY = timedelta(days=1)
LEASE_OVER = timedelta(seconds=31)
BESIDE = {*SETTLED, "before getUpdates", "after getUpdates"}
"""What a bot passes whether or not somebody is to be reminded."""


@dataclass
class Mornings:
    """People who are reminded at eight each day, and a bot that may be doomed on any of them."""

    bot: MortalBot
    clock_file: Path
    crowd: list[Person]
    habits: list[Habit] = field(default_factory=list)
    deaths: int = 0
    decisions: dict[int, Decision] = field(default_factory=dict)

    def begin(self) -> None:
        """On a day whose eight o'clock has just been."""
        now = SystemClock().now() + DAY
        self.first = self.morning = now.replace(hour=8, minute=1, second=0, microsecond=0)
        self._reach(self.first)
        database = Database(self.bot.database, ShiftedClock(self.clock_file))
        try:
            for person in self.crowd:
                self.habits.append(_settled_in(database, person, self.first))
        finally:
            database.close()
        for person in self.crowd:
            person.start()
        self.bot.start()
        self._come_to_rest()

    def calm(self) -> list[Pass]:
        """A morning on which nothing happens. Returns what the bot passes, numbered from then."""
        before, already = self.bot.ledger.counted(), len(self.bot.ledger.passed())
        self._next_morning()
        self._come_to_rest()
        passed = self.bot.ledger.passed()[already:]
        return [Pass(point, nth - before[point]) for point, nth in passed if point not in BESIDE]

    def dying(self, at: Pass) -> None:
        """A morning on which the bot dies, and is there again once its lease is over."""
        before = self.bot.ledger.counted()[at.point]
        self.bot.ledger.doom(Pass(at.point, before + at.nth))
        self._next_morning()
        self.bot.emulator.wait_until(lambda: not self.bot.is_running)
        self.deaths += 1
        self._reach(self.morning + LEASE_OVER)
        self.bot.start()
        self._come_to_rest()

    @property
    def reminding(self) -> Reminding:
        gone_off = list(goings(self.habits, self.first, self.morning))
        return Reminding(
            due={one.occasion: one.at for one in gone_off},
            silent=(),
            copies=copies_in(self.bot.emulator.journal("sendMessage")),
            decisions=list(self.decisions.values()),
            lives=lives_in(self.bot.emulator.journal("getMe")),
        )

    def _next_morning(self) -> None:
        self.morning += DAY
        self._reach(self.morning)

    def _reach(self, instant: datetime) -> None:
        move(self.clock_file, (instant - SystemClock().now()).total_seconds())

    def _is_at_rest(self) -> bool:
        """Everybody of this morning has been reminded, and the bot does nothing beside that."""
        this = f"SELECT count(decided_at) FROM outbox WHERE day = '{self.morning.date()}'"
        wanted = len(self.crowd) if self.morning > self.first else 0
        return (
            self.bot.ledger.is_settled()
            and not self.bot.emulator.pending()
            and not is_owed(self.bot.database)
            and rows_of(self.bot.database, this) == [(wanted,)]
            and self._has_told_every_commit()
        )

    def _has_told_every_commit(self) -> bool:
        """The database shows a commit a moment before the ledger does."""
        counted = self.bot.ledger.counted()
        return counted["before-commit"] == counted["after-commit"]

    def _come_to_rest(self) -> None:
        """Rows are forgotten after a week, so each morning's are kept here."""
        self.bot.emulator.wait_until(self._is_at_rest)
        self.decisions |= decisions_in(self.bot.database)


@pytest.fixture
def mornings(
    emulator: Emulator, url: str, tmp_path: Path, alice: Person, bob: Person
) -> Iterator[Mornings]:
    clock_file = tmp_path / "clock.json"
    settings = {"DAYMARK_CLOCK_FILE": str(clock_file)}
    bot = MortalBot(emulator, url, settings=settings, folder=tmp_path)
    mornings = Mornings(bot, clock_file, [alice, bob])
    mornings.begin()
    yield mornings
    bot.close()


def test_03_reminders_outlive_a_kill_at_every_pass_of_their_way(mornings: Mornings) -> None:
    passes = mornings.calm()
    named = points_on_the_way_of_a_reminder()
    assert {passed.point for passed in passes} == {
        *named,
        *("before-commit", "after-commit", "before sendMessage", "after sendMessage"),
    }
    assert {Pass(point, 2) for point in named - {"swept"}} <= {*passes}
    deaths = shared_by_turns(passes, mornings.bot.database)
    assert {passed.point for passed in deaths} == {passed.point for passed in passes}
    for passed in deaths:
        mornings.dying(passed)
    assert mornings.deaths == len(deaths)
    assert findings(mornings.reminding) == []


def shared_by_turns(passes: list[Pass], database: str) -> list[Pass]:
    """Of each point every second time, and what comes but once on both databases."""
    of_point = defaultdict(list)
    for passed in passes:
        of_point[passed.point].append(passed)
    mine = [
        *chain(
            *(every if len(every) == 1 else shared(every, database) for every in of_point.values())
        )
    ]
    return [passed for passed in passes if passed in mine]


def _settled_in(database: Database, person: Person, now: datetime) -> Habit:
    me = database.run_now(people.meet, person.id, person.chat_id, "en")
    me = database.run_now(people.agree, me, frozenset({"goals"}))
    me = database.run_now(people.set_zone, me, "UTC")
    wish = Wish("Pills", None, Daily(), now.date(), None, Criticality.HIGH, (EIGHT,))
    goal = database.run_now(goals.create, me, wish)
    return Habit(person.id, goal.id, "Pills", "UTC", 0, EIGHT, frozenset(range(7)))
