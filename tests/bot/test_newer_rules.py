"""What a newer time zone database changed is seen to in the background, whatever goes wrong."""

from collections.abc import Iterator
from typing import cast

import pytest
from structlog.testing import CapturingLogger

from bot import newer_rules as module
from bot.messenger import Messenger
from bot.newer_rules import PAUSE, by_newer_rules
from bot.view import View
from storage import newer_rules
from storage.database import Database
from storage.errors import Busy
from storage.newer_rules import Displaced
from tests.scheduling.virtual_time import now, run

ALICE, BOB, CHARLIE = (
    Displaced(number, 100 + number, "en", "Europe/Atlantis", "UTC+01:00") for number in (1, 2, 3)
)


class Shelf:
    """Nobody is left to be counted, once what goes wrong has gone wrong."""

    def __init__(self, *wrong: Exception) -> None:
        self.wrong: Iterator[Exception] = iter(wrong)
        self.know: list[int] = []

    async def run(self, use_case: object, *args: int) -> int:
        if use_case is newer_rules.told:
            self.know += args
        elif error := next(self.wrong, None):
            raise error
        return 0

    async def read(self, _use_case: object) -> list[Displaced]:
        return [ALICE, BOB, CHARLIE]


class Voice:
    """Stumbles at one of them, and is not heard by another."""

    def __init__(
        self, stumbles_at: Displaced | None = None, unheard: Displaced | None = None
    ) -> None:
        self.stumbles_at, self.unheard = stumbles_at, unheard

    async def send(self, chat_id: int, view: View) -> int | None:
        if self.stumbles_at and chat_id == self.stumbles_at.chat_id:
            raise ZeroDivisionError(view.text)
        return None if self.unheard and chat_id == self.unheard.chat_id else 77


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> CapturingLogger:
    logger = CapturingLogger()
    monkeypatch.setattr(module, "log", logger)
    return logger


def see_to(shelf: Shelf, voice: Voice) -> float:
    """Returns how many seconds it took."""

    async def story() -> float:
        await by_newer_rules(cast("Database", shelf), cast("Messenger", voice))
        return now()

    return run(story())


@pytest.mark.parametrize("wrong", [Busy("locked"), ZeroDivisionError("Alice's words")])
def test_what_goes_wrong_is_logged_without_its_words_and_tried_again(
    log: CapturingLogger, wrong: Exception
) -> None:
    shelf = Shelf(wrong, wrong)
    assert see_to(shelf, Voice()) == 2 * PAUSE
    assert shelf.know == [1, 2, 3]
    assert len(log.calls) == 2
    assert "words" not in str(log.calls)


def test_who_cannot_be_told_that_their_zone_is_gone_keeps_nobody_else_from_hearing_it(
    log: CapturingLogger,
) -> None:
    shelf = Shelf()
    see_to(shelf, Voice(stumbles_at=BOB))
    assert shelf.know == [1, 3]
    [call] = log.calls
    assert call.kwargs == {"kind": "ZeroDivisionError"}


def test_who_did_not_hear_it_is_not_taken_to_know() -> None:
    shelf = Shelf()
    see_to(shelf, Voice(unheard=ALICE))
    assert shelf.know == [2, 3]
