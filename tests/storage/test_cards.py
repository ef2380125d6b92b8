"""The one living card of each person."""

from datetime import timedelta

from domain.clock import FakeClock
from storage import cards
from storage.cards import Hanging
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import NOON, rows_of


def test_the_card_is_the_message_that_was_hung_last(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    assert database.read_now(cards.hanging, alice) is None
    database.run_now(cards.hang, alice, 5)
    clock.advance(timedelta(hours=1))
    database.run_now(cards.hang, alice, 4)
    assert database.read_now(cards.hanging, alice) == Hanging(4, NOON + timedelta(hours=1))
    assert database.read_now(cards.hanging, bob) is None
    assert rows_of(url, "SELECT chat_id FROM day_cards") == [(alice.chat_id,)]
