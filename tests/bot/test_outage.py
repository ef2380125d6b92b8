"""Row 17: six hours without a way to Telegram. Nothing is lost, and the log can still be read."""

from functools import partial
from itertools import pairwise
from typing import ParamSpec, TypeVar, cast

import pytest
from structlog.testing import CapturingLogger
from telegram.error import InvalidToken

from bot import poll as module
from bot.api import Api
from bot.arrivals import Arrival, Raw, Waiting
from bot.intake import Intake
from bot.lanes import Lanes
from bot.logs import Sparingly
from bot.poll import PollLoop
from bot.transport import NotSent
from storage.database import UseCase
from tests.scheduling.virtual_time import now, run

P = ParamSpec("P")
T = TypeVar("T")
SIX_HOURS = 6 * 3600.0
UPDATE: Raw = {"update_id": 7, "message": {"from": {"id": 101}}}


class Away:
    """A Telegram that nobody reaches for six hours; then it has one update and ends the story."""

    def __init__(self, why: str) -> None:
        self.why = why
        self.asked: list[float] = []

    async def call(self, method: str, /, **_payload: object) -> list[Raw]:
        self.asked.append(now())
        if now() < SIX_HOURS:
            raise NotSent(method, self.why)
        if self.asked[-2] < SIX_HOURS:
            return [UPDATE]
        raise InvalidToken


class Shelf:
    """Keeps what comes, without a database."""

    async def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return cast("T", [7])


@pytest.mark.parametrize(
    "why", ["Connection refused", "ClientConnectorDNSError", "ClientConnectorSSLError"]
)
def test_17_for_six_hours_it_is_asked_every_half_minute_and_told_once_a_minute(
    monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    log, away, handled = CapturingLogger(), Away(why), list[int]()
    told: list[float] = []
    monkeypatch.setattr(module, "log", log)
    monkeypatch.setattr(module, "Sparingly", partial(Sparingly, now))
    monkeypatch.setattr(module, "_tell", lambda *_: told.append(now()))

    async def handle(arrival: Arrival | Waiting) -> None:
        handled.append(arrival.receipt.update_id)

    async def excuse(_batch: list[Raw]) -> None:
        """Nobody is to be told."""

    async def story() -> None:
        lanes = Lanes(handle)
        api = cast("Api", away)
        with pytest.raises(InvalidToken):
            await PollLoop(api, 1, Shelf(), Intake(lanes), excuse).run()
        await lanes.empty()

    run(story())
    assert max(after - before for before, after in pairwise(away.asked)) <= module.PAUSE_MAX
    assert min(after - before for before, after in pairwise(told)) >= 60
    assert told[0] == 0
    assert len(told) >= SIX_HOURS / 60 / 2
    assert [call.args[0] for call in log.calls] == ["telegram answers again"]
    assert handled == [7]
