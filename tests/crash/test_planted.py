"""Whether the judge would notice: a bot whose inbox forgets to mark what took effect."""

from collections.abc import Callable

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation, Press, Say
from tests.emulator_process import Emulator, Person
from tests.history import Fact, Finding, Kind

pytestmark = pytest.mark.crash

FORGETFUL = """
from storage import inbox

def unmarked(session, clock, receipt, shows, use_case, *args, **kwargs):
    return use_case(session, clock, *args, **kwargs)

inbox.effected = unmarked
from bot.cli import main
main(["run"])
"""

TITLE_TWICE = Finding(Kind.DOUBLE, 1001, "description run-Alice")
"""Handled a second time, the title answers the question that comes after it."""


@pytest.mark.parametrize("command", [("-m", "bot", "run"), ("-c", FORGETFUL)])
def test_a_bot_that_does_not_mark_its_effects_is_found_out(
    emulator: Emulator,
    bot_on: Callable[..., BotProcess],
    url: str,
    command: tuple[str, ...],
) -> None:
    bot = bot_on(url, command=command).start()
    conversation = Conversation(emulator, bot, [emulator.person("Alice")])
    conversation.go(HELLO + GOAL[:1])
    fault = emulator.fault("stall_before", "sendMessage")
    title_is_kept_but_not_answered(conversation, bot, fault)
    planted = command[0] == "-c"
    conversation.go([Press("Again and again", "How often?")] if planted else no_description())
    conversation.go(GOAL[4:])
    conversation.finish()
    found = conversation.findings(after_a_goal(emulator.person("Alice")))
    assert (TITLE_TWICE in found) is planted
    assert planted or found == []


def title_is_kept_but_not_answered(conversation: Conversation, bot: BotProcess, fault: int) -> None:
    emulator = conversation.emulator

    def kill_before_the_answer() -> None:
        if bot.is_running and emulator.fault_hits(fault):
            bot.kill()
            emulator.delete("faults")
            bot.start()
            conversation.deaths += 1
            conversation.tend = lambda: None

    conversation.tend = kill_before_the_answer
    conversation.go([Say("run-{me}", "")])


def no_description() -> list[Say | Press]:
    return [Press("Skip", "again and again, or once"), Press("Again and again", "How often?")]


def after_a_goal(alice: Person) -> list[Fact]:
    whats = ("zone Europe/Berlin", "agreed to goals", "agreed to moods", "goal run-Alice")
    return [Fact(alice.id, what) for what in whats]
