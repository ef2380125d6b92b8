"""A household of people whose reminders go off while the bot is killed at random moments.

Virtual time leaps from one rest to the next, so that days pass in seconds. Before each life that
follows a kill it leaps over the lease of what was on its way.
"""

import os
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from bot.codes.day import Reaction, Tick
from domain.clock import ShiftedClock
from domain.goals import Criticality
from domain.kinds import Weekdays
from storage import goals, people
from storage.database import Database
from storage.goals import Wish
from storage.types import EPOCH
from tests import history, reminded
from tests.bot_process import BotProcess, NotRunning
from tests.databases import rows_of
from tests.emulator_process import GLANCE_SECONDS, Emulator, Person
from tests.habits import Going, Habit, goings
from tests.history import Fact, Finding, History, facts_of, inbox_of
from tests.reminded import Decision, Occasion, Reminding, copies_in, decisions_in, lives_in
from tests.reminding import move

ZONES = ("Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati")
DAY_STARTS = (0, 0, 240)
MINUTES = (95, 300, 430, 480, 485, 720, 1080, 1320)
"""The times at which people are reminded, moved by some minutes for each of them."""

EVERY_DAY = frozenset(range(7))
SOME_DAYS = frozenset({0, 2, 4, 6})

LEASE_OVER = timedelta(seconds=31)
AHEAD = timedelta(minutes=21)
"""What is due so soon after a card may have gone out with it."""

STEP = (20, 110)
LONG = (150, 400)
"""Minutes from one rest to the next; after a long one some of it is late."""

LINE_SECONDS = 0.15
"""So long a call is on its way: a kill finds some that arrived and are not marked."""

PATIENCE = 60.0
"""Seconds for one rest, however many deaths it takes."""

SECONDS = float(os.environ.get("DAYMARK_SOAK_SECONDS", "30"))
SEED = int(os.environ.get("DAYMARK_SOAK_SEED", "20260305"))

WISH = Wish("", None, Weekdays(EVERY_DAY), date(2026, 1, 1), None, Criticality.HIGH, ())


@dataclass
class Fate:
    """Kills the bot again and again: mostly 0.2 to 3 seconds after it began to work, and sometimes
    before it came to that."""

    chance: random.Random
    strikes: bool = True
    deaths: int = 0
    next_at: float | None = None

    def choose(self) -> bool:
        """A new life. Returns whether it may come to work."""
        spared = self.chance.random() > 0.2
        self.next_at = None if spared else time.monotonic() + self.chance.uniform(0.05, 1.0)
        return spared

    def let_work(self) -> None:
        self.next_at = time.monotonic() + self.chance.uniform(0.2, 3.0)

    def strike(self, bot: BotProcess) -> None:
        if self.strikes and self.next_at is not None and time.monotonic() > self.next_at:
            self.end(bot)

    def end(self, bot: BotProcess) -> None:
        bot.kill()
        self.deaths += 1
        self.next_at = None


@dataclass
class Soak:
    """The household, and everything that was asked of the bot and decided by it."""

    emulator: Emulator
    bot: BotProcess
    clock_file: Path
    fate: Fate
    crowd: Sequence[Person]
    habits: list[Habit] = field(default_factory=list)
    asked: list[Fact] = field(default_factory=list)
    answers: dict[int, list[str]] = field(default_factory=dict)
    updates: list[int] = field(default_factory=list)
    inbox: dict[int, str] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    changed: list[Finding] = field(default_factory=list)
    answered: set[Occasion] = field(default_factory=set)
    offset: timedelta = timedelta()
    steps: int = 0

    def begin(self) -> None:
        """Everybody has agreed, lives somewhere and has their goals, the bot has heard of all, and
        from here on it is counted."""
        database = Database(self.bot.database, self.clock)
        try:
            for number, person in enumerate(self.crowd):
                self._settle_in(database, number, person)
        finally:
            database.close()
        self.bot.start()
        for person in self.crowd:
            self.updates.append(person.start()["update_id"])
        self.rest()
        self.first_rest = self.clock.now()
        self.emulator.post("delay", seconds=LINE_SECONDS)
        self.fate.let_work()

    def go(self, seconds: float) -> None:
        """Live for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.step()

    def step(self) -> None:
        """People say and tap something, time leaps, and all of it comes to a rest."""
        self.steps += 1
        self.talk()
        self.tap()
        minutes = LONG if self.steps % 7 == 0 else STEP
        self.leap(timedelta(minutes=self.fate.chance.uniform(*minutes)))
        self.rest()

    def die_sending(self) -> None:
        """Time leaps until something is due, and the bot dies before it has arrived."""
        stuck = self.emulator.fault("stall_before", "sendMessage", seconds=300)
        self.leap(timedelta(minutes=LONG[0]))
        self.emulator.wait_until(lambda: self.emulator.fault_hits(stuck))
        self.fate.end(self.bot)
        self.emulator.delete("faults")
        self.rest()

    def rest(self) -> None:
        """Until the bot owes nobody anything. It is kept alive, and killed, meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while not self._owes_nothing():
            self.fate.strike(self.bot)
            self._keep_alive()
            assert time.monotonic() < deadline, f"it comes to no rest:\n{self.bot.text[-5000:]}"
            time.sleep(GLANCE_SECONDS)
        self._remember()

    def finish(self) -> None:
        """A last rest without kills, and a stop."""
        self.fate.strikes = False
        self._keep_alive()
        self.rest()
        self.last_rest = self.clock.now()
        assert self.bot.terminate() == 0, self.bot.text

    def findings(self) -> list[Finding]:
        """The judgment on everything."""
        return [*self.changed, *reminded.findings(self.reminding), *history.findings(self.history)]

    @cached_property
    def clock(self) -> ShiftedClock:
        return ShiftedClock(self.clock_file)

    @cached_property
    def reminding(self) -> Reminding:
        """What had to become of each reminder, and what became of it."""
        gone_off = list(goings(self.habits, self.first_rest, self.last_rest + AHEAD))
        said = {one.occasion: one.at for one in gone_off if self._is_said(one)}
        over = {one.occasion for one in gone_off if one.at <= self.last_rest}
        return Reminding(
            due={occasion: at for occasion, at in said.items() if occasion in over},
            silent=over - said.keys(),
            copies=copies_in(self.emulator.journal("sendMessage")),
            decisions=list(self.decisions.values()),
            early=said.keys() - over,
            lives=lives_in(self.emulator.journal("getMe")),
        )

    @cached_property
    def history(self) -> History:
        return History(
            asked=self.asked,
            stored=facts_of(self.bot.database),
            answers=self.answers,
            journal=self.emulator.journal(),
            words={person.id: {f"{person.name}-"} for person in self.crowd},
            updates=self.updates,
            inbox=self.inbox,
            deaths=self.fate.deaths,
        )

    @property
    def summary(self) -> str:
        """What happened, in one line."""
        said = {copy.occasion for copy in self.reminding.copies}
        fates = sorted({(each.state, each.why or "") for each in self.decisions.values()})
        return (
            f"{self.fate.deaths} kills, {self.steps} rests, {len(self.updates)} updates,"
            f" {self.last_rest - self.first_rest} of virtual time;"
            f" {len(self.reminding.due)} reminders due, {len(said)} said,"
            f" {len(self.reminding.copies) - len(said)} copies more,"
            f" {len(self.reminding.silent)} silent; decisions {fates}"
        )

    def _is_said(self, one: Going) -> bool:
        return one.asked and one.occasion not in self.answered

    def _settle_in(self, database: Database, number: int, person: Person) -> None:
        zone, day_start = ZONES[number % len(ZONES)], DAY_STARTS[number % len(DAY_STARTS)]
        me = database.run_now(people.meet, person.id, person.chat_id, "en")
        me = database.run_now(people.agree, me, frozenset({"goals", "moods"}))
        me = database.run_now(people.set_zone, me, zone)
        # What was missed would wait for the morning, and the soak for that.
        me = database.run_now(people.set_quiet_hours, me, None)
        me = database.run_now(people.set_day_start, me, day_start)
        subjects = ("zone " + zone, "agreed to goals", "agreed to moods")
        self.asked += [Fact(person.id, what) for what in subjects]
        for nth, minute in enumerate(MINUTES):
            days = SOME_DAYS if nth % 4 == 3 else EVERY_DAY
            title, at = f"{person.name}-{nth}", minute + 3 * number
            wish = replace(WISH, title=title, schedule=Weekdays(days), reminders=(at,))
            goal = database.run_now(goals.create, me, wish)
            self.asked.append(Fact(person.id, f"goal {title}"))
            self.habits.append(Habit(person.id, goal.id, title, zone, day_start, at, days))

    def talk(self) -> None:
        """Some say how they are. What they are answered names what they said, so its order is seen."""
        for person in self.fate.chance.sample(list(self.crowd), 4):
            note = f"{person.name}-{self.steps}"
            self.updates.append(person.say(f"mood 4: {note}")["update_id"])
            self.asked += [Fact(person.id, "mood 4"), Fact(person.id, f"note {note}")]
            self.answers.setdefault(person.id, []).append("Noted: 4")

    def tap(self) -> None:
        """Some do today what they would have been reminded of tomorrow or later today."""
        now = self.clock.now()
        coming = [
            one
            for one in goings(self.habits, now + timedelta(hours=8), now + timedelta(hours=9))
            if self._is_said(one)
        ]
        for one in self.fate.chance.sample(coming, min(2, len(coming))):
            self._do(one.occasion)

    def _do(self, occasion: Occasion) -> None:
        person = next(person for person in self.crowd if person.id == occasion.person)
        habit = next(habit for habit in self.habits if habit.goal == occasion.goal)
        done = Tick(occasion.goal, occasion.day, Reaction.DONE).wire
        message = next(seen for seen in person.messages() if seen.is_from_bot)
        self.updates.append(person.press_data(done, message.id, forge=True)["update_id"])
        self.asked.append(Fact(person.id, f"done {habit.title} on {occasion.day}"))
        self.answered.add(occasion)

    def leap(self, by: timedelta) -> None:
        self.offset += by
        move(self.clock_file, self.offset.total_seconds())

    def _keep_alive(self) -> None:
        """A new life, once what was on its way may be tried again."""
        if self.bot.is_running:
            return
        self.leap(LEASE_OVER)
        if self.fate.choose() or not self.fate.strikes:
            with suppress(NotRunning):
                self.bot.start()
                self.fate.let_work()
        else:
            self.bot.launch()

    def _owes_nothing(self) -> bool:
        now = (self.clock.now() - EPOCH) // timedelta(microseconds=1)
        [(owed,)] = rows_of(
            self.bot.database,
            f"SELECT (SELECT count(*) FROM alarms WHERE fires_at <= {now})"
            f" + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased'))"
            " + (SELECT count(*) FROM inbox WHERE state IN ('stored', 'effected'))",
        )
        return self.bot.is_running and not owed and not self.emulator.pending()

    def _remember(self) -> None:
        """Rows are forgotten after some days, and what was decided once stays so."""
        self.inbox |= inbox_of(self.bot.database)
        for number, decision in decisions_in(self.bot.database).items():
            before = self.decisions.setdefault(number, decision)
            if before != decision:
                self.changed.append(
                    Finding(history.Kind.DOUBLE, decision.occasion.person, f"{before}, {decision}")
                )


def crowd_of(emulator: Emulator, size: int) -> list[Person]:
    """People who are known to nobody yet."""
    return [emulator.person(f"Guest{number:02}") for number in range(size)]
