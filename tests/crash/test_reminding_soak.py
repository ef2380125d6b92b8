"""Row 5: killed at random moments for as long as one likes, and every reminder is said.

``make soak`` does so for ten minutes, from a seed of its own, and prints what happened.
"""

import sys
from collections.abc import Callable

import pytest

from tests.bot_process import RUN
from tests.crash.soak import SECONDS, SEED, Soak
from tests.history import Kind

pytestmark = [pytest.mark.crash, pytest.mark.timeout(0)]


def test_05_every_reminder_outlives_kills_at_random_moments(soaked: Callable[..., Soak]) -> None:
    sys.stdout.write(f"seed {SEED}\n")
    soak = soaked(crowd=30)
    soak.go(SECONDS)
    soak.finish()
    sys.stdout.write(f"{soak.summary}\n")
    assert soak.findings() == []


def with_a(bug: str) -> tuple[str, ...]:
    """A bot that is the usual one but for this."""
    return "-c", f"{bug}\nfrom bot.cli import main\nmain(['run'])"


SAYS_IT_AGAIN = """
from datetime import timedelta
from storage import outbox
marked, seen = outbox.sent, set()

def unmarked(session, clock, card, message_id):
    if card.id in seen:
        return marked(session, clock, card, message_id)
    seen.add(card.id)
    outbox.not_sent(session, clock, card, timedelta(0))
    return ()

outbox.sent = unmarked
"""

GIVES_UP_AT_ONCE = """
from storage import saying
saying.ATTEMPTS = 1
"""

FORGETS_WHAT_IT_SENT = """
from storage import outbox
marked = outbox.sent

def forgotten(session, clock, card, message_id):
    marked(session, clock, card, message_id)
    session.execute(outbox.delete(outbox.Parcel).where(outbox.Parcel.card_id == card.id))
    return ()

outbox.sent = forgotten
"""


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("command", "kinds"),
    [
        (RUN, set()),
        (with_a(SAYS_IT_AGAIN), {Kind.REPEATED}),
        (with_a(GIVES_UP_AT_ONCE), {Kind.LOST}),
        (with_a(FORGETS_WHAT_IT_SENT), {Kind.UNFINISHED}),
    ],
    ids=["sound", "says it again", "gives up at once", "forgets what it sent"],
)
def test_a_bot_that_is_careless_with_reminders_is_found_out(
    soaked: Callable[..., Soak], command: tuple[str, ...], kinds: set[Kind]
) -> None:
    soak = soaked(command, crowd=4, strikes=False)
    soak.die_sending()
    soak.finish()
    assert {finding.kind for finding in soak.findings()} == kinds
