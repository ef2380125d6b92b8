"""Killed at every pass of a start that finds something unfinished.

A tap is left in the inbox, stored or with its effect, and the life that finds it is written down to
the moment in which it owes nothing any more. Then there is one such life for each of its passes, and it
ends there; what the life after it makes of the tap is judged. The databases take turns, and what dies on
one of a tap that is stored dies on the other of one with its effect.
"""

import pytest

from tests.crash.conversation import HELLO, Press, Say
from tests.crash.forked import MortalBot
from tests.crash.ledger import Pass
from tests.crash.sharing import shared
from tests.crash.walker import Walker, judged
from tests.emulator_process import Emulator

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600)]

LEFT_STORED = Pass("after-commit", 1)
LEFT_EFFECTED = Pass("after editMessageText", 1)
"""The change is made and shown, but that it was shown is not noted."""

ASK, TELL = Say("/mood", "How are you, right now?"), Press("🙂 4", "Noted: 4")


@pytest.mark.parametrize("left", [LEFT_STORED, LEFT_EFFECTED], ids=["stored", "effected"])
def test_a_bot_killed_at_every_pass_of_a_start_goes_on_where_the_life_before_it_ended(
    emulator: Emulator, mortal: MortalBot, left: Pass
) -> None:
    alice = Walker(mortal, emulator.person("Alice"))
    alice.come_to_rest()
    for step in (*HELLO, ASK):
        alice.calmly(step)
    alice.dying(TELL, left)
    passes = shared(mortal.ledger.fatal(), mortal.database, round_=left == LEFT_STORED)
    for passed in passes:
        alice.calmly(ASK)
        alice.dying(TELL, left, and_again=passed)
    asked = ["zone Europe/Berlin", "agreed to goals", "agreed to moods"]
    asked += ["mood 4"] * (1 + len(passes))
    assert judged([alice], asked, deaths=0) == []
