"""Killed before and after every commit and every call of a conversation, none left out.

A calm walk through the conversation writes down, step by step, what the bot passes on the way. Then
others take the same walk, each in a chat of their own, until every pass has been died at: in walk
number n every second step is killed at the n-th pass on its list, and in another walk, which the other
database takes, the steps between them. The next life brings the step to its end, and a calm step follows,
after which everything is as the list supposes. That is one death for each pass, the least that an
enumeration costs; and each of them has to happen, for a bot that never comes by the pass it is doomed at
fails the test.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

import pytest

from tests.crash.forked import MortalBot
from tests.crash.ledger import Pass
from tests.crash.sharing import shared
from tests.crash.walker import AFTER_THE_WALK, WALK, Walker, judged, walk
from tests.emulator_process import Emulator

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600)]

AROUND_EVERYTHING = {
    f"{when}{what}"
    for when in ("before", "after")
    for what in (
        "-commit",
        " getUpdates",
        " sendMessage",
        " editMessageText",
        " editMessageReplyMarkup",
        " answerCallbackQuery",
    )
}


def test_a_bot_killed_at_every_pass_of_a_conversation_loses_nothing_and_does_nothing_twice(
    emulator: Emulator, mortal: MortalBot
) -> None:
    calm = Walker(mortal, emulator.person("Guest00"))
    calm.come_to_rest()
    passes = [calm.calmly(step) for step in WALK]
    assert {passed.point for passed in chain(*passes)} >= AROUND_EVERYTHING
    walkers = [calm]
    lists = [
        dooms
        for round_, nth in enumerate(zip_longest(*passes))
        for dooms in shared(every_second(nth), mortal.database, round_)
    ]
    for dooms in lists:
        walkers.append(Walker(mortal, emulator.person(f"Guest{len(walkers):02}")))
        walk(walkers[-1], dooms)
    deaths = [doom for doom in chain(*lists) if doom]
    assert {doom.point for doom in deaths} >= AROUND_EVERYTHING
    assert sum(walker.talk.deaths for walker in walkers) == len(deaths)
    assert judged(walkers, AFTER_THE_WALK, deaths=1) == []


def every_second(dooms: Sequence[Pass | None]) -> list[list[Pass | None]]:
    """The even ones without the odd ones, and the other way round."""
    return [
        [doom if number % 2 == parity else None for number, doom in enumerate(dooms)]
        for parity in (0, 1)
    ]
