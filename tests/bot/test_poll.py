"""The poll loop: what Telegram gives is stored before it is confirmed, and handed over once."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
from structlog.testing import CapturingLogger
from telegram.constants import PollingLimit
from telegram.error import InvalidToken

from bot import poll as module
from bot.api import Api
from bot.arrivals import Arrival, Raw, Waiting
from bot.intake import Intake
from bot.lanes import Lanes
from bot.poll import PollLoop
from domain.clock import FakeClock
from storage.database import Database, UseCase
from storage.errors import Busy
from tests.bot.desk import ADDRESS, BOT_ID, TOKEN
from tests.bot.recording import Recording, fine, refusal
from tests.databases import NOON, rows_of

P = ParamSpec("P")
T = TypeVar("T")

END = refusal(401, "Unauthorized")
"""With this answer a poll loop comes to its end."""

WEBHOOK = refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
RIVAL = refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)


class Unheard(Database):
    """Its first commit goes through, and we are told that it did not."""

    heard = False

    async def run(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        result = await super().run(use_case, *args, **kwargs)
        if not self.heard:
            self.heard = True
            raise Busy("the connection was lost")
        return result


@dataclass
class Story:
    """What became of the updates that a loop was given."""

    handled: list[int] = field(default_factory=list)
    excused: list[int] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)
    waits: list[int] = field(default_factory=list, compare=False)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    monkeypatch.setattr(module, "CONFLICT_PAUSE", 0.001)


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "poll.db"
    shutil.copy(sqlite_template, path)
    opened = Unheard(f"sqlite:///{path}", FakeClock(NOON))
    yield opened
    opened.close()


@pytest.fixture
def hearing(database: Unheard) -> Unheard:
    database.heard = True
    return database


def update(update_id: int) -> Raw:
    return {"update_id": update_id, "message": {"from": {"id": 101}}}


def polled(database: Database, *answers: tuple[int, bytes]) -> Story:
    """Run a loop over what Telegram answers, until it ends."""
    story, telegram = Story(), Recording()
    telegram.will("getUpdates", *answers, END)

    async def handle(arrival: Arrival | Waiting) -> None:
        story.handled.append(arrival.receipt.update_id)

    async def excuse(batch: list[Raw]) -> None:
        story.excused += [raw["update_id"] for raw in batch]

    async def told() -> None:
        lanes = Lanes(handle)
        api = Api(telegram, ADDRESS, TOKEN)
        with pytest.raises(InvalidToken):
            await PollLoop(api, BOT_ID, database, Intake(lanes), excuse).run()
        await lanes.empty()

    asyncio.run(told())
    story.offsets = [call.payload.get("offset") for call in telegram.calls]
    story.waits = [call.payload["timeout"] for call in telegram.calls]
    return story


def test_a_batch_is_stored_confirmed_and_handed_over(hearing: Database) -> None:
    story = polled(hearing, fine([update(7), update(8)]))
    assert story == Story(handled=[7, 8], excused=[], offsets=[None, 9])
    url = hearing.url.render_as_string()
    assert rows_of(url, "SELECT update_id, state FROM inbox") == [(7, "stored"), (8, "stored")]


def test_a_backlog_is_asked_for_without_waiting_and_what_comes_after_it_with(
    hearing: Database,
) -> None:
    """A request held open for want of updates would hold up the reminders that wait for them."""
    full = [update(number) for number in range(PollingLimit.MAX_LIMIT)]
    story = polled(hearing, fine(full), fine([]), fine([update(500)]))
    assert [bool(wait) for wait in story.waits] == [False, False, True, True]


def test_a_batch_stored_although_we_were_told_otherwise_is_handed_over(database: Database) -> None:
    """Once it was stored and confirmed, and nobody handled it until the next start."""
    story = polled(database, fine([update(7), update(8)]))
    assert story == Story(handled=[7, 8], excused=[7, 8], offsets=[None, 9])


def test_what_telegram_repeats_is_handed_over_once(hearing: Database) -> None:
    again = fine([update(7), update(7), update(8)])
    assert polled(hearing, fine([update(7)]), again).handled == [7, 8]


@pytest.mark.parametrize(
    ("answer", "words"),
    [(WEBHOOK, "a webhook is set for this bot"), (RIVAL, "another program polls with this token")],
    ids=["webhook", "rival"],
)
def test_the_log_says_who_else_gets_the_updates(
    hearing: Database, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes], words: str
) -> None:
    log = CapturingLogger()
    monkeypatch.setattr(module, "log", log)
    story = polled(hearing, answer, fine([update(7)]))
    (said,) = [call.args[0] for call in log.calls if call.method_name == "error"]
    assert said.startswith(words)
    assert story.handled == [7], "it goes on as soon as it can"
