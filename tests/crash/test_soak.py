"""Killed at random moments, and in the middle of a backlog: nothing lost, nothing twice."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import DAY, GOAL, HALF, HELLO, Conversation, after_the_whole
from tests.emulator_process import Emulator, Person
from tests.history import Fact, History, facts_of, findings, inbox_of, is_owed

pytestmark = pytest.mark.crash

MANY = 50
ROUNDS = 25
SEED = 20260304
PATIENCE = 240.0
"""Seconds for five thousand answers, which take a tenth of it."""


@dataclass
class Fate:
    """Kills the bot whenever the next random moment has come, some times at most."""

    bot: BotProcess
    chance: random.Random
    kills_left: int
    next_at: float = 0.0

    def strike(self) -> None:
        now = time.monotonic()
        if self.next_at == 0.0:
            self.next_at = now + self.chance.uniform(0.05, 0.7)
        if self.kills_left and self.bot.is_running and now > self.next_at:
            self.bot.kill()
            self.kills_left -= 1
            self.next_at = 0.0


def test_a_bot_killed_at_random_moments_keeps_every_promise(
    emulator: Emulator, people: list[Person], bot: BotProcess
) -> None:
    conversation = Conversation(emulator, bot, people)
    # After each kill comes a start of a second: six of them keep a run well below half a minute.
    fate = Fate(bot.start(), random.Random(SEED), kills_left=6)
    conversation.tend = fate.strike
    conversation.go(HELLO + GOAL + DAY + HALF)
    conversation.finish()
    assert conversation.deaths >= 2
    assert conversation.findings(after_the_whole(people, emulator)) == []


@pytest.mark.timeout(900)
def test_a_backlog_killed_in_the_middle_is_worked_off_once_and_in_order(
    emulator: Emulator, bot_on: Callable[..., BotProcess], url: str
) -> None:
    crowd = [emulator.person(f"Guest{number}") for number in range(MANY)]
    bot = bot_on(url)
    agree_all(emulator, bot, crowd)
    bot.terminate()
    emulator.delete("journal")
    already = inbox_of(url)

    talks = [talk_of(person) for person in crowd]
    texts = [talk[turn] for turn in range(len(talks[0])) for talk in talks]
    queued = emulator.bulk(*crowd, texts=texts, n=len(texts))
    assert len(texts) == 5000

    kill_halfway = (1500, 3000)
    for answered in kill_halfway:
        bot.start()
        wait_for_answers(emulator, answered)
        bot.kill()
    bot.start()
    emulator.wait_until(lambda: emulator.pending() == 0, PATIENCE)
    emulator.wait_until(lambda: not is_owed(url), PATIENCE)
    assert bot.terminate() == 0

    first, last = queued["first_update_id"], queued["last_update_id"]
    assert (
        findings(
            History(
                asked=list(chain.from_iterable(map(left_of, crowd))),
                stored=facts_of(url),
                answers={person.id: answers_of(person) for person in crowd},
                journal=emulator.journal(),
                words={person.id: {f"{person.name}-"} for person in crowd},
                updates=range(first, last + 1),
                inbox={n: state for n, state in inbox_of(url).items() if n not in already},
                deaths=len(kill_halfway),
            )
        )
        == []
    )


def agree_all(emulator: Emulator, bot: BotProcess, crowd: list[Person]) -> None:
    conversation = Conversation(emulator, bot.start(), crowd)
    conversation.go(HELLO[:3])


def talk_of(person: Person) -> list[str]:
    """A hundred messages; every one of them changes what the database holds."""
    rounds = [
        ("/new", f"{person.name}-what-{n}-", f"{person.name}-why-{n}-", "/cancel")
        for n in range(ROUNDS)
    ]
    return [*chain.from_iterable(rounds)][:-1] + ["/help"]


def answers_of(person: Person) -> list[str]:
    """The same dialog again and again, told apart by what it repeats of the title."""
    rounds = [
        (
            "shall the goal be called",
            f"Anything to add about <b>\u2068{person.name}-what-{n}-",
            "again and again, or once",
        )
        for n in range(ROUNDS)
    ]
    # What /cancel says is told otherwise by a bot that died after it, so it is not waited for.
    return [*chain.from_iterable(rounds)]


def left_of(person: Person) -> list[Fact]:
    last = ROUNDS - 1
    kept = f'{{"title": "{person.name}-what-{last}-", "description": "{person.name}-why-{last}-"}}'
    return [
        *(Fact(person.id, what) for what in ("agreed to goals", "agreed to moods")),
        Fact(person.id, f"draft goal at kind {kept}"),
        Fact(person.id, 'draft zone at place {"hello": true, "offered": true}'),
    ]


def wait_for_answers(emulator: Emulator, wanted: int) -> None:
    emulator.wait_until(lambda: emulator.get("state")["messages"] > 5000 + wanted, PATIENCE)
