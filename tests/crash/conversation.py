"""A fixed conversation of two people with a bot that may die at any moment of it."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from tests.bot_process import BotProcess, NotRunning
from tests.emulator_process import GLANCE_SECONDS, Emulator, Person, Refused
from tests.history import Fact, Finding, History, facts_of, findings, inbox_of, is_owed

PATIENCE = 25.0
"""Seconds for one answer, a death and a fresh start included."""


@dataclass(frozen=True)
class Say:
    """Words of a person and a part of the text that answers them; ``{me}`` marks what is theirs."""

    words: str
    answer: str


@dataclass(frozen=True)
class Press:
    """A button of the newest message that has it, and a part of the text that answers."""

    label: str
    answer: str


Step = Say | Press

HELLO: tuple[Step, ...] = (
    Say("/start", "I am Daymark"),
    Press("Let's go", "May I store what you tell me"),
    Press("Yes, goals and moods", "I need your time zone"),
    Press("Set my time zone", "Type your city"),
    Press("Berlin", "for you?"),
    Press("Yes", "What would you like to do more often"),
)
GOAL: tuple[Step, ...] = (
    Press("My own goal", "shall the goal be called"),
    Say("run-{me}", "Anything to add about"),
    Say("why-{me}", "again and again, or once"),
    Press("Again and again", "How often?"),
    Press("Every day", "From which day on"),
    Press("Skip", "Does it end?"),
    Press("Skip", "How much does it matter"),
    Press("A lot", "time to be reminded"),
    Press("Skip", "Is this right?"),
    Press("✓ Save", "Next: today"),
)
DAY: tuple[Step, ...] = (
    Say("/today", "⬜ <b>"),
    Press("⬜ run-{me}", "– done"),
    Press("Clear", "⬜ <b>"),
    Press("Skip", "– skipped"),
    Press("➖ run-{me}", "– done"),
    Say("/mood", "How are you, right now?"),
    Press("🙂 4", "Noted: 4"),
    Press("Note", "Write what you want to keep"),
    Say("note-{me}", "note-{me}"),
    Press("Reasons", "As many as you like"),
    Press("Another…", "In a word or two"),
    Say("reason-{me}", "As many as you like"),
)
HALF: tuple[Step, ...] = (
    Say("/new", "shall the goal be called"),
    Say("half-{me}", "Anything to add about"),
)
WHOLE = HELLO + GOAL + DAY + HALF
WORDS = ("run-{me}", "why-{me}", "note-{me}", "reason-{me}", "half-{me}")


@dataclass
class Conversation:
    """People who carry on whatever happens to the bot. ``tend`` looks after it while they wait, and
    ``before_a_life`` before it is started again."""

    emulator: Emulator
    bot: BotProcess
    people: Sequence[Person]
    tend: Callable[[], None] = lambda: None
    before_a_life: Callable[[], None] = lambda: None
    deaths: int = 0
    answers: dict[int, list[str]] = field(default_factory=dict)
    updates: list[int] = field(default_factory=list)

    def go(self, steps: Sequence[Step]) -> None:
        """Every person takes each step at the same time, and the next one once answered."""
        for step in steps:
            seen = self.emulator.newest_call()
            for person in self.people:
                self._take(person, step)
            self.wait(partial(self._all_answered, step, seen), step)

    def finish(self) -> None:
        """See that the bot lives, and stop it, so that nothing is under way any more."""
        self.rest()
        assert self.bot.terminate() == 0, self.bot.text

    def rest(self) -> None:
        """See that the bot lives, and wait until it owes nobody anything."""
        self.keep_alive()
        self.wait(lambda: self.emulator.pending() == 0, "the rest")
        # What is confirmed may still wait in its lane, where a stop would leave it.
        self.wait(lambda: not is_owed(self.bot.database), "what the inbox holds")

    def keep_alive(self) -> None:
        """Start the bot again if it died, this time without a point to die at."""
        if not self.bot.is_running:
            self.before_a_life()
            self.deaths += 1
            self.bot.crash_at = ""
            with suppress(NotRunning):  # the new life may be a short one, too
                self.bot.start()

    def wait(self, condition: Callable[[], bool], what: object) -> None:
        """Return once the condition holds, and see that the bot lives until then."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.tend()
            self.keep_alive()
            if time.monotonic() > deadline:
                chats = "\n\n".join(person.chat().transcript() for person in self.people)
                raise AssertionError(f"no answer to {what}:\n{chats}\n\n{self.bot.text}")
            time.sleep(GLANCE_SECONDS)

    def findings(self, asked: Sequence[Fact]) -> list[Finding]:
        """The judgment on all of it, once it is finished."""
        return findings(
            History(
                asked=asked,
                stored=facts_of(self.bot.database),
                answers=self.answers,
                journal=self.emulator.journal(),
                shown={person.id: shown_to(person) for person in self.people},
                words={
                    person.id: {word.format(me=person.name) for word in WORDS}
                    for person in self.people
                },
                updates=self.updates,
                inbox=inbox_of(self.bot.database),
                deaths=self.deaths,
            )
        )

    def _take(self, person: Person, step: Step) -> None:
        if isinstance(step, Say):
            done = person.say(step.words.format(me=person.name))
        else:
            done = self._press(person, step.label.format(me=person.name))
        self.updates.append(done["update_id"])
        self.answers.setdefault(person.id, []).append(step.answer.format(me=person.name))

    def _press(self, person: Person, label: str) -> dict[str, int]:
        """A copy of an answer may redraw the keyboard between a look and a tap: then look again."""
        pressed: list[dict[str, int]] = []

        def press() -> bool:
            try:
                pressed.append(person.press(label))
            except (Refused, AssertionError):
                return False
            return True

        self.wait(press, label)
        return pressed[0]

    def _all_answered(self, step: Step, seen: int) -> bool:
        return all(
            any(
                call["effect"] and step.answer.format(me=person.name) in str(call["params"])
                for call in self.emulator.journal(after=seen, chat_id=person.chat_id)
            )
            for person in self.people
        )


def after_the_whole(people: Sequence[Person], emulator: Emulator) -> list[Fact]:
    """What the database must hold after ``WHOLE``."""
    today = today_in_berlin(emulator)
    return [
        Fact(person.id, what.format(me=person.name, today=today))
        for person in people
        for what in (
            *("zone Europe/Berlin", "agreed to goals", "agreed to moods"),
            *("goal run-{me}", "description why-{me}", "done run-{me} on {today}"),
            *("mood 4", "note note-{me}", "reason reason-{me}"),
            'draft goal at description {{"title": "half-{me}"}}',
        )
    ]


def today_in_berlin(emulator: Emulator) -> date:
    now = datetime.fromisoformat(emulator.now())
    return now.astimezone(ZoneInfo("Europe/Berlin")).date()


def shown_to(person: Person) -> list[str]:
    """Every text, button and toast that a person can see."""
    messages = person.messages()
    return [
        *(seen.text for seen in messages),
        *(label for seen in messages for label in seen.labels),
        *(toast["text"] or "" for toast in person.toasts()),
    ]
