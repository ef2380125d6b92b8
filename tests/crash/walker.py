"""People who take a bot through a conversation while it dies of each pass that is chosen for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.crash.conversation import (
    HELLO,
    Conversation,
    Press,
    Say,
    Step,
    shown_to,
    today_in_berlin,
)
from tests.crash.forked import MortalBot
from tests.crash.ledger import Pass
from tests.emulator_process import Person
from tests.history import Fact, Finding, History, facts_of, findings, inbox_of

WALK: tuple[Step, ...] = (
    *HELLO,
    Press("My own goal", "shall the goal be called"),
    Say("run-{me}", "Anything to add about"),
    Press("That is all: every day", "Is this right?"),
    Press("✓ Save", "Next: today"),
    Say("/today", "⬜ <b>"),
    Press("⬜ run-{me}", "– done"),
    Press("Clear", "⬜ <b>"),
    Press("⬜ run-{me}", "– done"),
    Say("/mood", "How are you, right now?"),
    Press("🙂 4", "Noted: 4"),
    Press("Reasons", "As many as you like"),
    Press("work", "As many as you like"),
    Say("/goals", "Choose one to see or change it"),
    Press("run-{me}", "Repeats every day"),
    Press("Edit", "What shall change about"),
    Press("Name", "Now: "),
    Say("walk-{me}", "walk-{me}"),
    Press("Delete", "In the bin."),
)
"""A goal made in the dialog, ticked, cleared, ticked, renamed and deleted; a mood with a reason."""

AFTER_THE_WALK = (
    *("zone Europe/Berlin", "agreed to goals", "agreed to moods"),
    *("goal in the bin walk-{me}", "done walk-{me} on {today}"),
    *("mood 4", "reason work"),
)
WORDS = ("run-{me}", "walk-{me}")


@dataclass
class Walker:
    """One person. Between two steps nothing is under way, so that what a step passes is its own."""

    bot: MortalBot
    person: Person
    talk: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.talk = Conversation(self.bot.emulator, self.bot, [self.person])

    def calmly(self, step: Step) -> list[Pass]:
        """Take a step. Returns the commits and calls of it, numbered from its beginning."""
        before = self.bot.ledger.counted()
        self.talk.go([step])
        self.come_to_rest()
        return [
            Pass(point, nth - before[point])
            for point, nth in self.bot.ledger.fatal()
            if nth > before[point]
        ]

    def dying(self, step: Step, at: Pass, and_again: Pass | None = None) -> None:
        """Take a step of which the bot dies at this pass; the next life, too, at that one of its own."""
        before, deaths = self.bot.ledger.counted(), self.talk.deaths
        self.bot.ledger.doom(Pass(at.point, before[at.point] + at.nth))
        self.talk.before_a_life = lambda: self._doom_the_next_life(deaths, and_again)
        self.talk.go([step])
        # It may die of something that comes after the answer, but it has to.
        wanted = deaths + (2 if and_again else 1)
        self.talk.wait(lambda: self.talk.deaths == wanted, f"{step} by dying at {at}, {and_again}")
        self.come_to_rest()

    def come_to_rest(self) -> None:
        """See the bot through the step, and through the start of a new life."""
        self.talk.rest()
        self.talk.wait(self.bot.ledger.is_settled, "the start")

    def be_met(self) -> None:
        """A life that has handled nothing knows nobody: the next step would cost it one commit more."""
        if self.bot.ledger.counted()["before-answered"]:
            return
        self.talk.updates.append(self.person.say("/help")["update_id"])
        self.come_to_rest()

    def _doom_the_next_life(self, deaths: int, at: Pass | None) -> None:
        if at and self.talk.deaths == deaths:
            self.bot.ledger.doom(at)


def walk(walker: Walker, dooms: Iterable[Pass | None]) -> None:
    """Take the whole walk, dying once in each step for which there is a doom."""
    for step, doom in zip(WALK, dooms, strict=True):
        if doom:
            walker.dying(step, doom)
            walker.be_met()
        else:
            walker.calmly(step)


def judged(walkers: Sequence[Walker], asked: Sequence[str], deaths: int) -> list[Finding]:
    """The judgment on all of them. ``deaths`` are those of one step: every step is told of once."""
    bot = walkers[0].bot
    people = [walker.person for walker in walkers]
    today = today_in_berlin(bot.emulator)
    return findings(
        History(
            asked=[
                Fact(person.id, what.format(me=person.name, today=today))
                for person in people
                for what in asked
            ],
            stored=facts_of(bot.database),
            answers={key: told for walker in walkers for key, told in walker.talk.answers.items()},
            journal=bot.emulator.journal(),
            shown={person.id: shown_to(person) for person in people},
            words={person.id: {word.format(me=person.name) for word in WORDS} for person in people},
            updates=[update for walker in walkers for update in walker.talk.updates],
            inbox=inbox_of(bot.database),
            deaths=deaths,
        )
    )
